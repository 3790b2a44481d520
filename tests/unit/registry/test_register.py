"""Working days, closings, reopenings and corrections: what is refused as bad reference, and how it is said."""

import pytest
import yaml

from tests.builders import day, small_texts
from transforms.errors import BadReference
from transforms.registry import Registry, build_registry

CLOSINGS = "area_code,form_id,period,figure_status,closed_on,accepted_by,document_vi\n"
REOPENINGS = (
    "reopening_id,submitter_id,area_code,form_id,period,figure_status,reason_vi,requested_by,approved_by,"
    "open_from,open_until\n"
)
LEAVE = "a,063,,F01,2019,chinh_thuc,sai,Người A,Người B,2020-03-02,2020-03-06\n"
CORRECTION = {
    "correction_id": "063-1",
    "territory_code": "01978",
    "item_id": "poor_households",
    "period": "2020",
    "figure_status": "chinh_thuc",
    "standard_id": "QD59_2015",
    "found": "20",
    "corrected": "12",
    "reason_vi": "Ghi nhầm hàng",
    "asked_by_vi": "UBND xã Sĩ Bình",
    "document_vi": "Công văn 5/UBND",
    "decided_on": "2021-02-01",
}


def built(texts: dict[str, str], **changed: str) -> Registry:
    files = {path.replace("__", "/"): text for path, text in changed.items()}
    return build_registry(small_texts(texts) | files, "register")


def corrections(*entries: dict[str, str]) -> dict[str, str]:
    return {"corrections__2020.yaml": yaml.safe_dump({"corrections": list(entries)}, allow_unicode=True)}


def test_the_shipped_reference_closes_reopens_and_corrects_nothing(registry: Registry) -> None:
    assert (registry.closings, registry.reopenings, registry.corrections) == ((), (), ())


@pytest.mark.parametrize(
    ("file", "text", "parts"),
    [
        ("working_days.csv", "day,is_working,document_vi\n2026-01-02,yes,x\n", ("line 2", "is_working")),
        ("working_days.csv", "day,is_working,document_vi\n2026-02-30,true,x\n", ("line 2", "2026-02-30")),
        (
            "working_days.csv",
            "day,is_working,document_vi\n2026-01-02,true,x\n2026-01-02,false,y\n",
            ("line 3", "2026-01-02 stands twice"),
        ),
        (
            "closings.csv",
            CLOSINGS + "06,F99,2019,chinh_thuc,2020-01-20,A,B\n",
            ("line 2", "F99", "all, CT01"),
        ),
        ("closings.csv", CLOSINGS + "06,all,2019,xong,2020-01-20,A,B\n", ("line 2", "xong", "so_bo")),
        ("closings.csv", CLOSINGS + "96,all,2019,so_bo,2020-01-20,A,B\n", ("line 2", "unknown area 96")),
        ("closings.csv", CLOSINGS + "06,all,2019,so_bo,2020-01-20,A,B\n" * 2, ("line 3", "stands twice")),
        ("closings.csv", CLOSINGS + "06,all,2019,so_bo,2020-01-20,,B\n", ("line 2", "accepted_by")),
        ("reopenings.csv", REOPENINGS + LEAVE.replace("Người B", "người  A"), ("line 2", "another person")),
        ("reopenings.csv", REOPENINGS + LEAVE.replace(",063,,", ",,,"), ("line 2", "one of submitter_id")),
        (
            "reopenings.csv",
            REOPENINGS + LEAVE.replace(",063,,", ",063,06,"),
            ("line 2", "one of submitter_id"),
        ),
        (
            "reopenings.csv",
            REOPENINGS + LEAVE.replace(",063,,", ",070,,"),
            ("line 2", "unknown submitter 070"),
        ),
        ("reopenings.csv", REOPENINGS + LEAVE.replace("03-06", "03-01"), ("line 2", "before it opens")),
        ("reopenings.csv", REOPENINGS + LEAVE.replace("sai", ""), ("line 2", "reason_vi")),
        ("reopenings.csv", REOPENINGS + LEAVE * 2, ("line 3", "a stands twice")),
    ],
)
def test_a_broken_register_names_file_line_and_what_would_be_valid(
    texts: dict[str, str], file: str, text: str, parts: tuple[str, ...]
) -> None:
    with pytest.raises(BadReference) as caught:
        built(texts, **{file: text})
    assert all(part in str(caught.value) for part in (file, "Valid:", *parts)), str(caught.value)


def test_closings_and_reopenings_are_read(texts: dict[str, str]) -> None:
    closing = CLOSINGS + "06,all,2019,chinh_thuc,2020-01-20,UBND tỉnh,Quyết định 1\n"
    registry = built(texts, **{"closings.csv": closing, "reopenings.csv": REOPENINGS + LEAVE})
    assert registry.closings[0].closed_on == day("2020-01-20")
    assert (registry.reopenings[0].open_from, registry.reopenings[0].approved_by) == (
        day("2020-03-02"),
        "Người B",
    )


def test_a_correction_is_read_with_the_territory_of_the_end_of_its_period(texts: dict[str, str]) -> None:
    [one] = built(texts, **corrections({**CORRECTION, "territory_code": "01993"})).corrections
    assert (one.territory_valid_from, one.found.value, one.corrected.value) == (day("2020-02-01"), 20, 12)
    given = {**CORRECTION, "found": "blank", "territory_valid_from": "2004-08-31"}
    [blank] = built(texts, **corrections(given)).corrections
    assert (blank.found.value, blank.found.state) == (None, "blank")


@pytest.mark.parametrize(
    ("changed", "parts"),
    [
        ({"territory_code": "99999"}, ("063-1", "no territory 99999 in 2020")),
        ({"territory_code": "01987"}, ("063-1", "no territory 01987 in 2020")),
        ({"territory_valid_from": "2020-02-01"}, ("063-1", "no territory 01978")),
        ({"item_id": "people"}, ("unknown item people", "items.csv")),
        ({"figure_status": "xong"}, ("unknown status xong", "so_bo")),
        ({"standard_id": "QD1"}, ("unknown standard QD1", "QD59_2015")),
        ({"corrected": "20.0"}, ("corrected to itself",)),
        ({"found": "hai mươi"}, ("found", "pattern")),
        ({"corrected": "dash"}, ("corrected", "pattern")),
        ({"decided_on": "2021-02-31"}, ("2021-02-31", "is no date")),
        ({"reason_vi": ""}, ("reason_vi",)),
    ],
)
def test_a_correction_that_names_nothing_or_changes_nothing_is_refused(
    texts: dict[str, str], changed: dict[str, str], parts: tuple[str, ...]
) -> None:
    with pytest.raises(BadReference) as caught:
        built(texts, **corrections({**CORRECTION, **changed}))
    assert all(part in str(caught.value) for part in ("corrections/", "Valid:", *parts)), str(caught.value)


def test_two_corrections_of_one_fact_are_refused(texts: dict[str, str]) -> None:
    other = {**CORRECTION, "correction_id": "063-2", "corrected": "13", "territory_valid_from": "2004-08-31"}
    with pytest.raises(BadReference, match="063-2 is about the same fact as 063-1"):
        built(texts, **corrections(CORRECTION, other))
    with pytest.raises(BadReference, match="063-1 stands twice"):
        built(texts, **corrections(CORRECTION, {**CORRECTION, "period": "2019"}))
