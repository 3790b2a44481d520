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
    "submissions/*.html",
    "rules.html",
    "release.html",
    "../../../index.html",
)
LANGUAGES = ("", "en/")


def located(folder: Path, kind: str, language: str = "") -> Path:
    """The page of a kind in a release, or the page over all releases; of many the first."""
    if kind.startswith("../"):
        return folder.parents[2] / language / Path(kind).name
    return min((folder / language).glob(kind))


def address(path: Path) -> str:
    """The address of a page on disk."""
    return path.absolute().as_uri()
