"""Simulated workbooks of F01, F02 and F03 as districts and provinces send them, with formulas and their values."""

import csv
import random
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from flows.stores.reader_pool import ReadJob
from transforms.registry import Registry
from transforms.render.form_layout import duty_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.sheet.delivery import Delivery
from transforms.terms.obligation import Duty

FORMS = ("F01", "F02", "F03")
_LARGE = 0.06


def with_provinces(texts: Mapping[str, str]) -> dict[str, str]:
    """The reference in which a province, too, reports what each of its districts reports, in one sheet."""
    rows = list(csv.reader(StringIO(texts["obligations.csv"])))
    head = rows[0]
    rule, form = head.index("submitter_rule"), head.index("form_id")
    whole = [
        [*row[:rule], "one", *row[rule + 1 :]]
        for row in rows[1:]
        if row[rule] == "each:district" and row[form] in FORMS
    ]
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([*rows, *whole])
    return {**texts, "obligations.csv": out.getvalue()}


def write_workbooks(folder: Path, files: int, registry: Registry, seed: int = 1) -> list[ReadJob]:
    """So many workbooks: most of one district, one in sixteen or so of all communes of a province."""
    rng = random.Random(seed)  # noqa: S311 -- figures for a measurement
    duties = [duty for duty in _duties(registry) if duty.form_id in FORMS]
    large = [duty for duty in duties if duty.submitter_id == duty.territories[0].province_code]
    small = [duty for duty in duties if duty not in large]
    jobs = []
    for number in range(files):
        duty = rng.choice(large if rng.random() < _LARGE else small)
        path = folder / f"{number:05}.xlsx"
        path.write_bytes(_workbook(duty, registry, rng))
        delivery = Delivery(path.name, duty.submitter_id, duty.period.text, duty.figure_status)
        jobs.append(ReadJob(path, delivery))
    return jobs


def _duties(registry: Registry) -> Iterator[Duty]:
    for period in {p.text: p for obligation in registry.obligations for p in obligation.periods}.values():
        yield from registry.duties(period)


def _workbook(duty: Duty, registry: Registry, rng: random.Random) -> bytes:
    form = registry.printed_form(duty)
    items = form.item_ids if form else ()
    figures = {
        territory.code: {item: rng.randint(0, 4_000) for item in items} for territory in duty.territories
    }
    return form_workbook(duty_sheet(registry, duty, figures))
