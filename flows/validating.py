"""Let Great Expectations judge batches: findings to their submissions, native results and counts to the ledger room."""

from collections.abc import Iterable, Mapping, Sequence

from flows.checking import Checking
from flows.run_context import RunContext
from flows.stores import ledger
from flows.stores.results import write_native
from transforms.checks.frame import Batch
from transforms.checks.tallies import Tallies, added
from transforms.registry import Registry
from transforms.terms.rule import Finding, RuleCount


def validate_batches(
    context: RunContext, registry: Registry, batches: Sequence[Batch], under_check: Mapping[str, Checking]
) -> list[RuleCount]:
    """Judge each batch and keep its native result; what every rule did, by form and period.

    Raises:
        StorageFailed: the results cannot be written.
    """
    if not batches:
        return []
    from expectations.runner import validate  # noqa: PLC0415 -- ten seconds to import, only when there is work

    counts: list[RuleCount] = []
    for batch in batches:
        validation = validate(batch, registry)
        spread(validation.findings, under_check)
        tally(validation.tallies, under_check)
        native = {**validation.native, "rules_that_could_not_run": list(validation.could_not_run)}
        write_native(context.workspace, context.run_id, batch.name, native)
        for rule in validation.could_not_run:
            ledger.append(context.workspace, context.clock, "rule_could_not_run", batch=batch.name, rule=rule)
        counts.extend(validation.counts)
    return counts


def spread(findings: Iterable[Finding], under_check: Mapping[str, Checking]) -> None:
    """Give each finding to the submission that it is about."""
    for finding in findings:
        under_check[finding.submission_id].findings.append(finding)


def tally(tallies: Tallies, under_check: Mapping[str, Checking]) -> None:
    """Give each submission what the rules did in it."""
    for submission, of_one in tallies.items():
        for rule, one in of_one.items():
            added({submission: under_check[submission].tallies}, submission, rule, one)
