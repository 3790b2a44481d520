"""Every check of a plan, in the order in which a reader follows its text."""

from collections.abc import Callable, Iterable, Iterator

from transforms.plan_check.allocation import allocation_findings
from transforms.plan_check.base import base_findings
from transforms.plan_check.figures import Book, Figures
from transforms.plan_check.findings import KINDS, PlanFinding, finding
from transforms.plan_check.fit import fit_findings
from transforms.plan_check.lines import line_findings
from transforms.plan_check.owed import group_findings, owed_findings
from transforms.plan_check.stated import stated_findings
from transforms.plan_check.wording import wording_findings
from transforms.registry import Registry
from transforms.terms.plan import Plan

_NOTHING_COMPILED = Figures()


def check_plans(
    plans: Iterable[Plan], registry: Registry, figures: Figures = _NOTHING_COMPILED
) -> dict[str, tuple[PlanFinding, ...]]:
    """The findings of each plan by its id, an empty tuple where there is nothing to say."""
    return {plan.plan_id: check_plan(plan, registry, figures) for plan in plans}


def check_plan(
    plan: Plan, registry: Registry, figures: Figures = _NOTHING_COMPILED
) -> tuple[PlanFinding, ...]:
    """The findings of one plan with all its amendments, what is wrong first."""
    book = Book(plan.in_force(None), registry, figures)
    found = [one for rule in _RULES for one in rule(book)]
    return tuple(sorted(found, key=lambda one: KINDS.index(one.kind)))


def _content(book: Book) -> Iterator[PlanFinding]:
    """What there is to follow without a number."""
    if not book.plan.is_text_held:
        yield finding(book.plan, [], "text", "note")
    elif not book.plan.targets:
        yield finding(book.plan, [], "empty", "note")
    tasks = [target.target_id for target in book.plan.targets if target.kind == "qualitative"]
    if tasks:
        updated = {
            u.target_id
            for u in book.registry.task_updates
            if u.plan_id == book.plan.plan_id and u.target_id in tasks
        }
        yield finding(book.plan, tasks, "tasks", "note", tasks=len(tasks), updated=len(updated))


_RULES: tuple[Callable[[Book], Iterator[PlanFinding]], ...] = (
    wording_findings,
    fit_findings,
    line_findings,
    stated_findings,
    base_findings,
    owed_findings,
    group_findings,
    allocation_findings,
    _content,
)
