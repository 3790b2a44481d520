"""What lies in the inbox: one delivery a file, the arrival times that a gateway noted beside them."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.places import Workspace
from flows.stores.files import storage
from transforms.terms.period import is_period

ARRIVALS = "deliveries.csv"
_PASSED_OVER = re.compile(r"^(\.|~\$|Thumbs\.db$)|\.(part|tmp|crdownload)$", re.IGNORECASE)
_FOLDER = re.compile(r"(?P<period>\d{4}(?:-[HQM]\d{1,2})?)-(?P<status>[a-z_]+)")


@dataclass(frozen=True)
class InboxFile:
    """One delivered file; `place` is its path inside the inbox."""

    path: Path
    place: str
    submitter_id: str
    folder_period: str
    folder_status: str
    arrived_at: str


def inbox_files(workspace: Workspace) -> list[InboxFile]:
    """Every delivered file in order of arrival; unfinished uploads and system files are passed over."""
    if not workspace.inbox.is_dir():
        return []
    with storage("read", workspace.inbox):
        arrivals = _arrivals(workspace.inbox / ARRIVALS)
        found = [
            _inbox_file(path, workspace.inbox, arrivals)
            for path in workspace.inbox.rglob("*")
            if path.is_file() and not path.is_symlink() and not _PASSED_OVER.search(path.name)
        ]
        return sorted(
            (f for f in found if f.place != ARRIVALS), key=lambda f: (f.arrived_at or "9999", f.place)
        )


def _arrivals(manifest: Path) -> dict[str, str]:
    if not manifest.is_file():
        return {}
    with manifest.open(encoding="utf-8", newline="") as file:
        return {row["path"]: row["delivered_at"] for row in csv.DictReader(file)}


def _inbox_file(path: Path, inbox: Path, arrivals: dict[str, str]) -> InboxFile:
    place = path.relative_to(inbox)
    folders = place.parts[:-1]
    period, status = folder_period_status(folders[1:])
    return InboxFile(
        path=path,
        place=place.as_posix(),
        submitter_id=folders[0] if folders else "",
        folder_period=period,
        folder_status=status,
        arrived_at=arrivals.get(place.as_posix(), ""),
    )


def folder_period_status(folders: Iterable[str]) -> tuple[str, str]:
    """The period and figure status that the first folder named like `2018-chinh_thuc` gives."""
    for folder in folders:
        match = _FOLDER.fullmatch(folder)
        if match and is_period(match["period"]):
            return match["period"], match["status"]
    return "", ""
