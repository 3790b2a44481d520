"""What submitters have said of their issues and what the desk officer answered, in the order in which it was said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.terms.explanation import Decisions, GivenExplanation, explanation_key
from transforms.terms.rule import Issue


class Spoken:
    """Explanations and refusals by submitter; a new text answers a refusal, the same text does not."""

    def __init__(self) -> None:
        self._texts: dict[str, dict[str, str]] = {}
        self._refusals: dict[str, dict[str, str]] = {}

    def explain(self, submitter_id: str, key: str, text: str) -> None:
        """The submitter explains what stands under the key; the same text once more changes nothing."""
        texts = self._texts.setdefault(submitter_id, {})
        if texts.get(key) != text:
            texts[key] = text
            self._refusals.get(submitter_id, {}).pop(key, None)

    def refuse(self, submitter_id: str, key: str, reason: str) -> None:
        """The desk officer does not accept what the submitter said of the key."""
        self._refusals.setdefault(submitter_id, {})[key] = reason

    def has(self, submitter_id: str) -> bool:
        """Whether the submitter explained anything."""
        return submitter_id in self._texts

    def of(self, submitter_id: str) -> Decisions:
        """What holds for the issues of a submitter now."""
        return Decisions(dict(self._texts.get(submitter_id, {})), dict(self._refusals.get(submitter_id, {})))


def keyed(given: Iterable[GivenExplanation], issues: Sequence[Issue]) -> tuple[GivenExplanation, ...]:
    """The explanations with their keys: a line that lost its key speaks of the issue of its rule, cell and value."""
    places = {(i.rule_id, i.sheet, i.cell, i.found): explanation_key(i) for i in issues}
    return tuple(
        one if one.key else replace(one, key=places.get((one.rule_id, one.sheet, one.cell, one.value), ""))
        for one in given
    )
