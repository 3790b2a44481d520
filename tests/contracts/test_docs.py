"""The documents say what the code does, and name nothing of the machine they were written on."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples.write import shipped_registry
from tests.tools.command_pages import command_names
from tests.tools.generate_docs import REFERENCE_DOCS, ROOT, pages, stale, write
from tests.tools.schema_pages import sql_folders, sql_header
from transforms.schemas import PUBLIC_TABLES, Table
from transforms.sql import statements
from transforms.terms.form import FormVersion

REGISTRY = shipped_registry()
STEPS = [(folder, name, text) for folder in sql_folders() for name, text in statements(folder)]
README_COMMANDS = (
    "python3 -m pip install uv && uv run tonghop demo",
    "python3 -m pip install uv && uv run pytest -n auto",
)
FIRST_SCREEN_LINES = 40
HEADER_KEYS = {"purpose", "grain", "reads", "writes"}

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+\s+(?P<title>.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# Put together from pieces, so that this file does not hold what it looks for.
_FORBIDDEN = re.compile(
    "|".join(
        (
            r"/wor" + r"k/(?:main|shared)",
            r"\.\./sha" + r"red\b",
            r"/ro" + r"ot/",
            r"/ho" + r"me/\w",
            r"/o" + r"pt/\w",
            r"py" + r"pi\.org",
            r"python" + r"hosted",
            r"(?:index|find)[-_](?:url|links)\s*=",
        )
    )
)


def tracked_files() -> list[Path]:
    """Every file that git holds or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this copy is no git checkout")
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def tracked_texts() -> Iterator[tuple[Path, str]]:
    for path in tracked_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as they are made on the web."""
    titles = (match["title"] for match in _HEADING.finditer(_FENCE.sub("", text)))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_generated_pages_are_current() -> None:
    assert stale() == [], "run: uv run python -m tests.tools.generate_docs"


@pytest.mark.slow
def test_a_changed_missing_or_foreign_page_is_stale(tmp_path: Path) -> None:
    write(tmp_path)
    assert stale(tmp_path) == []
    (tmp_path / "rules.md").write_text("another text", encoding="utf-8")
    (tmp_path / "sql.md").unlink()
    (tmp_path / "foreign.md").write_text("nobody writes this", encoding="utf-8")
    assert stale(tmp_path) == ["foreign.md", "rules.md", "sql.md"]
    write(tmp_path)
    assert stale(tmp_path) == []


def test_two_generations_give_the_same_text() -> None:
    assert pages() == pages()


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_described(name: str) -> None:
    page = (REFERENCE_DOCS / "commands.md").read_text(encoding="utf-8")
    assert f"\n## `{name}`\n" in page


@pytest.mark.parametrize("rule_id", sorted(REGISTRY.rules))
def test_every_rule_has_a_page_that_the_index_names(rule_id: str) -> None:
    rule = REGISTRY.rules[rule_id]
    page = (REFERENCE_DOCS / "rules" / f"{rule_id}.md").read_text(encoding="utf-8")
    assert f"# {rule_id}: {rule.title_vi}\n" in page
    for said in (rule.why_vi, rule.bad_vi, rule.good_vi, rule.message_vi, rule.hint_vi, rule.legal_basis):
        assert said in page
    assert f"[{rule_id}](rules/{rule_id}.md)" in (REFERENCE_DOCS / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("indicator_id", sorted(REGISTRY.indicators))
def test_every_indicator_is_described(indicator_id: str) -> None:
    page = (REFERENCE_DOCS / "indicators.md").read_text(encoding="utf-8")
    assert f"\n## `{indicator_id}`: " in page


@pytest.mark.parametrize("form", REGISTRY.forms, ids=lambda form: form.form_id)
def test_every_form_version_and_column_is_described(form: FormVersion) -> None:
    page = (REFERENCE_DOCS / "forms.md").read_text(encoding="utf-8")
    assert f"\n## {form.form_id}, version {form.version}: " in page
    assert all(item in page for item in form.item_ids)


@pytest.mark.parametrize("table", PUBLIC_TABLES, ids=lambda table: table.name)
def test_every_public_column_is_described(table: Table) -> None:
    page = (REFERENCE_DOCS / "tables.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## `{table.name}`")[2].partition("\n## ")[0]
    assert [name for name in (field.name for field in table.fields) if f"| `{name}` |" not in section] == []


@pytest.mark.parametrize(("folder", "name", "text"), STEPS, ids=[f"{f}/{n}" for f, n, _ in STEPS])
def test_every_sql_step_is_described_and_has_a_header(folder: str, name: str, text: str) -> None:
    page = (REFERENCE_DOCS / "sql.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## `{folder}`")[2].partition("\n## ")[0]
    assert f"| `{name}` |" in section
    header = dict(sql_header(text))
    # A step that judges also names its rules.
    assert set(header) - {"rules"} == HEADER_KEYS
    assert all(header.values())


@pytest.mark.parametrize("command", README_COMMANDS)
def test_both_commands_stand_on_the_first_screen_of_the_readme(command: str) -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN_LINES]
    assert command in lines


def test_every_relative_link_leads_somewhere() -> None:
    dead = []
    for page, text in tracked_texts():
        if page.suffix != ".md":
            continue
        for match in _LINK.finditer(_FENCE.sub("", text)):
            target, _, anchor = match["target"].partition("#")
            if "://" in match["target"] or target.startswith("mailto:"):
                continue
            path = (page.parent / target).resolve() if target else page
            is_alive = path.exists() and (
                not anchor or path.suffix != ".md" or anchor in anchors(path.read_text(encoding="utf-8"))
            )
            if not is_alive:
                dead.append(f"{page.relative_to(ROOT)}: {match['target']}")
    assert dead == []


def test_every_page_under_docs_is_reached_from_the_index() -> None:
    docs = ROOT / "docs"
    generated = linked_from(docs / "reference" / "rules.md")
    written = set(docs.rglob("*.md")) - {docs / "index.md"}
    assert sorted(written - linked_from(docs / "index.md") - generated) == []


def linked_from(page: Path) -> set[Path]:
    """The pages that a page links to."""
    found = _LINK.finditer(page.read_text(encoding="utf-8"))
    return {(page.parent / match["target"].partition("#")[0]).resolve() for match in found}


def test_no_text_names_this_machine_or_a_package_index() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path, text in tracked_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if _FORBIDDEN.search(line)
    ]
    assert found == []


def test_the_documents_are_composed_text() -> None:
    pages_found = [(path, text) for path, text in tracked_texts() if path.suffix == ".md"]
    assert [str(path) for path, text in pages_found if not unicodedata.is_normalized("NFC", text)] == []


def test_every_line_of_the_changelog_says_whether_figures_change() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.findall(r"^- (.+(?:\n  .+)*)", text, re.MULTILINE)
    assert entries
    wanted = re.compile(r"Số liệu bị ảnh hưởng: (?:có|không)\.$")
    assert [entry for entry in entries if not wanted.search(entry)] == []
