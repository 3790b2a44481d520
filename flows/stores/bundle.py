"""The published room: a release appears whole, then `latest` points to it."""

import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from flows.stores import journal
from flows.stores.files import storage, write_whole

LATEST = "latest"
MANIFEST = "manifest.json"


def is_latest(folder: Path, release_id: str) -> bool:
    """Whether this release is already there and the latest."""
    link = folder / LATEST
    return (
        (folder / release_id / MANIFEST).exists() and link.is_symlink() and link.readlink().name == release_id
    )


def write_release(folder: Path, release_id: str, files: Mapping[str, bytes]) -> Path:
    """Write all files beside, rename the folder into place, then move the pointer; a release that is there stays."""
    target, unfinished = folder / release_id, folder / f".{release_id}"
    if not target.exists():
        with storage("build", unfinished):
            shutil.rmtree(unfinished, ignore_errors=True)
        for name, content in files.items():
            write_whole(unfinished / name, content)
        with storage("publish", target):
            for name, content in files.items():
                journal.note(target / name, sha256(content).hexdigest())
            unfinished.rename(target)
    point_to(folder, release_id)
    return target


def write_again(folder: Path, release_id: str, files: Mapping[str, bytes]) -> None:
    """Write the files of a release that lies there without a record of it: each is replaced whole."""
    for name, content in files.items():
        write_whole(folder / release_id / name, content)
    point_to(folder, release_id)


def point_to(folder: Path, release_id: str) -> None:
    """Let `latest` point to a release, at once."""
    with storage("point to", folder / release_id):
        pointer = folder / f".{LATEST}"
        pointer.unlink(missing_ok=True)
        pointer.symlink_to(release_id)
        pointer.replace(folder / LATEST)
