"""What a reporting sheet says, before it is drawn: its columns, its rows and how they are summed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from transforms.registry import Registry
from transforms.render.form_aims import aim_lines
from transforms.render.form_guide import Guide, guide_of
from transforms.terms.form import Column, FormVersion, Identity
from transforms.terms.item import Item
from transforms.terms.obligation import Duty
from transforms.terms.opening import Opening, Openings
from transforms.terms.period import Period
from transforms.terms.territory import Territory
from transforms.text.normalise import name_key

Layout = Literal["districts", "areas"]
Role = Literal["unit", "group", "total"]
# A sum of some of its parts; an area's own figure in place of parts; how a unit wrote that it has none.
Mark = Literal["partial", "own_line", "dash", "not_applicable"]
HeadLine = Literal["note", "warning", "aside"]
Amount = int | Decimal
Figures = Mapping[str, Amount | None]

# Lines above the table that begin so are for the submitter; `attachment` in words.yaml lets the reader skip them.
ASIDE_MARK = "Tham khảo:"
_LINE_LABELS = {"households": "Hộ", "persons": "Nhân khẩu"}
_URBAN = ("phường ", "thị trấn ")
_AREAS = (("I", "Khu vực thành thị", True), ("II", "Khu vực nông thôn", False))


@dataclass(frozen=True)
class FormRow:
    """One unit, one group line (district or area block, in bold) or the last total line.

    A unit carries `values`, by item id. The other lines are summed from the rows under them, but for a value that
    they carry themselves: the area's own figure, which stands for parts of which nothing is known.
    """

    number: str
    name: str
    code: str = ""
    role: Role = "unit"
    values: Figures = field(default_factory=dict)


@dataclass(frozen=True)
class Summing:
    """What only a summary of many reports shows.

    `place_vi` heads the column of names, `warning_vi` stands under the title, `notes` under the table. `marks` say
    of a figure, by row and item, what it lacks or stands for; `base_form` is the form on which the printed rates
    without figures of their own rest, `base_items` its item by column number (`""`: the whole).
    """

    place_vi: str = ""
    warning_vi: str = ""
    notes: tuple[str, ...] = ()
    marks: Mapping[tuple[int, str], Mark] = field(default_factory=dict)
    base_form: str = ""
    base_items: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FormSheet:
    """Everything that one reporting workbook shows.

    `standard_vi` is the name of the poverty standard where it is not the one in force.
    `items` are the columns of a generic form and empty otherwise. A template is protected except
    for its data cells, has the column of codes and carries its stamp, lines for reference (`asides`), opening
    figures of the year before, a guide and a sheet of checks. `summing` is there for a summary of many reports.
    """

    form: FormVersion
    period: Period
    status_label: str
    office: tuple[str, str]
    signatory: str
    rows: tuple[FormRow, ...]
    items: tuple[Item, ...] = ()
    note_vi: str = ""
    standard_vi: str = ""
    stamp: str = ""
    has_codes: bool = False
    is_template: bool = False
    asides: tuple[str, ...] = ()
    openings: Mapping[tuple[str, str], Opening] = field(default_factory=dict)
    guide: Guide | None = None
    summing: Summing | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The data columns: those of the form, or one an item for the generic form."""
        if not self.form.is_generic:
            return self.form.columns
        return tuple(
            Column(str(n), (item.label_vi, f"({item.measure_unit})"), str(n), {"all": item.item_id}, (), True)
            for n, item in enumerate(self.items, start=1)
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """The physical rows of one unit: `all`, or households and persons."""
        return tuple(line for line in _LINE_LABELS if line in self.form.breakdown) or ("all",)

    @property
    def stub(self) -> tuple[str, ...]:
        """The headers left of the data columns."""
        place = "Địa bàn" if self.form.is_generic else "Xã, phường, thị trấn"
        place = self.summing.place_vi if self.summing else place
        code = ("Mã",) if self.has_codes else ()
        return ("TT", place, *code, *(("Phân tổ",) if self.form.breakdown else ()))

    @property
    def title(self) -> str:
        """The title with the figure status in it, and the standard where it has to be said, in upper case."""
        standard = f" (theo {self.standard_vi})" if self.standard_vi else ""
        return f"{self.form.title_vi.format(status=self.status_label)}{standard}".upper()

    def parts(self, index: int) -> tuple[int, ...]:
        """The rows that make up a group line or the total: parts only, so that nothing counts twice."""
        return parts_of(self.rows, index)

    def value(self, index: int, item_id: str) -> Amount | None:
        """The figure of a row: as given, or the sum of its parts; None where all of them are blank."""
        own = self.rows[index].values.get(item_id)
        if own is not None or self.rows[index].role == "unit":
            return own
        known = [v for part in self.parts(index) if (v := self.value(part, item_id)) is not None]
        return sum(known) if known else None

    def ratio_of(self, column: Column) -> Identity | None:
        """The identity by which a printed rate is worked out from the figures of its own row."""
        items = {item for shown in self.columns for item in shown.items.values()}
        found = (i for i in self.form.identities if i.kind == "ratio" and i.column == column.number)
        return next((i for i in found if {*i.plus, i.result} <= items), None)

    def mark(self, index: int, item_id: str) -> Mark | None:
        """What has to be said of a figure of a summary."""
        return self.summing.marks.get((index, item_id)) if self.summing else None

    @property
    def notes(self) -> tuple[str, ...]:
        """The lines under the table of a summary."""
        return self.summing.notes if self.summing else ()

    @property
    def head_lines(self) -> tuple[tuple[str, HeadLine], ...]:
        """The lines between the period and the measure units, each with what it is."""
        warning = self.summing.warning_vi if self.summing else ""
        lines: tuple[tuple[str, HeadLine], ...] = ((self.note_vi, "note"), (warning, "warning"))
        return (*((text, kind) for text, kind in lines if text), *((line, "aside") for line in self.asides))

    def opening(self, index: int, item_id: str) -> Opening | None:
        """What is known of the opening figure of a unit; nothing for other figures and rows."""
        return self.openings.get((self.rows[index].code, item_id))


def parts_of(rows: Sequence[FormRow], index: int) -> tuple[int, ...]:
    """The rows that make up a group line or the total: units under a group, groups or else units under the total."""
    roles = [row.role for row in rows]
    if roles[index] == "total":
        wanted = "group" if "group" in roles else "unit"
        return tuple(i for i, role in enumerate(roles) if role == wanted)
    end = next((i for i in range(index + 1, len(roles)) if roles[i] != "unit"), len(roles))
    return tuple(range(index + 1, end)) if roles[index] == "group" else ()


def units_of(rows: Sequence[FormRow], index: int) -> tuple[int, ...]:
    """The units below a group line or the total, whatever lies between."""
    parts = parts_of(rows, index)
    if not parts or rows[parts[0]].role == "unit":
        return parts
    return tuple(unit for part in parts for unit in parts_of(rows, part))


def line_label(line: str) -> str:
    """How a breakdown line is called in the column Phân tổ."""
    return _LINE_LABELS[line]


def printed_rate(part: Amount | None, whole: Amount | None) -> Decimal | None:
    """100 x part / whole to two decimals, halves up as a spreadsheet rounds; None without a whole."""
    if part is None or not whole:
        return None
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def stamp_of(duty: Duty, form: FormVersion) -> str:
    """The text by which a template says what it is, wherever the file travels."""
    parts = (form.form_id, form.version, duty.submitter_id, duty.period.text, duty.figure_status)
    return ":".join(("tonghop", *parts))


def duty_sheet(
    registry: Registry,
    duty: Duty,
    figures: Mapping[str, Figures],
    *,
    layout: Layout = "districts",
    note_vi: str = "",
    has_codes: bool = False,
) -> FormSheet:
    """The sheet by which a duty is done: every territory owed, with its figures by territory code.

    Raises:
        LookupError: no version of the form is in force at the end of the period.
    """
    form = registry.printed_form(duty)
    if form is None:
        raise LookupError(f"form {duty.form_id} has no version for {duty.period}")
    status = next(s for s in registry.figure_statuses if s.figure_status == duty.figure_status)
    is_office = duty.submitter_name_vi.startswith("UBND ")
    return FormSheet(
        form=form,
        period=duty.period,
        status_label=status.label_vi,
        office=_office(duty.submitter_name_vi),
        signatory="TM. ỦY BAN NHÂN DÂN" if is_office else "THỦ TRƯỞNG ĐƠN VỊ",
        rows=_area_rows(duty, figures) if layout == "areas" else _district_rows(registry, duty, figures),
        items=tuple(registry.items[item_id] for item_id in duty.item_ids),
        note_vi=note_vi,
        standard_vi=registry.other_standard(duty.period, duty.standard_id),
        has_codes=has_codes,
    )


def template_sheet(
    registry: Registry,
    duty: Duty,
    figures: Mapping[str, Figures] | None = None,
    openings: Openings | None = None,
) -> FormSheet:
    """The pre-filled workbook of a duty: names, codes and opening figures; other figures usually are not there."""
    opened = openings or Openings()
    sheet = duty_sheet(registry, duty, _with_openings(figures or {}, opened), has_codes=True)
    lines = (*aim_lines(registry, duty, sheet.form), *filter(None, [opened.note_vi]))
    return replace(
        sheet,
        stamp=stamp_of(duty, sheet.form),
        is_template=True,
        asides=tuple(f"{ASIDE_MARK} {line}" for line in lines),
        openings=opened.by_place,
        guide=guide_of(registry, duty, sheet.form),
    )


def _with_openings(figures: Mapping[str, Figures], openings: Openings) -> dict[str, dict[str, Amount | None]]:
    """The figures with the opening ones that are known, which a figure given takes the place of."""
    filled: dict[str, dict[str, Amount | None]] = {}
    for (code, item), opening in openings.by_place.items():
        if opening.value is not None:
            filled.setdefault(code, {})[item] = opening.value
    return {code: {**filled.get(code, {}), **figures.get(code, {})} for code in {*filled, *figures}}


def _office(name: str) -> tuple[str, str]:
    """The issuing office on two lines, as a letterhead has it."""
    if name.startswith("UBND "):
        return ("ỦY BAN NHÂN DÂN", name.removeprefix("UBND ").upper())
    for level in (" tỉnh ", " huyện ", " thành phố "):
        head, found, place = name.partition(level)
        if found:
            return (head.upper(), f"{level.strip()} {place}".upper())
    return (name.upper(), "")


def _unit(number: str, territory: Territory, figures: Mapping[str, Figures]) -> FormRow:
    return FormRow(number, territory.name, territory.code, values=figures.get(territory.code, {}))


def _district_rows(registry: Registry, duty: Duty, figures: Mapping[str, Figures]) -> tuple[FormRow, ...]:
    """Units as 1.1, 1.2 … under the bold line of their parent; plain 1, 2 … where a duty has one level."""
    is_nested = len(duty.territories) > 1 and all(t.level == "commune" for t in duty.territories)
    if not is_nested:
        units = [_unit(str(n), t, figures) for n, t in enumerate(duty.territories, start=1)]
        return (*units, *_total(units))
    rows: list[FormRow] = []
    parents = list(dict.fromkeys(t.parent_code for t in duty.territories))
    for n, code in enumerate(parents, start=1):
        parent = registry.territories.at(code, duty.period.end_date)
        name = parent.name if parent else code
        rows.append(FormRow(str(n), name, code, "group"))
        children = (t for t in duty.territories if t.parent_code == code)
        rows.extend(_unit(f"{n}.{m}", t, figures) for m, t in enumerate(children, start=1))
    return (*rows, *_total(parents))


def _total(summed: Sequence[object]) -> Iterable[FormRow]:
    """A last line, unless it would only repeat the single line above it."""
    return [FormRow("", "Tổng cộng", role="total")] if len(summed) > 1 else []


def _area_rows(duty: Duty, figures: Mapping[str, Figures]) -> tuple[FormRow, ...]:
    """Blocks I and II, units numbered on through both; a block without units is left out."""
    rows: list[FormRow] = []
    number = 0
    for roman, name, is_urban in _AREAS:
        units = [t for t in duty.territories if name_key(t.name).startswith(_URBAN) == is_urban]
        if not units:
            continue
        rows.append(FormRow(roman, name, role="group"))
        for unit in units:
            number += 1
            rows.append(_unit(str(number), unit, figures))
    return (*rows, FormRow("", "Tổng cộng", role="total"))
