"""The ledger: one line an event, each with the hash of the line before; nothing is ever edited."""

import json
import subprocess
import sys
from datetime import datetime
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

import pytest

from flows.places import Workspace
from flows.run_context import VIETNAM, SystemClock
from flows.stores import ledger
from tests.flow_helpers import environment
from transforms.audit.chain import START, Head, hash_after, hash_of

CLOCK = SystemClock()


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def lines(place: Workspace) -> list[bytes]:
    return place.ledger.read_bytes().splitlines()


def is_one_chain(place: Workspace) -> bool:
    """Every readable line names the hash of the line before it, readable or not."""
    found = lines(place)
    hashes = list(accumulate(found, hash_after, initial=START))
    said = [json.loads(line)["previous"] if line.endswith(b"}") else None for line in found]
    return all(s in (None, h) for s, h in zip(said, hashes, strict=False))


def test_no_ledger_has_no_events(place: Workspace) -> None:
    assert list(ledger.entries(place)) == []
    assert ledger.last(place, "run") == {}


def test_each_event_holds_the_hash_of_the_one_before(place: Workspace) -> None:
    for number in range(3):
        ledger.append(place, CLOCK, "note", number=number, text="Bắc Kạn\nhai dòng \u2028 ")
    assert len(lines(place)) == 3
    assert json.loads(lines(place)[0])["previous"] == "0" * 64
    assert json.loads(lines(place)[2])["previous"] == json.loads(lines(place)[1])["hash"]
    assert json.loads(lines(place)[1])["hash"] == hash_of(lines(place)[1])
    assert [e["entry"] for e in ledger.entries(place)] == [1, 2, 3]
    assert [e["number"] for e in ledger.entries(place)] == [0, 1, 2]


def test_a_changed_line_breaks_the_chain(place: Workspace) -> None:
    for number in range(3):
        ledger.append(place, CLOCK, "note", number=number)
    place.ledger.write_bytes(place.ledger.read_bytes().replace(b'"number": 1', b'"number": 9'))
    assert not is_one_chain(place)


def test_events_are_in_the_time_of_vietnam(place: Workspace) -> None:
    ledger.append(place, CLOCK, "note")
    at = datetime.fromisoformat(ledger.last(place, "note")["at"])
    assert at.utcoffset() == VIETNAM.utcoffset(at)


@pytest.mark.parametrize("cut", [1, 2, 10, 40])
def test_a_line_that_a_crash_cut_off_is_passed_over_and_never_edited(place: Workspace, cut: int) -> None:
    for number in range(2):
        ledger.append(place, CLOCK, "note", number=number, text="Bắc Kạn")
    place.ledger.write_bytes(place.ledger.read_bytes()[:-cut])
    before = place.ledger.read_bytes()
    ledger.append(place, CLOCK, "note", number=2)
    assert place.ledger.read_bytes().startswith(before)
    # Only its line end lacks where one byte is cut: the event itself is whole.
    assert [e["number"] for e in ledger.entries(place)] == ([0, 1, 2] if cut == 1 else [0, 2])
    assert is_one_chain(place)


def test_a_cut_in_the_middle_of_a_letter_is_passed_over(place: Workspace) -> None:
    ledger.append(place, CLOCK, "note", text="ờ")
    content = place.ledger.read_bytes()
    place.ledger.write_bytes(content[: content.index("ờ".encode()) + 1])
    ledger.append(place, CLOCK, "note", text="sau")
    assert [e["text"] for e in ledger.entries(place)] == ["sau"]


def test_the_newest_of_a_kind_is_found(place: Workspace) -> None:
    for kind, number in (("run", 1), ("note", 2), ("run", 3)):
        ledger.append(place, CLOCK, kind, number=number)
    assert ledger.last(place, "run")["number"] == 3
    assert ledger.last(place, "note")["number"] == 2


def test_a_process_killed_while_it_appends_leaves_a_readable_chain(place: Workspace) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom flows.places import Workspace\n"
        "from flows.run_context import SystemClock\nfrom flows.stores import ledger\n"
        "for n in range(10**6):\n"
        "    ledger.append(Workspace(Path(sys.argv[1])), SystemClock(), 'note', number=n, text='x' * 5000)\n"
        "    print(n, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(place.root)], env=environment(), stdout=subprocess.PIPE
    )
    assert process.stdout
    for _ in range(20):
        assert process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    ledger.append(place, CLOCK, "after")
    kinds = [e["kind"] for e in ledger.entries(place)]
    assert kinds[-1] == "after"
    assert len(kinds) > 20
    assert is_one_chain(place)


def test_a_line_is_found_by_the_hash_that_the_receipt_says(place: Workspace) -> None:
    """The hash is that of everything before it on the line: an auditor checks it with cut and sha256sum."""
    given = ledger.append(place, CLOCK, "note", text='"hash": "x"')
    before, found, after = lines(place)[0].rpartition(f', "hash": "{given}"'.encode())
    assert (found, after) == (f', "hash": "{given}"'.encode(), b"}")
    assert sha256(before).hexdigest() == given


def test_an_event_with_a_key_is_written_once(place: Workspace) -> None:
    given = [
        ledger.append(place, CLOCK, "refusal", once="a1", text="chưa rõ", cells=(1, 2)) for _ in range(3)
    ]
    assert len(set(given)) == 1
    assert len(lines(place)) == 1
    other = {
        ledger.append(place, CLOCK, "refusal", once="a2", text="chưa rõ", cells=(1, 2)),
        ledger.append(place, CLOCK, "explanation", once="a1", text="chưa rõ", cells=(1, 2)),
        ledger.append(place, CLOCK, "refusal", once="a1", text="đã rõ", cells=(1, 2)),
        ledger.append(place, CLOCK, "refusal", once="a1", text="chưa rõ", cells=(1, 2)),
    }
    assert len(other) == len(lines(place)) - 1 == 4
    assert given[0] not in other


def test_the_newest_event_that_says_certain_facts_is_found(place: Workspace) -> None:
    for number, who in enumerate(("a", "b", "a")):
        ledger.append(place, CLOCK, "note", number=number, who=who, text="b")
    assert ledger.newest(place, "note", who="b")["number"] == 1
    assert ledger.newest(place, "note", who="a")["number"] == 2
    assert ledger.newest(place, "note", who="c") == {}


def test_a_ledger_of_lines_without_numbers_goes_on(place: Workspace) -> None:
    """As ledgers were written before lines had numbers and hashes of their own."""
    place.ledger.parent.mkdir()
    first = json.dumps({"at": "2026-11-01", "kind": "run", "previous": START})
    second = json.dumps({"at": "2026-11-02", "kind": "note", "previous": sha256(first.encode()).hexdigest()})
    place.ledger.write_text(f"{first}\n{second}\n")
    ledger.append(place, CLOCK, "note", text="sau")
    assert [e["kind"] for e in ledger.entries(place)] == ["run", "note", "note"]
    assert ledger.last(place, "note")["entry"] == 3
    assert is_one_chain(place)


def test_the_seal_is_the_newest_line_and_is_missed_when_that_is_cut_off(place: Workspace) -> None:
    assert ledger.sealed(place) is None
    ledger.append(place, CLOCK, "note")
    newest = ledger.append(place, CLOCK, "note")
    sealed = ledger.seal(place)
    assert sealed == ledger.sealed(place) == ledger.head(place) == Head(2, newest)
    assert ledger.holds(place, sealed)
    place.ledger.write_bytes(lines(place)[0] + b"\n")
    assert not ledger.holds(place, sealed)


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"entry": 1}', '{"entry": 1, "line": "a", "x": 1}'])
def test_a_seal_that_is_none_is_no_seal(place: Workspace, content: str) -> None:
    place.ledger_head.parent.mkdir()
    place.ledger_head.write_text(content)
    assert ledger.sealed(place) is None
