"""The open data of a release, judged by the libraries of the two standards that describe them."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from frictionless import Package, system

from tests.samples.write import shipped_registry
from transforms.release import Release
from transforms.render.open_data import OpenData, open_data_files
from transforms.render.tables import csv_bytes, release_rows
from transforms.schemas import COMPARISON, ISSUES

LICENCE = shipped_registry().licence


@pytest.fixture
def files(release: Release) -> dict[str, bytes]:
    return open_data_files(data_of(release))


def data_of(release: Release) -> OpenData:
    return OpenData(release, LICENCE, {table: release_rows(release, table) for table in (COMPARISON, ISSUES)})


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def faults_of(folder: Path) -> list[str]:
    """What the Frictionless library objects to in a folder with a data package."""
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return [f"{error[0]}: {error[1]}" for error in report.flatten(["type", "note"])]


def test_frictionless_finds_nothing_in_the_package_and_its_tables(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    assert faults_of(written(files, tmp_path)) == []


def test_frictionless_finds_a_row_that_is_there_twice(files: dict[str, bytes], tmp_path: Path) -> None:
    folder = written(files, tmp_path)
    lines = (folder / "issues.csv").read_bytes().split(b"\r\n")
    (folder / "issues.csv").write_bytes(b"\r\n".join([*lines[:-1], lines[1], b""]))
    assert {fault.partition(":")[0] for fault in faults_of(folder)} == {
        "primary-key",
        "hash-count",
        "byte-count",
    }


def test_the_tables_are_valid_csv_on_the_web(files: dict[str, bytes], tmp_path: Path) -> None:
    folder = written(files, tmp_path)
    web = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert web.is_valid, [str(warning.message) for warning in web.warnings]
    assert {str(table.url) for table in web.tables} == {"comparison.csv", "issues.csv"}


def test_the_package_describes_every_column_and_names_the_files_by_hash(
    release: Release, files: dict[str, bytes]
) -> None:
    package: dict[str, Any] = json.loads(files["datapackage.json"])
    resource = package["resources"][0]
    content = csv_bytes(COMPARISON, release.comparison)
    assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
    assert resource["bytes"] == len(content)
    assert [field["name"] for field in resource["schema"]["fields"]] == [f.name for f in COMPARISON.fields]
    assert next(f for f in resource["schema"]["fields"] if f["name"] == "progress_pct")["measureUnit"] == "%"
    assert package["name"] == "06-2018-2018-chinh_thuc"
    assert package["isSimulated"] is True
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert {one["path"] for one in package["resources"]} == files.keys() - {
        "datapackage.json",
        "csv-metadata.json",
    }


def test_the_same_release_gives_the_same_bytes(release: Release, files: dict[str, bytes]) -> None:
    assert open_data_files(data_of(release)) == files
