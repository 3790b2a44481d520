"""What the rules did in a run: native Great Expectations results by batch, and one table of counts."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from flows.places import Workspace
from flows.stores import ledger
from flows.stores.files import storage, write_json, write_whole
from transforms.terms.rule import RuleCount

_COLUMNS = tuple(field.name for field in fields(RuleCount))


def write_native(workspace: Workspace, run_id: str, batch: str, native: dict[str, Any]) -> None:
    """Keep the native result of one batch of a run."""
    write_json(workspace.validations(run_id) / f"{batch}.json", native)


def write_counts(workspace: Workspace, run_id: str, first_sequence: int, counts: Iterable[RuleCount]) -> None:
    """Keep what the rules did in one round of a run, which is named by the first submission that it judged.

    Grain: rule, form, period (columns of RuleCount). A round that is done again writes the same file again.
    """
    found = summed(counts)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(astuple(count) for count in found)
    path = workspace.validations(run_id) / f"rules-{first_sequence:06d}.csv"
    write_whole(path, text.getvalue().encode())


def read_counts(workspace: Workspace, run_id: str) -> list[RuleCount]:
    """What the rules did in all rounds of a run; empty where it judged nothing."""
    return summed(
        c for path in sorted(workspace.validations(run_id).glob("rules-*.csv")) for c in _read(path)
    )


def last_counts(workspace: Workspace) -> list[RuleCount]:
    """What the rules did in the newest run that judged anything."""
    runs = [e["run_id"] for e in ledger.entries(workspace) if e["kind"] == "run"]
    return next((counts for run in reversed(runs) if (counts := read_counts(workspace, run))), [])


def _read(path: Path) -> list[RuleCount]:
    with storage("read", path):
        return [_count(row) for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))]


def _count(row: Mapping[str, str]) -> RuleCount:
    numbers = {name: int(row[name]) for name in ("judged", "failed", "skipped", "could_not_run")}
    return RuleCount(row["rule_id"], row["form_id"], row["period"], **numbers)


def summed(counts: Iterable[RuleCount]) -> list[RuleCount]:
    """The counts added up by rule, form and period, in that order."""
    found: dict[tuple[str, str, str], RuleCount] = {}
    for one in counts:
        key = (one.rule_id, one.form_id, one.period)
        found[key] = one + found[key] if key in found else one
    return [found[key] for key in sorted(found)]
