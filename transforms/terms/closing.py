"""The province accepts and closes a period; reopening it is a recorded exception of two persons, with an end."""

from dataclasses import dataclass
from datetime import date

ALL_FORMS = "all"


@dataclass(frozen=True)
class Closing:
    """From the day after `closed_on` nothing more is taken for a form (or all), period and status of an area."""

    area_code: str
    form_id: str
    period: str
    figure_status: str
    closed_on: date
    accepted_by: str
    document_vi: str

    def concerns(self, form_id: str, period: str, figure_status: str) -> bool:
        """Whether it closes this form for this period and status."""
        return _concerns(self, form_id, period, figure_status)


@dataclass(frozen=True)
class Reopening:
    """Leave to send again what was closed, for a submitter or for all of an area, from one day to another."""

    reopening_id: str
    submitter_id: str
    area_code: str
    form_id: str
    period: str
    figure_status: str
    reason_vi: str
    requested_by: str
    approved_by: str
    open_from: date
    open_until: date

    def concerns(self, form_id: str, period: str, figure_status: str) -> bool:
        """Whether it opens this form for this period and status."""
        return _concerns(self, form_id, period, figure_status)

    def is_valid_at(self, day: date) -> bool:
        """Whether it may be used on `day`; both its days count."""
        return self.open_from <= day <= self.open_until


def _concerns(one: Closing | Reopening, form_id: str, period: str, figure_status: str) -> bool:
    is_form = one.form_id in {ALL_FORMS, form_id}
    return is_form and (one.period, one.figure_status) == (period, figure_status)
