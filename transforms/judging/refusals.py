"""Why a figure cannot be judged: nothing reported, nothing to divide by, another standard."""

from decimal import Decimal

from transforms.judging.aims import COUNTS, DROPS
from transforms.judging.figure import Actual, Followed
from transforms.terms.period import Period
from transforms.terms.said import Inside, Named, Said, said

_NOTHING = said("reason_nothing")


def why_not_computable(kind: str, actual: Actual | None) -> Said | None:
    """What keeps the figure from being computed; nothing where it is there, be it only between bounds."""
    if actual is None:
        return _NOTHING
    if kind == "coverage" and actual.denominator is None:
        return said("reason_lacks_need")
    return _why_empty(kind, actual) if actual.is_complete else None


def _why_empty(kind: str, actual: Actual) -> Said | None:
    if kind not in COUNTS and actual.denominator == 0:
        return said("reason_no_rate", why=_why_zero(kind, actual.numerator))
    if actual.value is not None:
        return None
    if kind in DROPS and actual.base_numerator is None:
        return said("reason_lacks_year_before")
    return said("reason_lacks_parts")


def _why_zero(kind: str, numerator: Decimal | None) -> Said:
    if kind == "coverage" and not numerator:
        return said("reason_nobody_in_need")
    return said("reason_denominator_zero")


def without_figure(why: Said, against: Said) -> Said:
    """The reason beside what could not be held against it."""
    if why == _NOTHING:
        return said("reason_nothing_against", against=against)
    return said("reason_cannot_against", why=why, against=against)


def is_across_standards(kind: str, actual: Actual | None) -> bool:
    """Whether a drop would subtract figures that were counted under two poverty standards."""
    return kind in DROPS and actual is not None and actual.base_standard_vi != ""


def across_standards(actual: Actual, period: Period | None) -> Said:
    """Which year was counted by which standard."""
    return said(
        "reason_across_standards",
        before=Inside(period.previous_year) if period else said("reason_year_before"),
        now=Inside(period) if period else said("reason_this_period"),
        base_standard=Inside(Named(actual.base_standard_vi, actual.base_standard_en)),
        standard=Inside(Named(actual.standard_vi, actual.standard_en)),
    )


def qualitative(followed: Followed | None) -> Said:
    """Where the tasks of an aim without numbers stand."""
    if followed is None:
        return said("reason_qualitative_none")
    note = said("reason_qualitative_note", note=followed.note_vi.rstrip(".")) if followed.note_vi else ""
    state = Inside(said(f"task_{followed.state or 'none'}"))
    return said("reason_qualitative", day=Inside(followed.updated_on), state=state, note=note)
