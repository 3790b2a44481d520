"""A series in time: its order, its breaks where the poverty standard changes, and what cannot be divided."""

from typing import Any

from tests.builders import day
from transforms.registry import Registry
from transforms.series import Series, series_of

OLD, NEW = "QD59_2015", "ND07_2021"


def row(period: str, standard: str = OLD, status: str = "chinh_thuc", **more: Any) -> dict[str, Any]:
    return {
        "territory_code": "063",
        "territory_valid_from": day("2004-08-31"),
        "territory_name": "Huyện Bạch Thông",
        "period": period,
        "figure_status": status,
        "standard_id": standard,
        "divided_codes": [],
    } | more


def places(series: Series) -> list[tuple[str, str, str]]:
    return [(p.row["period"], p.row["standard_id"], p.row["figure_status"]) for p in series.points]


def test_the_year_of_change_stands_under_both_standards_with_one_break_between_them(small: Registry) -> None:
    """The id of the new standard sorts before that of the old one; the first days of the two decide."""
    rows = [row("2022", NEW), row("2021", NEW), row("2021", OLD), row("2020", OLD)]
    (series,) = series_of(rows, small)
    assert [(p.row["period"], p.row["standard_id"]) for p in series.points] == [
        ("2020", OLD),
        ("2021", OLD),
        ("2021", NEW),
        ("2022", NEW),
    ]
    assert [bool(p.break_before) for p in series.points] == [False, False, True, False]


def test_a_break_names_both_standards(small: Registry) -> None:
    (series,) = series_of([row("2021"), row("2022", NEW)], small)
    names = {s.standard_id: s.name_vi for s in small.standards}
    said = series.points[1].break_before
    assert said == f"đổi chuẩn nghèo: {names[OLD]} → {names[NEW]}; số liệu hai bên không so sánh được"


def test_figures_stand_in_order_of_time_then_of_how_final_they_are(small: Registry) -> None:
    rows = [row("2020"), row("2020", status="so_bo"), row("2020-H1"), row("2019"), row("2020-H2")]
    (series,) = series_of(rows, small)
    assert places(series) == [
        ("2019", OLD, "chinh_thuc"),
        ("2020-H1", OLD, "chinh_thuc"),
        ("2020-H2", OLD, "chinh_thuc"),
        ("2020", OLD, "so_bo"),
        ("2020", OLD, "chinh_thuc"),
    ]
    assert not any(p.break_before for p in series.points)


def test_each_territory_has_its_own_series_though_the_code_is_the_same(small: Registry) -> None:
    before = {"territory_code": "01993", "territory_name": "Xã Tân Tiến"}
    after = {**before, "territory_name": "Xã Tân Tú", "territory_valid_from": day("2020-02-01")}
    found = series_of([row("2019", **before), row("2020", NEW, **after)], small)
    assert [s.territory_name for s in found] == ["Xã Tân Tiến", "Xã Tân Tú"]
    assert not any(p.break_before for s in found for p in s.points)


def test_what_cannot_be_divided_is_named_as_it_was_called_then(small: Registry) -> None:
    rows = [row("2019", divided_codes=["01993", "99999"]), row("2020", divided_codes=["01993"])]
    (series,) = series_of(rows, small)
    assert [p.not_divisible for p in series.points] == [
        ("Xã Tân Tiến (01993)", "99999"),
        ("Xã Tân Tú (01993)",),
    ]
