"""An audit pack: one zip with the same bytes for the same content, and a manifest that names every member.

A pack that comes from outside is not trusted: every member is checked against the manifest before it is written,
and none may leave the folder that it is unpacked into.
"""

import json
import shutil
import stat
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from flows.stores.files import file_digest, json_bytes, storage
from transforms.errors import NotAsWritten

MANIFEST = "pack.json"
FORMAT = 1
# The first day that a zip can say: the time of packing is no part of a pack.
_ANY_DAY = (1980, 1, 1, 0, 0, 0)
_MAX_MANIFEST = 64 << 20
_BLOCK = 1 << 20
_RECORD = {"bytes", "sha256"}


def write_pack(path: Path, members: Mapping[str, Path | bytes], said: Mapping[str, Any]) -> dict[str, Any]:
    """Write the members, sorted by name, and before them the manifest: what is `said`, and size and hash of each.

    Raises:
        StorageFailed: a member cannot be read, or the pack not written; nothing is left of it then.
    """
    files = {name: _record(content) for name, content in sorted(members.items())}
    manifest = {**said, "format": FORMAT, "files": files}
    unfinished = path.with_name(f".{path.name}.writing")
    with storage("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with ZipFile(unfinished, "w", ZIP_STORED) as pack:
                _add(pack, MANIFEST, json_bytes(manifest))
                for name in files:
                    _add(pack, name, members[name])
            # It holds originals: only who packed them may read them.
            unfinished.chmod(0o600)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return manifest


def _record(content: Path | bytes) -> dict[str, Any]:
    if isinstance(content, bytes):
        return {"bytes": len(content), "sha256": sha256(content).hexdigest()}
    return {"bytes": content.stat().st_size, "sha256": file_digest(content)}


def _add(pack: ZipFile, name: str, content: Path | bytes) -> None:
    info = ZipInfo(name, _ANY_DAY)
    info.create_system = 3
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    if isinstance(content, bytes):
        pack.writestr(info, content)
        return
    info.file_size = content.stat().st_size
    with content.open("rb") as source, pack.open(info, "w") as target:
        shutil.copyfileobj(source, target, _BLOCK)


def unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Check a pack and write its members into an empty folder; its manifest.

    Raises:
        NotAsWritten: it is no pack, is damaged, or a member is missing, added, changed or would leave the folder.
        StorageFailed: it cannot be read, or the folder not written.
    """
    with _opened(path) as pack:
        manifest = _manifest(path, pack)
        files = manifest["files"]
        _check_names(path, pack, set(files))
        for name, record in files.items():
            _write(path, pack, name, record, folder / name)
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    with storage("read", path):
        try:
            with ZipFile(path) as pack:
                yield pack
        except (BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
            raise _refused(path, f"damaged ({error})") from error


def _refused(path: Path, found: str) -> NotAsWritten:
    return NotAsWritten(f"{path}: {found}. Valid: a pack as `tonghop audit pack` wrote it, copied whole")


def _manifest(path: Path, pack: ZipFile) -> dict[str, Any]:
    try:
        info = pack.getinfo(MANIFEST)
    except KeyError as error:
        raise _refused(path, f"no {MANIFEST} in it") from error
    if info.file_size > _MAX_MANIFEST:
        raise _refused(path, f"{MANIFEST} has {info.file_size} bytes")
    try:
        manifest = json.loads(pack.read(info))
    except (ValueError, RecursionError) as error:
        raise _refused(path, f"{MANIFEST} is damaged") from error
    if (
        not isinstance(manifest, dict)
        or manifest.get("format") != FORMAT
        or not _is_list(manifest.get("files"))
    ):
        raise _refused(path, f"{MANIFEST} is not of format {FORMAT}")
    return manifest


def _is_list(files: object) -> bool:
    """Whether it gives size and hash of every member."""
    return isinstance(files, dict) and all(
        isinstance(record, dict) and record.keys() == _RECORD and isinstance(record["bytes"], int)
        for record in files.values()
    )


def _check_names(path: Path, pack: ZipFile, listed: set[str]) -> None:
    names = [info.filename for info in pack.infolist()]
    for info in pack.infolist():
        if not is_safe(info.filename) or info.orig_filename != info.filename:
            raise _refused(path, f"a member named {info.orig_filename!r}, which would leave the folder")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise _refused(path, f"{info.filename} is a link")
    if len(set(names)) < len(names):
        raise _refused(path, f"{next(name for name in names if names.count(name) > 1)} stands in it twice")
    if missing := sorted(listed - set(names)):
        raise _refused(path, f"{len(missing)} members are missing, the first {missing[0]}")
    if added := sorted(set(names) - listed - {MANIFEST}):
        raise _refused(path, f"{len(added)} members are not listed, the first {added[0]}")


def is_safe(name: str) -> bool:
    """Whether a path, as a pack or a ledger says it, stays in the folder that it is put into."""
    parts = PurePosixPath(name).parts
    is_plain = bool(parts) and not any(sign in name for sign in ("\0", "\\", ":")) and not name.endswith("/")
    return is_plain and not name.startswith("/") and not {"..", "."} & set(name.split("/"))


def _write(path: Path, pack: ZipFile, name: str, record: Mapping[str, Any], target: Path) -> None:
    """Write one member, never more bytes than the manifest says."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = sha256(), int(record["bytes"])
    with pack.open(name) as source, target.open("xb") as file:
        while block := source.read(min(_BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            file.write(block)
    if left or digest.hexdigest() != record["sha256"]:
        raise _refused(path, f"{name} is not the file that was packed")
