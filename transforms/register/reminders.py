"""Reminders that are ready to be sent: what a submitter still owes, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from transforms.register.owed import MISSING, Owed

DUE, OVERDUE, RETURNED, TO_EXPLAIN = "due", "overdue", "returned", "to_explain"


@dataclass(frozen=True)
class Reminder:
    """One duty that a submitter must do something about: due, overdue, returned or to_explain.

    `days` are calendar days until the deadline, or since it where it is over.
    """

    kind: str
    owed: Owed
    days: int


def reminders(owed: Iterable[Owed], today: date, ahead: int) -> list[Reminder]:
    """What to write to submitters today: reports due within `ahead` days, overdue, returned, or to be explained.

    In order of submitter, then of the deadline.
    """
    found = (_reminder(one, today, ahead) for one in owed)
    return sorted(
        (one for one in found if one),
        key=lambda one: (one.owed.submitter_id, one.owed.deadline, one.owed.form_id),
    )


def _reminder(one: Owed, today: date, ahead: int) -> Reminder | None:
    left = (date.fromisoformat(one.deadline) - today).days
    if one.state == "returned":
        return Reminder(RETURNED, one, abs(left))
    if one.state == MISSING and left < 0:
        return Reminder(OVERDUE, one, -left)
    if one.state == MISSING and left <= ahead:
        return Reminder(DUE, one, left)
    if one.state == "accepted_to_explain":
        return Reminder(TO_EXPLAIN, one, abs(left))
    return None
