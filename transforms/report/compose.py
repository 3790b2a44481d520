"""The report of a release put together: the year's text with its numbers, tables, charts, and what is missing."""

from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.charts.series import SeriesPoint
from transforms.release import Release
from transforms.render.lines import VERDICTS, TargetLine, ordered_duties, target_lines, task_lines
from transforms.render.wording import Wording, vietnamese
from transforms.report.content import (
    Block,
    ChartBlock,
    Heading,
    Letterhead,
    Paragraph,
    Report,
    Signature,
    TableBlock,
)
from transforms.report.territories import territory_table
from transforms.terms.texts import Speaker
from transforms.text.names import without_kind
from transforms.text.normalise import lower_first

_NOT_DONE = frozenset({"missing", "returned"})
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
# A report is read on paper: the workbook lists the rest.
_MISSING_SHOWN = 40


Charts = Sequence[tuple[str, tuple[SeriesPoint, ...]]]
"""Series of the area by the name of their indicator."""


def report_of(release: Release, charts: Charts) -> Report:
    """The report of a release; a series of fewer than two points is no chart."""
    words = vietnamese(release)
    sections: list[tuple[str, list[Block]]] = [
        ("report_targets", _targets(release, words)),
        ("report_tasks", _tasks(release, words.say)),
        ("report_territories", _territories(release, words, charts)),
        ("report_completeness", _completeness(release, words)),
        ("report_assessment", [Paragraph(words.say("report_to_write"), "note")]),
        ("report_notes", [Paragraph(f"{n}. {note}") for n, note in enumerate(release.notes_vi, start=1)]),
    ]
    blocks = [*_opening(release, words), *_numbered(sections, words.say)]
    blocks.append(Paragraph(words.say("report_end", place=lower_first(release.territory_name))))
    return Report(
        title=words.heading(release),
        day=release.period.end_date,
        letterhead=_letterhead(release, words),
        blocks=tuple(blocks),
        signature=_signature(words.say),
    )


def _letterhead(release: Release, words: Wording) -> Letterhead:
    say = words.say
    return Letterhead(
        office=(say("report_office"), release.territory_name.upper()),
        number=say("report_number"),
        nation=say("report_nation"),
        motto=say("report_motto"),
        place_day=say(
            "report_place_day",
            place=without_kind(release.territory_name),
            year=str(release.period.end_date.year),
        ),
        kind=say("report_kind"),
        subject=say("report_subject", heading=words.heading(release)),
    )


def _signature(say: Speaker) -> Signature:
    receivers = (
        "report_receivers",
        "report_receiver_above",
        "report_receiver_units",
        "report_receiver_archive",
    )
    return Signature(
        tuple(say(key) for key in receivers),
        (say("report_signed_for"), say("report_signer")),
        say("report_signature"),
    )


def _numbered(sections: Sequence[tuple[str, list[Block]]], say: Speaker) -> Iterator[Block]:
    """Sections that hold something under Roman numerals, their tables and charts numbered through."""
    held = [(key, blocks) for key, blocks in sections if blocks]
    for numeral, (key, blocks) in zip(_NUMERALS, held, strict=False):
        yield Heading(say("report_continued", numeral=numeral, title=say(key)))
        yield from blocks


def _opening(release: Release, words: Wording) -> Iterator[Block]:
    say = words.say
    if release.is_simulated:
        yield Paragraph(f"{say('figures_simulated')}.", "warning")
    yield Paragraph(say("report_draft", release=release.release_id), "note")
    told = {
        "place": lower_first(release.territory_name),
        "period": words.period(release.period),
        "status": release.figure_status.label_vi.lower(),
    }
    if release.plan.targets:
        yield Paragraph(say("report_opening", document=words.document(release.plan), **told))
    else:
        yield Paragraph(say("report_opening_bare", **told))


def _targets(release: Release, words: Wording) -> list[Block]:
    lines = target_lines(release)
    if not lines:
        return []
    return [
        Paragraph(_counted(lines, words)),
        *(Paragraph(_told(line, words.say)) for line in lines),
        _target_table(lines, release, words),
    ]


def _counted(lines: Sequence[TargetLine], words: Wording) -> str:
    counted = Counter(line.verdict for line in lines)
    told = [
        words.say("report_verdict_counted", count=str(counted[one]), verdict=words.verdict(one).lower())
        for one in VERDICTS
        if counted[one]
    ]
    return words.say("report_targets_counted", count=str(len(lines)), verdicts=", ".join(told))


def _told(line: TargetLine, say: Speaker) -> str:
    key = "report_part_line" if line.is_part else "report_target_line"
    return say(key, tt=line.tt, name=line.name, reason=line.reason or line.verdict_label)


def _target_table(lines: Sequence[TargetLine], release: Release, words: Wording) -> TableBlock:
    say = words.say
    aim, actual, apart = words.column_heads(release)
    return TableBlock(
        caption=say("report_target_table", n="1"),
        heads=(say("tt"), say("target"), aim, actual, apart, say("verdict")),
        rows=tuple(
            (
                line.tt,
                line.name,
                line.aim_with_unit or "…",
                line.actual_with_unit or "…",
                line.difference or "…",
                line.verdict_label,
            )
            for line in lines
        ),
        widths=(6, 34, 16, 15, 16, 13),
        numbers=frozenset({2, 3, 4}),
        note=words.status(release),
    )


def _tasks(release: Release, say: Speaker) -> list[Block]:
    return [
        Paragraph(
            say(
                "report_task_line", tt=task.tt, name=task.name, state=task.state_label, note=task.note
            ).strip()
        )
        for task in task_lines(release)
    ]


def _territories(release: Release, words: Wording, charts: Charts) -> list[Block]:
    table = territory_table(release, words, 2 if target_lines(release) else 1)
    if table is None:
        return []
    blocks: list[Block] = [table]
    if len(table.rows) < len(release.territories):
        blocks.append(Paragraph(words.say("report_territories_cut"), "note"))
    drawn = [(name, points) for name, points in charts if len(points) > 1]
    for place, (name, points) in enumerate(drawn, start=1):
        caption = words.say("report_chart", n=str(place), name=name, place=release.territory_name)
        blocks.append(ChartBlock(caption, points))
    return blocks


def _completeness(release: Release, words: Wording) -> list[Block]:
    duties = ordered_duties(release)
    if not duties:
        return []
    missing = [duty for duty in duties if duty.state in _NOT_DONE]
    say = words.say
    blocks: list[Block] = [
        Paragraph(say("report_done", done=str(len(duties) - len(missing)), owed=str(len(duties))))
    ]
    if not missing:
        return [*blocks, Paragraph(say("report_nothing_missing"))]
    n = 1 + bool(target_lines(release)) + bool(release.territories)
    blocks.append(
        TableBlock(
            caption=say("report_missing_table", n=str(n)),
            heads=tuple(say(key) for key in ("submitter", "form", "period", "due_day", "state")),
            rows=tuple(
                (
                    duty.submitter_name_vi,
                    duty.form_label,
                    duty.period,
                    words.date(duty.due_date),
                    words.duty(duty.state),
                )
                for duty in missing[:_MISSING_SHOWN]
            ),
            widths=(40, 15, 15, 15, 15),
        )
    )
    if len(missing) > _MISSING_SHOWN:
        blocks.append(Paragraph(say("report_missing_more", count=str(len(missing) - _MISSING_SHOWN)), "note"))
    return blocks
