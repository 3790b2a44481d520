"""The shipped reference with the workspace's own laid over it."""

from pathlib import Path

import pytest

from flows.places import SHIPPED_REFERENCE, Workspace
from flows.stores.reference import code_digest, digest_of, read_registry, reference_texts
from transforms.errors import BadReference


def own(workspace: Path, path: str, text: str) -> None:
    target = workspace / "reference" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def shipped(path: str) -> str:
    return (SHIPPED_REFERENCE / path).read_text(encoding="utf-8")


def test_without_an_own_reference_the_shipped_one_is_read(tmp_path: Path) -> None:
    texts = reference_texts(Workspace(tmp_path))
    assert texts["standards.yaml"] == shipped("standards.yaml")
    assert not [path for path in texts if path.endswith(".meta.yaml")]


def test_a_new_file_extends_and_a_file_of_the_same_path_replaces(tmp_path: Path) -> None:
    """A plan of one's own needs no change of the program."""
    plan = shipped("plans/06-2018-qd560.yaml").replace("06-2018-qd560", "06-2018-tinh")
    own(tmp_path, "plans/06-2018-tinh.yaml", plan)
    own(
        tmp_path,
        "plans/063-2020-kh.yaml",
        shipped("plans/063-2020-kh.yaml").replace('low: "2.3"', 'low: "2.5"'),
    )
    plans = read_registry(Workspace(tmp_path)).plans
    assert {"06-2018-qd560", "06-2018-tinh", "063-2020-kh"} <= plans.keys()
    assert str(plans["063-2020-kh"].targets[0].low) == "2.5"


def test_added_rows_may_leave_a_column_out(tmp_path: Path) -> None:
    """Rows written before `select` came to the shipped file name their territories as they did."""
    header = "group_id,group_name_vi,territory_code,valid_from,valid_to,is_verified,source\n"
    own(tmp_path, "groups.add.csv", header + "own,Nhóm riêng,063,2020-01-01,,true,danh sách\n")
    (member,) = (m for m in read_registry(Workspace(tmp_path)).groups if m.group_id == "own")
    assert (member.territory_code, member.select, member.is_verified) == ("063", "", True)


def test_added_rows_with_an_unknown_column_are_refused(tmp_path: Path) -> None:
    own(tmp_path, "groups.add.csv", "group_id,ten_nhom\nown,Nhóm riêng\n")
    with pytest.raises(
        BadReference, match=r"groups\.add\.csv: line 1: unknown columns ten_nhom\. Valid: group_id,"
    ):
        read_registry(Workspace(tmp_path))


def test_the_shipped_files_stay_as_they_are(tmp_path: Path) -> None:
    before = digest_of(reference_texts(Workspace(tmp_path / "none")))
    own(tmp_path, "standards.yaml", shipped("standards.yaml") + "# own\n")
    assert digest_of(reference_texts(Workspace(tmp_path))) != before
    assert digest_of(reference_texts(Workspace(tmp_path / "none"))) == before


def test_every_change_of_text_or_path_changes_the_digest() -> None:
    texts = {"a.yaml": "1", "b.yaml": "2"}
    others = [
        {"a.yaml": "1"},
        {"a.yaml": "12", "b.yaml": ""},
        {"a.yaml": "2", "b.yaml": "1"},
        {"a.yaml1": "", "b.yaml": "2"},
    ]
    assert len({digest_of(t) for t in (texts, *others)}) == 5
    assert digest_of({"b.yaml": "2", "a.yaml": "1"}) == digest_of(texts)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("plans/06-2018-qd560.yaml", "plan_id: 06-2018-qd560\n"),
        ("plans/06-2018-qd560.yaml", "plan_id: [\n"),
        ("plans/khac.yaml", "- một danh sách\n"),
        ("standards.yaml", ""),
        ("groups.csv", "group_id\n"),
        ("obligations.csv", "submitter_id,form_id\n06,F99\n"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, path: str, text: str) -> None:
    own(tmp_path, path, text)
    with pytest.raises(BadReference, match=path) as error:
        read_registry(Workspace(tmp_path))
    assert error.value.exit_code == 5


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    own(tmp_path, "plans/x.yaml", "")
    (tmp_path / "reference/plans/x.yaml").write_bytes("tên: Bắc Kạn".encode("utf-16"))
    with pytest.raises(BadReference, match=r"plans/x\.yaml"):
        read_registry(Workspace(tmp_path))


def test_the_digest_of_the_code_is_stable() -> None:
    assert code_digest() == code_digest()
    assert len(code_digest()) == 64
