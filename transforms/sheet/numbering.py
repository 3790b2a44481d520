"""The line of column numbers that closes a header: "A | B | 1 | 2 | 3 | 4=3/1*100", "(1) | (2)", "a | b | c"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from transforms.text.normalise import text_key

_LABEL = re.compile(
    r"[(\[]?\s*(?P<label>\d{1,2}(?:\.\d{1,2})*[a-zđ]?|[a-zđ]|[ivx]{1,4})\s*[)\].]?"
    r"(?:\s*=\s*[\d\s=+\-*/x×:.,()\[\]%]+)?"
)
_LABELS_KEPT = 4096
_FEWEST = 2
_FEWEST_LETTERS = 3
_LARGEST_GAP = 3


@lru_cache(maxsize=_LABELS_KEPT)
def label_of(text: str) -> str:
    """The label that a cell of the line gives its column, its formula left out; empty where it is no label."""
    found = _LABEL.fullmatch(text_key(text))
    return found["label"] if found else ""


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether the non-empty cells of a row are labels of columns that begin with 1, 1.0 or a.

    Numbers are different from each other, or begin again at 1, and leave no wide gaps; so a row of figures
    without a name is none.
    """
    labels = [label_of(text) for text in texts]
    if len(labels) < _FEWEST or not all(labels):
        return False
    numbers = [label for label in labels if label[0].isdigit()]
    if not numbers:
        return len(set(labels)) == len(labels) >= _FEWEST_LETTERS and labels[0] == "a"
    whole = [int(label) for label in numbers if label.isdigit()]
    if not {"1", "1.0"} & set(numbers):
        return False
    return is_plain_run(whole) or _are_scattered(whole)


def _are_scattered(numbers: Sequence[int]) -> bool:
    return len(set(numbers)) == len(numbers) and max(numbers) <= _LARGEST_GAP * len(numbers)


def is_plain_run(numbers: Sequence[int]) -> bool:
    """Whether numbers count on one by one; a run that began at 1 may begin there again."""
    return all(b == a + 1 or (numbers[0] == b == 1 < a) for a, b in pairwise(numbers))


def contradicted(
    labels: Mapping[int, str], chosen: Mapping[int, str], form_labels: Iterable[tuple[str, str]]
) -> dict[int, str]:
    """The columns whose label is that of another column of the form, with that column's number.

    A line that merely counts on in the sheet's own order says nothing about the form: a sender who moves or
    inserts columns renumbers them.
    """
    whole = [int(labels[column]) for column in sorted(labels) if labels[column].isdigit()]
    if is_plain_run(whole):
        return {}
    numbers = dict(form_labels)
    said = {column: numbers[label] for column, label in labels.items() if label in numbers}
    return {c: said[c] for c, number in chosen.items() if c in said and said[c] != number}
