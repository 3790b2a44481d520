"""Law: the parts of the causes add up to the change of a figure, wherever parts are given, and each has a cause."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.changed import RATE, basis, changes, correction, figure, sent, told
from transforms.change_reasons import Told

COMMUNES = {"01969": "a", "01978": "b"}
number = st.integers(min_value=0, max_value=50)


@st.composite
def release(draw: st.DrawFn, version: str) -> tuple[Told, dict[str, tuple[str, ...]]]:
    """A release with some reports in this or an older version, a correction or none, and perhaps a line of its own."""
    inputs: list[dict[str, str]] = []
    rows: list[dict[str, Any]] = []
    behind: dict[str, tuple[str, ...]] = {}
    for code, letter in COMMUNES.items():
        if draw(st.booleans()):
            submission = letter + draw(st.sampled_from(["", version]))
            inputs.append(sent(submission, code))
            behind[code] = (submission,)
            rows.append(figure(RATE, code, draw(number), 100 + draw(number)))
    sums = [sum(int(row[name]) for row in rows) for name in ("numerator", "denominator")]
    if draw(st.booleans()):
        sums[0] += draw(number)
    rows.append(figure(RATE, "063", sums[0], sums[1] or 1))
    corrections = {"k": correction("3", str(draw(number)))} if draw(st.booleans()) else {}
    code = draw(st.sampled_from(["c", "d"]))
    return told(inputs, rows, basis=basis(corrections=corrections), code_sha256=code), behind


@given(before=release("1"), now=release("2"))
def test_parts_add_up_or_are_not_given(
    before: tuple[Told, dict[str, tuple[str, ...]]], now: tuple[Told, dict[str, tuple[str, ...]]]
) -> None:
    reach = {
        s: frozenset({(code, "poor_households", "2020")}) for code, ids in before[1].items() for s in ids
    }
    for change in changes(before[0], now[0], now[1], reach).figures:
        assert change.causes
        assert len({one.cause for one in change.causes}) == len(change.causes)
        for name in ("numerator", "denominator"):
            parts = [getattr(one, name) for one in change.causes]
            assert all(part is None for part in parts) or None not in parts
            if None not in parts:
                after, earlier = (getattr(s, name) if s else None for s in (change.now, change.before))
                assert sum(parts) == (after or Decimal(0)) - (earlier or Decimal(0))
