"""Rules and the issues they raise."""

from dataclasses import asdict, dataclass, fields
from hashlib import sha256

SEVERITIES = ("reject_file", "reject_cell", "explain", "note")


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue; messages are templates over the issue's own values."""

    rule_id: str
    title_vi: str
    severity: str
    dimension: str
    legal_basis: str
    message_vi: str
    hint_vi: str
    message_en: str
    hint_en: str


@dataclass(frozen=True)
class Tie:
    """Two items that must be equal for one territory, in one period or from one year to the next."""

    rule_id: str
    left_form: str
    left_item: str
    right_form: str
    right_item: str
    right_period: str


@dataclass(frozen=True)
class Finding:
    """What a check found, before the catalogue gives it words.

    `rejects` names further cells that the same fault makes unusable.
    """

    rule_id: str
    submission_id: str
    sheet: str = ""
    cell: str = ""
    form_id: str = ""
    period: str = ""
    territory_code: str = ""
    territory_name: str = ""
    item_id: str = ""
    label: str = ""
    found: str = ""
    expected: str = ""
    detail: str = ""
    rejects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Issue:
    """One deviation found by one rule at one place: a row of the issues table."""

    issue_id: str
    rule_id: str
    severity: str
    submission_id: str
    submitter_id: str
    form_id: str
    period: str
    sheet: str
    cell: str
    territory_code: str
    item_id: str
    found: str
    expected: str
    message: str
    hint: str
    root_issue_id: str = ""
    explanation: str = ""
    state: str = "open"


ISSUE_COLUMNS = tuple(field.name for field in fields(Issue))


def raise_issue(finding: Finding, rule: Rule, submitter_id: str, lang: str = "vi") -> Issue:
    """The finding in the words of the catalogue; its id depends on the place and rule only."""
    values = asdict(finding)
    template, hint = (rule.message_vi, rule.hint_vi) if lang == "vi" else (rule.message_en, rule.hint_en)
    return Issue(
        issue_id=_issue_id(finding),
        rule_id=rule.rule_id,
        severity=rule.severity,
        submission_id=finding.submission_id,
        submitter_id=submitter_id,
        form_id=finding.form_id,
        period=finding.period,
        sheet=finding.sheet,
        cell=finding.cell,
        territory_code=finding.territory_code,
        item_id=finding.item_id,
        found=finding.found,
        expected=finding.expected,
        message=_ended(template.format_map(values)),
        hint=_ended(hint.format_map(values)),
    )


def _ended(sentence: str) -> str:
    """A list that is cut ends its sentence with the ellipsis, without another full stop."""
    return sentence.replace("….", "…")


def _issue_id(finding: Finding) -> str:
    parts = (finding.submission_id, finding.rule_id, finding.sheet, finding.cell)
    place = "|".join((*parts, finding.territory_code, finding.item_id, finding.detail))
    return sha256(place.encode()).hexdigest()[:16]


def verdict_of(severities: set[str]) -> str:
    """The verdict on a submission, from the severities of its issues (consequence table, docs/check)."""
    if "reject_file" in severities:
        return "returned"
    return "accepted_to_explain" if severities & {"reject_cell", "explain"} else "accepted"
