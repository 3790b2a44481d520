"""What lies in the inbox: one delivery a file, the arrival times that a gateway noted beside them."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.places import Workspace
from flows.run_context import VIETNAM
from flows.stores.files import storage
from transforms.terms.period import is_period

ARRIVALS = "deliveries.csv"
_PASSED_OVER = re.compile(r"^(\.|~\$|Thumbs\.db$|desktop\.ini$)|\.(part|tmp|crdownload)$", re.IGNORECASE)
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
            if path.is_file()
            and not path.is_symlink()
            and not _is_passed_over(path.relative_to(workspace.inbox))
        ]
        return sorted(
            (f for f in found if f.place != ARRIVALS), key=lambda f: (f.arrived_at or "9999", f.place)
        )


def _is_passed_over(place: Path) -> bool:
    return any(_PASSED_OVER.search(part) for part in place.parts)


def _arrivals(manifest: Path) -> dict[str, str]:
    """Times of arrival by place; a line that names no file or no time counts for nothing."""
    if not manifest.is_file():
        return {}
    with manifest.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = list(csv.DictReader(file))
    times = {row.get("path") or "": _time(row.get("delivered_at") or "") for row in rows}
    return {place: time for place, time in times.items() if place and time}


def _time(text: str) -> str:
    """A time with its offset, as a time in Vietnam; empty where the text is none."""
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    return time.astimezone(VIETNAM).isoformat() if time.tzinfo else ""


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
