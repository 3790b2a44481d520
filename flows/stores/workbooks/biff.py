"""Records of an .xls stream (BIFF5/8), as far as the gate and the second look need them."""

import struct
from collections.abc import Iterator

from transforms.sheet.grid import Place

_BEGIN, _END = 0x0809, 0x000A
_PASSWORD, _SHEET, _LINKED_BOOK, _FORMULA = 0x002F, 0x0085, 0x01AE, 0x0006
_INSIDE = {b"\x01\x04", b"\x01\x3a"}  # this workbook itself; an add-in
_PROGRAM_SIGN = 3
_WORKSHEET = b"\x00"


def records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """The records of one substream to its end mark; a substream inside it (a chart) is passed over."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 1:
            yield kind, stream[at + 4 : at + 4 + size]
        if depth <= 0:
            return
        at += 4 + size


def is_encrypted(stream: bytes) -> bool:
    """Whether the workbook opens with a password only."""
    return any(kind == _PASSWORD for kind, _ in records(stream))


def links(stream: bytes) -> tuple[bool, bool]:
    """Whether other workbooks are linked, and whether a program is (DDE, OLE)."""
    outside = [d for kind, d in records(stream) if kind == _LINKED_BOOK and d[2:4] not in _INSIDE]
    programs = [_PROGRAM_SIGN in data[4:] for data in outside]
    return not all(programs), any(programs)


def formula_places(stream: bytes) -> list[set[Place]]:
    """The cells that hold a formula, a set for each worksheet in the order of the workbook."""
    sheets = [data for kind, data in records(stream) if kind == _SHEET]
    return [
        _formulas(stream, struct.unpack_from("<I", data)[0]) for data in sheets if data[5:6] == _WORKSHEET
    ]


def _formulas(stream: bytes, start: int) -> set[Place]:
    found = (struct.unpack_from("<HH", data) for kind, data in records(stream, start) if kind == _FORMULA)
    return {(row + 1, column + 1) for row, column in found}
