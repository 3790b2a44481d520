"""The Prefect flow: the same five steps as tasks, on a schedule and in view."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State as PrefectState
from prefect.client.schemas.objects import TaskRun
from prefect.states import Completed
from prefect.tasks import Task

from flows.cycle import is_anything_new, locked, run_steps
from flows.places import Workspace
from flows.receipts import RunSummary
from flows.run_context import Progress, RunContext
from transforms.errors import RunLocked, StorageFailed

_RETRIES = 2
_RETRY_SECONDS = 10


def _is_world_at_fault(_task: "Task[..., Any]", _run: TaskRun, state: PrefectState[Any]) -> bool:
    """A step is tried again only where the disk failed, never for bad data or a fault of ours."""
    try:
        state.result()
    except StorageFailed:
        return True
    except BaseException:  # noqa: BLE001 -- every other failure ends the run
        return False
    return False


def as_task(name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 -- a receipt of the step
    """Run one step as a task of the current flow."""
    step = task(
        work,
        name=name,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=_RETRIES,
        retry_delay_seconds=_RETRY_SECONDS,
        retry_condition_fn=_is_world_at_fault,
    )
    return step()


# Prefect's own types are not followed, so its decorators are untyped here.
@flow(name="report-cycle", flow_run_name="{workspace}", persist_result=False, validate_parameters=False)  # type: ignore[untyped-decorator]
def report_cycle(workspace: str, progress: Progress | None = None) -> RunSummary | PrefectState[Any]:
    """One run of the main job in a workspace; a run that finds another at work leaves it alone."""
    place = Workspace(Path(workspace))
    context = RunContext(place, progress=progress) if progress else RunContext(place)
    try:
        with locked(context):
            if not is_anything_new(context):
                return Completed(message="Không có gì mới.")
            summary = run_steps(context, as_task, through_prefect=True)
    except RunLocked as error:
        return Completed(message=str(error))
    create_markdown_artifact(key="tong-ket", markdown=_markdown(summary))
    return summary


def _markdown(summary: RunSummary) -> str:
    assert summary.checked is not None
    assert summary.published is not None
    verdicts = "\n".join(f"| {name} | {count} |" for name, count in summary.checked.verdicts.items())
    judged = "\n".join(f"| {name} | {count} |" for name, count in summary.published.verdicts.items())
    return (
        f"Báo cáo\n\n| | |\n|---|---|\n{verdicts}\n\nChỉ tiêu\n\n| | |\n|---|---|\n{judged}\n\n"
        f"Bản công bố mới: {len(summary.published.written)}"
    )
