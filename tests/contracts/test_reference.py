# ruff: noqa: E501 -- sentences of official papers stand as they were published
"""The shipped reference: valid, complete, each id known, each quotation in the text that it is taken from."""

import ast
import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from transforms.checks.across import rules_of
from transforms.registry import Registry
from transforms.registry.source import Source
from transforms.render.lines import TASK_STATES
from transforms.sql import statements
from transforms.terms.lineage import successors
from transforms.terms.period import Period
from transforms.text.normalise import clean, text_key

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
# From the site of the province of Quảng Bình about Kế hoạch số 197/KH-UBND, as published.
QUANG_BINH_2024 = """
Năm 2024, UBND tỉnh đã xác định một số mục tiêu, chỉ tiêu sau:
- Phấn đấu giảm tỷ lệ hộ nghèo 0,8%, tương ứng với giảm 2.063 hộ, số hộ nghèo còn lại là 8.410 hộ; hộ cận nghèo 0,5% tương ứng với giảm 1.295 hộ, số hộ nghèo còn lại là 9.084 hộ.
- 80% xã có tỷ lệ hộ nghèo dưới 5%;
- 100% xã đặc biệt khó khăn vùng bãi ngang ven biển được hỗ trợ đầu tư phát triển cơ sở hạ tầng kinh tế - xã hội, liên kết vùng, phục vụ dân sinh...;
- 100% cán bộ làm công tác giảm nghèo được bồi dưỡng, tập huấn kiến thức;
- 100% người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có nhu cầu được hỗ trợ kết nối, tư vấn, định hướng nghề nghiệp, cung cấp thông tin thị trường lao động, hỗ trợ việc làm;
- 100% người thuộc hộ nghèo, hộ cận nghèo được hỗ trợ tham gia bảo hiểm y tế; tỷ lệ suy dinh dưỡng thấp còi trẻ em dưới 16 tuổi tại còn 12%;
- Tỷ lệ trẻ em thuộc hộ nghèo, hộ cận nghèo đi học đúng độ tuổi: 97%;
- Chiều thiếu hụt về nước sinh hoạt và vệ sinh: 90% hộ nghèo, hộ cận nghèo sử dụng nước sinh hoạt hợp về sinh; 60% hộ nghèo, hộ cận nghèo sử dụng nhà tiêu hợp về sinh;
- 90% hộ nghèo, hộ cận nghèo có nhu cầu được tiếp cận sử dụng các dịch vụ viễn thông, internet;
- 95% các hộ gia đình sinh sống địa bàn huyện nghèo, xã đặc biệt khó khăn vùng bãi ngang, ven biển và hải đảo được tiếp cận thông tin về giảm nghèo bền vững thông qua các hình thức xuất bản phẩm, sản phẩm truyền thông.
"""
# From the portal of the city of Sơn La about Kế hoạch số 159/KH-UBND, as published.
SON_LA_2020 = """
Theo đó, chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2020 phấn đấu đạt một số chỉ tiêu cụ thể như: Tỷ lệ hộ nghèo chung toàn thành phố giảm còn 0,77% (giảm từ 15 đến 20% tổng số hộ nghèo); 100% người thuộc hộ nghèo, hộ cận nghèo được cấp thẻ bảo hiểm y tế; 100% hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo có nhu cầu và đủ điều kiện được vay vốn tín dụng ưu đãi để phát triển sản xuất; 100% học sinh, sinh viên thuộc đối tượng chính sách được miễn giảm học phí và hỗ trợ chi phí học tập theo quy định; Tỷ lệ lao động qua đào tạo được cấp chứng chỉ đào tạo trở lên đạt 50,7%; 100% số xã đạt Bộ tiêu chí quốc gia về y tế; đạt 100 % trạm y tế có bác sỹ; tỷ lệ trẻ em dưới 1 tuổi được tiêm đầy đủ các loại vacxin đạt trên 95%; tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng giảm còn 9,5%;  100% xã có mạng lưới trường mầm non, tiểu học và THCS; 79,1% số trường trên địa bàn thành phố đạt chuẩn quốc gia; Đảm bảo 100% hộ nghèo được tiếp cận nước sinh hoạt hợp vệ sinh; 80% số hộ nghèo đang sử dụng nhà tiêu chưa hợp vệ sinh có nhu cầu vay vốn để xây dựng và sử dụng nhà tiêu hợp vệ sinh; 100% cán bộ làm công tác giảm nghèo cấp xã, phường tổ, bản, tiểu khu được tập huấn kiến thức, kỹ năng cơ bản về quản lý, tổ chức thực hiện các chương trình, chính sách, dự án giảm nghèo; 98% các hộ dân thuộc địa bàn nghèo, xã nghèo được tiếp cận cung cấp thông tin về chính sách, pháp luật của Đảng và Nhà nước. Hỗ trợ phương tiện nghe, xem (Radio) cho 91 hộ nghèo chưa được tiếp cận thông tin.
"""
# News of 14/05/2024 about Kế hoạch số 85/KH-UBND of Thái Nguyên, as published.
THAI_NGUYEN_2024 = """
Theo đó, kế hoạch đề ra mục tiêu giảm nghèo đa chiều, bền vững, hạn chế tái nghèo và phát sinh nghèo; hỗ trợ người nghèo, hộ nghèo vượt lên mức sống tối thiểu, tiếp cận các dịch vụ xã hội cơ bản theo chuẩn nghèo đa chiều quốc gia, nâng cao chất lượng cuộc sống và giảm nghèo bền vững; ưu tiên hỗ trợ hộ nghèo dân tộc thiểu số, hộ nghèo có thành viên là người có công với cách mạng và phụ nữ thuộc hộ nghèo.
Để triển khai thực hiện, kế hoạch đề ra các giải pháp chủ yếu: Tập trung lãnh đạo, chỉ đạo công tác giảm nghèo bền vững; đẩy mạnh công tác tuyên truyền, giáo dục, nâng cao nhận thức và trách nhiệm của các cấp, các ngành và toàn xã hội, nhất là người dân nhằm tạo sự chuyển biến mạnh mẽ về nhận thức và hành động trong giảm nghèo bền vững; thực hiện chính sách giảm nghèo đa chiều gắn với mục tiêu phát triển bền vững, bảo đảm mức sống tối thiểu, tăng khả năng tiếp cận các dịch vụ xã hội cơ bản của người dân; huy động và sử dụng hiệu quả nguồn lực đầu tư cho công tác giảm nghèo; chỉ đạo, phối hợp thực hiện hiệu quả việc lồng ghép các cơ chế, chính sách hỗ trợ giảm nghèo nói chung và cơ chế, chính sách giảm nghèo đặc thù với các dự án thuộc Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024 trên địa bàn toàn tỉnh, nhất là ở các địa bàn khó khăn, xã có tỷ lệ hộ nghèo cao; nâng cao năng lực đội ngũ những người làm công tác giảm nghèo, người tham gia thực hiện các nội dung của kế hoạch để hỗ trợ người nghèo vươn lên thoát nghèo, hỗ trợ người dân nâng cao năng lực, không rơi vào tình trạng nghèo đói; tăng cường thanh tra, kiểm tra, giám sát đánh giá việc thực hiện Chương trình giảm nghèo ở các cấp, các ngành. Có biện pháp phòng ngừa, kịp thời ngăn chặn các biểu hiện tiêu cực, lãng phí, xử lý nghiêm các vi phạm trong quá trình thực hiện Chương trình…
"""
# The same page of the portal of Bắc Kạn, on the end of 2019.
BACH_THONG_2019 = """
Theo báo cáo của UBND huyện Bạch Thông, đến cuối năm 2019, toàn huyện còn 866 hộ cận nghèo, chiếm tỷ lệ 10,1%; 1.486 hộ nghèo, chiếm tỷ lệ 17,33%, trong đó chủ yếu các hộ nghèo theo tiêu chí thu nhập với 1.400 hộ (30 hộ khu vực thành thị và 1.370 hộ khu vực nông thôn), chiếm tỷ lệ 94,21% tổng số hộ nghèo. So với năm 2018, hộ nghèo toàn huyện giảm 2,44%; hộ cận nghèo giảm 1,57%.
"""
SOURCES = {
    "06-2018-qd560": BAC_KAN_2018,
    "063-2020-kh": BACH_THONG_2020,
    "116-2020-kh159": SON_LA_2020,
    "19-2024-kh85": THAI_NGUYEN_2024,
    "44-2024-kh197": QUANG_BINH_2024,
}
# Rules that are raised by another name than a literal in the code: those of forms and ties are data.
_RULE_ID = re.compile(r"[CGNRV]\d{2}[a-z]?")


def unpadded(number: str) -> str:
    """`04` as 4; the zero of 0,8 stays."""
    return re.sub(r"^0+(?=\d)", "", number)


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


def test_every_csv_file_has_a_schema(texts: dict[str, str]) -> None:
    named = {path.removesuffix(".csv") for path in texts if path.endswith(".csv")}
    schemas = {
        path.split("/")[1].removesuffix(".schema.json") for path in texts if path.startswith("schemas/")
    }
    assert named <= schemas


@pytest.mark.parametrize("plan_id", sorted(SOURCES))
def test_every_target_is_quoted_as_it_was_published(registry: Registry, plan_id: str) -> None:
    source = clean(SOURCES[plan_id])
    missing = [t.text_vi for t in registry.plans[plan_id].targets if quoted(t.text_vi) not in source]
    assert missing == []


def test_every_stated_figure_is_quoted_as_it_was_published(registry: Registry) -> None:
    source = clean(BACH_THONG_2019)
    stated = {p.plan_id: [f.text_vi for f in p.stated] for p in registry.plans.values() if p.stated}
    assert list(stated) == ["063-2020-kh"]
    assert [text for text in stated["063-2020-kh"] if text not in source] == []


@pytest.mark.parametrize("plan_id", sorted(SOURCES))
def test_every_figure_of_a_published_aim_stands_in_a_target(registry: Registry, plan_id: str) -> None:
    sentences = clean(SOURCES[plan_id]).split(":", 1)[1]
    figures = {unpadded(m) for m in re.findall(r"\d[\d.,]*\d|\d", sentences)}
    text = " ".join(t.text_vi for t in registry.plans[plan_id].targets)
    held = {unpadded(m) for m in re.findall(r"\d[\d.,]*\d|\d", text)}
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
                held = {unpadded(m) for m in re.findall(r"\d[\d.,]*\d|\d", target.text_vi)}
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


def test_every_commune_of_the_country_went_somewhere_on_1_july_2025(registry: Registry) -> None:
    index, eve, today = registry.territories, date(2025, 6, 30), date(2025, 7, 1)
    old = [t for t in index.all if t.level == "commune" and t.is_valid_at(eve)]
    new = {t for t in index.all if t.level == "commune" and t.is_valid_at(today)}
    found = [successors(index, unit, eve, today) for unit in old]
    assert (len(old), len(new)) == (10047, 3321)
    assert all(one.targets for one in found)
    # Five special zones were districts without communes.
    assert {t.code for t in new - {t for one in found for t in one.targets}} == {
        "11948",
        "19742",
        "20333",
        "21548",
        "26732",
    }


def test_every_province_went_into_one_of_34(registry: Registry) -> None:
    """An Giang is marked: one of its communes stands in the mapping under another province."""
    index, eve, today = registry.territories, date(2025, 6, 30), date(2025, 7, 1)
    old = [t for t in index.all if t.level == "province" and t.is_valid_at(eve)]
    found = {t.code: successors(index, t, eve, today) for t in old}
    assert len(found) == 63
    assert len({t for one in found.values() for t in one.targets}) == 34
    assert {code for code, one in found.items() if len(one.targets) != 1 or one.is_divided} == {"89"}


def test_a_resolution_is_cited_only_where_it_is_known(texts: dict[str, str]) -> None:
    cited: dict[str, set[str]] = {}
    for row in rows(texts, "territory_changes.csv"):
        cited.setdefault(row["effective"], set()).add(row["decree"])
    assert cited["2025-07-01"] == {"", "1683/NQ-UBTVQH15"}
    assert all(re.fullmatch(r"(\d+/NQ-UBTVQH1[45])?", decree) for found in cited.values() for decree in found)


@pytest.mark.parametrize("file", ["territories.csv", "territory_changes.csv", "ethnic_groups.csv"])
def test_the_data_of_others_have_their_source_and_licence_beside_them(file: str) -> None:
    said = yaml.safe_load((ROOT / "data/reference" / f"{file}.meta.yaml").read_text(encoding="utf-8"))
    assert said["file"] == file
    assert said["facts_from"]
    assert said["licence"]


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
    judged = {rule for _, step in statements("across") for rule in rules_of(step)}
    return identities | judged | {tie.rule_id for tie in registry.ties}


def test_no_two_versions_of_a_form_are_in_force_on_one_day(registry: Registry) -> None:
    spans: dict[str, list[tuple[date, date]]] = {}
    for form in registry.forms:
        spans.setdefault(form.form_id, []).append((form.valid_from, form.valid_to or date.max))
    for form_id, found in spans.items():
        ends = [end for _, end in sorted(found)]
        starts = [start for start, _ in sorted(found)]
        assert ends[:-1] == starts[1:], form_id


def names_of(row: dict[str, str]) -> list[str]:
    return [text_key(name) for name in (row["name_vi"], *filter(None, row["variants"].split("|")))]


def test_the_54_ethnic_groups_have_one_name_and_one_way_of_writing_it_each(texts: dict[str, str]) -> None:
    groups = rows(texts, "ethnic_groups.csv")
    assert [row["code"] for row in groups] == [f"{n:02}" for n in range(1, 55)]
    assert len({row["group_id"] for row in groups}) == 54
    assert [row["group_id"] for row in groups if row["is_minority"] == "false"] == ["kinh"]
    names = [name for row in groups for name in names_of(row)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    "variant",
    ["Mông", "H'Mông", "Hmông", "Ê đê", "Ê-đê", "Bru-Vân Kiều", "Cơ Ho", "Kơ Ho", "M’Nông", "Cao Lan"],
)
def test_a_group_is_known_by_the_ways_in_which_reports_write_it(texts: dict[str, str], variant: str) -> None:
    assert [r["group_id"] for r in rows(texts, "ethnic_groups.csv") if text_key(variant) in names_of(r)] != []


def test_a_list_of_columns_has_every_name_once(texts: dict[str, str]) -> None:
    lists: dict[str, list[dict[str, str]]] = {}
    for row in rows(texts, "column_lists.csv"):
        lists.setdefault(row["list_id"], []).append(row)
    for list_id, entries in lists.items():
        names = [name for row in entries for name in names_of(row)]
        assert sorted(names) == sorted(set(names)), list_id


def test_the_forms_on_deprivations_have_the_indicators_of_their_standard(registry: Registry) -> None:
    for form in registry.forms:
        if form.form_id in {"F04", "F05", "F06", "F07"}:
            standard = next(s for s in registry.standards if s.valid_from == form.valid_from)
            indicators = [c for c in form.columns if c.list_id]
            assert (len(indicators), form.valid_to) == (standard.deprivation_indicators, standard.valid_to)


def test_an_item_of_a_form_is_reported_once_in_it(registry: Registry) -> None:
    for form in registry.forms:
        assert len(form.item_ids) == len(set(form.item_ids)), form.key


def test_both_sides_of_a_tie_are_items_of_their_forms(registry: Registry) -> None:
    items = {form.form_id: set[str]() for form in registry.forms}
    for form in registry.forms:
        items[form.form_id] |= set(form.item_ids)
    for tie in registry.ties:
        assert tie.left_item in items[tie.left_form], tie
        assert tie.right_item in items[tie.right_form], tie


def test_a_form_that_was_not_compared_with_its_circular_says_so(registry: Registry) -> None:
    """Numbers of forms and the columns of the older ones were never read in the original."""
    for form in registry.forms:
        if not form.is_generic:
            assert "chưa đối chiếu" in form.legal_ref, form.key


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


def test_every_state_of_a_task_has_its_word(texts: dict[str, str]) -> None:
    columns = json.loads(texts["schemas/task_updates.schema.json"])["properties"]
    assert set(columns["state"]["enum"]) == set(TASK_STATES) - {""}
