"""What the check of a plan finds: one statement with its arithmetic, in Vietnamese and in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from transforms.plan_check.numbers import Both, both
from transforms.plan_check.sentences import SENTENCES
from transforms.terms.plan import Plan

KINDS = ("slip", "needs", "unsummed", "agrees", "note")
TROUBLES = frozenset({"slip", "needs", "unsummed"})
"""The kinds that ask somebody to do something; `agrees` and `note` only tell."""


@dataclass(frozen=True)
class PlanFinding:
    """One finding of a rule on a plan.

    `kind` is slip (text or data contradict something), needs (a figure or a duty is missing), unsummed
    (an allocation that cannot be added up yet), agrees or note. `target_ids` are the targets or stated
    figures that it speaks of; empty where it speaks of the whole plan.
    """

    plan_id: str
    target_ids: tuple[str, ...]
    rule: str
    kind: str
    said_vi: str
    said_en: str


def finding(
    plan: Plan, ids: Iterable[str], rule: str, kind: str, **values: Decimal | int | str | Both
) -> PlanFinding:
    """The finding with the sentence of its rule and kind, numbers written as each language does."""
    texts = SENTENCES[f"{rule}.{kind}"]
    said = [text.format_map({k: _in(language, v) for k, v in values.items()}) for language, text in texts]
    return PlanFinding(plan.plan_id, tuple(ids), rule, kind, said[0], said[1])


def _in(language: int, value: Decimal | int | str | Both) -> str:
    if isinstance(value, str):
        return value
    return value[language] if isinstance(value, tuple) else both(Decimal(value))[language]
