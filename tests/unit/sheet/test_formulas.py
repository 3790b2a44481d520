"""A number is typed over a formula where formulas are many among its like, and numbers few."""

import pytest

from transforms.sheet.formulas import typed_over
from transforms.sheet.grid import SheetGrid, cell_name
from transforms.sheet.reading import ReadCell


def told(column: str, role: str = "part") -> list[tuple[str, int, int]]:
    """The cells found in a column drawn from top to bottom: f a formula, n a number, a dot a blank."""
    cells = {(row, 3): _cell((row, 3), kind, role) for row, kind in enumerate(column, start=4)}
    formulas = {place: "=A1/B1" for place, kind in zip(cells, column, strict=True) if kind == "f"}
    found = typed_over(SheetGrid("Sheet1", {}, formulas=formulas), cells)
    return [(cell_name(place), formulas, numbers) for place, formulas, numbers in found]


def _cell(place: tuple[int, int], kind: str, role: str) -> ReadCell:
    state, value = ("blank", None) if kind == "." else ("reported", 1)
    place_of = {"sheet": "Sheet1", "cell": cell_name(place), "row": place[0], "column": "4", "label": "Tỷ lệ"}
    unit = {"territory_code": "", "territory_valid_from": "", "territory_name": "", "area": ""}
    said = {"text_as_found": "1", "value_state": state, "value": value, "decimals": 0}
    return ReadCell(**place_of, **unit, **said, item_id="", line="all", role=role, is_required=False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("ffffn", [("C8", 4, 1)]),
        ("fnfff", [("C5", 4, 1)]),
        ("fff.n", [("C8", 3, 1)]),
        ("ffn", []),
        ("nnnnn", []),
        ("fffff", []),
        ("fffffnn", []),
        ("fffffffnnf", [("C11", 8, 2), ("C12", 8, 2)]),
        ("ffffnn", []),
        ("ffff.....", []),
    ],
)
def test_a_column(column: str, expected: list[tuple[str, int, int]]) -> None:
    assert told(column) == expected


def test_rows_of_another_role_are_not_its_like() -> None:
    parts = {(row, 3): _cell((row, 3), "f", "part") for row in range(4, 9)}
    total = {(9, 3): _cell((9, 3), "n", "total")}
    sheet = SheetGrid("Sheet1", {}, formulas=dict.fromkeys(parts, "=A1"))
    assert list(typed_over(sheet, parts | total)) == []
