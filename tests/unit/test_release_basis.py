"""What a release rests on, piece by piece: which change of the reference makes which piece another one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from transforms.registry import Registry
from transforms.release import Frame
from transforms.release_basis import basis_of, is_within
from transforms.release_content import territories_of_both_years
from transforms.terms.correction import Correction, Given
from transforms.terms.period import Period
from transforms.terms.standard import FigureStatus

OFFICIAL = FigureStatus("chinh_thuc", "Chính thức", 3, ())
PLAN = "063-2020-kh"
CORRECTION = Correction(
    "k1", "01978", date(2004, 8, 31), "poor_households", "2020", "chinh_thuc", "QD59_2015", Given("9"), Given("12"),
    "lý do", "UBND xã", "Công văn số 1", date(2020, 12, 20),
)  # fmt: skip


def basis(registry: Registry, *states: dict[str, Any]) -> dict[str, Any]:
    frame = Frame(registry.plans[PLAN], Period("2020"), OFFICIAL)
    return basis_of(frame, territories_of_both_years(frame, registry), states, registry)


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return [name for name in one if one[name] != other[name]]


def with_target(registry: Registry, **more: Any) -> Registry:
    plan = registry.plans[PLAN]
    targets = (replace(plan.targets[0], **more), *plan.targets[1:])
    return replace(registry, plans={**registry.plans, PLAN: replace(plan, targets=targets)})


def with_indicator(registry: Registry, **more: Any) -> Registry:
    first = next(iter(registry.indicators.values()))
    return replace(registry, indicators={**registry.indicators, first.indicator_id: replace(first, **more)})


def with_rule(registry: Registry, **more: Any) -> Registry:
    versions = (*registry.rule_versions["C09"][:-1], replace(registry.rules["C09"], **more))
    return replace(registry, rule_versions={**registry.rule_versions, "C09": versions})


def with_standard(registry: Registry, **more: Any) -> Registry:
    return replace(registry, standards=(replace(registry.standards[0], **more), *registry.standards[1:]))


@pytest.mark.parametrize(
    ("change", "pieces"),
    [
        (lambda r: with_target(r, low=Decimal(99)), ["targets"]),
        (lambda r: with_target(r, text_vi="câu khác"), ["targets"]),
        (lambda r: with_target(r, note_vi="chú thích khác"), []),
        (lambda r: with_indicator(r, decimals=5), ["indicators"]),
        (lambda r: with_indicator(r, definition_vi="lời khác"), []),
        (lambda r: with_rule(r, severity="note"), ["rules"]),
        (lambda r: with_rule(r, message_vi="lời khác"), []),
        (lambda r: with_standard(r, poor_deprivations=9), ["standards"]),
        (lambda r: with_standard(r, name_vi="tên khác"), []),
    ],
)  # fmt: skip
def test_only_what_decides_a_figure_makes_a_piece_another_one(
    small: Registry, change: Callable[[Registry], Registry], pieces: list[str]
) -> None:
    assert differing(basis(small), basis(change(small))) == pieces


def test_other_units_of_the_plan_are_other_boundaries(small: Registry) -> None:
    district = replace(small.plans[PLAN], territory_code="064")
    other = replace(small, plans={**small.plans, PLAN: district})
    assert differing(basis(small), basis(other)) == ["boundaries"]


@pytest.mark.parametrize(
    ("state", "code", "is_told"),
    [("applied", "01978", True), ("stale", "01978", False), ("applied", "02074", False)],
)
def test_a_correction_is_told_where_it_holds_in_the_area(
    small: Registry, state: str, code: str, is_told: bool
) -> None:
    registry = replace(small, corrections=(replace(CORRECTION, territory_code=code),))
    found = basis(registry, {"correction_id": "k1", "state": state})["corrections"]
    assert list(found) == (["k1"] if is_told else [])
    if is_told:
        assert (found["k1"]["found"], found["k1"]["corrected"], found["k1"]["item_id"]) == (
            "9",
            "12",
            "poor_households",
        )


@pytest.mark.parametrize(
    ("part", "whole", "is_inside"),
    [
        ("2020", "2020", True),
        ("2020-Q3", "2020", True),
        ("2020", "2020-H1", False),
        ("2019", "2020", False),
        ("2020-M07", "2020-H1", False),
    ],
)
def test_a_period_lies_within_another(part: str, whole: str, is_inside: bool) -> None:
    assert is_within(part, whole) is is_inside
