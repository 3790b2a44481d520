"""The lines of a long file from its end."""

import os
from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 1 << 16


def backwards(file: BinaryIO) -> Iterator[bytes]:
    """The lines from the last to the first, without their line ends; a last line without its end is one, too."""
    position = file.seek(0, os.SEEK_END)
    rest: bytes | None = None
    while position:
        step = min(_BLOCK, position)
        position -= step
        file.seek(position)
        parts = (file.read(step) + (rest or b"")).split(b"\n")
        if rest is None and not parts[-1]:
            # The line end of the last line begins no further one.
            parts.pop()
        rest = parts[0]
        yield from reversed(parts[1:])
    if rest is not None:
        yield rest
