"""`tonghop plan show`: the verdicts on one plan, as published or with what was known on a day."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli.common import DAY, day_of, opened, print_json, say, shared_options
from flows.cli.texts import Texts
from transforms.errors import UsageError

if TYPE_CHECKING:
    from flows.plan_view import Asked, PlanView
    from transforms.registry import Registry
    from transforms.render.lines import TargetLine
    from transforms.terms.period import Period
    from transforms.terms.plan import Plan
    from transforms.terms.standard import FigureStatus

_INDENT = "   "


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("plan_show_help"))
    @click.argument("plan_id")
    @click.option("--period", "period_text", default="", help=texts("plan_show_period"))
    @click.option("--status", "figure_status", default="", help=texts("plan_show_status"))
    @click.option("--as-of", "as_of", type=DAY, help=texts("option_as_of"))
    @shared_options(texts)
    def show(
        plan_id: str,
        period_text: str,
        figure_status: str,
        as_of: datetime | None,
        workspace: Path,
        as_json: bool,
    ) -> None:
        from flows.plan_view import Asked, view_plan
        from flows.stores.reference import read_registry

        place = opened(workspace, texts)
        registry = read_registry(place)
        plan = _plan(plan_id, registry, texts)
        period = _period(period_text, plan, texts)
        asked = Asked(plan, period, _status(figure_status, registry, texts), day_of(as_of))
        view = view_plan(place, registry, asked)
        if as_json:
            print_json(_as_json(view, asked))
        else:
            _show(view, asked, registry, texts)

    return show


def _plan(plan_id: str, registry: "Registry", texts: Texts) -> "Plan":
    """The plan of an id.

    Raises:
        UsageError: there is none, or its text is not held.
    """
    if plan_id not in registry.plans:
        raise UsageError(texts("plan_unknown", plan=plan_id, known=", ".join(registry.plans)))
    if not registry.plans[plan_id].is_text_held:
        raise UsageError(texts("plan_text_not_held", plan=plan_id))
    return registry.plans[plan_id]


def _period(text: str, plan: "Plan", texts: Texts) -> "Period":
    known = {period.text: period for period in plan.compared_periods}
    if (text or plan.period) not in known:
        raise UsageError(texts("plan_period_unknown", plan=plan.plan_id, period=text, known=", ".join(known)))
    return known[text or plan.period]


def _status(text: str, registry: "Registry", texts: Texts) -> "FigureStatus | None":
    known = {status.figure_status: status for status in registry.figure_statuses}
    if text and text not in known:
        raise UsageError(texts("plan_status_unknown", status=text, known=", ".join(known)))
    return known.get(text)


def _as_json(view: "PlanView", asked: "Asked") -> dict[str, Any]:
    return {
        "plan_id": view.plan.plan_id,
        "period": view.period.text,
        "figure_status": view.figure_status.figure_status if view.figure_status else "",
        "figure_statuses_known": [status.figure_status for status in view.known],
        "as_of": asked.known_by,
        "amendments": [amendment.document_vi for amendment in view.plan.amendments],
        "comparison": list(view.rows),
    }


def _show(view: "PlanView", asked: "Asked", registry: "Registry", texts: Texts) -> None:
    from transforms.render.lines import lines_of
    from transforms.render.wording import Wording

    plan = view.plan
    head = {"plan": plan.plan_id, "document": plan.document_vi, "issuer": plan.issued_by_vi}
    say(texts("plan_head", **head, period=plan.period, targets=len(plan.targets)))
    say(_frame(view, asked.known_by, texts))
    words = Wording.of(registry.texts, "vi")
    for line in lines_of(plan, view.period, view.rows, registry.indicators, words):
        say(_target(line, texts), _INDENT if line.is_part else "")
        if line.reason:
            say(line.reason, _INDENT)


def _frame(view: "PlanView", known_by: date | None, texts: Texts) -> str:
    """Which figures these are, or that there are none."""
    from transforms.render.vi_format import format_date

    day = texts("plan_show_day", day=format_date(known_by)) if known_by else ""
    known = ", ".join(_named(status, texts) for status in view.known)
    if view.figure_status is None or not view.known:
        return texts("plan_show_nothing", period=view.period, day=day)
    key = "plan_show_frame" if view.figure_status in view.known else "plan_show_other"
    status = _named(view.figure_status, texts)
    return texts(key, status=status, period=view.period, day=day, known=known)


def _named(status: "FigureStatus", texts: Texts) -> str:
    return status.label_vi.lower() if texts.lang == "vi" else status.figure_status


def _target(line: "TargetLine", texts: Texts) -> str:
    from transforms.render.vi_format import format_number, with_unit

    said = {
        "number": line.tt,
        "name": line.target.name_vi,
        "verdict": texts(f"judged_{line.verdict}"),
    }
    if line.target.kind == "qualitative":
        return texts("plan_show_task", **said)
    none = line.actual is None
    actual = (
        texts("plan_show_none")
        if none
        else with_unit(format_number(line.actual, line.decimals), line.measure_unit)
    )
    return texts("plan_show_target", **said, aim=line.aim_with_unit, actual=actual)
