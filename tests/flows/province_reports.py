"""Reports of a department of Bắc Kạn for all districts, in a workspace with obligations and plans of its own.

The end of 2021 was counted twice: under Quyết định 59/2015 13.867 poor and 8.239 near-poor households, under Nghị định
07/2021 21.946 and 7.935.
"""

from collections.abc import Mapping
from pathlib import Path

from transforms.registry import Registry
from transforms.render.form_layout import duty_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.terms.period import Period

SENDER = "06-ldtbxh"
OLD, NEW = "QD59_2015", "ND07_2021"
HOUSEHOLDS = 81_476
POOR = {OLD: 13_867, NEW: 21_946}
NEAR_POOR = {OLD: 8_239, NEW: 7_935}

Figures = Mapping[str, Mapping[str, int | None]]


def shares(total: int, codes: list[str]) -> dict[str, int]:
    """A total in whole households over the districts, the first ones taking the remainder."""
    each, rest = divmod(total, len(codes))
    return {code: each + (n < rest) for n, code in enumerate(codes)}


def districts(registry: Registry) -> list[str]:
    """The codes of the eight districts of Bắc Kạn."""
    return [t.code for t in registry.territories.descendants("06", Period("2021").end_date, "district")]


def review(codes: list[str], resident: int, poor: int, near_poor: int) -> Figures:
    """F01 of the districts, four persons to a household."""
    households = {
        "resident": shares(resident, codes),
        "poor": shares(poor, codes),
        "near_poor": shares(near_poor, codes),
        "average_living_farm": dict.fromkeys(codes, 0),
    }
    return {
        code: {
            f"{kind}_{unit}": counts[code] * size
            for kind, counts in households.items()
            for unit, size in (("households", 1), ("persons", 4))
        }
        for code in codes
    }


def review_of_2021(registry: Registry, standard: str, more_poor: int = 0) -> bytes:
    """The workbook of the end of 2021 under one of the two standards."""
    figures = review(districts(registry), HOUSEHOLDS, POOR[standard] + more_poor, NEAR_POOR[standard])
    return report(registry, "F01", "2021", standard, figures)


def report(
    registry: Registry, form: str, period: str, standard: str, figures: Figures, status: str = "chinh_thuc"
) -> bytes:
    """The workbook that answers a duty of the department."""
    duty = registry.duty(SENDER, form, Period(period), status, standard)
    assert duty is not None
    return form_workbook(duty_sheet(registry, duty, figures))


def own_reference(workspace: Path, **files: str) -> Path:
    """A workspace with files of its own in its reference, named without their folder and suffix."""
    places = {"obligations": "obligations.add.csv", "plan": "plans/own.yaml", "next_plan": "plans/next.yaml"}
    for name, text in files.items():
        path = workspace / "reference" / places[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return workspace
