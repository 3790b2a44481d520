"""A zipped workbook behind its gate: names, sizes and bytes that are checked before any parser sees them."""

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from flows.stores.workbooks.refusal import NotAWorkbook, beyond_limits, damaged, encrypted

MAX_UNPACKED_BYTES = 300_000_000
MAX_MEMBERS = 5_000
MAX_RATIO = 500
# A small file may be packed as tightly as it likes.
_RATIO_MATTERS_FROM = 20_000_000
_KEPT_BYTES = 4_000_000
_TRICK = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|\\|^[A-Za-z]:|\x00")
_PARSED = (".xml", ".rels", ".bin")
# No reader of cells opens these.
_PASSED_OVER = (
    "docprops/",
    "customxml/",
    "xl/theme/",
    "xl/media/",
    "xl/drawings/",
    "xl/charts/",
    "xl/printersettings/",
)
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_DOCTYPE, _WIDE_DOCTYPE = b"<!DOC", "<!DOC".encode("utf-16-le")


class Package:
    """The members of a zipped file by name; every one that a parser would open has its declared size and checksum.

    Raises:
        NotAWorkbook: damaged, encrypted, beyond the limits, or built to lead a reader astray.
    """

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)
        self._members = _members(content)
        self._names = {name.lower(): name for name in self._members}
        self._kept: dict[str, bytes] = {}
        for lowered, name in self._names.items():
            if lowered.endswith(_PARSED) and not lowered.startswith(_PASSED_OVER):
                self._verify(name)

    @property
    def names(self) -> list[str]:
        """The names of all members."""
        return list(self._members)

    def named(self, wanted: str) -> str:
        """The member of that name whatever its letter case; empty where there is none."""
        return self._names.get(wanted.lower(), "")

    def read(self, name: str) -> bytes:
        """The bytes of a member, never more than it declares."""
        kept = self._kept.get(name)
        return self._inflated(self._members[name]) if kept is None else kept

    def _verify(self, name: str) -> None:
        data = self._inflated(self._members[name])
        if _DOCTYPE in data or _WIDE_DOCTYPE in data:
            raise damaged("XML có khai báo DOCTYPE hoặc ENTITY")
        if sum(map(len, self._kept.values())) + len(data) <= _KEPT_BYTES:
            self._kept[name] = data

    def _inflated(self, member: ZipInfo) -> bytes:
        packed = self._packed(member)
        if member.compress_type == ZIP_STORED:
            data = bytes(packed)
        else:
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                data = unpacker.decompress(packed, member.file_size + 1)
            except zlib.error as error:
                raise damaged("dữ liệu nén bị hỏng") from error
        if len(data) > member.file_size:
            raise beyond_limits("dữ liệu nén bung ra lớn hơn kích thước đã khai")
        if len(data) < member.file_size:
            raise damaged("tệp bị cắt cụt hoặc hỏng")
        # calamine stops reading a member before its end, where a checksum would be looked at.
        if zlib.crc32(data) != member.CRC:
            raise damaged("nội dung không khớp mã kiểm tra (CRC-32) của tệp nén")
        return data

    def _packed(self, member: ZipInfo) -> memoryview:
        header = self._content[member.header_offset : member.header_offset + _LOCAL_HEADER]
        if bytes(header[:4]) != b"PK\x03\x04" or len(header) < _LOCAL_HEADER:
            raise damaged("tệp bị cắt cụt hoặc hỏng")
        skipped = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        start = member.header_offset + _LOCAL_HEADER + skipped
        return self._content[start : start + member.compress_size]


def _members(content: bytes) -> dict[str, ZipInfo]:
    try:
        found = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise damaged("tệp bị cắt cụt hoặc hỏng") from error
    _pass_sizes(found)
    _pass_names(found)
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in found):
        raise encrypted()
    if any(member.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for member in found):
        raise damaged("kiểu nén không dùng trong bảng tính")
    return {member.filename: member for member in found}


def _pass_sizes(members: list[ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise beyond_limits(f"tệp nén gồm {len(members)} mục, giới hạn {MAX_MEMBERS}")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise beyond_limits("dữ liệu nén bung ra quá lớn")
    if unpacked > _RATIO_MATTERS_FROM and unpacked > MAX_RATIO * packed:
        raise beyond_limits("dữ liệu nén quá chặt so với một bảng tính")


def _pass_names(members: list[ZipInfo]) -> None:
    names = Counter(member.orig_filename.lower() for member in members)
    for member in members:
        # `filename` is cut at a NUL byte and has its separators changed: the name as stored tells.
        name = member.orig_filename
        if _TRICK.search(name):
            raise NotAWorkbook("R34", detail="mục có đường dẫn ra ngoài tệp")
        if names[name.lower()] > 1:
            raise NotAWorkbook("R34", detail="hai mục cùng tên")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise NotAWorkbook("R34", detail="mục là liên kết tới tệp khác")
