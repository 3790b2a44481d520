"""What the commands of an auditor share: a head as it was noted, and lists that end."""

import re
from collections.abc import Iterator, Sequence

from flows.cli.texts import Texts
from transforms.errors import UsageError

# So many lines of one kind of difference on a screen; the count says how many there are.
SHOWN = 20
_HEAD = re.compile(r"[0-9a-f]{64}")


def noted_head(head: str, texts: Texts) -> str:
    """The head as it was given, in small letters.

    Raises:
        UsageError: it is none.
    """
    noted = head.strip().lower()
    if noted and not _HEAD.fullmatch(noted):
        raise UsageError(texts("audit_bad_head", head=head))
    return noted


def capped(lines: Sequence[str], texts: Texts) -> Iterator[str]:
    """The first lines, and how many more there are."""
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield texts("audit_more", count=len(lines) - SHOWN)
