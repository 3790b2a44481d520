"""The page over all releases, in the published room; drawn after every night, written where it became another."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from flows.places import Workspace
from flows.stores import bundle, ledger
from flows.stores.files import storage, write_whole
from flows.stores.standing import RELEASE
from transforms.registry import Registry
from transforms.site.home import Published, home_pages

_STYLES = Path("assets") / "site.css"


def write_home(workspace: Workspace, registry: Registry) -> None:
    """Write the page in both languages, and beside it what it is styled with.

    Raises:
        StorageFailed: the ledger cannot be read, or the published room not written.
    """
    pages = home_pages(list(_published(workspace)), registry)
    room = workspace.published
    changed = {place: page for place, page in pages.items() if _other(room / place, page)}
    if changed or not (room / _STYLES).exists():
        from transforms.site.assets import shared_files  # noqa: PLC0415 -- fonts are cut only where they are needed

        for place, content in shared_files().items():
            if _other(room / place, content):
                write_whole(room / place, content)
    for place, page in changed.items():
        write_whole(room / place, page)


def _published(workspace: Workspace) -> Iterator[Published]:
    """Every release that the ledger has and that still lies in its place, oldest first; one entered twice once."""
    found: dict[tuple[str, ...], Published] = {}
    for entry in ledger.entries(workspace):
        if entry["kind"] == RELEASE:
            one = Published(
                entry["plan_id"],
                entry["period"],
                entry["figure_status"],
                entry["release_id"],
                datetime.fromisoformat(entry["at"]).date(),
                entry["manifest_sha256"],
            )
            key = (*one.series, one.release_id)
            found.pop(key, None)
            found[key] = one
    return (one for one in found.values() if (workspace.published / one.folder / bundle.MANIFEST).exists())


def _other(path: Path, content: bytes) -> bool:
    with storage("read", path):
        return not path.is_file() or path.read_bytes() != content
