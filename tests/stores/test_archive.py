"""The archive keeps bytes by their hash, for ever; a submission appears in it whole or not at all."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from flows.places import Workspace
from flows.receipts import DeliveryFacts, SubmissionReceipt
from flows.stores import archive
from flows.stores.files import file_digest, write_json
from transforms.errors import StorageFailed


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def delivered(
    place: Workspace, content: bytes, *, name: str = "F01 năm 2020.xlsx", sequence: int = 1
) -> DeliveryFacts:
    path = place.inbox / "060" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return DeliveryFacts(
        file_digest(path), "060", name, "2020-12-07T08:00:00+07:00", sequence, inbox_place=f"060/{name}"
    )


def put(place: Workspace, facts: DeliveryFacts) -> None:
    archive.put(place, place.inbox / facts.inbox_place, facts)


def test_the_bytes_lie_under_their_hash_with_the_facts_of_their_delivery(place: Workspace) -> None:
    facts = delivered(place, b"PK some bytes")
    put(place, facts)
    assert archive.has(place, facts.submission_id)
    assert (place.archive / facts.submission_id / "original.xlsx").read_bytes() == b"PK some bytes"
    assert archive.delivery_of(place, facts.submission_id) == facts


def test_the_delivered_file_is_not_touched(place: Workspace) -> None:
    facts = delivered(place, b"bytes")
    put(place, facts)
    assert (place.inbox / facts.inbox_place).read_bytes() == b"bytes"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.XLSX", "original.XLSX"),
        ("khong duoi", "original"),
        ("a.b/../../x.xlsx".replace("/", "_"), "original.xlsx"),
        ("a.quá dài và lạ", "original"),
        (".xlsx", "original"),
    ],
)
def test_only_a_plain_suffix_of_the_name_is_kept(place: Workspace, name: str, kept: str) -> None:
    facts = delivered(place, b"bytes", name=name)
    put(place, facts)
    assert (place.archive / facts.submission_id / kept).exists()


def test_a_stop_in_the_middle_is_invisible_and_taken_up(place: Workspace) -> None:
    """As a kill leaves it: the folder under its unfinished name, with half of the bytes."""
    facts = delivered(place, b"all of the bytes")
    half = place.archive / f".{facts.submission_id}"
    half.mkdir(parents=True)
    (half / "original.xlsx").write_bytes(b"all of")
    assert not archive.has(place, facts.submission_id)
    assert archive.submission_ids(place) == []
    assert archive.pending(place) == ()
    put(place, facts)
    assert [p.name for p in place.archive.iterdir()] == [facts.submission_id]
    assert (place.archive / facts.submission_id / "original.xlsx").read_bytes() == b"all of the bytes"


def test_an_archive_that_cannot_be_written_is_a_failure_of_storage(place: Workspace) -> None:
    facts = delivered(place, b"bytes")
    place.archive.write_text("a file")
    with pytest.raises(StorageFailed):
        put(place, facts)


def receipt(place: Workspace, facts: DeliveryFacts, verdict: str) -> None:
    found = SubmissionReceipt(
        facts.submission_id,
        facts.submitter_id,
        facts.original_name,
        facts.received_at,
        facts.sequence,
        verdict=verdict,
    )
    write_json(place.receipt(facts.submission_id), vars(found))


def test_what_waits_for_its_check_comes_in_order_of_arrival(place: Workspace) -> None:
    facts = [delivered(place, b"%d" % n, name=f"{n}.xlsx", sequence=n) for n in (3, 1, 2)]
    for one in facts:
        put(place, one)
    receipt(place, facts[2], "accepted")
    assert archive.pending(place) == (facts[1].submission_id, facts[0].submission_id)
    assert [r.submission_id for r in archive.receipts(place)] == [facts[2].submission_id]


def test_a_receipt_of_a_later_version_can_be_read(place: Workspace) -> None:
    facts = delivered(place, b"bytes")
    put(place, facts)
    receipt(place, facts, "accepted")
    path = place.receipt(facts.submission_id)
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "a_key_of_next_year": 1}))
    found = archive.receipt_of(place, facts.submission_id)
    assert found is not None
    assert found.is_accepted


def test_bytes_that_come_again_by_another_way_wait_again(place: Workspace) -> None:
    facts = delivered(place, b"bytes")
    put(place, facts)
    receipt(place, facts, "returned")
    again = replace(facts, submitter_id="061", sequence=2)
    archive.deliver_again(place, again)
    assert archive.pending(place) == (facts.submission_id,)
    assert archive.delivery_of(place, facts.submission_id).submitter_id == "061"


def test_bytes_that_come_again_under_another_name_are_found(place: Workspace) -> None:
    """They keep the name under which they first came, in the open and shut away."""
    facts = delivered(place, b"PK some bytes", name="F01.xls")
    put(place, facts)
    renamed = replace(facts, original_name="F01.xlsx", sequence=2)
    archive.deliver_again(place, renamed)
    assert archive.bytes_of(place, renamed).read_bytes() == b"PK some bytes"
    archive.quarantine(place, renamed)
    archive.quarantine(place, renamed)
    assert archive.bytes_of(place, renamed).read_bytes() == b"PK some bytes"
    assert place.originals(facts.submission_id) == []


def test_bytes_that_change_while_they_are_taken_in_wait(place: Workspace) -> None:
    """The hash was made of what lay there a moment ago: whoever delivers has not finished."""
    facts = delivered(place, b"PK half")
    (place.inbox / facts.inbox_place).write_bytes(b"PK half and half")
    assert not archive.put(place, place.inbox / facts.inbox_place, facts)
    assert not archive.has(place, facts.submission_id)
    assert list(place.archive.iterdir()) == []
    assert (place.inbox / facts.inbox_place).exists()
