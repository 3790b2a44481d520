"""Which version of its report a submission is: the n-th, the same as an earlier one, or changed in which figures."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from flows.places import Workspace
from flows.receipts import SubmissionReceipt
from flows.stores.facts import read_fact_files
from transforms.registry import Registry
from transforms.versions import FigureKey, Figures, changes, figures_digest, figures_of


class VersionBook:
    """The answered submissions (`known`): those of the workspace, then those of tonight as each is concluded."""

    def __init__(self, workspace: Workspace, receipts: Iterable[SubmissionReceipt]) -> None:
        self._workspace = workspace
        self.known = [receipt for receipt in receipts if receipt.form_id]
        self._tonight: dict[str, Figures] = {}

    def placed(
        self, receipt: SubmissionReceipt, facts: Sequence[dict[str, Any]], registry: Registry
    ) -> SubmissionReceipt:
        """The receipt with its place among the versions of the same report; the book remembers it.

        A report is what one submitter says with one form (or several in one workbook) of one period in one status.
        """
        figures = figures_of(facts)
        earlier = [one for one in self.known if _is_same_report(one, receipt)]
        digest = figures_digest(figures)
        twin = next((one for one in reversed(earlier) if digest and one.figures_digest == digest), None)
        placed = replace(
            receipt,
            version=max((one.version for one in earlier), default=0) + 1 if receipt.form_id else 0,
            figures_digest=digest,
            identical_to=twin.submission_id if twin else "",
            identical_version=twin.version if twin else 0,
            **self._changes(receipt, figures, registry),
        )
        self.known.append(placed)
        self._tonight[placed.submission_id] = figures
        return placed

    def _changes(self, receipt: SubmissionReceipt, figures: Figures, registry: Registry) -> dict[str, Any]:
        """The differences to the figures that counted before; nothing to compare where none did, or none came."""
        old = self._counted_before(receipt, {key[:4] for key in figures})
        if not old or not figures:
            return {}
        found = changes(old, figures, registry)
        listed = found[: registry.limits["changes_listed"]]
        return {"changes": [asdict(one) for one in listed], "changes_count": len(found)}

    def _counted_before(
        self, receipt: SubmissionReceipt, places: set[tuple[str, ...]]
    ) -> dict[FigureKey, str]:
        """The figures of the last accepted submission of each form, period, status and standard that is said again."""
        old: dict[FigureKey, str] = {}
        for place in sorted(places):
            accepted = (
                one
                for one in reversed(self.known)
                if one.submitter_id == receipt.submitter_id and one.is_accepted and _covers(one, place)
            )
            last = next(accepted, None)
            if last:
                old |= {k: said for k, said in self._figures(last).items() if k[:4] == place}
        return old

    def _figures(self, receipt: SubmissionReceipt) -> Figures:
        if receipt.submission_id not in self._tonight:
            rows = read_fact_files(self._workspace, receipt.submission_id).to_pylist()
            self._tonight[receipt.submission_id] = figures_of(rows)
        return self._tonight[receipt.submission_id]


def _is_same_report(one: SubmissionReceipt, other: SubmissionReceipt) -> bool:
    keys = ("submitter_id", "form_id", "period", "figure_status", "standard_id")
    return one.submission_id != other.submission_id and all(
        getattr(one, key) == getattr(other, key) for key in keys
    )


def _covers(receipt: SubmissionReceipt, place: tuple[str, ...]) -> bool:
    said = (receipt.form_id, receipt.period, receipt.figure_status, receipt.standard_id)
    return all(want in has.split("+") for want, has in zip(place, said, strict=True))
