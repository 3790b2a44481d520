"""Simulated workbooks of F01, F02 and F03 as districts and provinces send them, with formulas and their values."""

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Mistakes:
    """How figures are drawn: a share of the rows holds numbers that contradict each other, the others agree."""

    name: str
    share: float


ALL_WRONG = Mistakes("every row with contradictions", 1.0)
MOSTLY_RIGHT = Mistakes("one row in fifty with contradictions", 0.02)


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


def write_workbooks(
    folder: Path,
    files: int,
    registry: Registry,
    seed: int = 1,
    mistakes: Mistakes = ALL_WRONG,
    period: str = "",
) -> list[ReadJob]:
    """So many workbooks: most of one district, one in sixteen or so of all communes of a province.

    They are about all years, or about one `period` in which all of F01 to F03 are owed.
    """
    rng = random.Random(seed)  # noqa: S311 -- figures for a measurement
    of_forms = [duty for duty in _duties(registry) if duty.form_id in FORMS]
    duties = [duty for duty in of_forms if period in {"", duty.period.text}]
    large = [duty for duty in duties if duty.submitter_id == duty.territories[0].province_code]
    small = [duty for duty in duties if duty not in large]
    jobs = []
    for number in range(files):
        duty = rng.choice(large if large and rng.random() < _LARGE else small)
        path = folder / f"{number:05}.xlsx"
        path.write_bytes(_workbook(duty, registry, rng, mistakes))
        delivery = Delivery(path.name, duty.submitter_id, duty.period.text, duty.figure_status)
        jobs.append(ReadJob(path, delivery))
    return jobs


def _duties(registry: Registry) -> Iterator[Duty]:
    for period in {p.text: p for obligation in registry.obligations for p in obligation.periods}.values():
        yield from registry.duties(period)


def _workbook(duty: Duty, registry: Registry, rng: random.Random, mistakes: Mistakes) -> bytes:
    form = registry.printed_form(duty)
    items = form.item_ids if form else ()
    figures = {
        territory.code: _figures(items, rng, is_wrong=rng.random() < mistakes.share)
        for territory in duty.territories
    }
    return form_workbook(duty_sheet(registry, duty, figures))


def _figures(items: Sequence[str], rng: random.Random, *, is_wrong: bool) -> dict[str, int]:
    """Figures of one unit; those that agree: every part within its whole, the closing stock as the movements say."""
    if is_wrong:
        return {item: rng.randint(0, 4_000) for item in items}
    return agreeing_figures(items)


def agreeing_figures(items: Sequence[str]) -> dict[str, int]:
    """Figures of one unit that contradict each other nowhere."""
    return {item: _agreeing(item, 4 if item.endswith("_persons") else 1) for item in items}


def _agreeing(item: str, people: int) -> int:
    """A stock of 100 households of 1,000, moved by one in each direction."""
    if item.startswith("resident"):
        return 1_000 * people
    is_movement = "_out_" in item or "_in_" in item
    return people * (1 if is_movement else 101 if "_closing_" in item else 100)
