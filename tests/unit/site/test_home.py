"""The page over all releases."""

import re
from datetime import date

from tests.samples.write import shipped_registry
from transforms.site.home import Published, home_pages

REGISTRY = shipped_registry()
PLAN = "06-2018-qd560"


def published(
    release_id: str, period: str = "2018", status: str = "chinh_thuc", plan: str = PLAN
) -> Published:
    return Published(plan, period, status, release_id, date(2019, 1, 5), release_id[0] * 64)


def page(*releases: Published, language: str = "vi") -> str:
    return home_pages(releases, REGISTRY)["index.html" if language == "vi" else "en/index.html"].decode()


def test_the_newest_release_is_linked_and_the_ones_before_it_are_listed_newest_first() -> None:
    text = page(published("aaaaaaaaaaaa"), published("bbbbbbbbbbbb"), published("cccccccccccc"))
    links = re.findall(r'href="([^"]+/index.html)"', text)
    folder = f"{PLAN}/2018-chinh_thuc"
    assert links[1:] == [f"{folder}/{one * 12}/index.html" for one in "cba"]
    assert "c" * 64 in text


def test_every_plan_period_and_status_has_its_line_the_newest_period_first() -> None:
    text = page(published("aaaaaaaaaaaa"), published("bbbbbbbbbbbb", "2018-H1", "so_bo"))
    assert text.index("năm 2018</td>") < text.index("6 tháng đầu năm 2018</td>")
    assert "Sơ bộ" in text


def test_the_english_page_leads_to_english_pages() -> None:
    text = page(published("aaaaaaaaaaaa"), language="en")
    assert f'href="../{PLAN}/2018-chinh_thuc/aaaaaaaaaaaa/en/index.html"' in text
    assert "Plan for the National Target Programme" in text


def test_a_plan_that_is_no_longer_held_is_listed_by_its_id() -> None:
    assert ">99-2018-cu</a>" in page(published("aaaaaaaaaaaa", plan="99-2018-cu"))


def test_without_releases_it_says_so() -> None:
    assert "Chưa có bản công bố nào." in page()
