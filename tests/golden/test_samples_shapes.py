"""Deliveries in other shapes are what they claim, and the program reads from each what its plain twin says."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.stores.reader_jobs import Fault, ReadJob
from flows.stores.reader_pool import read_all
from tests.samples.odd import ENCRYPTED, ODD, PERSONS, SCAN, Odd
from tests.samples.read_back import INBOX, twins
from tests.samples.write import demo_registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.reading import SheetReading

pytestmark = pytest.mark.slow

_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_STARTS = {
    "058/BC ra soat 2017 (chinh thuc).xls": _OLE,
    "060/2017-chinh_thuc/tonghop_2017.xls": _OLE,
    "061/F01-2017.ods": _ZIP,
    "062/Bieu 01 nam 2017.xlsb": _ZIP,
    "063/BC ra soat 2017 (chinh thuc).csv": b"\xef\xbb\xbf",
    "064/2017-chinh_thuc/tonghop_2017.csv": b"\xff\xfe",
    "066/Bieu 01 nam 2017.xls": b"<html>",
    "058/BC ra soat 2018 (chinh thuc).xls": _ZIP,
    "454/BC ra soat 2023 (chinh thuc).xls": _ZIP,
    "455/tonghop_2023.xlsm": _ZIP,
    ENCRYPTED.path: _OLE,
    SCAN.path: b"%PDF",
    PERSONS.path: _ZIP,
}
# What is said of a delivery whose figures are right; nothing of the others.
_NOTED = {
    "058/BC ra soat 2017 (chinh thuc).xls": {"R26"},
    "060/2017-chinh_thuc/tonghop_2017.xls": {"R26"},
    "061/F01-2018.xlsx": {"R35", "R36"},
    "063/BC ra soat 2018 (chinh thuc).xlsx": {"R23"},
    "064/2018-chinh_thuc/tonghop_2018.xlsx": {"R24"},
    "454/BC ra soat 2023 (chinh thuc).xls": {"R17", "R29"},
    "455/tonghop_2023.xlsm": {"R28"},
}
Figure = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[SheetReading, ...]]:
    """What the program reads from every shape, and under "twin/…" from its plain twin."""
    folder = tmp_path_factory.mktemp("twins")
    jobs = {}
    for number, (place, content) in enumerate(twins().items()):
        (folder / str(number)).write_bytes(content)
        jobs |= {place: INBOX / place, f"twin/{place}": folder / str(number)}
    return _read({place: _job(path, place) for place, path in jobs.items()})


def _job(path: Path, place: str) -> ReadJob:
    submitter, *folders, _ = place.removeprefix("twin/").split("/")
    period, _, status = folders[0].partition("-") if folders else ("", "", "")
    return ReadJob(path, Delivery("s1", submitter, period, status))


def _read(jobs: dict[str, ReadJob]) -> dict[str, tuple[SheetReading, ...]]:
    found = {}
    for place, (_, answer) in zip(jobs, read_all(jobs.values(), demo_registry()), strict=True):
        assert not isinstance(answer, Fault), (place, answer)
        found[place] = answer
    return found


def figures(readings: tuple[SheetReading, ...]) -> list[Figure]:
    return sorted(
        (cell.territory_code, cell.item_id, cell.value_state, str(cell.value))
        for reading in readings
        for cell in reading.cells
        if cell.item_id
    )


@pytest.mark.parametrize("place", twins())
def test_a_shape_is_read_as_its_plain_twin(readings: dict[str, tuple[SheetReading, ...]], place: str) -> None:
    found, expected = figures(readings[place]), figures(readings[f"twin/{place}"])
    assert found == expected
    assert len(found) > 20
    said = {finding.rule_id for reading in readings[place] for finding in reading.findings}
    assert said == _NOTED.get(place, set())


@pytest.mark.parametrize("place", _STARTS)
def test_a_file_is_of_its_kind_whatever_its_name_says(place: str) -> None:
    assert (INBOX / place).read_bytes().startswith(_STARTS[place])


def test_texts_are_in_the_encodings_that_they_claim() -> None:
    cp1258 = (INBOX / "065/F01-2017.csv").read_bytes().decode("cp1258")
    assert "Huye\u0323\u0302n" not in cp1258
    assert "HUYÊ\u0323N CHƠ\u0323 MƠ\u0301I" in cp1258
    utf16 = (INBOX / "064/2017-chinh_thuc/tonghop_2017.csv").read_bytes().decode("utf-16")
    assert "HUYỆN CHỢ ĐỒN\t" in utf16


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.rule_id)
def test_a_curious_delivery_has_its_one_answer(odd: Odd) -> None:
    (answer,) = _read({odd.path: _job(INBOX / odd.path, odd.path)}).values()
    assert odd.rule_id in {finding.rule_id for reading in answer for finding in reading.findings}


def test_the_persons_of_the_list_are_nobody() -> None:
    with zipfile.ZipFile(INBOX / PERSONS.path) as archive:
        text = archive.read("content.xml").decode()
    for name in ("Nguyễn Văn A", "Nguyễn Thị B", "Nguyễn Văn C", "người trong danh sách không có thật"):
        assert name in text


def test_the_template_was_sorted_by_name() -> None:
    content = (INBOX / "116-ttyt/bieu chung 2020.xlsx").read_bytes()
    rows = load_workbook(io.BytesIO(content), data_only=True).worksheets[0].values
    numbers = [str(row[0]) for row in rows if str(row[1]).startswith(("Xã ", "Phường "))]
    assert len(numbers) == 12
    assert numbers != sorted(numbers, key=lambda n: [int(part) for part in n.split(".")])
