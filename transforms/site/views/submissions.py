"""Every submission of a release with its receipt and its issues."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from transforms.site.book import Book
from transforms.terms.rule import SEVERITIES, Issue

Fact = tuple[str, str]
_SHORT = 12


@dataclass(frozen=True)
class IssueLine:
    """One issue in the words of the page: where it stands, what it says, what became of it."""

    issue: Issue
    place: str
    message: str
    hint: str


@dataclass(frozen=True)
class SubmissionLine:
    """One submission of the list: its receipt with the names of who sent it and of what it is."""

    receipt: Mapping[str, Any]
    path: str
    submitter: str
    verdict: str
    issues: int


def submission_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The list, then the receipt of each."""
    lines = sorted(
        (_line(receipt, book) for receipt in book.dossier.receipts.values()),
        key=lambda one: [one.receipt[name] for name in ("submitter_id", "form_id", "period", "sequence")],
    )
    yield book.page("submissions.html", "submissions.html.j2", lines=lines)
    for line in lines:
        yield _page(line, book)


def path_of(submission_id: str) -> str:
    """The place of the page of a submission."""
    return f"submissions/{submission_id[:_SHORT]}.html"


def _line(receipt: Mapping[str, Any], book: Book) -> SubmissionLine:
    return SubmissionLine(
        receipt,
        path_of(receipt["submission_id"]),
        book.words.submitter_name(receipt["submitter_id"]),
        book.words.submission_state(receipt["verdict"]),
        len(book.dossier.issues.get(receipt["submission_id"], ())),
    )


def _page(line: SubmissionLine, book: Book) -> tuple[str, bytes]:
    receipt = line.receipt
    issues = book.dossier.issues.get(receipt["submission_id"], ())
    counted = Counter(issue.severity for issue in issues)
    return book.page(
        line.path,
        "submission.html.j2",
        line=line,
        receipt=receipt,
        facts=[*_of_the_file(receipt, book), *_of_the_answer(receipt, book)],
        changes=[
            (one["territory_name"], one["item_id"], one["old"], one["new"]) for one in receipt["changes"]
        ],
        counts=[(one, book.words.severity(one), counted[one]) for one in SEVERITIES if counted[one]],
        issues=[_issue_line(issue, book) for issue in _gravest_first(issues)],
    )


def _of_the_file(receipt: Mapping[str, Any], book: Book) -> Iterator[Fact]:
    """What arrived: the file, its hash, when and for what."""
    say, words = book.say, book.words
    yield say("file"), receipt["original_name"]
    yield say("file_hash"), receipt["submission_id"]
    yield say("archive_place"), say("archive_path", submission=receipt["submission_id"])
    yield say("received_moment"), words.moment(receipt["received_at"])
    yield (
        say("form"),
        say("form_version", form=words.form_title(receipt["form_id"]), version=receipt["form_version"]),
    )
    yield say("period"), words.period_text(receipt["period"])
    yield say("status"), words.status_name(receipt["figure_status"])
    if receipt["letter_number"]:
        yield say("letter"), _letter(receipt, book)
    if receipt["is_simulated"]:
        yield say("caution"), say("is_simulated")


def _letter(receipt: Mapping[str, Any], book: Book) -> str:
    key = "letter_dated" if receipt["letter_date"] else "letter_undated"
    return book.say(key, number=receipt["letter_number"], day=receipt["letter_date"])


def _of_the_answer(receipt: Mapping[str, Any], book: Book) -> Iterator[Fact]:
    """What was said to it: verdict, deadline, version, counts."""
    say, number = book.say, book.words.count
    yield say("state"), book.words.submission_state(receipt["verdict"])
    yield say("deadline"), _deadline(receipt, book)
    yield say("version_label"), _version(receipt, book)
    counts = [receipt[name] for name in ("cells_read", "cells_ignored_by_rule", "cells_unrecognised")]
    told = [number(count) for count in counts]
    yield (
        say("cells"),
        f"{number(sum(counts))}: " + say("cells_told", read=told[0], ignored=told[1], unknown=told[2]),
    )
    if receipt["cells_required"]:
        given, required = (number(receipt[name]) for name in ("cells_given", "cells_required"))
        yield say("cells_needed"), say("cells_given", given=given, required=required)
    if receipt["is_nil"]:
        yield say("nil_return"), say("state_not_applicable")
    if receipt["reopenings"]:
        yield say("reopened"), ", ".join(receipt["reopenings"])


def _deadline(receipt: Mapping[str, Any], book: Book) -> str:
    if receipt["deadline"] == "late":
        told = book.say("late_working_days", count=receipt["days_late"])
    else:
        told = book.say("deadline_on_time" if receipt["deadline"] == "on_time" else "deadline_none")
    return f"{book.words.day(receipt['due_date'])}: {told}" if receipt["due_date"] else told


def _version(receipt: Mapping[str, Any], book: Book) -> str:
    told = book.say("version_number", count=receipt["version"])
    if not receipt["identical_to"]:
        return told
    same = book.say(
        "same_figures", submission=receipt["identical_to"][:_SHORT], count=receipt["identical_version"]
    )
    return f"{told}; {same}"


def _gravest_first(issues: Sequence[Issue]) -> list[Issue]:
    """In the order in which they were found, the gravest first."""
    return sorted(issues, key=lambda issue: SEVERITIES.index(issue.severity))


def _issue_line(issue: Issue, book: Book) -> IssueLine:
    return IssueLine(issue, _place(issue, book), book.words.issue(issue), book.words.hint(issue))


def _place(issue: Issue, book: Book) -> str:
    """Where it stands: form, period, sheet, cell, as far as it has one."""
    say = book.say
    form_id, period, sheet, cell = attrgetter("form_id", "period", "sheet", "cell")(issue)
    named = (
        f"{say('form')} {form_id}" if form_id else "",
        book.words.period_text(period) if period else "",
        say("issue_sheet", sheet=sheet) if sheet else "",
        say("issue_cell", cell=cell) if cell else "",
    )
    return " · ".join(filter(None, named))
