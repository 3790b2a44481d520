"""The old container of Office files (OLE2): its directory and its streams, read without a parser of workbooks."""

import struct
from dataclasses import dataclass

from flows.stores.workbooks.refusal import damaged

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_SECTOR_SHIFTS = range(7, 17)
_FIRST_TABLES = 109
_LAST_SECTOR = 0xFFFFFFFA


@dataclass(frozen=True)
class Entry:
    """One line of the directory: a storage or a stream."""

    name: str
    kind: int
    start: int
    size: int


class Compound:
    """The entries of an OLE2 file.

    Raises:
        NotAWorkbook: its chains of sectors lead nowhere.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._open()
        except (struct.error, IndexError) as error:
            raise damaged("tệp bị cắt cụt hoặc hỏng") from error

    def _open(self) -> None:
        shift, mini_shift = struct.unpack_from("<HH", self._content, 30)
        if shift not in _SECTOR_SHIFTS or mini_shift >= shift:
            raise damaged("tệp bị cắt cụt hoặc hỏng")
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        directory, _, self._cutoff, mini_table, _, more = struct.unpack_from("<IIIIII", self._content, 48)
        self._table = self._read_table(more)
        self.entries = [entry for entry in map(_entry, _cut(self._chain(directory), _ENTRY)) if entry.name]
        self._mini_table = _numbers(self._chain(mini_table))
        root = next((entry for entry in self.entries if entry.kind == _ROOT), None)
        if root is None:
            raise damaged("tệp bị cắt cụt hoặc hỏng")
        self._mini = self._chain(root.start)

    @property
    def names(self) -> set[str]:
        """The names of all storages and streams."""
        return {entry.name for entry in self.entries}

    def stream(self, name: str) -> bytes:
        """The bytes of the first stream of that name; empty where there is none."""
        entry = next((e for e in self.entries if e.name == name and e.kind == _STREAM), None)
        if entry is None:
            return b""
        chain = self._chain if entry.size >= self._cutoff else self._mini_chain
        data = chain(entry.start)[: entry.size]
        if len(data) < entry.size:
            raise damaged("tệp bị cắt cụt hoặc hỏng")
        return data

    def _read_table(self, more: int) -> tuple[int, ...]:
        """The table of next sectors, from the places that the header and its continuations name."""
        places = [*struct.unpack_from(f"<{_FIRST_TABLES}I", self._content, 76)]
        seen: set[int] = set()
        while more < _LAST_SECTOR and more not in seen:
            seen.add(more)
            *further, more = _numbers(self._at(more)) or (_LAST_SECTOR,)
            places += further
        return _numbers(b"".join(self._at(place) for place in places if place < _LAST_SECTOR))

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._content[start : start + self._sector]

    def _chain(self, sector: int) -> bytes:
        return b"".join(self._at(one) for one in _followed(sector, self._table))

    def _mini_chain(self, sector: int) -> bytes:
        size = self._mini_sector
        return b"".join(
            self._mini[one * size : (one + 1) * size] for one in _followed(sector, self._mini_table)
        )


def _followed(sector: int, table: tuple[int, ...]) -> list[int]:
    """The sectors of a chain in order; one that returns to itself or leaves the file is damage."""
    found: list[int] = []
    while sector < _LAST_SECTOR:
        if sector >= len(table) or len(found) > len(table):
            raise damaged("tệp bị cắt cụt hoặc hỏng")
        found.append(sector)
        sector = table[sector]
    return found


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data) - size + 1, size)]


def _entry(data: bytes) -> Entry:
    length, kind = struct.unpack_from("<HB", data, 64)
    start, size = struct.unpack_from("<II", data, 116)
    name = data[: min(max(length - 2, 0), 64)].decode("utf-16-le", errors="replace")
    return Entry(name if kind else "", kind, start, size)
