"""Same inputs, same reference, same code: same bytes out."""

import json
from pathlib import Path

import pytest

from tests.flow_helpers import deliver, demo, run, sample, tonghop, tree

pytestmark = pytest.mark.slow


def test_two_demos_publish_the_same_bytes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """In other folders, with another seed of hashes, time zone, language and mask of rights."""
    base = tmp_path_factory.getbasetemp()
    first, _ = demo(base)
    other = base / "một nơi khác" / "sâu hơn"
    second, _ = demo(
        other.parent, other.name, PYTHONHASHSEED="7", TZ="America/New_York", LC_ALL="C", LANG="C"
    )
    one, two = tree(first / "published"), tree(second / "published")
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert tree(first / "facts") == tree(second / "facts")
    assert (first / "warehouse/indicators.parquet").read_bytes() == (
        second / "warehouse/indicators.parquet"
    ).read_bytes()


def test_nothing_published_names_the_workspace_or_the_day(tmp_path_factory: pytest.TempPathFactory) -> None:
    workspace, _ = demo(tmp_path_factory.getbasetemp())
    for path, content in tree(workspace / "published").items():
        assert str(workspace).encode() not in content, path


def test_a_second_run_publishes_nothing_new_and_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    workspace, _ = demo(tmp_path_factory.getbasetemp())
    before = tree(workspace)
    done = tonghop("run", "--workspace", workspace)
    assert done.returncode == 0
    assert "Không có gì mới" in done.stdout
    after = tree(workspace)
    assert {p: c for p, c in after.items() if not p.endswith("run.lock")} == {
        p: c for p, c in before.items() if not p.endswith("run.lock")
    }
    as_json = json.loads(tonghop("run", "--workspace", workspace, "--json").stdout)
    assert as_json["is_anything_new"] is False


def test_the_order_of_arrival_within_a_run_does_not_change_the_figures(tmp_path: Path) -> None:
    """The same six files in one night or in two nights: the same tables."""
    places = (
        "01969/BC ra soat 2020 (chinh thuc).xlsx",
        "01984/tonghop_2019.xlsx",
        "01975/tonghop_2020.xlsx",
    )
    together, apart = tmp_path / "together", tmp_path / "apart"
    deliver(together, {place: sample(place) for place in places})
    run(together)
    for place in reversed(places):
        deliver(apart, {place: sample(place)})
        run(apart)
    for name in ("indicators.csv", "comparison.csv"):
        (one,), (two,) = (list(w.glob(f"published/063-2020-kh/*/latest/{name}")) for w in (together, apart))
        assert one.read_bytes() == two.read_bytes()
