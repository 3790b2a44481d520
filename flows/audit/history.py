"""The history of a workspace as its ledger tells it: what was judged together, by what, and what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

_DELIVERIES = ("delivery", "duplicate")
# What the steps enter by themselves; every other entry is a decision of people, which the steps have to find.
_OWN_KINDS = frozenset(
    {
        *_DELIVERIES,
        "verdict",
        "files",
        "run",
        "release",
        "fault",
        "rule_could_not_run",
        "waiver",
        "seal_broken",
    }
)
# One delivery: the submission and its place in the order of arrival.
Arrival = tuple[str, int]


@dataclass
class Wave:
    """What was judged together, and the decisions that people took before the next deliveries."""

    deliveries: list[dict[str, Any]] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    is_judged: bool = False

    def takes(self, delivery: dict[str, Any]) -> bool:
        """Whether a delivery belongs to this wave, or opens the next one."""
        taken = {one["inbox_place"] for one in self.deliveries}
        return not self.is_judged and not self.decisions and delivery["inbox_place"] not in taken


def waves(entries: Iterable[dict[str, Any]]) -> list[Wave]:
    """The deliveries in the waves in which they were judged."""
    found = [Wave()]
    for entry in entries:
        if entry["kind"] in _DELIVERIES:
            if not found[-1].takes(entry):
                found.append(Wave())
            found[-1].deliveries.append(entry)
        elif entry["kind"] == "verdict":
            found[-1].is_judged = True
        elif entry["kind"] not in _OWN_KINDS:
            found[-1].decisions.append(entry)
    return found


def arrival_of(entry: dict[str, Any]) -> Arrival:
    """Which delivery an entry speaks of."""
    return entry["submission_id"], entry["sequence"]


def judged_by(entries: Sequence[dict[str, Any]], code: str, reference: str) -> frozenset[Arrival]:
    """The deliveries that were judged by this program with this reference: by the run that ended next.

    A delivery is judged once; what is entered on it later is an answer stated again, say after a refusal.
    """
    found: set[Arrival] = set()
    waiting: set[Arrival] = set()
    judged: set[Arrival] = set()
    for entry in entries:
        if entry["kind"] == "verdict":
            waiting |= {arrival_of(entry)} - judged
            judged.add(arrival_of(entry))
        elif entry["kind"] == "run":
            is_meant = (entry["state"]["code"], entry["state"]["reference"]) == (code, reference)
            found |= waiting if is_meant else set()
            waiting.clear()
    return frozenset(found)
