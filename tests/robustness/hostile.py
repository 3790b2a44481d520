"""Hostile .xlsx files, each made from a good one, with the rules of which one has to answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.robustness.build import (
    SHEET,
    STRINGS,
    RawMember,
    edited,
    inflated,
    inflating,
    members,
    raw_zip,
    with_cell,
    with_member,
    zipped,
)

READ = ""
SPARSE = "R29"
NOTICED = "R28"
_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_VALUE = b"<v>7</v>"
_BLANKS = b" " * 1_000_000


@dataclass(frozen=True)
class Hostile:
    """A file and the rules that may answer it; `READ`, `SPARSE`, `NOTICED`: its figures are those of the good one."""

    name: str
    content: bytes
    rules: frozenset[str]


def killers(good: bytes) -> Iterator[Hostile]:
    """Files that end the usual reader."""
    far = with_cell(good, "XFD1048576", _VALUE)
    yield _case("far cell", far, SPARSE)
    yield _case("far row", with_cell(good, "A1048576", _VALUE), READ, SPARSE)
    wide = with_cell(with_cell(good, "ZZ1000", _VALUE), "ZZ400000", _VALUE)
    yield _case("two cells far apart", wide, SPARSE)
    yield _case("a row that no sheet has", with_cell(good, "A4294967295", _VALUE), "R18")
    yield _case("a column that no sheet has", with_cell(good, "ZZZZZZZZ5", _VALUE), "R18")
    merge = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/>'
    merged = edited(far, SHEET, lambda xml: re.sub(rb"<mergeCells[^>]*>", merge, xml))
    yield _case("17 billion merged cells", merged, "R18", SPARSE, "R05")


def bombs(good: bytes) -> Iterator[Hostile]:
    """Files that grow when they are opened."""
    yield _case("entities", edited(good, SHEET, lambda xml: _entities(xml, _laughs())), "R02", "R18")
    passwd = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    yield _case("external entity", edited(good, SHEET, lambda xml: _entities(xml, passwd)), "R02", "R18")
    yield _case("2 GB of blanks, as declared", _blanks(good, SHEET, b"<sheetData>", 2_000), "R18")
    yield _case(
        "2 GB of blanks, declared as 1 kB", _blanks(good, SHEET, b"<sheetData>", 2_000, 1_000), "R02", "R18"
    )
    yield _case("3 GB of shared strings, declared as 1 kB", _strings(good, 1_000), "R02", "R18")
    large = {f"xl/media/{n}.bin": bytes(1_000) for n in range(6_000)}
    yield _case("6000 members", zipped(members(good) | large), "R18")


def lies(good: bytes) -> Iterator[Hostile]:
    """Files that say what is not so."""
    size = b'<dimension ref="A1:XFD1048576"/>'
    yield _case("17 billion cells declared", edited(good, SHEET, lambda x: _dimension(x, size)), READ)
    turned = b'<dimension ref="Z9:A1"/>'
    yield _case("dimension turned round", edited(good, SHEET, lambda x: _dimension(x, turned)), READ)
    count = edited(good, STRINGS, lambda x: re.sub(rb' count="\d+"', b' count="4294967295"', x))
    yield _case("4 billion shared strings declared", count, READ)
    parts = [RawMember.true(name, data) for name, data in members(good).items()]
    short = [RawMember(p.name, p.packed, 10, p.checksum) for p in parts]
    yield _case("every size declared as 10 bytes", raw_zip(short), "R18")
    wrong = [RawMember(p.name, p.packed, p.declared, 1) for p in parts]
    yield _case("every checksum wrong", raw_zip(wrong), "R02")
    yield _case("a member twice", raw_zip([*parts, *parts]), "R34")


def damaged(good: bytes) -> Iterator[Hostile]:
    """Files that are cut, mixed up or something else."""
    yield _case("0 bytes", b"", "R01")
    yield _case("text", "Kính gửi: đề nghị tổng hợp".encode(), "R03")
    yield _case("zip of something else", zipped({"thu.txt": b"x"}), "R03")
    yield _case("zip in a zip", zipped({"a.zip": zipped({"b.zip": good})}), "R03")
    yield _case("itself within", with_member(good, "xl/embeddings/a.xlsx", good), NOTICED)
    for part in range(1, 16):
        yield _case(f"cut at {part}/16", good[: len(good) * part // 16], "R02")
    yield _case("empty sheet", edited(good, SHEET, lambda _: b""), "R02")
    yield _case("no sheets at all", zipped({"xl/workbook.xml": b"<workbook/>"}), "R01", "R02")
    yield _case("deep nesting", edited(good, SHEET, lambda _: b"<a>" * 200_000), "R01", "R02", "R18")


def crowded(good: bytes) -> Iterator[Hostile]:
    """Files that have far too much of something that may stand in any number."""
    yield _case("255 sheets of the same table", _many_sheets(good, 255), READ)
    yield _case("5000 sheets of the same table", _many_sheets(good, 5_000), READ, "R18")
    formats = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * 1_000_000
    styles = edited(good, _STYLES, lambda xml: xml.replace(b"</cellXfs>", formats + b"</cellXfs>"))
    yield _case("a million cell formats", styles, READ, "R18")
    kinds = b"".join(b'<numFmt numFmtId="%d" formatCode="0.%d%%"/>' % (n, n) for n in range(200, 200_200))
    numbered = edited(
        good, _STYLES, lambda xml: re.sub(rb"<numFmts[^>]*>", b'<numFmts count="1">' + kinds, xml)
    )
    yield _case("200,000 number formats", numbered, READ, "R18")
    names = b"".join(b'<definedName name="n%d">1</definedName>' % n for n in range(200_000))
    book = edited(good, _BOOK, lambda xml: xml.replace(b"<definedNames>", b"<definedNames>" + names))
    yield _case("200,000 defined names", book, READ, "R18")
    merges = b"".join(b'<mergeCell ref="AA%d:AB%d"/>' % (n, n) for n in range(1, 200_001))
    merged = edited(good, SHEET, lambda xml: xml.replace(b"</mergeCells>", merges + b"</mergeCells>"))
    yield _case("200,000 merged ranges", merged, READ, "R18")


def _many_sheets(good: bytes, count: int) -> bytes:
    """A workbook with its first sheet many times under other names."""
    book = members(good)[_BOOK]
    relation = re.search(rb'r:id="([^"]+)"', book)
    if relation is None:
        raise ValueError("the workbook names no sheet")
    listed = b"".join(
        b'<sheet name="S%d" sheetId="%d" r:id="%s"/>' % (n, n + 9, relation[1]) for n in range(count - 1)
    )
    return edited(good, _BOOK, lambda xml: xml.replace(b"</sheets>", listed + b"</sheets>"))


def hanging(good: bytes, sheets: int = 400) -> bytes:
    """A small file that is legal and never ends: many sheets are the same 250 MB of blanks."""
    parts = [RawMember.true(name, data) for name, data in members(good).items()]
    book = members(good)["xl/workbook.xml"]
    relation = re.search(rb'r:id="([^"]+)"', book)
    if relation is None:
        raise ValueError("the workbook names no sheet")
    row = b'<row r="1"><c r="A1" s="1"/></row>' * 1_000
    listed = b"".join(
        b'<sheet name="S%d" sheetId="%d" r:id="%s"/>' % (n, n + 9, relation[1]) for n in range(sheets)
    )
    sheet = (_head(good), row, 7_000, b"</sheetData></worksheet>")
    changed = {
        "xl/workbook.xml": RawMember.true(
            "xl/workbook.xml", book.replace(b"</sheets>", listed + b"</sheets>")
        ),
        SHEET: RawMember(SHEET, inflating(*sheet), *inflated(*sheet)),
    }
    return raw_zip([changed.get(part.name, part) for part in parts])


def all_hostile(good: bytes) -> list[Hostile]:
    """Every hostile file."""
    return [*killers(good), *bombs(good), *lies(good), *damaged(good), *crowded(good)]


def _case(name: str, content: bytes, *rules: str) -> Hostile:
    return Hostile(name, content, frozenset(rules))


def _dimension(xml: bytes, size: bytes) -> bytes:
    return re.sub(rb'<dimension ref="[^"]*"/>', size, xml)


def _entities(xml: bytes, declared: bytes) -> bytes:
    head, body = xml.split(b"?>", 1)
    cell = b'<row r="900"><c r="A900" t="str"><v>&e;</v></c></row></sheetData>'
    return head + b"?>" + declared + body.replace(b"</sheetData>", cell)


def _laughs() -> bytes:
    levels = [b'<!ENTITY l0 "ha">']
    levels += [b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12)]
    return b"<!DOCTYPE a [" + b"".join(levels) + b'<!ENTITY e "&l11;">]>'


def _head(good: bytes) -> bytes:
    return members(good)[SHEET].split(b"<sheetData>")[0] + b"<sheetData>"


def _blanks(good: bytes, name: str, after: bytes, megabytes: int, declared: int = 0) -> bytes:
    """A workbook of which one member inflates to blanks in its midst."""
    parts = [RawMember.true(n, data) for n, data in members(good).items()]
    before, rest = members(good)[name].split(after, 1)
    packed = inflating(before + after, _BLANKS, megabytes, rest)
    bomb = RawMember(name, packed, declared or megabytes * 1_000_000)
    return raw_zip([bomb if part.name == name else part for part in parts])


def _strings(good: bytes, declared: int) -> bytes:
    parts = [RawMember.true(n, data) for n, data in members(good).items() if n != STRINGS]
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    packed = inflating(head, b"<si><t>" + b"x" * 100_000 + b"</t></si>", 30_000, b"</sst>")
    return raw_zip([*parts, RawMember(STRINGS, packed, declared)])
