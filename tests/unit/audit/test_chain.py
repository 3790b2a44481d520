"""The chain of the ledger: whatever is done to its lines is found, and said as what it was."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.audit.chain import START, Head, entry_line, hash_after, hash_of, links
from transforms.audit.flaws import Flaw, flaws

LENGTH = 7


def written(length: int = LENGTH) -> list[bytes]:
    """The lines of a ledger."""
    lines: list[bytes] = []
    previous = START
    for number in range(1, length + 1):
        facts = {
            "at": "2026-11-23",
            "kind": "note",
            "entry": number,
            "previous": previous,
            "text": f"xã {number}",
        }
        line, previous = entry_line(facts)
        lines.append(line.encode())
    return lines


LINES = written()
HEAD = Head(LENGTH, hash_of(LINES[-1]))


def found(lines: Sequence[bytes], *heads: Head) -> list[Flaw]:
    return flaws(list(links([line + b"\n" for line in lines])), heads)


def again(line: bytes, text: str) -> bytes:
    """The line with another text and the hash that goes with it, as one who knows the format would forge it."""
    facts = {k: v for k, v in json.loads(line).items() if k != "hash"}
    return entry_line({**facts, "text": text})[0].encode()


def forged_from(lines: Sequence[bytes], place: int) -> list[bytes]:
    """Every line from a place on written again, so that the chain closes."""
    result, previous = list(lines[:place]), hash_of(lines[place - 1]) if place else START
    for line in lines[place:]:
        facts = {k: v for k, v in json.loads(line).items() if k != "hash"}
        new, previous = entry_line({**facts, "previous": previous, "text": "giả"})
        result.append(new.encode())
    return result


def test_what_was_written_has_no_flaw() -> None:
    assert found(LINES) == found(LINES, HEAD) == found(LINES, Head(3, hash_of(LINES[2])), HEAD) == []
    assert found([]) == found([], Head(0, START)) == []


places = st.integers(0, LENGTH - 1)


@given(places, st.data())
def test_any_changed_byte_is_found(place: int, data: st.DataObject) -> None:
    line = bytearray(LINES[place])
    at = data.draw(st.integers(0, len(line) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value not in {line[at], 10}))
    line[at] = byte
    flawed = found([*LINES[:place], bytes(line), *LINES[place + 1 :]], HEAD)
    assert any(flaw.is_breach for flaw in flawed)
    assert any(flaw.first - 1 <= place + 1 <= flaw.last + 1 for flaw in flawed)


@given(places)
def test_a_changed_text_is_found_without_a_head_even_in_the_last_line(place: int) -> None:
    changed = LINES[place].replace("xã".encode(), b"huyen")
    assert found([*LINES[:place], changed, *LINES[place + 1 :]]) == [
        Flaw("changed", place + 1, place + 1, place + 1)
    ]


@given(places)
def test_a_line_written_again_with_its_hash_is_found(place: int) -> None:
    flawed = found([*LINES[:place], again(LINES[place], "giả"), *LINES[place + 1 :]], HEAD)
    assert flawed == [Flaw("changed", place + 1, place + 1, place + 1)]


@given(places)
def test_a_ledger_written_again_from_a_place_on_is_found_by_its_head(place: int) -> None:
    forged = forged_from(LINES, place)
    assert found(forged) == []
    assert [flaw.kind for flaw in found(forged, HEAD)] == ["changed"]


@given(places, places)
def test_removed_lines_are_named(first: int, last: int) -> None:
    first, last = min(first, last), max(first, last)
    flawed = found([*LINES[:first], *LINES[last + 1 :]], HEAD)
    kind = "cut_tail" if last == LENGTH - 1 else "removed"
    assert [(flaw.kind, flaw.first, flaw.last) for flaw in flawed] == [(kind, first + 1, last + 1)]


@given(places, places)
def test_a_line_that_is_inserted_is_named(copy: int, at: int) -> None:
    flawed = found([*LINES[: at + 1], again(LINES[copy], "chen"), *LINES[at + 1 :]], HEAD)
    assert ("inserted", copy + 1, at + 2) in {(flaw.kind, flaw.first, flaw.place) for flaw in flawed}


@given(places, st.sampled_from([b"", b"xyz", b"{}", b'{"kind": "note"}', b"[]", b"\xff", b'{"entry": 3}']))
def test_any_line_that_is_no_entry_of_ours_is_found(at: int, line: bytes) -> None:
    flawed = found([*LINES[:at], line, *LINES[at:]], HEAD)
    assert any(flaw.is_breach and flaw.place == at + 1 for flaw in flawed)


@given(places, places)
def test_lines_that_are_swapped_are_found(one: int, other: int) -> None:
    lines = list(LINES)
    lines[one], lines[other] = lines[other], lines[one]
    assert {flaw.kind for flaw in found(lines, HEAD)} == ({"moved"} if one != other else set())


@given(st.integers(1, LENGTH))
def test_a_cut_off_tail_is_found_by_the_head(kept: int) -> None:
    flawed = found(LINES[:kept], HEAD)
    assert flawed == ([] if kept == LENGTH else [Flaw("cut_tail", kept + 1, LENGTH)])


@given(places, st.integers(1, 60))
def test_a_line_that_a_crash_left_unfinished_is_told_and_no_breach(place: int, cut: int) -> None:
    """The next entry is written behind it and names what is left of it."""
    torn = LINES[place][:-cut]
    lines = [*LINES[:place], torn]
    assert [(flaw.kind, flaw.first) for flaw in found(lines)] == [("cut_off", place + 1)]
    after, _ = entry_line(
        {
            "kind": "note",
            "entry": place + 2,
            "previous": hash_after(hash_of(LINES[place - 1]) if place else START, torn),
        }
    )
    flawed = found([*lines, after.encode()])
    assert [(flaw.kind, flaw.first) for flaw in flawed] == [("cut_off", place + 1)]
    assert not any(flaw.is_breach for flaw in flawed)


@given(st.permutations(range(LENGTH)), st.integers(0, LENGTH))
def test_any_other_order_or_choice_of_lines_is_found(order: list[int], kept: int) -> None:
    lines = [LINES[place] for place in order[:kept]]
    assert any(flaw.is_breach for flaw in found(lines, HEAD)) == (lines != LINES)


@pytest.mark.parametrize("entry", [1, 4])
def test_a_head_of_another_ledger_is_told(entry: int) -> None:
    other = Head(entry, hash_of(forged_from(LINES, 0)[entry - 1]))
    assert [(flaw.kind, flaw.first) for flaw in found(LINES, other)] == [("other_head", entry)]


@given(st.integers(1, LENGTH - 2), st.integers(1, 60))
def test_what_stands_before_an_unfinished_line_is_vouched_for_across_it(place: int, cut: int) -> None:
    torn = LINES[place][:-cut]
    before = hash_of(LINES[place - 1])
    after, _ = entry_line({"kind": "note", "entry": place + 2, "previous": hash_after(before, torn)})
    forged = [*LINES[: place - 1], again(LINES[place - 1], "giả"), torn, after.encode()]
    assert any(flaw.is_breach for flaw in found(forged))
