"""The first page of a release: every target with its verdict, progress, reason and trend."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from transforms.render.lines import TargetLine, target_lines, task_lines
from transforms.site.book import Book
from transforms.site.editions import editions_of
from transforms.site.views.completeness import NOT_DONE
from transforms.terms.plan import Target

_FULL = Decimal(100)


@dataclass(frozen=True)
class PlanLine:
    """A target line with what only pages show: where the figure is traced, progress, trend."""

    line: TargetLine
    trace: str
    is_partial: bool
    progress: Decimal | None
    progress_text: str
    trend: str


def plan_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The page of the plan."""
    release, words = book.dossier.release, book.words
    lines = [_line(line, book) for line in target_lines(release, book.language)]
    duties = release.duties
    missing = sum(duty.state in NOT_DONE for duty in duties)
    yield book.page(
        "index.html",
        "plan.html.j2",
        heading=words.heading(release),
        heads=words.heads(release),
        lines=lines,
        tasks=task_lines(release, book.language),
        verdict_counts=_verdict_counts(lines),
        any_partial=any(one.is_partial for one in lines),
        owed=len(duties),
        done=len(duties) - missing,
        missing=missing,
        maps=book.dossier.maps,
        files=editions_of(book.dossier.files, book.say),
    )


def _line(line: TargetLine, book: Book) -> PlanLine:
    target = line.target
    row = next(r for r in book.dossier.release.comparison if r["target_id"] == target.target_id)
    area = target.group_id or book.dossier.release.plan.territory_code
    figure = book.figures.get(target.indicator_id, area)
    share = _progress(row, target)
    return PlanLine(
        line=line,
        trace=book.figures.trace_path(figure) if figure and line.actual is not None else "",
        is_partial=bool(figure and line.actual is not None and not figure.is_complete),
        progress=None if share is None else min(max(share, Decimal(0)), _FULL).quantize(Decimal(1)),
        progress_text="" if share is None else f"{book.words.number(share, 1)}%",
        trend=book.chart(target.indicator_id, area),
    )


def _progress(row: dict[str, Any], target: Target) -> Decimal | None:
    """How much of the aim is reached, in per cent: of counts, and of drops that were planned above zero.

    Rates are compared in points and never as a ratio of rates.
    """
    if row["progress_pct"] is not None:
        found: Decimal = row["progress_pct"]
        return found
    is_drop = target.kind.startswith("drop") and row["target_low"] and row["target_low"] > 0
    return row["actual"] / row["target_low"] * 100 if is_drop and row["actual"] is not None else None


def _verdict_counts(lines: list[PlanLine]) -> list[tuple[str, str, int]]:
    counted = Counter((one.line.verdict, one.line.verdict_label) for one in lines)
    return [(verdict, label, count) for (verdict, label), count in counted.items()]
