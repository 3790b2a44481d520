"""Items, obligations and dated lists from their CSV files."""

from typing import TypedDict

from transforms.registry.source import Source, row_date, row_date_or_none, split_list
from transforms.terms.item import Item
from transforms.terms.licence import Licence
from transforms.terms.obligation import Obligation
from transforms.terms.plan import TaskUpdate
from transforms.terms.rule import Tie
from transforms.terms.standard import FigureStatus, GroupMember, UnitType
from transforms.text.normalise import text_key


class Publication(TypedDict):
    """What `publication.yaml` says; the names are those of the registry."""

    map_indicators: tuple[str, ...]
    protected_units: tuple[str, ...]
    licence: Licence


def read_items(source: Source) -> dict[str, Item]:
    """Items by id."""
    rows = source.rows("items.csv", "items")
    return {
        r["item_id"]: Item(
            r["item_id"],
            r["label_vi"],
            r["label_en"],
            r["kind"],
            r["measure_unit"],
            r["population"],
            tuple(text_key(phrase) for phrase in split_list(r["phrases"])),
        )
        for r in rows
    }


def read_obligations(source: Source) -> tuple[Obligation, ...]:
    """All obligations, in file order."""
    return tuple(
        Obligation(
            r["submitter_id"],
            r["submitter_name_vi"],
            r["submitter_rule"],
            r["form_id"],
            r["territory_code"],
            r["territory_level"],
            split_list(r["item_ids"]),
            r["first_period"],
            r["last_period"],
            r["figure_status"],
            int(r["due_month"]),
            int(r["due_day"]),
            r.get("standard_id") or "",
            r.get("submitter_name_en") or "",
        )
        for r in source.rows("obligations.csv", "obligations")
    )


def read_figure_statuses(source: Source) -> tuple[FigureStatus, ...]:
    """Figure statuses, weakest first."""
    rows = source.rows("figure_statuses.csv", "figure_statuses")
    statuses = [
        FigureStatus(
            r["figure_status"],
            r["label_vi"],
            int(r["rank"]),
            tuple(text_key(p) for p in split_list(r["phrases"])),
            r["label_en"],
        )
        for r in rows
    ]
    return tuple(sorted(statuses, key=lambda status: status.rank))


def read_groups(source: Source) -> tuple[GroupMember, ...]:
    """Members of dated groups."""
    file = "groups.csv"
    return tuple(
        GroupMember(
            r["group_id"],
            r["group_name_vi"],
            r["territory_code"],
            row_date(file, n, r["valid_from"]),
            row_date_or_none(file, n, r["valid_to"]),
            r["is_verified"] == "true",
            r["source"],
            r.get("select") or "",
            r.get("group_name_en") or "",
        )
        for n, r in enumerate(source.rows(file, "groups"), start=2)
    )


def read_unit_types(source: Source) -> dict[str, UnitType]:
    """Kinds of unit by their name."""
    rows = source.rows("unit_types.csv", "unit_types")
    return {
        r["type_vi"]: UnitType(r["type_vi"], r["area"], r["is_verified"] == "true", r["source"]) for r in rows
    }


def read_task_updates(source: Source) -> tuple[TaskUpdate, ...]:
    """What was reported on tasks, in file order."""
    file = "task_updates.csv"
    return tuple(
        TaskUpdate(
            r["plan_id"],
            r["target_id"],
            row_date(file, n, r["updated_on"]),
            r["state"],
            r["note_vi"],
            r["source"],
        )
        for n, r in enumerate(source.rows(file, "task_updates"), start=2)
    )


def read_words(source: Source) -> dict[str, tuple[str, ...]]:
    """Text keys of the words by which rows and sheets are told apart, by role."""
    raw = source.document("words.yaml", "words")["words"]
    return {role: tuple(text_key(word) for word in words) for role, words in raw.items()}


def read_office(source: Source) -> dict[str, str]:
    """Who answers the submitters, and whom they ask."""
    return dict(source.document("office.yaml", "office")["office"])


def read_publication(source: Source) -> Publication:
    """What a release shows beyond its figures, what the public edition protects, and the licence of open data."""
    document = source.document("publication.yaml", "publication")
    return {
        "map_indicators": tuple(document["map_indicators"]),
        "protected_units": tuple(document["protected_units"]),
        "licence": Licence(**document["licence"]),
    }


def read_limits(source: Source) -> dict[str, int]:
    """Limits that the office sets for itself, by name."""
    return dict(source.document("limits.yaml", "limits")["limits"])


def read_ties(source: Source) -> tuple[Tie, ...]:
    """Equalities between forms and between years."""
    return tuple(Tie(**row) for row in source.rows("ties.csv", "ties"))
