"""How large a release of a whole province is, and how fast its pages open in a browser.

uv run python -m benchmarks.publishing

A province of some two hundred territories, fifteen forms and five years, every figure made up: its districts send every
form that is valid in a year, the run publishes the last year, and each kind of page is opened in Chromium from disk,
next to an empty page.
"""

import argparse
import csv
import io
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import yaml
from playwright.sync_api import Page, sync_playwright

from benchmarks.workbooks import agreeing_figures
from flows.places import SHIPPED_REFERENCE, Workspace
from flows.stores.reference import read_registry
from transforms.registry import Registry
from transforms.render.form_layout import duty_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.terms.obligation import Duty
from transforms.terms.period import Period

PROVINCE = "14"
YEARS = ("2020", "2021", "2022", "2023", "2024")
PLAN = f"{PROVINCE}-2024-do"
_HEADS = (
    "submitter_id submitter_name_vi submitter_rule form_id territory_code territory_level item_ids first_period"
    " last_period figure_status due_month due_day standard_id submitter_name_en"
)
_LOUD = frozenset({"C00", "C04", "C07a", "C07f", "C10a", "C10b", "C27"})
_ROUNDS = 5
_MEGABYTE = 1_000_000
_EMPTY = "<!doctype html><title>-</title>"


def main() -> None:
    """Write, run, weigh and open; print what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--keep", type=Path, help="a folder for the workspace, kept afterwards")
    given = options.parse_args()
    root = given.keep or Path(tempfile.mkdtemp())
    try:
        _province(root)
        seconds = _run(root)
        release = next((root / "published" / PLAN).glob("*/latest")).resolve()
        print(f"publishing and everything before it: {seconds:.0f} s")
        _print_sizes(release)
        _print_openings(release)
    finally:
        if given.keep is None:
            shutil.rmtree(root)


def _province(root: Path) -> None:
    """The reference of the province, and a workbook of every district, form and year in the inbox."""
    shipped = read_registry(Workspace(root))
    forms = sorted({form.form_id for form in shipped.forms} - {"CT01"})
    plans = root / "reference" / "plans"
    plans.mkdir(parents=True)
    (root / "reference" / "obligations.csv").write_text(_obligations(forms, shipped), encoding="utf-8")
    (plans / f"{PLAN}.yaml").write_text(_plan(), encoding="utf-8")
    _quieten(root)
    registry = read_registry(Workspace(root))
    territories = set()
    for year in YEARS:
        for duty in registry.duties(Period(year)):
            path = (
                root / "inbox" / duty.submitter_id / f"{year}-{duty.figure_status}" / f"{duty.form_id}.xlsx"
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_workbook(duty, registry))
            territories |= {unit.code for unit in duty.territories}
    files = sum(1 for path in (root / "inbox").rglob("*.xlsx"))
    print(f"{len(territories)} communes, {len(forms) + 1} forms, {len(YEARS)} years, {files} workbooks")


def _quieten(root: Path) -> None:
    """Rules that figures of this make break by the thousand only count: a province sends others."""
    own = root / "reference" / "rules"
    own.mkdir()
    for path in sorted(SHIPPED_REFERENCE.glob("rules/*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for rule in document["rules"]:
            if rule["rule_id"] in _LOUD:
                rule |= {"mode": "shadow", "reason_vi": "Số liệu để đo"}
        text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
        (own / path.name).write_text(text, encoding="utf-8")


def _obligations(forms: list[str], registry: Registry) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADS.split())
    rest = ("chinh_thuc", 12, 14, "", "")
    items = "population_persons|insured_persons"
    for year in YEARS:
        for form in (form for form in forms if registry.form(form, Period(year))):
            who = (PROVINCE, "Các huyện (đo)", "each:district")
            writer.writerow((*who, form, PROVINCE, "commune", "", year, year, *rest))
        who = (f"{PROVINCE}-bhxh", "Bảo hiểm xã hội (đo)", "one")
        writer.writerow((*who, "CT01", PROVINCE, "commune", items, year, year, *rest))
    return out.getvalue()


def _plan() -> str:
    target = {
        "text_vi": "Giảm tỷ lệ hộ nghèo 1%",
        "name_vi": "Giảm tỷ lệ hộ nghèo",
        "indicator_id": "poor_household_rate_drop",
        "kind": "drop_pp",
        "comparator": ">=",
        "low": "1",
        "measure_unit": "điểm %",
    }
    plan = {
        "plan_id": PLAN,
        "title_vi": "Kế hoạch giảm nghèo (số liệu để đo)",
        "document_vi": "Văn bản giả định",
        "issued_by_vi": "UBND tỉnh",
        "issued_on": "2024-01-02",
        "territory_code": PROVINCE,
        "period": YEARS[-1],
        "source_vi": "Tạo ra để đo",
        "note_vi": "",
        "targets": [{"target_id": f"{PLAN}-{n}", **target} for n in range(1, 9)],
    }
    return yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)


def _workbook(duty: Duty, registry: Registry) -> bytes:
    form = registry.printed_form(duty)
    items = duty.item_ids or (form.item_ids if form else ())
    figures = {unit.code: agreeing_figures(items) for unit in duty.territories}
    return form_workbook(duty_sheet(registry, duty, figures))


def _run(root: Path) -> float:
    command = [str(Path(sys.executable).with_name("tonghop")), "run", "--workspace", str(root)]
    started = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own program
    return perf_counter() - started


def _print_sizes(release: Path) -> None:
    files = [path for path in release.rglob("*") if path.is_file()]
    by_kind: Counter[str] = Counter()
    for path in files:
        by_kind[_kind(path.relative_to(release))] += path.stat().st_size
    total = sum(by_kind.values())
    print(f"release: {total / _MEGABYTE:.1f} MB in {len(files)} files")
    for kind, size in by_kind.most_common():
        print(f"  {kind}: {size / _MEGABYTE:.2f} MB")
    pages = [path for path in files if path.suffix == ".html"]
    largest = max(pages, key=lambda path: path.stat().st_size)
    print(f"  largest page: {largest.relative_to(release)}, {largest.stat().st_size / 1000:.0f} kB")


def _kind(place: Path) -> str:
    parts = [part for part in place.parts if part != "en"]
    return f"{parts[0]}/" if len(parts) > 1 else "pages" if place.suffix == ".html" else place.name


def _print_openings(release: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(offline=True)
        empty = release.parent.parent / "empty.html"
        empty.write_text(_EMPTY, encoding="utf-8")
        base = _seconds(page, empty)
        print(f"an empty page opens in {base:.3f} s")
        for kind in _pages(release):
            found = _seconds(page, kind)
            place = kind.relative_to(release)
            print(f"  {place}: {found:.3f} s, {found / base:.1f} times an empty one")
        browser.close()


def _pages(release: Path) -> Iterator[Path]:
    """Of each kind of page the largest."""
    kinds: dict[str, Path] = {}
    for path in sorted(release.rglob("*.html")):
        place = path.relative_to(release)
        if "en" not in place.parts:
            kind = place.parts[0]
            if kind not in kinds or path.stat().st_size > kinds[kind].stat().st_size:
                kinds[kind] = path
    yield from kinds.values()


def _seconds(page: Page, path: Path) -> float:
    found = []
    for _ in range(_ROUNDS):
        started = perf_counter()
        page.goto(path.as_uri(), wait_until="load")
        # The page is drawn: its layout is worked out once it is asked for its height.
        page.evaluate("document.documentElement.scrollHeight")
        found.append(perf_counter() - started)
    return statistics.median(found)


if __name__ == "__main__":
    main()
