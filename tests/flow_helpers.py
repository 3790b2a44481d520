"""What the tests that run the program for real share: its commands, workspaces, deliveries and published trees.

Every run is a real subprocess of this checkout on real files. Nothing here replaces a part of the program.
"""

import csv
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from tests.samples.workbooks import Figures, sample_sheet, simulate
from tests.samples.write import ROOT, SAMPLES, shipped_registry
from transforms.registry import Registry
from transforms.render.form_xlsx import form_workbook
from transforms.terms.obligation import Duty
from transforms.terms.period import Period

TONGHOP = Path(sys.executable).with_name("tonghop")
RUN_SECONDS = 600
# A formula whose saved value is a text of no letters.
_EMPTY_TEXT = re.compile(r"<c [^>]*t=\"str\"[^>]*><f>[^<]*</f><v></v></c>")

Row = dict[str, str]


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: this checkout, no setting of the person who runs the tests."""
    settings = ("PREFECT_", "TONGHOP_", "PYTHONDONTWRITEBYTECODE")
    own = {k: v for k, v in os.environ.items() if not k.startswith(settings)}
    return {**own, "PYTHONPATH": str(ROOT), **more}


def tonghop(
    *arguments: object,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    prefix: Iterable[str] = (),
) -> subprocess.CompletedProcess[str]:
    """One command of the program, to its end."""
    return subprocess.run(
        [*prefix, str(TONGHOP), *map(str, arguments)],
        env=dict(env or environment()),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=RUN_SECONDS,
        check=False,
    )


def run(workspace: Path, *arguments: object, **more: Any) -> dict[str, Any]:
    """`tonghop run --json` that must end well, and its summary."""
    done = tonghop("run", "--workspace", workspace, "--json", *arguments, **more)
    assert done.returncode == 0, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


_demos: dict[str, tuple[Path, str]] = {}


def demo(base: Path, name: str = "demo", **env: str) -> tuple[Path, str]:
    """A workspace made by `tonghop demo` and what it printed; made once a session and name."""
    if name not in _demos:
        workspace = base / name
        done = tonghop("demo", "--workspace", workspace, env=environment(**env))
        assert done.returncode == 0, done.stderr
        _demos[name] = (workspace, done.stdout)
    return _demos[name]


def copied(workspace: Path, target: Path) -> Path:
    """A workspace once more, as it lies on disk."""
    shutil.copytree(workspace, target, symlinks=True)
    return target


# Deliveries


def sample(place: str) -> bytes:
    """The bytes of a shipped sample, by its place in the inbox."""
    return (SAMPLES / "inbox" / place).read_bytes()


def deliver(workspace: Path, files: Mapping[str, bytes], *, day: str = "2020-12-07") -> None:
    """Put files into the inbox, arriving one a minute in the order given."""
    inbox = workspace / "inbox"
    rows = ["path,delivered_at"]
    for number, (place, content) in enumerate(files.items()):
        target = inbox / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        rows.append(f'"{place}",{day}T{8 + number // 60:02}:{number % 60:02}:00+07:00')
    (inbox / "deliveries.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


@cache
def registry() -> Registry:
    """The shipped reference."""
    return shipped_registry()


@cache
def _figures() -> Figures:
    return simulate(registry())


def duty(form_id: str, submitter_id: str, period: str) -> Duty:
    """One duty of the shipped obligations."""
    return next(
        d for d in registry().duties(Period(period)) if (d.form_id, d.submitter_id) == (form_id, submitter_id)
    )


def workbook(
    form_id: str,
    submitter_id: str,
    period: str,
    changes: Mapping[str, Mapping[str, int | None]] | None = None,
    **looks: Any,
) -> bytes:
    """The simulated report of a duty, with figures changed by territory and item, and other looks."""
    owed = duty(form_id, submitter_id, period)
    figures = _figures().of(owed)
    changed = {code: {**values, **(changes or {}).get(code, {})} for code, values in figures.items()}
    return form_workbook(replace(sample_sheet(registry(), owed, changed), **looks))


def figure(form_id: str, submitter_id: str, period: str, territory: str, item: str) -> int:
    """What the simulated report of a duty says of one item."""
    return _figures().of(duty(form_id, submitter_id, period))[territory][item]


def xlsx(sheets: Mapping[str, Iterable[Iterable[object]]]) -> bytes:
    """A plain workbook of the given rows."""
    book = Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def joined(sheets: Mapping[str, Iterable[bytes]]) -> bytes:
    """Workbooks as sheets of one: values and merged cells of their first sheets, several one under the other."""
    book = Workbook()
    book.remove(book["Sheet"])
    for name, contents in sheets.items():
        target = book.create_sheet(name)
        for content in contents:
            source = load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
            down = target.max_row + 1 if target.max_row > 1 else 0
            for row in source.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        target.cell(cell.row + down, cell.column, cell.value)
            for merged in source.merged_cells.ranges:
                merged.shift(row_shift=down)
                target.merge_cells(merged.coord)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def non_empty_cells(content: bytes) -> int:
    """How many cells of a workbook hold anything, over all its sheets.

    A formula without a saved value holds something, one whose value is an empty text is a blank.
    """
    book = load_workbook(io.BytesIO(content))
    # Not by rows and columns: two cells may stand a million rows apart.
    held = sum(cell.value not in (None, "") for sheet in book.worksheets for cell in sheet._cells.values())
    with ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
    return held - sum(len(_EMPTY_TEXT.findall(sheet)) for sheet in sheets)


def id_of(content: bytes) -> str:
    """The submission id of some bytes."""
    return sha256(content).hexdigest()


# What a run leaves


def receipts(workspace: Path) -> dict[str, dict[str, Any]]:
    """The receipts of a workspace by submission id."""
    found = (json.loads(p.read_bytes()) for p in (workspace / "extracts").glob("*/receipt.json"))
    return {receipt["submission_id"]: receipt for receipt in found}


def issues(workspace: Path, submission_id: str) -> list[dict[str, Any]]:
    """The issues of a submission."""
    found: list[dict[str, Any]] = json.loads(
        (workspace / "extracts" / submission_id / "issues.json").read_bytes()
    )
    return found


def rules(workspace: Path, submission_id: str) -> set[str]:
    """The rules that found something in a submission."""
    return {issue["rule_id"] for issue in issues(workspace, submission_id)}


def ledger(workspace: Path) -> list[dict[str, Any]]:
    """All events of a workspace."""
    lines = (workspace / "ledger" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and pointer under a folder, by its path."""
    return {
        p.relative_to(folder).as_posix(): str(p.readlink()).encode() if p.is_symlink() else p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_symlink() or p.is_file()
    }


def release(workspace: Path, plan_id: str) -> Path:
    """The latest release of a plan."""
    (found,) = (workspace / "published" / plan_id).glob("*/latest")
    return found


def table(folder: Path, name: str) -> list[Row]:
    """The rows of a published CSV table."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
