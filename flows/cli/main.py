"""Build the command group in the language asked for, and run it."""

import os
import sys
from collections.abc import Callable
from importlib import import_module

import click

from flows.cli.common import stop
from flows.cli.texts import Texts, asked_language
from transforms.errors import PipelineError

COMMANDS = ("demo", "run", "check", "template", "status", "trace", "series", "plan", "serve")


def build(texts: Texts) -> click.Group:
    """The whole command line; a command's module imports nothing heavy until it is called."""
    group = click.Group(
        "tonghop", help=texts("tonghop"), context_settings={"help_option_names": ["--help", "-h"]}
    )
    for name in COMMANDS:
        make: Callable[[Texts], click.Command] = import_module(f"flows.cli.{name}").command
        group.add_command(make(texts), name)
    return group


def main() -> None:
    """Entry point of `tonghop`."""
    texts = Texts(asked_language(sys.argv[1:], os.environ.get("TONGHOP_LANG", "")))
    try:
        build(texts)(prog_name="tonghop")
    except PipelineError as error:
        stop(error, texts)
