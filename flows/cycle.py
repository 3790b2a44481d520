"""The five steps in their order, in this process: what a run does, with or without Prefect."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import Any, Protocol

from flows.conclude import conclude
from flows.lock import run_lock
from flows.receipts import Aggregated, Checked, Normalised, Published, Received, RunSummary
from flows.run_context import RunContext
from flows.stores import archive, ledger
from flows.stores.files import sweep
from flows.stores.inbox import inbox_files
from flows.stores.records import adopt, recorded_below, recording, settle
from flows.stores.reference import code_digest, digest_of, read_registry, reference_texts
from transforms.audit.flaws import SEAL_BROKEN
from transforms.registry import Registry


class Step(Protocol):
    """Runs one step; Prefect wraps it as a task, the in-process run calls it."""

    def __call__(self, name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 -- a receipt of the step
        """Do the work of the named step and give its receipt."""
        ...


@dataclass(frozen=True)
class State:
    """All that a run depends on; two equal states publish the same bytes."""

    reference: str
    code: str
    submissions: str

    @classmethod
    def of(cls, context: RunContext) -> "State":
        """The state of a workspace now."""
        receipts = [(r.submission_id, r.verdict, r.sequence) for r in archive.receipts(context.workspace)]
        return cls(
            digest_of(reference_texts(context.workspace)),
            code_digest(),
            sha256(repr(receipts).encode()).hexdigest(),
        )


def is_anything_new(context: RunContext) -> bool:
    """Whether a run would do anything: a delivery, an unfinished run, another reference or program."""
    workspace = context.workspace
    if inbox_files(workspace) or archive.pending(workspace):
        return True
    if workspace.verdicts.exists() or workspace.journal.exists():
        return True
    done = ledger.last(workspace, "run")
    # An entry after that of the run is a decision that the run did not know.
    return (
        not done
        or done.get("entry") != ledger.head(workspace).entry
        or done["state"] != vars(State.of(context))
    )


def in_process(name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 -- a receipt of the step
    """A step that is called as it is."""
    del name
    return work()


@contextmanager
def locked(context: RunContext) -> Iterator[None]:
    """Hold the workspace for one run.

    Raises:
        RunLocked: another run is at work in it.
        BadReference: in a workspace without any run yet, which is then left as it is.
    """
    if not context.workspace.run_lock.exists():
        # Nobody was ever at work here: look at the reference before the lock makes a first file.
        read_registry(context.workspace)
    with run_lock(context.workspace):
        yield


def run_steps(context: RunContext, step: Step, *, through_prefect: bool = False) -> RunSummary:
    """Do the five steps; the caller holds the lock. A killed run is taken up where it stopped.

    Raises:
        BadReference: before anything is read, where the reference is invalid.
        StorageFailed: a room cannot be read or written.
    """
    registry = read_registry(context.workspace)
    step = _shown(context, step)
    sweep(context.workspace)
    _look_at_the_seal(context)
    adopt(context)
    settle(context)
    received, checked, normalised = _take_in(context, registry, step)
    aggregated: Aggregated = step("aggregate", lambda: _aggregate(context, registry))
    published: Published = step("publish", lambda: _publish(context, registry))
    summary = RunSummary(
        context.run_id, through_prefect, True, received, checked, normalised, aggregated, published
    )
    return replace(summary, ledger_head=_enter_run(context, summary, checked, published))


def take_in(context: RunContext, registry: Registry) -> None:
    """The first three steps alone: what an earlier night did before another was taken in on top of it.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    _take_in(context, registry, _shown(context, in_process))


def _take_in(context: RunContext, registry: Registry, step: Step) -> tuple[Received, Checked, Normalised]:
    received: Received = step("receive", lambda: _receive(context, registry))
    checked: Checked = step("check", lambda: _check(context, registry, received))
    judged = sum(checked.verdicts.values())
    while received.deferred and judged:
        before = sum(checked.verdicts.values())
        received, checked = _second_look(context, registry, step, received, checked)
        judged = sum(checked.verdicts.values()) - before
    normalised: Normalised = step("normalise", lambda: _normalise(context, registry, checked))
    return received, checked, normalised


def _look_at_the_seal(context: RunContext) -> None:
    """Enter that the end of the ledger was cut off or changed since the last run: this run's seal would hide it."""
    sealed = ledger.sealed(context.workspace)
    if sealed is not None and not ledger.holds(context.workspace, sealed):
        ledger.append(context.workspace, context.clock, SEAL_BROKEN, sealed=vars(sealed))


def _enter_run(context: RunContext, summary: RunSummary, checked: Checked, published: Published) -> str:
    """Enter the run, with the native results of its validations, and seal the ledger; the hash of its head."""
    workspace = context.workspace
    ledger.append(
        workspace,
        context.clock,
        "run",
        run_id=context.run_id,
        state=vars(State.of(context)),
        verdicts=checked.verdicts,
        releases=list(published.written),
        validations=recorded_below(workspace, workspace.validations(context.run_id)),
        through_prefect=summary.through_prefect,
    )
    return ledger.seal(workspace).line


def _second_look(
    context: RunContext, registry: Registry, step: Step, received: Received, checked: Checked
) -> tuple[Received, Checked]:
    """Take in the files that waited for the other way of their bytes; the receipts speak of both rounds."""
    again: Received = step("receive", lambda: _receive(context, registry))
    more: Checked = step("check", lambda: _check(context, registry, again))
    verdicts = dict(sorted((Counter(checked.verdicts) + Counter(more.verdicts)).items()))
    return (
        Received(
            again.pending,
            received.files + again.files,
            received.duplicates + again.duplicates,
            again.deferred,
        ),
        Checked(
            verdicts,
            more.accepted,
            checked.issues + more.issues,
            more.faults,
            checked.could_not_run + more.could_not_run,
        ),
    )


def _shown(context: RunContext, step: Step) -> Step:
    def run(name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 -- a receipt of the step
        context.progress(name, None, 0)
        started = perf_counter()
        receipt = step(name, lambda: recording(context, name, work))
        context.progress(name, receipt, perf_counter() - started)
        return receipt

    return run


def _receive(context: RunContext, registry: Registry) -> Received:
    from flows.receive import receive  # noqa: PLC0415 -- each step loads its own tools

    return receive(context, registry)


def _check(context: RunContext, registry: Registry, received: Received) -> Checked:
    from flows.check import check  # noqa: PLC0415 -- each step loads its own tools
    from flows.waiving import enter_waivers  # noqa: PLC0415 -- as above

    _take_up(context, registry)
    enter_waivers(context, registry)
    waiting = Received(archive.pending(context.workspace), received.files, received.duplicates)
    return check(context, registry, waiting)


def _take_up(context: RunContext, registry: Registry) -> None:
    """Finish what a stopped run or a refusal had decided, so that tonight's checks see its facts and states."""
    from flows.restating import restate  # noqa: PLC0415 -- each step loads its own tools

    conclude(context)
    restate(context, registry)
    accepted = tuple(r.submission_id for r in archive.receipts(context.workspace) if r.is_accepted)
    _normalise(context, registry, Checked({}, accepted, 0))


def _normalise(context: RunContext, registry: Registry, checked: Checked) -> Normalised:
    from flows.normalise import normalise  # noqa: PLC0415 -- each step loads its own tools

    return normalise(context, registry, checked)


def _aggregate(context: RunContext, registry: Registry) -> Aggregated:
    from flows.aggregate import aggregate  # noqa: PLC0415 -- each step loads its own tools

    return aggregate(context, registry)


def _publish(context: RunContext, registry: Registry) -> Published:
    from flows.publish import publish  # noqa: PLC0415 -- each step loads its own tools

    return publish(context, registry)
