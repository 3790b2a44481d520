"""The releases that stand: published, recorded file by file, and entered in the ledger as the newest."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.places import Workspace
from flows.stores import bundle, ledger
from flows.stores.records import recorded_below

RELEASE = "release"


@dataclass(frozen=True)
class Standing:
    """Of a workspace: the recorded hashes of the published files, and the newest release of each folder of releases."""

    workspace: Workspace
    recorded: Mapping[str, str]
    newest: dict[Path, str]

    @classmethod
    def of(cls, workspace: Workspace) -> "Standing":
        """What the ledger holds now."""
        return cls(workspace, recorded_below(workspace, workspace.published), newest_releases(workspace))

    def is_settled(self, folder: Path, release_id: str) -> bool:
        """Whether nothing is left to do: a run that was killed may have published a release and not entered it."""
        is_entered = self.newest.get(folder) == release_id
        return is_entered and bundle.is_latest(folder, release_id) and self._is_recorded(folder / release_id)

    def write(self, folder: Path, release_id: str, files: Mapping[str, bytes]) -> None:
        """Write a release that is not there; one that lies there without a record is written again."""
        target = folder / release_id
        is_stray = target.exists() and not self._is_recorded(target)
        (bundle.write_again if is_stray else bundle.write_release)(folder, release_id, files)

    def _is_recorded(self, release: Path) -> bool:
        return self.manifest_digest(release) is not None

    def manifest_digest(self, release: Path) -> str | None:
        """The recorded SHA-256 of the manifest of a release; None where the ledger holds none."""
        place = (release / bundle.MANIFEST).relative_to(self.workspace.root).as_posix()
        return self.recorded.get(place)


def newest_releases(workspace: Workspace) -> dict[Path, str]:
    """The release that the ledger entered last, by the folder of its plan, period and figure status."""
    return {
        workspace.releases(entry["plan_id"], entry["period"], entry["figure_status"]): entry["release_id"]
        for entry in ledger.entries(workspace)
        if entry["kind"] == RELEASE
    }
