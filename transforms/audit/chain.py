"""The lines of a ledger as a chain: number, hash of the line before, own hash.

Every line holds its number, the hash of the line before and, at its end, its own: the SHA-256 of all that stands
before `, "hash"`. A line is *vouched for* where the line with the next number names its hash; the last one is where
a head that was noted elsewhere does. An entry that was written before lines had hashes has the SHA-256 of its bytes;
what a crash left of a line names no line before it, so that its hash is made of the hash before and its bytes.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

START = "0" * 64
_OWN = re.compile(rb', "hash": "([0-9a-f]{64})"\}\Z')


@dataclass(frozen=True)
class Head:
    """The newest entry at some time: its number and the SHA-256 of its line; 0 and zeros of an empty ledger."""

    entry: int
    line: str


@dataclass(frozen=True)
class Link:
    """One line as the chain sees it: where it stands (from 1), its hash, its number and the hash before that it says.

    A line that says no number has the one that is its turn; what is no entry is taken to name the line before it.
    `is_intact` is False where the hash that the line says of itself is not its own.
    """

    place: int
    line: str
    entry: int
    previous: str
    is_readable: bool = True
    is_intact: bool = True


def entry_line(facts: Mapping[str, Any]) -> tuple[str, str]:
    """The line of an entry, without its line end, and its hash."""
    said = json.dumps(facts, ensure_ascii=False, sort_keys=True)[:-1]
    own = sha256(said.encode()).hexdigest()
    return f'{said}, "hash": "{own}"}}', own


def hash_of(line: bytes) -> str:
    """The hash of an entry as its content gives it, whatever the line says of itself."""
    own = _OWN.search(line)
    return sha256(line[: own.start()] if own else line).hexdigest()


def hash_after(before: str, line: bytes) -> str:
    """The hash of any line behind a line of the hash `before`: of an entry, or of what a crash left of one."""
    return hash_of(line) if entry_of(line) else sha256(before.encode() + line).hexdigest()


def entry_of(line: bytes) -> dict[str, Any] | None:
    """The event of a line; None where the line is no entry of a ledger."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("kind"), str) else None


def number_of(entry: Mapping[str, Any]) -> int | None:
    """The number that an entry says; None where it says none."""
    number = entry.get("entry")
    return number if type(number) is int and number > 0 else None


def links(lines: Iterable[bytes]) -> Iterator[Link]:
    """The lines of a ledger, with or without their line ends, as links."""
    turn, before = 1, START
    for place, line in enumerate(lines, start=1):
        link = _link(place, line.removesuffix(b"\n"), turn, before)
        yield link
        turn, before = link.entry + 1, link.line


def _link(place: int, line: bytes, turn: int, before: str) -> Link:
    digest, found = hash_after(before, line), entry_of(line)
    if found is None:
        return Link(place, digest, turn, before, is_readable=False)
    previous = str(found.get("previous", ""))
    return Link(
        place, digest, number_of(found) or turn, previous, is_intact=found.get("hash", digest) == digest
    )
