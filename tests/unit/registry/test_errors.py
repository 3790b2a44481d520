"""A broken reference stops a run with the file, the place and what would be valid."""

import pytest

from tests.builders import small_texts
from transforms.errors import BadReference
from transforms.registry import build_registry


def refused(texts: dict[str, str], **changed: str) -> str:
    """The message on the small reference with some files replaced (`__` stands for `/`)."""
    files = {path.replace("__", "/"): text for path, text in changed.items()}
    with pytest.raises(BadReference) as caught:
        build_registry(small_texts(texts) | files, "broken")
    assert caught.value.exit_code == 5
    return str(caught.value)


def plan(texts: dict[str, str], old: str, new: str) -> str:
    changed = small_texts(texts)["plans/063-2020-kh.yaml"].replace(old, new)
    return refused(texts, **{"plans__063-2020-kh.yaml": changed})


def csv(texts: dict[str, str], file: str, old: str, new: str) -> str:
    before = small_texts(texts)[file]
    assert old in before
    return refused(texts, **{file: before.replace(old, new, 1)})


def says(message: str, *parts: str) -> bool:
    return all(part in message for part in parts) and "Valid:" in message


def test_the_small_reference_is_valid(texts: dict[str, str]) -> None:
    assert build_registry(small_texts(texts), "d").digest == "d"


def test_yaml_that_is_none_names_its_line(texts: dict[str, str]) -> None:
    message = plan(texts, "targets:", "targets: [")
    assert says(message, "plans/063-2020-kh.yaml", "line ", "not valid YAML")


def test_yaml_that_is_no_mapping_is_refused(texts: dict[str, str]) -> None:
    assert says(refused(texts, **{"plans__063-2020-kh.yaml": "- a\n- b\n"}), "plans/063-2020-kh.yaml")
    assert says(refused(texts, **{"plans__063-2020-kh.yaml": ""}), "plans/063-2020-kh.yaml")


def test_an_unknown_indicator_is_named_with_its_target(texts: dict[str, str]) -> None:
    message = plan(texts, "poor_household_rate_drop", "poor_rate")
    assert says(message, "plans/063-2020-kh.yaml", "t1", "unknown indicator poor_rate", "indicators/")


def test_an_unknown_group_is_named_with_its_target(texts: dict[str, str]) -> None:
    message = plan(texts, "    measure_unit: điểm %", "    measure_unit: điểm %\n    group_id: nobody")
    assert says(message, "t1", "unknown group nobody", "groups.csv")


def test_a_target_without_comparator_is_refused_at_its_place(texts: dict[str, str]) -> None:
    message = plan(texts, '    comparator: ">="\n', "")
    assert says(message, "plans/063-2020-kh.yaml", "targets/0", "comparator")


def test_an_unknown_comparator_shows_the_valid_ones(texts: dict[str, str]) -> None:
    assert says(plan(texts, '">="', '"=>"'), "targets/0/comparator", "=>", '">="', "range")


@pytest.mark.parametrize("low", ["2.3", '"2,3"', '"hai"'])
def test_an_aim_is_written_as_text_with_a_point(texts: dict[str, str], low: str) -> None:
    assert says(plan(texts, '"2.3"', low), "targets/0/low")


def test_a_range_needs_its_better_bound(texts: dict[str, str]) -> None:
    assert says(plan(texts, '">="', "range"), "plans/063-2020-kh.yaml", "targets/0", "high")


def test_two_targets_of_one_id_are_refused(texts: dict[str, str]) -> None:
    text = small_texts(texts)["plans/063-2020-kh.yaml"]
    target = text[text.index("  - target_id") :]
    message = refused(texts, **{"plans__063-2020-kh.yaml": text + target})
    assert says(message, "plans/063-2020-kh.yaml", "t1")


@pytest.mark.parametrize("period", ['"20x8"', '"2020-Q7"'])
def test_a_plan_for_no_period_is_refused(texts: dict[str, str], period: str) -> None:
    assert says(
        plan(texts, 'period: "2020"', f"period: {period}"), "plans/063-2020-kh.yaml", "period", "2024-H1"
    )


def test_a_plan_of_an_unknown_territory_is_refused(texts: dict[str, str]) -> None:
    assert says(plan(texts, 'territory_code: "063"', 'territory_code: "069"'), "territory_code", "069")


def test_an_unknown_field_is_refused(texts: dict[str, str]) -> None:
    assert says(plan(texts, "note_vi:", "notes:"), "plans/063-2020-kh.yaml")


def test_a_plan_that_stands_twice_is_refused(texts: dict[str, str]) -> None:
    same = small_texts(texts)["plans/063-2020-kh.yaml"]
    assert says(
        refused(texts, **{"plans__copy.yaml": same}), "plans/copy.yaml", "063-2020-kh", "defined twice"
    )


def test_an_unknown_item_of_an_indicator_is_named(texts: dict[str, str]) -> None:
    message = csv(texts, "indicators/poverty.yaml", "[poor_households]", "[poor_homes]")
    assert says(message, "indicators/", "poor_household_rate", "unknown item poor_homes", "items.csv")


def test_an_unknown_item_of_a_form_is_named(texts: dict[str, str]) -> None:
    message = csv(texts, "forms/F01.yaml", "{all: poor_households}", "{all: poor_homes}")
    assert says(message, "forms/F01.yaml", "poor_homes")


def test_an_identity_over_an_item_of_no_column_is_named(texts: dict[str, str]) -> None:
    message = csv(
        texts,
        "forms/F01.yaml",
        "plus: [poor_households, near_poor",
        "plus: [trained_workers_persons, near_poor",
    )
    assert says(message, "forms/F01.yaml", "trained_workers_persons", "an item of this form")


def test_an_identity_over_a_column_that_is_not_there_is_named(texts: dict[str, str]) -> None:
    message = csv(texts, "forms/F01.yaml", 'kind: ratio, column: "4"', 'kind: ratio, column: "44"')
    assert says(message, "forms/F01.yaml", "44")


def test_an_unknown_rule_of_a_form_is_named(texts: dict[str, str]) -> None:
    assert says(
        csv(texts, "forms/F01.yaml", "rule_id: C04", "rule_id: C99"), "forms/F01.yaml", "C99", "rules/"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        ("obligations.csv", ",F01,", ",F99,", ("line 2", "unknown form F99", "CT01, F01")),
        ("obligations.csv", "chinh_thuc", "xong", ("line 2", "unknown status xong", "so_bo")),
        ("obligations.csv", "population_persons|", "people|", ("line 5", "unknown item people")),
        ("obligations.csv", "each:district", "each:village", ("line 2", "submitter_rule", "each:district")),
        ("obligations.csv", ",F01,06,", ",F01,96,", ("line 2", "96")),
        ("obligations.csv", ",2017,2021,", ",2017,20x1,", ("line 2", "20x1")),
        ("obligations.csv", ",12,14", ",12,32", ("line 2", "due_day")),
        ("obligations.csv", ",12,14", ",2,30", ("line 2", "30")),
        ("ties.csv", "poor_closing_households", "poor_end", ("line 2", "unknown item poor_end")),
        ("ties.csv", "C07a", "C77", ("line 2", "unknown rule C77")),
        ("ties.csv", ",same", ",next", ("line 2", "right_period", "same")),
        ("groups.csv", ",01978,", ",99978,", ("line 2", "99978")),
        ("name_variants.csv", "01978,", "99978,", ("line 2", "99978")),
        ("territory_changes.csv", "01987,", "99987,", ("line 2", "99987")),
        ("territory_changes.csv", "2020-02-01", "2020-02-31", ("line 2", "2020-02-31")),
        ("territories.csv", "01969,Thị", "01978,Thị", ("line 6", "01978")),
        ("territories.csv", "2020-02-01,2025-07-01", "2020-2-1,2025-07-01", ("line 9", "2020-2-1")),
        ("territories.csv", "Phủ Thông,commune", "Phủ Thông,village", ("line 5", "village")),
        ("territories.csv", "Thị trấn,063,", "Thị trấn,999,", ("line 5", "999")),
        ("items.csv", ",stock,", ",pile,", ("line 2", "kind", "stock")),
        (
            "obligations.csv",
            ",12,14\n",
            ",12,14\n06,A,one,F01,06,commune,,2017,2021,chinh_thuc,12\n",
            ("line 3",),
        ),
        ("territories.csv", ",06,2020-02-01,", ",06,2020-01-01,", ("line 9", "01993", "overlaps", "line 8")),
        ("territories.csv", "2020-02-01,2025-07-01", "2020-02-01,2020-02-01", ("line 9", "valid_to after")),
        (
            "territories.csv",
            "06,06,2004-08-31",
            "06,06,2005-08-31",
            ("line 5", "no parent 063 on 2004-08-31"),
        ),
        ("territories.csv", "06,06,2004-08-31,2025-07-01", "06,06,2004-08-31,2025-06-01", ("no parent 063",)),
        ("territories.csv", "Thị trấn,063,", "Thị trấn,06,", ("line 2", "territory_counts.csv", "063")),
        ("territories.csv", "Phủ Thông,commune", "Phủ Thông,province", ("line 5", "higher level")),
        ("territory_changes.csv", "01987,01993,full", "01987,01993,whole", ("line 2", "part", '"unknown"')),
        ("territory_changes.csv", "2020-02-01,01987", "2020-02-02,01987", ("line 2", "01987 on 2020-02-01")),
        (
            "territory_changes.csv",
            "02074,02083,part",
            "02074,02083,full",
            ("line 4", "goes on", "Valid: part"),
        ),
        ("territory_counts.csv", ",4,", ",5,", ("line 2", "5 units of level commune in 063", "Valid: 4")),
        ("name_variants.csv", ",2004-08-31,", ",2003-08-31,", ("line 2", "no territory 01978 on 2003")),
        ("name_variants.csv", "Bình,2004-08-31,2025-07-01", "Bình,2004-08-31,2004-01-01", ("line 2", "ends")),
    ],
)
def test_a_wrong_row_is_named_by_its_line(
    texts: dict[str, str], file: str, old: str, new: str, parts: tuple[str, ...]
) -> None:
    assert says(csv(texts, file, old, new), file, *parts)


@pytest.mark.parametrize(
    ("file", "row", "parts"),
    [
        (
            "groups.csv",
            "poor_communes,A,01978,2019-01-01,,true,s",
            ("line 4", "poor_communes 01978", "line 2"),
        ),
        ("name_variants.csv", "01978,xã  Sỹ Bình,2010-01-01,,s", ("line 3", "overlaps", "line 2")),
        (
            "territory_changes.csv",
            "2020-02-01,01987,02083,part,,s,",
            ("line 5", "01987", "in full by line 2"),
        ),
        (
            "territories.csv",
            "01987,X,commune,Xã,063,06,2004-08-31,2020-02-01",
            ("line 13", "twice", "line 7"),
        ),
        ("ties.csv", "C07a,F02,poor_closing_households,F02,poor_opening_households,next", ("right_period",)),
    ],
)
def test_a_row_that_contradicts_another_is_named_by_its_line(
    texts: dict[str, str], file: str, row: str, parts: tuple[str, ...]
) -> None:
    text = small_texts(texts)[file].rstrip() + f"\n{row}\n"
    assert says(refused(texts, **{file: text}), file, *parts)


def test_the_line_is_that_of_an_editor(texts: dict[str, str]) -> None:
    """Empty lines and cells with a line break count."""
    head, first, second = small_texts(texts)["groups.csv"].splitlines()
    longer = first.replace("danh sách", '"danh sách\ncủa tỉnh"')
    text = f"{head}\n\n{longer}\n\n{second.replace('02074', '99999')}\n"
    assert says(refused(texts, **{"groups.csv": text}), "groups.csv: line 6:", "99999")


def test_a_cycle_over_three_units_names_them_all(texts: dict[str, str]) -> None:
    steps = [("02074", "02083"), ("02083", "02089"), ("02089", "02074")]
    rows = "".join(f"2010-01-01,{old},{new},full,,s,\n" for old, new in steps)
    message = refused(texts, **{"territory_changes.csv": small_texts(texts)["territory_changes.csv"] + rows})
    assert says(message, "line 5", "cyclic succession 02074 → 02083 → 02089 → 02074")


@pytest.mark.parametrize(
    ("added", "line", "parts"),
    [
        ("parent_plan_id: 06-2020\n", 8, ("unknown plan 06-2020", "another plan")),
        ("parent_plan_id: 063-2020-kh\n", 8, ("unknown plan 063-2020-kh",)),
    ],
)
def test_a_plan_that_names_nothing_is_refused_at_its_line(
    texts: dict[str, str], added: str, line: int, parts: tuple[str, ...]
) -> None:
    message = plan(texts, "source_vi:", f"{added}source_vi:")
    assert says(message, f"plans/063-2020-kh.yaml: line {line}", *parts)


def test_errors_of_a_plan_name_the_line(texts: dict[str, str]) -> None:
    """The line of the value that is wrong, or of the entry that lacks one."""
    assert "line 14, t1: unknown indicator x" in plan(texts, "poor_household_rate_drop", "x")
    assert "line 11, targets/0: 'comparator'" in plan(texts, '    comparator: ">="\n', "")
    assert "line 17, targets/0/low" in plan(texts, '"2.3"', "2.3")
    assert "line 6, territory_code" in plan(texts, 'territory_code: "063"', 'territory_code: "069"')


def test_two_versions_of_a_form_at_once_are_refused(texts: dict[str, str]) -> None:
    text = small_texts(texts)["forms/F02.yaml"]
    head, _, version = text.partition("  - version")
    again = f"{text.rstrip()}\n  - version{version}".replace("version: ", "version: again", 2)
    assert head
    assert says(refused(texts, **{"forms__F02.yaml": again}), "forms/F02.yaml", "line ", "overlaps")


def test_standards_at_once_are_refused(texts: dict[str, str]) -> None:
    message = csv(texts, "standards.yaml", "valid_from: 2022-01-01", "valid_from: 2021-12-31")
    assert says(message, "standards.yaml: line 38", "ND07_2021", "overlaps QD59_2015")


def test_a_row_that_is_too_short_is_named_by_its_line(texts: dict[str, str]) -> None:
    text = small_texts(texts)["groups.csv"] + "poor_communes,Các xã nghèo\n"
    assert says(refused(texts, **{"groups.csv": text}), "groups.csv", "line 4")


def test_a_row_that_is_too_long_is_named_by_its_line(texts: dict[str, str]) -> None:
    text = small_texts(texts)["groups.csv"].rstrip() + ",noch,etwas\n"
    assert says(refused(texts, **{"groups.csv": text}), "groups.csv", "line 3")


def test_a_column_that_is_missing_is_named(texts: dict[str, str]) -> None:
    assert says(csv(texts, "groups.csv", "group_name_vi", "name"), "groups.csv", "group_name_vi")


@pytest.mark.parametrize("file", ["standards.yaml", "items.csv", "words.yaml", "territories.csv"])
def test_a_file_that_is_missing_is_named(texts: dict[str, str], file: str) -> None:
    rest = {path: text for path, text in small_texts(texts).items() if path != file}
    with pytest.raises(BadReference, match=file):
        build_registry(rest, "broken")
