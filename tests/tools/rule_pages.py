"""The pages of the rule catalogue: an index, and one page a rule."""

from collections.abc import Iterator

from tests.tools.markdown import code, table
from transforms.registry import Registry
from transforms.terms.rule import Rule
from transforms.text.shown import show

_INDEX = """\
# Rules

What is held against every submission. A rule is data (`data/reference/rules/`): its severity decides what follows, its
validity is asked at the end of the period. Each has a page with its reason, its basis, an example and how to mend it.
R = while reading the workbook, C = about its content, X and O = across forms and periods, G = explanations,
N = nil returns, V = closed periods.
"""
_WHO = {
    "submitter": "nơi gửi (submitter)",
    "province": "cấp tỉnh (province)",
    "data_team": "tổ tổng hợp (data team)",
    "nobody": "không ai (nobody): for information",
}
_MODES = {
    "active": "in force",
    "shadow": "shadow: its findings are only counted",
    "withheld": "withheld: it cannot run yet",
}


def rules_index(registry: Registry) -> str:
    """Severities with their consequence, then one row a rule."""
    rows = [(code(s.severity), s.label_vi, s.consequence_en) for s in registry.severities.values()]
    severities = table(("Severity", "Vietnamese", "Consequence"), rows)
    rules = [
        (
            f"[{rule_id}](rules/{rule_id}.md)",
            rule.title_vi,
            code(rule.severity),
            rule.dimension,
            _WHO[rule.who],
        )
        for rule_id, rule in sorted(registry.rules.items())
    ]
    return "\n".join(
        [_INDEX, severities, table(("Rule", "Title", "Severity", "Dimension", "Who must act"), rules)]
    )


def rule_pages(registry: Registry) -> dict[str, str]:
    """One page a rule, by its place under docs/reference."""
    return {
        f"rules/{rule_id}.md": _page(versions, registry)
        for rule_id, versions in registry.rule_versions.items()
    }


def _page(versions: tuple[Rule, ...], registry: Registry) -> str:
    rule = versions[-1]
    return "\n".join(
        [
            f"# {rule.rule_id}: {rule.title_vi}\n",
            "\n".join(_facts(rule, registry)) + "\n",
            f"## Vì sao\n\n{rule.why_vi}\n",
            f"## Ví dụ\n\n- Sai: {rule.bad_vi}\n- Đúng: {rule.good_vi}\n",
            f"## Thông báo và cách sửa\n\n- {rule.message_vi}\n- {rule.hint_vi}\n",
            f"## In English\n\n- {rule.message_en}\n- {rule.hint_en}\n",
            *_earlier(versions),
            "Words in braces are filled in for each issue. [All rules](../rules.md)",
        ]
    )


def _facts(rule: Rule, registry: Registry) -> Iterator[str]:
    severity = registry.severities[rule.severity]
    yield f"- Mức độ: {severity.label_vi} (`{rule.severity}`). {severity.consequence_vi}"
    yield f"- Ai phải xử lý: {_WHO[rule.who]}"
    yield f"- Căn cứ: {rule.legal_basis}"
    yield f"- Dimension: {rule.dimension}; looks at: {rule.scope}"
    yield f"- Version {rule.version}, {_MODES[rule.mode]}, {_validity(rule)}"
    if rule.reason_vi:
        yield f"- Lý do: {rule.reason_vi}"
    for name, value in rule.parameters.items():
        yield f"- Parameter {code(name)}: {show(value)}"


def _validity(rule: Rule) -> str:
    start = rule.valid_from.isoformat() if rule.valid_from else "the beginning"
    end = f" to {rule.valid_to.isoformat()}" if rule.valid_to else ""
    return f"judges periods that end from {start}{end}"


def _earlier(versions: tuple[Rule, ...]) -> Iterator[str]:
    if len(versions) > 1:
        lines = (
            f"- Version {rule.version}, `{rule.severity}`: {_validity(rule)}"
            for rule in reversed(versions[:-1])
        )
        yield "## Earlier versions\n\n" + "\n".join(lines) + "\n"
