import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from transforms.release import Release
from transforms.render.page import index_page

VOID = {"meta", "input", "br", "link", "hr", "img"}


@pytest.fixture
def page(release: Release) -> str:
    return index_page(release).decode("utf-8")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_its_ids_are_unique(page: str) -> None:
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    ids = [value for name, value in tags.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_submitted_text_is_escaped(page: str) -> None:
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<script>") == 1


def test_the_page_needs_no_network(page: str) -> None:
    assert re.findall(r"(?:https?:)?//[\w.]+", page) == []
    assert re.findall(r"\bsrc=|@import|url\(", page) == []


def test_it_links_to_every_sibling_file(page: str) -> None:
    hrefs = set(re.findall(r'href="([^"#]+)"', page))
    assert hrefs == {
        "comparison.xlsx", "official.xlsx", "comparison.csv", "comparison.parquet", "indicators.csv",
        "indicators.parquet",
        "revisions.csv", "revisions.parquet", "issues.csv", "issues.parquet", "manifest.json",
    }  # fmt: skip


def test_every_verdict_is_a_word_beside_its_colour(page: str) -> None:
    assert re.findall(r'<span class="badge v-(\w+)">([^<]+)</span>', page) == [
        ("not_met", "Không đạt"), ("insufficient_data", "Chưa đủ số liệu"), ("exceeded", "Vượt"),
    ]  # fmt: skip


def test_aim_actual_difference_and_reason_of_a_target(page: str) -> None:
    for text in ("≥ 2,7 điểm %", ">2,65 điểm %<", "-0,05 điểm %", "Lý do 06-2018-1.", "nguyên văn 1"):
        assert text in page
    assert "Đã có số liệu của 100% địa bàn, 99,7% số hộ." in page
    assert page.count("4,6") == 1
    assert 'data-label="Thực hiện">…</td>' in page


def test_missing_figures_of_a_territory_are_not_zero(page: str) -> None:
    row = page[page.index("Huyện Ngân Sơn <span") :]
    assert row[: row.index("</tr>")].count("<td>…</td>") == 7


def test_a_part_year_is_titled_as_one_and_what_is_not_due_is_no_failure(halfway: Release) -> None:
    page = index_page(halfway).decode()
    assert "<h1>Kết quả thực hiện 6 tháng đầu năm 2018 so với kế hoạch năm 2018</h1>" in page
    assert "<strong>2</strong> Chưa đến hạn" in page
    assert 'data-label="So với kế hoạch năm">còn 1.590 hộ\n265 hộ/tháng\n22,9% kế hoạch năm</td>' in page
    assert "-1.590" not in page
    assert '<span class="phased">mức phân kỳ 6 tháng: ≥ 2.500 người</span>' in page


def test_aims_without_numbers_are_tasks_with_state_day_and_note(followed: Release) -> None:
    page = index_page(followed).decode()
    assert "<h1>Tình hình thực hiện kế hoạch năm 2018</h1>" in page
    assert '<table class="targets' not in page
    states = re.findall(r'<span class="state t-(\w+)">([^<]+)</span>', page)
    assert states == [("in_progress", "Đang thực hiện"), ("none", "Chưa có cập nhật")]
    assert "Cập nhật ngày 05/07/2018.</span> Đã mở 5 lớp.</p>" in page
    assert "Huyện Pác Nặm" in page


def test_changed_figures_are_listed_communes_folded(revised: Release, release: Release) -> None:
    page = index_page(revised).decode()
    section = page[page.index('id="thay-doi"') : page.index('id="chua-nop"')]
    assert section.index("Tỉnh Bắc Kạn") < section.index("<details>") < section.index("Xã Bộc Bố")
    assert 'data-label="Số trước">22,01%</td>' in section
    assert 'data-label="Số sau">21,88%</td>' in section
    assert 'data-label="Chênh lệch">-0,13 điểm %</td>' in section
    assert "Các xã, phường, thị trấn (1 số liệu)" in section
    assert "thay-doi" not in index_page(release).decode()


def test_ranks_and_both_coverages_of_a_territory(page: str) -> None:
    row = page[page.index("Huyện Pác Nặm <span") :]
    assert re.findall(r"<td>([^<]*)</td>", row[: row.index("</tr>")]) == [
        "6.944", "2.777", "39,99", "1", "…", "800", "11,52", "100,0", "98,5",
    ]  # fmt: skip
    assert "Hạng theo tỷ lệ hộ nghèo giữa các đơn vị cùng cấp" in page
    assert "năm trước tính theo chuẩn nghèo khác nên không so sánh được" in page


def test_the_plan_of_the_level_above_is_named(release: Release) -> None:
    parent = replace(release.plan, document_vi="Nghị quyết số 1/NQ-HĐND", issued_on=None)
    page = index_page(replace(release, parent=parent)).decode()
    assert "<dd>Thực hiện Nghị quyết số 1/NQ-HĐND của UBND tỉnh Bắc Kạn</dd>" in page
    assert "Kế hoạch cấp trên" not in index_page(release).decode()


def test_who_has_not_reported_stands_before_who_has(page: str) -> None:
    section = page[page.index('id="chua-nop"') :]
    assert section.index("UBND huyện Ngân Sơn") < section.index("UBND huyện Pác Nặm")
    assert "(muộn 3 ngày)" in section


def test_issues_are_grouped_by_submitter_gravest_first(page: str) -> None:
    section = page[page.index('id="sai-lech"') :]
    assert "Loại ô: 1; Phải giải trình: 1" in section
    assert section.index('<b class="code">G9</b>') < section.index('<b class="code">G10</b>')
    assert "Tệp a.xlsx" in section


def test_simulated_figures_say_so_and_others_do_not(release: Release, page: str) -> None:
    assert "Số liệu mô phỏng: cộng khớp với số đã công bố" in page
    assert "mô phỏng" not in index_page(replace(release, is_simulated=False)).decode()


def test_an_estimate_is_labelled_as_one(release: Release) -> None:
    estimate = replace(release, figure_status=replace(release.figure_status, figure_status="uoc"))
    assert 'scope="col">Ước thực hiện</th>' in index_page(estimate).decode()


def test_an_empty_release_still_reads(release: Release) -> None:
    bare = replace(
        release,
        plan=replace(release.plan, targets=()),
        comparison=(),
        territories=(),
        duties=(),
        issues=(),
        notes_vi=(),
    )
    page = index_page(bare).decode()
    assert "Không có chỉ tiêu kế hoạch kèm theo" in page
    assert "Không có sai lệch nào." in page


def test_the_text_is_composed_unicode_and_the_bytes_are_stable(release: Release, page: str) -> None:
    assert unicodedata.is_normalized("NFC", page)
    assert 'lang="vi"' in page
    assert index_page(release) == page.encode()
