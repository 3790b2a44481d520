"""What changed, in one sentence of each language."""

import pytest

from tests.unit.changed import changes, figure, sent, target, told
from transforms.change_notes import change_notes, with_changes
from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_content import Content, release_of
from transforms.terms.change import CAUSES, Changes
from transforms.terms.period import Period
from transforms.terms.standard import FigureStatus


@pytest.fixture
def release(small: Registry) -> Release:
    frame = Frame(small.plans["063-2020-kh"], Period("2020"), FigureStatus("chinh_thuc", "Chính thức", 3, ()))
    return release_of(frame, Content([], [], [], {}), small, "r1")


def test_nobody_looked_at_the_release_before(release: Release) -> None:
    assert change_notes(release) == ((), ())


def test_the_first_release_says_so_under_its_tables(release: Release) -> None:
    found = with_changes(release, Changes(""))
    assert found.notes_vi == (*release.notes_vi, *change_notes(found)[0])
    assert found.notes_vi[-1].startswith("Đây là bản công bố đầu tiên")
    assert found.table_notes == (*release.table_notes, len(release.notes_vi))


def test_a_predecessor_that_cannot_be_read_is_told(release: Release) -> None:
    vi, en = change_notes(with_changes(release, Changes("0a1b2c3d4e5f", is_known=False)))
    assert vi[0].startswith("Không so sánh được với bản công bố trước (0a1b2c3d4e5f)")
    assert en[0].startswith("Not compared with the release before (0a1b2c3d4e5f)")


def test_nothing_changed(release: Release) -> None:
    vi, en = change_notes(with_changes(release, Changes("p")))
    assert vi == ("So với bản công bố trước (p): không số liệu nào thay đổi.",)
    assert en == ("Compared with the release before (p): no figure changed.",)


def test_changes_are_counted_by_cause_with_the_marks_of_the_language(release: Release) -> None:
    late = [figure("poor_household_count", "01969", n, period=str(n)) for n in range(1000, 2486)]
    now = told([sent("a")], late, target(5))
    vi, en = change_notes(with_changes(release, changes(told([], []), now)))
    (sentence,) = vi
    assert sentence == (
        "So với bản công bố trước (p): 1.486 số liệu và 1 dòng so sánh với kế hoạch thay đổi, do chỉ tiêu kế hoạch "
        "được điều chỉnh (1), nguyên nhân chưa xác định (1.486)."
    )
    assert en[0].startswith("Compared with the release before (p), changed figures: 1,486, changed lines")


def test_every_cause_has_its_words(small: Registry) -> None:
    for language in ("vi", "en"):
        say = small.texts.speaker(language)
        assert all(say(f"change_cause_{cause}") for cause in CAUSES)
