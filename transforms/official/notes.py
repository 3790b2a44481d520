"""The notes under a summary form: what the figures are, what is missing, what stands in for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.official.blanks import blank_cells, empty_columns, missing_names
from transforms.official.figures import Filled, Sums
from transforms.registry import Registry
from transforms.release import Frame
from transforms.release_corrections import correction_notes
from transforms.render.language import Language
from transforms.render.vi_format import format_date, format_period
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.territory import Territory
from transforms.terms.texts import Speaker

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Sheet:
    """What the notes of one summary speak of: its printed form, its facts and the corrections of these.

    `base_form` is the form that its rates rest on, `has_base` whether that is in the release.
    """

    form: FormVersion
    standard_id: str
    frame: Frame
    facts: Rows
    corrections: Rows
    base_form: str
    has_base: bool
    is_simulated: bool


def notes_of(sheet: Sheet, done: Filled, registry: Registry) -> tuple[str, ...]:
    """One sentence a note, none of them empty."""
    say = registry.texts.speaker("vi")
    return (
        *((f"{say('figures_simulated')}.",) if sheet.is_simulated else ()),
        *_about(sheet, registry, say),
        *_missing(sheet, done, say),
        *_sums(sheet, done, say),
        *_rates(sheet, say),
        *_not_printed(sheet, registry, say),
        *_corrections(sheet, registry),
    )


def _about(sheet: Sheet, registry: Registry, say: Speaker) -> Iterator[str]:
    """Status, standard, map and periods."""
    period = sheet.frame.period
    yield say("official_note_status", status=sheet.frame.status.label_vi.lower())
    standards = (one for one in registry.standards if one.standard_id == sheet.standard_id)
    for standard in standards:
        yield say("official_note_standard", name=standard.name_vi, legal_ref=standard.legal_ref)
    yield say("official_note_map", day=format_date(period.end_date))
    sources = {source for fact in sheet.facts for source in fact["source_periods"]}
    if sources - {period.text}:
        told = (format_period(Period(text)) for text in sorted(sources))
        yield say("official_note_periods", periods=", ".join(told))


def _missing(sheet: Sheet, done: Filled, say: Speaker) -> Iterator[str]:
    """How many units gave figures, which did not, and which cells are blank."""
    units = [row for row in done.rows if row.role == "unit"]
    given = sum(1 for row in units if row.values)
    yield say("official_note_coverage", given=given, owed=len(units))
    if given < len(units):
        yield say("official_note_missing", names="; ".join(missing_names(done.rows, say)))
    empty = empty_columns(sheet.form, done.rows)
    if empty:
        yield say("official_note_empty_columns", columns=", ".join(empty))
    blanks = blank_cells(sheet.form, done.rows, frozenset(empty))
    if blanks:
        told = (
            say("official_blank_cells_of", name=row.name, columns=", ".join(found)) for row, found in blanks
        )
        yield say("official_note_blank_cells", places="; ".join(told))


def _sums(sheet: Sheet, done: Filled, say: Speaker) -> Iterator[str]:
    """Which lines add up some units only, which are own lines, and what a dash and a tick mean."""
    partial = [
        _partial_row(done.rows[index].name, sums, say)
        for index, sums in sorted(done.partial.items())
        if any(done.marks.get((index, item)) == "partial" for item in sums)
    ]
    if partial:
        yield say("official_note_partial", rows="; ".join(partial))
        if any(column.is_rate for column in sheet.form.columns):
            yield say("official_note_partial_rates")
    own = sorted({index for (index, _), mark in done.marks.items() if mark == "own_line"})
    if own:
        yield say("official_note_own_line", names="; ".join(done.rows[index].name for index in own))
    for mark in ("dash", "not_applicable"):
        if mark in done.marks.values():
            yield say(f"official_note_{mark}")


def _partial_row(name: str, sums: Sums, say: Speaker) -> str:
    """Of how many units the sums of a line consist: reported ones, and those for which an own line stands."""
    counted = [one for one in sums.values() if one.given + one.covered]
    least, most = (choose(one.given for one in counted) for choose in (min, max))
    span = str(most) if least == most else say("official_span", least=least, most=most)
    told = say("official_partial_row", name=name, given=span, owed=counted[0].owed)
    covered = max(one.covered for one in counted)
    return f"{told} {say('official_partial_covered', n=covered)}" if covered else told


def _rates(sheet: Sheet, say: Speaker) -> Iterator[str]:
    """Rates that rest on another form, and rates that nobody says how to work out."""
    if sheet.base_form:
        yield say("official_note_base" if sheet.has_base else "official_note_no_base", form=sheet.base_form)
        return
    known = {identity.column for identity in sheet.form.identities if identity.kind == "ratio"}
    unknown = [
        column.number for column in sheet.form.columns if column.is_rate and column.number not in known
    ]
    if unknown:
        yield say("official_note_open_rates", columns=", ".join(unknown))


def _not_printed(sheet: Sheet, registry: Registry, say: Speaker) -> Iterator[str]:
    """What was reported in columns of the form that the province does not print."""
    whole = registry.form(sheet.form.form_id, sheet.frame.period)
    hidden = set(whole.item_ids if whole else ()) - set(sheet.form.item_ids)
    told = sorted(
        {fact["item_id"] for fact in sheet.facts if fact["item_id"] in hidden and fact["contribution"]}
    )
    if told:
        yield say("official_note_not_printed", items="; ".join(registry.label(item).lower() for item in told))


def _corrections(sheet: Sheet, registry: Registry) -> list[str]:
    """The corrections of the figures shown, those that no longer hold among them."""
    day = sheet.frame.period.end_date
    codes = sorted({state["territory_code"] for state in sheet.corrections})
    found: Iterable[Territory | None] = (registry.territories.at(code, day) for code in codes)
    notes = correction_notes(sheet.corrections, sheet.frame, [unit for unit in found if unit], registry)
    words = Language(registry.texts, "vi")
    return [words.told(note) for note in notes]
