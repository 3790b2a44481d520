"""What every command shares: options, output, errors with their exit codes."""

import json
import shutil
import sys
import textwrap
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from flows.cli.texts import LANGUAGES, Texts
from flows.places import DEFAULT_WORKSPACE, Workspace
from transforms.errors import PipelineError, UsageError

if TYPE_CHECKING:
    from transforms.registry import Registry
    from transforms.terms.period import Period

Command = TypeVar("Command", bound=Callable[..., Any])


_INDENT = "    "
_WIDEST = 120
DAY = click.DateTime(formats=["%Y-%m-%d"])


def day_of(moment: datetime | None) -> date | None:
    """The day of an option that click reads as a moment."""
    return moment.date() if moment else None


def shared_options(texts: Texts, default: Path = DEFAULT_WORKSPACE) -> Callable[[Command], Command]:
    """The options of every command: `--workspace`, `--json`, `--lang`."""
    shown = "data/" if default == DEFAULT_WORKSPACE else f"{default}/"

    def decorate(command: Command) -> Command:
        as_json = click.option("--json", "as_json", is_flag=True, help=texts("option_json"))
        workspace = click.option(
            "--workspace",
            type=click.Path(path_type=Path, file_okay=False),
            default=default,
            help=texts("option_workspace", default=shown),
        )
        return workspace(as_json(_lang_and_help(texts)(command)))

    return decorate


def group_options(texts: Texts) -> list[click.Parameter]:
    """The options of a group of commands: `--lang` and `--help`."""
    holder = click.Command(None)
    _lang_and_help(texts)(holder)
    return list(reversed(holder.params))


def _lang_and_help(texts: Texts) -> Callable[[Command], Command]:
    lang = click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=texts.lang,
        expose_value=False,
        help=texts("option_lang"),
    )
    helped = click.help_option("--help", "-h", help=texts("option_help"))
    return lambda command: lang(helped(command))


def opened(path: Path, texts: Texts) -> Workspace:
    """The workspace of a folder that must exist.

    Raises:
        UsageError: there is no such folder.
    """
    if not path.is_dir():
        raise UsageError(texts("no_such_folder", path=path))
    return Workspace(path.resolve())


def period_of(text: str) -> "Period":
    """The period of an argument.

    Raises:
        UsageError: the text names no period.
    """
    from transforms.terms.period import Period

    try:
        return Period(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def severity_label(severity: str, registry: "Registry", texts: Texts) -> str:
    """The label of a severity in the language of `texts`."""
    row = registry.severities[severity]
    return row.label_vi if texts.lang == "vi" else row.label_en


def print_json(value: Any) -> None:  # noqa: ANN401 -- any JSON value
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str))


def say(line: str, indent: str = "") -> None:
    """One line of text, wrapped and indented on a terminal; elsewhere whole, so that it can be searched."""
    line = indent + line
    if sys.stdout.isatty():
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        line = textwrap.fill(line, width, subsequent_indent=indent + _INDENT, break_long_words=False)
    print(line)


def stop(error: PipelineError, texts: Texts) -> NoReturn:
    """Say what went wrong on standard error and leave with the exit code of its class."""
    print(texts("error", message=error), file=sys.stderr)
    raise SystemExit(error.exit_code)
