"""What every edition says of a release, in one language: its heading, document, duties, reasons and notes."""

from transforms.release import DutyState, Release
from transforms.render.language import Language
from transforms.terms.period import Period
from transforms.terms.plan import Plan
from transforms.terms.rule import Issue, Rule
from transforms.terms.said import Inside, said
from transforms.terms.texts import Texts


class Wording(Language):
    """A language (numbers, days, measure units, labels) and the sentences that the editions of a release share."""

    @classmethod
    def of(cls, texts: Texts, language: str) -> "Wording":
        """The words of one language: `vi` or `en`."""
        return cls(texts, language)

    def heading(self, release: Release) -> str:
        """What the release is, as a sentence: `Kết quả thực hiện 6 tháng đầu năm 2024 so với kế hoạch năm 2024`."""
        if not release.plan.targets:
            return self.told(said("heading_figures", period=Inside(release.period)))
        is_tasks = all(target.kind == "qualitative" for target in release.plan.targets)
        return self._over_the_plan("heading_tasks" if is_tasks else "heading", release)

    def title(self, release: Release) -> str:
        """The title of the official table, in upper case."""
        is_tasks = all(target.kind == "qualitative" for target in release.plan.targets)
        return (self.heading(release) if is_tasks else self._over_the_plan("title", release)).upper()

    def _over_the_plan(self, key: str, release: Release) -> str:
        plan, period = Inside(Period(release.plan.period)), Inside(release.period)
        if is_whole(release):
            return self.told(said(f"{key}_whole", plan=plan))
        return self.told(said(f"{key}_part", plan=plan, period=period))

    def column_heads(self, release: Release) -> tuple[str, str, str]:
        """The heads over the aim, the figure and what lies between them."""
        done = "head_estimate" if release.figure_status.figure_status == "uoc" else "head_done"
        if is_whole(release):
            return self.say("head_plan"), self.say(done), self.say("head_apart")
        months = self.with_unit(str(release.period.months), "tháng")
        return (
            self.say("head_plan_year"),
            self.say(f"{done}_part", months=months),
            self.say("head_apart_year"),
        )

    def document(self, plan: Plan) -> str:
        """The document of a plan, with its day and issuer as far as they are known."""
        told = {"document": self.say.of(plan, "document"), "issuer": self.say.of(plan, "issued_by")}
        if plan.issued_on is None:
            return self.say("document_undated", **told)
        return self.say("document_dated", **told, day=self.date(plan.issued_on))

    def parent(self, release: Release) -> str:
        """The plan of the level above that this one carries out; empty where there is none."""
        return self.say("carries_out", document=self.document(release.parent)) if release.parent else ""

    def status(self, release: Release) -> str:
        """The status of the figures and the standard they are counted by."""
        status = self.say.of(release.figure_status, "label").lower()
        return self.say("figures_stated", status=status, standard=self.say.of(release, "standard_name"))

    def rank(self, release: Release) -> str:
        """How the ranks of the territories are to be read."""
        return self.say("ranks_read", minimum=release.rank_minimum_households)

    @property
    def simulated(self) -> str:
        """That figures are simulated; without a full stop."""
        return self.say("figures_simulated")

    @property
    def no_plan(self) -> str:
        """That there are no targets to compare with."""
        return self.say("no_targets")

    @property
    def no_drop(self) -> str:
        """Why a drop is left empty over a change of standard."""
        return self.say("no_drop")

    def submitter(self, duty: DutyState) -> str:
        """Who owes a report."""
        return self.say.of(duty, "submitter_name")

    def form(self, duty: DutyState) -> str:
        """The form of a duty, with its standard in the year that is reported under two."""
        standard = self.say.of(duty, "standard_name")
        return (
            self.say("form_under_standard", form=duty.form_id, standard=standard)
            if standard
            else duty.form_id
        )

    def status_name(self, release: Release, figure_status: str) -> str:
        """A figure status by its id; the id itself where it has no name."""
        found = [one for one in release.figure_statuses if one.figure_status == figure_status]
        return self.say.of(found[0], "label") if found else figure_status

    def reason(self, release: Release, target_id: str) -> str:
        """The sentence that says how the verdict on a target came about; empty where there is none."""
        if self.language == "en":
            return release.reasons_en.get(target_id, "")
        rows = (row["verdict_reason"] for row in release.comparison if row["target_id"] == target_id)
        return next(rows, "") or ""

    def issue(self, issue: Issue, rule: Rule) -> str:
        """The message of an issue; in English the title of its rule where no English message was kept."""
        if self.language == "vi":
            return issue.message
        key = "issue_expected" if issue.expected else "issue_found" if issue.found else "issue_bare"
        title = self.say.of(rule, "title")
        return issue.message_en or self.say(key, title=title, found=issue.found, expected=issue.expected)

    def hint(self, issue: Issue) -> str:
        """How to mend an issue; empty where no English hint was kept."""
        return issue.hint if self.language == "vi" else issue.hint_en

    def notes(self, release: Release) -> tuple[str, ...]:
        """The notes that stand under every table."""
        return release.notes_en if self.language == "en" else release.notes_vi


def vietnamese(release: Release) -> Wording:
    """The words of the editions that are Vietnamese alone."""
    return Wording.of(release.texts, "vi")


def is_whole(release: Release) -> bool:
    """Whether the figures are of the plan's whole period."""
    return release.period.text == release.plan.period
