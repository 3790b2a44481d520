"""The release as one page that opens from disk, without a network and without scripts."""

from collections import Counter
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from transforms.release import Release
from transforms.render.lines import (
    TASK_STATES,
    VERDICTS,
    TargetLine,
    TaskLine,
    days_late,
    issue_groups,
    ordered_duties,
    target_lines,
    task_lines,
)
from transforms.render.revisions import revision_lines
from transforms.render.vi_format import (
    UNKNOWN,
    format_date,
    format_number,
    format_period,
    format_signed,
    with_unit,
)
from transforms.render.wording import Wording, vietnamese
from transforms.terms.rule import SEVERITIES

_NOT_DONE = {"missing", "returned"}
_FILES = (
    ("comparison.xlsx", "Bảng so sánh để in và trình ký (Excel)"),
    ("official.xlsx", "Mẫu biểu tổng hợp để in và trình ký (Excel)"),
    ("comparison.csv", "So sánh với kế hoạch, dữ liệu mở"),
    ("comparison.parquet", "So sánh với kế hoạch, dữ liệu mở"),
    ("indicators.csv", "Chỉ tiêu theo địa bàn, dữ liệu mở"),
    ("indicators.parquet", "Chỉ tiêu theo địa bàn, dữ liệu mở"),
    ("revisions.csv", "Số liệu thay đổi giữa hai trạng thái, dữ liệu mở"),
    ("revisions.parquet", "Số liệu thay đổi giữa hai trạng thái, dữ liệu mở"),
    ("issues.csv", "Sai lệch trong báo cáo"),
    ("issues.parquet", "Sai lệch trong báo cáo"),
    ("manifest.json", "Danh mục tệp đầu vào, kèm mã băm để kiểm chứng"),
)


def index_page(release: Release) -> bytes:
    """The page of a release in UTF-8: targets, territories, duties, issues, notes, files."""
    words, duties = vietnamese(release), ordered_duties(release)
    lines, tasks = target_lines(release), task_lines(release)
    revisions = revision_lines(release)
    page = _environment().get_template("index.html.j2")
    return page.render(
        release=release,
        heading=words.heading(release),
        document=words.document(release.plan),
        parent=words.parent(release),
        has_targets=bool(lines or tasks),
        heads=words.column_heads(release),
        lines=lines,
        verdict_counts=_verdict_counts(lines, words),
        tasks=tasks,
        task_counts=_task_counts(tasks, words),
        rank=words.rank(release),
        no_drop=words.no_drop,
        revisions=[line for line in revisions if not line.is_commune],
        commune_revisions=[line for line in revisions if line.is_commune],
        territories=release.territories,
        owed=[duty for duty in duties if duty.state in _NOT_DONE],
        done=[duty for duty in duties if duty.state not in _NOT_DONE],
        severity_counts=_severity_counts(release),
        issue_groups=issue_groups(release),
        file_names={duty.submission_id: duty.original_name for duty in duties if duty.submission_id},
        files=_FILES,
        simulated=words.simulated,
        no_plan=words.no_plan,
        unknown=UNKNOWN,
        words=words,
    ).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("transforms.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=format_number,
        signed=format_signed,
        date=format_date,
        period=format_period,
        unit=with_unit,
        tied=_tied,
        severity=_severity,
        duty=_duty,
    )
    environment.globals["days_late"] = days_late
    return environment


@pass_context
def _severity(context: Context, severity: str) -> str:
    words: Wording = context["words"]
    return words.severity(severity)


@pass_context
def _duty(context: Context, state: str) -> str:
    words: Wording = context["words"]
    return words.duty(state)


def _verdict_counts(lines: tuple[TargetLine, ...], words: Wording) -> list[tuple[str, str, int]]:
    counted = Counter(line.verdict for line in lines)
    return [(one, words.verdict(one), counted[one]) for one in VERDICTS if counted[one]]


def _task_counts(tasks: tuple[TaskLine, ...], words: Wording) -> list[tuple[str, str, int]]:
    counted = Counter(task.state for task in tasks)
    return [(state, words.task(state), counted[state]) for state in TASK_STATES if counted[state]]


def _tied(text: str) -> str:
    """The text with its numbers tied to their points, so that no line begins with the per cent sign."""
    return text.replace(" điểm %", "\N{NO-BREAK SPACE}điểm\N{NO-BREAK SPACE}%")


def _severity_counts(release: Release) -> list[tuple[str, int]]:
    counted = Counter(issue.severity for issue in release.issues)
    return [(severity, counted[severity]) for severity in SEVERITIES if counted[severity]]
