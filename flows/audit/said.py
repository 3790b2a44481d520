"""What the manifest of a pack says, read with care: a pack comes from outside."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from transforms.audit.chain import Head
from transforms.errors import NotAsWritten

_NAME = re.compile(r"(?!\.)[A-Za-z0-9_.-]{1,100}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Asked:
    """Which releases: of a plan and a period, of one figure status or, where it is empty, of all."""

    plan_id: str
    period: str
    figure_status: str = ""


@dataclass(frozen=True)
class Program:
    """The program that made the release: its version, the hash of its source, the Python that it ran on."""

    version: str
    code_sha256: str
    python: str


@dataclass(frozen=True)
class Said:
    """A manifest: releases by figure status; `left_out` are the submissions of which only the answer is packed."""

    plan_id: str
    period: str
    releases: dict[str, str]
    program: Program
    reference_sha256: str
    ledger_head: Head
    left_out: tuple[str, ...]

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> "Said":
        """What a manifest says.

        Raises:
            NotAsWritten: something lacks, or is of a form that this program does not write.
        """
        try:
            said = cls(
                plan_id=manifest["plan_id"],
                period=manifest["period"],
                releases=dict(manifest["releases"]),
                program=Program(**manifest["program"]),
                reference_sha256=manifest["reference_sha256"],
                ledger_head=Head(**manifest["ledger_head"]),
                left_out=tuple(manifest["left_out"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise NotAsWritten(f"pack.json: {error}. Valid: as `tonghop audit pack` wrote it") from error
        said.check()
        return said

    def check(self) -> None:
        """Every name is one that may stand in a path, every hash is one.

        Raises:
            NotAsWritten: one is not.
        """
        names = (self.plan_id, self.period, *self.releases, *self.releases.values())
        hashes = (self.program.code_sha256, self.reference_sha256, self.ledger_head.line, *self.left_out)
        bad = [name for name in names if not is_name(name)] + [one for one in hashes if not _is(_HASH, one)]
        if bad or not self.releases:
            raise NotAsWritten(
                f"pack.json: {bad[:1] or 'no release'}. Valid: as `tonghop audit pack` wrote it"
            )

    def as_json(self) -> dict[str, Any]:
        """The manifest without its list of files."""
        return asdict(self)


def is_name(name: object) -> bool:
    """Whether something is a name that may stand in a path."""
    return _is(_NAME, name)


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))
