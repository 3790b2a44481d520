"""One table on several sheets: every figure is kept and counts once; sheets that contradict each other are told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import F01_HEAD, f01, figures, grid, submitted
from transforms.checks.batches import form_batches
from transforms.checks.records import records_of
from transforms.checks.relations import total_relations
from transforms.facts import fact_rows
from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading
from transforms.terms.period import Period

PHU_THONG = "1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20"
SI_BINH = "2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"
TAN_TU = "3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28"
ALL = f"{PHU_THONG}\n{SI_BINH}\n{TAN_TU}"


def read_all(registry: Registry, bodies: Mapping[str, str]) -> tuple[SheetReading, ...]:
    """A workbook of short F01 sheets of Bạch Thông."""
    sheets = [replace(f01(body), name=name) for name, body in bodies.items()]
    return read_sheets(OpenedWorkbook(tuple(sheets)), Delivery("s1", "063"), registry)


def poor(registry: Registry, *bodies: str) -> dict[str, Decimal | None]:
    """The poor households by territory, as facts would have them."""
    found: dict[str, Decimal | None] = {}
    for reading in read_all(registry, {f"S{n}": body for n, body in enumerate(bodies)}):
        for (code, item), value in figures(reading, "part", "subtotal", "total").items():
            if item == "poor_households":
                assert code not in found
                found[code] = value
    return found


def found(readings: tuple[SheetReading, ...]) -> list[tuple[str, str, str]]:
    return [(f.rule_id, f.sheet, f.cell) for reading in readings for f in reading.findings]


def test_a_sheet_a_commune_gives_all_communes(small: Registry) -> None:
    assert poor(small, PHU_THONG, SI_BINH, TAN_TU) == {"01969": 10, "01978": 20, "01993": 30}


def test_equal_figures_on_two_sheets_count_once_and_the_first_has_them(small: Registry) -> None:
    readings = read_all(small, {"Chung": ALL, "Sĩ Bình": SI_BINH})
    assert found(readings) == []
    assert [len(figures(reading)) for reading in readings] == [18, 0]


def test_figures_that_contradict_each_other_are_told_with_both_places(small: Registry) -> None:
    readings = read_all(small, {"Chung": ALL, "Sĩ Bình": SI_BINH.replace("| 20 |", "| 21 |")})
    (finding,) = readings[1].findings
    assert (finding.rule_id, finding.sheet, finding.cell) == ("R20", "Sĩ Bình", "E4")
    assert (finding.found, finding.expected, finding.detail) == ("21", "20", "Chung!E5")


def test_figures_that_contradict_each_other_are_shown_as_papers_print_them(small: Registry) -> None:
    other = SI_BINH.replace("| 20 |", "| '1.021 |")
    readings = read_all(small, {"Chung": ALL.replace("| 20 |", "| 1020 |"), "Sĩ Bình": other})
    (finding,) = [f for f in readings[1].findings if f.rule_id == "R20"]
    assert (finding.found, finding.expected) == ("1.021", "1.020")
    assert (finding.territory_code, finding.item_id) == ("01978", "poor_households")
    assert finding.rejects == (("Chung", "E5"),)


def test_neither_of_two_contradicting_figures_is_a_fact_with_a_value(small: Registry) -> None:
    readings = read_all(small, {"Chung": ALL, "Sĩ Bình": SI_BINH.replace("| 20 |", "| 21 |")})
    rejected = frozenset({("Sĩ Bình", "E4"), ("Chung", "E5")})
    rows = [row for r in readings for row in fact_rows("s1", r, rejected, date(2021, 12, 9), small)]
    assert len(rows) == 18
    (one,) = [r for r in rows if (r["territory_code"], r["item_id"]) == ("01978", "poor_households")]
    assert (one["value"], one["value_state"], one["cell"]) == (None, "unreadable", "E5")


def test_a_blank_gives_way_to_an_answer_on_another_sheet(small: Registry) -> None:
    """Every sheet lists all communes and fills in its own."""
    empty = {row: row[: row.index(" | ", 6)] + " |  |  |  |  |  | " for row in (PHU_THONG, SI_BINH, TAN_TU)}
    first = "\n".join((PHU_THONG, empty[SI_BINH], empty[TAN_TU]))
    second = "\n".join((empty[PHU_THONG], SI_BINH, TAN_TU))
    assert poor(small, first, second) == {"01969": 10, "01978": 20, "01993": 30}
    readings = read_all(small, {"A": first, "B": second})
    assert found(readings) == []
    (batch,) = form_batches([submitted(reading) for reading in readings], small)
    assert (batch.frame["given:poor_households"].dropna() == 1).all()


@pytest.mark.parametrize(("other", "told"), [("-", True), ("x", True), ("20", False), ("'20", False)])
def test_a_dash_or_a_tick_is_another_answer_than_a_number(small: Registry, other: str, told: bool) -> None:
    readings = read_all(small, {"A": SI_BINH, "B": SI_BINH.replace("| 20 |", f"| {other} |")})
    assert any(rule == "R20" for rule, _, _ in found(readings)) == told


@pytest.mark.parametrize("order", [("Chung", "A", "B"), ("A", "B", "Chung")])
def test_the_total_of_some_units_is_that_of_its_sheet_and_the_total_of_all_that_of_the_area(
    small: Registry, order: tuple[str, ...]
) -> None:
    bodies = {
        "Chung": ALL + "\n | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72",
        "A": PHU_THONG + "\n | Tổng cộng | 100 | 400 | 10 | 5 | 40 | 20",
        "B": f"{SI_BINH}\n{TAN_TU}\n | Tổng cộng | 500 | 1700 | 51 | 13 | 170 | 52",
    }
    readings = read_all(small, {name: bodies[name] for name in order})
    assert found(readings) == []
    rows = [row for r in readings for row in fact_rows("s1", r, frozenset(), date(2021, 12, 9), small)]
    assert [row["value"] for row in rows if row["territory_code"] == "063"][:2] == [600, 2100]
    assert len(rows) == 4 * 6
    form = small.form("F01", Period("2021"))
    assert form is not None
    records = records_of([submitted(reading) for reading in readings], small.territories)
    relations = list(total_relations(form, records, frozenset()))
    assert len(relations) == 3 * 6
    assert [(r.finding.sheet, r.finding.cell) for r in relations if r.excess > 0] == [("B", "E6")]


def of_totals(registry: Registry, *bodies: str) -> list[tuple[str, str, str, str]]:
    """Sheet, item, what each total says and what its units add up to, where the two differ."""
    readings = read_all(registry, {f"S{n}": body for n, body in enumerate(bodies)})
    form = registry.form("F01", Period("2021"))
    assert form is not None
    records = records_of([submitted(reading) for reading in readings], registry.territories)
    wrong = (r.finding for r in total_relations(form, records, frozenset()) if r.excess > 0)
    return [(f.sheet, f.item_id, f.found, f.expected) for f in wrong]


def test_the_only_total_of_a_table_on_two_sheets_is_that_of_both(small: Registry) -> None:
    total = " | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72"
    assert of_totals(small, PHU_THONG, f"{SI_BINH}\n{TAN_TU}\n{total}") == []
    assert of_totals(small, f"{total}\n{PHU_THONG}", f"{SI_BINH}\n{TAN_TU}") == []
    wrong = total.replace("| 60 |", "| 61 |")
    assert of_totals(small, PHU_THONG, f"{SI_BINH}\n{TAN_TU}\n{wrong}") == [
        ("S1", "poor_households", "61", "60")
    ]


def test_the_only_total_is_that_of_its_own_sheet_where_its_figures_say_so(small: Registry) -> None:
    own = " | Cộng | 500 | 1700 | 50 | 13 | 170 | 52"
    assert of_totals(small, PHU_THONG, f"{SI_BINH}\n{TAN_TU}\n{own}") == []


def test_units_are_lacking_only_where_no_sheet_has_them(small: Registry) -> None:
    readings = read_all(small, {"A": PHU_THONG, "B": SI_BINH})
    (batch,) = form_batches([submitted(reading) for reading in readings], small)
    lacking = [finding for finding in batch.findings.values() if finding.rule_id == "C02"]
    assert [(f.sheet, f.found, f.detail) for f in lacking] == [("A", "1 đơn vị", "Xã Tân Tú")]


def test_sheets_of_two_periods_or_two_statuses_are_two_tables(small: Registry) -> None:
    later = replace(f01(SI_BINH), name="B")
    earlier = replace(f01(SI_BINH.replace("| 20 |", "| 25 |"), "2020"), name="A")
    head = F01_HEAD.format(year=2021).replace("CHÍNH THỨC", "SƠ BỘ").strip()
    preliminary = grid(head + "\n" + SI_BINH.replace("| 20 |", "| 22 |"), name="C")
    readings = read_sheets(OpenedWorkbook((later, earlier, preliminary)), Delivery("s1", "063"), small)
    assert found(readings) == []
    assert [figures(reading)["01978", "poor_households"] for reading in readings] == [20, 25, 22]


def test_every_cell_stays_in_the_accounts(small: Registry) -> None:
    bodies = {"Chung": ALL, "Sĩ Bình": SI_BINH.replace("| 20 |", "| 21 |"), "Tân Tú": TAN_TU}
    sheets = [replace(f01(body), name=name) for name, body in bodies.items()]
    readings = read_sheets(OpenedWorkbook(tuple(sheets)), Delivery("s1", "063"), small)
    assert sum(sum(r.counts.values()) for r in readings) == sum(len(sheet.cells) for sheet in sheets)
