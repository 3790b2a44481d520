"""Every page of a release: well formed, escaped, self-contained; and what each says of the small release."""

import os
import pickle
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.unit.site.conftest import RATE, SUBMISSION
from transforms.release import Release, RuleResult
from transforms.site import site_files
from transforms.site.dossier import Dossier

VOID = {"meta", "input", "br", "link", "hr", "img", "path", "line"}
KINDS = {
    "index.html",
    "territories.html",
    "territories/06.html",
    "indicators.html",
    f"indicators/{RATE}.html",
    f"figures/06-{RATE}.html",
    "completeness.html",
    "changes.html",
    "submissions.html",
    f"submissions/{SUBMISSION[:12]}.html",
    "rules.html",
    "release.html",
}


@pytest.fixture
def pages(dossier: Dossier) -> dict[str, str]:
    return pages_of(dossier)


def pages_of(dossier: Dossier) -> dict[str, str]:
    return {name: page.decode() for name, page in site_files(dossier).items() if name.endswith(".html")}


def pages_with(dossier: Dossier, release: Release) -> dict[str, str]:
    return pages_of(replace(dossier, release=release))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


# All pages


def test_every_kind_of_page_is_there_in_both_languages(pages: dict[str, str]) -> None:
    assert pages.keys() >= KINDS
    assert {f"en/{name}" for name in KINDS} <= pages.keys()


def test_pages_are_well_formed_and_their_ids_are_unique(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        tags = _Tags()
        tags.feed(page)
        assert tags.open == [], name
        ids = [value for key, value in tags.attributes if key == "id"]
        assert len(ids) == len(set(ids)), name


def test_submitted_text_is_escaped_everywhere(pages: dict[str, str]) -> None:
    assert all("<script>alert(1)" not in page for page in pages.values())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages[f"submissions/{SUBMISSION[:12]}.html"]


def test_pages_name_no_place_outside(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert re.findall(r"(?:https?:)?//[\w.]+", page) == [], name
        assert re.findall(r"<script>|@import|url\((?!#)", page) == [], name


def test_pages_are_composed_unicode_and_their_bytes_are_stable(
    dossier: Dossier, pages: dict[str, str]
) -> None:
    assert all(unicodedata.is_normalized("NFC", page) for page in pages.values())
    assert pages_of(dossier) == pages


def test_another_process_draws_the_same_bytes(dossier: Dossier) -> None:
    code = (
        "import pickle, sys; from transforms.site import site_files;"
        "sys.stdout.buffer.write(pickle.dumps(site_files(pickle.load(sys.stdin.buffer))))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}
    command = [sys.executable, "-c", code]
    other = subprocess.run(
        command, input=pickle.dumps(dossier), capture_output=True, check=True, env=environment
    )
    assert pickle.loads(other.stdout) == site_files(dossier)  # noqa: S301 -- of our own process


def test_simulated_figures_say_so_on_every_page_and_others_do_not(
    dossier: Dossier, pages: dict[str, str]
) -> None:
    assert all("mô phỏng" in page for name, page in pages.items() if not name.startswith("en/"))
    assert all("Simulated figures" in page for name, page in pages.items() if name.startswith("en/"))
    real = pages_with(replace(dossier, receipts={}), replace(dossier.release, is_simulated=False))
    assert not any("mô phỏng" in page or "imulated" in page for page in real.values())


def test_notes_of_the_plan_stand_where_the_plan_does(pages: dict[str, str]) -> None:
    assert "Of a target." in pages["en/index.html"]
    assert "Of a target." not in pages["en/territories.html"]


def test_every_page_has_the_notes_of_its_tables_and_the_release(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert ("A note." if name.startswith("en/") else "Ghi chú thứ hai.") in page
        assert "r1" in page


# The plan


def test_the_first_page_offers_the_files_that_are_there_and_no_other(pages: dict[str, str]) -> None:
    section = pages["index.html"].partition('id="files"')[2]
    assert re.findall(r'href="([^"#]+\.(?:xlsx|csv|json|docx|pdf|parquet))"', section) == [
        "comparison.xlsx", "comparison.csv", "manifest.json",
    ]  # fmt: skip


def test_every_verdict_is_a_word_beside_its_colour(pages: dict[str, str]) -> None:
    assert re.findall(r'<span class="badge v-(\w+)">([^<]+)</span>', pages["index.html"]) == [
        ("not_met", "Không đạt"), ("insufficient_data", "Chưa đủ số liệu"), ("exceeded", "Vượt"),
    ]  # fmt: skip


def test_aim_actual_difference_and_reason_of_a_target(pages: dict[str, str]) -> None:
    page = pages["index.html"]
    for text in ("≥ 2,7 điểm %", ">2,65 điểm %<", "-0,05 điểm %", "Lý do 06-2018-1.", "nguyên văn 1"):
        assert text in page
    assert "Đã có số liệu của 100% địa bàn, 99,7% số hộ." in page
    assert 'data-label="Thực hiện">…</td>' in page
    assert "≥ 2.7 percentage points" in pages["en/index.html"]
    assert "Reason 06-2018-1." in pages["en/index.html"]


def test_a_part_year_is_titled_as_one_and_what_is_not_due_is_no_failure(
    dossier: Dossier, halfway: Release
) -> None:
    page = pages_with(dossier, halfway)["index.html"]
    assert "<h1>Kết quả thực hiện 6 tháng đầu năm 2018 so với kế hoạch năm 2018</h1>" in page
    assert "<strong>2</strong> Chưa đến hạn" in page
    assert 'data-label="So với kế hoạch năm">còn 1.590 hộ\n265 hộ/tháng\n22,9% kế hoạch năm' in page
    assert "-1.590" not in page
    assert '<span class="phased">mức phân kỳ 6 tháng: ≥ 2.500 người</span>' in page


def test_aims_without_numbers_are_tasks_with_state_day_and_note(dossier: Dossier, followed: Release) -> None:
    page = pages_with(dossier, followed)["index.html"]
    assert "<h1>Tình hình thực hiện kế hoạch năm 2018</h1>" in page
    assert '<table class="targets' not in page
    states = re.findall(r'<span class="badge t-(\w+)">([^<]+)</span>', page)
    assert states == [("in_progress", "Đang thực hiện"), ("none", "Chưa có cập nhật")]
    assert "Cập nhật ngày 05/07/2018." in page
    assert "Đã mở 5 lớp." in page


def test_the_plan_of_the_level_above_is_named(dossier: Dossier, pages: dict[str, str]) -> None:
    parent = replace(dossier.release.plan, document_vi="Nghị quyết số 1/NQ-HĐND", issued_on=None)
    page = pages_with(dossier, replace(dossier.release, parent=parent))["index.html"]
    assert "<dd>Thực hiện Nghị quyết số 1/NQ-HĐND của UBND tỉnh Bắc Kạn</dd>" in page
    assert "Kế hoạch cấp trên" not in pages["index.html"]


def test_an_estimate_is_labelled_as_one(dossier: Dossier) -> None:
    status = replace(dossier.release.figure_status, figure_status="uoc")
    page = pages_with(dossier, replace(dossier.release, figure_status=status))["index.html"]
    assert ">Ước thực hiện</th>" in page


# Figures


def test_the_figure_of_the_area_leads_to_the_cells_that_it_is_made_of(pages: dict[str, str]) -> None:
    page = pages[f"figures/06-{RATE}.html"]
    assert "12,40% = 2.134 / 17.208" in page
    assert f'2.134 <a href="../submissions/{SUBMISSION[:12]}.html">Biểu 1!G12</a>' in page
    assert "12.40% = 2,134 / 17,208" in pages[f"en/figures/06-{RATE}.html"]


def test_a_figure_that_lacks_units_is_marked_and_says_how_much_there_is(pages: dict[str, str]) -> None:
    row = pages["territories/06.html"].partition(f'<tr id="{RATE}">')[2].partition("</tr>")[0]
    assert '12,40%<span class="mark"' in row
    assert "Mới có số liệu của 50,00% số đơn vị" in row
    whole = pages["territories/060.html"].partition(f'<tr id="{RATE}">')[2].partition("</tr>")[0]
    assert 'class="mark"' not in whole


def test_missing_figures_of_a_territory_are_not_zero(pages: dict[str, str]) -> None:
    row = pages["territories.html"].partition(">Huyện Ngân Sơn</a>")[2].partition("</tr>")[0]
    assert row.count('<td class="n">…</td>') == 6


def test_ranks_are_read_where_there_are_any(pages: dict[str, str]) -> None:
    assert "hạng 1/1 cùng cấp theo tỷ lệ hộ nghèo" in pages["territories/060.html"]
    assert "hạng" not in pages["territories/062.html"]
    assert "Hạng theo tỷ lệ hộ nghèo giữa các đơn vị cùng cấp" in pages["territories.html"]


def test_a_series_is_drawn_and_stands_in_a_table(pages: dict[str, str]) -> None:
    page = pages[f"indicators/{RATE}.html"]
    assert "<svg" in page
    assert "14,71" in page.partition("</svg>")[2]


# Pages for auditors


def test_who_has_not_reported_stands_before_who_has(pages: dict[str, str]) -> None:
    page = pages["completeness.html"]
    assert page.index("UBND huyện Ngân Sơn") < page.index("UBND huyện Pác Nặm")
    assert "muộn 3 ngày" in page
    assert "Phải nộp 2 báo cáo; đã nhận 1, còn thiếu 1." in page
    assert "3 days late" in pages["en/completeness.html"]


def test_a_receipt_says_what_came_when_and_how_much_of_it_was_read(pages: dict[str, str]) -> None:
    page = pages[f"submissions/{SUBMISSION[:12]}.html"]
    for text in ("a.xlsx", SUBMISSION, f"archive/{SUBMISSION}/", "17/12/2018 08:30", "lần 2"):
        assert text in page
    assert "35: 30 ô đọc thành số liệu hoặc nhãn, 4 ô bỏ qua theo quy tắc, 1 ô không nhận ra" in page
    assert "đã điền 19/20" in page
    assert "14/12/2018: Nộp muộn 1 ngày làm việc" in page


def test_issues_of_a_submission_stand_gravest_first_and_lead_to_their_rules(pages: dict[str, str]) -> None:
    page = pages[f"submissions/{SUBMISSION[:12]}.html"]
    assert page.index("Ô G9") < page.index("Ô G10")
    assert '<a href="../rules.html#C08">' in page
    assert "Cách xử lý: Sửa tỷ lệ." in page


def test_a_rule_has_its_counts_and_what_is_not_counted_is_no_zero(dossier: Dossier) -> None:
    results = (RuleResult("C08", 1486, 1, 2, 1), RuleResult("R13", None, 1, None, 0))
    page = pages_with(dossier, replace(dossier.release, rule_results=results))["rules.html"]
    counted, unknown = (
        page.partition(f'<tr id="{rule}">')[2].partition("</tr>")[0] for rule in ("C08", "R13")
    )
    assert re.findall(r'<td class="n"[^>]*>([^<]*)</td>', counted) == ["1.486", "1", "2", "1"]
    assert re.findall(r'<td class="n"[^>]*>([^<]*)</td>', unknown) == ["…", "1", "…", "0"]
    assert f'href="submissions/{SUBMISSION[:12]}.html"' in counted


def test_the_release_names_its_inputs_by_hash(pages: dict[str, str]) -> None:
    page = pages["release.html"]
    assert SUBMISSION in page
    assert "c" * 64 in page
    assert "không có, đây là bản đầu tiên" in page


def test_figures_that_changed_between_statuses_are_listed_communes_folded(
    dossier: Dossier, revised: Release, pages: dict[str, str]
) -> None:
    section = pages_with(dossier, revised)["changes.html"].partition("h-revisions")[2]
    assert section.index("Tỉnh Bắc Kạn") < section.index("<details>") < section.index("Xã Bộc Bố")
    for text in (">22,01%<", ">21,88%<", ">-0,13 điểm %<", "Các xã, phường, thị trấn (1 số liệu)"):
        assert text in section
    assert "h-revisions" not in pages["changes.html"]


def test_an_empty_release_still_reads(dossier: Dossier) -> None:
    bare = replace(
        dossier.release,
        plan=replace(dossier.release.plan, targets=()),
        comparison=(),
        territories=(),
        duties=(),
        issues=(),
        notes_vi=(),
        notes_en=(),
    )
    identity = {**dossier.identity, "inputs": []}
    pages = pages_of(
        replace(dossier, release=bare, history=[], receipts={}, issues={}, identity=identity, files=())
    )
    assert "Không có chỉ tiêu kế hoạch kèm theo" in pages["index.html"]
    assert "Không có đơn vị nào phải báo cáo trong kỳ." in pages["completeness.html"]
    assert "Chưa có báo cáo nào được nhận." in pages["submissions.html"]
