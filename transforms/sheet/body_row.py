"""One row under a header with its role."""

from dataclasses import dataclass

from transforms.terms.territory import Territory

# Rows with figures: those that become facts and those that are checks of them.
FIGURE_ROLES = frozenset(
    {"part", "subtotal", "subtotal_again", "area_subtotal", "total", "total_again", "area"}
)


@dataclass(frozen=True)
class BodyRow:
    """One physical row under the header.

    `role` is a role of figures, `heading` (a name whose figures stand in another row), `unknown` (figures without
    a known territory), `stray` (texts that nobody expects), `other_table`, or the rule by which the row is ignored.
    `line` is the breakdown that the row reports: `all`, `households`, `persons`; where its cell (`line_cell`) says
    neither, the row is unknown though its unit is known. `is_listed` tells of a dash before the name, `typed` is the
    name as written where something was left out of it, `kind` what its words alone say it is.
    """

    row: int
    role: str
    line: str
    name: str
    name_cell: str
    territory: Territory | None = None
    area: str = ""
    parent: Territory | None = None
    code: str = ""
    has_figures: bool = True
    is_listed: bool = False
    typed: str = ""
    kind: str = "name"
    line_cell: str = ""
    line_text: str = ""
