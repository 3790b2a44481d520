"""The summary forms of a release: which forms there are figures for, and each of them filled."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.official.bases import base_of
from transforms.official.facts import given_by, submissions_of
from transforms.official.figures import filled
from transforms.official.notes import Sheet, notes_of
from transforms.official.rows import place_head, summary_rows, units_listed
from transforms.official.summary import FormSummary
from transforms.registry import Registry
from transforms.release import Frame
from transforms.render.form_layout import FormRow
from transforms.terms.form import FormVersion

Facts = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Known:
    """What is known of a release: rows of `form_facts` and `correction_states`, the simulated submissions."""

    facts: Facts
    corrections: Facts = ()
    simulated: Collection[str] = frozenset()


def form_summaries(frame: Frame, known: Known, registry: Registry) -> tuple[FormSummary, ...]:
    """One summary a form and standard that was reported of the plan's area, by form; the standard in force first.

    A form whose rates rest on another one comes after it by its id, as F05 after F04.

    Each shows what counts for the items of its columns, in whichever form it was reported. Generic forms have no
    layout of their own and are left out.
    """
    in_force = registry.standard_in_force(frame.period)
    standards = {fact["standard_id"] for fact in known.facts}
    found: list[FormSummary] = []
    for standard_id in sorted(standards, key=lambda one: (one != in_force, one)):
        facts = [fact for fact in known.facts if fact["standard_id"] == standard_id]
        built: dict[str, FormSummary] = {}
        for form in _forms(facts, frame, registry):
            built[form.form_id] = _summary(form, built, facts, frame, known, registry)
        found.extend(built.values())
    return tuple(sorted(found, key=lambda summary: summary.form.form_id))


def _forms(facts: Facts, frame: Frame, registry: Registry) -> list[FormVersion]:
    """The forms that anything was reported in, as the province prints them."""
    reported = {form for fact in facts if fact["contribution"] is not None for form in fact["form_ids"]}
    printed = (
        registry.form_as_printed(form_id, frame.period, frame.plan.territory_code)
        for form_id in sorted(reported)
    )
    return [form for form in printed if form and not form.is_generic]


def _summary(
    form: FormVersion,
    before: Mapping[str, FormSummary],
    of_standard: Facts,
    frame: Frame,
    known: Known,
    registry: Registry,
) -> FormSummary:
    period, area, items = frame.period, frame.plan.territory_code, frozenset(form.item_ids)
    facts = _of_form(form, of_standard, frame, registry)
    standard_id = facts[0]["standard_id"]
    given = given_by(fact for fact in facts if fact["item_id"] in items)
    reported = {code for code, figures in given.items() if any(f.value is not None for f in figures.values())}
    units = units_listed(form, area, period, reported, registry)
    done = filled(summary_rows(form, area, units, registry, period), given, items)
    submissions = frozenset(submissions_of(facts))
    base_form, base_items = base_of(form, period, area, registry)
    has_base = base_form in before and _lists_the_same(before[base_form].rows, done.rows)
    is_simulated = not submissions.isdisjoint(known.simulated)
    corrections = _about(known.corrections, facts)
    sheet = Sheet(
        form, standard_id, frame, facts, corrections, base_form, has_base, is_simulated=is_simulated
    )
    return FormSummary(
        form=form,
        standard_id=standard_id,
        standard_vi=registry.other_standard(period, standard_id),
        place_vi=place_head(units),
        rows=done.rows,
        marks=done.marks,
        notes=notes_of(sheet, done, registry),
        submission_ids=tuple(sorted(submissions)),
        is_simulated=is_simulated,
        base_form=base_form if has_base else "",
        base_items=base_items,
    )


def _lists_the_same(rows: Sequence[FormRow], others: Sequence[FormRow]) -> bool:
    """Whether two forms have the same units in the same rows, so that one may point into the other."""
    return [row.code for row in rows] == [row.code for row in others]


def _of_form(form: FormVersion, facts: Facts, frame: Frame, registry: Registry) -> Facts:
    """The facts of all columns of the form, printed or not."""
    whole = registry.form(form.form_id, frame.period) or form
    items = frozenset(whole.item_ids)
    return [fact for fact in facts if fact["item_id"] in items]


def _about(states: Iterable[Mapping[str, Any]], facts: Facts) -> list[Mapping[str, Any]]:
    """The corrections of the very facts that are shown."""
    names = ("figure_status", "standard_id", "territory_code", "territory_valid_from", "item_id")
    keys = {(*(fact[name] for name in names), period) for fact in facts for period in fact["source_periods"]}
    return [state for state in states if (*(state[name] for name in names), state["period"]) in keys]
