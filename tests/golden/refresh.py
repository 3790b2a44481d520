"""The golden text of the demo's releases: `uv run python -m tests.golden.refresh` shows the difference and takes it.

Kept as text: the comparison, the indicators of provinces, districts and groups, the issues, the revisions and the words
of pages; of one release everything that it publishes: all pages, workbooks cell by cell, the report, the open data.
Ids and hashes change with every change of the code or the samples and are masked.
"""

import difflib
import re
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.flow_helpers import demo, release
from tests.golden.printed import printed_text

BUNDLE = Path(__file__).with_name("bundle")
_WHOLE = ("comparison.csv", "indicators.csv", "issues.csv", "index.txt", "en/index.txt")
_PAGES = ("completeness", "changes", "submissions", "rules", "release", "territories", "map")
# What is kept of each plan's release: of the plans that hand-made tests judge in full, only what is read first.
GOLDEN = {
    "06-2018-qd560": (
        *_WHOLE,
        *(f"{name}.txt" for name in _PAGES),
        "territories/063.txt",
        "indicators/poor_household_rate.txt",
        "figures/06-poor_household_rate.txt",
        "en/territories/063.txt",
        "en/rules.txt",
    ),
    # A whole release.
    "063-2020-kh": (
        *_WHOLE,
        "revisions.csv",
        "pages.txt",
        "en/changes.txt",
        "en/submissions.txt",
        "en/territories/01978.txt",
        "comparison.xlsx.txt",
        "official.xlsx.txt",
        "data.xlsx.txt",
        "report.docx.txt",
        "datapackage.json",
        "csv-metadata.json",
        "public/comparison.csv",
        "public/indicators.csv",
        "public/datapackage.json",
    ),
    "67-2024-ra-soat": _WHOLE,
    "116-2020-kh159": ("comparison.csv",),
    "19-2024-kh85": ("comparison.csv",),
    "44-2024-kh197": ("comparison.csv", "issues.csv"),
}
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
# Sizes follow the ids inside; a Parquet file's also the version of its writer.
_SIZE = re.compile(r'"bytes": \d+')
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
    for plan, names in GOLDEN.items():
        folder = release(workspace, plan)
        mask = re.compile(rf"\b{folder.readlink().name}\b")
        for name in names:
            text = _SIZE.sub('"bytes": 0', mask.sub("<release>", _text(folder, name)))
            yield f"{plan}/{name}", _HASH.sub("<hash>", text)


def _text(folder: Path, name: str) -> str:
    """A golden file as it stands in a release: words of pages, cells, tables, of the indicators the large areas."""
    if name == "pages.txt":
        return pages_text(folder)
    if name.endswith((".xlsx.txt", ".docx.txt")):
        return printed_text(folder / name.removesuffix(".txt"))
    if name.endswith(".txt"):
        return page_text((folder / name).with_suffix(".html").read_text(encoding="utf-8"))
    text = (folder / name).read_text(encoding="utf-8-sig")
    if name != "indicators.csv":
        return text
    rows = text.splitlines(keepends=True)
    return "".join([rows[0], *(row for row in rows if _LARGE.match(row))])


def pages_text(folder: Path) -> str:
    """The words inside every Vietnamese page of a release, one page after the other."""
    pages = sorted(path for path in folder.rglob("*.html") if "en" not in path.relative_to(folder).parts)
    texts = (
        (path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8").partition("<main")[2])
        for path in pages
    )
    return "".join(f"== {name}\n{page_text('<main' + text.partition('</main>')[0])}" for name, text in texts)


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
