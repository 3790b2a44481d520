"""Rates that are worked out from another form: F05 from F04, F07 from F06, as the ties between forms say."""

from transforms.registry import Registry
from transforms.terms.form import FormVersion
from transforms.terms.period import Period


def base_of(
    form: FormVersion, period: Period, area_code: str, registry: Registry
) -> tuple[str, dict[str, str]]:
    """The form on which the printed rates rest, its item by column number, and the whole under the empty number.

    It is the one that a tie binds to the form's own count and that has a column for every entry whose rate is
    printed. Nothing where the form has no such rates.
    """
    entries = {column.number: (column.list_id, column.entry_id) for column in form.columns if column.is_rate}
    if not entries or not all(entry_id for _, entry_id in entries.values()):
        return "", {}
    for tie in registry.ties:
        if tie.left_form != form.form_id or tie.right_period != "same":
            continue
        base = registry.form_as_printed(tie.right_form, period, area_code)
        items = _items_by_entry(base) if base else {}
        if set(entries.values()) <= items.keys():
            found = {number: items[entry] for number, entry in entries.items()}
            return tie.right_form, {**found, "": tie.right_item}
    return "", {}


def _items_by_entry(form: FormVersion) -> dict[tuple[str, str], str]:
    return {(c.list_id, c.entry_id): c.items["all"] for c in form.columns if c.entry_id and "all" in c.items}
