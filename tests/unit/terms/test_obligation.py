"""Obligations become duties: one a submitter, on the map of the period's last day."""

from datetime import date

from tests.builders import day
from transforms.registry import Registry
from transforms.terms.obligation import Obligation, duties_of
from transforms.terms.period import Period


def obligation(rule: str, level: str, due: tuple[int, int] = (12, 14)) -> Obligation:
    return Obligation("06", "Bên gửi", rule, "F01", "06", level, (), "2018", "2020", "chinh_thuc", *due)


def test_each_district_owes_its_own_communes(small: Registry) -> None:
    duties = duties_of(obligation("each:district", "commune"), Period("2020"), small.territories)
    owed = {d.submitter_id: [t.name for t in d.territories] for d in duties}
    assert owed == {
        "063": ["Thị trấn Phủ Thông", "Xã Sĩ Bình", "Xã Tân Tú"],
        "064": ["Xã Phong Huân", "Xã Yên Phong", "Xã Tân Tiến"],
    }


def test_each_commune_owes_itself(small: Registry) -> None:
    duties = duties_of(obligation("each:commune", "commune"), Period("2020"), small.territories)
    assert [(d.submitter_id, [t.code for t in d.territories]) for d in duties][2] == ("01993", ["01993"])
    assert len(duties) == 6


def test_one_submitter_owes_the_whole_area(small: Registry) -> None:
    (duty,) = duties_of(obligation("one", "district"), Period("2020"), small.territories)
    assert (duty.submitter_id, duty.submitter_name_vi, duty.area_code) == ("06", "Bên gửi", "06")
    assert [t.code for t in duty.territories] == ["063", "064"]


def test_the_submitter_of_a_unit_is_named_after_it(small: Registry) -> None:
    duties = duties_of(obligation("each:district", "commune"), Period("2020"), small.territories)
    assert duties[0].submitter_name_vi == "UBND huyện Bạch Thông"


def test_the_map_is_that_of_the_end_of_the_period(small: Registry) -> None:
    duties = duties_of(obligation("each:district", "commune"), Period("2019"), small.territories)
    assert [t.name for t in duties[0].territories][-2:] == ["Xã Tú Trĩ", "Xã Tân Tiến"]


def test_nothing_is_owed_outside_the_years_of_the_obligation(small: Registry) -> None:
    owed = [
        len(duties_of(obligation("one", "commune"), Period(p), small.territories))
        for p in ("2017", "2018", "2020", "2021")
    ]
    assert owed == [0, 1, 1, 0]


def test_a_due_day_in_the_first_half_of_a_year_is_in_the_year_after(small: Registry) -> None:
    due = [
        duties_of(obligation("one", "commune", d), Period("2018"), small.territories)[0].due_date
        for d in ((12, 14), (1, 15))
    ]
    assert due == [date(2018, 12, 14), date(2019, 1, 15)]


def test_the_registry_knows_every_submitter_by_name(small: Registry) -> None:
    assert small.submitters == {
        "063": "UBND huyện Bạch Thông",
        "064": "UBND huyện Chợ Đồn",
        "06-bhxh": "Bảo hiểm xã hội",
    }


def test_the_registry_gives_all_duties_of_a_period(small: Registry) -> None:
    duties = small.duties(Period("2020"))
    assert sorted((d.submitter_id, d.form_id) for d in duties) == [
        ("06-bhxh", "CT01"),
        ("063", "F01"),
        ("063", "F02"),
        ("063", "F03"),
        ("064", "F01"),
        ("064", "F02"),
        ("064", "F03"),
    ]
    assert all(t.is_valid_at(day("2020-12-31")) for d in duties for t in d.territories)
