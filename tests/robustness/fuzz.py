"""Read thousands of broken and extreme files through the real pool: every one must be read or refused by a rule.

uv run python -m tests.robustness.fuzz --inputs 5000 --seed 1 [--keep FOLDER]
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from flows.places import Workspace
from flows.receipts import SubmissionReceipt
from flows.stores.extracts import write_extract
from flows.stores.reader_pool import Fault, Readings
from tests.robustness.counted import counted
from tests.robustness.extreme import generated
from tests.robustness.formats import all_formats
from tests.robustness.mutate import mutated
from tests.robustness.receipts import SUBMITTER, answers, figures, good_workbook, limited, rules
from transforms.facts import fact_rows
from transforms.registry import Registry
from transforms.terms.rule import Issue
from transforms.verdicts import Judgement, judge_submission

_BATCH = 250
_GENERATED = 1 / 3


@dataclass
class Tried:
    """What became of the inputs; `failures` holds those that our own code failed on."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, bytes]] = field(default_factory=list)


def tried(inputs: int, seed: int, folder: Path) -> Tried:
    """Read so many mutated files, in batches with a good file in the midst of each."""
    registry = limited(memory_mb=600, cpu_seconds=8, wall_seconds=20)
    found = Tried()
    stream = inputs_of(seed)
    for start in range(0, inputs, _BATCH):
        _try_batch(list(islice(stream, min(_BATCH, inputs - start))), registry, folder, found)
    return found


def inputs_of(seed: int) -> Iterator[tuple[str, bytes]]:
    """Endless files with what they are, the same for the same seed: two of three mutated, the others generated."""
    rng = random.Random(seed)  # noqa: S311 -- nothing secret
    seeds = all_formats(good_workbook())
    while True:
        if rng.random() < _GENERATED:
            yield generated(good_workbook(), rng)
        else:
            name = rng.choice(list(seeds))
            yield name, mutated(seeds[name], rng)


def _try_batch(batch: list[tuple[str, bytes]], registry: Registry, folder: Path, found: Tried) -> None:
    good = good_workbook()
    middle = len(batch) // 2
    contents = [content for _, content in batch]
    answered = answers(folder, [*contents[:middle], good, *contents[middle:], good], registry)
    around = [answered.pop(middle), answered.pop()]
    if not figures(around[0]) or figures(around[0]) != figures(around[1]):
        found.failures.append(("a good file among the others is not read", good))
    for (name, content), answer in zip(batch, answered, strict=True):
        found.outcomes[f"{name}: {outcome(answer, registry)}"] += 1
        what = answer.what if isinstance(answer, Fault) else trouble_after(answer, registry, folder)
        what = what or (not_counted(answer, content) if name.startswith("generated") else "")
        if what:
            found.failures.append((f"{name}: {what}", content))


def trouble_after(readings: Readings, registry: Registry, folder: Path) -> str:
    """What raises when the readings go the way of a submission: issues, facts, extract; empty where nothing does."""
    workspace = Workspace(folder)
    findings = [finding for reading in readings for finding in reading.findings]
    try:
        judged = [judge_submission(findings, SUBMITTER, registry, lang) for lang in ("vi", "en")]
        write_extract(workspace, SubmissionReceipt("1", SUBMITTER, "a", "", 1), readings, *_told(judged[0]))
        for reading in readings:
            fact_rows("1", reading, judged[0].rejected, date(2019, 1, 1), registry)
    except Exception as error:  # noqa: BLE001 -- this is what is looked for
        return f"{type(error).__name__} after reading"
    return ""


def _told(judged: Judgement) -> tuple[tuple[Issue, ...], frozenset[tuple[str, str]]]:
    return judged.issues, judged.rejected


def not_counted(readings: Readings, content: bytes) -> str:
    """Where the accounts of a workbook that was opened do not sum to its cells as another reader counts them."""
    accounted = sum(sum(reading.counts.values()) for reading in readings)
    there = counted(content) if accounted else None
    return "" if there in {None, accounted} else f"{accounted} cells accounted of {there}"


def outcome(answer: object, registry: Registry) -> str:
    """In a word or a rule: what became of one input."""
    if isinstance(answer, Fault):
        return f"fault {answer.what}"
    said = rules(answer)  # type: ignore[arg-type]
    refusals = sorted(r for r in said if registry.rules[r].severity == "reject_file") if said else []
    how = "sparsely " if "R29" in said else ""
    return how + (f"refused by {refusals[0]}" if refusals else "read")


def main() -> int:
    """Try the inputs and say what became of them; 1 where our own code failed on one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=1_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="a folder for the inputs that our own code failed on")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = tried(given.inputs, given.seed, Path(folder))
    for name, count in sorted(found.outcomes.items()):
        sys.stdout.write(f"{count:7} {name}\n")
    sys.stdout.write(
        f"{sum(found.outcomes.values()):7} inputs, seed {given.seed}, {len(found.failures)} failures\n"
    )
    for number, (what, content) in enumerate(found.failures):
        sys.stderr.write(f"failure {number}: {what}, {len(content)} bytes\n")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{given.seed}-{number}-{what.replace(' ', '_')[:60]}").write_bytes(content)
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
