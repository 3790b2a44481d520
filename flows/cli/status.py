"""`tonghop status`: who owes what and what arrived; the league of data quality; reminders to send."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.common import DAY, day_of, opened, period_of, print_json, shared_options
from flows.cli.status_shown import league_lines, reminder_lines, status_lines
from flows.cli.texts import Texts
from flows.places import Workspace

if TYPE_CHECKING:
    from flows.receipts import SubmissionReceipt
    from transforms.register.owed import Owed
    from transforms.register.reminders import Reminder
    from transforms.registry import Registry


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("status_help"))
    @click.option("--period", "period_text", help=texts("status_period"))
    @click.option("--league", "is_league", is_flag=True, help=texts("status_league"))
    @click.option("--reminders", "is_reminders", is_flag=True, help=texts("status_reminders"))
    @click.option("--on", "on", type=DAY, metavar="YYYY-MM-DD", help=texts("status_on"))
    @shared_options(texts)
    def status(
        period_text: str | None,
        *,
        is_league: bool,
        is_reminders: bool,
        on: datetime | None,
        workspace: Path,
        as_json: bool,
    ) -> None:
        from flows.register import owed_of
        from flows.stores import archive
        from flows.stores.reference import read_registry

        place = opened(workspace, texts)
        registry, receipts = read_registry(place), archive.receipts(place)
        owed = owed_of(place, registry, receipts, [period_of(period_text)] if period_text else [])
        if is_league:
            _league(owed, texts, as_json=as_json)
        elif is_reminders:
            _remind(_due(owed, registry, on), texts, as_json=as_json)
        else:
            _status(owed, receipts, place, texts, as_json=as_json)

    return status


def _status(
    owed: Sequence["Owed"],
    receipts: Sequence["SubmissionReceipt"],
    place: Workspace,
    texts: Texts,
    *,
    as_json: bool,
) -> None:
    from flows.stores import ledger

    unplaced = [r for r in receipts if r.verdict == "returned" and not r.form_id]
    last_run = ledger.last(place, "run")
    if as_json:
        of_duties = [{**asdict(one), "is_on_time": one.is_on_time} for one in owed]
        print_json({"owed": of_duties, "unplaced": [asdict(r) for r in unplaced], "run": last_run})
        return
    for line in status_lines(owed, unplaced, last_run, texts):
        print(line)


def _league(owed: Sequence["Owed"], texts: Texts, *, as_json: bool) -> None:
    from transforms.register.league import league

    found = league(owed)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for line in league_lines(found, texts):
        print(line)


def _due(owed: Sequence["Owed"], registry: "Registry", on: datetime | None) -> list["Reminder"]:
    from flows.run_context import SystemClock
    from transforms.register.reminders import reminders

    today = day_of(on) or SystemClock().now().date()
    return reminders(owed, today, registry.limits["reminder_days_ahead"])


def _remind(found: Sequence["Reminder"], texts: Texts, *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for line in reminder_lines(found, texts):
        print(line)
