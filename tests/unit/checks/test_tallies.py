"""What rules did in one submission: added up, and joined with what only was found."""

from transforms.checks.tallies import Tallies, Tally, added, with_readers
from transforms.terms.rule import Issue


def issue(rule_id: str) -> Issue:
    return Issue("i", rule_id, "note", "s1", "063", "F01", "2020", "", "", "", "", "", "", "", "")


def test_what_a_rule_did_in_several_columns_adds_up() -> None:
    found: Tallies = {}
    added(found, "s1", "C09", Tally(5, 1))
    added(found, "s1", "C09", Tally(2, 0, 3))
    added(found, "s2", "C09", Tally(1, 1))
    assert found == {"s1": {"C09": Tally(7, 1, 3)}, "s2": {"C09": Tally(1, 1)}}


def test_what_is_unknown_of_one_is_unknown_of_both() -> None:
    assert Tally(5, 1) + Tally(None, 2, None) == Tally(None, 3, None)


def test_of_a_rule_that_reads_only_what_it_found_is_known() -> None:
    found = with_readers({"C09": Tally(5, 2)}, [issue("R24"), issue("C09"), issue("R24")], {"R30": 4})
    assert found == {"C09": Tally(5, 2), "R24": Tally(None, 2, None), "R30": Tally(None, 4, None)}
    assert list(found) == ["C09", "R24", "R30"]
