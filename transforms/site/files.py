"""All pages of a release in both languages, with the files that they share."""

from collections.abc import Callable, Iterator

from transforms.site.assets import search_file, shared_files
from transforms.site.book import Book
from transforms.site.dossier import Dossier
from transforms.site.figures import Figures
from transforms.site.views.changes import change_pages
from transforms.site.views.completeness import completeness_pages
from transforms.site.views.figures import figure_pages
from transforms.site.views.indicators import indicator_pages
from transforms.site.views.maps import map_pages
from transforms.site.views.plan import plan_pages
from transforms.site.views.release import release_pages
from transforms.site.views.rules import rule_pages
from transforms.site.views.submissions import submission_pages
from transforms.site.views.territories import territory_pages
from transforms.terms.texts import LANGUAGES

_VIEWS: tuple[Callable[[Book], Iterator[tuple[str, bytes]]], ...] = (
    plan_pages,
    territory_pages,
    indicator_pages,
    figure_pages,
    map_pages,
    completeness_pages,
    change_pages,
    submission_pages,
    rule_pages,
    release_pages,
)


def site_files(dossier: Dossier) -> dict[str, bytes]:
    """Every file of the site by its place in the release."""
    figures = Figures(dossier)
    found = shared_files()
    for language in LANGUAGES:
        book = Book.of(dossier, figures, language)
        found |= dict(page for view in _VIEWS for page in view(book))
        found |= dict([search_file(book)])
    return found
