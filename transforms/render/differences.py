"""How far a figure lies from its aim, in the words of a table cell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from transforms.judging.aims import aim_of
from transforms.judging.part_year import still_to_do
from transforms.judging.phasing import remaining
from transforms.judging.wording import POINTS, months
from transforms.render.language import Language
from transforms.render.vi_format import aim_sign
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.said import Amount, said

_RATE_UNITS = {"%", POINTS}
_ALL_PCT = Decimal(100)

Row = Mapping[str, Any]


def difference(
    row: Row, target: Target, definition: Indicator | None, words: Language, *, is_whole: bool
) -> str:
    """The cell beside aim and figure, one statement a line; empty where the figure is not known.

    Of the whole period the difference, rates in points; of a part what the plan still asks for and the
    pace, as a distance to the year's aim is no failure by then. Counts also say their share of the aim.
    """
    if row["difference"] is None:
        return ""
    if is_whole:
        decimals = definition.decimals if definition else 0
        number = words.signed(row["difference"], decimals)
        first = [words.with_unit(number, difference_unit(row["measure_unit"]))]
    else:
        first = _rest(row, target, definition, words)
    share = [] if row["progress_pct"] is None else [_of_plan(row["progress_pct"], words, is_whole=is_whole)]
    return "\n".join(first + share)


def difference_unit(measure_unit: str) -> str:
    """In what a difference is measured: of rates in points."""
    return POINTS if measure_unit in _RATE_UNITS else measure_unit


def share_text(share: Decimal, words: Language) -> str:
    """A share with one decimal, none where it is zero; what is nearly everything is not printed as everything."""
    text = words.number(share, 1)
    if share < _ALL_PCT and text == words.number(_ALL_PCT, 1):
        return words.say("share_nearly_all")
    return f"{text[:-2] if text.endswith('0') else text}%"


def phased(row: Row, plan: Plan, words: Language) -> str:
    """The part of the aim that is due by the end of a part-year: `mức phân kỳ 6 tháng: ≥ 1.032 hộ`."""
    if row["phased_low"] is None or row["months_left"] is None:
        return ""
    elapsed = months(Period(plan.period).months - row["months_left"])
    amount = words.measured(row["phased_low"], None, row["measure_unit"])
    return words.told(
        said("reason_against_phased", months=elapsed, step=f"{aim_sign(row['comparator'])}{amount}")
    )


def _rest(row: Row, target: Target, definition: Indicator | None, words: Language) -> list[str]:
    aim = aim_of(target, is_higher_better=definition is None or definition.is_higher_better)
    if aim.is_met(row["actual"]):
        return [words.say("reason_year_exceeded" if aim.is_beyond(row["actual"]) else "reason_year_met")]
    unit = difference_unit(row["measure_unit"])
    told = [still_to_do(aim, Amount(remaining(aim, row["actual"]), unit))]
    if row["required_pace"] is not None:
        told.append(said("reason_monthly", pace=Amount(row["required_pace"], unit), cases=""))
    return [words.told(one) for one in told]


def _of_plan(share: Decimal, words: Language, *, is_whole: bool) -> str:
    return words.say("share_plan" if is_whole else "share_plan_year", share=share_text(share, words))
