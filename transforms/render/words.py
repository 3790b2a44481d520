"""Sentences of a release in the editions that are Vietnamese alone."""

from transforms.release import Release
from transforms.render.wording import vietnamese


def heading_vi(release: Release) -> str:
    """What the release is, as a sentence: `Kết quả thực hiện 6 tháng đầu năm 2024 so với kế hoạch năm 2024`."""
    return vietnamese(release).heading(release)


def title_vi(release: Release) -> str:
    """The title of the official table, in upper case."""
    return vietnamese(release).title(release)


def column_heads_vi(release: Release) -> tuple[str, str, str]:
    """The heads over the aim, the figure and what lies between them."""
    return vietnamese(release).column_heads(release)


def rank_vi(release: Release) -> str:
    """How the ranks of the territories are to be read."""
    return vietnamese(release).rank(release)


def parent_vi(release: Release) -> str:
    """The plan of the level above that this one carries out; empty where there is none."""
    return vietnamese(release).parent(release)


def status_vi(release: Release) -> str:
    """The status of the figures and the standard they are counted by."""
    return vietnamese(release).status(release)
