"""The published room: a release appears whole, then `latest` points to it."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from flows.stores.files import storage, write_whole

LATEST = "latest"


def is_latest(folder: Path, release_id: str) -> bool:
    """Whether this release is already there and the latest."""
    link = folder / LATEST
    return (
        (folder / release_id / "manifest.json").exists()
        and link.is_symlink()
        and link.readlink().name == release_id
    )


def write_release(folder: Path, release_id: str, files: Mapping[str, bytes]) -> Path:
    """Write all files beside, rename the folder into place, then move the pointer."""
    target, unfinished = folder / release_id, folder / f".{release_id}"
    if not target.exists():
        with storage("build", unfinished):
            shutil.rmtree(unfinished, ignore_errors=True)
        for name, content in files.items():
            write_whole(unfinished / name, content)
        with storage("publish", target):
            unfinished.rename(target)
    with storage("point to", target):
        pointer = folder / f".{LATEST}"
        pointer.unlink(missing_ok=True)
        pointer.symlink_to(release_id)
        pointer.replace(folder / LATEST)
    return target
