"""A file is written whole or not at all."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.stores.files import file_digest, json_bytes, read_json, write_json, write_whole
from tests.flow_helpers import environment
from transforms.errors import StorageFailed


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "c.txt", b"one")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"one"


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        write_whole(tmp_path / "c.txt", content)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("c.txt", b"two")]


def test_a_file_may_be_read_by_all_and_written_by_its_owner(tmp_path: Path) -> None:
    write_whole(tmp_path / "c.txt", b"one")
    assert (tmp_path / "c.txt").stat().st_mode & 0o777 == 0o644


def test_a_crash_between_write_and_rename_leaves_the_old_file(tmp_path: Path) -> None:
    """A process writes the same file again and again and is killed in the middle."""
    target = tmp_path / "c.txt"
    program = (
        "import sys\nfrom pathlib import Path\nfrom flows.stores.files import write_whole\n"
        "for n in range(10**6):\n"
        "    write_whole(Path(sys.argv[1]), (str(n % 10) * 200_000).encode())\n"
        "    print(n, flush=True)\n"
    )
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(target)], env=environment(), stdout=subprocess.PIPE
        )
        assert process.stdout
        for _ in range(7):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        content = target.read_bytes()
        assert len(content) == 200_000
        assert len(set(content)) == 1


def test_a_folder_that_cannot_be_made_says_what_and_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageFailed, match=r"cannot write .*file/c\.txt") as error:
        write_whole(tmp_path / "file" / "c.txt", b"one")
    assert error.value.exit_code == 6


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(StorageFailed):
        write_whole(tmp_path / "c.txt", b"one")
    assert [p.name for p in tmp_path.iterdir()] == ["c.txt"]


def test_json_is_the_same_whatever_the_order_of_keys() -> None:
    assert json_bytes({"b": 1, "a": "Bắc Kạn"}) == json_bytes({"a": "Bắc Kạn", "b": 1})
    assert "Bắc Kạn" in json_bytes("Bắc Kạn").decode()


def test_json_comes_back(tmp_path: Path) -> None:
    write_json(tmp_path / "x.json", {"a": ["Bắc Kạn", 1, None]})
    assert read_json(tmp_path / "x.json") == {"a": ["Bắc Kạn", 1, None]}


def test_a_file_that_is_not_there_is_a_failure_of_storage(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"cannot read .*x\.json"):
        read_json(tmp_path / "x.json")


def test_a_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    """SHA-256 of the empty text, and of a file beyond one block."""
    (tmp_path / "empty").write_bytes(b"")
    assert file_digest(tmp_path / "empty") == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    (tmp_path / "large").write_bytes(b"a" * 1_000_000)
    assert file_digest(tmp_path / "large") == (
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    )
