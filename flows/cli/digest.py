"""`tonghop digest PERIOD`: the cells that fail most, by form and by submitter."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.common import opened, period_of, print_json, say, shared_options
from flows.cli.texts import Texts

if TYPE_CHECKING:
    from transforms.register.digest import Failing


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("digest_help"))
    @click.argument("period")
    @shared_options(texts)
    def digest(period: str, workspace: Path, as_json: bool) -> None:
        from flows.register import digest_of
        from flows.stores.reference import read_registry

        place = opened(workspace, texts)
        asked = period_of(period).text
        by_form, by_submitter = digest_of(place, read_registry(place), asked)
        if as_json:
            print_json(
                {
                    name: [asdict(o) for o in found]
                    for name, found in (("by_form", by_form), ("by_submitter", by_submitter))
                }
            )
        elif not by_form:
            print(texts("digest_none", period=asked))
        else:
            _show(texts("digest_forms"), by_form, texts)
            _show(texts("digest_submitters"), by_submitter, texts)

    return digest


def _show(title: str, found: Iterable["Failing"], texts: Texts) -> None:
    print(title)
    last = ""
    for one in found:
        if one.whose != last:
            say(texts("digest_whose", whose=one.whose or "–"), "  ")
        last = one.whose
        label = f", {one.label_vi.lower()}" if one.label_vi else ""
        counts = {"places": one.places, "submissions": one.submissions, "example": one.example}
        say(texts("digest_line", rule=one.rule_id, title=one.title_vi, label=label, **counts), "    ")
