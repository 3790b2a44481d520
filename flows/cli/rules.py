"""`tonghop rules`: the catalogue with what each rule did last, and the rehearsal of a rule over all history."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.common import group_options, opened, print_json, say, severity_label, shared_options
from flows.cli.texts import Texts
from transforms.errors import UsageError

if TYPE_CHECKING:
    from flows.rehearsal import Rehearsal
    from transforms.registry import Registry
    from transforms.terms.rule import RuleCount


def command(texts: Texts) -> click.Command:
    """The group of commands about rules in the language of `texts`."""
    group = click.Group("rules", help=texts("rules_help"), add_help_option=False, params=group_options(texts))
    group.add_command(_list(texts), "list")
    group.add_command(_rehearse(texts), "rehearse")
    return group


def _list(texts: Texts) -> click.Command:
    @click.command(help=texts("rules_list_help"))
    @shared_options(texts)
    def list_all(workspace: Path, as_json: bool) -> None:
        from flows.stores.reference import read_registry
        from flows.stores.results import last_counts

        place = opened(workspace, texts)
        registry = read_registry(place)
        counts = {count.rule_id: count for count in _over_forms(last_counts(place))}
        if as_json:
            print_json(
                [
                    {**asdict(rule), "last_run": asdict(counts[rule_id]) if rule_id in counts else None}
                    for rule_id, rule in registry.rules.items()
                ]
            )
            return
        _show_rules(registry, counts, texts)

    return list_all


def _over_forms(counts: Iterable["RuleCount"]) -> Iterable["RuleCount"]:
    """The counts of each rule over all forms and periods."""
    from dataclasses import replace

    from flows.stores.results import summed

    return summed(replace(count, form_id="", period="") for count in counts)


def _show_rules(registry: "Registry", counts: Mapping[str, "RuleCount"], texts: Texts) -> None:
    for rule_id, rule in registry.rules.items():
        mode = "" if rule.mode == "active" else texts(f"rules_mode_{rule.mode}")
        severity = severity_label(rule.severity, registry, texts)
        line = texts("rules_line", rule=rule_id, severity=severity, mode=mode, title=rule.title_vi)
        count = counts.get(rule_id)
        if count:
            line += texts("rules_count", judged=count.judged, failed=count.failed)
        if count and count.could_not_run:
            line += texts("rules_count_broken", broken=count.could_not_run)
        say(line)


def _rehearse(texts: Texts) -> click.Command:
    @click.command(help=texts("rules_rehearse_help"))
    @click.argument("rule")
    @shared_options(texts)
    def rehearse_one(rule: str, workspace: Path, as_json: bool) -> None:
        from flows.rehearsal import rehearse
        from flows.stores.reference import read_registry

        place = opened(workspace, texts)
        registry = read_registry(place)
        if rule not in registry.rules:
            raise UsageError(texts("rules_unknown", rule=rule))
        found = rehearse(place, registry, rule)
        if as_json:
            print_json(asdict(found))
        else:
            _show_rehearsal(found, registry, texts)

    return rehearse_one


def _show_rehearsal(found: "Rehearsal", registry: "Registry", texts: Texts) -> None:
    labels = {
        verdict: state.label_vi if texts.lang == "vi" else state.label_en
        for verdict, state in registry.states.items()
    }
    for one in found.found:
        receipt = one.receipt
        said = {"submitter": receipt.submitter_id, "period": receipt.period, "form": receipt.form_id}
        verdicts = {"now": labels[receipt.verdict], "then": labels[one.would_be]}
        say(texts("rehearse_line", file=receipt.original_name, places=one.places, **said, **verdicts))
    changed = [one for one in found.found if one.is_changed]
    print(
        texts(
            "rehearse_sum",
            rule=found.rule_id,
            submissions=found.submissions,
            found=len(found.found),
            places=sum(one.places for one in found.found),
            changed=len(changed),
            stopped=sum(one.would_be == "returned" for one in changed),
        )
    )
    if found.could_not_run:
        print(texts("rehearse_broken", batches=", ".join(found.could_not_run)))
