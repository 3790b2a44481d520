"""The command line: thin commands that load their tools only when they run."""

from flows.cli.main import main

__all__ = ["main"]
