"""Verdicts: a typed aim against a figure, with the arithmetic in one sentence, to be said in any language."""

from transforms.judging.figure import Actual, Followed, Verdict
from transforms.judging.verdict import judge

__all__ = ["Actual", "Followed", "Verdict", "judge"]
