"""What layouts are made of: how they may differ, their columns, and the forms and duties that they are of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from tests.builders import shipped_texts, small_texts
from transforms.registry import Registry, build_registry
from transforms.sheet.header_match import candidates
from transforms.terms.form import Column, FormVersion
from transforms.terms.obligation import Duty
from transforms.terms.period import Period
from transforms.text.numbers import CellContent

SUBMITTER = "063"
PROVINCE = "06"
ITEMS_SHOWN = 6
YEARS = range(2024, 2015, -1)
# What other tables hold: names of nothing in the form, and names that say less than a column of the form.
FOREIGN = (
    ("", "Ghi chú"),
    ("", "Diện tích (ha)"),
    ("", "Số thôn"),
    ("", "Cán bộ theo dõi"),
    ("Hộ nghèo", "dân tộc thiểu số"),
    ("Hộ nghèo", "đầu năm"),
    ("Hộ cận nghèo", "năm trước"),
    ("Khẩu nghèo", "là nữ"),
    ("Kế hoạch", "giảm hộ nghèo"),
)
# Words that make a header say less than the form's column, or another thing.
WORDS = (
    ("after", "mới"),
    ("after", "sơ bộ"),
    ("after", "kỳ 1"),
    ("after", "là nữ"),
    ("after", "theo chuẩn cũ"),
    ("after", "của xã đặc biệt khó khăn"),
    ("after", "có vay vốn"),
    ("after", "(nghìn)"),
    ("after", "quý II"),
    ("after", "lũy kế"),
    ("after", "dưới 15 tuổi"),
    ("after", "15"),
    ("before", "không"),
    ("before", "chưa"),
    ("before", "đã"),
    ("before", "ước"),
    ("before", "bình quân"),
    ("before", "kế hoạch"),
    ("before", "hỗ trợ"),
    ("before", "thu hồi"),
    ("above", "Năm trước"),
    ("above", "Trẻ em"),
    ("above", "Vùng cao"),
    ("above", "Được hỗ trợ"),
)
# A column with the very header of its left neighbour.
TWIN = "twin"
MERGINGS = ("merged", "partly", "unmerged")
UPRIGHTS = ("top", "middle", "bottom")
NUMBERINGS = (
    "official",
    "none",
    "counted",
    "brackets",
    "numbers",
    "restarted",
    "letters",
    "twice",
    "swapped",
)
TITLES = ("left", "merged", "office", "label", "centre")
SEPARATORS = (" - ", ": ", "\n", " – ", ". ")
_OLD_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ọa": "oạ", "ủy": "uỷ", "úy": "uý", "ùy": "uỳ", "òe": "oè"}
LINE_NAMES = {"households": "Hộ", "persons": "Nhân khẩu"}


@dataclass(frozen=True)
class Foreign:
    """A column that is not of the form: where it goes, and whether inside the group on its left."""

    place: int
    text: str
    is_inside: bool


@dataclass(frozen=True)
class Variation:
    """How a sheet differs from the official one, which is the default of every field."""

    order: tuple[int, ...] = ()
    dropped: frozenset[int] = frozenset()
    foreign: tuple[Foreign, ...] = ()
    renamed: Mapping[int, int] = field(default_factory=dict)
    worded: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    merging: str = "merged"
    loose: int = 0
    upright: str = "top"
    joined: str = ""
    separator: str = " - "
    style: str = "plain"
    units: str = ""
    numbering: str = "official"
    has_number: bool = True
    code: str = ""
    stub: str = "left"
    territory: int = 0
    row: int = 0
    column: int = 0
    titles: str = "left"
    are_names_merged: bool = True
    offset: int = 0


@dataclass(frozen=True)
class Slot:
    """One column of a sheet: its header from top to bottom, its label, unit and the contents of its rows.

    `column` is the column of the form, if it is one.
    """

    texts: tuple[str, ...]
    label: str
    unit: str
    contents: tuple[CellContent, ...]
    is_stub: bool = False
    column: Column | None = None


@cache
def layout_registry() -> Registry:
    """The small country, whose district owes every form there is."""
    texts = small_texts(shipped_texts())
    forms = build_registry(texts, "forms").forms
    items = build_registry(texts, "items").items
    phrased = "|".join([i.item_id for i in items.values() if i.phrases][:ITEMS_SHOWN])
    head = texts["obligations.csv"].splitlines()[0]
    rows = [
        f"{SUBMITTER},Huyện Bạch Thông,one,{form.form_id},{SUBMITTER},commune,{phrased if form.is_generic else ''},"
        f"{year_of(form)},{year_of(form)},chinh_thuc,12,14"
        for form in forms
    ]
    return build_registry(
        texts | {"obligations.csv": "\n".join([head, *dict.fromkeys(rows)]) + "\n"}, "layouts"
    )


def layout_forms() -> tuple[FormVersion, ...]:
    """Every form version with all its columns, those for entries of a list as the small country's province has them."""
    chosen = layout_registry().printed_entries[PROVINCE]
    return tuple(with_entries(form, chosen) for form in layout_registry().forms)


def with_entries(form: FormVersion, chosen: Mapping[str, Collection[str]]) -> FormVersion:
    """A form with all its columns, but of a list only the entries that are chosen from it."""
    every = tuple(replace(column, is_printed=True) for column in form.columns)
    return replace(form, columns=every).printed(chosen)


def entries_of(form: FormVersion) -> dict[str, list[str]]:
    """The entries of every list that the form has columns for, if none of them has to be there."""
    required = {column.list_id for column in form.columns if column.is_required}
    lists = {column.list_id for column in form.columns} - {"", *required}
    return {name: sorted({c.entry_id for c in form.columns if c.list_id == name}) for name in lists}


def year_of(form: FormVersion) -> str:
    """The last year of the small country in which a form version is in force."""
    return next(str(y) for y in YEARS if form.is_valid_at(Period(str(y)).end_date))


def duty_of(form: FormVersion) -> Duty:
    """What the district owes under a form."""
    return next(d for d in layout_registry().duties(Period(year_of(form))) if d.form_id == form.form_id)


def columns_of(form: FormVersion) -> tuple[Column, ...]:
    """The columns of a form; of a generic one those that are owed, which are all required."""
    owed = duty_of(form).item_ids
    found = candidates(form, layout_registry().items)
    return (
        found
        if not form.is_generic
        else tuple(replace(c, is_required=True) for c in found if c.number in owed)
    )
