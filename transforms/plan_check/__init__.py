"""The arithmetic and the references of every plan, held against its own text; the text is never changed."""

from transforms.plan_check.check import check_plan, check_plans
from transforms.plan_check.figures import Figures
from transforms.plan_check.findings import KINDS, TROUBLES, PlanFinding

__all__ = ["KINDS", "TROUBLES", "Figures", "PlanFinding", "check_plan", "check_plans"]
