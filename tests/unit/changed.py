"""Two releases by hand: a district 063 with two communes, one indicator or two, reports named by a letter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from transforms.change_reasons import FigureKey, Ground, Told
from transforms.release_changes import changes_of
from transforms.terms.change import Cause, Changes, FigureChange
from transforms.terms.indicator import Indicator, Predicate

COUNT, RATE, DROP, SHARE = (
    "poor_household_count",
    "poor_household_rate",
    "poor_household_rate_drop",
    "poor_share",
)
LEVELS = {"063": "district", "01969": "commune", "01978": "commune"}
ITEMS = {"numerator": ("poor_households",), "denominator": ("resident_households",)}


def indicator(indicator_id: str, kind: str, *, has_denominator: bool = True) -> Indicator:
    below = ITEMS["denominator"] if has_denominator else ()
    return Indicator(indicator_id, "", "", kind, ITEMS["numerator"], below, "", "%", 2, False, "", "", "")


DEFINITIONS = {
    COUNT: indicator(COUNT, "count", has_denominator=False),
    RATE: indicator(RATE, "rate"),
    DROP: indicator(DROP, "rate_drop"),
    SHARE: replace(
        indicator(SHARE, "territory_share"),
        numerator=(),
        denominator=(),
        predicate=Predicate(RATE, "<", Decimal(5), "commune"),
    ),
}


def sent(
    submission: str, submitter: str = "01969", verdict: str = "accepted", period: str = "2020"
) -> dict[str, str]:
    """One input of a manifest."""
    return {
        "submission_id": submission, "submitter_id": submitter, "form_id": "F01", "period": period,
        "figure_status": "chinh_thuc", "standard_id": "S", "verdict": verdict,
    }  # fmt: skip


def basis(**pieces: Any) -> dict[str, Any]:
    """The pieces of a release, all alike but for those that are given."""
    alike = {
        "targets": {"t1": "a"}, "indicators": dict.fromkeys(DEFINITIONS, "a"), "standards": {"S": "a"},
        "rules": "a", "boundaries": "a", "corrections": {},
    }  # fmt: skip
    return {**alike, **pieces}


def correction(found: str, corrected: str, code: str = "01969", **more: str) -> dict[str, str]:
    """A correction as a manifest says it."""
    return {
        "territory_code": code, "item_id": "poor_households", "period": "2020", "figure_status": "chinh_thuc",
        "standard_id": "S", "found": found, "corrected": corrected, "sha256": "",
    } | more  # fmt: skip


def figure(
    indicator_id: str, code: str, numerator: int, denominator: int | None = None, **more: Any
) -> dict[str, Any]:
    """One row of indicators; the actual is the numerator where there is no denominator."""
    actual = Decimal(numerator) if denominator is None else round(100 * Decimal(numerator) / denominator, 2)
    return {
        "indicator_id": indicator_id, "territory_code": code, "territory_valid_from": date(2004, 8, 31),
        "territory_name": code, "level": LEVELS[code], "period": "2020", "figure_status": "chinh_thuc",
        "standard_id": "S", "numerator": Decimal(numerator), "measure_unit": "%",
        "denominator": None if denominator is None else Decimal(denominator), "actual": actual,
    } | more  # fmt: skip


def target(actual: int | None, low: int = 5, **more: Any) -> dict[str, Any]:
    """The row of the only target of the plan."""
    return {
        "target_id": "t1", "target_text": "giảm", "indicator_id": COUNT, "territory_code": "063",
        "territory_valid_from": date(2004, 8, 31), "group_id": "", "period": "2020", "figure_status": "chinh_thuc",
        "standard_id": "S", "measure_unit": "hộ", "comparator": "<=", "target_low": Decimal(low),
        "target_high": None, "actual": None if actual is None else Decimal(actual),
        "verdict": "met" if actual is not None and actual <= low else "not_met",
    } | more  # fmt: skip


def told(
    inputs: list[dict[str, str]], figures: list[dict[str, Any]], *targets: dict[str, Any], **manifest: Any
) -> Told:
    """A release."""
    alike = {"reference_sha256": "r", "code_sha256": "c", "basis": basis()}
    return Told({**alike, **manifest, "inputs": inputs}, targets, figures)


def changes(
    before: Told,
    now: Told,
    behind: Mapping[str, tuple[str, ...]] | None = None,
    reach: Mapping[str, frozenset[tuple[str, str, str]]] | None = None,
) -> Changes:
    """What changed; `behind` are the submissions behind the figures of each commune, together those of the district."""
    behind = behind or {}
    whole = tuple(s for of_one in behind.values() for s in of_one)
    ids = {
        FigureKey(row["indicator_id"], row["territory_code"], row["period"], "chinh_thuc", "S"): behind.get(
            row["territory_code"], whole
        )
        for row in now.indicators
    }
    inside = {"063": frozenset(LEVELS)}
    return changes_of("p", before, now, Ground(DEFINITIONS, ids, inside, reach or {}))


def of(found: Changes, code: str, indicator_id: str = COUNT, period: str = "2020") -> FigureChange:
    """The change of one figure."""
    (one,) = (
        c
        for c in found.figures
        if (c.territory_code, c.indicator_id, c.period) == (code, indicator_id, period)
    )
    return one


def named(causes: tuple[Cause, ...]) -> list[str]:
    """The causes by name."""
    return [one.cause for one in causes]
