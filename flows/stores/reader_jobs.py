"""What goes to a reading worker and what comes back; nothing here loads a parser."""

from dataclasses import dataclass
from pathlib import Path

from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.reading import SheetReading
from transforms.terms.rule import Finding


@dataclass(frozen=True)
class ReadJob:
    """One archived file to read."""

    path: Path
    delivery: Delivery


@dataclass(frozen=True)
class Fault:
    """Our own code failed on a file: the submission waits for a mended program, nobody is blamed."""

    what: str


Readings = tuple[SheetReading, ...]
Answer = Readings | Fault


@dataclass(frozen=True)
class ReadingLimits:
    """What a worker may use for one file, and what the sparse reader takes; from `limits.yaml`."""

    memory_mb: int
    cpu_seconds: int
    wall_seconds: int
    files_a_task: int
    fallback_rows: int
    fallback_columns: int
    fallback_cells: int

    @classmethod
    def of(cls, registry: Registry) -> "ReadingLimits":
        """The limits that the reference sets."""
        return cls(**{name: registry.limits[f"reading_{name}"] for name in cls.__annotations__})


def refused(delivery: Delivery, rule_id: str, found: str = "", detail: str = "") -> SheetReading:
    """A reading that says why there are no figures."""
    finding = Finding(rule_id, delivery.submission_id, found=found, detail=detail)
    return SheetReading("", findings=(finding,))
