"""Every form drawn for a made-up district: figures that hold inside each form and agree between the forms of a year."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from flows.stores.workbooks import read_workbook
from tests.builders import OBLIGATIONS, shipped_texts, small_texts
from transforms.registry import Registry, build_registry
from transforms.render.form_layout import FormSheet, duty_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading
from transforms.terms.form import FormVersion
from transforms.terms.obligation import Duty
from transforms.terms.period import Period

PLACE = "01978"
YEARS = {"2012": "2019", "2016": "2019", "2022": "2023"}
EXTRA = ("F04", "F05", "F06", "F07", "F08", "F08b", "F09", "F10", "F11", "F12", "F13", "M03N", "M03C")

# Figures of one commune by form and version, in the order of the printed columns. Rates that the counts beside them
# give are left out; those of F05, F07 and M03 are written by hand. Lines of persons hold four times as much.
RIGHT = {
    ("F01", "2016"): "100 400 20 10 30 80 40 120",
    ("F02", "2016"): "22 3 2 1 1 0 3 0 20",
    ("F03", "2016"): "9 1 2 0 3 0 1 0 10",
    ("F04", "2016"): "20 41 1 2 3 4 5 6 7 8 3 2",
    ("F04", "2022"): "20 66 1 2 3 4 5 6 7 8 9 10 11 0",
    ("F05", "2016"): "20 5 10 15 20 25 30 35 40 15 10",
    ("F05", "2022"): "20 5 10 15 20 25 30 35 40 45 50 55 0",
    ("F06", "2016"): "10 19 1 2 3 4 5 1 1 1 1 0",
    ("F06", "2022"): "10 20 1 2 3 4 5 1 1 1 1 1 0 0",
    ("F07", "2016"): "10 5 10 15 20 25 30 35 40 15 10",
    ("F07", "2022"): "10 5 10 15 20 25 30 35 40 45 50 55 0",
    ("F08", "2016"): "20 12 3 1 4 10 9 1 2 5",
    ("F08b", "2022"): "100 40 20 10 12 9 3 1 1 2",
    ("F09", "2016"): "20 8 12 5 3 0 1 1 1 0 1 10 1 9 4 4 0 0 0 0 0 1",
    ("F10", "2016"): "9 8 7 6 5 4 3 2 1",
    ("F10", "2022"): "9 8 7 6 5 4 3 2",
    ("F11", "2022"): "30 3 4 5 20 1 2 0",
    ("F12", "2022"): "100 40 60 50 400 160 240 200 20 8 12 10 2 3 4 80 30 50 40",
    ("F13", "2022"): "100 40 60 50 400 160 240 200 10 1 9 6 2 3 4 40 4 36 24",
    ("M03N", "2012"): "100 60 20 12 75 5 5 1 1 3 3 19 11 58",
    ("M03C", "2012"): "100 60 20 12 75 5 5 1 1 3 3 19 11 58",
}


def figures_of(form: FormVersion, texts: Iterable[str]) -> dict[str, int | None]:
    """Figures by item, and by column for a rate that is written by hand."""
    judged = {identity.column for identity in form.identities if identity.kind == "ratio"}
    written = [c for c in form.columns if c.items or c.number not in judged]
    found: dict[str, int | None] = {}
    for column, text in zip(written, texts, strict=True):
        if column.is_rate:
            found[f"printed:{column.number}"] = int(text)
        for line, item in column.items.items():
            found[item] = int(text) * (4 if line == "persons" else 1)
    return found


@cache
def owing() -> Registry:
    """The made-up country, every form owed by its districts in every year of it."""
    owed = [f"06,Các huyện,each:district,{form},06,commune,,2019,2023,chinh_thuc,12,14" for form in EXTRA]
    older = OBLIGATIONS.replace(",2017,2021,", ",2017,2023,").replace(",2018,2021,", ",2018,2023,")
    texts = small_texts(shipped_texts()) | {"obligations.csv": older + "\n".join(owed) + "\n"}
    return build_registry(texts, "owing")


def duty_of(form_id: str, version: str) -> Duty:
    period = Period(YEARS[version])
    duties = owing().duties(period)
    return next(d for d in duties if (d.submitter_id, d.form_id) == ("063", form_id))


def drawn(form_id: str, version: str, **wrong: int) -> FormSheet:
    """The sheet of one district: the figures above for its first commune, `wrong` ones in their place."""
    duty = duty_of(form_id, version)
    form = owing().printed_form(duty)
    assert form is not None
    assert form.version == version
    figures = figures_of(form, RIGHT[form_id, version].split())
    codes = [t.code for t in duty.territories]
    return duty_sheet(owing(), duty, dict.fromkeys(codes, figures) | {PLACE: figures | wrong})


def opened(sheet: FormSheet, folder: Path) -> OpenedWorkbook:
    path = folder / "bieu.xlsx"
    path.write_bytes(form_workbook(sheet))
    return read_workbook(path)


def read_back(sheet: FormSheet, folder: Path) -> SheetReading:
    (reading,) = read_sheets(opened(sheet, folder), Delivery("s1", "063"), owing())
    return reading
