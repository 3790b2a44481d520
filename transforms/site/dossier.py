"""Everything that the pages of one release show, put together before any page is drawn."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from transforms.registry import Registry
from transforms.release import Release
from transforms.site.maps import MapFigures
from transforms.site.traces import Traces
from transforms.terms.rule import Issue


@dataclass(frozen=True)
class Dossier:
    """A release with what stands behind it.

    `history` holds the rows of `as_reported` of the release's areas up to its period, in all statuses; `receipts` and
    `issues` are those of every submission that the release shows or rests on, by id; `identity` is what its id is
    made of; `maps` the figures on dated maps; `name_order` the places of names in Vietnamese order; `files` names the
    other files of the release.
    """

    release: Release
    registry: Registry
    traces: Traces
    history: Sequence[Mapping[str, Any]]
    receipts: Mapping[str, Mapping[str, Any]]
    issues: Mapping[str, Sequence[Issue]]
    identity: Mapping[str, Any]
    maps: Sequence[MapFigures] = ()
    name_order: Mapping[str, int] = field(default_factory=dict)
    files: Collection[str] = ()
