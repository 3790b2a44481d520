"""Whether ledger and rooms are still what the program wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.lock import is_at_work
from flows.places import Workspace
from flows.stores import ledger
from flows.stores.bundle import LATEST
from flows.stores.files import storage
from flows.stores.records import digest_at, lying, recorded, unsettled
from flows.stores.standing import newest_releases
from transforms.audit.chain import START, Head, Link, links
from transforms.audit.flaws import SEAL_BROKEN, Flaw, flaws
from transforms.errors import RunLocked


@dataclass(frozen=True)
class FileTrouble:
    """One file that is not as recorded: `kind` is missing, changed, unrecorded or pointer."""

    kind: str
    place: str


@dataclass(frozen=True)
class Verified:
    """What a look at a workspace found; `unsettled` files belong to a run that was stopped."""

    entries: int
    head: Head
    flaws: tuple[Flaw, ...]
    files: int
    troubles: tuple[FileTrouble, ...]
    unsettled: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing was changed that the program wrote."""
        return not self.troubles and not any(flaw.is_breach for flaw in self.flaws)


def verify(workspace: Workspace, head: str = "") -> Verified:
    """Hold the ledger against its chain, its seal and a head noted elsewhere, and every file against the ledger.

    Raises:
        RunLocked: a run is at work: its files come into their places before the ledger has them.
        StorageFailed: the ledger or a file cannot be read.
    """
    if is_at_work(workspace):
        raise RunLocked(f"{workspace.run_lock}: another run is at work. Valid: to verify once it has ended")
    chain = _chain(workspace)
    waiting = unsettled(workspace)
    known = {**recorded(workspace), **waiting}
    troubles = [*_lost(workspace, known), *_strays(workspace, known), *_pointers(workspace)]
    return Verified(
        entries=len(chain),
        head=Head(chain[-1].entry, chain[-1].line) if chain else Head(0, START),
        flaws=tuple(_flaws(workspace, chain, head)),
        files=len(known),
        troubles=tuple(sorted(troubles, key=lambda one: (one.kind, one.place))),
        unsettled=len(waiting),
    )


def _chain(workspace: Workspace) -> list[Link]:
    if not workspace.ledger.exists():
        return []
    with storage("read", workspace.ledger), workspace.ledger.open("rb") as file:
        return list(links(file))


def _flaws(workspace: Workspace, chain: list[Link], head: str) -> Iterator[Flaw]:
    sealed = ledger.sealed(workspace)
    yield from flaws(chain, [sealed] if sealed else [])
    numbered = list(_numbered(workspace))
    if sealed is None and any(kind == "run" for _, kind in numbered):
        yield Flaw("no_seal", 0, 0)
    yield from (Flaw(SEAL_BROKEN, entry, entry) for entry, kind in numbered if kind == SEAL_BROKEN)
    if head and not any(link.line == head for link in chain):
        yield Flaw("unknown_head", 0, 0)


def _numbered(workspace: Workspace) -> Iterator[tuple[int, str]]:
    """Number and kind of the entries of our time; older ones have no number and were never sealed."""
    return ((entry["entry"], entry["kind"]) for entry in ledger.entries(workspace) if "entry" in entry)


def _lost(workspace: Workspace, known: dict[str, str | None]) -> Iterator[FileTrouble]:
    for place, digest in known.items():
        found = digest_at(workspace, place)
        if found != digest:
            is_there = (workspace.root / place).exists()
            yield FileTrouble("changed" if is_there else "missing", place)


def _strays(workspace: Workspace, known: Iterable[str]) -> Iterator[FileTrouble]:
    """Files that nobody recorded; what a stopped run left half written has a hidden name and waits for the next."""
    recorded_places = frozenset(known)
    is_stopped = workspace.journal.exists() or workspace.verdicts.exists()
    for path in lying(workspace):
        place = path.relative_to(workspace.root)
        is_unfinished = is_stopped and any(part.startswith(".") for part in place.parts)
        if place.as_posix() not in recorded_places and not is_unfinished:
            yield FileTrouble("unrecorded", place.as_posix())


def _pointers(workspace: Workspace) -> Iterator[FileTrouble]:
    """Every `latest` must lead to the release that the ledger entered last."""
    entered = newest_releases(workspace)
    lying = {path.parent for path in workspace.published.glob(f"*/*/{LATEST}")}
    for folder in sorted(lying | set(entered)):
        pointer = folder / LATEST
        if not pointer.is_symlink() or str(pointer.readlink()) != entered.get(folder):
            yield FileTrouble("pointer", pointer.relative_to(workspace.root).as_posix())
