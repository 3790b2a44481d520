"""What a release is made of: its identity, its inputs by hash, corrections, and how all of it is verified."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.site.book import Book
from transforms.site.views.submissions import path_of
from transforms.terms.correction import Correction


@dataclass(frozen=True)
class InputLine:
    """One submission that the release rests on."""

    submission_id: str
    path: str
    submitter: str
    form_id: str
    period: str
    status: str
    received: str
    verdict: str


def release_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The page of the release."""
    identity = book.dossier.identity
    yield book.page(
        "release.html",
        "release.html.j2",
        identity=identity,
        previous=identity["previous_release_id"] or book.say("release_first"),
        inputs=[_input(one, book) for one in identity["inputs"]],
        corrections=_corrections(book),
    )


def _input(one: dict[str, str], book: Book) -> InputLine:
    return InputLine(
        one["submission_id"],
        path_of(one["submission_id"]),
        book.words.submitter_name(one["submitter_id"]),
        one["form_id"],
        one["period"],
        book.words.status_name(one["figure_status"]),
        book.words.day(one["received_date"]),
        book.words.submission_state(one["verdict"]),
    )


def _corrections(book: Book) -> list[Correction]:
    applied = book.dossier.identity["basis"]["corrections"]
    return [one for one in book.dossier.registry.corrections if one.correction_id in applied]
