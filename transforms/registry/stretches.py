"""Dated entries that must not hold twice on one day: standards, form versions, group members, name variants."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from transforms.errors import BadReference
from transforms.registry.places import Places
from transforms.text.normalise import name_key

if TYPE_CHECKING:
    from transforms.registry.build import Registry

_FOLLOWS = "stretches that follow one another; valid_to is the first day no longer covered"


class _Dated(Protocol):
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


class _Entry(NamedTuple):
    """One dated entry: whose it is, how it is called in a message, where it stands."""

    owner: tuple[str, ...]
    name: str
    file: str
    place: str
    span: _Dated


def in_stretches(registry: "Registry", places: Places) -> Iterator[BadReference]:
    """Every stretch that ends before it begins, or lies over another one of the same thing."""
    held: dict[tuple[str, ...], list[_Entry]] = {}
    for entry in _entries(registry, places):
        if entry.span.valid_to is not None and entry.span.valid_to <= entry.span.valid_from:
            found = f"{entry.name} {_text(entry)} ends before it begins"
            yield BadReference(entry.file, entry.place, found, "a valid_to after valid_from, or none")
        for other in held.get(entry.owner, ()):
            if _overlap(entry.span, other.span):
                found = f"{entry.name} {_text(entry)} overlaps {other.name} {_text(other)}, {other.place}"
                yield BadReference(entry.file, entry.place, found, _FOLLOWS)
        held.setdefault(entry.owner, []).append(entry)
    yield from _variants_of_nobody(registry)


def _entries(registry: "Registry", places: Places) -> Iterable[_Entry]:
    for standard in registry.standards:
        file, place = places.of("standards.yaml", standard.standard_id)
        yield _Entry(("standard",), standard.standard_id, file, place, standard)
    for form in registry.forms:
        file, place = places.of(f"forms/{form.form_id}.yaml", "versions", form.version)
        name = f"{form.form_id} {form.version}"
        yield _Entry(("form", form.form_id), name, file, place.replace("versions", name), form)
    for line, member in enumerate(registry.groups, start=2):
        owner = (member.group_id, member.territory_code)
        yield _Entry(owner, " ".join(owner), "groups.csv", f"line {line}", member)
    for line, variant in enumerate(registry.territories.variants, start=2):
        owner = (variant.code, name_key(variant.variant))
        yield _Entry(owner, f"“{variant.variant}”", "name_variants.csv", f"line {line}", variant)


def _overlap(one: _Dated, other: _Dated) -> bool:
    return (other.valid_to is None or one.valid_from < other.valid_to) and (
        one.valid_to is None or other.valid_from < one.valid_to
    )


def _text(entry: _Entry) -> str:
    return f"({entry.span.valid_from} – {entry.span.valid_to or '…'})"


def _variants_of_nobody(registry: "Registry") -> Iterator[BadReference]:
    index = registry.territories
    for line, variant in enumerate(index.variants, start=2):
        if index.at(variant.code, variant.valid_from) is None:
            found = f"no territory {variant.code} on {variant.valid_from}"
            yield BadReference(
                "name_variants.csv", f"line {line}", found, "a code of territories.csv valid then"
            )
