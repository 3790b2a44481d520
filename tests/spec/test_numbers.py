"""How a cell is read: in a column of counts and in a column of rates, alone and among its neighbours.

`·` stands for a no-break space. Where there is no number the state says what the cell is instead. `?` marks a form
that could be two numbers: the kind of the column decides, and the note R25 says so. `!` marks a number that the
column decided, said in R25 (counts) or R27 (rates).
"""

from decimal import Decimal

import pytest

from tests.builders import ascii_table
from transforms.sheet.decided import ColumnCell, count_readings, rate_readings
from transforms.text.numbers import CellContent, read_number

CELLS = """
| text              | in a count column   | in a rate column   |
|-------------------|---------------------|--------------------|
| 1486              | reported 1486       | reported 1486      |
| '1486             | reported 1486       | reported 1486      |
| １４８６          | reported 1486       | reported 1486      |
| 1.486             | reported 1486       | reported 1.486 ?   |
| 1,486             | reported 1486 ?     | reported 1.486 ?   |
| 12.345            | reported 12345      | reported 12.345 ?  |
| 1·486             | reported 1486       | unreadable         |
| 1 486             | reported 1486       | unreadable         |
| 1'486             | reported 1486       | unreadable         |
| 1’486             | reported 1486       | unreadable         |
| 2.680.321         | reported 2680321    | unreadable         |
| 2,680,321         | reported 2680321    | unreadable         |
| 2 680 321         | reported 2680321    | unreadable         |
| 2.680,321         | reported 2680.321   | reported 2680.321  |
| 2.680 321         | unreadable          | unreadable         |
| 1.234,5           | reported 1234.5     | reported 1234.5    |
| 1,234.5           | reported 1234.5     | reported 1234.5    |
| 1 234,5           | reported 1234.5     | reported 1234.5    |
| 1.234,00          | reported 1234       | reported 1234      |
| 0.486             | reported 0.486      | reported 0.486     |
| 1486.000          | reported 1486       | reported 1486      |
| 17,33             | reported 17.33      | reported 17.33     |
| 17.33             | reported 17.33      | reported 17.33     |
| 17, 33            | unreadable          | unreadable         |
| 04                | reported 4          | reported 4         |
| 04%               | unreadable          | reported 4         |
| 100 %             | unreadable          | reported 100       |
| 100·%             | unreadable          | reported 100       |
| 2,72%             | unreadable          | reported 2.72      |
| 10.47%            | unreadable          | reported 10.47     |
| NaN%              | unreadable          | unreadable         |
| #DIV/0!           | unreadable          | unreadable         |
| -12               | reported -12        | reported -12       |
| −12               | reported -12        | reported -12       |
| －12              | reported -12        | reported -12       |
| - 12              | reported -12        | reported -12       |
| (12)              | reported -12        | reported -12       |
| (1.486)           | reported -1486      | reported -1.486 ?  |
| 12-               | unreadable          | unreadable         |
| 1.486*            | reported 1486       | reported 1.486 ?   |
| 1.486 (*)         | reported 1486       | reported 1.486 ?   |
| 12¹               | reported 12         | reported 12        |
| 12 (1)            | unreadable          | unreadable         |
| 12 hộ             | reported 12         | unreadable         |
| 1.486 HỘ          | reported 1486       | unreadable         |
| 12 người          | unreadable          | unreadable         |
| 12 nghìn          | unreadable          | unreadable         |
| 2k                | unreadable          | unreadable         |
| 0                 | zero 0              | zero 0             |
| 0,0               | zero 0              | zero 0             |
| 0,00              | zero 0              | zero 0             |
| -0                | zero 0              | zero 0             |
| -                 | dash                | dash               |
| –                 | dash                | dash               |
| không             | dash                | dash               |
| Không có          | dash                | dash               |
| không có số liệu  | unreadable          | unreadable         |
| x                 | not_applicable      | not_applicable     |
| X                 | not_applicable      | not_applicable     |
| ·                 | blank               | blank              |
| …                 | unreadable          | unreadable         |
| ...               | unreadable          | unreadable         |
| k                 | unreadable          | unreadable         |
| trên 95%          | unreadable          | unreadable         |
| 1-1,5             | unreadable          | unreadable         |
"""

# The cells of one column from top to bottom; the last one after `/` is the total below them.
# `1.486` is the number that a US locale makes of it, `"1.486"` a text, `2.72%` a number shown as a percentage.
COUNTS = """
| the column as the file holds it    | is read as                      | because                                |
|------------------------------------|---------------------------------|----------------------------------------|
| 980 1.486 1250 875                 | 980 1486! 1250 875              | a count is whole; thousands beside it  |
| 980 1.486 1.5 875 2310             | 980 1486! 1500! 875 2310        | the zeros of 1.500 went; 1.486 tells   |
| 980 1.5 1250 875                   | 980 1.5 1250 875                | 1.5 alone may be anything              |
| 3 1.486 5 12                       | 3 1.486 5 12                    | 1486 is no neighbour of 3, 5 and 12    |
| 60 70 1.125 80                     | 60 70 1.125 80                  | these are tens, not hundreds           |
| 100 130 99.986 110 120             | 100 130 99.986 110 120          | 99986 is far above hundreds            |
| 980 1.486                          | 980 1.486                       | one neighbour is too few               |
| 1.486 2.31 1.002 3.125             | 1486! 2310! 1002! 3125!         | all of the column in the same way      |
| 1.486 0.25 980 875 1250            | 1486! 0.25 980 875 1250         | no thousands begin with 0              |
| 980 1.48625 1250 875               | 980 1.48625 1250 875            | not a group of three                   |
| 980 1.486 3.3333333 875 1250       | 980 1.486 3.3333333 875 1250    | the column is not one of typed counts  |
| 500 986 700 800 / 2.986            | 500 986 700 800 / 2986!         | the sum of its parts                   |
| 500 1100 900 1000 / 3.5            | 500 1100 900 1000 / 3500!       | the very sum of its parts              |
| 500 1100 900 1000 / 3.4            | 500 1100 900 1000 / 3.4         | near the sum, but without three digits |
| 500 986 700 814 / 3.0              | 500 986 700 814 / 3             | a whole number stays (C09 speaks)      |
| 500 986 700 814 / 99.986           | 500 986 700 814 / 99.986        | far above its parts                    |
| 1.486 980 875 / 981.486            | 1486! 980 875 / 981.486         | a sum of counts read in two ways       |
| 1486 "1.486" "1,486" 875           | 1486 1486 1486! 875             | the comma could mark decimals          |
| 40% 980 1250                       | unreadable 980 1250             | a percentage is no count               |
"""

# Beside each printed rate the one that the counts of its row give; `~` where they give none.
RATES = """
| printed : recomputed                    | is read as                   | because                              |
|-----------------------------------------|------------------------------|--------------------------------------|
| 2.72:2.72 17.33:17.33                   | 2.72 17.33                   | in points                            |
| 0.0272:2.72 17.33:17.33                 | 2.72! 17.33                  | a part of one, by the counts         |
| 0.0272:~ 17.33:17.33                    | 0.0272 17.33                 | nothing decides                      |
| 0.05:2.72 0.17:17.33 0.3:30.1 0.4:40    | 5! 17! 30! 40!               | as the other three (C08 speaks of 5) |
| 0.02:2 0.17:17.33 0.3:30.1 0.04:~       | 2! 17! 30! 4!                | the column, where there are no counts|
| 0.04:0.04 0.17:17.33 0.3:30.1 0.4:40    | 0.04 17! 30! 40!             | each by its own counts               |
| 0.9:0.9 1:100                           | 0.9 100!                     | all of them poor                     |
| 0:0 0.0272:2.72                         | 0 2.72!                      | zero is zero in both                 |
| 2.72%:2.72 0.5%:0.5                     | 2.72 0.5                     | shown as a percentage: certain       |
| "2,72%":2.72 "0,5%":0.5                 | 2.72 0.5                     | the text says %                      |
| "12.345":12.345                         | 12.345!                      | no rate is in the thousands          |
"""


@pytest.mark.parametrize("row", ascii_table(CELLS), ids=lambda row: row["text"])
@pytest.mark.parametrize("kind", ["count", "rate"])
def test_cells(row: dict[str, str], kind: str) -> None:
    text = row["text"].replace("·", "\u00a0")
    reading = read_number(text, is_count=kind == "count", measure_unit="hộ" if kind == "count" else "")
    number = "" if reading.number is None else format(reading.number.normalize(), "f")
    doubt = "?" if reading.is_decided else ""
    assert " ".join(filter(None, (reading.value_state, number, doubt))) == row[f"in a {kind} column"]


def drawn(text: str) -> tuple[CellContent, bool]:
    """The content of a drawn cell, and whether the sheet shows it as a percentage."""
    if text.startswith('"'):
        return text.strip('"'), False
    if text.endswith("%"):
        return float(Decimal(text[:-1]) / 100), True
    return (float(text), False) if "." in text else (int(text), False)


def shown(value: Decimal | None, *, is_decided: bool) -> str:
    return "unreadable" if value is None else f"{value.normalize():f}" + ("!" if is_decided else "")


@pytest.mark.parametrize("row", ascii_table(COUNTS), ids=lambda row: row["because"])
def test_a_column_of_counts(row: dict[str, str]) -> None:
    parts, _, totals = row["the column as the file holds it"].partition(" / ")
    texts = [(text, True) for text in parts.split()] + [(text, False) for text in totals.split()]
    cells = [
        ColumnCell((place, 3), drawn(text)[0], is_part=is_part, is_percent=drawn(text)[1])
        for place, (text, is_part) in enumerate(texts, start=5)
    ]
    readings, decisions = count_readings(cells)
    decided = {decision.place: decision for decision in decisions}
    found = [shown(readings[cell.place].number, is_decided=cell.place in decided) for cell in cells]
    assert found == row["is read as"].replace(" /", "").split()
    assert {decision.rule_id for decision in decisions} <= {"R25"}
    assert all(readings[place].number == decision.number for place, decision in decided.items())


@pytest.mark.parametrize("row", ascii_table(RATES), ids=lambda row: row["because"])
def test_a_column_of_printed_rates(row: dict[str, str]) -> None:
    pairs = [pair.split(":") for pair in row["printed : recomputed"].split()]
    cells = [
        ColumnCell((place, 4), drawn(text)[0], is_percent=drawn(text)[1])
        for place, (text, _) in enumerate(pairs, start=5)
    ]
    exact = {cell.place: Decimal(own) for cell, (_, own) in zip(cells, pairs, strict=True) if own != "~"}
    readings, decisions = rate_readings(cells, exact)
    decided = {decision.place for decision in decisions}
    found = [shown(readings[cell.place].number, is_decided=cell.place in decided) for cell in cells]
    assert found == row["is read as"].split()
