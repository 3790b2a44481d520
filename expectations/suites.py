"""Suites built from the checks of a batch: the form definition decides, nothing is written by hand."""

import great_expectations.expectations as gxe
from great_expectations import ExpectationSuite
from great_expectations.expectations.expectation import Expectation

from transforms.checks.cell_columns import Check
from transforms.checks.frame import Batch
from transforms.registry import Registry

_GX_SEVERITY = {"reject_file": "critical", "reject_cell": "critical", "explain": "warning", "note": "info"}


def suite_of(batch: Batch, registry: Registry) -> ExpectationSuite:
    """One expectation a check, in the order of the checks."""
    return ExpectationSuite(name=batch.name, expectations=[_expectation(c, registry) for c in batch.checks])


def _expectation(check: Check, registry: Registry) -> Expectation:
    rule = registry.rules[check.rule_id]
    common = {
        "column": check.column,
        "description": f"{check.rule_id}. {check.title}",
        "severity": _GX_SEVERITY[rule.severity],
        "meta": {"rule_id": check.rule_id},
    }
    return gxe.ExpectColumnValuesToBeBetween(min_value=check.at_least, max_value=check.at_most, **common)
