"""Territories, items, obligations and dated lists from their CSV files."""

from datetime import date

from transforms.errors import BadReference
from transforms.registry.source import Source, as_date, split_list
from transforms.terms.item import Item
from transforms.terms.obligation import Obligation
from transforms.terms.rule import Tie
from transforms.terms.standard import FigureStatus, GroupMember, Standard
from transforms.terms.territory import NameVariant, Territory, TerritoryChange, TerritoryIndex
from transforms.text.normalise import text_key


def read_territories(source: Source) -> TerritoryIndex:
    """The whole country with its changes of territory and variants of names."""
    rows = source.rows("territories.csv", None)
    try:
        territories = [_territory(row) for row in rows]
    except (KeyError, ValueError) as error:
        valid = "code,name,level,parent_code,province_code,valid_from,valid_to with ISO dates"
        raise BadReference("territories.csv", "a row", str(error), valid) from error
    changes = [
        TerritoryChange(
            date.fromisoformat(r["effective"]), r["old_code"], r["new_code"], r["part"], r["decree"]
        )
        for r in source.rows("territory_changes.csv", "territory_changes")
    ]
    variants = [
        NameVariant(r["code"], r["variant"], date.fromisoformat(r["valid_from"]), as_date(r["valid_to"]))
        for r in source.rows("name_variants.csv", "name_variants")
    ]
    return TerritoryIndex(territories, changes, variants)


def _territory(row: dict[str, str]) -> Territory:
    return Territory(
        code=row["code"],
        valid_from=date.fromisoformat(row["valid_from"]),
        name=row["name"],
        level=row["level"],
        parent_code=row["parent_code"],
        province_code=row["province_code"],
        valid_to=as_date(row["valid_to"]),
    )


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
        )
        for r in rows
    ]
    return tuple(sorted(statuses, key=lambda status: status.rank))


def read_groups(source: Source) -> tuple[GroupMember, ...]:
    """Members of dated groups."""
    return tuple(
        GroupMember(
            r["group_id"],
            r["group_name_vi"],
            r["territory_code"],
            date.fromisoformat(r["valid_from"]),
            as_date(r["valid_to"]),
            r["is_verified"] == "true",
            r["source"],
        )
        for r in source.rows("groups.csv", "groups")
    )


def read_standards(source: Source) -> tuple[Standard, ...]:
    """Poverty standards by date."""
    raw = source.document("standards.yaml", "standards")["standards"]
    return tuple(
        Standard(
            s["standard_id"],
            s["name_vi"],
            date.fromisoformat(s["valid_from"]),
            as_date(s["valid_to"]),
            s["legal_ref"],
        )
        for s in sorted(raw, key=lambda s: s["valid_from"])
    )


def read_words(source: Source) -> dict[str, tuple[str, ...]]:
    """Text keys of the words by which rows and sheets are told apart, by role."""
    raw = source.document("words.yaml", "words")["words"]
    return {role: tuple(text_key(word) for word in words) for role, words in raw.items()}


def read_ties(source: Source) -> tuple[Tie, ...]:
    """Equalities between forms and between years."""
    return tuple(Tie(**row) for row in source.rows("ties.csv", "ties"))
