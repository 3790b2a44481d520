"""Judge the lines of a ledger: which were changed, removed, inserted or moved, whatever was done to them.

Every line holds its number, the hash of the line before and, at its end, its own: the SHA-256 of all that stands
before `, "hash"`. A line is *vouched for* where the line with the next number names its hash; the last one is where
a head that was noted elsewhere does. An entry that was written before lines had hashes has the SHA-256 of its bytes;
what a crash left of a line names no line before it, so that its hash is made of the hash before and its bytes.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

START = "0" * 64
# The kind of an entry that says: the head that the run before had noted is not in the ledger any more.
SEAL_BROKEN = "seal_broken"
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


@dataclass(frozen=True)
class Flaw:
    """One thing wrong with the chain.

    `kind` is changed, removed, inserted, moved, cut_tail, other_head, seal_broken, no_seal or unknown_head; cut_off
    is no breach but a line that a crash left unfinished. `first` and `last` are numbers of entries; `place` is the
    line of the file, 0 where none is.
    """

    kind: str
    first: int
    last: int
    place: int = 0

    @property
    def is_breach(self) -> bool:
        """Whether somebody changed what was written."""
        return self.kind != "cut_off"


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


def flaws(chain: Sequence[Link], heads: Iterable[Head] = ()) -> list[Flaw]:
    """Everything wrong with a chain, in order of number; `heads` are ends that it is known to have had."""
    by_entry: dict[int, list[Link]] = {}
    for link in chain:
        by_entry.setdefault(link.entry, []).append(link)
    known = {head.entry: head.line for head in heads if head.entry}
    found = [
        *_removed(by_entry),
        *_inserted(by_entry, known),
        *_changed(by_entry, known),
        *_moved(chain),
        *_ends(by_entry, known),
    ]
    return sorted(found, key=lambda flaw: (flaw.first, flaw.place, flaw.kind))


def _removed(by_entry: dict[int, list[Link]]) -> Iterator[Flaw]:
    for before, after in pairwise([0, *sorted(by_entry)]):
        if after > before + 1:
            yield Flaw("removed", before + 1, after - 1, by_entry[after][0].place)


def _vouchers(by_entry: dict[int, list[Link]], entry: int, known: dict[int, str]) -> set[str]:
    """The hashes that the line with this number may have: those that the next ones name, or that of a known end."""
    named = {link.previous for link in by_entry.get(entry + 1, ())}
    return named or {known[entry]} if entry in known else named


def _inserted(by_entry: dict[int, list[Link]], known: dict[int, str]) -> Iterator[Flaw]:
    """Of several lines with one number, those that nobody vouches for; where nobody does for any, all but the first."""
    for entry, same in by_entry.items():
        if len(same) > 1:
            vouched = [link for link in same if link.line in _vouchers(by_entry, entry, known)]
            genuine = (vouched or same)[0]
            yield from (Flaw("inserted", entry, entry, link.place) for link in same if link is not genuine)


def _changed(by_entry: dict[int, list[Link]], known: dict[int, str]) -> Iterator[Flaw]:
    """Entries that the next one does not vouch for; where that one is itself in doubt, one or both were changed."""
    doubted: list[Link] = []
    for entry in sorted(by_entry, reverse=True):
        same = by_entry[entry]
        vouchers = _vouchers(by_entry, entry, known)
        is_disowned = bool(vouchers) and not any(link.line in vouchers for link in same)
        if is_disowned or not all(link.is_intact for link in same):
            doubted.append(same[0])
        elif not same[0].is_readable and len(same) == 1:
            yield Flaw("cut_off", entry, entry, same[0].place)
    first = by_entry.get(1, [])
    if (
        first
        and all(link.is_readable and link.previous != START for link in first)
        and first[0] not in doubted
    ):
        doubted.append(first[0])
    yield from _ranges(sorted(doubted, key=lambda link: link.entry))


def _ranges(doubted: Sequence[Link]) -> Iterator[Flaw]:
    """Neighbours in doubt as one flaw: each rests on what the other says."""
    run: list[Link] = []
    for link in doubted:
        if run and link.entry != run[-1].entry + 1:
            yield Flaw("changed", run[0].entry, run[-1].entry, run[0].place)
            run = []
        run.append(link)
    if run:
        yield Flaw("changed", run[0].entry, run[-1].entry, run[0].place)


def _moved(chain: Sequence[Link]) -> Iterator[Flaw]:
    for before, after in pairwise(chain):
        if after.entry < before.entry:
            yield Flaw("moved", after.entry, after.entry, after.place)


def _ends(by_entry: dict[int, list[Link]], known: dict[int, str]) -> Iterator[Flaw]:
    """The end is missing, or a head was noted of a ledger that went on otherwise."""
    end = max(by_entry, default=0)
    for entry, line in known.items():
        same = by_entry.get(entry, [])
        if entry > end:
            yield Flaw("cut_tail", end + 1, entry)
        elif entry < end and same and line not in {link.line for link in same}:
            yield Flaw("other_head", entry, entry, same[0].place)
