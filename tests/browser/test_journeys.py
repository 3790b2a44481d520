"""What a person does with the pages: follow a figure to its cell, search, sort, print, change language, no mouse."""

import re
from pathlib import Path

import pytest
from openpyxl.utils.cell import coordinate_to_tuple
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.pages import LANGUAGES, address

pytestmark = pytest.mark.slow

# A place and its anchor; a `data:` address carries its content with it and leads nowhere.
LINK = re.compile(r'(?:href|src)="(?!data:)([^"#]*)(?:#([^"]+))?"')


def test_a_figure_of_the_plan_leads_to_its_cells_and_to_the_submission_that_holds_them(
    page: Page, bac_kan: Path, workspace: Path
) -> None:
    page.goto(address(bac_kan / "index.html"))
    page.get_by_role("link", name="2,65 điểm %").click()
    told = page.locator("#poor_household_rate_drop")
    expect(told).to_contain_text("2,65 điểm %: năm trước 19.379 / 79.000, kỳ này 17.435 / 79.677.")
    year = page.locator("section", has=page.get_by_role("heading", name="Các ô nguồn, năm 2018"))
    row = year.locator("tr", has=page.get_by_role("rowheader", name="Xã Sĩ Bình", exact=True))
    cell = row.locator("td").first
    value, sheet, place = re.split(r" |!", cell.inner_text().strip())
    cell.get_by_role("link").click()
    (submission, *_) = re.findall(r"\b[0-9a-f]{64}\b", page.locator("main").inner_text())
    (original,) = (workspace / "archive" / submission).glob("original*")
    number, column = coordinate_to_tuple(place)
    rows = CalamineWorkbook.from_path(original).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    assert str(rows[number - 1][column - 1]).removesuffix(".0") == value.replace(".", "")


@pytest.mark.parametrize("typed", ["sĩ bình", "si binh", "SI BINH", "Sĩ Bình"])
def test_a_commune_is_found_with_and_without_marks(page: Page, bac_kan: Path, typed: str) -> None:
    page.goto(address(bac_kan / "index.html"))
    page.get_by_label("Tìm địa bàn").fill(typed)
    page.get_by_role("link", name="Xã Sĩ Bình", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã Sĩ Bình")


def test_marks_that_are_typed_count(page: Page, bac_kan: Path) -> None:
    page.goto(address(bac_kan / "index.html"))
    page.get_by_label("Tìm địa bàn").fill("sí bính")
    expect(page.locator("#hits-said")).to_have_text("Không tìm thấy")


def test_names_sort_in_vietnamese_order_and_figures_as_numbers(page: Page, bac_kan: Path) -> None:
    page.goto(address(bac_kan / "indicators/poor_household_rate.html"))
    table = page.locator("#areas")
    table.get_by_role("button", name="Địa bàn").click()
    names = table.locator("tbody th").all_inner_texts()
    assert names.index("Xã Cao Kỳ") < names.index("Xã Cẩm Giàng") < names.index("Xã Chu Hương")
    assert names.index("Xã Dương Phong") < names.index("Xã Đôn Phong")
    table.get_by_role("button", name="Giá trị").click()
    texts = table.locator("tbody td:nth-child(2)").all_inner_texts()
    values = [float(text.strip("%*").replace(",", ".")) for text in texts]
    assert values == sorted(values)
    table.get_by_role("button", name="Giá trị").click()
    expect(table.locator("th[aria-sort=descending]")).to_have_count(1)


def test_a_table_is_filtered_while_one_types(page: Page, bac_kan: Path) -> None:
    page.goto(address(bac_kan / "territories.html"))
    rows = page.locator("#areas tbody tr:visible")
    every = rows.count()
    page.get_by_label("Lọc bảng:").fill("bạch thông")
    expect(page.locator(".filter [role=status]")).to_have_text("Khớp 1 dòng")
    expect(rows).to_have_count(1)
    page.get_by_label("Lọc bảng:").fill("")
    expect(rows).to_have_count(every)


def test_the_other_language_is_the_same_page(page: Page, bac_kan: Path) -> None:
    page.goto(address(bac_kan / "territories/063.html"))
    expect(page.locator("#poor_household_rate")).to_contain_text("19,77%")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#poor_household_rate")).to_contain_text("19.77%")
    expect(page.locator("#poor_household_rate")).to_contain_text("1,684 / 8,520")
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url == address(bac_kan / "territories/063.html")


def test_every_link_and_anchor_of_the_pages_leads_somewhere(bac_kan: Path) -> None:
    folder = bac_kan.resolve()
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    anchors = {path: set(re.findall(r' id="([^"]+)"', text)) for path, text in texts.items()}
    broken = []
    for path, text in texts.items():
        for place, anchor in set(LINK.findall(text)):
            target = (path.parent / place).resolve() if place else path
            if not target.exists() or (anchor and anchor not in anchors.get(target, {anchor})):
                broken.append(f"{path.relative_to(folder)}: {place}#{anchor}")
    assert broken == []


def test_print_shows_what_is_folded_and_leaves_out_what_is_clicked(page: Page, bac_kan: Path) -> None:
    page.goto(address(bac_kan / "index.html"))
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator("search").is_visible()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details:not([open])")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_commune_is_reached_by_the_keyboard_alone(page: Page, bac_kan: Path, language: str) -> None:
    page.goto(address(bac_kan / language / "index.html"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("phủ thông")
    expect(page.locator("#hits")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thị trấn Phủ Thông")


def test_a_column_is_sorted_by_the_keyboard_and_the_focus_is_seen(page: Page, bac_kan: Path) -> None:
    page.goto(address(bac_kan / "territories.html"))
    page.get_by_role("button", name=re.compile("^Tỷ lệ hộ nghèo")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
