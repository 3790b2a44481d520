"""Cells on their way from a reading worker: one string of bytes a sheet, made cells again when first asked for.

A caller that hears from several workers at once has no time to build every cell while they wait.
"""

import gc
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import overload

from transforms.sheet.reading import ReadCell


@contextmanager
def building() -> Iterator[None]:
    """Make many objects of which none is garbage yet: looking for it among them takes longer than making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class PackedCells(Sequence[ReadCell]):
    """The cells of a sheet; equal to a tuple of the same cells."""

    __slots__ = ("_built", "_count", "_packed")

    def __init__(self, count: int, packed: bytes) -> None:
        self._count, self._packed = count, packed
        self._built: tuple[ReadCell, ...] | None = None

    @classmethod
    def of(cls, cells: Sequence[ReadCell]) -> "PackedCells":
        """Pack cells field by field: what many cells share is written once."""
        return cls(len(cells), pickle.dumps(tuple(zip(*cells, strict=True)), pickle.HIGHEST_PROTOCOL))

    @property
    def _cells(self) -> tuple[ReadCell, ...]:
        if self._built is None:
            with building():
                fields = pickle.loads(self._packed)  # noqa: S301 -- packed by a process of ours
                self._built = tuple(map(ReadCell._make, zip(*fields, strict=True)))
        return self._built

    def __reduce__(self) -> tuple[type["PackedCells"], tuple[int, bytes]]:
        """Packed it travels, and packed it arrives."""
        return PackedCells, (self._count, self._packed)

    def __len__(self) -> int:
        """How many cells; nothing is unpacked for it."""
        return self._count

    @overload
    def __getitem__(self, place: int) -> ReadCell: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[ReadCell, ...]: ...

    def __getitem__(self, place: int | slice) -> ReadCell | tuple[ReadCell, ...]:
        """One cell, or some."""
        return self._cells[place]

    def __iter__(self) -> Iterator[ReadCell]:
        """The cells in their order."""
        return iter(self._cells)

    def __eq__(self, other: object) -> bool:
        """Whether the cells are the same, packed or not."""
        return self._cells == (other._cells if isinstance(other, PackedCells) else other)

    def __hash__(self) -> int:
        """The hash of the cells."""
        return hash(self._cells)
