"""Every number that stands in two editions is the same: pages in both languages, workbooks, report, open data."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.places import Workspace
from flows.stores.reference import read_registry
from tests.flow_helpers import Row, release, table
from tests.golden import editions
from tests.golden.refresh import GOLDEN
from transforms.terms.period import Period

pytestmark = pytest.mark.slow

PLANS = tuple(GOLDEN)
LANGUAGES = ("vi", "en")
_LIST = (
    "resident_household_count",
    "poor_household_count",
    "poor_household_rate",
    "near_poor_household_count",
    "near_poor_household_rate",
    "poor_household_rate_drop",
)


def decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def current(workspace: Path, plan: str) -> dict[tuple[str, str], Row]:
    """The figures of the release's own period, status and standard in force, by indicator and area."""
    folder = release(workspace, plan)
    period, _, status = folder.parent.name.rpartition("-")
    standard = read_registry(Workspace(workspace)).standard_in_force(Period(period))
    return {
        (row["indicator_id"], row["territory_code"]): row
        for row in table(folder, "indicators")
        if (row["period"], row["figure_status"], row["standard_id"]) == (period, status, standard)
    }


def targets(workspace: Path, plan: str) -> dict[str, Row]:
    return {row["target_id"]: row for row in table(release(workspace, plan), "comparison")}


# The comparison with the plan


@pytest.mark.parametrize("plan", PLANS)
def test_what_was_reached_is_the_value_of_the_indicator(workspace: Path, plan: str) -> None:
    known = current(workspace, plan)
    compared = 0
    for row in targets(workspace, plan).values():
        figure = known.get((row["indicator_id"], row["group_id"] or row["territory_code"]))
        if figure and row["actual"]:
            assert decimal(row["actual"]) == decimal(figure["actual"]), row["target_id"]
            compared += 1
    assert compared or not any(row["actual"] for row in targets(workspace, plan).values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_the_first_page_says_what_the_table_says(workspace: Path, plan: str, language: str) -> None:
    wanted = {
        key: decimal(row["actual"])
        for key, row in targets(workspace, plan).items()
        if row["verdict"] != "qualitative"
    }
    assert editions.plan_page(release(workspace, plan), language) == wanted


@pytest.mark.parametrize("plan", PLANS)
def test_the_three_workbooks_and_the_report_say_what_the_table_says(workspace: Path, plan: str) -> None:
    folder = release(workspace, plan)
    rows = {row["target_id"]: row for row in table(folder, "comparison") if row["verdict"] != "qualitative"}
    if not rows:
        return
    plans = read_registry(Workspace(workspace)).plans[plan]
    names = {target.target_id: target.name_vi for target in plans.targets}
    wanted = Counter((names[key], decimal(row["actual"])) for key, row in rows.items())
    heads = {"Thực hiện", "Thực hiện 6 tháng"}
    for path, sheet, first in (
        ("comparison.xlsx", "So sánh", "TT"),
        ("data.xlsx", "So sánh", "Chỉ tiêu kế hoạch"),
    ):
        lines = editions.sheet_rows(folder / path, sheet, first)
        told = Counter(
            (line[_named(line)], editions.number(line[next(h for h in line if h in heads)]))
            for line in lines
            if line[_named(line)] in {names[key] for key in rows}
        )
        assert told == wanted, path
    report = next(t for t in editions.report_tables(folder) if "Đánh giá" in t[0])
    told = Counter(
        (line["Chỉ tiêu"], editions.number(line[next(h for h in line if h in heads)])) for line in report
    )
    assert told == wanted


def _named(line: Row) -> str:
    return next(head for head in ("Chỉ tiêu", "Chỉ tiêu kế hoạch") if head in line)


# Figures by territory


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_pages_of_indicators_say_what_the_table_says(workspace: Path, plan: str, language: str) -> None:
    folder, known = release(workspace, plan), current(workspace, plan)
    compared = 0
    for indicator in {name for name, _ in known}:
        own = Counter(
            decimal(row["actual"])
            for (name, _), row in known.items()
            if name == indicator and row["level"] != "group"
        )
        groups = {
            row["territory_name"]
            for (n, _), row in known.items()
            if n == indicator and row["level"] == "group"
        }
        page = (folder / ("en" if language == "en" else "") / f"indicators/{indicator}.html").read_text(
            "utf-8"
        )
        areas = page.partition('id="areas"')[2]
        told = [editions.number(cells[0][1], language) for _, cells in editions.rows_of(areas) if cells]
        assert len(told) == sum(own.values()) + len(groups), indicator
        assert not own - Counter(told), indicator
        compared += len(told)
    assert compared > 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_pages_of_territories_say_what_the_table_says(workspace: Path, plan: str, language: str) -> None:
    folder, known = release(workspace, plan), current(workspace, plan)
    codes = {code for (_, code), row in known.items() if row["level"] != "group"}
    for code in codes:
        wanted = {n: decimal(row["actual"]) for (n, own), row in known.items() if own == code}
        assert editions.territory_page(folder, code, language) == wanted, code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_the_list_of_territories_says_what_the_table_says(workspace: Path, plan: str, language: str) -> None:
    known = current(workspace, plan)
    listed = editions.territory_list(release(workspace, plan), language)
    assert listed
    for code, values in listed.items():
        for name, value in zip(_LIST, values, strict=True):
            if value is not None:
                assert value == decimal(known[name, code]["actual"]), (code, name)


@pytest.mark.parametrize("plan", PLANS)
def test_the_workbooks_and_the_report_list_the_figures_of_the_pages(workspace: Path, plan: str) -> None:
    folder = release(workspace, plan)
    listed = editions.territory_list(folder, "vi")
    lines = editions.sheet_rows(folder / "comparison.xlsx", "Địa bàn", "Mã")
    assert len(lines) == len(listed)
    for line in lines:
        own = listed[line["Mã"]]
        told = [
            editions.number(line[head])
            for head in (
                "Tổng số hộ", "Hộ nghèo", "Tỷ lệ hộ nghèo (%)", "Hộ cận nghèo", "Tỷ lệ hộ cận nghèo (%)",
                "Giảm tỷ lệ hộ nghèo (điểm %)",
            )
        ]  # fmt: skip
        assert told == own, line
    (report,) = [t for t in editions.report_tables(folder) if "Tổng số hộ" in t[0]]
    told_rows = [[editions.number(text) for text in list(line.values())[1:]] for line in report]
    assert all(row in listed.values() for row in told_rows)
    assert len(told_rows) > 1


@pytest.mark.parametrize("plan", PLANS)
def test_the_data_workbook_holds_every_figure_of_the_table(workspace: Path, plan: str) -> None:
    folder = release(workspace, plan)
    lines = editions.sheet_rows(folder / "data.xlsx", "Chỉ tiêu", "Chỉ tiêu / ")
    told = Counter((line["Mã địa bàn"], line["Kỳ"], _value(line["Thực hiện"])) for line in lines)
    wanted = Counter(
        (row["territory_code"], row["period"], decimal(row["actual"])) for row in table(folder, "indicators")
    )
    assert told == wanted


def _value(cell: object) -> Decimal | None:
    return None if cell == "[x]" else editions.number(cell)


# Report and open data


@pytest.mark.parametrize("plan", PLANS)
def test_the_pdf_holds_the_numbers_of_the_document(workspace: Path, plan: str) -> None:
    folder = release(workspace, plan)
    document, pdf = Counter(editions.report_numbers(folder)), Counter(editions.pdf_numbers(folder))
    # Only the PDF has its charts as text and numbers its pages; the heads of its tables stand again on a new page.
    assert not document - pdf
    assert document


@pytest.mark.parametrize("name", ["comparison", "indicators", "revisions", "issues"])
@pytest.mark.parametrize("plan", PLANS)
def test_parquet_holds_what_csv_holds(workspace: Path, plan: str, name: str) -> None:
    folder = release(workspace, plan)
    rows = table(folder, name)
    columns = pq.read_table(folder / f"{name}.parquet").to_pydict()
    numeric = [column for column, values in columns.items() if any(isinstance(v, Decimal) for v in values)]
    for column in numeric:
        assert [decimal(row[column]) for row in rows] == columns[column], column
    assert len(rows) == len(next(iter(columns.values())))


@pytest.mark.parametrize("name", ["comparison", "indicators"])
@pytest.mark.parametrize("plan", PLANS)
def test_the_public_edition_says_the_same_or_nothing(workspace: Path, plan: str, name: str) -> None:
    folder = release(workspace, plan)
    whole, public = table(folder, name), table(folder / "public", name)
    assert len(whole) == len(public)
    for row, told in zip(whole, public, strict=True):
        if told["actual_state"] == "suppressed":
            assert (told["actual"], told["numerator"], told["denominator"]) == ("", "", "")
        else:
            shared = told.keys() & row.keys()
            assert {key: told[key] for key in shared} == {key: row[key] for key in shared}
