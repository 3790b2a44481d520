# ruff: noqa: E501 -- the sentences of the table stand on one line each
"""The arithmetic that the five plans state, found by the check from the data alone.

Each row: the plan, the kind of finding, and what its sentence must say. The figures were worked out by
hand from the published texts: 2.063 / 0,8 % = 257.875 and 1.295 / 0,5 % = 259.000 households, and so on.
"""

from decimal import Decimal

import pytest

from transforms.plan_check import TROUBLES, Figures, check_plan
from transforms.registry import Registry

QUANG_BINH, BACH_THONG, SON_LA = "44-2024-kh197", "063-2020-kh", "116-2020-kh159"


@pytest.mark.parametrize(
    ("plan_id", "kind", "said"),
    [
        # Quảng Bình: each triple of points, count and remainder is one aim.
        (QUANG_BINH, "agrees", "2.063 + 8.410 = 10.473 hộ đầu kỳ"),
        (QUANG_BINH, "agrees", "2.063 là 0,8 điểm % nên số hộ dân cư khoảng 257,9 nghìn"),
        (QUANG_BINH, "agrees", "tỷ lệ từ khoảng 4,06% xuống 3,26%"),
        (QUANG_BINH, "agrees", "1.295 + 9.084 = 10.379 hộ đầu kỳ"),
        (QUANG_BINH, "agrees", "1.295 là 0,5 điểm % nên số hộ dân cư khoảng 259,0 nghìn"),
        (QUANG_BINH, "agrees", "tỷ lệ từ khoảng 4,01% xuống 3,51%"),
        (QUANG_BINH, "agrees", "257,9 nghìn và 259,0 nghìn; mọi dòng đều chấp nhận từ 242,7 nghìn đến 275,1 nghìn"),
        # Quảng Bình: "số hộ nghèo còn lại là 9.084 hộ" stands in the sentence on near-poor households.
        (QUANG_BINH, "slip", "“số hộ nghèo còn lại là 9.084 hộ” gọi tên “hộ nghèo”, nhưng chỉ tiêu theo dõi “Số hộ cận nghèo”"),
        (QUANG_BINH, "slip", "9.084 + 1.295 = 10.379 là số hộ cận nghèo đầu kỳ, còn “hộ nghèo” còn lại đã được nêu là 8.410"),
        # Sơn La: a level and a relative drop say nothing of each other without the count of the year before.
        (SON_LA, "needs", "0,77%” và “giảm từ 15 đến 20% tổng số hộ nghèo”: cần số hộ nghèo cuối năm 2019 làm gốc"),
        (SON_LA, "unsummed", "Thực hiện kế hoạch 14-2020-kh86"),
        (SON_LA, "unsummed", "còn thiếu kế hoạch của 11 đơn vị khác; kế hoạch đó cũng chưa có con số"),
        ("14-2020-kh86", "unsummed", "mới có kế hoạch của 1/12 đơn vị (Thành phố Sơn La)"),
        # Bạch Thông: the baseline figures of the text agree among themselves.
        (BACH_THONG, "agrees", "1.486 / 17,33% cho số hộ dân cư khoảng 8.575"),
        (BACH_THONG, "agrees", "866 / 10,1% cho số hộ dân cư khoảng 8.574"),
        (BACH_THONG, "agrees", "1.400 / 1.486 = 94,21%, văn bản ghi 94,21%"),
        (BACH_THONG, "agrees", "30 + 1.370 = 1.400"),
        (BACH_THONG, "note", "17,33% năm 2019 và giảm 2,44 điểm % suy ra 19,77% năm 2018"),
        (BACH_THONG, "note", "10,1% năm 2019 và giảm 1,57 điểm % suy ra 11,67% năm 2018"),
        (BACH_THONG, "note", "giảm 2,3 điểm % thì năm 2020 không quá 15,03%"),
        # Thái Nguyên: aims and solutions without a number.
        ("19-2024-kh85", "note", "11 chỉ tiêu định tính được theo dõi theo nhiệm vụ"),
    ],
)  # fmt: skip
def test_the_check_states_the_arithmetic(registry: Registry, plan_id: str, kind: str, said: str) -> None:
    findings = check_plan(registry.plans[plan_id], registry)
    assert any(said in one.said_vi and one.kind == kind for one in findings), [f.said_vi for f in findings]


@pytest.mark.parametrize(
    ("plan_id", "troubles"),
    [
        ("06-2018-qd560", []),
        (BACH_THONG, []),
        ("19-2024-kh85", []),
        ("67-2024-ra-soat", []),
        (QUANG_BINH, ["slip"]),
        (SON_LA, ["needs", "unsummed"]),
        ("14-2020-kh86", ["unsummed"]),
    ],
)
def test_nothing_else_is_wrong(registry: Registry, plan_id: str, troubles: list[str]) -> None:
    findings = check_plan(registry.plans[plan_id], registry)
    assert [one.kind for one in findings if one.kind in TROUBLES] == troubles


def test_the_slip_of_the_text_is_reported_and_never_mended(registry: Registry) -> None:
    plan = registry.plans[QUANG_BINH]
    [slip] = [one for one in check_plan(plan, registry) if one.kind == "slip"]
    [target] = [t for t in plan.targets if t.target_id in slip.target_ids]
    assert target.text_vi == "số hộ nghèo còn lại là 9.084 hộ"
    assert target.indicator_id == "near_poor_household_count"


def test_once_the_base_of_son_la_is_known_both_aims_get_their_numbers(registry: Registry) -> None:
    """From 250 poor households among 26.500: down 15 to 20 % leaves 200 to 212, a level of 0,77 % leaves 202 to 206."""
    known = {
        ("poor_household_count", "116", "2019", "QD59_2015"): 250,
        ("resident_household_count", "116", "2019", "QD59_2015"): 26_500,
    }
    figures = Figures({key: Decimal(value) for key, value in known.items()})
    said = [f.said_vi for f in check_plan(registry.plans[SON_LA], registry, figures)]
    assert (
        "Từ gốc 250 hộ cuối năm 2019 (theo số liệu đã tổng hợp): giảm 15 đến 20% là giảm 38 đến 50 hộ,"
        " còn 200 đến 212 hộ." in said
    )
    assert (
        "Còn 0,77% của số hộ dân cư năm 2019 (26.500, theo số liệu đã tổng hợp) là 202 đến 206 hộ,"
        " trong khoảng 200 đến 212 hộ của mức giảm 15 đến 20%: hai mức khớp nhau." in said
    )
