"""Figures of accepted submissions as ties and openings look them up: facts with their sender and order."""

from typing import Any

from flows.places import Workspace
from flows.receipts import DeliveryFacts, SubmissionReceipt
from flows.stores import archive
from flows.stores.facts import read_facts
from transforms.registry import Registry


def known_rows(workspace: Workspace, registry: Registry, periods: set[str]) -> list[dict[str, Any]]:
    """The accepted facts of some periods, each with the columns of POOL_SCHEMA among others.

    Raises:
        StorageFailed: a room cannot be read.
    """
    accepted = {r.submission_id: r for r in archive.receipts(workspace) if r.is_accepted}
    ranks = {status.figure_status: status.rank for status in registry.figure_statuses}
    return [
        {
            **row,
            **source_of(accepted[row["submission_id"]]),
            "status_rank": ranks[row["figure_status"]],
            "is_new": False,
        }
        for row in read_facts(workspace, periods).to_pylist()
        if row["submission_id"] in accepted
    ]


def source_of(delivered: DeliveryFacts | SubmissionReceipt) -> dict[str, Any]:
    """Who sent a figure, and when in the order of arrival."""
    return {"submitter_id": delivered.submitter_id, "sequence": delivered.sequence}
