"""A pack has the same bytes for the same content; one that was damaged or made to do harm is refused."""

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.stores.packs import MANIFEST, is_safe, unpack, write_pack
from tests.flow_helpers import tree
from transforms.errors import NotAsWritten, PipelineError

MEMBERS: dict[str, Path | bytes] = {
    "workspace/archive/aa/original.xlsx": b"one" * 100,
    "README.txt": "gói\n".encode(),
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write_pack(tmp_path / "a.zip", MEMBERS, {"plan_id": "06"})
    return tmp_path / "a.zip"


def forged(target: Path, members: dict[str, bytes], listed: dict[str, bytes] | None = None) -> Path:
    """A pack that somebody else wrote, with a manifest that fits."""
    from hashlib import sha256

    listed = members if listed is None else listed
    files = {name: {"bytes": len(c), "sha256": sha256(c).hexdigest()} for name, c in listed.items()}
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(MANIFEST, json.dumps({"format": 1, "files": files}))
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target


def refused(pack: Path, folder: Path) -> str:
    folder.mkdir()
    with pytest.raises(NotAsWritten) as error:
        unpack(pack, folder)
    assert "tonghop audit pack" in str(error.value)
    return str(error.value)


def test_what_is_packed_comes_out_again(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    manifest = unpack(pack, tmp_path / "out")
    assert manifest["plan_id"] == "06"
    assert tree(tmp_path / "out") == MEMBERS
    assert manifest["files"].keys() == MEMBERS.keys()


def test_the_same_content_is_packed_in_the_same_bytes(pack: Path, tmp_path: Path) -> None:
    """Whatever the order, the time, and whether it comes from a file."""
    (tmp_path / "file").write_bytes(b"one" * 100)
    other: dict[str, Path | bytes] = dict(reversed(MEMBERS.items()))
    other["workspace/archive/aa/original.xlsx"] = tmp_path / "file"
    write_pack(tmp_path / "b.zip", other, {"plan_id": "06"})
    assert (tmp_path / "b.zip").read_bytes() == pack.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip", "file"]


def test_only_who_packed_the_originals_may_read_them(pack: Path) -> None:
    assert stat.S_IMODE(pack.stat().st_mode) == 0o600


def test_nothing_is_left_of_a_pack_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        write_pack(tmp_path / "a.zip", {"a": tmp_path / "gone"}, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/x", "a\\..\\x", "c:x", "./x", "a/./x", "a/", "..", ""]
)
def test_a_name_that_would_leave_the_folder(name: str, tmp_path: Path) -> None:
    assert not is_safe(name)
    if name:
        refused(forged(tmp_path / "a.zip", {name: b"x"}), tmp_path / "out")
    assert [path.name for path in tmp_path.rglob("*")] in ([], ["a.zip", "out"], ["out", "a.zip"])


@pytest.mark.parametrize("name", ["a", "a/b", "workspace/reference/Tên có dấu.csv", "a/..b", "a...b"])
def test_a_name_that_stays_in_the_folder(name: str) -> None:
    assert is_safe(name)


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = forged(tmp_path / "a.zip", {})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("workspace")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc")
    assert "is a link" in refused(path, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_stands_twice(tmp_path: Path) -> None:
    path = forged(tmp_path / "a.zip", {"a": b"x"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("a", b"y")
    assert "twice" in refused(path, tmp_path / "out")


@pytest.mark.parametrize(
    ("members", "listed", "said"),
    [
        ({"a": b"x"}, {"a": b"x", "b": b"y"}, "1 members are missing, the first b"),
        ({"a": b"x", "b": b"y"}, {"a": b"x"}, "1 members are not listed, the first b"),
        ({"a": b"x"}, {"a": b"y"}, "a is not the file"),
        ({"a": b"x" * 9_000_000}, {"a": b"x"}, "a is not the file"),
        ({"a": b""}, {"a": b"x"}, "a is not the file"),
    ],
)
def test_members_that_are_not_those_of_the_manifest(
    tmp_path: Path, members: dict[str, bytes], listed: dict[str, bytes], said: str
) -> None:
    assert said in refused(forged(tmp_path / "a.zip", members, listed), tmp_path / "out")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"format": 2, "files": {}}', b'{"format": 1, "files": []}',
     b'{"format": 1, "files": {"a": 1}}',
     b"[" * 100_000, b"\xff", b'{"format": 1, "files": {"a": {"bytes": "1", "sha256": ""}}}'],
)  # fmt: skip
def test_a_manifest_that_is_none(tmp_path: Path, content: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(MANIFEST, content)
    refused(tmp_path / "a.zip", tmp_path / "out")


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, "không phải gói".encode()])
def test_what_is_no_pack(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    refused(tmp_path / "a.zip", tmp_path / "out")


def _packed() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder) / "a.zip", MEMBERS, {})
        return (Path(folder) / "a.zip").read_bytes()


PACKED = _packed()


def _refusal(pack: Path, folder: Path) -> str:
    try:
        unpack(pack, folder)
    except PipelineError as error:
        return str(error)
    return ""


@settings(max_examples=300)
@given(data=st.data())
def test_damage_anywhere_is_refused_or_harmless(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Cut off, or one byte changed: a clear refusal, or (a byte that nobody reads) the same members."""
    at = data.draw(st.integers(0, len(PACKED) - 1))
    cut = data.draw(st.booleans())
    changed = PACKED[at] ^ data.draw(st.integers(1, 255))
    content = PACKED[:at] if cut else PACKED[:at] + bytes([changed]) + PACKED[at + 1 :]
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "a.zip").write_bytes(content)
    (folder / "out").mkdir()
    said = _refusal(folder / "a.zip", folder / "out")
    if said:
        assert str(folder / "a.zip") in said
    else:
        assert not cut
        assert tree(folder / "out") == MEMBERS


def test_a_pack_is_an_ordinary_zip(pack: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(pack.read_bytes())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [MANIFEST, *sorted(MEMBERS)]
