"""The house stands as it was designed: imports, cold starts, one opener, one place for paths, sizes."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("flows", "transforms", "expectations")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
COMMANDS = (
    "demo",
    "run",
    "check",
    "template",
    "status",
    "digest",
    "trace",
    "series",
    "plan",
    "rules",
    "explanations",
    "audit",
    "site",
    "serve",
)
HEAVY = ("prefect", "great_expectations", "pandas", "duckdb", "pyarrow")
ROOMS = ("inbox", "archive", "extracts", "returned", "facts", "warehouse", "published", "ledger")
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_packages_under_test_are_those_of_this_checkout() -> None:
    found = {name: Path(spec.origin or "").parent for name in PACKAGES if (spec := find_spec(name))}
    assert found == {name: ROOT / name for name in PACKAGES}


def test_the_import_contracts_are_kept() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:]
    assert "0 broken" in result.stdout


_COLD = """
import sys
from flows.cli.main import build
from flows.cli.texts import Texts
from click.testing import CliRunner
group = build(Texts("{lang}"))
for arguments in [[], *[[name] for name in {commands!r}]]:
    result = CliRunner().invoke(group, [*arguments, "--help"])
    assert result.exit_code == 0, (arguments, result.output)
    assert "--help" in result.output
print(sorted({heavy!r} & set(sys.modules)))
"""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_help_of_every_command_imports_nothing_heavy(lang: str) -> None:
    script = _COLD.format(lang=lang, commands=COMMANDS, heavy=set(HEAVY))
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout.strip()) == (0, "[]"), result.stderr[-2000:]


def test_every_command_is_looked_at_above() -> None:
    from flows.cli.main import COMMANDS as ALL

    assert tuple(ALL) == COMMANDS


@pytest.mark.parametrize(
    "module", ["transforms.sheet.read", "transforms.judging", "transforms.verdicts", "flows.places"]
)
def test_reading_and_judging_import_nothing_heavy(module: str) -> None:
    script = f"import sys, {module}; print(sorted({set(HEAVY)!r} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def calls(path: Path) -> Iterator[str]:
    """The dotted names that a module calls."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_only_the_warehouse_store_opens_a_database() -> None:
    openers = {
        name_of(path) for path in MODULES if any(call.endswith("duckdb.connect") for call in calls(path))
    }
    assert openers == {"flows/stores/warehouse.py"}


def test_only_the_runner_builds_a_validation_context() -> None:
    builders = {
        name_of(path) for path in MODULES if any(call.endswith("gx.get_context") for call in calls(path))
    }
    assert builders == {"expectations/runner.py"}


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of the strings of a module, without its docstrings."""
    tree = tree_of(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def paths_made(path: Path) -> Iterator[str]:
    """Room names that a module joins to a path (`x / "inbox"`) or writes with a slash (`"inbox/…"`)."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            for side in (node.left, node.right):
                if isinstance(side, ast.Constant) and side.value in ROOMS:
                    yield f"{name_of(path)}:{node.lineno} / {side.value}"
    for line, text in strings(path):
        if any(text.startswith(f"{room}/") for room in ROOMS):
            yield f"{name_of(path)}:{line} {text}"


def test_only_places_knows_where_the_rooms_are() -> None:
    made = [found for path in MODULES if name_of(path) != "flows/places.py" for found in paths_made(path)]
    assert made == []
    assert list(paths_made(ROOT / "flows" / "places.py")) != []


# Codes of provinces, districts, communes and forms, and years: what a province or a circular brings is data.
_CODE = re.compile(r"\d{2}|\d{3}|\d{5}|(?:F|CT)\d{2}|(?:19|20)\d\d")


def conditions(path: Path) -> Iterator[ast.expr]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            yield node.test
        elif isinstance(node, ast.comprehension):
            yield from node.ifs
        elif isinstance(node, ast.Compare | ast.MatchValue):
            yield node if isinstance(node, ast.Compare) else node.value


def test_no_condition_names_a_province_a_form_or_a_year() -> None:
    named = {
        f"{name_of(path)}:{node.lineno} {node.value!r}"
        for path in MODULES
        for condition in conditions(path)
        for node in ast.walk(condition)
        if isinstance(node, ast.Constant)
        and (
            (isinstance(node.value, str) and _CODE.fullmatch(node.value))
            or (type(node.value) is int and 1900 <= node.value <= 2100)
        )
    }
    assert named == set()


def test_no_string_of_the_code_names_a_form_or_a_territory() -> None:
    """Outside docstrings; the examples of a help text stand in the messages, which are data."""
    code = re.compile(r"(?<![\w.])(?:F0[1-9]|F1[0-5]|CT\d\d|0\d{4}|06\d)(?!\w)")
    named = [
        f"{name_of(p)}:{line} {text[:60]!r}"
        for p in MODULES
        for line, text in strings(p)
        if code.search(text)
    ]
    assert named == []


def test_no_statement_of_sql_names_a_form_a_territory_or_a_year() -> None:
    literal = re.compile(r"'(?:\d{2}|\d{3}|\d{5}|F\d\d|CT\d\d|20\d\d)'")
    statements = sorted((ROOT / "transforms" / "sql").rglob("*.sql"))
    assert statements
    assert [path.name for path in statements if literal.search(path.read_text(encoding="utf-8"))] == []


def functions(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{name_of(path)}:{node.name}"


def test_modules_and_functions_stay_small(record_property: Callable[[str, object], None]) -> None:
    """The figures are printed with `-rP`, and kept as properties of the test."""
    modules = sorted(
        ((len(p.read_text(encoding="utf-8").splitlines()), name_of(p)) for p in MODULES), reverse=True
    )
    longest = sorted((found for path in MODULES for found in functions(path)), reverse=True)
    for title, sizes in (("module", modules), ("function", longest)):
        lines = [size for size, _ in sizes]
        figure = (
            f"{len(lines)}, median {sorted(lines)[len(lines) // 2]}, longest {sizes[0][0]} ({sizes[0][1]})"
        )
        print(f"{title}s: {figure}")  # noqa: T201 -- the figures of this test
        record_property(title, figure)
    assert [found for found in modules if found[0] > MAX_MODULE_LINES] == []
    assert [found for found in longest if found[0] > MAX_FUNCTION_LINES] == []


def test_no_module_hides_that_it_failed() -> None:
    """No bare `except:` and no handler that only passes, outside suppressions that are named."""
    silent = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (len(node.body) == 1 and isinstance(node.body[0], ast.Pass)))
    ]
    assert silent == []


def test_the_tests_mock_nothing() -> None:
    words = ("unittest" + ".mock", "monkey" + "patch", "Magic" + "Mock", "mocker" + ".")
    found = [
        name_of(path)
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if any(word in path.read_text(encoding="utf-8") for word in words)
    ]
    assert found == []
