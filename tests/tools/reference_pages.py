"""The pages of forms and indicators, from the shipped reference."""

from collections.abc import Iterator
from datetime import date

from tests.tools.markdown import code, codes, quoted, table
from transforms.registry import Registry
from transforms.terms.form import Column, FormVersion, HeaderMatch, Identity
from transforms.terms.indicator import Indicator

_FORMS = """\
# Forms

A form is data (`data/reference/forms/`). Columns are found by the phrases of their headers, from top to bottom
(“path”) or in the lowest header (“leaf”), never by position; letter case and the place of tone marks do not matter.
"""
_UNVERIFIED = """\
## What is not verified

- The numbers of the forms ("Mẫu số 7.1" …) are probable; a basis that says "chưa đối chiếu" was not read in the
  original.
- F04–F10 of 2016–2021: columns taken from the forms of 2022, with the indicators and causes of their time.
- F11: which of the two columns on health comes first. Columns are found by their words, so the order does not matter.
- M03N, M03C (Mẫu số 3): the circular, and the whole behind the rates of columns 6, 8, 10, 12 and 16; these are read
  and not judged.
- Spellings of ethnic groups, and the groups that a province prints (`printed_entries.csv`) where it says so.
- From 2027 the indicators of the new standard are unknown: the forms on deprivations end with 2026.
"""
_INDICATORS = """\
# Indicators

An indicator is a numerator over a denominator of reported items. Rates are recomputed from sums, never averaged.
"""
_FORMULAS = {
    "rate": "100 × {top} / {bottom}",
    "count": "{top}",
    "rate_drop": "100 × ({top} / {bottom}) of the year before − the same of this year",
    "count_drop": "{top} of the year before − {top} of this year",
    "relative_drop": "100 × (drop of {top}) / {top} of the year before",
    "territory_share": "100 × units that satisfy it / units; a {unit} satisfies it where {inner} {sign} {value}",
}
_SIGNS = {"at_most": "≤", "at_least": "≥"}
_WITHOUT_WHOLE = {"count", "count_drop", "relative_drop"}


def forms_page(registry: Registry) -> str:
    """One section a form version, then the ties between forms."""
    sections = [_form_section(form, registry) for form in registry.forms]
    rows = [
        (tie.rule_id, f"{tie.left_form} {code(tie.left_item)}", f"{tie.right_form} {code(tie.right_item)}",
         "same period" if tie.right_period == "same" else "year before")
        for tie in registry.ties
    ]  # fmt: skip
    ties = "## Ties between forms and years\n\n" + table(
        ("Rule", "Must equal", "The other side", "When"), rows
    )
    return "\n".join([_FORMS, *sections, ties, "", _UNVERIFIED])


def _form_section(form: FormVersion, registry: Registry) -> str:
    return "\n".join(
        [
            f"## {form.form_id}, version {form.version}: {form.name_vi}\n",
            "\n".join(_form_lines(form)) + "\n",
            _items_table(registry) if form.is_generic else _columns_table(form),
            *([_identities(form)] if form.identities else []),
        ]
    )


def _form_lines(form: FormVersion) -> Iterator[str]:
    yield f"- In force: from {form.valid_from.isoformat()} {_until(form.valid_to)}"
    yield f"- Basis: {form.legal_ref}"
    yield f"- Title: {form.title_vi}"
    yield f"- Recognised by: {' or '.join(quoted(mark) for mark in form.title_marks)} in one title line or two"
    if form.title_absent:
        yield f"- Not where the title says: {quoted(form.title_absent)}"
    if form.title_tags:
        yield f"- Form tags, where the title names several forms or none: {quoted(form.title_tags)}"
    for role, phrases in form.stub.items():
        yield f"- Column of the {role}: {quoted(phrases)}"
    for line, phrases in form.breakdown.items():
        yield f"- Line of {line}: {quoted(phrases)}"


def _until(day: date | None) -> str:
    return f"to the day before {day.isoformat()}" if day else "with no end"


def _columns_table(form: FormVersion) -> str:
    rows = [
        (
            column.number,
            " / ".join(filter(None, column.header)),
            codes(column.items.values()) or "printed rate: compared, never stored",
            "yes" if column.is_required else ("no" if column.is_printed else "no, never printed"),
            _phrases(column),
        )
        for column in form.columns
    ]
    return table(("Column", "Header", "Items", "Required", "Header phrases"), rows)


def _match(match: HeaderMatch) -> str:
    parts = (
        ("path", match.path),
        ("leaf has one of", match.leaf),
        ("leaf is one of", match.leaf_is),
        ("without", match.absent),
    )
    return ", ".join(f"{word} {quoted(phrases)}" for word, phrases in parts if phrases)


def _phrases(column: Column) -> str:
    left = f" (the one after column {column.after})" if column.after else ""
    return "; or ".join(_match(match) for match in column.matches) + left


def _items_table(registry: Registry) -> str:
    rows = [
        (code(item.item_id), item.label_vi, item.measure_unit, quoted(item.phrases))
        for item in registry.items.values()
        if item.phrases
    ]
    head = "Any of these items may be a column; its lowest header is one of the phrases.\n\n"
    return head + table(("Item", "Label", "Measure unit", "Header phrases"), rows)


def _identities(form: FormVersion) -> str:
    rows = [(identity.rule_id, _relation(identity, form)) for identity in form.identities]
    return "Relations inside a row:\n\n" + table(("Rule", "Relation"), rows)


def _relation(identity: Identity, form: FormVersion) -> str:
    plus = " + ".join(code(item) for item in identity.plus)
    minus = "".join(f" − {code(item)}" for item in identity.minus)
    if identity.kind == "ratio":
        numbering = {column.number: _numbering(column) for column in form.columns}[identity.column]
        return f"column {numbering} = 100 × {plus} / {code(identity.result)}"
    if identity.kind in _SIGNS:
        blamed = f"; found at {codes(identity.blames)}" if identity.blames else ""
        times = f"{identity.times} × " if identity.times > 1 else ""
        return f"{plus} {_SIGNS[identity.kind]} {times}{code(identity.result)}{blamed}"
    return f"{code(identity.result)} = {plus}{minus}"


def _numbering(column: Column) -> str:
    return f"{column.number} (printed “{column.numbering}”)"


def indicators_page(registry: Registry) -> str:
    """One section an indicator."""
    return "\n".join([_INDICATORS, *(_indicator_section(one) for one in registry.indicators.values())])


def _indicator_section(one: Indicator) -> str:
    lines = (
        f"- English: {one.name_en}",
        f"- Kind: `{one.kind}`; {_formula(one)}",
        f"- Measure unit: {one.measure_unit}; decimals: {one.decimals}; better: {_better(one)}",
        f"- Population: {one.population_vi}",
        f"- Owner: {one.owner_vi}",
        f"- Định nghĩa: {one.definition_vi}",
        f"- Basis: {one.legal_ref}",
        *([f"- Named in official texts as: {quoted(one.phrases)}"] if one.phrases else []),
    )
    return f"## `{one.indicator_id}`: {one.name_vi}\n\n" + "\n".join(lines) + "\n"


def _formula(one: Indicator) -> str:
    top = " + ".join(code(item) for item in one.numerator)
    bottom = " + ".join(code(item) for item in one.denominator)
    if one.predicate is None:
        whole = f"; a part of {bottom}" if bottom and one.kind in _WITHOUT_WHOLE else ""
        return _FORMULAS[one.kind].format(top=top, bottom=bottom) + whole
    inner = one.predicate
    return _FORMULAS[one.kind].format(
        unit=inner.level, inner=code(inner.indicator_id), sign=inner.comparator, value=inner.value
    )


def _better(one: Indicator) -> str:
    return "higher" if one.is_higher_better else "lower"
