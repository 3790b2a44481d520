"""The register as a person reads it: duties, the league, reminders."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flows.cli.texts import Texts

if TYPE_CHECKING:
    from flows.receipts import SubmissionReceipt
    from transforms.register.league import Standing
    from transforms.register.owed import Owed
    from transforms.register.reminders import Reminder


def status_lines(
    owed: Sequence["Owed"], unplaced: Iterable["SubmissionReceipt"], last_run: Mapping[str, Any], texts: Texts
) -> Iterator[str]:
    """Each period with its counts and what is missing or returned; files that fit no form; the last run."""
    for period in dict.fromkeys(one.period for one in owed):
        yield from _period_lines(period, [one for one in owed if one.period == period], texts)
    for receipt in unplaced:
        said = {"submitter": receipt.submitter_id, "file": receipt.original_name, "reason": receipt.reason}
        yield texts("status_unplaced", **said)
    verdicts = ", ".join(
        f"{texts(f'verdict_{name}')}: {count}" for name, count in last_run.get("verdicts", {}).items()
    )
    yield texts("status_runs", at=last_run["at"], verdicts=verdicts) if last_run else texts("status_no_runs")


def _period_lines(period: str, here: Sequence["Owed"], texts: Texts) -> Iterator[str]:
    counts = {state: sum(one.state == state for one in here) for state in ("accepted", "returned", "missing")}
    to_explain = sum(one.state == "accepted_to_explain" for one in here)
    on_time = sum(one.is_on_time for one in here)
    yield texts(
        "status_line", period=period, owed=len(here), to_explain=to_explain, on_time=on_time, **counts
    )
    for one in here:
        if one.state in {"missing", "returned"}:
            yield texts(
                f"status_{one.state}",
                submitter=one.submitter_id,
                name=one.submitter_name_vi,
                form=_form_shown(one, texts),
                due=_day_shown(one.due_date),
                file=one.original_name,
            )


def _form_shown(owed: "Owed", texts: Texts) -> str:
    """The form with its figure status, and with its standard where that is not the one in force."""
    status = owed.figure_status_vi.lower() if texts.lang == "vi" else owed.figure_status
    return ", ".join(filter(None, (f"{owed.form_id} ({status})", owed.other_standard_vi)))


def _day_shown(day: str) -> str:
    return f"{day[8:]}/{day[5:7]}/{day[:4]}"


def league_lines(found: Sequence["Standing"], texts: Texts) -> Iterator[str]:
    """The league, best first."""
    yield texts("league_head")
    for place, one in enumerate(found, start=1):
        share = one.completeness_pct
        complete = "–" if share is None else f"{share:.2f}%"
        yield texts(
            "league_line",
            place=place,
            submitter=one.submitter_id,
            name=one.submitter_name_vi,
            accepted=one.accepted,
            owed=one.owed,
            on_time=one.on_time,
            late=one.late,
            versions=one.versions,
            returned=one.returned,
            days=one.days_to_accepted,
            explained=one.explained,
            unexplained=one.unexplained,
            complete=complete.replace(".", ",") if texts.lang == "vi" else complete,
        )


def reminder_lines(found: Sequence["Reminder"], texts: Texts) -> Iterator[str]:
    """One short letter a submitter, a line a report."""
    if not found:
        yield texts("reminder_none")
    last = ""
    for one in found:
        owed = one.owed
        if owed.submitter_id != last:
            if last:
                yield ""
            yield texts("reminder_to", name=owed.submitter_name_vi, submitter=owed.submitter_id)
        last = owed.submitter_id
        yield texts(
            f"reminder_{one.kind}",
            form=_form_shown(owed, texts),
            period=owed.period,
            days=one.days,
            due=_day_shown(owed.deadline),
            file=owed.original_name,
            unexplained=owed.unexplained,
        )
