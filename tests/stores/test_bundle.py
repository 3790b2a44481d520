"""A release appears whole, the pointer moves at once, and old releases stay."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.stores import bundle
from tests.flow_helpers import environment, tree
from transforms.errors import StorageFailed

FILES = {"index.html": b"<p>", "manifest.json": b"{}"}


def test_a_release_and_its_pointer(tmp_path: Path) -> None:
    assert not bundle.is_latest(tmp_path / "x", "aaa")
    assert bundle.write_release(tmp_path / "x", "aaa", FILES) == tmp_path / "x" / "aaa"
    assert bundle.is_latest(tmp_path / "x", "aaa")
    assert tree(tmp_path / "x") == {
        "aaa/index.html": b"<p>", "aaa/manifest.json": b"{}", "latest": b"aaa",
    }  # fmt: skip
    assert (tmp_path / "x" / "latest" / "index.html").read_bytes() == b"<p>"


def test_the_pointer_is_relative_so_that_the_room_can_be_moved(tmp_path: Path) -> None:
    bundle.write_release(tmp_path / "x", "aaa", FILES)
    (tmp_path / "x").rename(tmp_path / "y")
    assert (tmp_path / "y" / "latest" / "index.html").exists()


def test_old_releases_stay_as_they_were(tmp_path: Path) -> None:
    bundle.write_release(tmp_path, "aaa", FILES)
    before = {p: c for p, c in tree(tmp_path).items() if p != "latest"}
    bundle.write_release(tmp_path, "bbb", {**FILES, "index.html": b"<p>2"})
    after = tree(tmp_path)
    assert {path: after[path] for path in before} == before
    assert after["latest"] == b"bbb"
    assert not bundle.is_latest(tmp_path, "aaa")


def test_a_release_that_is_there_is_never_written_again(tmp_path: Path) -> None:
    """Back to an earlier state: only the pointer moves."""
    bundle.write_release(tmp_path, "aaa", FILES)
    bundle.write_release(tmp_path, "bbb", FILES)
    bundle.write_release(tmp_path, "aaa", {"index.html": b"other"})
    assert (tmp_path / "aaa" / "index.html").read_bytes() == b"<p>"
    assert bundle.is_latest(tmp_path, "aaa")


def test_what_a_stop_left_unfinished_is_not_seen_and_cleared(tmp_path: Path) -> None:
    (tmp_path / ".aaa").mkdir()
    (tmp_path / ".aaa" / "left.html").write_bytes(b"half")
    (tmp_path / ".latest").symlink_to("nowhere")
    assert not bundle.is_latest(tmp_path, "aaa")
    bundle.write_release(tmp_path, "aaa", FILES)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["aaa", "latest"]
    assert sorted(p.name for p in (tmp_path / "aaa").iterdir()) == sorted(FILES)


def test_a_release_without_manifest_is_not_the_latest(tmp_path: Path) -> None:
    (tmp_path / "aaa").mkdir()
    (tmp_path / "latest").symlink_to("aaa")
    assert not bundle.is_latest(tmp_path, "aaa")


def test_a_reader_always_finds_a_whole_release_behind_the_pointer(tmp_path: Path) -> None:
    """While another process moves the pointer again and again, it never is away nor leads to a half release."""
    bundle.write_release(tmp_path, "r0", FILES)
    program = (
        "import sys\nfrom pathlib import Path\nfrom flows.stores import bundle\n"
        "for n in range(200):\n"
        "    name = f'r{n}'.encode()\n"
        "    bundle.write_release(Path(sys.argv[1]), f'r{n}', {'index.html': name, 'manifest.json': name})\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], env=environment())
    seen = set()
    while process.poll() is None:
        name = (tmp_path / "latest").readlink().name
        assert sorted(p.name for p in (tmp_path / name).iterdir()) == ["index.html", "manifest.json"]
        seen.add(name)
    assert process.returncode == 0
    assert (tmp_path / "latest").readlink().name == "r199"


def test_a_folder_in_place_of_the_pointer_is_a_failure_of_storage(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    with pytest.raises(StorageFailed):
        bundle.write_release(tmp_path, "aaa", FILES)
