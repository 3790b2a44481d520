"""Files that are written whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.places import Workspace
from flows.stores import journal
from transforms.errors import StorageFailed

_BLOCK = 1 << 20
_UNFINISHED = ".writing-"


@contextmanager
def storage(what: str, path: Path) -> Iterator[None]:
    """Turn an error of the disk into one that says what was tried and where."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageFailed(f"cannot {what} {path}: {reason}. Valid: a folder this user may write") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the place, flush to disk, then rename: a reader sees the old file or the new one."""
    with storage("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            journal.note(path, sha256(content).hexdigest())
            Path(temporary).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise


def write_json(path: Path, value: Any) -> None:  # noqa: ANN401 -- any JSON value
    """A JSON file, keys sorted, Vietnamese readable."""
    write_whole(path, json_bytes(value))


def json_bytes(value: Any) -> bytes:  # noqa: ANN401 -- any JSON value
    """The bytes of a JSON value: the same value always gives the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode()


def read_json(path: Path) -> Any:  # noqa: ANN401 -- any JSON value
    """The value of a JSON file."""
    with storage("read", path):
        return json.loads(path.read_bytes())


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    digest = sha256()
    with storage("read", path), path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sweep(workspace: Workspace) -> None:
    """Remove what a killed run left half written; the caller holds the lock, so nobody is writing."""
    for room in workspace.written_rooms:
        with storage("sweep", room):
            for path in room.rglob(f"{_UNFINISHED}*"):
                path.unlink()
    for folder in workspace.unfinished_folders():
        shutil.rmtree(folder, ignore_errors=True)
