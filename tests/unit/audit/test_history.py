"""The history that a ledger tells: waves of deliveries, by which program they were judged, what people decided."""

from typing import Any

from flows.audit.history import judged_by, waves


def entry(kind: str, submission: str = "", sequence: int = 0, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": kind, **more}
    return (
        found | {"submission_id": submission, "sequence": sequence, "inbox_place": submission}
        if submission
        else found
    )


def night(*submissions: str, code: str = "c1", reference: str = "r1", start: int = 1) -> list[dict[str, Any]]:
    arrivals = [(s, start + n) for n, s in enumerate(submissions)]
    return [
        *(entry("delivery", s, n) for s, n in arrivals),
        entry("files"),
        *(entry("verdict", s, n) for s, n in arrivals),
        entry("run", state={"code": code, "reference": reference}),
    ]


def shape(entries: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        ("".join(d["submission_id"] for d in wave.deliveries), "".join(d["kind"][0] for d in wave.decisions))
        for wave in waves(entries)
    ]


def test_an_empty_ledger_is_one_empty_wave() -> None:
    assert shape([]) == [("", "")]
    assert judged_by([], "c1", "r1") == frozenset()


def test_what_came_before_a_verdict_was_judged_together() -> None:
    assert shape([*night("a", "b"), *night("c", start=3)]) == [("ab", ""), ("c", "")]


def test_a_second_look_in_one_night_is_a_wave_of_its_own() -> None:
    first = night("a", "b")[:-1]
    assert shape([*first, *night("c", start=3)]) == [("ab", ""), ("c", "")]


def test_a_night_that_was_stopped_before_its_verdicts_goes_on_with_the_next() -> None:
    assert shape([entry("delivery", "a", 1), *night("b", start=2)]) == [("ab", "")]


def test_one_place_of_the_inbox_is_filled_once_in_a_wave() -> None:
    twice = [entry("delivery", "a", 1), entry("delivery", "a", 2)]
    assert shape(twice) == [("a", ""), ("a", "")]


def test_decisions_of_people_stand_between_the_waves() -> None:
    decided = [*night("a"), entry("refusal"), entry("release"), entry("explanation"), *night("b", start=2)]
    assert shape(decided) == [("a", "re"), ("b", "")]


def test_a_delivery_was_judged_by_the_run_that_ended_next() -> None:
    entries = [
        *night("a"),
        *night("b", start=2, code="c2"),
        *night("c", start=3, reference="r2"),
        *night("d", start=4),
    ]
    assert judged_by(entries, "c1", "r1") == {("a", 1), ("d", 4)}
    assert judged_by(entries, "c2", "r1") == {("b", 2)}


def test_a_verdict_before_any_run_ended_was_judged_by_none_that_is_known() -> None:
    assert judged_by([*night("a")[:-1]], "c1", "r1") == frozenset()


def test_of_two_verdicts_on_a_delivery_the_first_tells_who_judged() -> None:
    again = [entry("verdict", "a", 1), entry("run", state={"code": "c2", "reference": "r1"})]
    assert judged_by([*night("a", "b"), *again], "c1", "r1") == {("a", 1), ("b", 2)}
    assert judged_by([*night("a", "b"), *again], "c2", "r1") == frozenset()
