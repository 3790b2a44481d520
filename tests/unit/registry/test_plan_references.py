"""References inside plans: what names nothing is refused with its file, its place and what would be valid."""

import pytest

from tests.builders import PLAN, small_texts
from transforms.errors import BadReference
from transforms.registry import build_registry

FILE = "plans/063-2020-kh.yaml"
STATED = """\
stated:
  - {stated_id: a, text_vi: 10 hộ, name_vi: a, indicator_id: "", period: "2019", value: "10", measure_unit: hộ}
  - {stated_id: b, text_vi: 4 hộ, name_vi: b, indicator_id: "", period: "2019", value: "4", measure_unit: hộ,
     part_of: a}
"""
AMENDED = """\
amendments:
  - document_vi: Quyết định 1
    issued_on: 2020-06-01
    in_force_from: 2020-07-01
    reason_vi: điều chỉnh
    withdrawn: [t9]
"""
HEADER = "plan_id,target_id,updated_on,state,note_vi,source\n"


def refused(texts: dict[str, str], **changed: str) -> str:
    with pytest.raises(BadReference) as caught:
        build_registry(small_texts(texts) | {k.replace("__", "/"): v for k, v in changed.items()}, "bad")
    return str(caught.value)


@pytest.mark.parametrize(
    ("plan", "parts"),
    [
        (PLAN + "parent_plan_id: 06-2020-kh\n", ("parent_plan_id", "unknown plan 06-2020-kh")),
        (PLAN + "parent_plan_id: 063-2020-kh\n", ("parent_plan_id", "unknown plan 063-2020-kh")),
        (PLAN + STATED.replace("stated_id: b", "stated_id: a"), ("a is stated twice",)),
        (PLAN + STATED.replace("part_of: a", "part_of: c"), ("b names the unknown stated figure c",)),
        (PLAN + STATED.replace("part_of: a", "share_of: b"), ("b names the unknown stated figure b",)),
        (PLAN + STATED.replace('id: ""', "id: poor_homes"), ("unknown indicator poor_homes",)),
        (PLAN + AMENDED, ("unknown target t9",)),
    ],
)
def test_what_a_plan_names_must_exist(texts: dict[str, str], plan: str, parts: tuple[str, ...]) -> None:
    message = refused(texts, **{FILE: plan})
    assert all(part in message for part in (FILE, *parts)), message


def test_a_plan_hangs_under_one_of_a_territory_above(texts: dict[str, str]) -> None:
    beside = PLAN.replace("063", "064")
    message = refused(texts, **{FILE: PLAN + "parent_plan_id: 064-2020-kh\n", "plans/beside.yaml": beside})
    assert "063 does not lie under 064 of 064-2020-kh" in message


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("063-2020-kh9,t1,2020-06-01,done,,báo cáo\n", "unknown plan 063-2020-kh9"),
        ("063-2020-kh,t1,2020-06-01,done,,báo cáo\n", "t1 is no qualitative target"),
        ("063-2020-kh,t1,2020-06-01,finished,,báo cáo\n", "not_started"),
        ("063-2020-kh,t1,2020-06-31,done,,báo cáo\n", "2020-06-31"),
    ],
)
def test_an_update_must_name_a_task_a_day_and_a_state(texts: dict[str, str], row: str, part: str) -> None:
    message = refused(texts, **{"task_updates.csv": HEADER + row})
    assert "task_updates.csv: line 2" in message
    assert part in message


def test_a_share_of_territories_needs_a_known_indicator(texts: dict[str, str]) -> None:
    file = "indicators/poverty.yaml"
    wrong = texts[file].replace("{indicator_id: poor_household_rate,", "{indicator_id: poor_rate,")
    assert "unknown indicator poor_rate" in refused(texts, **{file: wrong})
