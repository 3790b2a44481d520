"""`tonghop plan`: the arithmetic and the references of every plan; `show` has its own module."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli import plan_show
from flows.cli.common import group_options, opened, print_json, say, shared_options
from flows.cli.texts import Texts
from transforms.errors import UsageError

if TYPE_CHECKING:
    from transforms.plan_check import PlanFinding
    from transforms.registry import Registry
    from transforms.terms.plan import Plan


def command(texts: Texts) -> click.Command:
    """The group of commands about plans in the language of `texts`."""
    group = click.Group("plan", help=texts("plan_help"), add_help_option=False, params=group_options(texts))
    group.add_command(_check(texts), "check")
    group.add_command(plan_show.command(texts), "show")
    return group


def _check(texts: Texts) -> click.Command:
    @click.command(help=texts("plan_check_help"))
    @click.argument("plan_ids", nargs=-1)
    @shared_options(texts)
    def check(plan_ids: tuple[str, ...], workspace: Path, as_json: bool) -> None:
        from flows.stores.reference import read_registry
        from flows.stores.warehouse import read_rows
        from transforms.plan_check import Figures, check_plans

        place = opened(workspace, texts)
        registry = read_registry(place)
        plans = _asked(plan_ids, registry, texts)
        figures = Figures.of(read_rows(place.warehouse, "as_reported"), registry.figure_statuses)
        findings = check_plans(plans, registry, figures)
        if as_json:
            print_json({"plans": [_as_json(plan, findings[plan.plan_id]) for plan in plans]})
        else:
            _show(plans, findings, texts)

    return check


def _asked(plan_ids: tuple[str, ...], registry: "Registry", texts: Texts) -> list["Plan"]:
    """The plans of these ids, or all of them, each with its amendments.

    Raises:
        UsageError: an id names no plan.
    """
    for plan_id in plan_ids:
        if plan_id not in registry.plans:
            raise UsageError(texts("plan_unknown", plan=plan_id, known=", ".join(registry.plans)))
    wanted = dict.fromkeys(plan_ids) or registry.plans
    return [registry.plans[plan_id].in_force(None) for plan_id in wanted]


def _as_json(plan: "Plan", findings: tuple["PlanFinding", ...]) -> dict[str, object]:
    from transforms.plan_check import TROUBLES

    return {
        "plan_id": plan.plan_id,
        "document_vi": plan.document_vi,
        "issued_by_vi": plan.issued_by_vi,
        "period": plan.period,
        "targets": len(plan.targets),
        "is_clean": not any(one.kind in TROUBLES for one in findings),
        "findings": [asdict(one) for one in findings],
    }


def _show(plans: list["Plan"], findings: dict[str, tuple["PlanFinding", ...]], texts: Texts) -> None:
    from transforms.plan_check import KINDS, TROUBLES

    for plan in plans:
        say(texts("plan_head", **_head(plan)))
        own = findings[plan.plan_id]
        if not any(one.kind in TROUBLES for one in own):
            say(texts("plan_clean"))
        for one in own:
            say(_line(plan, one, texts))
        print()
    counts = Counter(one.kind for own in findings.values() for one in own)
    say(texts("plan_total", plans=len(plans), **{kind: counts[kind] for kind in KINDS}))


def _head(plan: "Plan") -> dict[str, object]:
    return {
        "plan": plan.plan_id,
        "document": plan.document_vi,
        "issuer": plan.issued_by_vi,
        "period": plan.period,
        "targets": len(plan.targets),
    }


def _line(plan: "Plan", found: "PlanFinding", texts: Texts) -> str:
    """One finding, with the targets that it speaks of by the end of their ids."""
    short = [target_id.removeprefix(f"{plan.plan_id}-") for target_id in found.target_ids]
    own = short if set(found.target_ids) <= {target.target_id for target in plan.targets} else []
    ids = texts("plan_ids", ids=", ".join(own)) if own and len(own) < len(plan.targets) else ""
    said = found.said_vi if texts.lang == "vi" else found.said_en
    return texts("plan_finding", kind=texts(f"plan_kind_{found.kind}"), ids=ids, said=said)
