"""Fixtures of data/reference/rules/content.yaml: what the figures say of each other."""

from pathlib import Path
from typing import Any

from tests.builders import f02
from tests.form_figures import drawn, owing, read_back
from tests.rules.base import FLOWS, GOOD_F01, GOOD_F02
from tests.rules.fixture import Fixture, Found, before, changed, figure, figures, sheets
from tests.unit.checks.test_shifts import RATED_ROWS, RIGHT_ROWS, pushed, rated, sheet, without
from tests.unit.sheet.test_figures import rated as with_rates
from transforms.checks.records import Submitted, records_of
from transforms.checks.relations import identity_relations

GOOD = sheets(GOOD_F01)


def form(form_id: str, version: str, **wrong: int) -> Found:
    """The rules that the rows of a whole form break, with these figures of its first commune."""

    def found(tmp: Path) -> set[str]:
        drawing = drawn(form_id, version, **wrong)
        records = records_of([Submitted("s1", "063", read_back(drawing, tmp))], owing().territories)
        relations = identity_relations(drawing.form, [r for r in records if r.role == "part"])
        return {relation.rule_id for relation in relations if relation.excess > 0}

    return found


def tied(left: tuple[str, str], right: tuple[str, str], *values: int) -> Found:
    """Two figures of two forms in one year."""
    (form_one, item_one), (form_two, item_two) = left, right
    one = figure(form_one, item_one, values[0])
    return figures(one, figure(form_two, item_two, values[1], submission_id="s2", sequence=2))


def tie(left: tuple[str, str], right: tuple[str, str]) -> Fixture:
    return Fixture(tied(left, right, 20, 21), tied(left, right, 21, 21))


def opening(value: int) -> Found:
    """F02 of 2021 opens with so many poor households; F01 of 2020 closed with 294."""
    closed: dict[str, Any] = before(figure("F01", "poor_households", 0), 294)
    return figures(closed, figure("F02", "poor_opening_households", value))


POOR_BASE, NEAR_BASE = "poor_deprived_base_households", "near_poor_deprived_base_households"
FIXTURES: dict[str, Fixture] = {
    "C00": Fixture(sheets(changed(GOOD_F01, {(5, 5): None})), GOOD),
    "C02": Fixture(sheets(changed(GOOD_F01, {(5, column): None for column in range(1, 9)})), GOOD),
    "C02b": Fixture(sheets(f02("\n".join((*FLOWS[:3], *FLOWS[4:])))), sheets(GOOD_F02)),
    "C03a": Fixture(sheets(changed(GOOD_F01, {(5, 5): -20})), GOOD),
    "C03b": Fixture(sheets(changed(GOOD_F01, {(5, 7): 19})), GOOD),
    "C04": Fixture(sheets(changed(GOOD_F01, {(5, 5): 195})), GOOD),
    "C04b": Fixture(form("F04", "2016", poor_deprived_health_services_households=21), form("F04", "2016")),
    "C05": Fixture(sheets(changed(GOOD_F02, {(5, 12): 21})), sheets(GOOD_F02)),
    "C06": Fixture(opening(290), opening(294)),
    "C07a": tie(("F02", "poor_closing_households"), ("F01", "poor_households")),
    "C07b": tie(("F02", "poor_out_near_poor_households"), ("F03", "near_poor_in_poor_households")),
    "C07c": tie(("F04", POOR_BASE), ("F01", "poor_households")),
    "C07d": tie(("F08", "poor_minority_households"), ("F09", "poor_ethnic_minority_households")),
    "C07e": tie(("M03C", "near_poor_review_resident_households"), ("M03N", "resident_households")),
    "C08": Fixture(sheets(with_rates("10.0", "5.2", "2.5")), sheets(with_rates("10.0", "5.0", "2.5"))),
    "C08b": Fixture(sheets(with_rates("110.0", "5.0", "2.5")), sheets(with_rates("10.0", "5.0", "2.5"))),
    "C09": Fixture(sheets(changed(GOOD_F01, {(7, 5): 58})), GOOD),
    "C10a": Fixture(form("F04", "2016", poor_deprivations=42), form("F04", "2016")),
    "C10b": Fixture(form("F04", "2022", **{POOR_BASE: 23}), form("F04", "2022")),
    "C10c": Fixture(form("F06", "2022", **{NEAR_BASE: 9}), form("F06", "2022")),
    "C11": Fixture(form("F08", "2016", poor_other_group_households=3), form("F08", "2016")),
    "C27": Fixture(form("F09", "2016", poor_ethnic_kinh_households=9), form("F09", "2016")),
    "C28a": Fixture(
        sheets(rated(*((name, pushed(row, 2)) for name, row in RATED_ROWS))), sheets(rated(*RATED_ROWS))
    ),
    "C28b": Fixture(
        sheets(sheet(*((name, without(row, 3)) for name, row in RIGHT_ROWS))), sheets(sheet(*RIGHT_ROWS))
    ),
}
