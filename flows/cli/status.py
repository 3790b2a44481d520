"""`tonghop status`: who owes what and what arrived."""

from dataclasses import asdict, dataclass
from pathlib import Path

import click

from flows.cli.common import opened, print_json, shared_options
from flows.cli.texts import Texts
from flows.places import Workspace
from flows.receipts import SubmissionReceipt
from transforms.errors import UsageError
from transforms.registry import Registry
from transforms.terms.obligation import Duty
from transforms.terms.period import Period


@dataclass(frozen=True)
class Owed:
    """One duty and what came of it: accepted, accepted_to_explain, returned or missing.

    `other_standard_vi` names its poverty standard where that is not the one in force.
    """

    submitter_id: str
    submitter_name_vi: str
    form_id: str
    period: str
    figure_status: str
    figure_status_vi: str
    due_date: str
    state: str
    original_name: str = ""
    first_accepted_date: str = ""
    standard_id: str = ""
    other_standard_vi: str = ""

    @property
    def is_on_time(self) -> bool:
        """Whether an acceptable version arrived by the deadline."""
        return bool(self.first_accepted_date) and self.first_accepted_date <= self.due_date


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("status_help"))
    @click.option("--period", "period_text", help=texts("status_period"))
    @shared_options(texts)
    def status(period_text: str | None, workspace: Path, as_json: bool) -> None:
        from flows.stores import archive, ledger
        from flows.stores.reference import read_registry

        place = opened(workspace, texts)
        receipts = archive.receipts(place)
        owed = owed_in(read_registry(place), receipts, period_text)
        unplaced = [r for r in receipts if r.verdict == "returned" and not r.form_id]
        last_run = ledger.last(place, "run")
        if as_json:
            print_json(
                {
                    "owed": [asdict(o) for o in owed],
                    "unplaced": [asdict(r) for r in unplaced],
                    "run": last_run,
                }
            )
            return
        _show(owed, unplaced, place, texts)
        said = ", ".join(
            f"{texts(f'verdict_{name}')}: {n}" for name, n in last_run.get("verdicts", {}).items()
        )
        print(texts("status_runs", at=last_run["at"], verdicts=said) if last_run else texts("status_no_runs"))

    return status


def owed_in(registry: Registry, receipts: list[SubmissionReceipt], period_text: str | None) -> list[Owed]:
    """Every duty of a period, or of all, in order of period, form and submitter.

    Raises:
        UsageError: the text names no period.
    """
    try:
        periods = (Period(period_text),) if period_text else registry.periods
    except ValueError as error:
        raise UsageError(str(error)) from error
    return [_owed(duty, receipts, registry) for period in periods for duty in registry.duties(period)]


def _owed(duty: Duty, receipts: list[SubmissionReceipt], registry: Registry) -> Owed:
    in_force = registry.standard_in_force(duty.period)
    answers = [r for r in receipts if duty.is_answered_by(r, duty.figure_status, in_force)]
    accepted = [r for r in answers if r.is_accepted]
    best = next(reversed(accepted or answers), None)
    return Owed(
        duty.submitter_id,
        duty.submitter_name_vi,
        duty.form_id,
        duty.period.text,
        duty.figure_status,
        registry.status_label(duty.figure_status),
        duty.due_date.isoformat(),
        best.verdict if best else "missing",
        best.original_name if best else "",
        accepted[0].received_at[:10] if accepted else "",
        registry.standard_of(duty),
        registry.other_standard(duty.period, duty.standard_id),
    )


def _form_shown(owed: Owed, texts: Texts) -> str:
    """The form with its figure status, and with its standard where that is not the one in force."""
    status = owed.figure_status_vi.lower() if texts.lang == "vi" else owed.figure_status
    return ", ".join(filter(None, (f"{owed.form_id} ({status})", owed.other_standard_vi)))


def _show(owed: list[Owed], unplaced: list[SubmissionReceipt], workspace: Workspace, texts: Texts) -> None:
    del workspace
    for period in dict.fromkeys(o.period for o in owed):
        here = [o for o in owed if o.period == period]
        counts = {s: sum(o.state == s for o in here) for s in ("accepted", "returned", "missing")}
        to_explain = sum(o.state == "accepted_to_explain" for o in here)
        on_time = sum(o.is_on_time for o in here)
        print(
            texts(
                "status_line", period=period, owed=len(here), to_explain=to_explain, on_time=on_time, **counts
            )
        )
        for o in here:
            if o.state in {"missing", "returned"}:
                print(
                    texts(
                        f"status_{o.state}",
                        submitter=o.submitter_id,
                        name=o.submitter_name_vi,
                        form=_form_shown(o, texts),
                        due=f"{o.due_date[8:]}/{o.due_date[5:7]}/{o.due_date[:4]}",
                        file=o.original_name,
                    )
                )
    for receipt in unplaced:
        print(
            texts(
                "status_unplaced",
                submitter=receipt.submitter_id,
                file=receipt.original_name,
                reason=receipt.reason,
            )
        )
