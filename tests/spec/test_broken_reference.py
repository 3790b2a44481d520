"""A reference that contradicts itself stops a run before it starts.

Exit code 5; the message names the file, the line, and what would be valid. The workspace stays as it was.
"""

from hashlib import sha256
from pathlib import Path

import pytest

from flows.places import SHIPPED_REFERENCE, Workspace
from flows.stores.reference import read_registry
from tests.flow_helpers import tonghop
from transforms.errors import BadReference

pytestmark = pytest.mark.slow

TERRITORIES = "code,name,level,type,parent_code,province_code,valid_from,valid_to\n"
CHANGES = "effective,old_code,new_code,part,decree,source,note\n"
GROUPS = "group_id,group_name_vi,territory_code,valid_from,valid_to,is_verified,source\n"

# What is wrong; the province's own file; its content, or (old, new) in the shipped file; what the message says.
BROKEN = {
    "one code is two units at once": (
        "territories.add.csv",
        TERRITORIES + "01993,Xã Tân Tiến,commune,Xã,063,06,2019-01-01,2021-01-01\n",
        ["territories.add.csv: line 2", "01993", "overlaps", "Valid: one unit a code on every day"],
    ),
    "two standards on one day": (
        "standards.yaml",
        ("valid_from: 2022-01-01", "valid_from: 2021-01-01"),
        ["standards.yaml: line 38", "ND07_2021", "overlaps QD59_2015", "Valid: stretches that follow"],
    ),
    "a member of a group twice on one day": (
        "groups.add.csv",
        GROUPS + "bac_kan_poor_areas,Huyện nghèo,060,2019-01-01,2020-01-01,false,danh sách\n",
        ["groups.add.csv: line 2", "bac_kan_poor_areas 060", "overlaps", "Valid: stretches that follow"],
    ),
    "an unknown indicator": (
        "plans/063-2020-kh.yaml",
        ("indicator_id: new_job_count", "indicator_id: new_jobs"),
        ["plans/063-2020-kh.yaml: line 46", "unknown indicator new_jobs", "Valid: an id under indicators/"],
    ),
    "a target without comparator": (
        "plans/063-2020-kh.yaml",
        ('    comparator: ">="\n    low: "550"\n', '    low: "550"\n'),
        ["plans/063-2020-kh.yaml: line 41, targets/2", "'comparator'", "Valid: required"],
    ),
    "a cyclic succession": (
        "territory_changes.add.csv",
        CHANGES + "2019-06-01,01978,01981,full,,không có,\n2019-06-01,01981,01978,full,,không có,\n",
        [
            "territory_changes.add.csv: line 2",
            "cyclic succession 01978 → 01981 → 01978",
            "Valid: successions",
        ],
    ),
    "a unit that became two units, one of them in full": (
        "territory_changes.add.csv",
        CHANGES + "2020-02-01,01987,02005,part,,không có,\n",
        ["territory_changes.add.csv: line 2", "01987 became 02005", "Valid: one row with full"],
    ),
    "a succession of a unit that is no more": (
        "territory_changes.add.csv",
        CHANGES + "2021-01-01,01987,01993,full,,không có,\n",
        [
            "territory_changes.add.csv: line 2, column old_code",
            "no territory 01987 on 2020-12-31",
            "Valid: a code",
        ],
    ),
    "a parent that did not exist yet": (
        "territories.add.csv",
        TERRITORIES + "99901,Xã Thử,commune,Xã,063,06,2003-01-01,2021-01-01\n",
        ["territories.add.csv: line 2", "no parent 063 on 2003-01-01", "Valid: a code of territories.csv"],
    ),
    "a list of columns that nobody defines": (
        "forms/F10.yaml",
        ("each: causes_2022\n", "each: causes_2027\n"),
        ["forms/F10.yaml", "each: causes_2027", "unknown list", "Valid: one of causes_2016, causes_2022"],
    ),
    "a column after one that the form does not have": (
        "forms/M03N.yaml",
        ('after: "3"', 'after: "33"'),
        ["forms/M03N.yaml: line", "column 4 stands after '33'", "Valid: the number of a column of this form"],
    ),
    "a printed group that is no ethnic group": (
        "printed_entries.csv",
        ("bru_van_kieu|chut", "bru_van_kieu|atlantis"),
        ["printed_entries.csv", "ethnic_minorities has no entry atlantis", "Valid: an entry of a list"],
    ),
    "a number of communes that the list does not have": (
        "territory_counts.add.csv",
        "date,territory_code,level,units,source\n2025-07-01,19,commune,93,công báo\n",
        ["territory_counts.add.csv: line 2", "93 units of level commune in 19", "Valid: 92"],
    ),
}


def files_of(workspace: Path) -> dict[str, str]:
    """Every file and folder of a workspace with the hash of its content."""
    return {
        path.relative_to(workspace).as_posix(): sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in sorted(workspace.rglob("*"))
    }


def lay(workspace: Path, file: str, content: str | tuple[str, str]) -> None:
    """Put the broken file into the workspace's own reference, and a delivery into the inbox."""
    if isinstance(content, tuple):
        shipped = (SHIPPED_REFERENCE / file).read_text(encoding="utf-8")
        assert shipped.count(content[0]) == 1
        content = shipped.replace(*content)
    for path, text in ((f"reference/{file}", content), ("inbox/060/F01.xlsx", "x")):
        target = workspace / path
        target.parent.mkdir(parents=True)
        target.write_text(text, encoding="utf-8")


NAMED_BY_THE_OFFICE = (
    "one code is two units at once",
    "an unknown indicator",
    "a target without comparator",
    "a cyclic succession",
)


@pytest.mark.parametrize("wrong", BROKEN)
def test_the_reference_is_refused_for(wrong: str, tmp_path: Path) -> None:
    file, content, parts = BROKEN[wrong]
    lay(tmp_path, file, content)
    with pytest.raises(BadReference) as refused:
        read_registry(Workspace(tmp_path))
    assert refused.value.exit_code == 5
    assert [part for part in parts if part not in str(refused.value)] == [], str(refused.value)


@pytest.mark.slow
@pytest.mark.parametrize("wrong", NAMED_BY_THE_OFFICE)
def test_a_run_does_not_start_on(wrong: str, tmp_path: Path) -> None:
    """Nothing is touched, and nothing is left behind."""
    file, content, parts = BROKEN[wrong]
    lay(tmp_path, file, content)
    before = files_of(tmp_path)
    done = tonghop("run", "--workspace", tmp_path)
    assert done.returncode == 5, done.stderr
    assert [part for part in parts if part not in done.stderr] == [], done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(tmp_path) == before
