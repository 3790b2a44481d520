"""The page over all releases, and the page of changes, after two nights."""

import os
from pathlib import Path

import pytest

from tests.flow_helpers import copied, deliver, run, tonghop
from tests.flows.conftest import Night

pytestmark = pytest.mark.slow

PLAN = "063-2020-kh"


def home(workspace: Path, language: str = "") -> Path:
    return workspace / "published" / language / "index.html"


def releases(night: Night) -> set[str]:
    folder = night.workspace / "published" / PLAN / "2020-chinh_thuc"
    return {path.name for path in folder.iterdir() if path.is_dir() and not path.is_symlink()}


@pytest.mark.parametrize("language", ["", "en"])
def test_home_links_every_release_of_both_nights(
    first_night: Night, second_night: Night, language: str
) -> None:
    before, now = releases(first_night), releases(second_night)
    assert len(before) == 1
    assert len(now) == 2
    page = home(second_night.workspace, language).read_text(encoding="utf-8")
    assert all(f"{PLAN}/2020-chinh_thuc/{release}/" in page for release in now)
    first = home(first_night.workspace, language).read_text(encoding="utf-8")
    assert not any(release in first for release in now - before)


def test_the_second_release_says_what_changed_since_the_first_and_by_which_report(
    second_night: Night,
) -> None:
    folder = second_night.workspace / "published" / PLAN / "2020-chinh_thuc" / "latest"
    page = (folder / "changes.html").read_text(encoding="utf-8")
    assert "So với bản công bố trước" in page
    assert "báo cáo gửi lại thay bản trước" in page
    assert 'href="submissions/' in page.partition("h-figures")[2]


def test_a_night_with_nothing_new_leaves_home_as_it_is(second_night: Night, tmp_path: Path) -> None:
    workspace = copied(second_night.workspace, tmp_path / "w")
    os.utime(home(workspace), (1, 1))
    run(workspace)
    assert home(workspace).stat().st_mtime == 1


@pytest.mark.parametrize("harm", ["other", "gone"])
def test_a_home_that_was_harmed_is_told_and_drawn_again_on_the_next_night_at_work(
    second_night: Night, tmp_path: Path, harm: str
) -> None:
    workspace = copied(second_night.workspace, tmp_path / "w")
    right = home(workspace).read_bytes()
    if harm == "other":
        home(workspace).write_bytes(right.replace(b"<h1>", b"<h1>!"))
    else:
        home(workspace).unlink()
    assert tonghop("audit", "verify", "--workspace", workspace).returncode != 0
    deliver(workspace, {"01984/no-workbook.xlsx": b"no workbook"}, day="2020-12-10")
    run(workspace)
    assert home(workspace).read_bytes() == right
    assert tonghop("audit", "verify", "--workspace", workspace).returncode == 0
