"""The shipped reference with the workspace's own laid over it."""

from hashlib import sha256
from pathlib import Path

from flows.places import CODE_FOLDERS, SHIPPED_REFERENCE, Workspace
from flows.stores.files import storage
from transforms.registry import Registry, build_registry

_KINDS = {".yaml", ".csv", ".json"}
_CODE_KINDS = {".py", ".sql", ".j2", ".css"}


def reference_texts(workspace: Workspace) -> dict[str, str]:
    """Every reference file by its path; a file of the workspace replaces the shipped one of that path."""
    texts: dict[str, str] = {}
    for root in (SHIPPED_REFERENCE, workspace.reference):
        for path in _files(root, _KINDS):
            if not path.name.endswith(".meta.yaml"):
                with storage("read", path):
                    texts[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
    return texts


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


def _files(root: Path, kinds: set[str]) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.suffix in kinds and path.is_file())


def _digest(parts: list[tuple[str, bytes]]) -> str:
    digest = sha256()
    for name, content in sorted(parts):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
