"""Progress of the steps and the closing summary, as a person reads them."""

from collections.abc import Iterator
from typing import Any

from flows.cli.texts import Texts
from flows.places import Workspace
from flows.receipts import Aggregated, Checked, Normalised, Published, Received, RunSummary
from flows.run_context import Progress


def shown_progress(texts: Texts) -> Progress:
    """Prints a line when a step ends, and before the one that takes long."""

    def show(step: str, receipt: Any, seconds: float) -> None:  # noqa: ANN401 -- a receipt of the step
        if receipt is None:
            if step == "check":
                print(f"{texts(f'step_{step}')} {texts('working')}", flush=True)
            return
        print(
            f"{texts(f'step_{step}')}: {texts(f'done_{step}', **_counts(receipt))} ({seconds:.1f} s)",
            flush=True,
        )

    return show


def _counts(receipt: Any) -> dict[str, int]:  # noqa: ANN401 -- a receipt of the step
    match receipt:
        case Received():
            return {"files": receipt.files, "duplicates": receipt.duplicates}
        case Checked():
            return {"submissions": sum(receipt.verdicts.values()), "issues": receipt.issues}
        case Normalised():
            return {"submissions": receipt.submissions, "facts": receipt.facts}
        case Aggregated():
            return {"facts": receipt.facts, "indicators": receipt.indicators}
        case Published():
            return {"written": len(receipt.written), "unchanged": len(receipt.unchanged)}
    return {}


def shown_summary(summary: RunSummary, workspace: Workspace, texts: Texts) -> Iterator[str]:
    """The closing lines: submissions by verdict, targets by verdict, what to open."""
    if summary.received is None or summary.checked is None or summary.published is None:
        return
    verdicts, judged = summary.checked.verdicts, summary.published.verdicts
    yield ""
    yield texts(
        "summary_submissions",
        received=summary.received.files,
        accepted=verdicts.get("accepted", 0),
        to_explain=verdicts.get("accepted_to_explain", 0),
        returned=verdicts.get("returned", 0),
        duplicates=summary.received.duplicates,
    )
    met = judged.get("met", 0) + judged.get("exceeded", 0)
    missed = judged.get("not_met", 0) + judged.get("worse", 0) + judged.get("near", 0)
    not_judged = sum(judged.values()) - met - missed
    yield texts("summary_targets", met=met, not_met=missed, not_judged=not_judged)
    for path in summary.published.written:
        yield texts("summary_release", path=path)
    for path in summary.published.unchanged:
        yield texts("summary_unchanged", path=path)
    for path in sorted({*summary.published.written, *summary.published.unchanged}):
        yield texts("summary_open", path=f"{path.rpartition('/')[0]}/latest/index.html")
    yield texts("summary_returned", path=workspace.answers)
