"""The schedules that `tonghop serve` keeps: one run a night, and a look at the inbox between."""

import sys
import warnings
from pathlib import Path

from prefect import serve
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import StateType
from prefect.schedules import Cron, Interval
from prefect.states import Crashed

from flows.lock import run_lock
from flows.places import Workspace
from flows.report_cycle import report_cycle
from transforms.errors import RunLocked

ZONE = "Asia/Ho_Chi_Minh"


def keep_schedules(workspace: Workspace, nightly: str, every_minutes: int) -> None:
    """Serve both schedules until the process is stopped; a stop leaves them active for the next start."""
    # Prefect's own handler of SIGTERM leaves a coroutine unawaited while it exits.
    warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
    end_dead_runs(workspace)
    hour, _, minute = nightly.partition(":")
    parameters = {"workspace": str(workspace.root)}
    night = report_cycle.to_deployment(
        name="nightly",
        schedule=Cron(f"{int(minute or 0)} {int(hour)} * * *", timezone=ZONE),
        parameters=parameters,
    )
    arrivals = report_cycle.to_deployment(
        name="arrivals", schedule=Interval(every_minutes * 60, timezone=ZONE), parameters=parameters
    )
    serve(night, arrivals, pause_on_shutdown=False, limit=1)


def end_dead_runs(workspace: Workspace) -> int:
    """Mark runs crashed that Prefect still believes at work although nobody holds our lock; count them."""
    try:
        with run_lock(workspace):
            return _crash_open_runs(str(workspace.root))
    except RunLocked:
        return 0


def _crash_open_runs(workspace: str) -> int:
    at_work = FlowRunFilter.model_validate(
        {"state": {"type": {"any_": [StateType.RUNNING, StateType.PENDING]}}}
    )
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=at_work)
        dead = [run for run in runs if run.parameters.get("workspace") == workspace]
        for run in dead:
            client.set_flow_run_state(run.id, Crashed(message="Tiến trình đã dừng."), force=True)
    return len(dead)


if __name__ == "__main__":
    _root, _nightly, _every = sys.argv[1:]
    keep_schedules(Workspace(Path(_root)), _nightly, int(_every))
