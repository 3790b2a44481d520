"""Which columns of a form the path of a header may mean."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.sheet.header_tree import Path
from transforms.sheet.header_words import KnownWords, known_words, without_labels
from transforms.terms.form import Column, FormVersion, HeaderMatch
from transforms.terms.item import Item
from transforms.terms.period import Period
from transforms.text.normalise import contains_phrase, text_key

_TEXTS_KEPT = 65536
_GAPS = re.compile(r"[^\w%]+")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")
_PARTS = re.compile(r"\s-\s|[:;\n]|\.\s")
_SHORT = 4
_MEASURES = ("measure_households", "measure_persons", "measure_percent")


@lru_cache(maxsize=_TEXTS_KEPT)
def header_key(text: str) -> str:
    """A header for comparison: its words alone, whatever stands between them."""
    return _GAPS.sub(" ", text_key(text)).strip()


@dataclass(frozen=True)
class Pattern:
    """A column of a form as the matcher sees it: its matches as header keys, its own words, its measure unit.

    `subjects` is the population that the form's title names, if it names one: where it names several, they tell
    its columns apart. `measure` is empty where the lines of one column
    are measured in several units. `known` are the words that explain its header. `after` is the column that it
    follows, where only this tells it from another.
    """

    number: str
    numbering: str
    matches: tuple[HeaderMatch, ...]
    phrases: tuple[str, ...]
    own: tuple[str, ...]
    subjects: frozenset[str]
    measure: str
    known: KnownWords
    after: str = ""


@dataclass(frozen=True)
class _Reading:
    """One reading of a path: its keys, the phrases in them, and where the lowest text holds several levels.

    `in_run` are the phrases of the form in all of it, `in_leaf` those in its lowest text.
    """

    keys: tuple[str, ...]
    unit: str
    splits: Sequence[tuple[str, str]]
    in_run: frozenset[str]
    in_leaf: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """The columns of a form version and the words that every form shares.

    `measures` leads each way of writing a measure unit to the unit, `short` a word written short to what it stands
    for. A `narrowing` word makes a header mean less
    than the form's column (a plan, another year, a group of people) or something else (another population),
    unless the form says it itself.
    """

    patterns: tuple[Pattern, ...]
    measures: Mapping[str, str]
    lines: tuple[str, ...]
    percent: tuple[str, ...]
    narrowing: tuple[str, ...]
    neutral: frozenset[str]
    short: Mapping[str, str]
    phrases: frozenset[str]
    negations: frozenset[str]
    period: Period | None

    def numbers(self, path: Path) -> frozenset[str]:
        """The numbers of the columns that a path fits."""
        found = (said for said in self._said(path) if not all(left for _, left in said))
        return frozenset(pattern.number for said in found for pattern, _ in said)

    def left_over(self, path: Path) -> tuple[frozenset[str], tuple[str, ...]]:
        """The columns that a path would fit but for words which nothing explains, and these words."""
        said = [(pattern.number, left) for found in self._said(path) for pattern, left in found if left]
        fewest = min((left for _, left in said), key=len, default=())
        return frozenset(number for number, _ in said), fewest

    def are_own(self, words: Iterable[str]) -> bool:
        """Whether all of these words stand somewhere in the form's own texts."""
        own = frozenset(word for pattern in self.patterns for word in pattern.known.words)
        return all(word in own for said in words for word in said.split())

    def _said(self, path: Path) -> Iterator[list[tuple[Pattern, tuple[str, ...]]]]:
        """For each reading of a path the columns that it fits, each with the words that are left over."""
        texts = tuple(self._written_out(without_labels(text)) for text in path)
        parts = [key for part in _PARTS.split(texts[-1]) if (key := header_key(part))]
        splits = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
        tail = parts[-1] if splits else ""
        for keys, unit in self._readings(texts):
            found = self._fitting(keys, unit, splits) if keys else []
            yield [(pattern, left) for pattern, left in found if not tail or self._is_known(pattern, tail)]

    def _written_out(self, text: str) -> str:
        """A text in which nothing is short; one that has nothing short stays as it was typed."""
        words = text_key(text).split()
        if self.short.keys().isdisjoint(words):
            return text
        return " ".join(self.short.get(word, word) for word in words)

    def _readings(self, path: Path) -> Iterator[tuple[list[str], str]]:
        """The keys of a path with its measure unit, which names nothing: in brackets, or perhaps the last text."""
        keys = [header_key(text) for text in path]
        remark = _IN_BRACKETS.search(text_key(path[-1]))
        units = self._units_in(remark[1]) if remark else set()
        if remark and units:
            rest = header_key(text_key(path[-1])[: remark.start()])
            yield [*keys[:-1], *filter(None, [rest])], units.pop() if len(units) == 1 else ""
            return
        unit = self.measures.get(keys[-1], "")
        yield keys, unit
        if unit:
            yield keys[:-1], unit

    def _units_in(self, remark: str) -> set[str]:
        """The units of "(hộ)", "(ĐVT: người)", "(hộ, khẩu)"; none where anything else is said."""
        words = next((remark.removeprefix(line) for line in self.lines if remark.startswith(line)), remark)
        found = {self.measures.get(header_key(word), "") for word in words.split(",")}
        return set() if "" in found else found

    def _fitting(
        self, keys: list[str], unit: str, splits: Sequence[tuple[str, str]]
    ) -> list[tuple[Pattern, tuple[str, ...]]]:
        """The columns that these words fit, each with the words by which the header says another thing.

        A narrowing word never decides between columns: what names the opening and the closing stock is unclear.
        """
        run = " ".join(keys)
        said = [word for word in self.narrowing if contains_phrase(run, word)]
        if unit == self.percent[0] or any(contains_phrase(run, word) for word in self.percent):
            run = f"{run} {' '.join(self.percent)}"
        in_run, in_leaf = (
            frozenset(p for p in self.phrases if contains_phrase(t, p)) for t in (run, keys[-1])
        )
        reading = _Reading(tuple(keys), unit, splits, in_run, in_leaf)
        found = [pattern for pattern in self.patterns if self._fits(pattern, reading)]
        return [(pattern, self._left_over(pattern, said, " ".join(keys))) for pattern in found]

    def _left_over(self, pattern: Pattern, said: Iterable[str], run: str) -> tuple[str, ...]:
        """The narrowing words that the form does not say of a column, else all words that nothing explains."""
        narrowing = tuple(word for word in said if not _says(pattern, word))
        return narrowing or pattern.known.left_over(run, self.negations, self.period)

    def _fits(self, pattern: Pattern, reading: _Reading) -> bool:
        if reading.unit and pattern.measure and reading.unit != pattern.measure:
            return False
        return any(
            _matches(match, reading)
            and self._is_lowest(pattern, match, reading)
            and self._is_understood(pattern, match, reading.keys)
            for match in pattern.matches
        )

    def _is_lowest(self, pattern: Pattern, match: HeaderMatch, reading: _Reading) -> bool:
        """Whether the lowest text is all that the match asks for.

        Of a cell that holds several levels ("Hộ nghèo - Tổng số") it is the end, where the form says all before it.
        """
        if not match.leaf_is or reading.keys[-1] in match.leaf_is:
            return True
        heads = [head for head, tail in reading.splits if tail in match.leaf_is]
        return any(_is_made_of(head, {*pattern.own, *self.neutral}) for head in heads)

    def _is_understood(self, pattern: Pattern, match: HeaderMatch, keys: tuple[str, ...]) -> bool:
        """Whether every text from the lowest up to the last one that the match needs is the form's, or says nothing.

        So "Hộ nghèo / Ghi chú" is no column of poor households, nor is "Hộ nghèo / Diện tích / Tổng số".
        """
        phrases, below = (*match.path, *match.leaf, *match.leaf_is), ""
        for key in reversed(keys):
            is_said = any(contains_phrase(key, p) or contains_phrase(p, key) for p in phrases)
            if not is_said and key not in self.neutral and key not in pattern.own:
                return bool(below) and all(contains_phrase(below, phrase) for phrase in match.path)
            below = f"{key} {below}"
        return True

    def _is_known(self, pattern: Pattern, tail: str) -> bool:
        """The same of the last part of one cell, "Hộ nghèo - Ghi chú"; a longer part is an explanation."""
        words = tail.split()
        if (
            len(words) > _SHORT
            or tail in self.neutral
            or any(contains_phrase(tail, p) for p in pattern.phrases)
        ):
            return True
        known = {word for text in (*pattern.own, *self.neutral) for word in text.split()}
        return 2 * sum(word in known for word in words) > len(words)


def _says(pattern: Pattern, word: str) -> bool:
    return word in pattern.subjects or any(contains_phrase(text, word) for text in pattern.own)


def _matches(match: HeaderMatch, reading: _Reading) -> bool:
    is_leaf = not match.leaf or not reading.in_leaf.isdisjoint(match.leaf)
    return is_leaf and reading.in_run.issuperset(match.path) and reading.in_run.isdisjoint(match.absent)


def _is_made_of(text: str, parts: Collection[str]) -> bool:
    """Whether a text is a sequence of these parts."""
    rests = (text.removeprefix(part) for part in parts if f"{text} ".startswith(f"{part} "))
    return not text or any(_is_made_of(rest.lstrip(), parts) for rest in rests)


def vocabulary(
    form: FormVersion,
    items: Mapping[str, Item],
    words: Mapping[str, tuple[str, ...]],
    period: Period | None = None,
) -> Vocabulary:
    """The vocabulary of a form version; with a period, dates in headers must be its own."""
    measures = {header_key(item.measure_unit): item.measure_unit for item in items.values()}
    for role in _MEASURES:
        measures |= {header_key(word): words[role][0] for word in words[role]}
    patterns = tuple(_pattern(column, form, items, words) for column in candidates(form, items))
    return Vocabulary(
        patterns,
        measures,
        words["measure_lines"],
        tuple(map(header_key, words["measure_percent"])),
        tuple(map(header_key, (*words["narrowing"], *words["subjects"]))),
        frozenset(map(header_key, (*words["total"], *words["header_neutral"], *measures))),
        dict(entry.split(": ") for entry in words["header_short"]),
        frozenset(p for one in patterns for m in one.matches for p in (*m.path, *m.leaf, *m.absent)),
        frozenset(words["header_negations"]),
        period,
    )


def candidates(form: FormVersion, items: Mapping[str, Item]) -> tuple[Column, ...]:
    """The columns of a form; those of a generic one are the items that name phrases."""
    return form.columns if not form.is_generic else tuple(_generic(i) for i in items.values() if i.phrases)


def _generic(item: Item) -> Column:
    match = HeaderMatch(leaf_is=item.phrases)
    return Column(
        item.item_id, (item.label_vi,), item.item_id, {"all": item.item_id}, (match,), is_required=False
    )


def _pattern(
    column: Column, form: FormVersion, items: Mapping[str, Item], words: Mapping[str, tuple[str, ...]]
) -> Pattern:
    matches = tuple(_with_keys(match) for match in column.matches)
    phrases = tuple(dict.fromkeys(p for m in matches for p in (*m.path, *m.leaf, *m.leaf_is)))
    units = {items[item].measure_unit for item in column.items.values() if item in items}
    title = header_key(form.title_vi)
    own = (*map(header_key, filter(None, column.header)), *phrases)
    are_households = units == {words["measure_households"][0]} and not column.is_rate
    measures = [role for role in _MEASURES if not (are_households and role == "measure_persons")]
    named = frozenset(s for s in map(header_key, words["subjects"]) if contains_phrase(title, s))
    subjects = named if len(named) == 1 else frozenset()
    return Pattern(
        number=column.number,
        numbering=column.numbering,
        matches=matches,
        phrases=phrases,
        own=own,
        subjects=subjects,
        measure=words["measure_percent"][0]
        if column.is_rate
        else (next(iter(units)) if len(units) == 1 else ""),
        known=known_words(
            own,
            (
                *subjects,
                *_keys(column.remarks),
                *(header_key(word) for role in ("header_fillers", *measures) for word in words[role]),
            ),
            frozenset(words["header_negations"]),
            words["header_openings"],
        ),
        after=column.after,
    )


def _with_keys(match: HeaderMatch) -> HeaderMatch:
    return HeaderMatch(*(_keys(part) for part in (match.path, match.leaf, match.leaf_is, match.absent)))


def _keys(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(header_key, phrases))
