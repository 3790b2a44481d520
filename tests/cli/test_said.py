"""What the commands say at the end of a run and of a series, without a run."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.cli.progress import shown_summary
from flows.cli.series import series_text
from flows.cli.texts import Texts
from flows.places import Workspace
from flows.receipts import Checked, Published, PublishedRelease, Received, RunSummary
from tests.builders import small_registry
from transforms.series import Point, Series

VERDICTS = {
    "exceeded": 1, "met": 2, "near": 3, "not_met": 4, "worse": 5, "not_due": 6, "insufficient_data": 7,
    "qualitative": 8,
}  # fmt: skip
RELEASE = PublishedRelease(
    "44-2024-kh197", "Tỉnh Quảng Bình", "Kế hoạch số 197/KH-UBND", "2024-H1", "so_bo", "Sơ bộ", "Preliminary",
    "/w/published/44-2024-kh197/2024-H1-so_bo/abc", "/w/published/44-2024-kh197/2024-H1-so_bo/latest/index.html",
    is_new=True,
)  # fmt: skip


def summary(lang: str) -> list[str]:
    old = replace(RELEASE, plan_id="44", is_new=False, page="/w/a.html")
    done = RunSummary(
        "r",
        through_prefect=False,
        is_anything_new=True,
        received=Received((), files=1, duplicates=0),
        checked=Checked({"accepted": 1}, (), issues=0),
        published=Published((RELEASE, old), VERDICTS),
    )
    return list(shown_summary(done, Workspace(Path("/w")), Texts(lang)))


def test_the_summary_tells_every_outcome_apart() -> None:
    """Met 2 and exceeded 1; not met 4 and worse 5; each of the others by itself."""
    assert summary("vi")[2] == (
        "Chỉ tiêu kế hoạch: đạt hoặc vượt 3 · gần đạt 3 · không đạt 9 · chưa đến hạn 6 · chưa đủ số liệu 7"
        " · định tính 8"
    )
    assert summary("en")[2] == (
        "Targets: met or exceeded 3 · nearly met 3 · not met 9 · not due 6 · insufficient data 7 · qualitative 8"
    )


def test_a_release_is_one_line_with_its_page() -> None:
    assert summary("vi")[3:6] == [
        "Bản công bố, mở bằng trình duyệt (1 bản mới, 1 bản không đổi):",
        "  Tỉnh Quảng Bình: Kế hoạch số 197/KH-UBND · 6 tháng đầu năm 2024 · sơ bộ · không đổi: /w/a.html",
        f"  Tỉnh Quảng Bình: Kế hoạch số 197/KH-UBND · 6 tháng đầu năm 2024 · sơ bộ · mới: {RELEASE.page}",
    ]
    assert summary("en")[5].startswith(
        "  Tỉnh Quảng Bình: Kế hoạch số 197/KH-UBND · 2024-H1 · preliminary · new: "
    )


def point(indicator: str, period: str, status: str, actual: str | None, **more: Any) -> Point:
    row = {
        "indicator_id": indicator, "period": period, "figure_status": status, "standard_id": "QD59_2015",
        "map_date": date(int(period[:4]), 12, 31), "measure_unit": "%", "is_complete": True, "carry_state": "whole",
        "actual": None if actual is None else Decimal(actual), "numerator": Decimal(1486), "denominator": Decimal(8575),
    }  # fmt: skip
    extra = {name: more.pop(name) for name in ("break_before", "not_divisible") if name in more}
    return Point(row | more, extra.get("break_before", ""), extra.get("not_divisible", ()))


def said(lang: str, *points: Point) -> list[str]:
    return list(series_text(Series("063", "Huyện Bạch Thông", points), small_registry(), Texts(lang)))


RATE = "poor_household_rate"


def test_values_of_a_series_stand_under_each_other_with_the_decimals_of_the_indicator() -> None:
    points = (point(RATE, "2019", "so_bo", "17.5"), point(RATE, "2019", "chinh_thuc", "17.33"))
    assert said("vi", *points)[1:] == [
        "  2019  sơ bộ       17,50% = 1.486 / 8.575",
        "  2019  chính thức  17,33% = 1.486 / 8.575",
    ]
    assert said("en", *points)[2] == "  2019  official     17.33% = 1,486 / 8,575"


def test_a_drop_is_not_shown_as_one_part_over_one_whole() -> None:
    drop = point("poor_household_rate_drop", "2019", "chinh_thuc", "2.44", measure_unit="điểm %")
    assert said("vi", drop)[1] == "  2019  chính thức  2,44 điểm %"


def test_breaks_gaps_and_what_cannot_be_divided_are_said() -> None:
    lines = said(
        "vi",
        point(RATE, "2021", "chinh_thuc", None),
        point(RATE, "2022", "chinh_thuc", None, standard_id="ND07_2021", break_before="đổi chuẩn nghèo",
              not_divisible=("Xã Lương Hạ (02155)",)),
        point(RATE, "2023", "chinh_thuc", "9", standard_id="ND07_2021", is_complete=False,
              units_given=3, units_owed=14),
    )  # fmt: skip
    assert lines[1].endswith("chưa tính được")
    assert lines[2].startswith("  ─── đổi chuẩn nghèo: Chuẩn nghèo")
    assert lines[3].endswith(
        "không chia được: Xã Lương Hạ (02155) chia cho nhiều đơn vị mà không có tỷ lệ chia được công bố"
    )
    assert lines[4].endswith("(mới có 3/14 đơn vị)")
