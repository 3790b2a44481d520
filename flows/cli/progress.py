"""Progress of the steps and the closing summary, as a person reads them."""

from collections.abc import Iterator
from typing import Any

from flows.cli.texts import Texts
from flows.places import Workspace
from flows.receipts import (
    Aggregated,
    Checked,
    Normalised,
    Published,
    PublishedRelease,
    Received,
    RunSummary,
)
from flows.run_context import Progress

_OUTCOMES = {
    "met": ("met", "exceeded"),
    "near": ("near",),
    "not_met": ("not_met", "worse"),
    "not_due": ("not_due",),
    "unknown": ("insufficient_data",),
    "qualitative": ("qualitative",),
}


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
            written = len(receipt.written)
            return {"written": written, "unchanged": len(receipt.releases) - written}
    return {}


def shown_summary(summary: RunSummary, workspace: Workspace, texts: Texts) -> Iterator[str]:
    """The closing lines: submissions by verdict, targets by verdict, the releases and their pages."""
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
    yield texts("summary_targets", **_by_outcome(judged))
    releases = sorted(summary.published.releases, key=lambda one: one.page)
    news = sum(one.is_new for one in releases)
    yield texts("summary_releases", written=news, unchanged=len(releases) - news)
    for one in releases:
        yield _release_line(one, texts)
    yield texts("summary_returned", path=workspace.answers)
    if summary.ledger_head:
        yield texts("summary_head", head=summary.ledger_head)


def _by_outcome(judged: dict[str, int]) -> dict[str, int]:
    return {name: sum(judged.get(verdict, 0) for verdict in of) for name, of in _OUTCOMES.items()}


def _release_line(release: PublishedRelease, texts: Texts) -> str:
    from transforms.render.vi_format import format_period
    from transforms.terms.period import Period

    is_vi = texts.lang == "vi"
    return texts(
        "summary_release" if release.is_new else "summary_unchanged",
        title=f"{release.territory_name}: {release.document_vi}",
        period=format_period(Period(release.period)) if is_vi else release.period,
        status=(release.status_label_vi if is_vi else release.status_label_en).lower(),
        page=release.page,
    )
