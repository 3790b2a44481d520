"""The append-only log: one JSON line an event, each holding the hash of the line before."""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from flows.places import Workspace
from flows.run_context import Clock
from flows.stores.files import storage

_START = "0" * 64


def append(workspace: Workspace, clock: Clock, kind: str, **facts: Any) -> None:  # noqa: ANN401 -- JSON values
    """Write one event; a line that a crash cut off is completed by a new one, never edited."""
    path = workspace.ledger
    with storage("append to", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        previous, is_cut = _tail(workspace)
        entry = {"at": clock.now().isoformat(), "kind": kind, "previous": previous, **facts}
        line = json.dumps(entry, ensure_ascii=False, sort_keys=True)
        with path.open("ab") as file:
            file.write((("\n" if is_cut else "") + line + "\n").encode())
            file.flush()
            os.fsync(file.fileno())


def _tail(workspace: Workspace) -> tuple[str, bool]:
    """The hash of the last line, and whether that line lacks its end."""
    if not workspace.ledger.exists():
        return _START, False
    content = workspace.ledger.read_bytes()
    lines = content.splitlines()
    return (sha256(lines[-1]).hexdigest() if lines else _START), bool(content) and not content.endswith(b"\n")


def entries(workspace: Workspace) -> Iterator[dict[str, Any]]:
    """All events, oldest first; a line that a crash cut off is passed over."""
    if not workspace.ledger.exists():
        return
    with storage("read", workspace.ledger):
        lines = workspace.ledger.read_bytes().splitlines()
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            continue


def last(workspace: Workspace, kind: str) -> dict[str, Any]:
    """The newest event of a kind; empty where there is none."""
    return next((e for e in reversed(list(entries(workspace))) if e["kind"] == kind), {})
