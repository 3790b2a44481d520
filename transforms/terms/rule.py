"""Rules and the issues they raise."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from transforms.text.shown import show
from transforms.text.translated import Phrases

_AS_FOUND = "as_found_"
# Names and codes are the same in every language.
_KEPT = frozenset({"territory_name", "sheet", "cell", "form_id", "period", "territory_code"})
SEVERITIES = ("reject_file", "reject_cell", "explain", "note")


@dataclass(frozen=True)
class Rule:
    """One version of a rule of the catalogue; messages are templates over the issue's values and `parameters`.

    `mode` is active, shadow (findings are only counted) or withheld (it cannot run; `reason_vi` says why).
    `who` must act on an issue: submitter, province, data_team, nobody. `scope` is what the rule looks at:
    file, sheet, table, column, row, cell, series. It judges periods that end from `valid_from` to `valid_to`.
    """

    rule_id: str
    version: int
    title_vi: str
    severity: str
    who: str
    scope: str
    dimension: str
    legal_basis: str
    message_vi: str
    hint_vi: str
    message_en: str
    hint_en: str
    mode: str = "active"
    reason_vi: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    why_vi: str = ""
    bad_vi: str = ""
    good_vi: str = ""
    title_en: str = ""
    why_en: str = ""
    bad_en: str = ""
    good_en: str = ""
    parameters: Mapping[str, Decimal] = field(default_factory=dict)

    def is_valid_on(self, day: date) -> bool:
        """Whether the version judges periods that end on `day`."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True)
class Severity:
    """What follows from an issue: a row of severities.csv.

    The verdict while the issue is open and once it is explained; whether the cell and the file still count.
    """

    severity: str
    label_vi: str
    label_en: str
    verdict_open: str
    verdict_explained: str
    is_cell_used: bool
    is_file_used: bool
    consequence_vi: str
    consequence_en: str


@dataclass(frozen=True)
class SubmissionState:
    """A state that a submission can be in, and the one thing to do next: a row of states.csv."""

    verdict: str
    label_vi: str
    label_en: str
    next_action_vi: str
    next_action_en: str


@dataclass(frozen=True)
class RootCause:
    """A rule whose issue explains issues of other rules: a row of root_causes.csv, the surest first.

    `reach` is cell (whatever rests on the cell) or sheet; an empty `effect_rule_id` stands for any rule; a `gap` of
    `same` asks that both are off by the same amount.
    """

    cause_rule_id: str
    reach: str
    effect_rule_id: str
    gap: str
    why_vi: str


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

    `rejects` names further cells that the same fault makes unusable. `rests_on` are the places that a relation
    was judged on, `gap` by how much it is off; both empty where the rule looks at one place alone.
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
    rests_on: tuple[tuple[str, str], ...] = ()
    gap: Decimal | None = None


@dataclass(frozen=True)
class RuleCount:
    """What one rule did in one form and period of a run: a row of the rule results.

    `judged` places were looked at, `failed` of them broke the rule; `skipped` ones lacked what the rule needs (no
    history, no peer). `could_not_run` counts the times that the rule itself broke down: an error of ours.
    """

    rule_id: str
    form_id: str
    period: str
    judged: int
    failed: int
    skipped: int = 0
    could_not_run: int = 0

    def __add__(self, other: "RuleCount") -> "RuleCount":
        """Both together: the same rule, form and period once more."""
        return replace(
            self,
            judged=self.judged + other.judged,
            failed=self.failed + other.failed,
            skipped=self.skipped + other.skipped,
            could_not_run=self.could_not_run + other.could_not_run,
        )


@dataclass(frozen=True)
class Issue:
    """One deviation found by one rule at one place: a row of the issues table.

    `message_en` and `hint_en` are no columns of the table; they are empty in issues of before they were kept.
    """

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
    message_en: str = ""
    hint_en: str = ""


_NO_COLUMNS = frozenset({"message_en", "hint_en"})
ISSUE_COLUMNS = tuple(field.name for field in fields(Issue) if field.name not in _NO_COLUMNS)


def raise_issue(
    finding: Finding, rule: Rule, submitter_id: str, lang: str = "vi", english: Phrases | None = None
) -> Issue:
    """The finding in the words of the catalogue; its id depends on the place and rule only.

    `english` turns the finding's values into English ones where a message does not quote them.
    """
    values = {**{name: show(value) for name, value in rule.parameters.items()}, **vars(finding)}
    values_en = _english_values(values, english) if english else values
    message_en, hint_en = (_in_english(text, values, values_en) for text in (rule.message_en, rule.hint_en))
    message_vi, hint_vi = (_ended(text.format_map(values)) for text in (rule.message_vi, rule.hint_vi))
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
        message=message_vi if lang == "vi" else message_en,
        hint=hint_vi if lang == "vi" else hint_en,
        message_en=message_en,
        hint_en=hint_en,
    )


def _english_values(values: Mapping[str, object], english: Phrases) -> dict[str, object]:
    return {
        n: english.in_english(v) if isinstance(v, str) and n not in _KEPT else v for n, v in values.items()
    }


def _in_english(template: str, values: Mapping[str, object], values_en: Mapping[str, object]) -> str:
    """The English sentence: what stands in quotation marks is as the file has it."""
    quoted = {f"{_AS_FOUND}{name}": value for name, value in values.items()}
    return _ended(template.replace("“{", f"“{{{_AS_FOUND}").format_map({**values_en, **quoted}))


def _ended(sentence: str) -> str:
    """A list that is cut ends its sentence with the ellipsis, without another full stop."""
    return sentence.replace("….", "…")


def _issue_id(finding: Finding) -> str:
    parts = (finding.submission_id, finding.rule_id, finding.sheet, finding.cell)
    place = "|".join((*parts, finding.territory_code, finding.item_id, finding.detail))
    return sha256(place.encode()).hexdigest()[:16]
