"""Territories, items, obligations and dated lists from their CSV files."""

from datetime import date

from transforms.errors import BadReference
from transforms.registry.source import Source, as_date, row_date, row_date_or_none, split_list
from transforms.terms.item import Item
from transforms.terms.obligation import Obligation
from transforms.terms.rule import Tie
from transforms.terms.standard import FigureStatus, GroupMember, Standard
from transforms.terms.territory import NameVariant, Territory, TerritoryChange, TerritoryIndex
from transforms.text.normalise import text_key

_LEVELS = ("province", "district", "commune")


def read_territories(source: Source) -> TerritoryIndex:
    """The whole country with its changes of territory and variants of names."""
    file = "territories.csv"
    territories = [_territory(file, n, row) for n, row in enumerate(source.rows(file, None), start=2)]
    return TerritoryIndex(territories, _changes(source), _variants(source))


def _territory(file: str, line: int, row: dict[str, str]) -> Territory:
    if row.get("level") not in _LEVELS or not row.get("code") or not row.get("name"):
        found = f"a row with code {row.get('code')!r}, name {row.get('name')!r}, level {row.get('level')!r}"
        raise BadReference(file, f"line {line}", found, f"code, name and a level of {', '.join(_LEVELS)}")
    return Territory(
        code=row["code"],
        valid_from=row_date(file, line, row["valid_from"]),
        name=row["name"],
        level=row["level"],
        parent_code=row["parent_code"],
        province_code=row["province_code"],
        valid_to=row_date_or_none(file, line, row["valid_to"]),
    )


def _changes(source: Source) -> list[TerritoryChange]:
    file = "territory_changes.csv"
    return [
        TerritoryChange(
            row_date(file, n, r["effective"]), r["old_code"], r["new_code"], r["part"], r["decree"]
        )
        for n, r in enumerate(source.rows(file, "territory_changes"), start=2)
    ]


def _variants(source: Source) -> list[NameVariant]:
    file = "name_variants.csv"
    return [
        NameVariant(
            r["code"],
            r["variant"],
            row_date(file, n, r["valid_from"]),
            row_date_or_none(file, n, r["valid_to"]),
        )
        for n, r in enumerate(source.rows(file, "name_variants"), start=2)
    ]


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
        )
        for n, r in enumerate(source.rows(file, "groups"), start=2)
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
