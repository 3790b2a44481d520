"""Help pages whose headings are in the language of their texts."""

from collections.abc import Iterable

import click

from flows.cli.texts import Texts


def help_in_language(command: click.Command, texts: Texts) -> None:
    """Let the command, and those under it, word the headings of their help as `texts` does."""
    command.context_class = _context_class(texts)
    for under in getattr(command, "commands", {}).values():
        help_in_language(under, texts)


def _context_class(texts: Texts) -> type[click.Context]:
    headings = {"Options": texts("help_options"), "Commands": texts("help_commands")}
    marks = {
        "[default:": f"[{texts('help_default')}:",
        "[required]": f"[{texts('help_required')}]",
    }

    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or texts("help_usage"))

        def write_heading(self, heading: str) -> None:
            super().write_heading(headings.get(heading, heading))

        def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
            super().write_dl([(name, _marked(about)) for name, about in rows], col_max, col_spacing)

    def _marked(about: str) -> str:
        for mark, said in marks.items():
            about = about.replace(mark, said)
        return about

    class Context(click.Context):
        formatter_class = Formatter

    return Context
