"""Further forms of the review, owed in the demo alone: their duties are no part of the shipped reference.

Every figure is SIMULATED below the F01 (and F02) of the same communes, so that the ties between the forms hold.
"""

import csv
import io
from collections.abc import Callable, Mapping

from tests.samples.spread import between
from tests.samples.stocks import Communes

Figures = Mapping[str, int]
_CITY, _DISTRICT = "116", "450"
_NAMES = {
    _CITY: ("UBND thành phố Sơn La", "People's Committee of Sơn La city"),
    _DISTRICT: ("UBND thành phố Đồng Hới", "People's Committee of Đồng Hới city"),
}
# Submitter, form and period; each is due on the last day of the year.
_DUTIES = (
    *((_CITY, form, "2020") for form in ("F04", "F08", "F09", "F10", "M03N")),
    (_DISTRICT, "F11", "2023"),
)
_COLUMNS = (
    *("submitter_id", "submitter_name_vi", "submitter_rule", "form_id", "territory_code", "territory_level"),
    *("item_ids", "first_period", "last_period", "figure_status", "due_month", "due_day", "standard_id"),
    "submitter_name_en",
)
MORE = frozenset((form, period) for _, form, period in _DUTIES)
_DEPRIVED = {
    "health_services": 0.04,
    "health_insurance": 0.1,
    "adult_education": 0.3,
    "schooling": 0.05,
    "housing_quality": 0.35,
    "housing_area": 0.2,
    "water": 0.15,
    "latrine": 0.4,
    "telecom": 0.12,
    "information_assets": 0.18,
}
_CAUSES = {
    "capital": 0.5,
    "land": 0.3,
    "tools": 0.25,
    "labour": 0.2,
    "dependants": 0.15,
    "jobless": 0.1,
    "know_how": 0.3,
    "illness_vice": 0.12,
    "other": 0.05,
}
_GROUPS = {"muong": 0.05, "mong": 0.1, "kho_mu": 0.04, "other": 0.02}
_ABSENT = ("dao", "khang", "xinh_mun", "lao", "la_ha")


def duties() -> bytes:
    """The rows that the demo adds to the obligations of the shipped reference."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for submitter, form, period in _DUTIES:
        name_vi, name_en = _NAMES[submitter]
        area = (submitter, "commune", "", period, period)
        writer.writerow((submitter, name_vi, "one", form, *area, "chinh_thuc", 12, 31, "", name_en))
    return text.getvalue().encode()


def more_forms(city: Communes, flows: Communes, district: Communes) -> dict[tuple[str, str], Communes]:
    """The figures by form and period: of the city in 2020, from its F01 and F02, and of the district in 2023."""
    of_city: dict[str, Callable[[str], dict[str, int]]] = {
        "F04": lambda code: _deprivations(code, city[code]["poor_households"]),
        "F08": lambda code: _groups(code, city[code]),
        "F09": lambda code: _ethnic_groups(code, city[code]),
        "F10": lambda code: _causes(code, city[code]),
        "M03N": lambda code: _older_review(code, city[code], flows[code]),
    }
    found = {(form, "2020"): {code: make(code) for code in city} for form, make in of_city.items()}
    return {**found, ("F11", "2023"): {code: _children(code, figures) for code, figures in district.items()}}


def _share(whole: int, share: float, *key: str) -> int:
    return min(whole, round(whole * share * between(0.7, 1.3, *key)))


def _deprivations(code: str, poor: int) -> dict[str, int]:
    found = {
        f"poor_deprived_{name}_households": _share(poor, share, code, "deprived", name)
        for name, share in _DEPRIVED.items()
    }
    return {**found, "poor_deprived_base_households": poor, "poor_deprivations": sum(found.values())}


def _minority(code: str, kind: str, households: int) -> int:
    return min(households - 1, _share(households, 0.7, code, kind, "minority"))


def _groups(code: str, figures: Figures) -> dict[str, int]:
    """Every household in one group only, so that the groups add up to the whole."""
    found: dict[str, int] = {}
    for kind in ("poor", "near_poor"):
        households, persons = figures[f"{kind}_households"], figures[f"{kind}_persons"]
        minority = _minority(code, kind, households)
        rest = households - 1 - minority
        no_labour = rest // 3
        merit = (rest - no_labour) // 4
        parts = {"minority": minority, "no_labour": no_labour, "merit": merit}
        for group, count in parts.items():
            found[f"{kind}_{group}_households"] = count
            found[f"{kind}_{group}_persons"] = count * persons // households
        found[f"{kind}_other_group_households"] = households - sum(parts.values())
        found[f"{kind}_other_group_persons"] = persons - sum(found[f"{kind}_{g}_persons"] for g in parts)
        found[f"{kind}_grouped_households"], found[f"{kind}_grouped_persons"] = households, persons
    return found


def _ethnic_groups(code: str, figures: Figures) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in ("poor", "near_poor"):
        households = figures[f"{kind}_households"]
        minority = _minority(code, kind, households)
        parts = {group: int(minority * share) for group, share in _GROUPS.items()}
        parts |= dict.fromkeys(_ABSENT, 0)
        parts["thai"] = minority - sum(parts.values())
        parts |= {"base": households, "kinh": households - minority, "minority": minority}
        found |= {f"{kind}_ethnic_{group}_households": count for group, count in parts.items()}
    return found


def _causes(code: str, figures: Figures) -> dict[str, int]:
    households = figures["poor_households"] + figures["near_poor_households"]
    return {
        f"poor_near_poor_cause_{cause}_households": _share(households, share, code, "cause", cause)
        for cause, share in _CAUSES.items()
    }


def _older_review(code: str, figures: Figures, flows: Figures) -> dict[str, int]:
    """The form of the years before: who left and who came in fewer columns."""
    opening, closing = flows["poor_opening_households"], figures["poor_households"]
    relapse = flows["poor_in_relapse_households"]
    new = sum(flows[f"poor_in_{kind}_households"] for kind in ("new", "near_poor", "other"))
    return {
        "resident_households": figures["resident_households"],
        "resident_minority_households": _share(figures["resident_households"], 0.5, code, "residents"),
        "poor_opening_households": opening,
        "poor_opening_minority_households": min(opening, _minority(code, "poor", opening)),
        "poor_out_households": opening + relapse + new - closing,
        "poor_in_relapse_households": relapse,
        "poor_in_new_households": new,
        "poor_households": closing,
        "poor_closing_minority_households": _minority(code, "poor", closing),
    }


def _children(code: str, figures: Figures) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in ("poor", "near_poor"):
        children = figures[f"{kind}_persons"] // 3
        found[f"{kind}_children"] = children
        for name, share in (("health_insurance", 0.05), ("nutrition", 0.15), ("schooling", 0.08)):
            found[f"{kind}_deprived_{name}_children"] = _share(children, share, code, kind, name)
    return found
