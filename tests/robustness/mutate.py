"""Change a valid file a little: its bytes, the records of an .xls, the members of a zip under a right checksum."""

import random
import re
import struct
from collections.abc import Callable

from tests.robustness.build import members, zipped
from tests.robustness.formats import compound_file

_NASTY = (
    b"0", b"-1", b"1", b"99999999999999999999", b"4294967295", b"2147483648", b"1e308", b"NaN", b"A1:XFD1048576",
    b"XFD1048576", b"ZZZZZZZ9", b"A0", b"", b"&#0;", b"&lt;", "Xã Sĩ Bình".encode(), b"\xff\xfe", b"=1+1", b"#REF!",
    b"inf", b"a", b"1" * 5000,
    b"2024-13-45T99:99:99", b"PT99999999999H", b"true", b"shared", b"inlineStr", b"s", b"e", b"d", b"b", b"str",
)  # fmt: skip
_FINE = 0.85  # how many inputs are changed by what their format is made of; of the others any bytes
_TOKEN = re.compile(rb'(?<==")[^"]*(?=")|(?<=>)[^<]+(?=<)')
_FIELD = re.compile(rb"([;\t\n])")
_ELEMENT = re.compile(rb"<[^>]+>")


def mutated(content: bytes, rng: random.Random) -> bytes:
    """One to four changes of a kind that suits the format."""
    way: Callable[[bytes, random.Random], bytes] = _bytes_changed
    if rng.random() < _FINE:
        way = {b"PK": _member_changed, b"\xd0\xcf": _records_changed}.get(content[:2], _text_changed)
    for _ in range(rng.randint(1, 4)):
        content = way(content, rng)
    return content


def _bytes_changed(content: bytes, rng: random.Random) -> bytes:
    if not content:
        return rng.randbytes(rng.randint(1, 100))
    data = bytearray(content)
    start = rng.randrange(len(data))
    end = min(len(data), start + rng.choice((1, 2, 4, 16, 512)))
    match rng.randrange(6):
        case 0:
            for _ in range(rng.randint(1, 8)):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        case 1:
            del data[start:end]
        case 2:
            data[start:start] = data[start:end] * rng.choice((1, 2, 50))
        case 3:
            data[start:start] = rng.randbytes(end - start)
        case 4:
            data[start:end] = rng.choice((b"\0", b"\xff", b"\x7f")) * (end - start)
        case _:
            del data[start:]
    return bytes(data)


def _member_changed(content: bytes, rng: random.Random) -> bytes:
    try:
        parts = members(content)
    except Exception:  # noqa: BLE001 -- an earlier change broke the zip: then its bytes are changed
        return _bytes_changed(content, rng)
    name = rng.choice([*parts, *[n for n in parts if "sheet" in n.lower() or n.endswith("content.xml")] * 3])
    is_text = name.endswith((".xml", ".rels"))
    change = rng.choices((_tokens_changed, _elements_changed, _bytes_changed), (8, 4, 1))[0]
    parts[name] = (change if is_text else _bytes_changed)(parts[name], rng)
    if rng.random() < 0.03:
        del parts[rng.choice(list(parts))]
    return zipped(parts)


def _text_changed(content: bytes, rng: random.Random) -> bytes:
    """Values and elements of a page or an XML workbook, fields of delimited text."""
    if content.lstrip().startswith(b"<"):
        return rng.choices((_tokens_changed, _elements_changed, _bytes_changed), (8, 4, 1))[0](content, rng)
    parts = _FIELD.split(content)
    for _ in range(rng.randint(1, 3)):
        parts[rng.randrange(len(parts))] = rng.choice((*_NASTY, b";", b'"', b"\r\n", b"\t" * 20_000))
    return b"".join(parts)


def _tokens_changed(xml: bytes, rng: random.Random) -> bytes:
    """Values of attributes and texts: replaced by nasty ones or by each other."""
    found = list(_TOKEN.finditer(xml))
    for _ in range(rng.randint(1, 3)):
        if not found:
            return xml
        at = found.pop(rng.randrange(len(found)))
        new = rng.choice(_NASTY) if rng.random() < 0.7 or not found else rng.choice(found)[0]
        xml = xml[: at.start()] + new + xml[at.end() :]
        found = list(_TOKEN.finditer(xml))
    return xml


def _elements_changed(xml: bytes, rng: random.Random) -> bytes:
    """Stretches of elements: taken out, repeated, put elsewhere."""
    places = [at.start() for at in _ELEMENT.finditer(xml)]
    if len(places) < 3:
        return xml
    start = rng.randrange(len(places) - 1)
    stop = min(len(places) - 1, start + rng.choice((1, 2, 3, 40)))
    piece = xml[places[start] : places[stop]]
    rest = xml[: places[start]] + xml[places[stop] :]
    match rng.randrange(3):
        case 0:
            return rest
        case 1:
            return xml[: places[start]] + piece * rng.choice((2, 30)) + xml[places[stop] :]
        case _:
            to = rng.choice(places)
            return xml[:to] + piece + xml[to:]


def _records_changed(content: bytes, rng: random.Random) -> bytes:
    """Records of the stream of an .xls: another kind, length, content, order; then packed again."""
    stream = bytearray(content[512:])
    records: list[tuple[int, bytes]] = []
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        records.append((kind, bytes(stream[at + 4 : at + 4 + size])))
        at += 4 + size
        if kind == 0 and size == 0:
            break
    n = rng.randrange(len(records))
    kind, body = records[n]
    match rng.randrange(5):
        case 0:
            kind = rng.choice(
                [k for k, _ in records] + [0xFC, 0x3C, 0x06, 0x18, 0xBD, 0xE5, 0x85, 0x31, 0xE0, 0x41E]
            )
        case 1:
            body = _bytes_changed(body, rng)
        case 2:
            body = body + rng.randbytes(rng.choice((1, 4, 200)))
        case 3:
            body = body[: rng.randrange(len(body) + 1)]
        case _:
            records.insert(rng.randrange(len(records)), records[n])
    records[n] = (kind, body)
    said = [len(b) for _, b in records]
    if rng.random() < 0.3:
        said[n] = rng.choice((0, 1, 0xFFFF, said[n] + 1, max(0, said[n] - 1)))
    packed = b"".join(struct.pack("<HH", k, s & 0xFFFF) + b for (k, b), s in zip(records, said, strict=True))
    return compound_file(packed)
