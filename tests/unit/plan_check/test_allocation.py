"""District plans under the plan of their province: summed once all are known, never before."""

import pytest

from tests.plan_texts import plan_text, with_plans
from transforms.plan_check import check_plan
from transforms.registry import Registry

JOBS = {"text_vi": "300 người", "indicator_id": "new_job_count", "kind": "count", "measure_unit": "người"}
PROVINCE = plan_text({**JOBS, "low": "300"})


def district(code: str, *amounts: str) -> str:
    """The plan of a district that carries out the province's, with or without its share of the jobs."""
    targets = [{**JOBS, "text_vi": f"{amount} người", "low": amount} for amount in amounts]
    return plan_text(*targets, plan_id=f"{code}-2020-kh", territory_code=code, parent_plan_id="06-2020-kh")


def said(registry: Registry, plan_id: str = "06-2020-kh") -> list[tuple[str, str]]:
    found = check_plan(registry.plans[plan_id], registry)
    return [(one.kind, one.said_vi) for one in found if one.rule in {"allocation", "allocated", "parent"}]


def test_a_plan_that_nothing_hangs_under_has_no_allocation(texts: dict[str, str]) -> None:
    assert said(with_plans(texts, PROVINCE)) == []


def test_nothing_is_summed_while_a_district_is_missing(texts: dict[str, str]) -> None:
    registry = with_plans(texts, PROVINCE, district("063", "100"))
    [(kind, sentence)] = said(registry)
    assert kind == "unsummed"
    assert "mới có kế hoạch của 1/2 đơn vị (Huyện Bạch Thông); còn thiếu Huyện Chợ Đồn." in sentence
    [(kind, sentence)] = said(registry, "063-2020-kh")
    assert kind == "unsummed"
    assert "còn thiếu kế hoạch của 1 đơn vị khác." in sentence


@pytest.mark.parametrize(
    ("shares", "kind", "expected"),
    [
        (("100", "200"), "agrees", "tổng phân bổ 100 + 200 = 300 người bằng con số của kế hoạch cấp trên"),
        (("100", "150"), "slip", "tổng phân bổ 100 + 150 = 250 người, kế hoạch cấp trên ghi 300 người"),
    ],
)
def test_the_sum_of_all_districts_is_held_against_the_provinces_figure(
    texts: dict[str, str], shares: tuple[str, str], kind: str, expected: str
) -> None:
    first, second = shares
    registry = with_plans(texts, PROVINCE, district("063", first), district("064", second))
    [(found, sentence)] = said(registry)
    assert found == kind
    assert expected in sentence
    assert said(registry, "063-2020-kh") == []


def test_a_district_plan_without_the_figure_leaves_it_unsummed(texts: dict[str, str]) -> None:
    [(kind, sentence)] = said(with_plans(texts, PROVINCE, district("063", "100"), district("064")))
    assert kind == "unsummed"
    assert "tổng đã biết 100 người của 1/2 đơn vị; còn thiếu Huyện Chợ Đồn" in sentence


def test_without_the_provinces_own_figure_the_sum_has_nothing_to_meet(texts: dict[str, str]) -> None:
    registry = with_plans(texts, plan_text(), district("063", "100"), district("064", "200"))
    [(kind, sentence)] = said(registry)
    assert kind == "unsummed"
    assert sentence.endswith("tổng đã biết 300 người của 2/2 đơn vị; còn thiếu kế hoạch cấp trên.")
