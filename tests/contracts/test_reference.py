# ruff: noqa: E501 -- sentences of official papers stand as they were published
"""The shipped reference: valid, complete, each id known, each quotation in the text that it is taken from."""

import ast
import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest

from transforms.registry import Registry
from transforms.registry.source import Source
from transforms.terms.period import Period
from transforms.text.normalise import clean

ROOT = Path(__file__).resolve().parents[2]

# From the page of the department of industry and trade of Bắc Kạn about Quyết định số 560/QĐ-UBND, as published.
BAC_KAN_2018 = """
Thứ ba, mục tiêu cụ thể như sau:
– Giảm tỷ lệ hộ nghèo 2,7%, trong đó huyện nghèo, xã nghèo phấn đấu giảm trên 04%;
– Tỷ lệ lao động qua đào tạo: 40%;
–  Số lao động được giải quyết việc làm mới: 5.000 người;
– Tỷ lệ dân số tham gia bảo hiểm y tế: 98%;
– Tỷ lệ hộ được dùng điện: 97%;
– Tỷ lệ dân số nông thôn dùng nước hợp vệ sinh: 98%;
– Số xã phường có trạm truyền thanh cơ sở hoạt động tốt: 86 xã, phường.
"""
# From the portal of Bắc Kạn, 20/03/2020, as published.
BACH_THONG_2020 = """
Năm 2020, huyện Bạch Thông phấn đấu đạt các mục tiêu: Giảm tỷ lệ hộ nghèo từ 2,3% trở lên, trong đó các xã có tỷ lệ hộ nghèo cao giảm từ 3% đến 4% trở lên; số lao động được giải quyết việc làm mới cho 550 người; 100% người nghèo được cấp thẻ bảo hiểm y tế và được tiếp cận các dịch vụ y tế; 85% hộ nghèo có nguồn nước sinh hoạt hợp vệ sinh; 100% học sinh thuộc hộ nghèo, hộ cận nghèo được hưởng chính sách miễn, giảm học phí, hỗ trợ tiền ăn đối với trẻ mẫu giáo thuộc hộ nghèo, hộ cận nghèo; 90% hộ nghèo sử dụng dịch vụ viễn thông; 80% hộ nghèo được tiếp cận dịch vụ thông tin.
"""
SOURCES = {"06-2018-qd560": BAC_KAN_2018, "063-2020-kh": BACH_THONG_2020}
# Rules that are raised by another name than a literal in the code: those of forms and ties are data.
_RULE_ID = re.compile(r"[CR]\d{2}[a-z]?")


def quoted(text: str) -> str:
    """A quotation without what the plan adds in square brackets."""
    return clean(re.sub(r"\[[^\]]*\]", "", text))


def test_every_file_is_valid_and_every_id_is_known(registry: Registry) -> None:
    assert registry.plans
    assert registry.forms


def test_every_yaml_file_has_a_schema_that_it_satisfies(texts: dict[str, str]) -> None:
    source = Source(texts)
    single = {"standards.yaml": "standards", "words.yaml": "words"}
    folders = {path: path.split("/")[0] for path in texts if path.endswith(".yaml") and "/" in path}
    for path, schema in (single | folders).items():
        if schema != "messages":
            assert source.document(path, schema), path


def test_every_csv_file_but_the_country_has_a_schema(texts: dict[str, str]) -> None:
    named = {path.removesuffix(".csv") for path in texts if path.endswith(".csv")}
    schemas = {
        path.split("/")[1].removesuffix(".schema.json") for path in texts if path.startswith("schemas/")
    }
    assert named - {"territories"} <= schemas


@pytest.mark.parametrize("plan_id", sorted(SOURCES))
def test_every_target_is_quoted_as_it_was_published(registry: Registry, plan_id: str) -> None:
    source = clean(SOURCES[plan_id])
    missing = [t.text_vi for t in registry.plans[plan_id].targets if quoted(t.text_vi) not in source]
    assert missing == []


@pytest.mark.parametrize("plan_id", sorted(SOURCES))
def test_every_figure_of_a_published_aim_stands_in_a_target(registry: Registry, plan_id: str) -> None:
    sentences = clean(SOURCES[plan_id]).split(":", 1)[1]
    figures = {m.lstrip("0") for m in re.findall(r"\d[\d.,]*\d|\d", sentences)}
    text = " ".join(t.text_vi for t in registry.plans[plan_id].targets)
    held = {m.lstrip("0") for m in re.findall(r"\d[\d.,]*\d|\d", text)}
    assert figures - held == set()


def test_an_aim_is_the_figure_of_its_quotation(registry: Registry) -> None:
    for plan in registry.plans.values():
        for target in plan.targets:
            for bound in filter(None, (target.low, target.high)):
                printed = (
                    f"{bound:,.10f}".rstrip("0")
                    .rstrip(".")
                    .replace(",", "\0")
                    .replace(".", ",")
                    .replace("\0", ".")
                )
                held = {m.lstrip("0") for m in re.findall(r"\d[\d.,]*\d|\d", target.text_vi)}
                assert printed in held or "100%" in target.note_vi, target.target_id


def test_plans_with_targets_are_all_compared_with_their_source(registry: Registry) -> None:
    assert {plan.plan_id for plan in registry.plans.values() if plan.targets} == set(SOURCES)


def test_the_first_number_of_a_plan_is_its_territory_and_the_second_its_year(registry: Registry) -> None:
    for plan in registry.plans.values():
        assert plan.plan_id.startswith(f"{plan.territory_code}-{Period(plan.period).year}-")


def rows(texts: dict[str, str], file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(texts[file])))


def test_every_territory_is_unique_by_code_and_first_day(texts: dict[str, str]) -> None:
    keys = [(r["code"], r["valid_from"]) for r in rows(texts, "territories.csv")]
    assert len(keys) == len(set(keys))


def test_the_code_of_a_territory_has_the_length_of_its_level(texts: dict[str, str]) -> None:
    lengths = {"province": 2, "district": 3, "commune": 5}
    assert [r for r in rows(texts, "territories.csv") if len(r["code"]) != lengths[r["level"]]] == []


def test_no_code_is_two_units_at_once(registry: Registry) -> None:
    by_code: dict[str, list[tuple[date, date]]] = {}
    for t in registry.territories.all:
        by_code.setdefault(t.code, []).append((t.valid_from, t.valid_to or date.max))
    overlapping = [
        code
        for code, spans in by_code.items()
        for (_, end), (start, _) in zip(sorted(spans), sorted(spans)[1:], strict=False)
        if start < end
    ]
    assert overlapping == []


def test_every_parent_exists_on_the_first_day_of_its_child(registry: Registry) -> None:
    index = registry.territories
    orphans = [t for t in index.all if t.parent_code and index.at(t.parent_code, t.valid_from) is None]
    assert orphans == []
    assert [t for t in index.all if not t.parent_code and t.level != "province"] == []


def test_every_change_of_territory_names_units_of_its_time(registry: Registry) -> None:
    index = registry.territories
    unknown = [
        change
        for change in registry.territories.changes
        if index.at(change.new_code, change.effective) is None
        or index.at(change.old_code, date.fromordinal(change.effective.toordinal() - 1)) is None
    ]
    assert unknown == []


def test_every_variant_of_a_name_belongs_to_a_unit_of_its_time_and_differs_from_it(
    registry: Registry,
) -> None:
    index = registry.territories
    for variant in index.variants:
        unit = index.at(variant.code, variant.valid_from)
        assert unit is not None, variant
        assert unit.name != variant.variant, variant


def test_every_member_of_a_group_exists_in_its_time(registry: Registry) -> None:
    index = registry.territories
    assert [m for m in registry.groups if index.at(m.territory_code, m.valid_from) is None] == []


def test_every_duty_names_territories(registry: Registry) -> None:
    duties = [duty for period in registry.periods for duty in registry.duties(period)]
    assert duties
    assert [d for d in duties if not d.territories] == []


def test_every_standard_follows_the_one_before(registry: Registry) -> None:
    spans = [(s.valid_from, s.valid_to) for s in registry.standards]
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]


def rules_in_code() -> set[str]:
    modules = [
        p for package in ("flows", "transforms", "expectations") for p in (ROOT / package).rglob("*.py")
    ]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules]
    texts = {
        n.value
        for t in trees
        for n in ast.walk(t)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    return {text for text in texts if _RULE_ID.fullmatch(text)}


def rules_in_data(registry: Registry) -> set[str]:
    identities = {identity.rule_id for form in registry.forms for identity in form.identities}
    return identities | {tie.rule_id for tie in registry.ties}


def test_every_rule_that_is_used_is_in_the_catalogue(registry: Registry) -> None:
    assert rules_in_code() | rules_in_data(registry) <= set(registry.rules)


def test_every_rule_of_the_catalogue_is_used(registry: Registry) -> None:
    assert set(registry.rules) - rules_in_code() - rules_in_data(registry) == set()


def test_every_item_that_an_indicator_needs_is_reported_by_somebody(registry: Registry) -> None:
    owed: set[str] = set()
    for period in registry.periods:
        for duty in registry.duties(period):
            form = registry.form(duty.form_id, period)
            owed |= set(duty.item_ids or (form.item_ids if form else ()))
    aimed = {t.indicator_id for p in registry.plans.values() for t in p.targets if t.indicator_id}
    for indicator_id in aimed:
        indicator = registry.indicators[indicator_id]
        assert {*indicator.numerator, *indicator.denominator} <= owed, indicator_id


def test_every_target_has_the_unit_of_its_indicator(registry: Registry) -> None:
    for plan in registry.plans.values():
        for target in plan.targets:
            if target.indicator_id:
                assert target.measure_unit == registry.indicators[target.indicator_id].measure_unit, (
                    target.target_id
                )


def test_every_text_of_the_command_line_speaks_both_languages(texts: dict[str, str]) -> None:
    from flows.cli.texts import Texts, _catalogue

    assert texts["messages/cli.yaml"]
    assert [key for key, said in _catalogue().items() if set(said) != {"vi", "en"}] == []
    assert Texts("en")("tonghop") != Texts("vi")("tonghop")
