"""The page over all releases: every plan with its periods, the newest release of each and the ones before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from transforms.registry import Registry
from transforms.render.wording import Wording
from transforms.site.paper import drawn
from transforms.terms.period import Period
from transforms.terms.plan import Plan
from transforms.terms.texts import LANGUAGES

_FOLDERS = {"vi": "", "en": "en/"}


@dataclass(frozen=True)
class Published:
    """One release as the ledger has it; `digest` is the SHA-256 of its manifest."""

    plan_id: str
    period: str
    figure_status: str
    release_id: str
    day: date
    digest: str

    @property
    def folder(self) -> str:
        """Its place in the published room."""
        return f"{self.plan_id}/{self.period}-{self.figure_status}/{self.release_id}"

    @property
    def series(self) -> tuple[str, str, str]:
        """The plan, period and figure status that it is one release of."""
        return self.plan_id, self.period, self.figure_status


@dataclass(frozen=True)
class HomeLine:
    """One plan, period and figure status: names in words, the newest release, the ones before it, newest first."""

    territory: str
    plan: str
    document: str
    period: str
    sort: str
    status: str
    newest: Published
    earlier: tuple[Published, ...]


def home_pages(releases: Sequence[Published], registry: Registry) -> dict[str, bytes]:
    """The page in both languages by its place in the published room; `releases` oldest first."""
    return {f"{_FOLDERS[language]}index.html": _page(releases, registry, language) for language in LANGUAGES}


def _page(releases: Sequence[Published], registry: Registry, language: str) -> bytes:
    words = Wording.of(registry.texts, language)
    own = _FOLDERS[language]
    return drawn(
        "home.html.j2",
        language=language,
        say=words.say,
        w=words,
        root="../" * own.count("/"),
        page=f"{own}index.html",
        other=next(f"{folder}index.html" for one, folder in _FOLDERS.items() if one != language),
        lines=list(_lines(releases, registry, words)),
    )


def _lines(releases: Sequence[Published], registry: Registry, words: Wording) -> Iterator[HomeLine]:
    """By plan, the newest period first, then the status closest to final."""
    ranks = {one.figure_status: one.rank for one in registry.figure_statuses}

    def newest_period_first(one: Published) -> tuple[str, int, int, int]:
        period = Period(one.period)
        return one.plan_id, -period.end_date.toordinal(), -period.months, -ranks.get(one.figure_status, 0)

    for _, some in groupby(sorted(releases, key=newest_period_first), key=lambda one: one.series):
        *earlier, newest = some
        yield _line(newest, tuple(reversed(earlier)), registry, words)


def _line(newest: Published, earlier: tuple[Published, ...], registry: Registry, words: Wording) -> HomeLine:
    plan = registry.plans.get(newest.plan_id)
    status = next((s for s in registry.figure_statuses if s.figure_status == newest.figure_status), None)
    period = Period(newest.period)
    return HomeLine(
        _territory(plan, period, registry),
        words.say.of(plan, "title") if plan else newest.plan_id,
        words.document(plan) if plan and plan.targets else words.say("home_no_plan"),
        words.period(period),
        period.end_date.isoformat(),
        words.say.of(status, "label") if status else newest.figure_status,
        newest,
        earlier,
    )


def _territory(plan: Plan | None, period: Period, registry: Registry) -> str:
    found = registry.territories.at(plan.territory_code, period.end_date) if plan else None
    return found.name if found else ""
