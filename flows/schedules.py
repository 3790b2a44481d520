"""The schedules that `tonghop serve` keeps: one run a night, and a look at the inbox between."""

from prefect import serve
from prefect.schedules import Cron, Interval

from flows.places import Workspace
from flows.report_cycle import report_cycle

ZONE = "Asia/Ho_Chi_Minh"


def keep_schedules(workspace: Workspace, nightly: str, every_minutes: int) -> None:
    """Serve both schedules until the process is stopped; a stop leaves them active for the next start."""
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
