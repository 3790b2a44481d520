"""Simulated workbooks of F01, F02 and F03 as districts and provinces send them, with formulas and their values."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flows.stores.reader_pool import ReadJob
from transforms.registry import Registry
from transforms.render.form_layout import duty_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.sheet.delivery import Delivery
from transforms.terms.obligation import Duty

FORMS = ("F01", "F02", "F03")
_LARGE = 0.06


def write_workbooks(folder: Path, files: int, registry: Registry, seed: int = 1) -> list[ReadJob]:
    """So many workbooks: most of one district, one in sixteen or so of all communes of a province."""
    rng = random.Random(seed)  # noqa: S311 -- figures for a measurement
    duties = [duty for duty in _duties(registry) if duty.form_id in FORMS]
    jobs = []
    for number in range(files):
        duty = rng.choice(duties)
        if rng.random() < _LARGE:
            duty = _of_the_province(duty, duties)
        path = folder / f"{number:05}.xlsx"
        path.write_bytes(_workbook(duty, registry, rng))
        jobs.append(
            ReadJob(
                path,
                Delivery(path.name, duty.submitter_id, duty.period.text, duty.figure_status),
            )
        )
    return jobs


def _duties(registry: Registry) -> Iterator[Duty]:
    for period in {p.text: p for obligation in registry.obligations for p in obligation.periods}.values():
        yield from registry.duties(period)


def _of_the_province(duty: Duty, duties: list[Duty]) -> Duty:
    """The same form and period with every commune of the province."""
    key = (duty.form_id, duty.period, duty.figure_status, duty.territories[0].province_code)
    together = {
        territory.code: territory
        for other in duties
        if (other.form_id, other.period, other.figure_status, other.territories[0].province_code) == key
        for territory in other.territories
    }
    return replace(duty, territories=tuple(together.values()))


def _workbook(duty: Duty, registry: Registry, rng: random.Random) -> bytes:
    form = registry.printed_form(duty)
    items = form.item_ids if form else ()
    figures = {
        territory.code: {item: rng.randint(0, 4_000) for item in items} for territory in duty.territories
    }
    return form_workbook(duty_sheet(registry, duty, figures))
