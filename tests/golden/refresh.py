"""The golden text of the demo's releases: `uv run python -m tests.golden.refresh` shows the difference and takes it.

Kept as text: the comparison, the indicators of provinces, districts and groups, the issues and the words of the page.
Ids and hashes change with every change of the code or the samples and are masked.
"""

import difflib
import re
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.flow_helpers import demo, release

BUNDLE = Path(__file__).with_name("bundle")
PLANS = ("06-2018-qd560", "063-2020-kh", "67-2024-ra-soat")
_BLOCKS = {
    "p",
    "li",
    "tr",
    "div",
    "h1",
    "h2",
    "h3",
    "summary",
    "dt",
    "dd",
    "table",
    "section",
    "header",
    "th",
}
_LARGE = re.compile(r"^[^,]*,(?:\d{2,3}|[a-z_]+),")
_HASH = re.compile(r"\b[0-9a-f]{64}\b|\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{16}\b")


class _Words(HTMLParser):
    """The text that a reader of a page sees, one block a line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in {"style", "script"}
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"style", "script"}
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1] += f" {data}"


def page_text(html: str) -> str:
    """The words of a page."""
    words = _Words()
    words.feed(html)
    lines = (" ".join(line.split()) for line in words.lines)
    return "\n".join(line for line in lines if line) + "\n"


def golden_texts(workspace: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every golden file, from the releases of a demo."""
    for plan in PLANS:
        folder = release(workspace, plan)
        mask = re.compile(rf"\b{folder.readlink().name}\b")
        indicators = (folder / "indicators.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
        texts = {
            "comparison.csv": (folder / "comparison.csv").read_text(encoding="utf-8-sig"),
            "indicators.csv": "".join([indicators[0], *(row for row in indicators if _LARGE.match(row))]),
            "issues.csv": (folder / "issues.csv").read_text(encoding="utf-8-sig"),
            "index.txt": page_text((folder / "index.html").read_text(encoding="utf-8")),
        }
        for name, text in texts.items():
            yield f"{plan}/{name}", _HASH.sub("<hash>", mask.sub("<release>", text))


def difference(name: str, text: str) -> str:
    """The golden file against a text; empty where they agree."""
    path = BUNDLE / name
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(
        kept.splitlines(), text.splitlines(), f"kept/{name}", f"now/{name}", lineterm=""
    )
    return "\n".join(lines)


def refresh() -> None:
    """Run the demo, print what differs and keep it."""
    with tempfile.TemporaryDirectory() as folder:
        workspace, _ = demo(Path(folder))
        for name, text in golden_texts(workspace):
            print(difference(name, text) or f"{name}: unchanged")  # noqa: T201 -- a command prints
            (BUNDLE / name).parent.mkdir(parents=True, exist_ok=True)
            (BUNDLE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    refresh()
