"""Which summary forms a release has, which rows they list, and what fills them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import registry_of_the_change
from tests.builders_official import BACH_THONG, CHO_DON, COMMUNES, fact, facts, summaries
from transforms.official.summary import FormSummary
from transforms.registry import Registry
from transforms.render.form_layout import FormRow
from transforms.terms.correction import Correction, Given

POOR, ALL = "poor_households", "resident_households"


def values(summary: FormSummary, item: str) -> dict[str, object]:
    return {row.name: row.values.get(item) for row in summary.rows}


def marks(summary: FormSummary, item: str) -> dict[str, str]:
    return {summary.rows[i].name: mark for (i, of), mark in summary.marks.items() if of == item}


def note(summary: FormSummary, beginning: str) -> str:
    return next((text for text in summary.notes if text.startswith(beginning)), "")


def test_there_is_one_summary_a_form_that_anything_was_reported_in(small: Registry) -> None:
    rows = [
        fact("01978", POOR, "9"),
        fact("01978", "poor_opening_households", "9", "F02"),
        fact("01978", "near_poor_opening_households", None, "F03"),
        fact("01978", "insured_persons", "9", "CT01"),
    ]
    assert [summary.name for summary in summaries(small, rows)] == ["F01", "F02"]


def test_a_form_shows_what_counts_for_its_items_in_whichever_form_it_came(small: Registry) -> None:
    rows = [
        fact("01978", "poor_opening_households", "9", "M03N"),
        fact("01978", "poor_closing_households", "8", "F02"),
    ]
    found = {summary.name: summary for summary in summaries(small, rows)}
    assert values(found["F02"], "poor_opening_households")["Xã Sĩ Bình"] == 9


def test_a_province_lists_all_communes_under_their_districts(small: Registry) -> None:
    (found,) = summaries(small, [fact("01978", POOR, "9")])
    assert [(row.number, row.name, row.role) for row in found.rows] == [
        ("1", "Huyện Bạch Thông", "group"),
        ("1.1", "Thị trấn Phủ Thông", "unit"),
        ("1.2", "Xã Sĩ Bình", "unit"),
        ("1.3", "Xã Tân Tú", "unit"),
        ("2", "Huyện Chợ Đồn", "group"),
        ("2.1", "Xã Phong Huân", "unit"),
        ("2.2", "Xã Yên Phong", "unit"),
        ("2.3", "Xã Tân Tiến", "unit"),
        ("", "Tổng cộng", "total"),
    ]
    assert found.place_vi == "Xã, thị trấn"


def test_a_district_lists_its_communes_and_a_total(small: Registry) -> None:
    (found,) = summaries(small, [fact("01978", POOR, "9")], "063")
    assert [(row.number, row.code) for row in found.rows] == [
        ("1", "01969"),
        ("2", "01978"),
        ("3", "01993"),
        ("", "063"),
    ]


def test_districts_that_alone_report_are_the_units(small: Registry) -> None:
    rows = facts("F04", "poor_deprivations", {"063": "5", "064": "6"})
    (found,) = summaries(small, rows)
    assert [(row.name, row.role) for row in found.rows] == [
        ("Huyện Bạch Thông", "unit"),
        ("Huyện Chợ Đồn", "unit"),
        ("Tổng cộng", "total"),
    ]
    assert found.place_vi == "Huyện"


def test_an_area_that_is_its_only_unit_has_no_total(small: Registry) -> None:
    (found,) = summaries(small, [fact("01978", POOR, "9")], "01978")
    assert found.rows == (FormRow("1", "Xã Sĩ Bình", "01978", values={POOR: 9}),)


def test_the_older_form_has_blocks_of_towns_and_countryside(small: Registry) -> None:
    (found,) = summaries(small, [fact("01978", "poor_out_households", "9", "M03N")], "063")
    assert [(row.number, row.name) for row in found.rows] == [
        ("I", "Khu vực thành thị"),
        ("1", "Thị trấn Phủ Thông"),
        ("II", "Khu vực nông thôn"),
        ("2", "Xã Sĩ Bình"),
        ("3", "Xã Tân Tú"),
        ("", "Tổng cộng"),
    ]


def test_a_blank_is_no_figure_and_its_unit_is_named(small: Registry) -> None:
    rows = [fact("01969", POOR, "0"), fact("01978", POOR, None), *facts("F01", POOR, dict.fromkeys(CHO_DON))]
    (found,) = summaries(small, rows)
    assert values(found, POOR)["Thị trấn Phủ Thông"] == 0
    assert values(found, POOR)["Xã Sĩ Bình"] is None
    assert "Đã có số liệu của 1/6 đơn vị." in found.notes
    missing = "Huyện Bạch Thông (Xã Sĩ Bình, Xã Tân Tú); Huyện Chợ Đồn (cả 3 đơn vị)."
    assert note(found, "Chưa có số liệu").endswith(missing)


def test_sums_over_some_units_are_marked_and_counted(small: Registry) -> None:
    rows = [
        *facts("F01", POOR, dict.fromkeys(BACH_THONG, "5") | {"02074": "5"}),
        *facts("F01", ALL, {"01978": "20"}),
    ]
    (found,) = summaries(small, rows)
    assert marks(found, POOR) == {"Huyện Chợ Đồn": "partial", "Tổng cộng": "partial"}
    assert marks(found, ALL) == {"Huyện Bạch Thông": "partial", "Tổng cộng": "partial"}
    assert note(found, "*").endswith(
        "Huyện Bạch Thông 1/3 đơn vị; Huyện Chợ Đồn 1/3 đơn vị; Tổng cộng từ 1 đến 4/6 đơn vị."
    )
    assert note(found, "Tỷ lệ ghi “…”")
    assert "Thị trấn Phủ Thông (cột 1); Xã Tân Tú (cột 1); Xã Phong Huân (cột 1)" in note(found, "Còn ô")
    assert note(found, "Chưa đơn vị nào") == "Chưa đơn vị nào có số liệu ở cột 2, 5, 7, 9, 11, 13."


def test_an_own_line_stands_for_units_of_which_nothing_is_known(small: Registry) -> None:
    rows = [*facts("F01", POOR, {"01978": "5", "063": "12"} | dict.fromkeys(CHO_DON, "1"))]
    (found,) = summaries(small, rows)
    assert values(found, POOR)["Huyện Bạch Thông"] == 12
    assert marks(found, POOR) == {"Huyện Bạch Thông": "own_line"}
    assert note(found, "**").endswith("Huyện Bạch Thông.")


def test_an_own_line_that_only_adds_up_what_is_there_says_nothing_of_the_rest(small: Registry) -> None:
    (found,) = summaries(small, facts("F01", POOR, {"01978": "5", "01993": "7", "063": "12"}))
    assert values(found, POOR)["Huyện Bạch Thông"] is None
    assert marks(found, POOR)["Huyện Bạch Thông"] == "partial"


def test_a_line_of_the_area_never_replaces_the_sum_of_all_units(small: Registry) -> None:
    (found,) = summaries(small, facts("F01", POOR, dict.fromkeys(COMMUNES, "1") | {"063": "99", "06": "99"}))
    assert values(found, POOR)["Huyện Bạch Thông"] is None
    assert found.marks == {}


def test_how_many_units_an_own_line_covers_is_told(small: Registry) -> None:
    (found,) = summaries(small, facts("F01", POOR, {"01978": "5", "063": "12", "02074": "5"}))
    assert note(found, "*").endswith("Tổng cộng 2/6 đơn vị (và 2 đơn vị tính trong số có dấu **).")


def test_a_dash_and_a_tick_stay_what_they_were(small: Registry) -> None:
    rows = [
        fact("01969", POOR, "0", value_state="dash"),
        fact("01978", POOR, "0", value_state="not_applicable"),
        fact("01993", POOR, "0", value_state="zero"),
    ]
    (found,) = summaries(small, rows, "063")
    assert marks(found, POOR) == {"Thị trấn Phủ Thông": "dash", "Xã Sĩ Bình": "not_applicable"}
    assert note(found, "“-”")
    assert note(found, "“x”")


def test_a_count_that_is_not_whole_is_not_rounded(small: Registry) -> None:
    (found,) = summaries(small, [fact("01978", POOR, "375.2")], "063")
    assert str(values(found, POOR)["Xã Sĩ Bình"]) == "375.2"


def test_rates_of_one_form_rest_on_the_households_of_another(small: Registry) -> None:
    rows = [
        fact("01978", "poor_deprived_rate_base_households", "9", "F05"),
        fact("01978", "poor_deprived_base_households", "9", "F04"),
    ]
    found = {summary.name: summary for summary in summaries(small, rows)}
    assert found["F05"].base_form == "F04"
    assert found["F05"].base_items[""] == "poor_deprived_base_households"
    assert found["F05"].base_items["2"] == "poor_deprived_health_services_households"
    assert "Tỷ lệ tính từ số hộ của biểu F04 trong cùng tệp này." in found["F05"].notes


def test_rates_stay_blank_without_the_form_that_they_rest_on(small: Registry) -> None:
    (found,) = summaries(small, [fact("01978", "poor_deprived_rate_base_households", "9", "F05")])
    assert found.base_form == ""
    assert "Tỷ lệ để trống: chưa có số liệu của biểu F04 để tính." in found.notes


def test_rates_do_not_rest_on_a_form_that_lists_other_units(small: Registry) -> None:
    rows = [
        fact("01978", "poor_deprived_rate_base_households", "9", "F05"),
        *facts("F04", "poor_deprived_base_households", {"063": "9", "064": "9"}),
    ]
    found = {summary.name: summary for summary in summaries(small, rows)}
    assert found["F05"].base_form == ""


def test_rates_that_the_form_does_not_explain_stay_blank(small: Registry) -> None:
    (found,) = summaries(small, [fact("01978", "poor_out_households", "9", "M03N")], "063")
    assert "Tỷ lệ ở cột 6, 8, 10, 12, 16 để trống: mẫu biểu không nêu cách tính." in found.notes


def test_what_the_province_prints_no_column_for_is_told(small: Registry) -> None:
    rows = [
        fact("01978", "poor_ethnic_base_households", "9", "F09"),
        fact("01978", "poor_ethnic_thai_households", "9", "F09"),
    ]
    (found,) = summaries(small, rows)
    told = note(found, "Số liệu đã báo cáo nhưng mẫu biểu của tỉnh không in cột")
    assert "thái" in told


def test_the_year_of_change_has_a_sheet_a_standard_the_one_in_force_first() -> None:
    registry = registry_of_the_change()
    of_year = {"period": "2021", "source_periods": ["2021"]}
    rows = [
        fact("01978", POOR, "9", **of_year, standard_id="ND07_2021"),
        fact("01978", POOR, "7", **of_year, standard_id="QD59_2015"),
    ]
    found = summaries(registry, rows, period="2021")
    assert [summary.name for summary in found] == ["F01", "F01 ND07_2021"]
    assert [values(summary, POOR)["Xã Sĩ Bình"] for summary in found] == [7, 9]
    assert note(found[1], "Chuẩn nghèo: Chuẩn nghèo đa chiều")


@pytest.mark.parametrize("simulated", [True, False])
def test_simulated_figures_say_so(small: Registry, *, simulated: bool) -> None:
    known = {"s1"} if simulated else {"s2"}
    (found,) = summaries(small, [fact("01978", POOR, "9")], simulated=known)
    assert found.is_simulated is simulated
    assert bool(note(found, "Số liệu mô phỏng")) is simulated


def test_figures_of_shorter_periods_name_them(small: Registry) -> None:
    rows = [fact("01978", POOR, "9", source_periods=["2020-H2"])]
    (found,) = summaries(small, rows)
    assert note(found, "Số liệu được lập từ") == (
        "Số liệu được lập từ báo cáo của các kỳ: 6 tháng cuối năm 2020."
    )


def test_a_corrected_figure_is_told_where_it_is_shown(small: Registry) -> None:
    state = {
        "correction_id": "c1",
        "period": "2020",
        "figure_status": "chinh_thuc",
        "standard_id": "QD59_2015",
        "territory_code": "01978",
        "territory_valid_from": date(2004, 8, 31),
        "item_id": POOR,
        "state": "applied",
    }
    corrected = registry_with_a_correction(small)
    (found,) = summaries(corrected, [fact("01978", POOR, "9")], corrections=[state])
    assert note(found, "Đính chính c1: Xã Sĩ Bình, số hộ nghèo, kỳ 2020: báo cáo ghi 90, tính là 9")
    (other,) = summaries(corrected, [fact("01978", ALL, "9")], corrections=[state])
    assert not note(other, "Đính chính")


def registry_with_a_correction(registry: Registry) -> Registry:
    one = Correction(
        "c1", "01978", date(2004, 8, 31), POOR, "2020", "chinh_thuc", "QD59_2015", Given("90"), Given("9"),
        "gõ nhầm", "UBND xã", "công văn 1", date(2021, 1, 4),
    )  # fmt: skip
    return replace(registry, corrections=(one,))
