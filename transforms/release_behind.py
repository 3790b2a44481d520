"""What stands behind a release beyond its own content: what its pages and its manifest are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.terms.rule import Issue


@dataclass(frozen=True)
class Behind:
    """Rows of `as_reported` of all areas, receipts and issues of all submissions by id, and what the id is made of."""

    rows: Sequence[Mapping[str, Any]]
    receipts: Mapping[str, Mapping[str, Any]]
    issues: Mapping[str, Sequence[Issue]]
    identity: Mapping[str, Any]
