"""How a cell is read: in a column of counts and in a column of rates.

`·` stands for a no-break space. An empty result is "no number"; the state says what the cell is instead.
"""

import pytest

from tests.builders import ascii_table
from transforms.text.numbers import read_number

CELLS = """
| text      | in a count column   | in a rate column   |
|-----------|---------------------|--------------------|
| 1.486     | reported 1486       | reported 1.486     |
| 1486      | reported 1486       | reported 1486      |
| 257.875   | reported 257875     | reported 257.875   |
| 2.680.321 | reported 2680321    | unreadable         |
| 1·486     | reported 1486       | unreadable         |
| 17,33     | reported 17.33      | reported 17.33     |
| 17.33     | reported 17.33      | reported 17.33     |
| 1.486,50  | reported 1486.5     | reported 1486.5    |
| 04        | reported 4          | reported 4         |
| 04%       | reported 4          | reported 4         |
| 100 %     | reported 100        | reported 100       |
| 100·%     | reported 100        | reported 100       |
| -12       | reported -12        | reported -12       |
| 0         | zero 0              | zero 0             |
| 0,00      | zero 0              | zero 0             |
| -         | dash                | dash               |
| –         | dash                | dash               |
| x         | not_applicable      | not_applicable     |
| X         | not_applicable      | not_applicable     |
| ·         | blank               | blank              |
| …         | unreadable          | unreadable         |
| ...       | unreadable          | unreadable         |
| trên 95%  | unreadable          | unreadable         |
| 1-1,5     | unreadable          | unreadable         |
| 12 hộ     | unreadable          | unreadable         |
"""


@pytest.mark.parametrize("row", ascii_table(CELLS), ids=lambda row: row["text"])
@pytest.mark.parametrize("kind", ["count", "rate"])
def test_cells(row: dict[str, str], kind: str) -> None:
    reading = read_number(row["text"].replace("·", "\u00a0"), is_count=kind == "count")
    number = "" if reading.number is None else format(reading.number.normalize(), "f")
    assert f"{reading.value_state} {number}".strip() == row[f"in a {kind} column"]
