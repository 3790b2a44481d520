"""Which of several forms a sheet is: titles name forms, and where they name several the header decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.sheet.grid import SheetGrid
from transforms.sheet.headers import HeaderPlace, Headers, read_headers
from transforms.terms.form import FormVersion
from transforms.terms.item import Item
from transforms.terms.period import Period


@dataclass(frozen=True)
class Fit:
    """How one form reads a header."""

    form: FormVersion
    headers: Headers

    @property
    def is_possible(self) -> bool:
        """Whether nothing that the form requires is missing, though some of it may be unclear."""
        has_lines = not self.form.breakdown or "breakdown" in self.headers.stub
        return not self.headers.missing and has_lines and bool(self.headers.columns)

    @property
    def is_whole(self) -> bool:
        """Whether the header can be that of the form, and is clear."""
        return self.is_possible and not self.headers.unclear


def fitting_form(
    grid: SheetGrid,
    place: HeaderPlace,
    forms: Sequence[FormVersion],
    items: Mapping[str, Item],
    words: Mapping[str, tuple[str, ...]],
    period: Period | None = None,
) -> FormVersion | None:
    """The one form of several whose required columns are all there and of which most columns are understood.

    A single form is taken as it is: what its header lacks is said later. So is the one that is possible where none is
    clear: its unclear columns are told. None where two fit alike, or none fits.
    """
    if len(forms) == 1:
        return forms[0]
    fits = [Fit(form, read_headers(grid, place, form, items, words, period)) for form in forms]
    whole = [fit for fit in fits if fit.is_whole] or [fit for fit in fits if fit.is_possible]
    most = max((len(fit.headers.columns) for fit in whole), default=0)
    best = [fit.form for fit in whole if len(fit.headers.columns) == most]
    return best[0] if len(best) == 1 else None
