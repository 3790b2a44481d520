"""A plan beside what was reached: from the warehouse of the last run, or with what was known on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.known import warehouse_of
from flows.places import Workspace
from transforms.comparison import Values, comparison_rows
from transforms.registry import Registry
from transforms.release_content import followed_tasks, statuses_of
from transforms.terms.period import Period
from transforms.terms.plan import Plan
from transforms.terms.standard import FigureStatus


@dataclass(frozen=True)
class Asked:
    """Which comparison: without a status the one closest to final that has figures."""

    plan: Plan
    period: Period
    figure_status: FigureStatus | None = None
    known_by: date | None = None


@dataclass(frozen=True)
class PlanView:
    """The plan as in force and its comparison rows; `known` are the statuses that have figures, weakest first.

    Without figures and without a status asked for there is no status either.
    """

    plan: Plan
    period: Period
    figure_status: FigureStatus | None
    known: tuple[FigureStatus, ...]
    rows: tuple[dict[str, Any], ...]


def view_plan(workspace: Workspace, registry: Registry, asked: Asked) -> PlanView:
    """The plan as in force at the end of the period, or on the day up to which things are known.

    Raises:
        UsageError: nothing was aggregated yet.
        StorageFailed: a room cannot be read.
    """
    plan = asked.plan.in_force(min(asked.period.end_date, asked.known_by or date.max))
    with warehouse_of(workspace, registry, asked.known_by) as connection:
        figures = connection.table("as_reported").to_arrow_table().to_pylist()
    known = tuple(statuses_of(plan, asked.period, figures, registry))
    status = asked.figure_status or next(reversed(known), None)
    named = status.figure_status if status else ""
    values = Values.of(figures, asked.period.text, named, registry.standards)
    updates = [u for u in registry.task_updates if u.updated_on <= (asked.known_by or date.max)]
    followed = followed_tasks(plan, asked.period, updates)
    rows = comparison_rows(plan, named, values, registry, asked.period, followed)
    return PlanView(plan, asked.period, status, known, tuple(rows))
