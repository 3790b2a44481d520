"""The verdict on one target: typed aim against actual, with the arithmetic in one Vietnamese sentence.

The published (rounded) figure is what is judged, so that a signed table never contradicts itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from transforms.checks.relations import show
from transforms.terms.plan import Target


@dataclass(frozen=True)
class Actual:
    """What was reached: value with its bounds over missing territories, the year before, the parts.

    Units: those of the target (points for drops, per cent for levels, counts).
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    baseline: Decimal | None = None
    is_complete: bool = True
    is_higher_better: bool = True
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base_numerator: Decimal | None = None
    base_denominator: Decimal | None = None


@dataclass(frozen=True)
class Verdict:
    """A verdict of the house and its reason."""

    verdict: str
    reason: str
    difference: Decimal | None = None
    progress_pct: Decimal | None = None


_MEETS: dict[str, Callable[[Decimal, Target], bool]] = {
    ">=": lambda value, target: target.low is not None and value >= target.low,
    ">": lambda value, target: target.low is not None and value > target.low,
    "<=": lambda value, target: target.low is not None and value <= target.low,
    "<": lambda value, target: target.low is not None and value < target.low,
    "range": lambda value, target: target.low is not None and value >= target.low,
}
_STRICT = {">", "<"}
_GROWING = {"count"}


def judge(target: Target, actual: Actual | None) -> Verdict:
    """The verdict on a target; without a figure, or where missing territories could turn it, none is given."""
    if target.kind == "qualitative":
        return Verdict("qualitative", "Chỉ tiêu định tính: theo dõi theo nhiệm vụ, không so sánh bằng số.")
    if actual is None or (actual.value is None and actual.low is None):
        return Verdict("insufficient_data", _why_not(target, actual))
    if not actual.is_complete:
        return _judge_bounds(target, actual)
    assert actual.value is not None
    verdict = _verdict_of(target, actual.value, actual)
    return Verdict(
        verdict, _reason(target, actual, verdict), _difference(target, actual), _progress(target, actual)
    )


def _verdict_of(target: Target, value: Decimal, actual: Actual) -> str:
    if _MEETS[target.comparator](value, target):
        return "exceeded" if _is_beyond(target, value) else "met"
    return "worse" if _is_worse(target, value, actual) else "not_met"


def _is_beyond(target: Target, value: Decimal) -> bool:
    """Strictly better than the better bound; an aim that is strict itself has nothing beyond it."""
    if target.comparator in _STRICT:
        return False
    bound = target.high if target.high is not None else target.low
    assert bound is not None
    return value < bound if target.comparator == "<=" else value > bound


def _is_worse(target: Target, value: Decimal, actual: Actual) -> bool:
    if target.kind in {"drop_pp", "drop_count", "drop_relative"}:
        return value < 0
    if actual.baseline is None:
        return False
    return value < actual.baseline if actual.is_higher_better else value > actual.baseline


def _judge_bounds(target: Target, actual: Actual) -> Verdict:
    low, high = actual.low, actual.high
    if high is None and low is not None and _is_decided(target, low):
        high = low
    bounds = [_verdict_of(target, v, actual) if v is not None else None for v in (low, high)]
    span = f"từ {_amount(target, low)} " + (
        f"đến {_amount(target, actual.high)}" if actual.high is not None else "trở lên"
    )
    if bounds[0] is None or bounds[0] != bounds[1]:
        return Verdict(
            "insufficient_data",
            f"Còn địa bàn chưa báo cáo: kết quả nằm trong khoảng {span}, chưa kết luận được so với {_aim(target)}.",
            _difference(target, actual),
        )
    return Verdict(
        bounds[0],
        f"Còn địa bàn chưa báo cáo, nhưng kết quả {span} đều cho cùng một đánh giá so với {_aim(target)}.",
        _difference(target, actual),
    )


def _is_decided(target: Target, low: Decimal) -> bool:
    """Whether a partial count already has its verdict: what is missing can only add to it."""
    if target.kind not in _GROWING or not _MEETS[target.comparator](low, target):
        return False
    return target.comparator in _STRICT or _is_beyond(target, low)


def _why_not(target: Target, actual: Actual | None) -> str:
    if actual is None:
        return f"Chưa có số liệu để so sánh với kế hoạch {_aim(target)}."
    return f"Chưa đủ số liệu (thiếu tử số, mẫu số hoặc số liệu năm trước) để so sánh với kế hoạch {_aim(target)}."


def _reason(target: Target, actual: Actual, verdict: str) -> str:
    assert actual.value is not None
    relation = {"exceeded": "vượt", "met": "đạt", "not_met": "chưa đạt", "worse": "chưa đạt, xấu đi so với"}[
        verdict
    ]
    return f"{_arithmetic(target, actual)}; {relation} kế hoạch {_aim(target)}."


def _arithmetic(target: Target, actual: Actual) -> str:
    assert actual.value is not None
    amount = _amount(target, actual.value)
    if target.kind == "drop_pp" and actual.base_denominator and actual.denominator:
        return _drop_arithmetic(actual, amount)
    if target.kind == "drop_count" and actual.baseline is not None and actual.numerator is not None:
        return f"{show(actual.baseline)} - {show(actual.numerator)} = {amount}"
    if actual.denominator:
        return f"{show(actual.numerator or Decimal(0))} / {show(actual.denominator)} = {amount}"
    return f"Thực hiện {amount}"


def _drop_arithmetic(actual: Actual, amount: str) -> str:
    """Both rates with their counts; with four decimals where two would not add up to the rounded drop."""
    assert actual.value is not None
    before = _rate(actual.base_numerator, actual.base_denominator, 2)
    now = _rate(actual.numerator, actual.denominator, 2)
    if before - now != actual.value:
        before = _rate(actual.base_numerator, actual.base_denominator, 4)
        now = _rate(actual.numerator, actual.denominator, 4)
    counts = [
        f"{show(n or Decimal(0))} / {show(d or Decimal(0))}"
        for n, d in (
            (actual.base_numerator, actual.base_denominator),
            (actual.numerator, actual.denominator),
        )
    ]
    return f"{counts[0]} - {counts[1]} = {show(before)}% - {show(now)}% = {amount}"


def _rate(numerator: Decimal | None, denominator: Decimal | None, decimals: int) -> Decimal:
    exact = 100 * (numerator or Decimal(0)) / (denominator or Decimal(1))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _amount(target: Target, value: Decimal | None) -> str:
    if value is None:
        return "(chưa biết)"
    return f"{show(value)}%" if target.measure_unit == "%" else f"{show(value)} {target.measure_unit}"


def _aim(target: Target) -> str:
    if target.low is None:
        return target.text_vi
    if target.high is not None:
        return f"từ {show(target.low)} đến {_amount(target, target.high)} trở lên"
    word = {">=": "từ", ">": "trên", "<=": "không quá", "<": "dưới", "range": "từ"}[target.comparator]
    tail = " trở lên" if target.comparator == ">=" else ""
    return f"{word} {_amount(target, target.low)}{tail}"


def _difference(target: Target, actual: Actual) -> Decimal | None:
    return None if actual.value is None or target.low is None else actual.value - target.low


def _progress(target: Target, actual: Actual) -> Decimal | None:
    """Share of the aim, for counts only: a rate over a rate says nothing."""
    if target.kind not in {"count", "drop_count"} or not target.low or actual.value is None:
        return None
    return (100 * actual.value / target.low).quantize(Decimal("0.01"))
