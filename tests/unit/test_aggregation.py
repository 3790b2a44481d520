"""What was known on a day."""

import pyarrow as pa

from tests.builders import day
from transforms.aggregation import known_on

FACTS = pa.table(
    {
        "value": [1, 2, 3],
        "known_at": pa.array([day("2020-12-09"), day("2020-12-10"), day("2020-12-11")], pa.date32()),
    }
)


def test_what_arrived_on_the_day_itself_is_known() -> None:
    assert known_on(FACTS, day("2020-12-10")).column("value").to_pylist() == [1, 2]


def test_without_a_day_everything_is_known() -> None:
    assert known_on(FACTS, None).equals(FACTS)


def test_before_the_first_arrival_nothing_is_known_and_the_columns_are_there() -> None:
    found = known_on(FACTS, day("2020-12-08"))
    assert (found.num_rows, found.schema) == (0, FACTS.schema)
