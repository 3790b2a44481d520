"""The register of a workspace: what is owed, how submitters do, what fails most; read from receipts and issues."""

from collections.abc import Sequence

from flows.places import Workspace
from flows.receipts import SubmissionReceipt
from flows.registering import completeness_of
from flows.stores import archive
from flows.stores.extracts import read_issues
from transforms.register.digest import Failing, digest
from transforms.register.owed import Owed, owed_in
from transforms.registry import Registry
from transforms.terms.period import Period


def owed_of(
    workspace: Workspace,
    registry: Registry,
    receipts: Sequence[SubmissionReceipt],
    periods: Sequence[Period] = (),
) -> list[Owed]:
    """Every duty of some periods, or of all, and what came of it; `receipts` are those of the workspace.

    Raises:
        StorageFailed: a room cannot be read.
    """
    fills = {r.submission_id: completeness_of(workspace, r.submission_id) for r in receipts if r.is_accepted}
    return owed_in(registry, receipts, fills, periods or registry.periods)


def digest_of(workspace: Workspace, registry: Registry, period: str) -> tuple[list[Failing], list[Failing]]:
    """The cells that fail most in a period, by form and by submitter.

    Raises:
        StorageFailed: a room cannot be read.
    """
    versions = [r for r in archive.receipts(workspace) if period in r.period.split("+") and r.issues]
    issues = {r.submission_id: read_issues(workspace, r.submission_id) for r in versions}
    return digest(versions, issues, registry, period, registry.limits["digest_cells"])
