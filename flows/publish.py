"""Step 5, warehouse → published: compare with each plan, render, replace the release at once."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.places import Workspace
from flows.receipts import Published, PublishedRelease
from flows.run_context import RunContext
from flows.stores import archive, bundle, ledger
from flows.stores.extracts import read_issues
from flows.stores.files import json_bytes
from flows.stores.reference import code_digest
from flows.stores.standing import Standing
from flows.stores.warehouse import read_rows, read_table
from transforms.official.facts import facts_of, submissions_of
from transforms.official.workbook import official_workbook
from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_content import Content, release_of, statuses_of
from transforms.release_duties import SubmissionState, duty_states
from transforms.render.comparison_xlsx import comparison_workbook
from transforms.render.page import index_page
from transforms.render.tables import csv_bytes, datapackage_bytes, parquet_bytes, release_rows
from transforms.schemas import COMPARISON, INDICATORS, ISSUES, REVISIONS
from transforms.terms.period import Period
from transforms.terms.rule import Issue


@dataclass(frozen=True)
class Known:
    """Everything that releases are made of, and the releases that the ledger holds, read once for all plans."""

    rows: list[dict[str, Any]]
    revisions: list[dict[str, Any]]
    submissions: list[SubmissionState]
    issues: dict[str, tuple[Issue, ...]]
    corrections: list[dict[str, Any]]
    facts: pa.Table
    code: str
    standing: Standing


def publish(context: RunContext, registry: Registry) -> Published:
    """Write the release of every plan, period and figure status that has figures; an unchanged one is left alone.

    A plan is compared at the end of its own period and of every shorter one inside it, as it was in force then;
    one whose text is not held is not compared at all.

    Raises:
        StorageFailed: the published room cannot be written.
    """
    known = _known(context.workspace)
    releases: list[PublishedRelease] = []
    verdicts: Counter[str] = Counter()
    for frame in _frames(known, registry):
        published, found = _publish_one(context, registry, known, frame)
        releases.append(published)
        verdicts.update(found)
    return Published(tuple(releases), dict(sorted(verdicts.items())))


def _frames(known: Known, registry: Registry) -> Iterator[Frame]:
    """Every plan, period and status that something is known for."""
    for plan in (plan for plan in registry.plans.values() if plan.is_text_held):
        for period in plan.compared_periods:
            in_force = plan.in_force(period.end_date)
            for status in statuses_of(in_force, period, known.rows, registry):
                yield Frame(in_force, period, status)


def _known(workspace: Workspace) -> Known:
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
    tables = ("as_reported", "revisions", "correction_states")
    rows, revisions, corrections = (read_rows(workspace.warehouse, table) for table in tables)
    facts = read_table(workspace.warehouse, "form_facts")
    standing = Standing.of(workspace)
    return Known(rows, revisions, submissions, issues, corrections, facts, code_digest(), standing)


def _publish_one(
    context: RunContext, registry: Registry, known: Known, frame: Frame
) -> tuple[PublishedRelease, Counter[str]]:
    facts = facts_of(known.facts, frame, registry)
    identity = {
        "inputs": _inputs(frame, known, frozenset(submissions_of(facts)), registry),
        "reference_sha256": registry.digest,
        "code_sha256": known.code,
        "plan_id": frame.plan.plan_id,
        "period": frame.period.text,
        "figure_status": frame.status.figure_status,
    }
    release_id = sha256(json_bytes(identity)).hexdigest()[:12]
    folder = context.workspace.releases(frame.plan.plan_id, frame.period.text, frame.status.figure_status)
    content = Content(known.rows, known.revisions, known.submissions, known.issues, known.corrections, facts)
    release = release_of(frame, content, registry, release_id)
    verdicts = Counter(row["verdict"] for row in release.comparison)
    if known.standing.is_settled(folder, release_id):
        return _published(release, folder, is_new=False), verdicts
    files = release_files(release, identity)
    known.standing.write(folder, release_id, files)
    ledger.append(
        context.workspace,
        context.clock,
        "release",
        run_id=context.run_id,
        release_id=release_id,
        manifest_sha256=sha256(files[bundle.MANIFEST]).hexdigest(),
        plan_id=release.plan.plan_id,
        period=release.period.text,
        figure_status=release.figure_status.figure_status,
    )
    return _published(release, folder, is_new=True), verdicts


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


def _inputs(
    frame: Frame, known: Known, in_forms: Collection[str], registry: Registry
) -> list[dict[str, str]]:
    """Every submission that the release shows or rests on, by id, with its issues in the state they are in.

    `in_forms` are those whose figures its summary forms show, whoever sent them.
    """
    shown = {duty.submission_id for duty in duty_states(frame, known.submissions, registry)}
    areas = {frame.plan.territory_code, *(target.group_id for target in frame.plan.targets)}
    behind = {
        submission
        for row in known.rows
        if row["territory_code"] in areas and Period(row["period"]).end_date <= frame.period.end_date
        for submission in row["submission_ids"]
    }
    return [
        {
            "submission_id": s.submission_id,
            "submitter_id": s.submitter_id,
            "form_id": s.form_id,
            "period": s.period,
            "figure_status": s.figure_status,
            "standard_id": s.standard_id,
            "verdict": s.verdict,
            "received_date": s.received_date.isoformat(),
            "issues_sha256": sha256(repr(known.issues.get(s.submission_id, ())).encode()).hexdigest(),
        }
        for s in sorted(known.submissions, key=lambda s: s.submission_id)
        if s.submission_id in shown | behind or s.submission_id in in_forms
    ]


def release_files(release: Release, identity: Mapping[str, Any]) -> dict[str, bytes]:
    """All files of a release by name; the manifest last, with the hash of each."""
    tables = (COMPARISON, INDICATORS, REVISIONS, ISSUES)
    files = {f"{table.name}.csv": csv_bytes(table, release_rows(release, table)) for table in tables}
    files |= {f"{table.name}.parquet": parquet_bytes(table, release_rows(release, table)) for table in tables}
    files["datapackage.json"] = datapackage_bytes(tables, release)
    files["comparison.xlsx"] = comparison_workbook(release)
    files["official.xlsx"] = official_workbook(release)
    files["index.html"] = index_page(release)
    hashes = {name: sha256(content).hexdigest() for name, content in sorted(files.items())}
    files[bundle.MANIFEST] = json_bytes({**identity, "release_id": release.release_id, "files": hashes})
    return files
