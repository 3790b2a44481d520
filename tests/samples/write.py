"""Collect all samples and write them as files."""

import csv
import io
import shutil
from functools import cache
from pathlib import Path

from tests.samples.arrivals import arrival_times, in_order
from tests.samples.bad import with_bad_deliveries
from tests.samples.daknong import daknong_workbooks
from tests.samples.more_forms import duties
from tests.samples.odd import odd_deliveries
from tests.samples.thai_nguyen import task_updates
from tests.samples.workbooks import Sample, simulate, simulated_samples
from transforms.registry import Registry, build_registry

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
SAMPLES = ROOT / "data" / "samples"
_README = Path(__file__).with_name("readme.md")


@cache
def shipped_registry() -> Registry:
    """The registry of the reference in this checkout."""
    return build_registry(_texts(), digest="samples")


@cache
def demo_registry() -> Registry:
    """The same with the duties that the demo adds."""
    texts = _texts()
    added = duties().decode().split("\n", 1)[1]
    return build_registry({**texts, "obligations.csv": texts["obligations.csv"] + added}, digest="samples")


def _texts() -> dict[str, str]:
    paths = sorted(p for p in REFERENCE.rglob("*") if p.suffix in {".yaml", ".csv", ".json"})
    return {p.relative_to(REFERENCE).as_posix(): p.read_text(encoding="utf-8") for p in paths}


def all_samples() -> list[Sample]:
    """Every delivery in the order of its arrival."""
    registry = demo_registry()
    figures = simulate(registry)
    real = [Sample(path, content, "67-2024-review") for path, content in daknong_workbooks().items()]
    samples = in_order([*simulated_samples(registry, figures), *real, *odd_deliveries(registry, figures)])
    return with_bad_deliveries(samples, registry, figures)


def sample_files() -> dict[str, bytes]:
    """Every file of data/samples by its path in there."""
    samples = all_samples()
    files = {f"inbox/{sample.path}": sample.content for sample in samples}
    if len(files) != len(samples):
        raise ValueError("two samples share one path")
    return {
        **files,
        "deliveries.csv": _deliveries(samples),
        "reference/obligations.add.csv": duties(),
        "reference/task_updates.add.csv": task_updates(),
        "README.md": _README.read_bytes(),
    }


def _deliveries(samples: list[Sample]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("path", "delivered_at"))
    for sample, when in zip(samples, arrival_times(samples), strict=True):
        writer.writerow((sample.path, when.isoformat()))
    return text.getvalue().encode()


def write_samples(folder: Path = SAMPLES) -> str:
    """Replace the samples in `folder` by freshly generated ones and say how many there are."""
    files = sample_files()
    shutil.rmtree(folder / "inbox", ignore_errors=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.2f} MB in {folder}"
