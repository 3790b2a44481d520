"""What the gate recognises before anything is parsed, and hostile files of the formats beside .xlsx.

The rules: R28 noticed and read on, R33 encrypted, R34 path tricks, R18 beyond the limits.
"""

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.builders import small_registry
from tests.robustness.build import (
    RawMember,
    edited,
    inflated,
    inflating,
    members,
    raw_zip,
    with_member,
    zipped,
)
from tests.robustness.formats import all_formats, biff, compound_file, ods, rows_of, xls_records
from tests.robustness.receipts import answers, figures, good_workbook, limited, rules

pytestmark = pytest.mark.slow
GOOD = good_workbook()
FORMATS = all_formats(GOOD)
ROWS = rows_of(GOOD)


def said(folder: Path, *contents: bytes) -> list[set[str]]:
    """The rules of each file, R17 (cells that no rule explains) aside."""
    found = answers(folder, contents, limited(memory_mb=600, cpu_seconds=10, wall_seconds=20))
    return [rules(answer) - {"R17"} for answer in found]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_table_is_read_alike_from_every_format(name: str, tmp_path: Path) -> None:
    first, other = answers(tmp_path, [GOOD, FORMATS[name]], small_registry())
    assert figures(first)
    assert {key: str(v) for key, v in figures(other).items()} == {
        k: str(v) for k, v in figures(first).items()
    }


def test_an_encrypted_workbook_is_returned_as_such(tmp_path: Path) -> None:
    content = compound_file(bytes(5_000), "EncryptedPackage")
    assert said(tmp_path, content) == [{"R33"}]


def test_an_xls_with_a_password_is_returned_as_such(tmp_path: Path) -> None:
    records = xls_records(ROWS)
    records.insert(1, (0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)))
    assert said(tmp_path, packed(records)) == [{"R33"}]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "xl/../../../a.xml", "..\\..\\a.xml", "C:\\a.xml", "C:/a.xml"],
)
def test_a_path_that_leads_out_of_the_archive_is_refused(name: str, tmp_path: Path) -> None:
    parts = [RawMember.true(n, data) for n, data in members(GOOD).items()]
    assert said(tmp_path, raw_zip([*parts, RawMember.true(name, b"x")])) == [{"R34"}]


@pytest.mark.parametrize(
    "name",
    [
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.bin",
    ],
)
def test_what_a_workbook_carries_beside_its_table_is_said_and_the_table_is_read(
    name: str, tmp_path: Path
) -> None:
    plain, carrying = answers(
        tmp_path, [GOOD, with_member(GOOD, name, b"\xd0\xcf\x11\xe0")], small_registry()
    )
    assert rules(carrying) - rules(plain) == {"R28"}
    assert figures(carrying) == figures(plain)


def test_a_flipped_digit_under_an_old_checksum_is_no_figure(tmp_path: Path) -> None:
    parts = [RawMember.true(n, data) for n, data in members(GOOD).items()]
    wrong = [RawMember(p.name, p.packed, p.declared, p.checksum ^ 1) for p in parts]
    assert said(tmp_path, raw_zip(wrong)) == [{"R02"}]


def test_an_xls_with_a_far_row_costs_one_receipt(tmp_path: Path) -> None:
    far = [*xls_records(ROWS)[:-1], (0x203, struct.pack("<HHHd", 65_535, 16_383, 0, 7.0)), (0x0A, b"")]
    declared = [(k, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0) if k == 0x200 else b) for k, b in far]
    found = said(tmp_path, GOOD, packed(far), packed(declared), GOOD)
    assert found[0] == found[3] == set()
    assert all(one <= {"R18", "R02"} for one in found[1:3])


def test_repeated_rows_and_columns_of_an_ods_cost_one_receipt(tmp_path: Path) -> None:
    row = b'<table:table-row table:number-rows-repeated="1048576">'
    cell = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="7"/>'
    many = edited(
        ods(ROWS),
        "content.xml",
        lambda xml: xml.replace(b"</table:table>", row + cell + b"</table:table-row></table:table>"),
    )
    assert said(tmp_path, GOOD, many, GOOD)[1] <= {"R18", "R02"}


def test_an_ods_that_inflates_to_gigabytes_is_refused(tmp_path: Path) -> None:
    content = (b"<a>", b" " * 1_000_000, 2_000, b"</a>")
    parts = {n: RawMember.true(n, data) for n, data in members(ods(ROWS)).items()}
    parts["content.xml"] = RawMember("content.xml", inflating(*content), *inflated(*content))
    assert said(tmp_path, raw_zip(list(parts.values()))) == [{"R18"}]


def test_a_csv_of_one_endless_line_is_refused_or_read(tmp_path: Path) -> None:
    assert said(tmp_path, b";" * 20_000_000, GOOD)[1] == set()


def test_a_truncated_file_of_any_format_never_raises_past_its_receipt(tmp_path: Path) -> None:
    cut = [content[: len(content) * part // 8] for content in FORMATS.values() for part in range(1, 8)]
    assert not [one for one in said(tmp_path, *cut) if any("Fault" in rule for rule in one)]


def packed(records: Sequence[tuple[int, bytes]]) -> bytes:
    """An .xls of these records; records put before the sheet move it, so its place is written again."""
    begins = [n for n, (kind, _) in enumerate(records) if kind == 0x809]
    start = sum(4 + len(body) for _, body in records[: begins[1]])
    placed = [(k, struct.pack("<I", start) + body[4:] if k == 0x85 else body) for k, body in records]
    return compound_file(b"".join(biff(kind, body) for kind, body in placed))


def test_a_zip_without_a_workbook_is_another_kind_of_file(tmp_path: Path) -> None:
    assert said(tmp_path, zipped({"word/document.xml": b"<a/>"})) == [{"R03"}]
