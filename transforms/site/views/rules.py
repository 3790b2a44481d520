"""Every rule of the catalogue with what it did in the submissions of a release."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transforms.release import RuleResult
from transforms.site.book import Book
from transforms.site.views.submissions import path_of
from transforms.terms.rule import Rule


@dataclass(frozen=True)
class RuleLine:
    """One rule with its result; `found_in` are the submissions that broke it: page, and who sent them."""

    rule: Rule
    result: RuleResult
    mode: str
    limits: str
    found_in: tuple[tuple[str, str], ...]


def rule_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The page of all rules."""
    broken = _broken(book)
    rules = book.dossier.registry.rules
    lines = [
        _line(rules[result.rule_id], result, broken.get(result.rule_id, ()), book)
        for result in book.dossier.release.rule_results
        if result.rule_id in rules
    ]
    yield book.page("rules.html", "rules.html.j2", lines=lines)


def _broken(book: Book) -> Mapping[str, tuple[str, ...]]:
    """The submissions in which each rule found something."""
    found: dict[str, dict[str, None]] = {}
    for submission_id, issues in sorted(book.dossier.issues.items()):
        for issue in issues:
            found.setdefault(issue.rule_id, {})[submission_id] = None
    return {rule_id: tuple(submissions) for rule_id, submissions in found.items()}


def _line(rule: Rule, result: RuleResult, broken: tuple[str, ...], book: Book) -> RuleLine:
    receipts = book.dossier.receipts
    return RuleLine(
        rule,
        result,
        "" if rule.mode == "active" else book.say(f"mode_{rule.mode}"),
        ", ".join(f"{name} = {book.words.number(value)}" for name, value in rule.parameters.items()),
        tuple(
            (
                path_of(one),
                f"{book.words.submitter_name(receipts[one]['submitter_id'])}, {receipts[one]['form_id']}",
            )
            for one in broken
            if one in receipts
        ),
    )
