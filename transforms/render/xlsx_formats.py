"""The looks of the workbook: fonts, borders and how a number reads."""

from decimal import Decimal
from typing import Any

from transforms.render.vi_format import format_number

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_CENTRE = {"align": "center"}
_WRAP = {"text_wrap": True}
_CELL = {**_FONT, **_WRAP, "border": 1}
_RED = "#B00000"

_LOOKS: dict[str, dict[str, Any]] = {
    "office": {**_FONT, **_CENTRE},
    "office_bold": {**_FONT, **_CENTRE, "bold": True},
    "motto": {**_FONT, **_CENTRE, "bold": True, "font_size": 13},
    "title": {**_FONT, **_CENTRE, **_WRAP, "bold": True, "font_size": 14},
    "subtitle": {**_FONT, **_CENTRE, **_WRAP, "italic": True},
    "warning": {**_FONT, **_CENTRE, **_WRAP, "bold": True, "font_color": _RED},
    "head": {**_CELL, **_CENTRE, "bold": True, "bg_color": "#EDEDED"},
    "text": _CELL,
    "part": {**_CELL, "italic": True, "indent": 1},
    "centre": {**_CELL, **_CENTRE},
    "right": {**_FONT, "border": 1, "align": "right", "indent": 1},
    "small": {**_CELL, "font_size": 11},
    "verdict": {**_CELL, **_CENTRE, "bold": True},
    "note_head": {**_FONT, "bold": True, "italic": True},
    "note": {**_FONT, **_WRAP, "valign": "top", "font_size": 11},
    "sign": {**_FONT, **_CENTRE, "bold": True},
    "sign_note": {**_FONT, **_CENTRE, "italic": True},
}
_LOCALE = "[$-42A]"


class Formats:
    """The formats of one workbook, made on first use."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 -- xlsxwriter has no types
        self._book = book
        self._made: dict[tuple[str, str, int], Any] = {}

    def get(self, look: str, num_format: str = "General", indent: int = 0) -> Any:  # noqa: ANN401
        """The format of a look, with a number format and an indent."""
        key = (look, num_format, indent)
        if key not in self._made:
            extra = {"num_format": num_format} | ({"indent": indent} if indent else {})
            self._made[key] = self._book.add_format(_LOOKS[look] | extra)
        return self._made[key]


# Excel takes the separators from the reader's Windows, whatever locale a format names: "#,##0.00" shows
# 21.88 and 79,677 on a machine set to English, and 2,063 households then read as two. In the
# official table the exact value therefore carries its Vietnamese text as a condition of its format: the
# cell stays a true number, reads the same everywhere, and an edited cell falls back to the plain format.
# Negative numbers take the plain format, as programs disagree on who writes the minus of a condition.
# The list sheets use the plain format too: a workbook may hold only some two hundred formats.
def official_format(value: Decimal, decimals: int, sign: str = "") -> str:
    """The number format that shows exactly this value in Vietnamese in any program."""
    prefix = f'"{sign}"' if sign else ""
    plain = plain_format(decimals).removeprefix(_LOCALE)
    if value < 0:
        return f"{_LOCALE}{prefix}{plain}"
    exactly = f'[={value.normalize():f}]{_LOCALE}"{sign}{format_number(value, decimals)}"'
    return f"{exactly};[<0]{_LOCALE}{prefix}-{plain};{_LOCALE}{prefix}{plain}"


def plain_format(decimals: int) -> str:
    """The number format of the Vietnamese locale: as written there, or as the reader's Excel is set."""
    return f"{_LOCALE}#,##0" + (f".{'0' * decimals}" if decimals else "")
