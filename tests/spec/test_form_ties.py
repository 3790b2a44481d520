"""The forms of one district and year say the same of the same households."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from tests.form_figures import PLACE, RIGHT, drawn, owing, read_back
from transforms.checks.ties import POOL_SCHEMA, tie_batches
from transforms.sheet.reading import SheetReading

# A figure of one form that no longer agrees with the others of its district and year.
APART = """
F04   poor_deprived_base_households            C07c C07h
F05   poor_deprived_rate_base_households       C07c C07h
F06   near_poor_deprived_base_households       C07c C07h
F07   near_poor_deprived_rate_base_households  C07c C07h
F08   poor_grouped_households                  C07c
F08   near_poor_minority_households            C07d
F08b  grouped_resident_households              C07c
F08b  poor_minority_households                 C07d
F09   near_poor_ethnic_base_households         C07c
F09   poor_ethnic_minority_households          C07d
F12   poor_summary_households                  C07f
F12   poor_summary_resident_persons            C07f
F12   poor_summary_minority_households         C07d
F13   near_poor_summary_persons                C07f
F13   near_poor_summary_minority_households    C07d
M03C  near_poor_review_resident_households     C07e
"""


def broken_ties(duck: DuckDBPyConnection, readings: Iterable[SheetReading]) -> set[tuple[str, str]]:
    """Rules and territories of the ties that do not hold; every sheet is a submission of its own."""
    rows = [
        {
            "submission_id": reading.form_id,
            "submitter_id": "063",
            "sequence": 1,
            "status_rank": 1,
            "form_id": reading.form_id,
            "period": reading.period,
            "standard_id": reading.standard_id,
            "figure_status": reading.figure_status,
            "territory_code": cell.territory_code,
            "is_new": True,
            "territory_valid_from": date.fromisoformat(cell.territory_valid_from),
            "sheet": cell.sheet,
            "item_id": cell.item_id,
            "value": cell.value,
            "cell": cell.cell,
        }
        for reading in readings
        for cell in reading.cells
        if cell.item_id and cell.role == "part"
    ]
    batches = tie_batches(duck, pa.Table.from_pylist(rows, schema=POOL_SCHEMA), owing())
    return {
        (check.rule_id, batch.findings[row, check.column].territory_code)
        for batch in batches
        for check in batch.checks
        for row in batch.frame.index[batch.frame[check.column] > 0]
    }


@pytest.fixture(scope="module")
def of_one_year(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SheetReading]:
    """The newest version of every form, as if all were of one year."""
    folder = tmp_path_factory.mktemp("one-year")
    newest = dict(sorted(RIGHT))
    readings = {form_id: read_back(drawn(form_id, version), folder) for form_id, version in newest.items()}
    return {form_id: replace(one, period="2023", standard_id="") for form_id, one in readings.items()}


@pytest.mark.parametrize(
    "case", ["", *APART.strip().splitlines()], ids=lambda case: "-".join(case.split()[:2])
)
def test_forms_of_one_district_and_year_agree(
    case: str, of_one_year: dict[str, SheetReading], duck: DuckDBPyConnection
) -> None:
    """F08 and F08b report the same items, as do F01 and Mẫu số 3: a district sends one of the two."""
    form_id, item, *rules = case.split() or ("", "")
    sent = {"M03N", "M03C"} if form_id == "M03C" else set(of_one_year) - {"M03N", "M03C"}
    sent -= {"F08" if form_id == "F08b" else "F08b"}
    readings = [with_figure(of_one_year[one], item if one == form_id else "") for one in sorted(sent)]
    assert broken_ties(duck, readings) == {(rule, PLACE) for rule in rules}


def with_figure(reading: SheetReading, item: str) -> SheetReading:
    """The sheet with 7 in one cell."""
    cells = (
        cell._replace(value=Decimal(7)) if (cell.item_id, cell.territory_code) == (item, PLACE) else cell
        for cell in reading.cells
    )
    return replace(reading, cells=tuple(cells))
