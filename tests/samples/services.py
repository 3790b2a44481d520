"""Simulated CT01 figures of the departments, by submitter and territory."""

from collections.abc import Container, Mapping
from datetime import date

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
from transforms.terms.group import members_at
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
        "06-ldtbxh": merge(
            covered(workers, TRAINED_WORKERS, "employed_workers_persons", "trained_workers_persons"),
            single(jobs, "new_job_persons"),
        ),
        "06-bhxh": covered(population, insured, "population_persons", "insured_persons"),
        "06-congthuong": covered(
            households, ELECTRICITY, "electricity_base_households", "electricity_households"
        ),
        "06-nnptnt": covered(rural, water, "rural_population_persons", "rural_hygienic_water_persons"),
        "06-tttt": single(_stations(population), "radio_station_communes"),
    }


def bach_thong_services(years: TwoYears) -> Services:
    """What five offices of Bạch Thông report for 2020; the office of health sends nothing."""
    poor_persons = {c: f["poor_persons"] for c, f in years.year.items()}
    poor = {c: f["poor_households"] for c, f in years.year.items()}
    jobs = apportion(NEW_JOBS_BACH_THONG, {c: f["resident_households"] for c, f in years.year.items()})
    everyone = Part(sum(poor_persons.values()), sum(poor_persons.values()))
    return {
        "063-ldtbxh": single(jobs, "new_job_persons"),
        "063-bhxh": covered(poor_persons, everyone, "poor_review_persons", "poor_insured_persons"),
        "063-nnptnt": covered(poor, POOR_WATER, "poor_base_households", "poor_hygienic_water_households"),
        "063-vhtt": merge(
            covered(poor, POOR_TELECOM, "poor_base_households", "poor_telecom_households"),
            covered(poor, POOR_INFORMATION, "poor_base_households", "poor_information_households"),
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


def covered(wholes: Mapping[str, int], target: Part, whole_item: str, part_item: str) -> Communes:
    """Numerators below their denominators that add up to the target: the shortfall is what is spread."""
    if sum(wholes.values()) != target.whole:
        raise ValueError(f"{part_item}: {sum(wholes.values())} in all, not {target.whole}")
    weights = {c: n * between(0.88, 1.12, c, part_item) for c, n in wholes.items()}
    short = apportion(target.whole - target.numerator, weights, caps=wholes)
    return {c: {whole_item: n, part_item: n - short[c]} for c, n in wholes.items()}


def covered_by_group(
    wholes: Mapping[str, int],
    group: Container[str],
    shares: tuple[float, float],
    items: tuple[str, str],
) -> Communes:
    """Wholes and parts, with one share inside a group of communes and another one outside it."""
    found: Communes = {}
    for is_member, share in zip((True, False), shares, strict=True):
        own = {code: n for code, n in wholes.items() if (code in group) == is_member}
        found |= covered(own, Part(round(share * sum(own.values())), sum(own.values())), *items)
    return found


def members(registry: Registry, group_id: str, day: date) -> frozenset[str]:
    """The codes of the communes of a group."""
    return frozenset(territory.code for territory in members_at(registry, group_id, day))


def single(values: Mapping[str, int], item: str) -> Communes:
    """One figure a place."""
    return {code: {item: value} for code, value in values.items()}


def merge(*parts: Communes) -> Communes:
    """Figures of the same places put together."""
    return {code: {k: v for part in parts for k, v in part[code].items()} for code in parts[0]}


def _stations(communes: Mapping[str, int]) -> dict[str, int]:
    """1 for exactly as many communes as have a station, 0 for the others."""
    if len(communes) != RADIO_STATIONS.whole:
        raise ValueError(f"{len(communes)} communes, not {RADIO_STATIONS.whole}")
    ranked = sorted(communes, key=lambda code: noise(code, "station"))
    having = set(ranked[: RADIO_STATIONS.numerator])
    return {code: int(code in having) for code in communes}
