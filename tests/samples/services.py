"""Simulated CT01 figures of the departments, by submitter and territory."""

from collections.abc import Mapping

from tests.samples.provinces import TwoYears
from tests.samples.spread import apportion, between, noise
from tests.samples.stocks import Communes, is_urban
from tests.samples.targets import (
    DISTRICTS,
    ELECTRICITY,
    INSURED_SHARE,
    KINDERGARTEN_MEALS,
    NEW_JOBS_BAC_KAN,
    NEW_JOBS_BACH_THONG,
    POOR_INFORMATION,
    POOR_TELECOM,
    POOR_WATER,
    PUPIL_FEES,
    RADIO_STATIONS,
    RURAL_WATER_SHARE,
    TRAINED_WORKERS,
    Part,
)
from transforms.registry import Registry
from transforms.terms.period import Period

Services = dict[str, Communes]


def bac_kan_services(registry: Registry, years: TwoYears) -> Services:
    """What five departments of Bắc Kạn report for 2018; the communes are those of F01."""
    day = Period("2018").end_date
    children = {code: registry.territories.children(code, day) for code in DISTRICTS}
    population = {c: f["resident_persons"] for c, f in years.year.items()}
    rural = {d: sum(population[t.code] for t in ts if not is_urban(t)) for d, ts in children.items()}
    households = {d: sum(years.year[t.code]["resident_households"] for t in ts) for d, ts in children.items()}
    workers = apportion(TRAINED_WORKERS.whole, households)
    jobs = apportion(NEW_JOBS_BAC_KAN, {d: n * between(0.8, 1.2, d, "jobs") for d, n in households.items()})
    insured = Part(round(INSURED_SHARE * sum(population.values())), sum(population.values()))
    water = Part(round(RURAL_WATER_SHARE * sum(rural.values())), sum(rural.values()))
    return {
        "06-ldtbxh": _merge(
            _covered(workers, TRAINED_WORKERS, "employed_workers_persons", "trained_workers_persons"),
            _single(jobs, "new_job_persons"),
        ),
        "06-bhxh": _covered(population, insured, "population_persons", "insured_persons"),
        "06-congthuong": _covered(
            households, ELECTRICITY, "electricity_base_households", "electricity_households"
        ),
        "06-nnptnt": _covered(rural, water, "rural_population_persons", "rural_hygienic_water_persons"),
        "06-tttt": _single(_stations(population), "radio_station_communes"),
    }


def bach_thong_services(years: TwoYears) -> Services:
    """What five offices of Bạch Thông report for 2020; the office of health sends nothing."""
    poor_persons = {c: f["poor_persons"] for c, f in years.year.items()}
    poor = {c: f["poor_households"] for c, f in years.year.items()}
    jobs = apportion(NEW_JOBS_BACH_THONG, {c: f["resident_households"] for c, f in years.year.items()})
    everyone = Part(sum(poor_persons.values()), sum(poor_persons.values()))
    covered = _covered(poor, POOR_INFORMATION, "poor_base_households", "poor_information_households")
    return {
        "063-ldtbxh": _single(jobs, "new_job_persons"),
        "063-bhxh": _covered(poor_persons, everyone, "poor_review_persons", "poor_insured_persons"),
        "063-nnptnt": _covered(poor, POOR_WATER, "poor_base_households", "poor_hygienic_water_households"),
        "063-vhtt": _merge(
            _covered(poor, POOR_TELECOM, "poor_base_households", "poor_telecom_households"), covered
        ),
        "063-gddt": {
            "063": {
                "poor_pupil_persons": PUPIL_FEES.whole,
                "poor_pupil_fee_support_persons": PUPIL_FEES.numerator,
                "poor_kindergarten_children": KINDERGARTEN_MEALS.whole,
                "poor_kindergarten_meal_children": KINDERGARTEN_MEALS.numerator,
            }
        },
    }


def _covered(wholes: Mapping[str, int], target: Part, whole_item: str, part_item: str) -> Communes:
    """Numerators below their denominators that add up to the target: the shortfall is what is spread."""
    if sum(wholes.values()) != target.whole:
        raise ValueError(f"{part_item}: {sum(wholes.values())} in all, not {target.whole}")
    weights = {c: n * between(0.88, 1.12, c, part_item) for c, n in wholes.items()}
    short = apportion(target.whole - target.numerator, weights, caps=wholes)
    return {c: {whole_item: n, part_item: n - short[c]} for c, n in wholes.items()}


def _single(values: Mapping[str, int], item: str) -> Communes:
    return {code: {item: value} for code, value in values.items()}


def _merge(one: Communes, other: Communes) -> Communes:
    return {code: one[code] | other[code] for code in one}


def _stations(communes: Mapping[str, int]) -> dict[str, int]:
    """1 for exactly as many communes as have a station, 0 for the others."""
    if len(communes) != RADIO_STATIONS.whole:
        raise ValueError(f"{len(communes)} communes, not {RADIO_STATIONS.whole}")
    ranked = sorted(communes, key=lambda code: noise(code, "station"))
    having = set(ranked[: RADIO_STATIONS.numerator])
    return {code: int(code in having) for code in communes}
