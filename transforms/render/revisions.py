"""Figures that changed from one status to the next, as the page and the workbook list them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from transforms.release import Release
from transforms.render.differences import difference_unit
from transforms.render.wording import Wording
from transforms.terms.period import Period
from transforms.terms.said import Amount, said

_LEVELS = ("province", "district", "group", "commune")
_UNIT = "đơn vị"
_UNITS = {
    "units_added": "revised_added",
    "units_corrected": "revised_corrected",
    "units_dropped": "revised_dropped",
}


@dataclass(frozen=True)
class RevisionLine:
    """One figure with what it was, what it is, and why; None where a figure was not known.

    `statuses` and `units` are words: `Sơ bộ → Chính thức`, `4 đơn vị`.
    """

    territory_code: str
    territory_name: str
    is_commune: bool
    indicator_name: str
    period: str
    statuses: str
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    decimals: int
    measure_unit: str
    cause: str
    units: str

    @property
    def difference_unit(self) -> str:
        """In what the difference is measured: of rates in points."""
        return difference_unit(self.measure_unit)


def revision_lines(release: Release, language: str = "vi") -> tuple[RevisionLine, ...]:
    """The changes, those of provinces, districts and groups first; the newest period first, then by territory."""
    words = Wording.of(release.texts, language)
    places = {indicator_id: place for place, indicator_id in enumerate(release.definitions)}

    def order(row: dict[str, Any]) -> tuple[int, int, int, str, int]:
        period, level = Period(row["period"]), _LEVELS.index(row["level"])
        indicator = places.get(row["indicator_id"], len(places))
        return (level, -period.year, -period.months, row["territory_code"], indicator)

    return tuple(_line(row, release, words) for row in sorted(release.revisions, key=order))


def _line(row: dict[str, Any], release: Release, words: Wording) -> RevisionLine:
    definition = release.definitions.get(row["indicator_id"])
    labels = (words.status_name(release, row[name]) for name in ("from_status", "to_status"))
    return RevisionLine(
        territory_code=row["territory_code"],
        territory_name=row["territory_name"],
        is_commune=row["level"] == "commune",
        indicator_name=words.say.of(definition, "name") if definition else row["indicator_id"],
        period=row["period"],
        statuses=" → ".join(labels),
        before=row["actual_from"],
        after=row["actual_to"],
        difference=row["difference"],
        decimals=definition.decimals if definition else 0,
        measure_unit=row["measure_unit"],
        cause=words.cause(row["cause"]),
        units=_units(row, words),
    )


def _units(row: dict[str, Any], words: Wording) -> str:
    """How many reporting units stand behind the change: `4 đơn vị`, told apart where they are of several kinds."""
    counted = [(Amount(Decimal(row[name]), _UNIT), key) for name, key in _UNITS.items() if row[name]]
    if len(counted) == 1:
        return words.told(counted[0][0])
    return "; ".join(words.told(said(key, units=units)) for units, key in counted)
