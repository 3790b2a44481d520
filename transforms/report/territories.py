"""The table of territories of a report: the area itself and the units directly under it."""

from decimal import Decimal

from transforms.release import Release, TerritoryLine
from transforms.render.wording import Wording
from transforms.report.content import TableBlock

_DEPTH = 1
_COLUMNS = (
    ("resident_households", 0, "report_head_residents"),
    ("poor_households", 0, "report_head_poor"),
    ("poor_household_rate", 2, "report_head_poor_rate"),
    ("near_poor_households", 0, "report_head_near_poor"),
    ("near_poor_household_rate", 2, "report_head_near_poor_rate"),
    ("poor_household_rate_drop", 2, "report_head_drop"),
)
"""Figure, decimals and head of every column."""


def territory_table(release: Release, words: Wording, number: int) -> TableBlock | None:
    """The figures of the area and of the units under it; None where there are no territories."""
    lines = [line for line in release.territories if line.depth <= _DEPTH]
    if not lines:
        return None
    return TableBlock(
        caption=words.say("report_territory_table", n=str(number)),
        heads=(words.say("territory"), *(words.say(key) for _, _, key in _COLUMNS)),
        rows=tuple(_row(line, words) for line in lines),
        widths=(28, 12, 12, 12, 12, 12, 12),
        numbers=frozenset(range(1, 1 + len(_COLUMNS))),
        bold=frozenset(place for place, line in enumerate(lines) if line.depth == 0),
        note=f"{words.say('report_partial')} {words.status(release)}",
    )


def _row(line: TerritoryLine, words: Wording) -> tuple[str, ...]:
    return (line.territory_name, *(_cell(line, name, decimals, words) for name, decimals, _ in _COLUMNS))


def _cell(line: TerritoryLine, name: str, decimals: int, words: Wording) -> str:
    value: Decimal | None = getattr(line, name)
    if value is None:
        return "…"
    return words.number(value, decimals) + ("*" if name in line.partial else "")
