"""Fixtures of data/reference/rules/across.yaml: forms, levels and periods held against each other."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders import small_registry
from tests.rules.fixture import Fixture, Found, before, figure, figures
from tests.rules.fixtures_content import tie
from transforms.registry import Registry
from transforms.terms.rule import Rule

Row = Mapping[str, Any]
UNITS = {"01969": "2004-08-31", "01978": "2004-08-31", "01993": "2020-02-01"}
CAUSES = ("capital", "land", "tools", "labour", "dependants", "jobless", "know_how", "illness_vice", "other")


def lowered(rule_id: str, **parameters: int) -> Registry:
    """The registry with thresholds of a rule that a handful of figures reaches."""
    known = small_registry()
    rule: Rule = replace(known.rules[rule_id], parameters={**known.rules[rule_id].parameters, **parameters})
    return replace(known, rule_versions={**known.rule_versions, rule_id: (rule,)})


def unit(item: str, value: int, code: str, **more: Any) -> Row:
    """A figure of the F01 of one of the three communes of Bạch Thông."""
    return figure("F01", item, value, code, territory_valid_from=date.fromisoformat(UNITS[code]), **more)


def since(value: int, last_year: int, item: str = "poor_households", form: str = "F01") -> Found:
    """A figure and that of the year before."""
    row = figure(form, item, value)
    return figures(row, before(row, last_year))


def both(left: Row, right: Row) -> Found:
    return figures(left, right)


def households(value: int, persons: int) -> Found:
    return figures(figure("F01", "poor_households", value), figure("F01", "poor_persons", persons, cell="I4"))


def causes(each: int) -> Found:
    """20 poor and 10 near-poor households of 2021, and so many of each cause of F10."""
    of_f10 = [figure("F10", f"poor_near_poor_cause_{cause}_households", each) for cause in CAUSES]
    return figures(figure("F01", "poor_households", 20), figure("F01", "near_poor_households", 10), *of_f10)


def cause_base(value: int) -> Found:
    poor = (figure("F01", "poor_households", 20), figure("F01", "near_poor_households", 10))
    return figures(*poor, figure("F10", "poor_near_poor_cause_base_households", value))


def again(changed_by: int) -> Found:
    """Three figures of each of two items, last year's and this year's."""
    rows = [
        unit(item, 10 + n, code)
        for n, code in enumerate(UNITS)
        for item in ("poor_households", "poor_persons")
    ]
    earlier = [before(row, row["value"] + changed_by) for row in rows]
    return figures(*rows, *earlier, registry=lowered("C22", least_figures=3))


def dropped(poor: int, registry: Registry) -> Found:
    """Sĩ Bình in the year of the plan: of 1.000 households 123 were poor the year before, now so many are."""
    rows = [
        figure("F01", "poor_households", poor, period="2020"),
        figure("F01", "resident_households", 1000, period="2020"),
    ]
    return figures(*rows, before(rows[0], 123), before(rows[1], 1000), registry=registry)


def years(*entered: int) -> Found:
    """Newly poor households of this year and the years before it; nobody fell back into poverty."""
    rows: list[Row] = []
    for ago, value in enumerate(entered):
        for item, count in (("poor_in_relapse_households", 0), ("poor_in_new_households", value)):
            row = figure("F02", item, count)
            rows.append(before(row, count, ago) if ago else row)
    return figures(*rows)


def history(value: int) -> Found:
    row = figure("F01", "poor_households", value)
    return figures(row, *(before(row, old, n) for n, old in enumerate((190, 198, 204, 210), start=1)))


def peers(value: int) -> Found:
    """Three communes; the other two lost a tenth and a bit more of their poor households."""
    values = dict(zip(UNITS, (90, 89, value), strict=True))
    rows = [unit("poor_households", poor, code) for code, poor in values.items()]
    return figures(*rows, *(before(row, 100) for row in rows), registry=lowered("O03", least_units=3))


def rounded(*values: int) -> Found:
    rows = [unit("poor_households", value, code) for code, value in zip(UNITS, values, strict=True)]
    return figures(*rows, registry=lowered("O04", least_figures=3))


def listed(code: str) -> Found:
    """A commune says that it is an especially difficult coastal one; Phong Huân is on the list, Sĩ Bình is not."""
    known = small_registry()
    on_list = replace(known.across, restricted=(("difficult_coastal_communes", "coast"),))
    member = replace(known.groups[0], group_id="coast", territory_code="02074")
    registry = replace(known, across=on_list, groups=(*known.groups, member))
    return figures(figure("CT01", "difficult_coastal_communes", 1, code), registry=registry)


SCHOOLING = ("poor_deprived_schooling_children", "poor_deprived_schooling_households")
FIXTURES: dict[str, Fixture] = {
    "C03c": Fixture(households(0, 12), households(3, 12)),
    "X8": Fixture(households(30, 32), households(30, 126)),
    "C07f": tie(("F12", "poor_summary_households"), ("F01", "poor_households")),
    "C07g": Fixture(cause_base(29), cause_base(30)),
    "C07h": tie(("F05", "poor_deprived_rate_base_households"), ("F04", "poor_deprived_base_households")),
    "C12": Fixture(causes(3), causes(4)),
    "C14": Fixture(since(1420, 1240, "resident_households"), since(1242, 1240, "resident_households")),
    "C15a": Fixture(dropped(50, small_registry()), dropped(100, small_registry())),
    "C15b": Fixture(
        dropped(100, lowered("C15b", least_units=1)), dropped(97, lowered("C15b", least_units=1))
    ),
    "C16": Fixture(years(0, 0, 0), years(0, 1, 0)),
    "C22": Fixture(again(0), again(2)),
    "C23": Fixture(since(1486000, 1486), since(1492, 1486)),
    "C25": Fixture(
        both(figure("F11", "poor_children", 130), figure("F01", "poor_persons", 126)),
        both(figure("F11", "poor_children", 41), figure("F01", "poor_persons", 126)),
    ),
    "C25b": Fixture(
        both(figure("F11", SCHOOLING[0], 0), figure("F04", SCHOOLING[1], 5)),
        both(figure("F11", SCHOOLING[0], 7), figure("F04", SCHOOLING[1], 5)),
    ),
    "C26": Fixture(listed("01978"), listed("02074")),
    "O01": Fixture(history(19), history(184)),
    "O02": Fixture(since(480, 48), since(40, 48)),
    "O03": Fixture(peers(300), peers(91)),
    "O04": Fixture(rounded(20, 30, 100), rounded(21, 34, 97)),
}
