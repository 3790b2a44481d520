"""Whether the rooms in a pack are those that its ledger speaks of, and the ledger one unbroken chain."""

from collections.abc import Iterator

from flows.audit.pack import packed_places
from flows.audit.said import Asked, Said
from flows.places import Workspace
from flows.stores import ledger
from flows.stores.files import storage
from flows.stores.packs import is_safe
from flows.stores.records import digest_at, recorded
from transforms.audit.chain import Link, links
from transforms.audit.flaws import flaws
from transforms.errors import NotAsWritten


def prove(packed: Workspace, said: Said, head: str = "") -> None:
    """Hold the packed ledger against its chain and heads, and every packed file against the ledger.

    Raises:
        NotAsWritten: something does not agree; the message names the first place and how many there are.
    """
    found = [*_of_the_ledger(packed, said, head), *_of_the_files(packed, said), *_of_the_run(packed, said)]
    if found:
        raise NotAsWritten(
            f"{found[0]} ({len(found)} differences). Valid: a pack as `tonghop audit pack` wrote it"
        )


def _of_the_ledger(packed: Workspace, said: Said, head: str) -> Iterator[str]:
    chain = _chain(packed)
    for flaw in flaws(chain, [said.ledger_head]):
        if flaw.is_breach:
            yield f"ledger: {flaw.kind}: entry {flaw.first}"
    if head and not any(link.line == head for link in chain):
        yield f"ledger: no entry has the head {head}"


def _chain(packed: Workspace) -> list[Link]:
    if not packed.ledger.exists():
        return []
    with storage("read", packed.ledger), packed.ledger.open("rb") as file:
        return list(links(file))


def _of_the_files(packed: Workspace, said: Said) -> Iterator[str]:
    known = recorded(packed)
    for place in packed_places(packed, Asked(said.plan_id, said.period), said.releases):
        if not is_safe(place) or digest_at(packed, place) != known[place]:
            yield f"{place}: not as recorded"
    for submission in said.left_out:
        shut_away = packed.quarantine(submission).relative_to(packed.root).as_posix()
        if not any(place.startswith(f"{shut_away}/") for place in known):
            yield f"{submission}: left out, and not in quarantine"


def _of_the_run(packed: Workspace, said: Said) -> Iterator[str]:
    """The last run tells the program and the reference; the releases are the newest that the ledger has."""
    state = ledger.last(packed, "run").get("state", {})
    if (state.get("code"), state.get("reference")) != (said.program.code_sha256, said.reference_sha256):
        yield "pack.json: another program or reference than the last run of the ledger"
    for status, release_id in said.releases.items():
        entered = ledger.newest(
            packed, "release", plan_id=said.plan_id, period=said.period, figure_status=status
        )
        if entered.get("release_id") != release_id:
            yield f"pack.json: release {release_id} is not the newest of the ledger"
