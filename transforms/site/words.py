"""Numbers, names and sentences of the pages in one language."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from transforms.registry import Registry
from transforms.release import DutyState, Release, TerritoryLine
from transforms.render.wording import Wording
from transforms.site.dossier import Dossier
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan
from transforms.terms.rule import Issue
from transforms.terms.standard import FigureStatus, Standard
from transforms.terms.texts import Speaker


class PageWords:
    """What the pages of a release say of its values, in one language."""

    def __init__(self, dossier: Dossier, say: Speaker) -> None:
        self.say = say
        self._registry: Registry = dossier.registry
        self._words = Wording.of(dossier.release.texts, say.language)

    # Numbers and dates

    def number(self, value: Decimal | None, decimals: int | None = None) -> str:
        """A number with the marks of the language; without `decimals` as many as it needs."""
        return self._words.number(value, decimals)

    def count(self, value: int) -> str:
        """How many there are."""
        return self.number(Decimal(value), 0)

    def signed(self, value: Decimal, decimals: int | None = None, measure_unit: str = "") -> str:
        """A difference with its sign."""
        text = self._words.signed(value, decimals)
        return self._words.with_unit(text, measure_unit) if measure_unit else text

    def aim(self, comparator: str, low: Decimal | None, high: Decimal | None, measure_unit: str) -> str:
        """An aim; nothing where there is no number."""
        return self._words.aim(comparator, low, high, measure_unit)

    def day(self, day: str) -> str:
        """A day, given as its ISO text."""
        return self.date(date.fromisoformat(day)) if day else ""

    def moment(self, moment: str) -> str:
        """A moment, given as its ISO text, to the minute."""
        return f"{self.day(moment[:10])} {moment[11:16]}"

    def measured(self, value: Decimal, decimals: int | None, measure_unit: str) -> str:
        """A number with its measure unit."""
        return self._words.measured(value, decimals, measure_unit)

    def unit(self, measure_unit: str) -> str:
        """A measure unit."""
        return self._words.unit(measure_unit)

    def date(self, day: date | None) -> str:
        """A day as the language writes it."""
        return self._words.date(day)

    def period(self, period: Period) -> str:
        """A period in words, with a capital."""
        text = self._words.period(period)
        return text[:1].upper() + text[1:]

    def period_text(self, period: str) -> str:
        """A period, given as its text, in words."""
        return self._words.period(Period(period))

    # Names of reference values

    def item(self, item_id: str) -> str:
        """The label of an item."""
        item = self._registry.items.get(item_id)
        return self.say.of(item, "label") if item else item_id

    def state(self, value_state: str) -> str:
        """A value state: what stands in a cell that holds no number."""
        return self.say(f"state_{value_state}")

    def level(self, level: str) -> str:
        """A level of territories, with a capital."""
        return self.say(f"level_{level}")

    def status(self, status: FigureStatus) -> str:
        """A figure status."""
        return self.say.of(status, "label")

    def status_name(self, figure_status: str) -> str:
        """A figure status by its id."""
        found = (one for one in self._registry.figure_statuses if one.figure_status == figure_status)
        return next((self.say.of(one, "label") for one in found), figure_status)

    def duty(self, state: str) -> str:
        """The state of a report that is owed."""
        return self._words.duty(state)

    def severity(self, severity: str) -> str:
        """A severity of issues."""
        return self._words.severity(severity)

    def submitter_name(self, submitter_id: str) -> str:
        """A submitter by its id; the id itself of one that is not known."""
        names = self._registry.submitters
        if self.say.language == "en":
            names = {**names, **self._registry.submitters_en}
        return names.get(submitter_id, submitter_id)

    def submission_state(self, verdict: str) -> str:
        """The state of a submission."""
        state = self._registry.states.get(verdict)
        return self.say.of(state, "label") if state else verdict

    def form_title(self, form_id: str) -> str:
        """A form with its name, of its newest version."""
        found = [one for one in self._registry.forms if one.form_id == form_id]
        return f"{form_id} – {self.say.of(found[-1], 'name')}" if found else form_id

    def verdict(self, verdict: str) -> str:
        """A verdict on a target."""
        return self._words.verdict(verdict)

    def submitter(self, duty: DutyState) -> str:
        """Who owes a report."""
        return self._words.submitter(duty)

    def form(self, duty: DutyState) -> str:
        """The form of a duty, with its standard where a year has two."""
        return self._words.form(duty)

    def standard_name(self, standard_id: str) -> str:
        """The name of a standard; nothing of none."""
        return next((self.say.of(one, "name") for one in self._standards(standard_id)), "")

    def _standards(self, standard_id: str) -> list[Standard]:
        return [one for one in self._registry.standards if one.standard_id == standard_id]

    # Sentences of a release

    def standard(self, release: Release) -> str:
        """The standard by which the release counts."""
        return self.standard_name(self._registry.standard_in_force(release.period))

    def heading(self, release: Release) -> str:
        """What the release is."""
        return self._words.heading(release)

    def heads(self, release: Release) -> tuple[str, str, str]:
        """The heads over aim, figure and difference."""
        return self._words.column_heads(release)

    def document(self, plan: Plan) -> str:
        """The document of a plan."""
        return self._words.document(plan)

    def parent(self, release: Release) -> str:
        """The plan of the level above."""
        return self._words.parent(release)

    def notes(self, release: Release) -> Sequence[str]:
        """The notes that stand under every table."""
        return self._words.notes(release)

    def table_notes(self, release: Release) -> Sequence[str]:
        """The notes that hold for every table: those of the plan's targets are left out."""
        notes = self.notes(release)
        return [notes[place] for place in release.table_notes if place < len(notes)]

    def rank(self, release: Release) -> str:
        """How ranks are to be read."""
        return self._words.rank(release)

    @property
    def simulated(self) -> str:
        """That figures are simulated."""
        return self._words.simulated

    @property
    def no_plan(self) -> str:
        """That there is no plan to compare with."""
        return self.say("no_targets_page")

    # Issues

    def issue(self, issue: Issue) -> str:
        """What an issue says."""
        rule = self._registry.rules.get(issue.rule_id)
        return self._words.issue(issue, rule) if rule else issue.message

    def hint(self, issue: Issue) -> str:
        """How to mend it."""
        return self._words.hint(issue)

    # Sentences about a figure

    def head(self, indicator: Indicator) -> str:
        """The head of a column: the indicator with its measure unit."""
        return f"{self.say.of(indicator, 'name')} ({self.unit(indicator.measure_unit)})"

    def rank_of(self, line: TerritoryLine, release: Release) -> str:
        """The rank of a territory, only where denominators allow one."""
        ranked = [one for one in release.territories if one.level == line.level and one.rank is not None]
        if line.rank is None:
            return ""
        return self.say("rank_of", rank=line.rank, count=len(ranked))

    def coverage(self, row: Mapping[str, Any]) -> str:
        """On how much a figure rests, where it is not all."""
        if row["is_complete"]:
            return self.say("own_line") if row["is_own_line"] else ""
        share = row["coverage_territories_pct"]
        return "" if share is None else self.say("coverage", share=f"{self.number(share, 2)}%")

    def bounds(self, row: Mapping[str, Any], indicator: Indicator) -> str:
        """Between what the whole figure lies, where units are missing."""
        low, high = row["actual_low"], row["actual_high"]
        if row["is_complete"] or low is None or high is None:
            return ""
        numbers = (self.number(value, indicator.decimals) for value in (low, high))
        return self.say("bounds", low=next(numbers), high=next(numbers))

    def arithmetic(self, row: Mapping[str, Any], indicator: Indicator) -> str:
        """The figure with the numbers that it is made of: `12,4 % = 2.134 / 17.208`."""
        value = (
            "…"
            if row["actual"] is None
            else self.measured(row["actual"], indicator.decimals, indicator.measure_unit)
        )
        now = self._ratio(row["numerator"], row["denominator"])
        if not indicator.is_drop:
            return f"{value} = {now}" if row["denominator"] is not None else value
        before = self._ratio(row["base_numerator"], row["base_denominator"])
        if not before:
            return self.say("drop_without_base", value=value, now=now)
        return self.say("drop_arithmetic", value=value, before=before, now=now)

    def _ratio(self, numerator: Decimal | None, denominator: Decimal | None) -> str:
        if numerator is None:
            return ""
        whole = f" / {self.number(denominator)}" if denominator is not None else ""
        return f"{self.number(numerator)}{whole}"

    def formula(self, indicator: Indicator) -> str:
        """The definition in items: numerator over denominator."""
        top = " + ".join(self.item(item) for item in indicator.numerator)
        if indicator.predicate:
            told = indicator.predicate
            judged = self._registry.indicators[told.indicator_id]
            return self.say(
                "formula_share",
                level=self.level(told.level).lower(),
                name=self.say.of(judged, "name"),
                sign=told.comparator,
                value=self.number(told.value),
            )
        kinds = {"rate": "formula_rate", "rate_drop": "formula_rate_drop", "count_drop": "formula_count_drop"}
        key = kinds.get(indicator.kind, "formula_relative_drop" if indicator.is_drop else "formula_count")
        bottom = " + ".join(self.item(item) for item in indicator.denominator)
        return self.say(key, top=top, bottom=bottom)

    def history_value(self, row: Mapping[str, Any] | None, indicator: Indicator) -> str:
        """A value in a table of several periods; one that lacks units is marked."""
        if row is None or row["actual"] is None:
            return ""
        return self.number(row["actual"], indicator.decimals) + ("" if row["is_complete"] else "*")

    def earlier(
        self, before: Sequence[Mapping[str, Any]], row: Mapping[str, Any], indicator: Indicator
    ) -> str:
        """The values before: `2022 27,10 · 2023 25,40`; a double bar stands where the standard changed."""
        told = ""
        known = [one for one in before if one["actual"] is not None]
        for one, later in zip(known, (*known[1:], row), strict=False):
            told += f"{one['period']}\N{NO-BREAK SPACE}{self.history_value(one, indicator)}"
            told += " ‖ " if one["standard_id"] != later["standard_id"] else " · "
        return told.removesuffix(" · ")

    # Breaks of a series

    def broken(self, before: Mapping[str, Any] | None, row: Mapping[str, Any]) -> str:
        """Why a value may not be compared with the one before: another standard, another map."""
        if before is None:
            return ""
        reasons = []
        if before["standard_id"] != row["standard_id"]:
            names = [self.standard_name(one["standard_id"]) for one in (before, row)]
            reasons.append(self.say("break_standard", before=names[0], after=names[1]))
        if before["territory_valid_from"] != row["territory_valid_from"]:
            reasons.append(self.say("break_map", day=self.date(row["territory_valid_from"])))
        return " ".join(reasons)

    def break_label(self, before: Mapping[str, Any] | None, row: Mapping[str, Any]) -> str:
        """The reason of a break in a word or two, for a chart; nothing where there is none."""
        if before is None or not self.broken(before, row):
            return ""
        is_standard = before["standard_id"] != row["standard_id"]
        return self.say("break_label_standard" if is_standard else "break_label_map")

    def standard_breaks(self, standard_ids: Sequence[str]) -> str:
        """That a table crosses standards; nothing where it does not."""
        names = [self.standard_name(one) for one in dict.fromkeys(standard_ids) if one]
        return self.say("history_breaks", standards="; ".join(names)) if len(names) > 1 else ""
