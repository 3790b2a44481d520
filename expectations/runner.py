"""Run one suite on one batch with Great Expectations: the only module that builds a context."""

import logging
import os
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Set before the import: nothing phones home.
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # deprecations inside the library's own import
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.suites import suite_of
from transforms.checks.frame import Batch
from transforms.checks.tallies import Tallies, Tally, added
from transforms.registry import Registry
from transforms.terms.rule import Finding, RuleCount

_POSITIONS = {"result_format": "COMPLETE", "partial_unexpected_count": 0}


@dataclass(frozen=True)
class Validation:
    """What one validation found and counted, the checks that could not run, and the native result for auditors.

    `tallies` are the numbers of `counts` by submission; a rule that could not run has none.
    """

    findings: tuple[Finding, ...]
    counts: tuple[RuleCount, ...]
    tallies: Tallies
    could_not_run: tuple[str, ...]
    native: dict[str, Any]


def validate(batch: Batch, registry: Registry) -> Validation:
    """Judge every check of the batch; failing rows come back as findings with sheet and cell."""
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    asset = context.data_sources.add_pandas("batch").add_dataframe_asset(batch.name)
    frame = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": batch.frame})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas deprecations raised inside the library
        result = frame.validate(suite_of(batch, registry), result_format=_POSITIONS)
    native = result.to_json_dict()
    found = [(r, r["expectation_config"]["kwargs"]["column"]) for r in native["results"]]
    return Validation(
        findings=tuple(f for one, column in found for f in _findings(one, column, batch)),
        counts=_counts(native["results"], batch),
        tallies=_tallies(native["results"], batch),
        could_not_run=tuple(column for one, column in found if _raised(one)),
        native=_without_environment(native),
    )


def _findings(result: dict[str, Any], column: str, batch: Batch) -> list[Finding]:
    positions = result["result"].get("unexpected_index_list") or []
    return [
        batch.findings[int(position), column]
        for position in positions
        if (int(position), column) in batch.findings
    ]


def _counts(results: Sequence[dict[str, Any]], batch: Batch) -> tuple[RuleCount, ...]:
    """What each rule did in the batch, over all its columns."""
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for result in results:
        by_rule.setdefault(result["expectation_config"]["meta"]["rule_id"], []).append(result)
    return tuple(_count(rule, of_rule, batch) for rule, of_rule in sorted(by_rule.items()))


def _count(rule_id: str, results: Sequence[dict[str, Any]], batch: Batch) -> RuleCount:
    told = [result["result"] for result in results]
    return RuleCount(
        rule_id,
        batch.form_id,
        batch.period,
        judged=sum(one.get("element_count", 0) - one.get("missing_count", 0) for one in told),
        failed=sum(one.get("unexpected_count", 0) for one in told),
        could_not_run=sum(_raised(result) for result in results),
    )


def _tallies(results: Sequence[dict[str, Any]], batch: Batch) -> Tallies:
    """What each rule did in each submission of the batch, also where it found nothing to look at."""
    ran = [result for result in results if not _raised(result)]
    columns = list(dict.fromkeys(result["expectation_config"]["kwargs"]["column"] for result in ran))
    owners = batch.frame["submission_id"]
    judged = batch.frame[columns].notna().groupby(owners).sum()
    found: Tallies = {}
    for result in ran:
        rule = result["expectation_config"]["meta"]["rule_id"]
        column = result["expectation_config"]["kwargs"]["column"]
        positions = result["result"].get("unexpected_index_list") or []
        failed = Counter(owners.iloc[int(position)] for position in positions)
        for submission, places in judged[column].items():
            added(found, str(submission), rule, Tally(int(places), failed[submission]))
    return found


def _raised(result: dict[str, Any]) -> bool:
    """Whether the rule itself failed to run: an error of ours, never of the data."""
    info = result.get("exception_info") or {}
    details = info.values() if "raised_exception" not in info else [info]
    return any(isinstance(d, dict) and d.get("raised_exception") for d in details)


def _without_environment(native: dict[str, Any]) -> dict[str, Any]:
    """The native result without the run's clock and batch ids, which change from run to run."""
    return {key: native[key] for key in ("success", "results", "statistics", "suite_name") if key in native}
