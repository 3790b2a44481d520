"""Answers that follow what was said later: an explanation was refused, so its submission is answered again."""

from dataclasses import replace
from typing import Any

from flows.answering import answer, judged_fields, may_be_copied
from flows.conclude import conclude
from flows.explaining import spoken_in
from flows.places import Workspace
from flows.receipts import SubmissionReceipt
from flows.run_context import RunContext
from flows.stores import archive
from flows.stores.extracts import decide, read_issues, read_readings, write_issues
from flows.stores.marking import Marker
from transforms.registry import Registry
from transforms.spoken import Spoken
from transforms.verdicts import judge_again


def newest(workspace: Workspace) -> list[SubmissionReceipt]:
    """The receipt of the newest submission of each report, in order of arrival."""
    found: dict[tuple[Any, ...], SubmissionReceipt] = {}
    for receipt in archive.receipts(workspace):
        keys = ("submitter_id", "form_id", "period", "figure_status", "standard_id")
        found[tuple(getattr(receipt, key) for key in keys)] = receipt
    return sorted(found.values(), key=lambda receipt: receipt.sequence)


def restate(context: RunContext, registry: Registry) -> list[SubmissionReceipt]:
    """Answer every newest submission again whose issues changed their state; the caller holds the lock.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    spoken = spoken_in(context.workspace)
    told = [r for r in newest(context.workspace) if spoken.has(r.submitter_id) and r.issues]
    with Marker(registry) as marker:
        again = [_restated(context, registry, receipt, spoken, marker) for receipt in told]
    changed = [receipt for receipt in again if receipt]
    if changed:
        decide(context.workspace, changed)
        conclude(context)
    return changed


def _restated(
    context: RunContext, registry: Registry, receipt: SubmissionReceipt, spoken: Spoken, marker: Marker
) -> SubmissionReceipt | None:
    issues = read_issues(context.workspace, receipt.submission_id)
    judgement = judge_again(issues, spoken.of(receipt.submitter_id), registry)
    after = replace(receipt, **{**judged_fields(judgement), "shadow": receipt.shadow})
    if after == receipt and judgement.issues == issues:
        return None
    write_issues(context.workspace, receipt.submission_id, judgement.issues)
    is_copied = may_be_copied(read_readings(context.workspace, receipt.submission_id))
    answer(context.workspace, after, judgement.issues, registry, marker, is_copied=is_copied)
    return after
