"""The published page in a real browser, from disk: no network, no error, no sideways scrolling on a phone."""

import html
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.flow_helpers import demo, release

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]

PLANS = (
    "06-2018-qd560", "063-2020-kh", "116-2020-kh159", "19-2024-kh85", "44-2024-kh197", "67-2024-ra-soat",
)  # fmt: skip
# A window of Chromium is never narrower than this: a phone is a frame in it.
PHONE = 390
# Just above the width at which the tables become cards.
TABLET = 912
REPORT = """
<!doctype html><meta charset="utf-8"><body style="margin:0">
<iframe id="page" src="page.html" style="border:0;width:{width}px;height:900px"></iframe>
<pre id="seen"></pre>
<script>
function look() {{
  var view = document.getElementById("page").contentWindow, page = view.document, root = page.documentElement;
  var wide = [];
  page.querySelectorAll("body *").forEach(function (e) {{
    var box = e.getBoundingClientRect();
    if (box.width && box.right > {width} + 1 && !e.closest(".scroll")) wide.push(e.tagName + "." + e.className);
  }});
  var filters = [];
  page.querySelectorAll("[data-filter]").forEach(function (input) {{
    var rows = page.getElementById(input.dataset.filter).querySelectorAll("tbody tr, .issues > li");
    var shown = function () {{ return Array.from(rows).filter(function (r) {{ return !r.hidden; }}).length; }};
    var type = function (text) {{ input.value = text; input.dispatchEvent(new view.Event("input")); return shown(); }};
    filters.push({{all: shown(), some: type("{word}"), none: type("zzzz khong co"), again: type(""),
                  is_visible: !input.closest(".filter").hidden}});
  }});
  document.getElementById("seen").textContent = JSON.stringify({{
    scrollWidth: root.scrollWidth, clientWidth: root.clientWidth, wide: wide, filters: filters,
    errors: view.seenErrors, title: page.title
  }});
}}
window.addEventListener("load", look);
</script>
"""
# Put in front of the page's own script: every error and every refusal of the page's policy is noted.
LISTEN = """<script>
window.seenErrors = [];
window.addEventListener("error", function (e) { window.seenErrors.push(String(e.message)); }, true);
document.addEventListener("securitypolicyviolation", function (e) { window.seenErrors.push(e.violatedDirective); });
</script>"""


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo(tmp_path_factory.getbasetemp())[0]


def chromium(page: Path, home: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """A page from disk, in a browser that can reach nothing else."""
    assert CHROMIUM
    command = [
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--allow-file-access-from-files", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
        f"--user-data-dir={home}", "--enable-logging=stderr", "--v=0", *options, page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)


def seen(workspace: Path, plan: str, tmp_path: Path, width: int, word: str = "Xã") -> dict[str, Any]:
    """What a frame of a certain width measures of a page."""
    page = (release(workspace, plan) / "index.html").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(page.replace("<title>", LISTEN + "<title>", 1), encoding="utf-8")
    (tmp_path / "report.html").write_text(REPORT.format(width=width, word=word), encoding="utf-8")
    dom = chromium(
        tmp_path / "report.html", tmp_path / "home", "--dump-dom", "--window-size=1400,1000"
    ).stdout
    found = re.search(r'<pre id="seen">(.*?)</pre>', dom, re.DOTALL)
    assert found
    measured: dict[str, Any] = json.loads(html.unescape(found[1]))
    return measured


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("width", [PHONE, TABLET, 1280])
def test_a_page_fits_its_window_and_makes_no_error(
    workspace: Path, tmp_path: Path, plan: str, width: int
) -> None:
    found = seen(workspace, plan, tmp_path, width)
    assert found["errors"] == []
    assert found["clientWidth"] <= width
    assert found["scrollWidth"] <= found["clientWidth"]
    assert found["wide"] == []
    assert found["title"]


@pytest.mark.parametrize(("plan", "word"), [("06-2018-qd560", "Phường"), ("67-2024-ra-soat", "Đắk Ha")])
def test_the_filter_narrows_and_widens_again(workspace: Path, tmp_path: Path, plan: str, word: str) -> None:
    filters = seen(workspace, plan, tmp_path, 1280, word)["filters"]
    assert filters
    for one in filters:
        assert one["is_visible"]
        assert one["all"] == one["again"] > 0
        assert one["none"] == 0
    assert any(0 < one["some"] < one["all"] for one in filters)


@pytest.mark.parametrize("plan", PLANS)
def test_the_console_stays_silent_and_the_network_is_not_asked(
    workspace: Path, tmp_path: Path, plan: str
) -> None:
    done = chromium(release(workspace, plan) / "index.html", tmp_path / "home", "--dump-dom")
    assert "CONSOLE" not in done.stderr
    assert "</html>" in done.stdout
    body = (release(workspace, plan) / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?\s*(?:https?:)?//""", body)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name == "href" and value is not None:
                self.links.append(value)
            if name == "id" and value:
                assert value not in self.ids, f"id {value} twice"
                self.ids.add(value)


@pytest.mark.parametrize("plan", PLANS)
def test_every_link_leads_somewhere(workspace: Path, plan: str) -> None:
    folder = release(workspace, plan)
    page = _Links()
    page.feed((folder / "index.html").read_text(encoding="utf-8"))
    assert page.links
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.ids, link
        else:
            assert (folder / link).is_file(), link


@pytest.mark.parametrize("plan", PLANS)
def test_a_page_is_drawn(workspace: Path, tmp_path: Path, plan: str) -> None:
    """The picture is not of one colour."""
    picture = tmp_path / "page.png"
    chromium(
        release(workspace, plan) / "index.html",
        tmp_path / "home",
        f"--screenshot={picture}",
        "--window-size=1280,1600",
    )
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > 50_000
