"""Make workbooks by hand: members of a zip, with true or lying headers, an .xls from its records, an .ods."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def members(content: bytes) -> dict[str, bytes]:
    """The members of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, bytes]) -> bytes:
    """A zip of members, right in every respect."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def edited(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one member changed."""
    parts = members(content)
    before = parts.get(name, b"")
    parts[name] = change(before)
    if parts[name] == before:
        raise ValueError(f"{name} is as before")
    return zipped(parts)


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    """A workbook with one member more."""
    return zipped({**members(content), name: data})


def with_cell(content: bytes, reference: str, inner: bytes, attributes: bytes = b"") -> bytes:
    """A workbook with one cell after all others of its first sheet."""
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").encode()
    cell = b'<row r="%s"><c r="%s"%s>%s</c></row></sheetData>' % (row, reference.encode(), attributes, inner)
    return edited(content, SHEET, lambda xml: xml.replace(b"</sheetData>", cell))


@dataclass(frozen=True)
class RawMember:
    """A member as its headers tell it, which need not be true."""

    name: str
    packed: bytes
    declared: int
    checksum: int = 0
    flags: int = 0

    @classmethod
    def true(cls, name: str, data: bytes) -> "RawMember":
        """A member that tells the truth."""
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        return cls(name, packer.compress(data) + packer.flush(), len(data), zlib.crc32(data))


def raw_zip(parts: Sequence[RawMember]) -> bytes:
    """A zip with the headers that its members say."""
    body, directory = b"", b""
    for part in parts:
        name = part.name.encode()
        fields = struct.pack(
            "<HHHHHIIIHH",
            20,
            part.flags,
            8,
            0,
            0x21,
            part.checksum,
            len(part.packed),
            part.declared,
            len(name),
            0,
        )
        place = struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        directory += b"PK\x01\x02\x14\x00" + fields + place + name
        body += b"PK\x03\x04" + fields + name + part.packed
    count = len(parts)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def inflating(before: bytes, filler: bytes, times: int, after: bytes) -> bytes:
    """Deflated bytes that inflate to `filler` repeated, made without ever holding what they inflate to."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(filler) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * times + packer.compress(after) + packer.flush()


def inflated(before: bytes, filler: bytes, times: int, after: bytes) -> tuple[int, int]:
    """Size and checksum of what the same parts of `inflating` inflate to."""
    checksum = zlib.crc32(before)
    for _ in range(times):
        checksum = zlib.crc32(filler, checksum)
    return len(before) + times * len(filler) + len(after), zlib.crc32(after, checksum)
