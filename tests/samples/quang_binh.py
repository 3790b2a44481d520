"""Quảng Bình: the end of 2023 and the first half of 2024, by 8 districts and 151 communes."""

from collections.abc import Mapping
from datetime import date

from tests.samples.provinces import TwoYears
from tests.samples.quang_binh_targets import (
    COASTAL_SUPPORT,
    DISTRICTS,
    INFORMED_COASTAL_SHARE,
    INFORMED_SHARE,
    INSURED_SHARE,
    JOB_SUPPORT,
    LATRINE,
    NO_TELECOM_NEED,
    OFFICERS,
    QUANG_BINH_2023,
    QUANG_BINH_2024_H1,
    RIGHT_AGE_PUPILS,
    TELECOM,
    WATER,
)
from tests.samples.services import Services, covered, covered_by_group, members, merge
from tests.samples.spread import apportion, between, noise
from tests.samples.stocks import Communes
from tests.samples.targets import Part, Stock
from tests.samples.years import first_year, following_year
from transforms.registry import Registry
from transforms.terms.period import Period

_END_OF_2023 = date(2023, 12, 31)
HALF = "2024-H1"
# About one commune in twelve is three times as poor as its district.
_RUGGED, _RUGGED_FACTOR = 0.08, 3.0


def quang_binh(registry: Registry) -> TwoYears:
    """F01 of end 2023, F01 of the first half of 2024 and the movements between."""
    base: Communes = {}
    for code, total in _districts().items():
        communes = registry.territories.children(code, _END_OF_2023)
        base |= first_year(communes, total, {t.code: _ruggedness(t.code) for t in communes})
    now = registry.territories.descendants("44", Period(HALF).end_date, "commune")
    year, flows = following_year(registry, HALF, now, base, QUANG_BINH_2024_H1, _END_OF_2023)
    return TwoYears(base, year, flows)


def _districts() -> dict[str, Stock]:
    total = QUANG_BINH_2023
    households = apportion(total.resident, {c: weight for c, (weight, _, _) in DISTRICTS.items()})
    poor = apportion(total.poor, {c: households[c] * rate for c, (_, rate, _) in DISTRICTS.items()})
    near = apportion(total.near_poor, {c: households[c] * rate for c, (_, _, rate) in DISTRICTS.items()})
    return {c: Stock(households[c], poor[c], near[c]) for c in DISTRICTS}


def _ruggedness(code: str) -> float:
    return _RUGGED_FACTOR if noise(code, "rugged") < _RUGGED else 1


def quang_binh_services(registry: Registry, half: Communes) -> Services:
    """What four departments report for the first half of 2024; the one of health sends nothing."""
    households = _both(half, "households")
    people = _both(half, "persons")
    insured = Part(round(INSURED_SHARE * sum(people.values())), sum(people.values()))
    return {
        "44-ldtbxh": merge(
            _coastal(registry, half),
            covered(
                apportion(OFFICERS.whole, dict.fromkeys(half, 1)),
                OFFICERS,
                "poverty_officer_persons",
                "trained_poverty_officer_persons",
            ),
            covered(
                apportion(
                    JOB_SUPPORT.whole, {c: n * between(0.7, 1.3, c, "need") for c, n in households.items()}
                ),
                JOB_SUPPORT,
                "job_need_persons",
                "job_supported_persons",
            ),
            covered(
                households,
                WATER,
                "poor_near_poor_base_households",
                "poor_near_poor_hygienic_water_households",
            ),
            covered(
                households, LATRINE, "poor_near_poor_base_households", "poor_near_poor_latrine_households"
            ),
        ),
        "44-bhxh": covered(
            people, insured, "poor_near_poor_review_persons", "poor_near_poor_insured_persons"
        ),
        "44-gddt": _pupils(registry, households),
        "44-tttt": merge(_telecom(households), _information(registry, half)),
    }


def _both(half: Communes, measure: str) -> dict[str, int]:
    """Poor and near-poor together, as counted in F01."""
    return {code: f[f"poor_{measure}"] + f[f"near_poor_{measure}"] for code, f in half.items()}


def _coastal(registry: Registry, half: Communes) -> Communes:
    """1 for each commune of the list and each supported one of them, 0 for the others."""
    coastal = members(registry, "quang_binh_coastal_communes", Period(HALF).end_date)
    if len(coastal) != COASTAL_SUPPORT.whole:
        raise ValueError(f"{len(coastal)} coastal communes, not {COASTAL_SUPPORT.whole}")
    supported = sorted(coastal)[: COASTAL_SUPPORT.numerator]
    return {
        code: {
            "difficult_coastal_communes": int(code in coastal),
            "supported_coastal_communes": int(code in supported),
        }
        for code in half
    }


def _pupils(registry: Registry, households: Mapping[str, int]) -> Communes:
    day = Period(HALF).end_date
    weights = {d: sum(households[t.code] for t in registry.territories.children(d, day)) for d in DISTRICTS}
    return covered(
        apportion(RIGHT_AGE_PUPILS.whole, weights),
        RIGHT_AGE_PUPILS,
        "poor_near_poor_school_age_children",
        "poor_near_poor_right_age_pupil_children",
    )


def _telecom(households: Mapping[str, int]) -> Communes:
    """Households in need and those served; one commune says how many it served and not how many needed it."""
    need, served = "poor_near_poor_telecom_need_households", "poor_near_poor_telecom_households"
    weights = {c: n * between(0.8, 1.2, c, need) for c, n in households.items()}
    found = covered(apportion(TELECOM.whole, weights, caps=households), TELECOM, need, served)
    del found[NO_TELECOM_NEED][need]
    return found


def _information(registry: Registry, half: Communes) -> Communes:
    return covered_by_group(
        {code: figures["resident_households"] for code, figures in half.items()},
        members(registry, "quang_binh_poor_areas", Period(HALF).end_date),
        (INFORMED_COASTAL_SHARE, INFORMED_SHARE),
        ("information_base_households", "poverty_information_households"),
    )
