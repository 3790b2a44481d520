"""A figure that the office corrects: counted, printed and traced as corrected, the fact itself untouched."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.flow_helpers import copied, deliver, figure, id_of, run, sample, table, tonghop, workbook
from tests.flows import deliveries as d

pytestmark = pytest.mark.slow

ASKED = ("poor_household_count", "01969", "2020")
CORRECTIONS = """\
corrections:
  - correction_id: dc-2020-01
    territory_code: "01969"
    item_id: poor_households
    period: "2020"
    figure_status: chinh_thuc
    standard_id: QD59_2015
    found: "{found}"
    corrected: "{corrected}"
    reason_vi: Một hộ đã chuyển đi trước ngày rà soát
    asked_by_vi: UBND thị trấn
    document_vi: Công văn số 12/UBND
    decided_on: "2020-12-20"
"""


def poor() -> int:
    return figure("F01", "01969", "2020", "01969", "poor_households")


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("corrected") / "w"
    deliver(workspace, {d.GOOD_F01: sample(d.GOOD_F01)})
    folder = workspace / "reference" / "corrections"
    folder.mkdir(parents=True)
    text = CORRECTIONS.format(found=poor(), corrected=poor() - 1)
    (folder / "2020.yaml").write_text(text, encoding="utf-8")
    run(workspace)
    return workspace


def published(workspace: Path) -> Path:
    (latest,) = (workspace / "published/063-2020-kh").glob("*/latest")
    return latest


def counted(workspace: Path) -> int:
    rows = table(published(workspace), "indicators")
    keys = ("indicator_id", "territory_code", "period")
    return int(next(r["actual"] for r in rows if tuple(r[k] for k in keys) == ASKED))


def page(workspace: Path) -> str:
    return (published(workspace) / "index.html").read_text(encoding="utf-8")


def test_the_corrected_figure_counts_and_the_fact_stays(corrected: Path) -> None:
    assert counted(corrected) == poor() - 1
    file = corrected / "facts/form=F01/period=2020" / f"{id_of(sample(d.GOOD_F01))}.parquet"
    facts = pq.read_table(file, partitioning=None).to_pylist()
    assert next(f["value"] for f in facts if f["item_id"] == "poor_households") == poor()


def test_the_notes_of_the_release_print_it(corrected: Path) -> None:
    assert f"Đính chính dc-2020-01: Thị trấn Phủ Thông, số hộ nghèo, kỳ 2020: báo cáo ghi {poor()}" in page(
        corrected
    )
    assert "Công văn số 12/UBND, ngày 20/12/2020, UBND thị trấn đề nghị" in page(corrected)


def test_the_trace_shows_the_cell_and_what_was_counted_instead(corrected: Path) -> None:
    traced = json.loads(tonghop("trace", *ASKED, "--workspace", corrected, "--json").stdout)
    (cell,) = [c for c in traced["cells"] if c["item_id"] == "poor_households"]
    assert (float(cell["value"]), float(cell["corrected_value"])) == (poor(), poor() - 1)
    assert cell["correction"]["document_vi"] == "Công văn số 12/UBND"
    said = tonghop("trace", *ASKED, "--workspace", corrected).stdout
    assert f"Đính chính dc-2020-01: tính là {poor() - 1}" in said


def test_before_the_decision_the_reported_figure_was_known(corrected: Path) -> None:
    traced = json.loads(
        tonghop("trace", *ASKED, "--as-of", "2020-12-19", "--workspace", corrected, "--json").stdout
    )
    assert float(traced["figure"]["actual"]) == poor()


def test_a_correction_ends_where_a_new_report_says_something_else(corrected: Path, tmp_path: Path) -> None:
    workspace = copied(corrected, tmp_path / "w")
    newer = workbook("F01", "01969", "2020", {"01969": {"poor_households": poor() - 2}})
    deliver(workspace, {d.MORE: newer}, day="2020-12-22")
    run(workspace)
    assert counted(workspace) == poor() - 2
    assert "không áp dụng vì báo cáo mới nhất đã ghi khác" in page(workspace)
