"""Do kind, unit and direction of a target fit its indicator, and does a coverage have its denominator?"""

from collections.abc import Iterator

from transforms.plan_check.figures import Book
from transforms.plan_check.findings import PlanFinding, finding
from transforms.terms.indicator import Indicator
from transforms.terms.plan import Target

_INDICATOR_KINDS = {
    "level": "rate",
    "coverage": "rate",
    "drop_pp": "rate_drop",
    "drop_relative": "relative_drop",
    "drop_count": "count_drop",
    "level_count": "count",
    "count": "count",
    "share_of_territories": "territory_share",
}
_RISING = {">=", ">"}


def fit_findings(book: Book) -> Iterator[PlanFinding]:
    """Points that were typed as per cent, a level on a drop, a floor under what should fall, and the like."""
    for target in book.plan.targets:
        indicator = book.indicator(target.indicator_id)
        if indicator is None:
            continue
        if (
            _INDICATOR_KINDS.get(target.kind) != indicator.kind
            or target.measure_unit != indicator.measure_unit
        ):
            yield _unfit(book, target, indicator)
        elif target.comparator != "range" and (target.comparator in _RISING) != indicator.is_higher_better:
            yield _against(book, target, indicator)
        if target.kind == "coverage" and not indicator.denominator:
            yield finding(
                book.plan,
                [target.target_id],
                "denominator",
                "needs",
                name=target.name_vi,
                indicator=indicator.indicator_id,
            )


def _unfit(book: Book, target: Target, indicator: Indicator) -> PlanFinding:
    return finding(
        book.plan,
        [target.target_id],
        "fit",
        "slip",
        target_kind=target.kind,
        unit=target.measure_unit,
        indicator=indicator.indicator_id,
        indicator_kind=indicator.kind,
        indicator_unit=indicator.measure_unit,
    )


def _against(book: Book, target: Target, indicator: Indicator) -> PlanFinding:
    better = ("cao", "higher") if indicator.is_higher_better else ("thấp", "lower")
    return finding(
        book.plan,
        [target.target_id],
        "direction",
        "slip",
        comparator=target.comparator,
        indicator=indicator.indicator_id,
        better=better,
    )
