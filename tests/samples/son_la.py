"""TP Sơn La: reviews of 2018, 2019 and 2020, and what eight offices report for 2020."""

from dataclasses import dataclass
from datetime import date

from tests.samples.services import Services, covered, covered_by_group, members, merge, single
from tests.samples.son_la_targets import (
    CERTIFIED_WORKERS,
    CREDIT,
    DOCTOR_STATIONS,
    HEALTH_COMMUNES,
    INFORMED_POOR_AREAS_SHARE,
    INFORMED_SHARE,
    LATRINE_LOANS,
    MALNOURISHED,
    OFFICERS,
    POLICY_PUPILS,
    POOR_WATER,
    RADIOS,
    SCHOOL_NETWORK,
    SON_LA_2018,
    SON_LA_2019,
    SON_LA_2020,
    STANDARD_SCHOOLS,
    VACCINATED,
)
from tests.samples.spread import apportion, between
from tests.samples.stocks import Communes
from tests.samples.targets import Part
from tests.samples.years import first_year, following_year
from transforms.registry import Registry

CITY = "116"


@dataclass(frozen=True)
class ThreeYears:
    """F01 by year and the movements of the last one, by commune code."""

    f01: dict[str, Communes]
    flows: Communes


def son_la(registry: Registry) -> ThreeYears:
    """Three reviews of the same 12 communes."""
    communes = registry.territories.children(CITY, date(2020, 12, 31))
    first = first_year(communes, SON_LA_2018)
    second, _ = following_year(registry, "2019", communes, first, SON_LA_2019, date(2018, 12, 31))
    third, flows = following_year(registry, "2020", communes, second, SON_LA_2020, date(2019, 12, 31))
    return ThreeYears({"2018": first, "2019": second, "2020": third}, flows)


def son_la_services(registry: Registry, year: Communes) -> Services:
    """What the offices of the city report for 2020; the communes are those of F01."""
    residents = {code: figures["resident_households"] for code, figures in year.items()}
    poor = {code: figures["poor_households"] for code, figures in year.items()}
    people = {code: f["poor_persons"] + f["near_poor_persons"] for code, f in year.items()}
    everyone = Part(sum(people.values()), sum(people.values()))

    def spread(total: int, item: str) -> dict[str, int]:
        return apportion(total, {c: n * between(0.85, 1.15, c, item) for c, n in residents.items()})

    def part(target: Part, whole_item: str, part_item: str) -> Communes:
        return covered(spread(target.whole, whole_item), target, whole_item, part_item)

    return {
        "116-ldtbxh": merge(
            part(CERTIFIED_WORKERS, "employed_workers_persons", "certified_workers_persons"),
            part(OFFICERS, "poverty_officer_persons", "trained_poverty_officer_persons"),
        ),
        "116-bhxh": covered(
            people, everyone, "poor_near_poor_review_persons", "poor_near_poor_insured_persons"
        ),
        "116-nhcsxh": merge(
            part(CREDIT, "credit_eligible_households", "credit_loan_households"),
            part(LATRINE_LOANS, "poor_latrine_need_households", "poor_latrine_built_households"),
        ),
        "116-gddt": merge(
            _city(POLICY_PUPILS, "policy_pupil_persons", "policy_pupil_support_persons"),
            _city(SCHOOL_NETWORK, "education_base_communes", "school_network_communes"),
            _city(STANDARD_SCHOOLS, "schools", "standard_schools"),
        ),
        "116-yte": merge(
            _city(HEALTH_COMMUNES, "health_base_communes", "health_criteria_communes"),
            _city(DOCTOR_STATIONS, "health_stations", "doctor_health_stations"),
        ),
        "116-ttyt": merge(
            part(VACCINATED, "infant_children", "vaccinated_infant_children"),
            part(MALNOURISHED, "measured_under_5_children", "malnourished_under_5_children"),
        ),
        "116-kinhte": covered(poor, POOR_WATER, "poor_base_households", "poor_hygienic_water_households"),
        "116-vhtt": merge(
            covered_by_group(
                residents,
                members(registry, "son_la_city_poor_areas", date(2020, 12, 31)),
                (INFORMED_POOR_AREAS_SHARE, INFORMED_SHARE),
                ("information_base_households", "policy_information_households"),
            ),
            single(apportion(RADIOS, poor, caps=poor), "radio_supported_households"),
        ),
    }


def _city(target: Part, whole_item: str, part_item: str) -> Communes:
    """A whole and its part, given for the city as one."""
    return {CITY: {whole_item: target.whole, part_item: target.numerator}}
