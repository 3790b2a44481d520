"""Judge a chain of lines: which were changed, removed, inserted or moved, whatever was done to them.

A line is *vouched for* where the line with the next number names its hash; the last one is where a head that was
noted elsewhere does.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.audit.chain import START, Head, Link

# The kind of an entry that says: the head that the run before had noted is not in the ledger any more.
SEAL_BROKEN = "seal_broken"


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
