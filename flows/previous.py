"""The release before one: which it is, and what became other since."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.identity import PREVIOUS
from flows.stores.facts import read_fact_files
from flows.stores.published import read_manifest, read_published
from flows.stores.standing import Standing
from transforms.change_reasons import Ground, Told, no_longer_counted
from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_changes import changes_of, figure_key
from transforms.release_content import territories_of
from transforms.schemas import COMPARISON, INDICATORS
from transforms.terms.change import Changes
from transforms.terms.group import members_at

# What a manifest says beside the identity of its release.
_BESIDE = frozenset({PREVIOUS, "release_id", "files"})


@dataclass(frozen=True)
class Before:
    """The releases that stand, and what is known beside the figures of a new one: rows of `as_reported`, reference."""

    standing: Standing
    rows: list[dict[str, Any]]
    registry: Registry

    def previous_of(self, folder: Path, identity: Mapping[str, Any]) -> str:
        """The id of the release before one of this identity; empty for the first of its folder.

        It is the newest release that the ledger has, unless that one is of this very identity: then nothing is
        new, and the one before is the one that it names.
        """
        newest = self.standing.newest.get(folder, "")
        manifest = self._manifest(folder, newest)
        if manifest is None:
            return newest
        own = {name: value for name, value in manifest.items() if name not in _BESIDE}
        return str(manifest.get(PREVIOUS, "")) if own == identity else newest

    def changes(self, folder: Path, identity: Mapping[str, Any], release: Release) -> Changes:
        """What changed since the release before, which the identity names; one that is damaged stops nothing."""
        previous = identity[PREVIOUS]
        before = self._told(folder, previous)
        now = Told(identity, release.comparison, release.indicators)
        ground = (
            self._ground(release, no_longer_counted(before, now)) if before else Ground(release.definitions)
        )
        return changes_of(previous, before, now, ground)

    def _manifest(self, folder: Path, release_id: str) -> dict[str, Any] | None:
        release = folder / release_id
        return read_manifest(release, self.standing.manifest_digest(release)) if release_id else None

    def _told(self, folder: Path, release_id: str) -> Told | None:
        manifest = self._manifest(folder, release_id)
        if manifest is None:
            return None
        comparison, indicators = (
            read_published(folder / release_id, table, manifest) for table in (COMPARISON, INDICATORS)
        )
        if comparison is None or indicators is None:
            return None
        return Told(manifest, comparison, indicators)

    def _ground(self, release: Release, left: list[str]) -> Ground:
        wanted = {figure_key(row) for row in release.indicators}
        behind = {key: row["submission_ids"] for row in self.rows if (key := figure_key(row)) in wanted}
        return Ground(
            release.definitions,
            behind,
            inside_of(Frame(release.plan, release.period, release.figure_status), self.registry),
            {submission: self._reach(submission) for submission in left},
        )

    def _reach(self, submission_id: str) -> frozenset[tuple[str, str, str]]:
        facts = read_fact_files(self.standing.workspace, submission_id)
        names = ("territory_code", "item_id", "period")
        return frozenset(zip(*(facts.column(name).to_pylist() for name in names), strict=True))


def inside_of(frame: Frame, registry: Registry) -> dict[str, frozenset[str]]:
    """The codes in every territory and group of a release, itself among them, on the maps of both years."""
    found: dict[str, set[str]] = {}
    for period in (frame.period, frame.period.previous_year):
        day = period.end_date
        for unit in territories_of(frame.plan, period, registry):
            for code in registry.territories.ancestors(unit.code, day):
                found.setdefault(code, set()).add(unit.code)
        for group in {target.group_id for target in frame.plan.targets if target.group_id}:
            for member in members_at(registry, group, day):
                found.setdefault(group, set()).update(found.get(member.code, {member.code}))
    return {code: frozenset(codes) for code, codes in found.items()}
