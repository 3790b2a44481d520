"""What calamine does not tell of a sheet, as a second look at the file finds it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from transforms.sheet.grid import Place
from transforms.text.numbers import CellContent

Merge = tuple[int, int, int, int]
Run = tuple[str, str]

LEGACY_FONTS = (".vn", "vni")


@dataclass
class SheetDetails:
    """Filled in by the second look of each format; what a format cannot tell stays empty.

    `fills` are contents that calamine leaves empty (errors, formulas without a value), `truths` truth values and
    times as the sheet shows them, where calamine makes something else of them, `fonts` the legacy fonts of cells,
    `runs` the pieces (font, text) of cells in several fonts, `merges` only where calamine knows none.
    """

    fills: dict[Place, CellContent] = field(default_factory=dict)
    truths: dict[Place, CellContent] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    fonts: dict[Place, str] = field(default_factory=dict)
    runs: dict[Place, tuple[Run, ...]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


def is_legacy(font: str) -> bool:
    """Whether a font is one of those whose letters are not Unicode (.VnTime, VNI-Times …)."""
    return font.lower().startswith(LEGACY_FONTS)


def is_percent(number_format: str) -> bool:
    """Whether a number format shows a percentage; a quoted or escaped sign is only text."""
    plain, quoted = "", False
    characters = iter(number_format)
    for character in characters:
        if character in "\\_*" and not quoted:
            next(characters, "")
        elif character == '"':
            quoted = not quoted
        elif not quoted:
            plain += character
    return "%" in plain


def within(columns: Iterable[int], last: int) -> set[int]:
    """Those columns that a sheet uses: a range may be declared to the far end of the sheet."""
    return {column for column in columns if column <= last}
