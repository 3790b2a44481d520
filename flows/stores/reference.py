"""The shipped reference with the workspace's own laid over it."""

import csv
import re
from hashlib import sha256
from io import StringIO
from pathlib import Path

from flows.places import CODE_FOLDERS, SHIPPED_REFERENCE, Workspace
from flows.stores.files import storage
from transforms.errors import BadReference
from transforms.registry import Registry, build_registry

_KINDS = {".yaml", ".csv", ".json", ".geojson"}
_ADDED = ".add.csv"
_LINE = re.compile(r"line (?P<line>\d+)")
_CODE_KINDS = {".py", ".sql", ".j2", ".css", ".js"}


def reference_texts(workspace: Workspace) -> dict[str, str]:
    """Every reference file by its path, the workspace's own laid over the shipped ones.

    A file of the workspace takes the place of the shipped one of that path; `<name>.add.csv`
    adds its rows to `<name>.csv`.
    """
    return _merged(workspace)[0]


def _merged(workspace: Workspace) -> tuple[dict[str, str], dict[str, int]]:
    """The texts, and after which line of a CSV file the added rows begin."""
    texts: dict[str, str] = {}
    for root in (SHIPPED_REFERENCE, workspace.reference):
        texts |= {name: _text(root / name, name) for name in _names(root, _KINDS)}
    added: dict[str, int] = {}
    for path in [path for path in texts if path.endswith(_ADDED)]:
        whole = path.removesuffix(_ADDED) + ".csv"
        added[whole] = len(texts.get(whole, "").rstrip().splitlines())
        texts[whole] = _with_rows(texts.get(whole, ""), texts.pop(path), path)
    return {path: text for path, text in texts.items() if not path.endswith(".meta.yaml")}, added


def _text(path: Path, name: str) -> str:
    with storage("read", path):
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            valid = "a text file saved as UTF-8"
            raise BadReference(name, f"byte {error.start}", "not UTF-8", valid) from error


def _with_rows(whole: str, added: str, path: str) -> str:
    """The shipped rows and the added ones under the shipped header; a column that is left out is empty.

    Raises:
        BadReference: the added rows have a column that the shipped file does not know.
    """
    names = next(csv.reader(StringIO(whole)), [])
    reader = csv.DictReader(StringIO(added))
    unknown = [name for name in reader.fieldnames or () if name not in names]
    if unknown or not reader.fieldnames:
        raise BadReference(path, "line 1", f"unknown columns {', '.join(unknown)}", ",".join(names))
    out = StringIO()
    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writerows(reader)
    return f"{whole.rstrip()}\n{out.getvalue()}"


def digest_of(texts: dict[str, str]) -> str:
    """One hash over all reference files and their paths."""
    return _digest([(path, text.encode()) for path, text in texts.items()])


def read_registry(workspace: Workspace) -> Registry:
    """The registry of a workspace.

    Raises:
        BadReference: a reference file is invalid.
    """
    texts, added = _merged(workspace)
    try:
        return build_registry(texts, digest_of(texts))
    except BadReference as error:
        raise _where_it_was_written(error, added) from error


def _where_it_was_written(error: BadReference, added: dict[str, int]) -> BadReference:
    """The error with the file and line that a person has before him, where the row was an added one."""
    match = _LINE.match(error.place)
    before = added.get(error.file)
    if match is None or before is None or int(match["line"]) <= before:
        return error
    # The header is line 1 of both files.
    place = f"line {int(match['line']) - before + 1}{error.place[match.end() :]}"
    return BadReference(error.file.removesuffix(".csv") + _ADDED, place, error.found, error.valid)


def code_digest() -> str:
    """One hash over the program's own source: two runs with the same one compute the same things."""
    return _digest(
        [
            (p.relative_to(root.parent).as_posix(), p.read_bytes())
            for root in CODE_FOLDERS
            for p in _files(root, _CODE_KINDS)
        ]
    )


def _names(root: Path, kinds: set[str]) -> list[str]:
    return [path.relative_to(root).as_posix() for path in _files(root, kinds)]


def _files(root: Path, kinds: set[str]) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.suffix in kinds and path.is_file())


def _digest(parts: list[tuple[str, bytes]]) -> str:
    digest = sha256()
    for name, content in sorted(parts):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
