"""Run the main job through a Prefect server that answers."""

from flows.prefect_settings import apply
from flows.receipts import RunSummary
from flows.run_context import RunContext


def run_through(context: RunContext, url: str) -> RunSummary:
    """The flow, in this process, reported to the server at `url`; the caller must not hold the lock."""
    apply(context.workspace.prefect_home, url)
    from flows.report_cycle import report_cycle  # noqa: PLC0415 -- only now may Prefect be imported

    result = report_cycle(str(context.workspace.root), context.progress)
    if isinstance(result, RunSummary):
        return result
    return RunSummary(context.run_id, through_prefect=True, is_anything_new=False)
