"""Who owes what: the reports that are missing first, then those that came in."""

from collections import Counter
from collections.abc import Iterator

from transforms.render.lines import days_late, ordered_duties
from transforms.site.book import Book

NOT_DONE = frozenset({"missing", "returned"})


def completeness_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The page of all reports that are owed for the release."""
    duties = ordered_duties(book.dossier.release)
    counted = Counter(duty.state for duty in duties)
    yield book.page(
        "completeness.html",
        "completeness.html.j2",
        owed=len(duties),
        missing=[duty for duty in duties if duty.state in NOT_DONE],
        received=[duty for duty in duties if duty.state not in NOT_DONE],
        counts=[(state, book.words.duty(state), count) for state, count in counted.items()],
        days_late=days_late,
    )
