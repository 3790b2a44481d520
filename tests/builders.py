"""Small values for tests: a made-up country, sheets drawn as text, targets, figures, records."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from flows.places import Workspace
from flows.stores.reference import reference_texts
from transforms.checks.records import Record, Submitted, records_of
from transforms.judging import Actual
from transforms.registry import Registry, build_registry
from transforms.registry.source import Source
from transforms.registry.texts import read_texts
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import SheetGrid
from transforms.sheet.reading import SheetReading
from transforms.sheet.sheet import read_sheet
from transforms.terms.plan import Target
from transforms.terms.texts import Texts
from transforms.text.numbers import CellContent

# Two districts; in 2020 Tú Trĩ and Tân Tiến became Tân Tú under the old code of Tân Tiến, and Yên Phong
# took a part of Phong Huân. Both districts have a commune named Tân Tiến before that.
TERRITORIES = """\
code,name,level,type,parent_code,province_code,valid_from,valid_to
06,Tỉnh Bắc Kạn,province,Tỉnh,,06,2004-08-31,2025-07-01
063,Huyện Bạch Thông,district,Huyện,06,06,2004-08-31,2025-07-01
064,Huyện Chợ Đồn,district,Huyện,06,06,2004-08-31,2025-07-01
01969,Thị trấn Phủ Thông,commune,Thị trấn,063,06,2004-08-31,2025-07-01
01978,Xã Sĩ Bình,commune,Xã,063,06,2004-08-31,2025-07-01
01987,Xã Tú Trĩ,commune,Xã,063,06,2004-08-31,2020-02-01
01993,Xã Tân Tiến,commune,Xã,063,06,2004-08-31,2020-02-01
01993,Xã Tân Tú,commune,Xã,063,06,2020-02-01,2025-07-01
02074,Xã Phong Huân,commune,Xã,064,06,2004-08-31,2025-07-01
02083,Xã Yên Phong,commune,Xã,064,06,2004-08-31,2025-07-01
02089,Xã Tân Tiến,commune,Xã,064,06,2004-08-31,2025-07-01
"""
CHANGES = """\
effective,old_code,new_code,part,decree,source,note
2020-02-01,01987,01993,full,855/NQ-UBTVQH14,nghị quyết,
2020-02-01,01993,01993,full,855/NQ-UBTVQH14,nghị quyết,
2020-02-01,02074,02083,part,855/NQ-UBTVQH14,nghị quyết,
"""
COUNTS = """\
date,territory_code,level,units,source
2020-01-31,063,commune,4,bảng này
"""
VARIANTS = """\
code,variant,valid_from,valid_to,source
01978,Xã Sỹ Bình,2004-08-31,2025-07-01,hai cách viết
"""
OBLIGATIONS = """\
submitter_id,submitter_name_vi,submitter_rule,form_id,territory_code,territory_level,item_ids,\
first_period,last_period,figure_status,due_month,due_day
06,Các huyện,each:district,F01,06,commune,,2017,2021,chinh_thuc,12,14
06,Các huyện,each:district,F02,06,commune,,2018,2021,chinh_thuc,12,14
06,Các huyện,each:district,F03,06,commune,,2018,2021,chinh_thuc,12,14
06-bhxh,Bảo hiểm xã hội,one,CT01,06,commune,population_persons|insured_persons,2018,2020,chinh_thuc,1,15
"""
GROUPS = """\
group_id,group_name_vi,territory_code,valid_from,valid_to,is_verified,source
poor_communes,Các xã nghèo,01978,2018-01-01,,true,danh sách
poor_communes,Các xã nghèo,02074,2018-01-01,,true,danh sách
"""
# As OBLIGATIONS, with the year of change reported under both standards and the year after it.
OBLIGATIONS_OF_THE_CHANGE = """\
submitter_id,submitter_name_vi,submitter_rule,form_id,territory_code,territory_level,item_ids,\
first_period,last_period,figure_status,due_month,due_day,standard_id
06,Các huyện,each:district,F01,06,commune,,2020,2022,so_bo,11,10,
06,Các huyện,each:district,F01,06,commune,,2020,2022,chinh_thuc,12,14,
06,Các huyện,each:district,F01,06,commune,,2021,2021,chinh_thuc,12,20,ND07_2021
06,Các huyện,each:district,F02,06,commune,,2021,2022,chinh_thuc,12,14,
"""
PLAN = """\
plan_id: 063-2020-kh
title_vi: Mục tiêu năm 2020
document_vi: Kế hoạch
issued_by_vi: UBND huyện Bạch Thông
issued_on: 2020-03-20
territory_code: "063"
period: "2020"
source_vi: nguồn
note_vi: ""
targets:
  - target_id: t1
    text_vi: giảm tỷ lệ hộ nghèo từ 2,3% trở lên
    name_vi: Giảm tỷ lệ hộ nghèo
    indicator_id: poor_household_rate_drop
    kind: drop_pp
    comparator: ">="
    low: "2.3"
    measure_unit: điểm %
"""


def shipped_texts() -> dict[str, str]:
    """Every shipped reference file by its path."""
    return reference_texts(Workspace(Path(__file__).parent / "no-workspace"))


@cache
def shipped_messages() -> Texts:
    """The texts of what is published, in both languages."""
    return read_texts(Source(shipped_texts()))


@cache
def small_registry() -> Registry:
    """The registry of the made-up country; built once, for fixtures and for properties."""
    return build_registry(small_texts(shipped_texts()), "small")


@cache
def registry_of_the_change() -> Registry:
    """The made-up country in the year in which the poverty standard changes."""
    texts = small_texts(shipped_texts()) | {"obligations.csv": OBLIGATIONS_OF_THE_CHANGE}
    return build_registry(texts, "change")


@contextmanager
def empty_schema(database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection with a new schema in use, which goes with all its tables and registered ones."""
    database.execute("CREATE OR REPLACE SCHEMA one_test; USE one_test")
    try:
        yield database
    finally:
        registered = "SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal"
        for (name,) in database.execute(registered).fetchall():
            database.unregister(name)
        database.execute("USE main; DROP SCHEMA one_test CASCADE")


def small_texts(shipped: Mapping[str, str]) -> dict[str, str]:
    """The shipped reference with territories, duties, groups and plans replaced by those above, and without maps."""
    kept = {path: text for path, text in shipped.items() if not path.startswith(("plans/", "boundaries/"))}
    return kept | {
        "territories.csv": TERRITORIES,
        "territory_changes.csv": CHANGES,
        "territory_counts.csv": COUNTS,
        "name_variants.csv": VARIANTS,
        "obligations.csv": OBLIGATIONS,
        "groups.csv": GROUPS,
        "plans/063-2020-kh.yaml": PLAN,
    }


def cell_content(text: str) -> CellContent:
    """A cell as drawn: digits are a number, `'` marks text, nothing is an empty cell."""
    if text.startswith("'"):
        return text[1:]
    if text.lstrip("-").isdigit():
        return int(text)
    try:
        return float(text) if "." in text else text or None
    except ValueError:
        return text


def grid(drawing: str, name: str = "Sheet1", first_row: int = 1) -> SheetGrid:
    """A sheet drawn with `|` between cells; `<` continues the cell on its left, `^` the one above."""
    lines = [line.strip() for line in drawing.splitlines() if line.strip()]
    cells: dict[tuple[int, int], CellContent] = {}
    region: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(lines, start=first_row):
        for column, text in enumerate((part.strip() for part in line.split("|")), start=1):
            place = (row, column)
            if text == "<":
                region[place] = region.get((row, column - 1), (row, column - 1))
            elif text == "^":
                region[place] = region.get((row - 1, column), (row - 1, column))
            elif (content := cell_content(text)) is not None:
                cells[place] = content
    blocks: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, anchor in region.items():
        blocks.setdefault(anchor, [anchor]).append(place)
    merges = tuple(
        (anchor[0], anchor[1], max(r for r, _ in places), max(c for _, c in places))
        for anchor, places in sorted(blocks.items())
    )
    return SheetGrid(name, cells, merges)


F01_HEAD = """
    TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO
    Năm {year}
    TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
"""
F02_HEAD = """
    TỔNG HỢP DIỄN BIẾN HỘ NGHÈO NĂM {year} (CHÍNH THỨC)
    TT | Xã/phường | Phân tổ | Đầu kỳ | Trở thành hộ cận nghèo | Vượt chuẩn cận nghèo | Giảm khác | \
Cận nghèo trở thành hộ nghèo | Tái nghèo | Phát sinh mới | Tăng khác | Cuối kỳ
"""
F03_HEAD = """
    TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO NĂM {year} (CHÍNH THỨC)
    TT | Xã/phường | Phân tổ | Đầu kỳ | Cận nghèo trở thành hộ nghèo | Vượt chuẩn | Giảm khác | \
Hộ nghèo trở thành hộ cận nghèo | Tái cận nghèo | Phát sinh mới | Tăng khác | Cuối kỳ
"""


def f01(body: str, year: str = "2021") -> SheetGrid:
    """A short F01: columns 1, 2, 3, 5, 9, 11; the body starts at row 4."""
    return grid(F01_HEAD.format(year=year).strip() + "\n" + body.strip())


def f02(body: str, year: str = "2021") -> SheetGrid:
    """A short F02; the body starts at row 3."""
    return grid(F02_HEAD.format(year=year).strip() + "\n" + body.strip())


def f03(body: str, year: str = "2021") -> SheetGrid:
    """A short F03; the body starts at row 3."""
    return grid(F03_HEAD.format(year=year).strip() + "\n" + body.strip())


def read(sheet: SheetGrid, registry: Registry, submitter: str = "063", folder: str = "") -> SheetReading:
    """The sheet as read for one submitter; `folder` is the period and status of its inbox folder."""
    period, _, status = folder.rpartition("-")
    return read_sheet(sheet, Delivery("s1", submitter, period, status), registry)


def rules_of(reading: SheetReading) -> list[str]:
    """The rules of the findings, in order."""
    return [finding.rule_id for finding in reading.findings]


def figures(reading: SheetReading, *roles: str) -> dict[tuple[str, str], Decimal | None]:
    """Values by territory code and item, of rows with one of these roles (`part` by default)."""
    wanted = roles or ("part",)
    return {(c.territory_code, c.item_id): c.value for c in reading.cells if c.role in wanted and c.item_id}


def submitted(reading: SheetReading, submitter: str = "063", submission: str = "s1") -> Submitted:
    """The sheet as the rules see it."""
    return Submitted(submission, submitter, reading)


def record(sheet: SheetGrid, registry: Registry, territory: str, role: str = "part") -> Record:
    """The record of one territory of a sheet."""
    found = records_of([submitted(read(sheet, registry))], registry.territories)
    return next(r for r in found if (r.territory_code, r.role) == (territory, role))


def number(text: str) -> Decimal | None:
    """A decimal from `2,3`; nothing from a dash."""
    return None if text in {"", "-"} else Decimal(text.replace(".", "").replace(",", "."))


def target(aim: str, kind: str = "level", measure_unit: str = "%") -> Target:
    """A target from `>= 2,3` or `15 .. 20`."""
    parts = aim.split()
    if ".." in parts:
        comparator, low, high = "range", parts[0], number(parts[2])
    else:
        comparator, low, high = parts[0], parts[1], number(parts[2]) if parts[2:] else None
    return Target("t", "nguyên văn", "tên", "i", kind, comparator, number(low), high, measure_unit, "", "")


def actual(value: str, **more: Any) -> Actual:
    """A figure from Vietnamese digits; further fields as in Actual, texts being digits too."""
    values = {name: number(v) if isinstance(v, str) else v for name, v in more.items()}
    return Actual(number(value), **values)


def ascii_table(drawing: str) -> list[dict[str, str]]:
    """The rows of a table drawn as `| a | b |`, by the names in its first line; rules of dashes are skipped."""
    lines = [line.strip().strip("|") for line in drawing.strip().splitlines() if set(line) - set(" |-+:")]
    head, *rows = [[part.strip() for part in line.split("|")] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in rows]


def day(text: str) -> date:
    """A date from its ISO text."""
    return date.fromisoformat(text)
