"""Verdicts with their reasons in words, as a table of a release prints them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tests.builders import shipped_messages
from transforms import judging
from transforms.judging import Actual, Followed
from transforms.render.wording import Wording
from transforms.terms.period import Period
from transforms.terms.plan import Target


@dataclass(frozen=True)
class Told:
    """A verdict, its reason in both languages."""

    verdict: str
    reason: str
    difference: Decimal | None
    progress_pct: Decimal | None
    phased_low: Decimal | None
    months_left: int | None
    required_pace: Decimal | None
    reason_en: str


def judge(
    target: Target,
    actual: Actual | None,
    period: Period | None = None,
    plan_period: Period | None = None,
    followed: Followed | None = None,
) -> Told:
    """As transforms.judging.judge, with the reason in words."""
    found = judging.judge(target, actual, period, plan_period, followed)
    told, told_en = (words_of(language).sentence(found.reason) for language in ("vi", "en"))
    return Told(**(vars(found) | {"reason": told, "reason_en": told_en}))


@cache
def words_of(language: str) -> Wording:
    """The shipped words of a language."""
    return Wording.of(shipped_messages(), language)
