"""The append-only log: one JSON line an event, numbered, each holding the hash of the line before and its own."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, BinaryIO

from flows.places import Workspace
from flows.run_context import Clock
from flows.stores.files import read_json, storage, write_json
from flows.stores.lines import backwards
from transforms.audit.chain import START, Head, entry_line, entry_of, hash_after, hash_of, number_of

_OWN_NAMES = frozenset({"at", "kind", "once", "entry", "previous", "hash"})


@dataclass(frozen=True)
class _Tail:
    """The newest line: its hash and number, and whether its end is lacking."""

    head: Head
    is_cut: bool


def append(workspace: Workspace, clock: Clock, kind: str, *, once: str = "", **facts: Any) -> str:  # noqa: ANN401 -- JSON values
    """Write one event and give the hash of its line.

    A line that a crash cut off is followed by a new one, never edited. With a key in `once` the event is written
    once: where the newest event of this kind and key says the same facts, its hash is given and nothing is written.
    Only the end of the ledger is read, however long it is, but for a key. Two processes never continue the same line.

    Raises:
        StorageFailed: the ledger cannot be read or written.
    """
    path = workspace.ledger
    with storage("append to", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            own = {"kind": kind, "once": once} if once else {"kind": kind}
            known = _newest(file, own) if once else {}
            if known and _says(known, facts):
                return str(known.get("hash", ""))
            return _write(file, {**facts, **own, "at": clock.now().isoformat()})


def _write(file: BinaryIO, facts: Mapping[str, Any]) -> str:
    tail = _tail(file)
    line, own = entry_line({**facts, "entry": tail.head.entry + 1, "previous": tail.head.line})
    file.write((("\n" if tail.is_cut else "") + line + "\n").encode())
    file.flush()
    os.fsync(file.fileno())
    return own


def _says(entry: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether an entry says these facts and, but for what the ledger adds to every entry, nothing else."""
    said = {name: value for name, value in entry.items() if name not in _OWN_NAMES}
    return bool(said == json.loads(json.dumps(facts)))


def _tail(file: BinaryIO) -> _Tail:
    """The end of the ledger; lines without a number are counted, their numbers are not given again."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        return _Tail(Head(0, START), is_cut=False)
    file.seek(size - 1)
    is_cut = file.read(1) != b"\n"
    unnumbered: list[bytes] = []
    known = Head(0, START)
    for line in backwards(file):
        number = number_of(entry_of(line) or {})
        if number is not None:
            known = Head(number, hash_of(line))
            break
        unnumbered.append(line)
    newest = reduce(hash_after, reversed(unnumbered), known.line)
    return _Tail(Head(known.entry + len(unnumbered), newest), is_cut)


def head(workspace: Workspace) -> Head:
    """The newest line: what an auditor notes down to hold the ledger against later."""
    if not workspace.ledger.exists():
        return Head(0, START)
    with storage("read", workspace.ledger), workspace.ledger.open("rb") as file:
        return _tail(file).head


def seal(workspace: Workspace) -> Head:
    """Keep number and hash of the newest line beside the ledger, so that a cut-off end is found."""
    found = head(workspace)
    write_json(workspace.ledger_head, {"entry": found.entry, "line": found.line})
    return found


def sealed(workspace: Workspace) -> Head | None:
    """What was last sealed; None where nothing was, or where it is no longer a seal."""
    if not workspace.ledger_head.exists():
        return None
    try:
        return Head(**read_json(workspace.ledger_head))
    except (ValueError, TypeError):
        return None


def holds(workspace: Workspace, head: Head) -> bool:
    """Whether the ledger still has the line of a head. Read from the end."""
    if not workspace.ledger.exists():
        return head.entry == 0
    with storage("read", workspace.ledger), workspace.ledger.open("rb") as file:
        return any(hash_of(line) == head.line for line in backwards(file))


def entries(workspace: Workspace) -> Iterator[dict[str, Any]]:
    """All events, oldest first; a line that a crash cut off is passed over."""
    for _, entry in lines(workspace):
        yield entry


def lines(workspace: Workspace) -> Iterator[tuple[str, dict[str, Any]]]:
    """All events with the hashes of their lines, oldest first."""
    if not workspace.ledger.exists():
        return
    with storage("read", workspace.ledger), workspace.ledger.open("rb") as file:
        for line in file:
            found = entry_of(line)
            if found is not None:
                yield hash_of(line.removesuffix(b"\n")), found


def newest(workspace: Workspace, kind: str, **facts: str) -> dict[str, Any]:
    """The newest event of a kind that says all of `facts`; empty where there is none. Read from the end."""
    if not workspace.ledger.exists():
        return {}
    with storage("read", workspace.ledger), workspace.ledger.open("rb") as file:
        return _newest(file, {**facts, "kind": kind})


def _newest(file: BinaryIO, wanted: Mapping[str, str]) -> dict[str, Any]:
    # Most lines say something else: a line is parsed only where every wanted text stands in it.
    texts = [json.dumps(value, ensure_ascii=False).encode() for value in wanted.values()]
    likely = (line for line in backwards(file) if all(text in line for text in texts))
    found = filter(None, map(entry_of, likely))
    return next((e for e in found if all(e.get(name) == value for name, value in wanted.items())), {})


def last(workspace: Workspace, kind: str) -> dict[str, Any]:
    """The newest event of a kind; empty where there is none."""
    return newest(workspace, kind)
