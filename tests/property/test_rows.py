"""However the rows of a table are arranged: every part is read once, under its own unit, or it is reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import figures, read, small_registry, submitted
from transforms.checks.records import records_of
from transforms.checks.relations import total_relations
from transforms.sheet.grid import SheetGrid
from transforms.sheet.reading import SheetReading
from transforms.text.numbers import CellContent

# 2019: both districts have a commune named Tân Tiến.
DISTRICTS = {
    "Huyện Bạch Thông": {
        "01969": "Thị trấn Phủ Thông",
        "01978": "Xã Sĩ Bình",
        "01987": "Xã Tú Trĩ",
        "01993": "Xã Tân Tiến",
    },
    "Huyện Chợ Đồn": {"02074": "Xã Phong Huân", "02083": "Xã Yên Phong", "02089": "Xã Tân Tiến"},
}
CODES = {"Huyện Bạch Thông": "063", "Huyện Chợ Đồn": "064"}
NAMESAKES = {"01993", "02089"}
TITLE = "SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO (BIỂU CT01), NĂM 2019, CHÍNH THỨC"
HEAD = ("TT", "Địa bàn", "Dân số tại thời điểm báo cáo", "Số người tham gia bảo hiểm y tế")
NUMBERING = ("A", "B", "1", "2")
Row = tuple[CellContent, ...]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Arrangement:
    """How one province draws its table."""

    figures: Mapping[str, Pair]
    districts: tuple[str, ...]
    subtotals: str
    unmarked: str
    word: str
    totals: str
    numbers: str
    breaks: frozenset[int]
    blanks: frozenset[int]
    has_of_which: bool
    has_villages: bool
    communes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@st.composite
def arrangements(draw: st.DrawFn) -> Arrangement:
    pair = st.tuples(st.integers(0, 9999), st.integers(0, 9999))
    codes = [code for communes in DISTRICTS.values() for code in communes]
    return Arrangement(
        {code: draw(pair) for code in codes},
        tuple(draw(st.permutations(list(DISTRICTS)))),
        draw(st.sampled_from(["above", "below", "both", "none"])),
        draw(st.sampled_from(["", "", "", *DISTRICTS])),
        draw(st.sampled_from(["", "Cộng ", "Tổng ", "TỔNG CỘNG "])),
        draw(st.sampled_from(["none", "first", "last", "both"])),
        draw(st.sampled_from(["running", "restarted", "nested", "in the name", "none"])),
        frozenset(draw(st.sets(st.integers(1, 8), max_size=2))),
        frozenset(draw(st.sets(st.integers(0, 12), max_size=3))),
        draw(st.booleans()),
        draw(st.booleans()),
        {name: tuple(draw(st.permutations(list(communes)))) for name, communes in DISTRICTS.items()},
    )


def summed(made: Arrangement, codes: tuple[str, ...]) -> Pair:
    return sum(made.figures[c][0] for c in codes), sum(made.figures[c][1] for c in codes)


def commune_row(made: Arrangement, district: int, place: int, running: int, name: str, pair: Pair) -> Row:
    number = {
        "running": running,
        "restarted": place,
        "nested": f"{district}.{place}",
        "in the name": None,
        "none": None,
    }
    return (number[made.numbers], f"{place}. {name}" if made.numbers == "in the name" else name, *pair)


def body(made: Arrangement) -> list[Row]:
    """The rows of the table, as they stand on paper."""
    total: Row = (None, "Tổng cộng", *summed(made, tuple(made.figures)))
    rows: list[Row] = [total] if made.totals in {"first", "both"} else []
    if rows and made.has_of_which:
        rows += [(None, "Trong đó:"), ("-", "Hộ dân tộc thiểu số", 7, 7)]
    running = 0
    for index, district in enumerate(made.districts, start=1):
        codes = made.communes[district]
        line: Row = ("I" * index, made.word + district, *summed(made, codes))
        style = "none" if district == made.unmarked else made.subtotals
        if style == "both":
            rows.append(("I" * index, district))
        rows += [line] if style == "above" else []
        for place, code in enumerate(codes, start=1):
            running += 1
            rows.append(
                commune_row(made, index, place, running, DISTRICTS[district][code], made.figures[code])
            )
            rows += [(None, "- Trong đó: hộ nghèo", 3, 3)] if made.has_of_which and place == 1 else []
            rows += (
                [("-", "Thôn Nà Phja", 2, 1), ("-", "Tổ dân phố 2", 1, 1)]
                if made.has_villages and place == 2
                else []
            )
        rows += [line] if style in {"below", "both"} else []
    return rows + ([total] if made.totals in {"last", "both"} else [])


def sheet(made: Arrangement) -> SheetGrid:
    """The table with page breaks, blank lines and signatures."""
    rows: list[Row] = [(TITLE,), HEAD, NUMBERING]
    for place, row in enumerate(body(made)):
        if place in made.breaks:
            rows += [(None, "Cộng trang", 5, 5), HEAD, NUMBERING, (None, "Mang sang", 5, 5)]
        rows += [()] if place in made.blanks else []
        rows.append(row)
    rows += [
        (),
        (None, None, "Bắc Kạn, ngày 15 tháng 01 năm 2020"),
        ("Người lập biểu", None, "THỦ TRƯỞNG ĐƠN VỊ"),
        (None, "ngày", 15, "tháng 01 năm 2020"),
        (None, "Sĩ Bình"),
    ]
    cells = {
        (r, c): content
        for r, row in enumerate(rows, start=1)
        for c, content in enumerate(row, start=1)
        if content is not None
    }
    return SheetGrid("Biểu", cells)


def truth(made: Arrangement) -> dict[tuple[str, str], Decimal]:
    items = ("population_persons", "insured_persons")
    return {
        (code, item): Decimal(value)
        for code, pair in made.figures.items()
        for item, value in zip(items, pair, strict=True)
    }


def broken_sums(reading: SheetReading) -> set[tuple[str, str]]:
    """Role and territory of every line that is not the sum of its parts."""
    registry = small_registry()
    form = next(f for f in registry.forms if f.form_id == "CT01")
    records = records_of([submitted(reading, "06-bhxh")], registry.territories)
    relations = total_relations(form, records, frozenset())
    return {(r.record.role, r.record.territory_code) for r in relations if r.excess > 0}


@settings(max_examples=60)
@given(arrangements())
def test_every_part_is_read_once_under_its_own_unit_or_it_is_reported(made: Arrangement) -> None:
    reading = read(sheet(made), small_registry(), "06-bhxh")
    found = figures(reading)
    expected = truth(made)
    assert found.items() <= expected.items()
    lacking = {code for code, _ in expected.keys() - found.keys()}
    assert lacking <= (NAMESAKES if is_unclear(made) else set())
    assert [f.rule_id for f in reading.findings if f.rule_id != "R17"] == ["R12"] * len(lacking)


def is_unclear(made: Arrangement) -> bool:
    """Whether the line of a district is missing, so that the namesakes need not be told apart."""
    return made.subtotals == "none" or bool(made.unmarked)


@settings(max_examples=40)
@given(arrangements())
def test_the_sums_of_a_right_table_hold_and_every_cell_has_its_rule(made: Arrangement) -> None:
    grid = sheet(made)
    reading = read(grid, small_registry(), "06-bhxh")
    assert broken_sums(reading) == set() or is_unclear(made)
    assert sum(reading.counts.values()) == len(grid.cells)
    assert sum(reading.ignored.values()) == reading.counts["ignored_by_rule"]
    assert reading.counts["unrecognised"] == 0 or is_unclear(made)


@settings(max_examples=40)
@given(made=arrangements(), which=st.sampled_from(sorted(DISTRICTS)), off=st.integers(1, 50))
def test_a_wrong_subtotal_is_found_wherever_it_stands(made: Arrangement, which: str, off: int) -> None:
    grid = sheet(made)
    name = f"{made.word}{which}"
    rows = [
        r for (r, c), content in grid.cells.items() if c == 2 and content == name and (r, 3) in grid.cells
    ]
    cells = dict(grid.cells)
    for row in rows:
        before = cells[row, 3]
        assert isinstance(before, int)
        cells[row, 3] = before + off
    reading = read(SheetGrid("Biểu", cells), small_registry(), "06-bhxh")
    if rows and is_unclear(made):
        return
    assert (("subtotal", CODES[which]) in broken_sums(reading)) == bool(rows)
