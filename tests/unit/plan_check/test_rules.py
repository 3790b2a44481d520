"""Every rule of the check on a small made-up plan: where it speaks and where it stays silent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import small_texts
from tests.plan_texts import PLAN_ID, plan_text, with_plans
from transforms.plan_check import Figures, PlanFinding, check_plan
from transforms.registry import Registry

DROP = {
    "text_vi": "giảm tỷ lệ hộ nghèo 2%",
    "indicator_id": "poor_household_rate_drop",
    "kind": "drop_pp",
    "low": "2",
    "measure_unit": "điểm %",
    "sentence_id": "s",
}
COUNT_DROP = {
    "text_vi": "giảm 200 hộ nghèo",
    "indicator_id": "poor_household_count_drop",
    "kind": "drop_count",
    "low": "200",
    "measure_unit": "hộ",
    "sentence_id": "s",
}
LEFT = {
    "text_vi": "còn 800 hộ nghèo",
    "indicator_id": "poor_household_count",
    "kind": "level_count",
    "comparator": "<=",
    "low": "800",
    "measure_unit": "hộ",
    "sentence_id": "s",
}
NEAR_DROP = DROP | {
    "text_vi": "hộ cận nghèo giảm 1%",
    "indicator_id": "near_poor_household_rate_drop",
    "low": "1",
    "sentence_id": "n",
}
NEAR_COUNT_DROP = COUNT_DROP | {
    "text_vi": "giảm 100 hộ cận nghèo",
    "indicator_id": "near_poor_household_count_drop",
    "low": "100",
    "sentence_id": "n",
}
RELATIVE = {
    "text_vi": "giảm 15 đến 20% tổng số hộ nghèo",
    "indicator_id": "poor_household_relative_drop",
    "kind": "drop_relative",
    "comparator": "range",
    "low": "15",
    "high": "20",
    "measure_unit": "%",
    "sentence_id": "r",
}
LEVEL = {
    "text_vi": "tỷ lệ hộ nghèo còn 8,2%",
    "indicator_id": "poor_household_rate",
    "kind": "level",
    "comparator": "<=",
    "low": "8.2",
    "measure_unit": "%",
    "sentence_id": "r",
}
INSURED = {
    "text_vi": "dân số tham gia bảo hiểm y tế 98%",
    "indicator_id": "health_insurance_rate",
    "kind": "level",
    "low": "98",
    "measure_unit": "%",
}


def stated(
    stated_id: str, value: str, indicator_id: str = "", unit: str = "hộ", **more: str
) -> dict[str, str]:
    number = value.replace(".", ",")
    return {
        "stated_id": stated_id, "text_vi": f"{number} {unit}", "name_vi": stated_id, "indicator_id": indicator_id,
        "period": "2019", "value": value, "measure_unit": unit, **more,
    }  # fmt: skip


def findings(
    texts: Mapping[str, str], text: str, known: Mapping[tuple[str, str], int] | None = None, **files: str
) -> list[PlanFinding]:
    registry = with_plans(texts, text, **files)
    values = {(name, area, "2019", "QD59_2015"): Decimal(v) for (name, area), v in (known or {}).items()}
    return list(check_plan(registry.plans[PLAN_ID], registry, Figures(values)))


def kinds(found: list[PlanFinding]) -> list[str]:
    return [f"{one.rule}.{one.kind}" for one in found]


def test_a_sound_plan_has_nothing_wrong(texts: dict[str, str]) -> None:
    assert findings(texts, plan_text(INSURED)) == []


def test_a_number_that_the_quotation_lacks_is_a_slip(texts: dict[str, str]) -> None:
    [slip] = findings(texts, plan_text(INSURED | {"low": "89"}))
    assert (slip.rule, slip.kind, slip.target_ids) == ("number", "slip", ("1",))
    assert slip.said_vi == "Số 89 đã nhập không có trong câu trích “dân số tham gia bảo hiểm y tế 98%”."
    assert "The number 89" in slip.said_en


def test_a_number_that_the_note_or_brackets_explain_is_only_noted(texts: dict[str, str]) -> None:
    bare = INSURED | {"text_vi": "dân số tham gia bảo hiểm y tế"}
    assert kinds(findings(texts, plan_text(bare | {"note_vi": "Mức 98% nêu ở đầu câu."}))) == ["number.note"]
    added = INSURED | {"text_vi": "[98%] dân số tham gia bảo hiểm y tế"}
    assert kinds(findings(texts, plan_text(added))) == ["number.note"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỷ lệ hộ cận nghèo còn 8,2%", ["population.slip"]),
        ("tỷ lệ hộ nghèo còn 8,2%", []),
        ("tỷ lệ còn 8,2%", []),
        # The longest name counts: this one is of the workers with a certificate.
        ("lao động qua đào tạo được cấp chứng chỉ 8,2%", ["population.slip"]),
    ],
)
def test_a_quotation_must_name_the_population_of_its_indicator(
    texts: dict[str, str], text: str, expected: list[str]
) -> None:
    found = findings(texts, plan_text({**LEVEL, "text_vi": text, "sentence_id": "only"}))
    assert [k for k in kinds(found) if k.startswith("population")] == expected


def test_trained_is_not_trained_with_certificate(texts: dict[str, str]) -> None:
    wide = {
        "text_vi": "tỷ lệ lao động qua đào tạo được cấp chứng chỉ 40%",
        "indicator_id": "trained_worker_rate", "kind": "level", "low": "40", "measure_unit": "%",
    }  # fmt: skip
    assert "population.slip" in kinds(findings(texts, plan_text(wide)))
    plain = wide | {"text_vi": "tỷ lệ lao động qua đào tạo 40%"}
    assert "population.slip" not in kinds(findings(texts, plan_text(plain)))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"measure_unit": "%"}, "fit.slip"),
        ({"kind": "level"}, "fit.slip"),
        ({"comparator": "<="}, "direction.slip"),
    ],
)
def test_kind_unit_and_direction_must_fit_the_indicator(
    texts: dict[str, str], change: dict[str, str], expected: str
) -> None:
    assert expected in kinds(findings(texts, plan_text({**DROP, **change})))
    assert kinds(findings(texts, plan_text(DROP))) == []


def test_a_coverage_needs_a_denominator(texts: dict[str, str]) -> None:
    file = "indicators/services.yaml"
    without = texts[file].replace("denominator: [population_persons]", "denominator: []")
    covered = INSURED | {"kind": "coverage"}
    assert "denominator.needs" in kinds(findings(texts, plan_text(covered), **{file: without}))
    assert kinds(findings(texts, plan_text(covered))) == []


def test_two_lines_that_imply_different_wholes_are_a_slip(texts: dict[str, str]) -> None:
    """200 / 2 % = 10.000 (8.000 to 13.333) and 300 / 1 % = 30.000 (20.000 to 60.000)."""
    apart = NEAR_COUNT_DROP | {"low": "300", "text_vi": "giảm 300 hộ cận nghèo"}
    found = findings(texts, plan_text(DROP, COUNT_DROP, NEAR_DROP, apart))
    assert "lines.slip" in kinds(found)
    found = findings(texts, plan_text(DROP, COUNT_DROP, NEAR_DROP, NEAR_COUNT_DROP))
    assert "lines.agrees" in kinds(found)


def test_more_at_the_start_than_the_whole_is_a_slip(texts: dict[str, str]) -> None:
    """200 households are 2 points of at most 13.333; 20.000 cannot have been poor."""
    many = LEFT | {"low": "19800", "text_vi": "còn 19.800 hộ nghèo"}
    assert "sentence.slip" in kinds(findings(texts, plan_text(DROP, COUNT_DROP, many)))
    assert "sentence.agrees" in kinds(findings(texts, plan_text(DROP, COUNT_DROP, LEFT)))


@pytest.mark.parametrize(
    ("poor", "households", "expected"),
    [
        (1000, 10_000, ["opening.agrees", "whole.agrees"]),
        (1001, 13_000, ["opening.slip", "whole.agrees"]),
        (1000, 14_000, ["opening.agrees", "whole.slip"]),
    ],
)
def test_a_sentence_is_held_against_the_figures_of_the_year_before(
    texts: dict[str, str], poor: int, households: int, expected: list[str]
) -> None:
    known = {("poor_household_count", "06"): poor, ("resident_household_count", "06"): households}
    found = kinds(findings(texts, plan_text(DROP, COUNT_DROP, LEFT), known))
    assert sorted(k for k in found if k.split(".")[0] in {"opening", "whole"}) == expected


def test_a_relative_drop_needs_a_base_and_says_what_it_means_once_there_is_one(texts: dict[str, str]) -> None:
    text = plan_text(RELATIVE)
    assert kinds(findings(texts, text)) == ["base.needs"]
    [note] = findings(texts, text, {("poor_household_count", "06"): 1000})
    assert "giảm 15 đến 20% là giảm 150 đến 200 hộ, còn 800 đến 850 hộ" in note.said_vi


@pytest.mark.parametrize(
    ("households", "expected"),
    [(None, "level_and_share.needs"), (10_000, "level_and_share.agrees"), (20_000, "level_and_share.slip")],
)
def test_a_level_beside_a_relative_drop_must_lead_to_the_same_count(
    texts: dict[str, str], households: int | None, expected: str
) -> None:
    """8,2 % of 10.000 is 820, within 800 to 850; of 20.000 it is 1.640."""
    known = {("poor_household_count", "06"): 1000}
    if households:
        known["resident_household_count", "06"] = households
    assert expected in kinds(findings(texts, plan_text(RELATIVE, LEVEL), known))


def test_figures_of_another_standard_are_no_base(texts: dict[str, str]) -> None:
    registry = with_plans(texts, plan_text(RELATIVE))
    other = Figures({("poor_household_count", "06", "2019", "ND07_2021"): Decimal(1000)})
    assert kinds(list(check_plan(registry.plans[PLAN_ID], registry, other))) == ["base.needs"]


def test_compiled_figures_count_in_their_last_status_and_only_when_complete(registry: Registry) -> None:
    def row(status: str, value: int, *, complete: bool = True) -> dict[str, Any]:
        return {
            "indicator_id": "i", "territory_code": "06", "period": "2019", "standard_id": "s",
            "figure_status": status, "actual": Decimal(value), "is_complete": complete,
        }  # fmt: skip

    rows = [row("chinh_thuc", 2), row("so_bo", 1), row("phe_duyet", 3, complete=False)]
    assert Figures.of(rows, registry.figure_statuses).values == {("i", "06", "2019", "s"): Decimal(2)}


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([stated("a", "100", "poor_household_count"), stated("b", "10.0", "poor_household_rate", "%")],
         ["stated_rates.note"]),
        ([stated("a", "100", "poor_household_count"), stated("b", "10.0", "poor_household_rate", "%"),
          stated("c", "1000", "resident_household_count")], ["stated_rates.agrees"]),
        ([stated("a", "100", "poor_household_count"), stated("b", "10.0", "poor_household_rate", "%"),
          stated("c", "1010", "resident_household_count")], ["stated_rates.slip"]),
        ([stated("a", "200"), stated("b", "50", part_of="a"), stated("c", "25.0", unit="%", share_of="b")],
         ["stated_share.agrees"]),
        ([stated("a", "200"), stated("b", "50", part_of="a"), stated("c", "26.0", unit="%", share_of="b")],
         ["stated_share.slip"]),
        ([stated("a", "200"), stated("b", "201", part_of="a")], ["stated_part.slip"]),
        ([stated("a", "50"), stated("b", "30", sums_to="a"), stated("c", "20", sums_to="a")],
         ["stated_sum.agrees"]),
        ([stated("a", "50"), stated("b", "30", sums_to="a"), stated("c", "21", sums_to="a")],
         ["stated_sum.slip"]),
        ([stated("a", "8.0", "poor_household_rate", "%"),
          stated("b", "2.0", "poor_household_rate_drop", "điểm %")], ["stated_drop.note"]),
    ],
)  # fmt: skip
def test_stated_figures_are_held_against_each_other(
    texts: dict[str, str], figures: list[dict[str, str]], expected: list[str]
) -> None:
    found = kinds(findings(texts, plan_text(INSURED, stated=figures)))
    assert found == expected


@pytest.mark.parametrize(("comparator", "word"), [(">=", "không quá"), (">", "dưới")])
def test_a_drop_from_a_stated_rate_leads_to_a_level(
    texts: dict[str, str], comparator: str, word: str
) -> None:
    rate = stated("a", "8.5", "poor_household_rate", "%")
    [note] = findings(texts, plan_text({**DROP, "comparator": comparator}, stated=[rate]))
    assert f"8,5% năm 2019 (theo văn bản kế hoạch) giảm 2 điểm % thì năm 2020 {word} 6,5%" in note.said_vi


def test_an_aim_that_nobody_reports_on_is_named(texts: dict[str, str]) -> None:
    jobs = {
        "text_vi": "5.000 lao động được giải quyết việc làm mới",
        "indicator_id": "new_job_count", "kind": "count", "low": "5000", "measure_unit": "người",
    }  # fmt: skip
    [needs] = findings(texts, plan_text(jobs))
    assert (needs.rule, needs.kind) == ("owed", "needs")
    assert "“Số lao động được giải quyết việc làm mới”" in needs.said_vi


def test_a_drop_needs_a_duty_in_the_year_before_as_well(texts: dict[str, str]) -> None:
    duties = small_texts(texts)["obligations.csv"].replace(",2017,2021,", ",2020,2021,")
    [needs] = findings(texts, plan_text(DROP), **{"obligations.csv": duties})
    assert needs.kind == "needs"
    assert needs.said_vi.endswith("kỳ 2019.")


def test_a_duty_elsewhere_does_not_count(texts: dict[str, str]) -> None:
    """Only Chợ Đồn owes the review then; the plan is that of Bạch Thông."""
    duties = small_texts(texts)["obligations.csv"].replace("each:district,F01,06,", "each:commune,F01,064,")
    text = plan_text({**LEVEL, "sentence_id": "l"}, territory_code="063", plan_id="063-2020-kh")
    registry = with_plans(texts, text, **{"obligations.csv": duties})
    found = check_plan(registry.plans["063-2020-kh"], registry)
    assert kinds(list(found)) == ["owed.needs"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",true,", ",true,", []),
        ("2018-01-01,,true,", "2018-01-01,,false,", ["group.note"]),
        ("2018-01-01,,", "2018-01-01,2020-01-01,", ["group.needs"]),
    ],
)
def test_a_group_must_hold_and_should_be_verified(
    texts: dict[str, str], old: str, new: str, expected: list[str]
) -> None:
    groups = small_texts(texts)["groups.csv"].replace(old, new)
    grouped = DROP | {"group_id": "poor_communes"}
    assert kinds(findings(texts, plan_text(grouped), **{"groups.csv": groups})) == expected


def test_amended_targets_are_what_is_checked(texts: dict[str, str]) -> None:
    changed = {"target_id": "1", "name_vi": "Chỉ tiêu 1", "comparator": ">=", **INSURED, "low": "95"}
    amendment = {
        "document_vi": "Quyết định 2", "issued_on": "2020-06-01", "in_force_from": "2020-06-01",
        "reason_vi": "điều chỉnh", "targets": [changed],
    }  # fmt: skip
    [slip] = findings(texts, plan_text(INSURED, amendments=[amendment]))
    assert "Số 95" in slip.said_vi


def test_tasks_are_counted_with_their_updates(texts: dict[str, str]) -> None:
    task = {
        "target_id": "1",
        "text_vi": "đẩy mạnh tuyên truyền",
        "name_vi": "Tuyên truyền",
        "kind": "qualitative",
    }
    updates = (
        "plan_id,target_id,updated_on,state,note_vi,source\n06-2020-kh,1,2020-06-01,in_progress,,báo cáo\n"
    )
    [note] = findings(texts, plan_text(targets=[task]), **{"task_updates.csv": updates})
    assert note.said_vi.startswith("1 chỉ tiêu định tính")
    assert note.said_vi.endswith("cập nhật: 1.")
