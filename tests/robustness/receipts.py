"""One good workbook over the made-up country, and what `read_all` answers to files around it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from flows.stores.reader_pool import Fault, Readings, ReadJob, read_all
from tests.builders import small_registry
from transforms.registry import Registry
from transforms.render.form_layout import duty_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.sheet.delivery import Delivery
from transforms.terms.period import Period

SUBMITTER = "063"


@cache
def good_workbook() -> bytes:
    """A district's F01 of 2018 with a figure in every cell, formulas with computed values for rates and totals."""
    registry = small_registry()
    duty = next(
        d for d in registry.duties(Period("2018")) if (d.submitter_id, d.form_id) == (SUBMITTER, "F01")
    )
    figures = {
        t.code: {item: 1_000 * n + m for m, item in enumerate(sorted(registry.items), start=1)}
        for n, t in enumerate(duty.territories, start=1)
    }
    return form_workbook(duty_sheet(registry, duty, figures))


def limited(**limits: int) -> Registry:
    """The made-up country's registry with other limits of reading."""
    registry = small_registry()
    return replace(registry, limits={**registry.limits, **{f"reading_{k}": v for k, v in limits.items()}})


def answers(folder: Path, contents: Sequence[bytes], registry: Registry) -> list[Readings | Fault]:
    """What the pool answers to files of these contents, in their order, each checked to be its own answer."""
    jobs = []
    for number, content in enumerate(contents):
        path = folder / f"{number:05}"
        path.write_bytes(content)
        jobs.append(ReadJob(path, Delivery(path.name, SUBMITTER)))
    answered = list(read_all(jobs, registry))
    assert [job for job, _ in answered] == jobs
    return [answer for _, answer in answered]


def rules(answer: Readings | Fault) -> set[str]:
    """The rules that a file's receipt names; a fault of our own stands out."""
    if isinstance(answer, Fault):
        return {f"Fault: {answer.what}"}
    return {finding.rule_id for reading in answer for finding in reading.findings}


def figures(answer: Readings | Fault) -> dict[tuple[str, str], object]:
    """The figures that were read, by cell and item."""
    if isinstance(answer, Fault):
        return {}
    return {(cell.cell, cell.key): cell.value for reading in answer for cell in reading.cells}
