"""Opening stocks of a report: from which accepted figures of the year before, and why a cell stays blank."""

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tests.builders import registry_of_the_change
from transforms.checks.ties import POOL_SCHEMA
from transforms.openings import Source, opening_sources, openings_of
from transforms.registry import Registry
from transforms.terms.opening import Opening, Openings
from transforms.terms.period import Period

POOR, PERSONS = "poor_opening_households", "poor_opening_persons"


def closing(value: int | None, code: str = "01978", **more: Any) -> dict[str, Any]:
    """An accepted figure of the end of 2019: poor households of F01 by default."""
    return {
        "submission_id": "s1",
        "submitter_id": "063",
        "sequence": 1,
        "form_id": "F01",
        "period": "2019",
        "figure_status": "chinh_thuc",
        "status_rank": 3,
        "standard_id": "QD59_2015",
        "territory_code": code,
        "territory_valid_from": date(2004, 8, 31),
        "item_id": "poor_households",
        "value": None if value is None else Decimal(value),
        "sheet": "F01",
        "cell": "D9",
        "is_new": False,
    } | more


def openings(
    duck: duckdb.DuckDBPyConnection,
    registry: Registry,
    *rows: dict[str, Any],
    submitter: str = "063",
    year: str = "2020",
    form: str = "F02",
) -> Openings:
    duty = registry.duty(
        submitter, form, Period(year), "chinh_thuc", registry.standard_in_force(Period(year))
    )
    assert duty is not None
    return openings_of(duck, pa.Table.from_pylist(list(rows), schema=POOL_SCHEMA), registry, duty)


def test_the_ties_of_the_reference_say_what_opens_from_what(registry: Registry) -> None:
    """C06 ties column 1 to F01 of the year before, C07a ties column 9 of the same form to F01."""
    found = [s for s in opening_sources(registry, "F03") if s.item_id == "near_poor_opening_households"]
    assert found == [
        Source("near_poor_opening_households", "F01", "near_poor_households"),
        Source("near_poor_opening_households", "F03", "near_poor_closing_households"),
    ]
    assert opening_sources(registry, "F01") == ()


def test_a_form_without_opening_figures_has_none(duck: duckdb.DuckDBPyConnection, small: Registry) -> None:
    assert openings(duck, small, closing(20), form="F01") == Openings()


def test_the_closing_count_of_the_year_before_is_the_opening(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    found = openings(duck, small, closing(20), closing(80, item_id="poor_persons"))
    assert found.by_place["01978", POOR] == Opening(20, 20)
    assert found.by_place["01978", PERSONS] == Opening(80, 80)
    assert found.note_vi.startswith("Số đầu kỳ (cột 1) ghi sẵn theo số liệu chính thức cuối năm 2019")


def test_the_closing_of_the_same_form_is_enough(duck: duckdb.DuckDBPyConnection, small: Registry) -> None:
    own = closing(21, form_id="F02", item_id="poor_closing_households")
    assert openings(duck, small, own).by_place["01978", POOR] == Opening(21, 21)


def test_two_forms_that_contradict_each_other_leave_the_cell_blank(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    own = closing(21, form_id="F02", item_id="poor_closing_households")
    found = openings(duck, small, closing(1500), own).by_place["01978", POOR]
    assert (found.value, found.expected) == (None, None)
    assert "biểu F01 ghi 1.500, biểu F02 ghi 21" in found.note_vi


def test_the_approved_figure_is_taken_before_the_official_one(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    approved = closing(19, submission_id="s2", sequence=2, figure_status="phe_duyet", status_rank=4)
    assert openings(duck, small, approved, closing(20)).by_place["01978", POOR].value == 19


def test_the_newest_answer_of_a_submitter_counts_even_where_it_is_blank(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    again = [
        closing(None, submission_id="s2", sequence=2),
        closing(5, "01969", submission_id="s2", sequence=2),
    ]
    found = openings(duck, small, closing(20), *again).by_place
    assert found["01969", POOR].value == 5
    assert found["01978", POOR].value is None
    assert found["01978", POOR].note_vi == "Để trống: chưa có số cuối năm 2019 được nhận của Xã Sĩ Bình."


def test_a_merged_commune_stays_blank_and_is_checked_against_the_sum(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    """Tú Trĩ and Tân Tiến became Tân Tú on 01/02/2020."""
    found = openings(duck, small, closing(9, "01987"), closing(12, "01993")).by_place["01993", POOR]
    assert (found.value, found.expected) == (None, 21)
    assert "Xã Tú Trĩ" in found.note_vi
    assert "Xã Tân Tiến" in found.note_vi
    assert found.note_vi.endswith("được 21.")


def test_a_commune_that_took_a_part_of_another_stays_blank(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    """Yên Phong took a part of Phong Huân in 2020; nobody declared how many households."""
    rows = [closing(9, "02074"), closing(12, "02083")]
    found = openings(duck, small, *rows, submitter="064").by_place["02083", POOR]
    assert (found.value, found.expected) == (None, None)
    assert "địa giới Xã Yên Phong đã thay đổi một phần" in found.note_vi


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [],
            "chuẩn nghèo đã thay đổi: số cuối năm 2021 tính theo chuẩn nghèo tiếp cận đa chiều giai đoạn 2016-2020",
        ),
        ([closing(20, period="2021")], "chuẩn nghèo đã thay đổi"),
    ],
)
def test_figures_of_the_old_standard_open_no_year_of_the_new_one(
    duck: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]], said: str
) -> None:
    found = openings(duck, registry_of_the_change(), *rows, year="2022")
    assert found.by_place == {}
    assert said in found.note_vi


def test_the_year_of_change_reported_under_the_new_standard_opens_the_next(
    duck: duckdb.DuckDBPyConnection,
) -> None:
    new = closing(33, period="2021", standard_id="ND07_2021")
    assert openings(duck, registry_of_the_change(), new, year="2022").by_place["01978", POOR].value == 33


def test_without_accepted_figures_the_line_says_so(duck: duckdb.DuckDBPyConnection, small: Registry) -> None:
    found = openings(duck, small)
    assert found.by_place == {}
    assert "chưa có số liệu cuối năm 2019 được nhận" in found.note_vi
