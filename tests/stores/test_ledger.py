"""The ledger: one line an event, each with the hash of the line before; nothing is ever edited."""

import json
import subprocess
import sys
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from flows.places import Workspace
from flows.run_context import VIETNAM, SystemClock
from flows.stores import ledger
from tests.flow_helpers import environment

CLOCK = SystemClock()


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def lines(place: Workspace) -> list[bytes]:
    return place.ledger.read_bytes().splitlines()


def is_one_chain(place: Workspace) -> bool:
    """Every readable line names the hash of the line before it, readable or not."""
    found = lines(place)
    before = [sha256(line).hexdigest() for line in found]
    said = [json.loads(line)["previous"] if line.endswith(b"}") else None for line in found]
    return all(s in (None, b) for s, b in zip(said, ["0" * 64, *before], strict=False))


def test_no_ledger_has_no_events(place: Workspace) -> None:
    assert list(ledger.entries(place)) == []
    assert ledger.last(place, "run") == {}


def test_each_event_holds_the_hash_of_the_one_before(place: Workspace) -> None:
    for number in range(3):
        ledger.append(place, CLOCK, "note", number=number, text="Bắc Kạn\nhai dòng \u2028 ")
    assert len(lines(place)) == 3
    assert json.loads(lines(place)[0])["previous"] == "0" * 64
    assert json.loads(lines(place)[2])["previous"] == sha256(lines(place)[1]).hexdigest()
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
