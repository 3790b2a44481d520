"""One form filled with the figures of an area: plain values, before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from transforms.render.form_layout import FormRow, Mark
from transforms.terms.form import FormVersion


@dataclass(frozen=True)
class FormSummary:
    """A form as the province prints it, with every unit of the area, for one period, status and standard.

    `standard_vi` is the name of the standard where it is not the one in force. A group line or the total carries
    only figures that the area reported of itself and that stand for units of which nothing is known; all other
    sums are left to whoever draws. `marks` say of a figure, by row and item, that it is a sum of some units only,
    such an own figure, or how a unit wrote that it has none. Printed rates that need another form rest on
    `base_form`: the item by column number, and the whole under the empty number.
    """

    form: FormVersion
    standard_id: str
    standard_vi: str
    place_vi: str
    rows: tuple[FormRow, ...]
    marks: Mapping[tuple[int, str], Mark]
    notes: tuple[str, ...]
    submission_ids: tuple[str, ...]
    is_simulated: bool = False
    base_form: str = ""
    base_items: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The form, with its standard where that has to be said: no two summaries of a release share it."""
        return f"{self.form.form_id} {self.standard_id}" if self.standard_vi else self.form.form_id
