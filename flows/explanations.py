"""The desk officer's view of explanations: which stand, and refusing one with a reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.explaining import EXPLANATION, REFUSAL
from flows.places import Workspace
from flows.receipts import SubmissionReceipt
from flows.restating import newest, restate
from flows.run_context import RunContext
from flows.stores import ledger
from flows.stores.extracts import read_issues
from flows.stores.records import recording
from transforms.registry import Registry
from transforms.terms.explanation import explanation_key
from transforms.terms.rule import Issue

_SAID = frozenset({"explained", "refused"})


@dataclass(frozen=True)
class ExplainedIssue:
    """An issue of a newest submission that its submitter explained, under the key by which it can be refused."""

    key: str
    issue: Issue


def explained_issues(workspace: Workspace, submitter_id: str = "") -> list[ExplainedIssue]:
    """Every explained or refused issue of the newest submissions, of one submitter or of all.

    Raises:
        StorageFailed: a room cannot be read.
    """
    return list(_explained(workspace, submitter_id))


def _explained(workspace: Workspace, submitter_id: str) -> Iterator[ExplainedIssue]:
    for receipt in newest(workspace):
        if submitter_id in {"", receipt.submitter_id} and receipt.issues:
            for issue in read_issues(workspace, receipt.submission_id):
                if issue.state in _SAID:
                    yield ExplainedIssue(explanation_key(issue), issue)


def last_said(workspace: Workspace, submitter_id: str, key: str) -> dict[str, Any] | None:
    """The newest line of the ledger in which the submitter explained what stands under the key."""
    return next(
        (
            entry
            for entry in reversed(list(ledger.entries(workspace)))
            if entry["kind"] == EXPLANATION and (entry["submitter_id"], entry["key"]) == (submitter_id, key)
        ),
        None,
    )


def refuse(
    context: RunContext, registry: Registry, said: Mapping[str, Any], reason: str, by: str
) -> list[SubmissionReceipt]:
    """Enter in the ledger that an explanation (a line of it) is refused, and answer its submissions again.

    The caller holds the lock.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    facts = {name: said[name] for name in ("submitter_id", "key", "rule_id", "text")}
    ledger.append(context.workspace, context.clock, REFUSAL, **facts, reason=reason, by=by)
    changed = recording(context, "restate", lambda: restate(context, registry))
    ledger.seal(context.workspace)
    return changed
