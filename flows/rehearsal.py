"""Rehearse a rule over all history: who would have been stopped by it. Nothing is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.checking import Checking
from flows.places import Workspace
from flows.reading import read_submissions
from flows.receipts import SubmissionReceipt
from flows.stores import archive
from flows.stores.extracts import read_issues
from transforms.checks.batches import form_batches
from transforms.checks.frame import Batch
from transforms.registry import Registry
from transforms.terms.rule import Finding
from transforms.verdicts import judge_submission, verdict_of


@dataclass(frozen=True)
class Rehearsed:
    """One submission of the past in which the rule finds something, and what it would have meant.

    `verdict` is as answered, `would_be` with the rule in force for every period; `places` counts what it finds.
    """

    receipt: SubmissionReceipt
    places: int
    would_be: str

    @property
    def is_changed(self) -> bool:
        """Whether the submission would have been answered otherwise."""
        return self.would_be != self.receipt.verdict


@dataclass(frozen=True)
class Rehearsal:
    """A rule over all history; `could_not_run` names the batches in which the rule itself broke down."""

    rule_id: str
    submissions: int
    found: tuple[Rehearsed, ...]
    could_not_run: tuple[str, ...]


def rehearse(workspace: Workspace, registry: Registry, rule_id: str) -> Rehearsal:
    """Read all answered submissions again and judge them by one rule, active and valid for every period.

    Raises:
        StorageFailed: a room cannot be read.
    """
    registry = in_force_always(registry, rule_id)
    receipts = {receipt.submission_id: receipt for receipt in archive.receipts(workspace)}
    read, _ = read_submissions(workspace, registry, tuple(receipts))
    findings = {one.delivery.submission_id: [f for f in one.findings if f.rule_id == rule_id] for one in read}
    could_not_run = tuple(_judge(_batches(registry, read, rule_id), registry, findings))
    found = (
        _rehearsed(workspace, registry, receipts[submission], of_one, rule_id)
        for submission, of_one in findings.items()
        if of_one
    )
    return Rehearsal(rule_id, len(read), tuple(found), could_not_run)


def in_force_always(registry: Registry, rule_id: str) -> Registry:
    """The registry with the newest version of a rule active and valid for every period."""
    rule = replace(registry.rules[rule_id], mode="active", valid_from=None, valid_to=None)
    return replace(registry, rule_versions={**registry.rule_versions, rule_id: (rule,)})


def _batches(registry: Registry, read: Iterable[Checking], rule_id: str) -> list[Batch]:
    """The batches of all sheets with the checks of the rule alone."""
    sheets = [sheet for one in read for sheet in one.submitted]
    batches = (
        replace(batch, checks=[check for check in batch.checks if check.rule_id == rule_id])
        for batch in form_batches(sheets, registry)
    )
    return [batch for batch in batches if batch.checks]


def _judge(
    batches: Sequence[Batch], registry: Registry, findings: Mapping[str, list[Finding]]
) -> Iterator[str]:
    """Add what the batches find to their submissions; the names of those that could not run."""
    if not batches:
        return
    from expectations.runner import validate  # noqa: PLC0415 -- ten seconds to import, only when there is work

    for batch in batches:
        validation = validate(batch, registry)
        for finding in validation.findings:
            findings[finding.submission_id].append(finding)
        if validation.could_not_run:
            yield batch.name


def _rehearsed(
    workspace: Workspace,
    registry: Registry,
    receipt: SubmissionReceipt,
    findings: Sequence[Finding],
    rule_id: str,
) -> Rehearsed:
    """The submission with its own issues and those of the rule instead of what the rule found then."""
    issues = judge_submission(findings, receipt.submitter_id, registry).issues
    others = [i for i in read_issues(workspace, receipt.submission_id) if i.rule_id != rule_id]
    return Rehearsed(receipt, len(issues), verdict_of([*others, *issues], registry))
