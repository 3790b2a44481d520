"""Build the command group in the language asked for, and run it."""

import os
import sys
from collections.abc import Callable
from importlib import import_module

import click

from flows.cli.common import group_options, stop
from flows.cli.helped import help_in_language
from flows.cli.texts import Texts, asked_language
from transforms.errors import PipelineError

COMMANDS = (
    "demo",
    "run",
    "check",
    "template",
    "status",
    "digest",
    "trace",
    "series",
    "plan",
    "rules",
    "explanations",
    "audit",
    "site",
    "serve",
)


def build(texts: Texts) -> click.Group:
    """The whole command line; a command's module imports nothing heavy until it is called."""
    group = click.Group("tonghop", help=texts("tonghop"), add_help_option=False, params=group_options(texts))
    for name in COMMANDS:
        make: Callable[[Texts], click.Command] = import_module(f"flows.cli.{name}").command
        group.add_command(make(texts), name)
    help_in_language(group, texts)
    return group


def main() -> None:
    """Entry point of `tonghop`."""
    texts = Texts(asked_language(sys.argv[1:], os.environ.get("TONGHOP_LANG", "")))
    try:
        build(texts)(prog_name="tonghop")
    except PipelineError as error:
        stop(error, texts)
