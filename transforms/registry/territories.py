"""Territories, their changes, counts and the variants of their names, from the CSV files."""

from functools import lru_cache

from transforms.registry.source import Source, row_date, row_date_or_none
from transforms.terms.territory import (
    NameVariant,
    Territory,
    TerritoryChange,
    TerritoryCount,
    TerritoryIndex,
)

_FILES = {
    "territories.csv": "territories",
    "territory_changes.csv": "territory_changes",
    "name_variants.csv": "name_variants",
}


def read_territories(source: Source) -> TerritoryIndex:
    """The whole country with its changes of territory and variants of names."""
    return _index(source.texts_of(_FILES))


@lru_cache(maxsize=2)
def _index(texts: tuple[tuple[str, str], ...]) -> TerritoryIndex:
    """The index of these texts: a process that builds several registries of one country builds it once."""
    source = Source(dict(texts))
    file = "territories.csv"
    rows = enumerate(source.rows(file, "territories"), start=2)
    territories = [_territory(file, line, row) for line, row in rows]
    return TerritoryIndex(territories, _changes(source), _variants(source))


def _territory(file: str, line: int, row: dict[str, str]) -> Territory:
    return Territory(
        code=row["code"],
        valid_from=row_date(file, line, row["valid_from"]),
        name=row["name"],
        level=row["level"],
        parent_code=row["parent_code"],
        province_code=row["province_code"],
        valid_to=row_date_or_none(file, line, row["valid_to"]),
        type_vi=row["type"],
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


def read_counts(source: Source) -> tuple[TerritoryCount, ...]:
    """How many units official texts count."""
    file = "territory_counts.csv"
    return tuple(
        TerritoryCount(row_date(file, n, r["date"]), r["territory_code"], r["level"], int(r["units"]))
        for n, r in enumerate(source.rows(file, "territory_counts"), start=2)
    )
