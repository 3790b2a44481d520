"""The kinds of pages of a release, one of each."""

from pathlib import Path

KINDS = (
    "index.html",
    "territories.html",
    "territories/06.html",
    "territories/01978.html",
    "indicators.html",
    "indicators/poor_household_rate.html",
    "figures/06-poor_household_rate.html",
    "map.html",
    "completeness.html",
    "changes.html",
    "submissions.html",
    "rules.html",
    "release.html",
)
LANGUAGES = ("", "en/")


def address(path: Path) -> str:
    """The address of a page on disk."""
    return path.absolute().as_uri()
