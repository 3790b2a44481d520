"""Each kind of page, in both languages: no error, no request, no sideways scrolling, nothing that axe objects to."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.pages import KINDS, LANGUAGES, address, located

pytestmark = pytest.mark.slow

# Phone, screen, projector.
WIDTHS = (390, 1280, 1920)
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def _troubles(page: Page) -> list[str]:
    """Notes of everything that goes wrong on the page from now on."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("requestfailed", lambda request: found.append(request.url))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_opens_from_disk_without_errors_at_every_width(
    page: Page, bac_kan: Path, kind: str, language: str
) -> None:
    troubles = _troubles(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(located(bac_kan, kind, language)))
    assert page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang") == ("en" if language else "vi")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert troubles == []
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert page.evaluate("document.fonts.check('1rem Page', 'Ặ')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_in_light_and_in_dark(
    context: BrowserContext, bac_kan: Path, kind: str, scheme: Literal["light", "dark"]
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(address(located(bac_kan, kind)))
    found = Axe().run(page, options=_RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("plan", [
    "063-2020-kh", "116-2020-kh159", "19-2024-kh85", "44-2024-kh197", "67-2024-ra-soat",
])  # fmt: skip
def test_the_first_page_of_every_plan_opens_and_fits(page: Page, workspace: Path, plan: str) -> None:
    troubles = _troubles(page)
    (first,) = (workspace / "published" / plan).glob("*/latest/index.html")
    page.goto(address(first))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert troubles == []


def test_home_lists_every_plan_and_all_its_links_lead_somewhere(page: Page, workspace: Path) -> None:
    troubles = _troubles(page)
    plans = {folder.parent.parent.name for folder in (workspace / "published").glob("*/*/latest")}
    for language in LANGUAGES:
        home = workspace / "published" / language / "index.html"
        page.goto(address(home))
        links = [link.get_attribute("href") or "" for link in page.locator("main a").all()]
        assert {plan for plan in plans if any(f"{plan}/" in link for link in links)} == plans
        assert [link for link in links if not (home.parent / link.split("#")[0]).exists()] == []
    assert troubles == []
