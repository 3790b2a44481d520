"""What is refused before any parser sees it, by which rule and by what name; what is only noticed."""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from flows.stores.workbooks import NotAWorkbook, package, reader
from tests.stores.workbooks import makers as m
from tests.stores.workbooks.xlsb_maker import xlsb

PLAIN = m.xlsx({(1, 1): "TT", (1, 2): "Xã"})
SHEET = "xl/worksheets/sheet1.xml"


def _refusal(folder: Path, content: bytes) -> NotAWorkbook:
    with pytest.raises(NotAWorkbook) as caught:
        m.opened(folder, content)
    return caught.value


# Other kinds


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "ảnh PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "ảnh JPEG"),
        (b"BM" + bytes(60), "ảnh BMP"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "ảnh"),
        (b"Rar!\x1a\x07\x00", "tệp nén RAR"),
        (b"7z\xbc\xaf\x27\x1c", "tệp nén 7z"),
        (b"{\\rtf1\\ansi}", "văn bản RTF"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4.0 trở về trước"),
        (m.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"}), "văn bản Word (.docx)"),
        (m.zipped({"ppt/presentation.xml": b"<d/>"}), "bản trình chiếu PowerPoint (.pptx)"),
        (m.zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "tệp OpenDocument không phải bảng tính"),
        (m.zipped({"a.xlsx": PLAIN, "b.xlsx": PLAIN}), "tệp nén .zip gồm 2 tệp"),
        (m.compound({"WordDocument": b"x"}), "văn bản Word (.doc)"),
        (m.compound({"PowerPoint Document": b"x"}), "bản trình chiếu PowerPoint (.ppt)"),
        ("Xin gửi sau.\n".encode(), "văn bản không phải bảng"),
        ("Kính gửi: Sở, ngành\nXin gửi sau.\n".encode(), "văn bản không phải bảng"),
        (b'{"a": 1, "b": 2}\n{"a": 1, "b": 2}', "tệp JSON"),
        (b'<?xml version="1.0"?><a/>', "tệp XML không phải bảng tính"),
        (b"<html><body><p>xin ch\xc3\xa0o</p></body></html>", "trang web không có bảng"),
        (bytes(range(256)) * 8, "tệp nhị phân không rõ loại"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_by_its_name(tmp_path: Path, content: bytes, name: str) -> None:
    refusal = _refusal(tmp_path, content)
    assert (refusal.rule_id, refusal.found) == ("R03", name)


def test_an_empty_file_is_told_as_empty(tmp_path: Path) -> None:
    assert _refusal(tmp_path, b"").rule_id == "R01"


@pytest.mark.parametrize(
    "content", [PLAIN, m.xls({(1, 1): "TT"}), m.ods({(1, 1): "TT"}), xlsb({(1, 1): "TT"})]
)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_damaged(tmp_path: Path, content: bytes, share: float) -> None:
    assert _refusal(tmp_path, content[: int(len(content) * share)]).rule_id == "R02"


# Sizes


def test_more_members_than_a_workbook_has(tmp_path: Path) -> None:
    members = {f"xl/media/{number}.png": b"" for number in range(package.MAX_MEMBERS + 1)}
    assert _refusal(tmp_path, m.zipped(members)).rule_id == "R18"


def test_members_that_inflate_beyond_the_limit(tmp_path: Path) -> None:
    content = m.repacked(PLAIN, xl__worksheets__sheet1_dot_xml=b" " * (package.MAX_UNPACKED_BYTES // 10))
    assert _refusal(tmp_path, content).rule_id == "R18"


def test_a_member_that_inflates_larger_than_it_declares(tmp_path: Path) -> None:
    content = _declaring(m.repacked(PLAIN, xl__worksheets__sheet1_dot_xml=b" " * 1_000_000), 1_000_000, 1_000)
    refusal = _refusal(tmp_path, content)
    assert refusal.rule_id == "R18"
    assert "kích thước đã khai" in refusal.detail


def test_a_member_that_inflates_smaller_than_it_declares(tmp_path: Path) -> None:
    sheet = m.member(PLAIN, SHEET)
    assert _refusal(tmp_path, _declaring(PLAIN, len(sheet), len(sheet) + 1)).rule_id == "R02"


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_figure_changed_under_its_old_checksum_is_damage(tmp_path: Path, compression: int) -> None:
    content = m.xlsx({(1, 1): 8575})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[SHEET] = members[SHEET].replace(b"8575", b"8675")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    before, after = (struct.pack("<I", zlib.crc32(d)) for d in (members[SHEET], m.member(content, SHEET)))
    refusal = _refusal(tmp_path, buffer.getvalue().replace(before, after))
    assert (refusal.rule_id, "CRC-32" in refusal.detail) == ("R02", True)


def _declaring(content: bytes, size: int, declared: int) -> bytes:
    return content.replace(struct.pack("<I", size), struct.pack("<I", declared))


def test_a_file_larger_than_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.xlsx"
    with path.open("wb") as file:
        file.truncate(reader.MAX_BYTES + 1)
    with pytest.raises(NotAWorkbook) as caught:
        reader.read_workbook(path)
    assert caught.value.rule_id == "R18"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!-- <a> --><!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    content = m.repacked(PLAIN, xl__worksheets__sheet1_dot_xml=bomb.encode(encoding))
    refusal = _refusal(tmp_path, content)
    assert (refusal.rule_id, "DOCTYPE" in refusal.detail) == ("R02", True)


def test_a_document_type_in_an_xml_workbook_is_refused(tmp_path: Path) -> None:
    content = m.spreadsheetml({(1, 1): "TT"}).replace(
        b"<Workbook", b'<!DOCTYPE w [<!ENTITY a "aaaa">]><Workbook'
    )
    assert _refusal(tmp_path, content).rule_id == "R02"


@pytest.mark.parametrize("start", [" " * 4000, "<!---->" * 600, "<?xml ?>" * 500])
def test_what_begins_like_a_page_is_told_at_once(tmp_path: Path, start: str) -> None:
    assert _refusal(tmp_path, f"{start}<x".encode()).rule_id == "R03"


# Encrypted


def _encrypted_zip() -> bytes:
    content = bytearray(PLAIN)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(sign, at + 1)
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        m.compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}),
        m.compound({"Workbook": m.biff((0x002F, bytes(54)))}),
        m.ods_of("", manifest='<manifest:file-entry manifest:full-path="content.xml">'
                 "<manifest:encryption-data/></manifest:file-entry>"),
        _encrypted_zip(),
    ],
    ids=["xlsx", "xls", "ods", "zip"],
)  # fmt: skip
def test_an_encrypted_file_is_told_as_such(tmp_path: Path, content: bytes) -> None:
    assert _refusal(tmp_path, content).rule_id == "R33"


# Path tricks


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "xl\\sheet.xml", "C:/evil.xml", "xl/a.xml\x00.png"],
)
def test_a_member_that_leads_out_of_the_file(tmp_path: Path, name: str) -> None:
    buffer = io.BytesIO(PLAIN)
    info = zipfile.ZipInfo("x")
    info.filename = name
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info, b"x")
    assert _refusal(tmp_path, buffer.getvalue()).rule_id == "R34"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, "xl/worksheets/SHEET1.xml"])
def test_two_members_of_one_name(tmp_path: Path, name: str) -> None:
    buffer = io.BytesIO(PLAIN)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, b"<worksheet/>")
    assert _refusal(tmp_path, buffer.getvalue()).rule_id == "R34"


def test_a_member_that_is_a_link(tmp_path: Path) -> None:
    buffer = io.BytesIO(PLAIN)
    link = zipfile.ZipInfo("xl/media/image1.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert _refusal(tmp_path, buffer.getvalue()).rule_id == "R34"


# Noticed


def _noticed(folder: Path, content: bytes) -> list[tuple[str, str]]:
    return [(note.rule_id, note.found) for note in m.opened(folder, content).notes]


def _beside(content: bytes, *names: str, data: bytes = b"<x/>") -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return m.zipped({**members, **dict.fromkeys(names, data)})


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (_beside(PLAIN, "xl/vbaProject.bin"), "macro"),
        (_beside(PLAIN, "xl/externalLinks/externalLink1.xml"), "liên kết ra tệp ngoài"),
        (_beside(PLAIN, "xl/externalLinks/externalLink1.xml", data=b"<ddeLink/>"), "liên kết DDE"),
        (_beside(PLAIN, "xl/embeddings/oleObject1.bin"), "đối tượng nhúng"),
        (_beside(PLAIN, "xl/activeX/activeX1.xml", "xl/vbaProject.bin"), "macro, đối tượng nhúng"),
        (_beside(xlsb({(1, 1): "TT"}), "xl/vbaProject.bin"), "macro"),
        (_beside(m.ods({(1, 1): "TT"}), "Basic/Standard/Module1.xml"), "macro"),
        (m.ods_of("", manifest='<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="a/x"/>'),
         "đối tượng nhúng"),
        (m.ods_of('<table:table-source xlink:href="file:///a.ods"/>'), "liên kết ra tệp ngoài"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_cells_is_noticed(tmp_path: Path, content: bytes, found: str) -> None:
    assert _noticed(tmp_path, content) == [("R28", found)]


def test_a_chart_is_nothing_to_notice(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=F01!$A$1:$A$2"})
        sheet.insert_chart("D1", chart)

    assert _noticed(tmp_path, m.xlsx({(1, 1): 1}, more)) == []
    chart_of_ods = (
        '<manifest:file-entry manifest:full-path="Object 1/"'
        ' manifest:media-type="application/vnd.oasis.opendocument.chart"/>'
    )
    assert _noticed(tmp_path, m.ods_of("", manifest=chart_of_ods)) == []


def _old_workbook(*records: tuple[int, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """An .xls of one sheet, with more records in its globals and more storages beside its stream."""
    stream = _workbook_stream()
    added = b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)
    at = 4 + struct.unpack_from("<H", stream, 2)[0]
    moved = bytearray(stream[:at] + added + stream[at:])
    sheet = moved.find(struct.pack("<H", 0x0085), at)
    (start,) = struct.unpack_from("<I", moved, sheet + 4)
    struct.pack_into("<I", moved, sheet + 4, start + len(added))
    return m.compound({"Workbook": bytes(moved)}, storages)


def _workbook_stream() -> bytes:
    from flows.stores.workbooks.ole import Compound

    return Compound(m.xls({(1, 1): "TT"})).stream("Workbook")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (_old_workbook(storages=("_VBA_PROJECT_CUR",)), "macro"),
        (_old_workbook(storages=("MBD0018B21E",)), "đối tượng nhúng"),
        (_old_workbook((0x01AE, struct.pack("<HHB", 1, 8, 0) + b"\x01khac.xls")), "liên kết ra tệp ngoài"),
        (_old_workbook((0x01AE, struct.pack("<HHB", 0, 9, 0) + b"cmd\x03/c calc")), "liên kết DDE"),
    ],
)
def test_what_stands_beside_the_cells_of_an_old_workbook_is_noticed(
    tmp_path: Path, content: bytes, found: str
) -> None:
    book = m.opened(tmp_path, content)
    assert dict(book.grids[0].cells) == {(1, 1): "TT"}
    assert [(note.rule_id, note.found) for note in book.notes] == [("R28", found)]


def test_a_plain_old_workbook_brings_no_note(tmp_path: Path) -> None:
    book = m.opened(tmp_path, _old_workbook())
    assert (dict(book.grids[0].cells), book.notes) == ({(1, 1): "TT"}, ())
