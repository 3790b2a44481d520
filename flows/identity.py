"""What the id of a release is a hash of: its inputs, what it rests on, and the release before it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import pyarrow as pa

from flows.stores.files import json_bytes
from transforms.checks.tallies import Tally
from transforms.registry import Registry
from transforms.release import Frame
from transforms.release_basis import basis_of
from transforms.release_content import territories_of_both_years
from transforms.release_duties import SubmissionState, duty_states
from transforms.terms.period import Period
from transforms.terms.rule import Issue

PREVIOUS = "previous_release_id"
_ID_LENGTH = 12


@dataclass(frozen=True)
class MadeOf:
    """Everything that releases are made of, read once for all plans.

    `rows`, `revisions`, `corrections` and `facts` are tables of the warehouse (`as_reported`, `revisions`,
    `correction_states`, `form_facts`); `issues` and `tallies` are by submission: what was found in it, and what every
    rule judged there, as far as kept.
    """

    rows: list[dict[str, Any]]
    revisions: list[dict[str, Any]]
    submissions: list[SubmissionState]
    issues: Mapping[str, tuple[Issue, ...]]
    corrections: list[dict[str, Any]]
    tallies: Mapping[str, Mapping[str, Tally]]
    code: str
    facts: pa.Table


def identity_of(
    frame: Frame, made_of: MadeOf, in_forms: Collection[str], registry: Registry
) -> dict[str, Any]:
    """The identity of a release without the release before it.

    `in_forms` are the submissions whose figures its summary forms show, whoever sent them.
    """
    territories = territories_of_both_years(frame, registry)
    return {
        "inputs": _inputs(frame, made_of, in_forms, registry),
        "basis": basis_of(frame, territories, made_of.corrections, registry),
        "reference_sha256": registry.digest,
        "code_sha256": made_of.code,
        "plan_id": frame.plan.plan_id,
        "period": frame.period.text,
        "figure_status": frame.status.figure_status,
    }


def release_id_of(identity: Mapping[str, Any]) -> str:
    """The id of a release of this identity, the release before it among the rest."""
    return sha256(json_bytes(identity)).hexdigest()[:_ID_LENGTH]


def _inputs(
    frame: Frame, made_of: MadeOf, in_forms: Collection[str], registry: Registry
) -> list[dict[str, str]]:
    """Every submission that the release shows or rests on, by id, with its issues in the state they are in."""
    shown = {duty.submission_id for duty in duty_states(frame, made_of.submissions, registry)}
    areas = {frame.plan.territory_code, *(target.group_id for target in frame.plan.targets)}
    behind = {
        submission
        for row in made_of.rows
        if row["territory_code"] in areas and Period(row["period"]).end_date <= frame.period.end_date
        for submission in row["submission_ids"]
    }
    wanted = shown | behind | set(in_forms)
    known = (s for s in made_of.submissions if s.submission_id in wanted)
    return [_input(s, made_of) for s in sorted(known, key=lambda s: s.submission_id)]


def _input(one: SubmissionState, made_of: MadeOf) -> dict[str, str]:
    issues: Sequence[Issue] = made_of.issues.get(one.submission_id, ())
    tallies = made_of.tallies.get(one.submission_id)
    counted = None if tallies is None else {rule: asdict(tally) for rule, tally in tallies.items()}
    return {
        "submission_id": one.submission_id,
        "submitter_id": one.submitter_id,
        "form_id": one.form_id,
        "period": one.period,
        "figure_status": one.figure_status,
        "standard_id": one.standard_id,
        "verdict": one.verdict,
        "received_date": one.received_date.isoformat(),
        "issues_sha256": sha256(repr(issues).encode()).hexdigest(),
        "rules_sha256": sha256(json_bytes(counted)).hexdigest(),
    }
