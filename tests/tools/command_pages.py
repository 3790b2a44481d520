"""The page of the command line: the help of every command in both languages, asked of click in this process."""

from collections.abc import Iterator

import click

from flows.cli.main import build
from flows.cli.texts import Texts

_WIDTH = 100
_LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))

_EXIT_CODES = """\
## Exit codes

| Code | Meaning |
| --- | --- |
| 0 | Done. Returned submissions are normal work, not a failure |
| 1 | A fault of the program |
| 2 | Wrong usage: the arguments name nothing that exists |
| 3 | `check` found issues that reject a file or a cell |
| 4 | Another run is at work in the workspace |
| 5 | A reference file is invalid; the message names the file and the place |
| 6 | Storage failed: the disk did not do what was asked |
| 7 | `audit` found a ledger, a room or a pack that is not as this program wrote it |

The language is Vietnamese unless `--lang en` is given or the environment says `TONGHOP_LANG=en`.
"""


def commands_page() -> str:
    """The help of the group and of each command, Vietnamese first."""
    helps = {lang: dict(_helps(lang)) for lang, _ in _LANGUAGES}
    parts = ["# Commands\n", _EXIT_CODES]
    for name in helps["vi"]:
        parts.append(f"## `{name}`\n")
        parts += [f"{title}:\n\n```text\n{helps[lang][name]}\n```\n" for lang, title in _LANGUAGES]
    return "\n".join(parts)


def command_names() -> list[str]:
    """Every command as it is typed: `tonghop`, `tonghop run` …"""
    return [name for name, _ in _helps("vi")]


def _helps(lang: str) -> Iterator[tuple[str, str]]:
    yield from _help_below(build(Texts(lang)), "tonghop", None)


def _help_below(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    settings = {"terminal_width": _WIDTH, "max_content_width": _WIDTH, **command.context_settings}
    context = click.Context(command, parent=parent, info_name=name.rpartition(" ")[2], **settings)
    text = command.get_help(context)
    yield name, "\n".join(line.rstrip() for line in text.splitlines())
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _help_below(found, f"{name} {child}", context)
