"""Waivers in the ledger: each one when a run first sees it, and when it is no longer in the reference."""

from dataclasses import asdict
from typing import Any

from flows.run_context import RunContext
from flows.stores import ledger
from transforms.registry import Registry

WAIVER = "waiver"


def enter_waivers(context: RunContext, registry: Registry) -> None:
    """Enter every waiver that is new, changed or gone since the last run.

    Raises:
        StorageFailed: the ledger cannot be written.
    """
    now = {waiver.waiver_id: _plain(asdict(waiver)) for waiver in registry.waivers}
    entered = _entered(context)
    for waiver_id, terms in now.items():
        if entered.get(waiver_id) != terms:
            ledger.append(context.workspace, context.clock, WAIVER, terms=terms, run_id=context.run_id)
    for waiver_id in sorted(entered.keys() - now.keys()):
        gone = {"waiver_id": waiver_id, "is_withdrawn": True}
        ledger.append(context.workspace, context.clock, WAIVER, terms=gone, run_id=context.run_id)


def _plain(terms: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in terms.items()}


def _entered(context: RunContext) -> dict[str, dict[str, Any]]:
    """The terms of every waiver as last entered; none of those that were withdrawn."""
    found: dict[str, dict[str, Any]] = {}
    for entry in ledger.entries(context.workspace):
        if entry["kind"] == WAIVER:
            found[entry["terms"]["waiver_id"]] = entry["terms"]
    return {waiver_id: terms for waiver_id, terms in found.items() if "is_withdrawn" not in terms}
