"""Values that are remembered by what they are, not by what they say: large ones that never change."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A key for a cache: equal to another only where both hold the very same object."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        """The identity; the value is kept alive by its key."""
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same object."""
        return isinstance(other, Same) and self.value is other.value
