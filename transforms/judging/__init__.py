"""Verdicts: a typed aim against a figure, with the arithmetic in one Vietnamese sentence."""

from transforms.judging.figure import Actual, Followed, Verdict
from transforms.judging.verdict import judge

__all__ = ["Actual", "Followed", "Verdict", "judge"]
