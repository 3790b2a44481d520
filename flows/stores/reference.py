"""The shipped reference with the workspace's own laid over it."""

from hashlib import sha256
from pathlib import Path

from flows.places import CODE_FOLDERS, SHIPPED_REFERENCE, Workspace
from flows.stores.files import storage
from transforms.errors import BadReference
from transforms.registry import Registry, build_registry

_KINDS = {".yaml", ".csv", ".json"}
_ADDED = ".add.csv"
_CODE_KINDS = {".py", ".sql", ".j2", ".css"}


def reference_texts(workspace: Workspace) -> dict[str, str]:
    """Every reference file by its path, the workspace's own laid over the shipped ones.

    A file of the workspace takes the place of the shipped one of that path; `<name>.add.csv`
    adds its rows to `<name>.csv`.
    """
    texts: dict[str, str] = {}
    for root in (SHIPPED_REFERENCE, workspace.reference):
        texts |= {name: _text(root / name, name) for name in _names(root, _KINDS)}
    for path in [path for path in texts if path.endswith(_ADDED)]:
        whole = path.removesuffix(_ADDED) + ".csv"
        texts[whole] = _with_rows(texts.get(whole, ""), texts.pop(path), path)
    return {path: text for path, text in texts.items() if not path.endswith(".meta.yaml")}


def _text(path: Path, name: str) -> str:
    with storage("read", path):
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            valid = "a text file saved as UTF-8"
            raise BadReference(name, f"byte {error.start}", "not UTF-8", valid) from error


def _with_rows(whole: str, added: str, path: str) -> str:
    """The shipped rows and the added ones under one header.

    Raises:
        BadReference: the two headers differ.
    """
    header, _, rows = added.partition("\n")
    expected = whole.partition("\n")[0]
    if header.strip() != expected.strip():
        raise BadReference(path, "line 1", f"the header is {header.strip()}", expected.strip())
    return f"{whole.rstrip()}\n{rows}"


def digest_of(texts: dict[str, str]) -> str:
    """One hash over all reference files and their paths."""
    return _digest([(path, text.encode()) for path, text in texts.items()])


def read_registry(workspace: Workspace) -> Registry:
    """The registry of a workspace.

    Raises:
        BadReference: a reference file is invalid.
    """
    texts = reference_texts(workspace)
    return build_registry(texts, digest_of(texts))


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
