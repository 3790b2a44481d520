"""Step 5, warehouse → published: compare with each plan, render, replace the release at once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.home import write_home
from flows.identity import PREVIOUS, MadeOf, identity_of, release_id_of
from flows.places import Workspace
from flows.previous import Before
from flows.receipts import Published, PublishedRelease
from flows.run_context import RunContext
from flows.stores import archive, bundle, ledger
from flows.stores.extracts import read_issues, read_tallies
from flows.stores.reference import code_digest
from flows.stores.standing import Standing
from flows.stores.warehouse import read_rows, read_table
from transforms.change_notes import with_changes
from transforms.official.facts import facts_of, submissions_of
from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_behind import Behind
from transforms.release_content import Content, release_of, statuses_of
from transforms.release_duties import SubmissionState


@dataclass(frozen=True)
class Known:
    """Everything that releases are made of, and the releases that stand, read once for all plans."""

    made_of: MadeOf
    before: Before
    receipts: dict[str, dict[str, Any]]


def publish(context: RunContext, registry: Registry) -> Published:
    """Write the release of every plan, period and figure status that has figures; an unchanged one is left alone.

    A plan is compared at the end of its own period and of every shorter one inside it, as it was in force then;
    one whose text is not held is not compared at all.

    Raises:
        StorageFailed: the published room cannot be written.
    """
    known = _known(context.workspace, registry)
    releases: list[PublishedRelease] = []
    verdicts: Counter[str] = Counter()
    for frame in _frames(known.made_of, registry):
        published, found = _publish_one(context, registry, known, frame)
        releases.append(published)
        verdicts.update(found)
    write_home(context.workspace, registry)
    return Published(tuple(releases), dict(sorted(verdicts.items())))


def _frames(known: MadeOf, registry: Registry) -> Iterator[Frame]:
    """Every plan, period and status that something is known for."""
    for plan in (plan for plan in registry.plans.values() if plan.is_text_held):
        for period in plan.compared_periods:
            in_force = plan.in_force(period.end_date)
            for status in statuses_of(in_force, period, known.rows, registry):
                yield Frame(in_force, period, status)


def _known(workspace: Workspace, registry: Registry) -> Known:
    receipts = [r for r in archive.receipts(workspace) if r.form_id]
    submissions = [
        SubmissionState(
            r.submission_id,
            r.submitter_id,
            r.original_name,
            date.fromisoformat(r.received_at[:10]),
            r.form_id,
            r.period,
            r.figure_status,
            r.verdict,
            r.is_simulated,
            r.standard_id,
        )
        for r in receipts
    ]
    issues = {
        r.submission_id: read_issues(workspace, r.submission_id) for r in receipts if r.issues or r.waived
    }
    tallies = {r.submission_id: read_tallies(workspace, r.submission_id) for r in receipts}
    kept = {submission: of_one for submission, of_one in tallies.items() if of_one is not None}
    tables = ("as_reported", "revisions", "correction_states")
    rows, revisions, corrections = (read_rows(workspace.warehouse, table) for table in tables)
    facts = read_table(workspace.warehouse, "form_facts")
    made_of = MadeOf(rows, revisions, submissions, issues, corrections, kept, code_digest(), facts)
    told = {r.submission_id: asdict(r) for r in receipts}
    return Known(made_of, Before(Standing.of(workspace), rows, registry), told)


def _publish_one(
    context: RunContext, registry: Registry, known: Known, frame: Frame
) -> tuple[PublishedRelease, Counter[str]]:
    made_of, before = known.made_of, known.before
    folder = context.workspace.releases(frame.plan.plan_id, frame.period.text, frame.status.figure_status)
    facts = facts_of(made_of.facts, frame, registry)
    identity = identity_of(frame, made_of, frozenset(submissions_of(facts)), registry)
    identity = {**identity, PREVIOUS: before.previous_of(folder, identity)}
    release = release_of(frame, _content(made_of, facts), registry, release_id_of(identity))
    verdicts = Counter(row["verdict"] for row in release.comparison)
    if before.standing.is_settled(folder, release.release_id):
        return _published(release, folder, is_new=False), verdicts
    release = with_changes(release, before.changes(folder, identity, release))
    files = _files(context, registry, known, frame, release, identity)
    before.standing.write(folder, release.release_id, files)
    ledger.append(
        context.workspace,
        context.clock,
        "release",
        run_id=context.run_id,
        release_id=release.release_id,
        manifest_sha256=sha256(files[bundle.MANIFEST]).hexdigest(),
        plan_id=release.plan.plan_id,
        period=release.period.text,
        figure_status=release.figure_status.figure_status,
    )
    return _published(release, folder, is_new=True), verdicts


def _files(
    context: RunContext,
    registry: Registry,
    known: Known,
    frame: Frame,
    release: Release,
    identity: dict[str, Any],
) -> dict[str, bytes]:
    from flows.editions import release_files  # noqa: PLC0415 -- a night with nothing new draws nothing

    behind = Behind(known.made_of.rows, known.receipts, known.made_of.issues, identity)
    return release_files(context.workspace, registry, frame, release, behind)


def _content(made_of: MadeOf, facts: list[dict[str, Any]]) -> Content:
    return Content(
        made_of.rows,
        made_of.revisions,
        made_of.submissions,
        made_of.issues,
        made_of.corrections,
        made_of.tallies,
        facts,
    )


def _published(release: Release, folder: Path, *, is_new: bool) -> PublishedRelease:
    """What a person has to know of a release that lies in the folder of its plan, period and status."""
    return PublishedRelease(
        plan_id=release.plan.plan_id,
        territory_name=release.territory_name,
        document_vi=release.plan.document_vi,
        period=release.period.text,
        figure_status=release.figure_status.figure_status,
        status_label_vi=release.figure_status.label_vi,
        status_label_en=release.figure_status.label_en,
        folder=str(folder / release.release_id),
        page=str(folder / "latest" / "index.html"),
        is_new=is_new,
    )
