"""Units by their names: the strictest way of comparing that knows a name decides."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from transforms.text.names import bare_key, spelling_key, whole_key
from transforms.text.normalise import name_key

if TYPE_CHECKING:
    from transforms.terms.territory import Territory

    _ByKey = dict[str, dict[Territory, None]]


class NameBook:
    """Some units with every spelling of their names that holds on one day."""

    def __init__(self, spellings: Iterable[tuple["Territory", Iterable[str]]]) -> None:
        given = [(unit, tuple(names)) for unit, names in spellings]
        self._typed = _by_key(given, name_key)
        self._spelled = _by_key(given, spelling_key)
        self._bare = _by_key(given, bare_key)

    def named(self, name: str) -> tuple["Territory", ...]:
        """The units of this name: as typed, else in another spelling of it. Several are homonyms."""
        return tuple(self._typed.get(name_key(name), ())) or tuple(self._spelled.get(spelling_key(name), ()))

    def bare(self, name: str) -> tuple["Territory", ...]:
        """The units of this name where it is written without the kind (xã, phường …)."""
        return tuple(self._bare.get(whole_key(name), ()))

    def find(self, name: str) -> tuple["Territory", ...]:
        """The units that the name may mean; one where it is known, several where it tells no difference."""
        return self.named(name) or self.bare(name)


def _by_key(given: list[tuple["Territory", tuple[str, ...]]], key: Callable[[str], str]) -> "_ByKey":
    found: _ByKey = {}
    for unit, names in given:
        for name in names:
            found.setdefault(key(name), {})[unit] = None
    return found
