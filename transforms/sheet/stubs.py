"""The columns left of the figures: running numbers, names, codes and lines of territories."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from transforms.sheet.header_match import header_key
from transforms.sheet.header_tree import Path
from transforms.terms.form import FormVersion

_LABELS = {"territory": "địa bàn", "code": "mã đơn vị", "breakdown": "phân tổ"}
_SHORT = "territory_short"


@dataclass(frozen=True)
class Stub:
    """Columns by their role, and columns of which several claim one role."""

    roles: dict[str, int]
    unclear: dict[int, str]

    @property
    def columns(self) -> frozenset[int]:
        """Every column that is no column of figures."""
        return frozenset({*self.roles.values(), *self.unclear})


def stub_of(paths: Mapping[int, Path], form: FormVersion) -> Stub:
    """The stub of a table: by the lowest header of each column, else by a header above it.

    The first of several columns of running numbers is taken: they say nothing about figures. Several columns
    of names, codes or lines are unclear. A short name of the territory column counts where it has no other.
    """
    names = {role: phrases for role, phrases in form.stub.items() if role != _SHORT}
    stub = _named_by(paths, names)
    has_territory = _LABELS["territory"] in stub.unclear.values() or "territory" in stub.roles
    return stub if has_territory else _named_by(paths, names | {"territory": form.stub[_SHORT]})


def _named_by(paths: Mapping[int, Path], names: Mapping[str, tuple[str, ...]]) -> Stub:
    roles: dict[str, int] = {}
    unclear: dict[int, str] = {}
    for level in (slice(-1, None), slice(None)):
        for role in (role for role in names if role not in roles and role not in unclear.values()):
            free = (column for column in paths if column not in {*roles.values(), *unclear})
            found = [column for column in free if _is_named(paths[column][level], names[role])]
            if len(found) == 1 or (found and role == "number"):
                roles[role] = found[0]
            elif found and (role == "territory" or level.start == -1):
                unclear |= dict.fromkeys(found, role)
    return Stub(roles, {column: _LABELS.get(role, role) for column, role in unclear.items()})


def _is_named(texts: Path, phrases: tuple[str, ...]) -> bool:
    keys = _keys(phrases)
    return any(header_key(text) in keys for text in texts)


@lru_cache(maxsize=256)
def _keys(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(header_key, phrases))
