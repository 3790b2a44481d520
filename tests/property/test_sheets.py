"""However a sheet is shuffled, widened or littered: the same figures are read, or it is refused, never others."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import figures, read, small_registry
from tests.strategies import FIGURES
from transforms.sheet.grid import SheetGrid
from transforms.sheet.reading import SheetReading
from transforms.text.numbers import CellContent

HEADERS = ("Hộ dân cư", "Tổng số nhân khẩu", "Hộ nghèo", "Hộ cận nghèo", "Khẩu nghèo", "Khẩu cận nghèo")
ITEMS = (
    "resident_households",
    "resident_persons",
    "poor_households",
    "near_poor_households",
    "poor_persons",
    "near_poor_persons",
)
UNITS = ("Thị trấn Phủ Thông", "Xã Sĩ Bình", "Xã Tân Tú")
CODES = ("01969", "01978", "01993")
TITLE = "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021"
ROWS = st.lists(st.tuples(*[FIGURES] * 6), min_size=3, max_size=3)
FOREIGN = ("Ghi chú", "Diện tích", "Hộ nghèo dân tộc thiểu số", "Tỷ lệ", "Cán bộ theo dõi", "Số thôn")
CONTENTS: st.SearchStrategy[CellContent] = (
    st.none()
    | st.integers(-5, 10**6)
    | st.floats(0, 100)
    | st.sampled_from(["-", "x", "…", "abc", "1.486", "17,33", " "])
)


def sheet(
    order: list[int], rows: list[tuple[int, ...]], extra: Mapping[int, str], unit_at: int, first: int
) -> SheetGrid:
    """Columns in an order of one's own, foreign columns between them, the table at any row."""
    columns: list[tuple[str, int | None]] = [(HEADERS[index], index) for index in order]
    columns.insert(min(unit_at, len(columns)), ("Xã/phường", None))
    for place, text in sorted(extra.items()):
        columns.insert(min(place, len(columns)), (text, -1))
    cells: dict[tuple[int, int], CellContent] = {(1, 1): TITLE}
    for column, (text, index) in enumerate(columns, start=1):
        cells[first, column] = text
        for number, (unit, row) in enumerate(zip(UNITS, rows, strict=True), start=1):
            if index is None:
                cells[first + number, column] = unit
            elif index >= 0:
                cells[first + number, column] = row[index]
    return SheetGrid("Biểu", cells)


def expected(rows: list[tuple[int, ...]]) -> dict[tuple[str, str], Decimal | None]:
    return {
        (code, item): Decimal(value)
        for code, row in zip(CODES, rows, strict=True)
        for item, value in zip(ITEMS, row, strict=True)
    }


def is_accounted_for(reading: SheetReading, grid: SheetGrid) -> bool:
    ignored = sum(reading.ignored.values()) == reading.counts["ignored_by_rule"]
    listed = bool(reading.unrecognised) == bool(reading.counts["unrecognised"])
    return sum(reading.counts.values()) == len(grid.cells) and ignored and listed


@settings(max_examples=60)
@given(order=st.permutations(range(6)), rows=ROWS, unit_at=st.integers(0, 6), first=st.integers(2, 12))
def test_columns_in_any_order_give_the_same_figures(
    order: list[int], rows: list[tuple[int, ...]], unit_at: int, first: int
) -> None:
    reading = read(sheet(order, rows, {}, unit_at, first), small_registry())
    assert figures(reading) == expected(rows)


@settings(max_examples=60)
@given(
    order=st.permutations(range(6)),
    rows=ROWS,
    extra=st.dictionaries(st.integers(0, 8), st.sampled_from(FOREIGN), max_size=3),
    unit_at=st.integers(0, 6),
)
def test_foreign_columns_leave_the_figures_as_they_are_or_the_sheet_is_refused(
    order: list[int], rows: list[tuple[int, ...]], extra: dict[int, str], unit_at: int
) -> None:
    reading = read(sheet(order, rows, extra, unit_at, 3), small_registry())
    assert figures(reading) == (expected(rows) if reading.cells else {})
    assert reading.cells or reading.findings


@settings(max_examples=60)
@given(drop=st.sets(st.integers(0, 5), min_size=1), rows=ROWS)
def test_a_sheet_without_a_required_column_is_refused(drop: set[int], rows: list[tuple[int, ...]]) -> None:
    order = [index for index in range(6) if index not in drop]
    reading = read(sheet(order, rows, {}, 0, 3), small_registry())
    assert reading.cells == ()
    assert {finding.rule_id for finding in reading.findings} & {"R05", "R04"}


@settings(max_examples=80)
@given(
    body=st.dictionaries(st.tuples(st.integers(1, 20), st.integers(1, 12)), CONTENTS, max_size=25),
    has_table=st.booleans(),
)
def test_every_non_empty_cell_is_accounted_for_whatever_stands_where(
    body: dict[tuple[int, int], CellContent], *, has_table: bool
) -> None:
    table = sheet(list(range(6)), [(5, 9, 1, 1, 2, 2)] * 3, {}, 0, 3) if has_table else SheetGrid("s", {})
    cells = {**{place: content for place, content in body.items() if content is not None}, **table.cells}
    littered = SheetGrid("s", cells)
    reading = read(littered, small_registry())
    assert is_accounted_for(reading, littered)


@settings(max_examples=80)
@given(st.dictionaries(st.tuples(st.integers(1, 15), st.integers(1, 8)), st.text(max_size=12), max_size=30))
def test_no_text_in_any_place_stops_the_reader(cells: dict[tuple[int, int], str]) -> None:
    reading = read(SheetGrid("s", dict(cells)), small_registry())
    assert reading.findings
    assert reading.cells == ()


def test_the_reference_knows_the_headers_of_these_sheets() -> None:
    """Should the phrases of F01 change, the properties above must not hold for want of a table."""
    form = next(f for f in small_registry().forms if f.form_id == "F01")
    assert {c.items["all"] for c in form.columns if c.is_required} == set(ITEMS)
