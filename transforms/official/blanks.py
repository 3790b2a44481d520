"""What a summary lacks: units without any figure, columns without any, single blank cells."""

from collections.abc import Collection, Iterator, Sequence

from transforms.render.form_layout import FormRow, units_of
from transforms.terms.form import FormVersion
from transforms.terms.texts import Speaker

Blank = tuple[FormRow, tuple[str, ...]]


def missing_names(rows: Sequence[FormRow], say: Speaker) -> Iterator[str]:
    """The units without any figure, district by district; a district of which nothing is known is named alone."""
    groups = [i for i, row in enumerate(rows) if row.role == "group"]
    if not groups:
        units = [row for row in rows if row.role == "unit"]
        yield ", ".join(row.name for row in units if not row.values)
    for index in groups:
        units = [rows[i] for i in units_of(rows, index)]
        missing = [row.name for row in units if not row.values]
        if len(missing) == len(units):
            yield say("official_all_of", name=rows[index].name, n=len(units))
        elif missing:
            yield say("official_some_of", name=rows[index].name, units=", ".join(missing))


def empty_columns(form: FormVersion, rows: Sequence[FormRow]) -> list[str]:
    """The numbers of the columns in which no unit has a figure, though an area may have one of its own."""
    known = {item for row in rows if row.role == "unit" for item in row.values}
    return [c.number for c in form.columns if c.items and not known & set(c.items.values())]


def blank_cells(form: FormVersion, rows: Sequence[FormRow], empty: Collection[str]) -> list[Blank]:
    """The units that gave some figures and left others out, with the columns of these."""
    columns = [column for column in form.columns if column.number not in empty]
    found = (
        (row, tuple(c.number for c in columns if set(c.items.values()) - row.values.keys()))
        for row in rows
        if row.role == "unit" and row.values
    )
    return [(row, blank) for row, blank in found if blank]
