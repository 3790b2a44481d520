"""Dates, times and durations as a sheet shows them."""

import datetime as dt

import pytest

from flows.stores.workbooks.moments import iso_text, moment_text, period_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2018, 12, 31), "31/12/2018"),
        (dt.datetime(2018, 1, 2), "02/01/2018"),  # noqa: DTZ001
        (dt.datetime(2018, 1, 2, 6, 30), "02/01/2018 06:30:00"),  # noqa: DTZ001
        (dt.time(6, 30), "06:30:00"),
        (dt.timedelta(days=6, hours=1), "145:00:00"),
        (dt.timedelta(seconds=-90), "-0:01:30"),
        ("x", "x"),
    ],
)
def test_a_moment_is_written_as_it_is_shown(value: object, text: str) -> None:
    assert moment_text(value) == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("PT145H00M00S", "145:00:00"),
        ("-PT1H30M", "-1:30:00"),
        ("P6DT1H", "145:00:00"),
        ("PT00H00M01.5S", "0:00:01"),
        ("", ""),
        ("PTxH", "PTxH"),
    ],
)
def test_a_time_of_an_ods_is_in_hours(period: str, text: str) -> None:
    assert period_text(period) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2018-12-31T00:00:00.000", "31/12/2018"),
        ("2018-12-31T06:30:00.000", "31/12/2018 06:30:00"),
        ("1899-12-31T03:20:00.000", "03:20:00"),
        ("a", "a"),
    ],
)
def test_a_date_of_an_xml_workbook(moment: str, text: str) -> None:
    assert iso_text(moment) == text
