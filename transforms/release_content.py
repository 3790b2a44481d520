"""Put a release together: which territories, duties, issues and notes belong to one plan and status."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from transforms.comparison import Values, comparison_rows
from transforms.registry import Registry
from transforms.release import DutyState, Release, TerritoryLine
from transforms.schemas import INDICATORS
from transforms.terms.obligation import Duty
from transforms.terms.period import Period
from transforms.terms.plan import Plan
from transforms.terms.rule import Issue
from transforms.terms.standard import FigureStatus, standard_at
from transforms.terms.territory import Territory

_METHOD = (
    "Tỷ lệ được tính lại từ tổng tử số và tổng mẫu số; mức giảm là hiệu hai tỷ lệ, mỗi năm tính trên tổng số hộ "
    "của chính năm đó, làm tròn hai chữ số ở bước cuối."
)
_COUNTS = {"resident_households", "poor_households", "near_poor_households"}
_LINE_INDICATORS = {
    "resident_households": "resident_household_count",
    "poor_households": "poor_household_count",
    "poor_household_rate": "poor_household_rate",
    "near_poor_households": "near_poor_household_count",
    "near_poor_household_rate": "near_poor_household_rate",
    "poor_household_rate_drop": "poor_household_rate_drop",
}


@dataclass(frozen=True)
class SubmissionState:
    """What the release needs to know of one checked submission; lists of them are in order of arrival."""

    submission_id: str
    submitter_id: str
    original_name: str
    received_date: date
    form_id: str
    period: str
    figure_status: str
    verdict: str
    is_simulated: bool


def statuses_of(plan: Plan, rows: Iterable[Mapping[str, Any]], registry: Registry) -> list[FigureStatus]:
    """The figure statuses in which anything of the plan's area is known for its period, weakest first."""
    codes = {territory.code for territory in territories_of(plan, registry)}
    known = {r["figure_status"] for r in rows if r["period"] == plan.period and r["territory_code"] in codes}
    return [status for status in registry.figure_statuses if status.figure_status in known]


def territories_of(plan: Plan, registry: Registry) -> list[Territory]:
    """The plan's territory and all units under it on the map of the period's last day, parents first."""
    day = Period(plan.period).end_date
    own = registry.territories.at(plan.territory_code, day)
    found: list[Territory] = []
    waiting = [own] if own else []
    while waiting:
        territory = waiting.pop(0)
        found.append(territory)
        waiting = [*registry.territories.children(territory.code, day), *waiting]
    return found


def release_of(
    plan: Plan,
    status: FigureStatus,
    rows: Sequence[dict[str, Any]],
    submissions: Sequence[SubmissionState],
    issues: Mapping[str, Sequence[Issue]],
    registry: Registry,
    release_id: str,
) -> Release:
    """The whole content of one release; `rows` are those of `indicator_values`, `issues` by submission."""
    period = Period(plan.period)
    territories = territories_of(plan, registry)
    values = Values.of(rows, plan.period, status.figure_status)
    comparison = comparison_rows(plan, status.figure_status, values, registry)
    duties = duty_states(plan, status, submissions, registry)
    standard = standard_at(registry.standards, period.end_date)
    used = {duty.submission_id for duty in duties if duty.submission_id}
    lines = _territory_lines(territories, values)
    return Release(
        release_id=release_id,
        plan=plan,
        period=period,
        figure_status=status,
        standard_name_vi=standard.name_vi if standard else "",
        territory_name=territories[0].name,
        comparison=tuple(comparison),
        indicators=tuple(_indicator_rows(plan, rows, territories)),
        definitions=registry.indicators,
        territories=tuple(lines),
        duties=tuple(duties),
        issues=tuple(issue for submission in sorted(used) for issue in issues.get(submission, ())),
        notes_vi=tuple(_notes(plan, status, lines, duties, registry)),
        is_simulated=any(s.is_simulated for s in submissions if s.submission_id in used),
    )


def _indicator_rows(
    plan: Plan, rows: Iterable[dict[str, Any]], territories: Iterable[Territory]
) -> list[dict[str, Any]]:
    codes = {t.code for t in territories} | {target.group_id for target in plan.targets if target.group_id}
    periods = {plan.period, Period(plan.period).previous_year.text}
    names = [field.name for field in INDICATORS.fields]
    return [
        {name: row[name] for name in names}
        for row in rows
        if row["territory_code"] in codes and row["period"] in periods
    ]


def duties_of_plan(plan: Plan, registry: Registry) -> list[Duty]:
    """Everything owed for the plan's area in its period."""
    day = Period(plan.period).end_date
    return [
        duty
        for duty in registry.duties(Period(plan.period))
        if plan.territory_code in registry.territories.ancestors(duty.area_code, day)
    ]


def duty_states(
    plan: Plan, status: FigureStatus, submissions: Sequence[SubmissionState], registry: Registry
) -> list[DutyState]:
    """What came of every duty: its newest accepted submission, else the newest returned one, else nothing."""
    return [_duty_state(duty, status, submissions) for duty in duties_of_plan(plan, registry)]


def _duty_state(duty: Duty, status: FigureStatus, submissions: Sequence[SubmissionState]) -> DutyState:
    answers = [
        s
        for s in submissions
        if (s.submitter_id, s.period, s.figure_status)
        == (duty.submitter_id, duty.period.text, status.figure_status)
        and duty.form_id in s.form_id.split("+")
    ]
    accepted = [s for s in answers if s.verdict.startswith("accepted")]
    best = next(reversed(accepted or answers), None)
    common = (duty.submitter_id, duty.submitter_name_vi, duty.form_id, duty.period.text, duty.due_date)
    if best is None:
        return DutyState(*common, "missing")
    return DutyState(*common, best.verdict, best.submission_id, best.original_name, best.received_date)


def _territory_lines(territories: Sequence[Territory], values: Values) -> list[TerritoryLine]:
    depths = {territories[0].code: 0}
    for territory in territories[1:]:
        depths[territory.code] = depths.get(territory.parent_code, 0) + 1
    return [_line(territory, depths[territory.code], values) for territory in territories]


def _line(territory: Territory, depth: int, values: Values) -> TerritoryLine:
    rows = {name: values.get(indicator_id, territory.code) for name, indicator_id in _LINE_INDICATORS.items()}
    partial = {name for name, row in rows.items() if row and not row["is_complete"]}
    figures = {
        name: row["actual"] if row and not (name in partial and name not in _COUNTS) else None
        for name, row in rows.items()
    }
    count = rows["poor_households"]
    return TerritoryLine(
        territory.code,
        territory.name,
        territory.level,
        depth,
        **figures,
        coverage_territories_pct=count["coverage_territories_pct"] if count else None,
        partial=frozenset(partial & _COUNTS),
        is_own_line=bool(count and count["is_own_line"]),
    )


def _notes(
    plan: Plan,
    status: FigureStatus,
    lines: Sequence[TerritoryLine],
    duties: Sequence[DutyState],
    registry: Registry,
) -> list[str]:
    day = Period(plan.period).end_date
    standard = standard_at(registry.standards, day)
    missing = [duty for duty in duties if duty.state in {"missing", "returned"}]
    notes = [
        f"Trạng thái số liệu: {status.label_vi.lower()}.",
        f"Chuẩn nghèo áp dụng: {standard.name_vi} ({standard.legal_ref})." if standard else "",
        f"Địa giới hành chính tại ngày {day:%d/%m/%Y}.",
        _METHOD,
        _coverage_note(lines[0], missing, len(duties)),
        plan.note_vi,
        *(f"{target.name_vi}: {target.note_vi}" for target in plan.targets if target.note_vi),
        *_group_notes(plan, registry),
    ]
    return [note for note in notes if note]


def _coverage_note(line: TerritoryLine, missing: Sequence[DutyState], owed: int) -> str:
    share = (
        f"{line.coverage_territories_pct:.2f}".replace(".", ",")
        if line.coverage_territories_pct is not None
        else "0"
    )
    answered = f"Đã nhận {owed - len(missing)}/{owed} báo cáo phải nộp"
    return f"{answered}; số đơn vị đã báo cáo số hộ nghèo đạt {share}%. Ô trống không được coi là số 0."


def _group_notes(plan: Plan, registry: Registry) -> list[str]:
    """Groups whose members nobody has confirmed are named."""
    day = Period(plan.period).end_date
    wanted = {target.group_id for target in plan.targets if target.group_id}
    notes = []
    for group in sorted(wanted):
        members = [m for m in registry.groups if m.group_id == group and m.is_valid_at(day)]
        names = [t.name for m in members if (t := registry.territories.at(m.territory_code, day))]
        if any(not m.is_verified for m in members):
            notes.append(
                f"Nhóm “{members[0].group_name_vi}” gồm {', '.join(names)}: danh sách chưa được xác minh."
            )
    return notes
