"""The inbox: what is a delivery, who sent it, for when, in which order."""

from pathlib import Path

import pytest

from flows.places import Workspace
from flows.stores.inbox import folder_period_status, inbox_files


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    (tmp_path / "inbox").mkdir()
    return Workspace(tmp_path)


def lay(place: Workspace, *paths: str) -> None:
    for path in paths:
        target = place.inbox / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"x")


def found(place: Workspace) -> list[str]:
    return [file.place for file in inbox_files(place)]


def test_no_inbox_holds_no_deliveries(tmp_path: Path) -> None:
    assert inbox_files(Workspace(tmp_path)) == []


def test_every_file_of_every_depth_is_a_delivery(place: Workspace) -> None:
    lay(place, "060/F01.xlsx", "060/2018-chinh_thuc/a/b/F02.xlsx", "061/khong duoi", "062/ảnh.png")
    assert sorted(found(place)) == [
        "060/2018-chinh_thuc/a/b/F02.xlsx",
        "060/F01.xlsx",
        "061/khong duoi",
        "062/ảnh.png",
    ]


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        ".F01.xlsx",
        "~$F01.xlsx",
        "F01.xlsx.part",
        "F01.xlsx.PART",
        "F01.xlsx.tmp",
        "F01.xlsx.crdownload",
        "Thumbs.db",
    ],
)
def test_unfinished_uploads_and_files_of_the_system_are_passed_over(place: Workspace, name: str) -> None:
    lay(place, f"060/{name}", "060/F01.xlsx")
    assert found(place) == ["060/F01.xlsx"]


@pytest.mark.parametrize("folder", [".Trash-1000/files", ".stfolder", "060/.sync", "060/.~tmp~"])
def test_files_in_hidden_folders_are_passed_over(place: Workspace, folder: str) -> None:
    """Waste baskets and working folders of synchronising programs hold no deliveries."""
    lay(place, f"{folder}/F01.xlsx", "060/F01.xlsx")
    assert found(place) == ["060/F01.xlsx"]


@pytest.mark.parametrize("name", ["deliveries.csv", "desktop.ini"])
def test_files_that_are_about_the_inbox_itself_are_no_deliveries(place: Workspace, name: str) -> None:
    lay(place, "060/F01.xlsx")
    (place.inbox / name).write_text("path,delivered_at\n")
    assert found(place) == ["060/F01.xlsx"]


def test_a_file_in_the_root_has_no_sender(place: Workspace) -> None:
    lay(place, "F01.xlsx")
    (file,) = inbox_files(place)
    assert (file.submitter_id, file.folder_period, file.folder_status) == ("", "", "")


def test_links_are_no_deliveries(place: Workspace, tmp_path: Path) -> None:
    """A link may lead anywhere: to a file outside, to a folder outside, to itself."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.xlsx").write_bytes(b"x")
    lay(place, "060/F01.xlsx")
    (place.inbox / "060" / "link.xlsx").symlink_to(outside / "secret.xlsx")
    (place.inbox / "060" / "folder").symlink_to(outside)
    (place.inbox / "060" / "loop").symlink_to(place.inbox)
    (place.inbox / "060" / "broken.xlsx").symlink_to(tmp_path / "nowhere")
    assert found(place) == ["060/F01.xlsx"]


def test_a_folder_gives_period_and_status(place: Workspace) -> None:
    lay(place, "060/2018-chinh_thuc/F01.xlsx", "060/2024-Q3-so_bo/F01.xlsx", "060/x/2020-uoc/F01.xlsx")
    said = {f.place.split("/")[1]: (f.folder_period, f.folder_status) for f in inbox_files(place)}
    assert said == {
        "2018-chinh_thuc": ("2018", "chinh_thuc"),
        "2024-Q3-so_bo": ("2024-Q3", "so_bo"),
        "x": ("2020", "uoc"),
    }


@pytest.mark.parametrize(
    ("folders", "wanted"),
    [
        (["2018-chinh_thuc"], ("2018", "chinh_thuc")),
        (["gui lai", "2018-chinh_thuc", "2019-so_bo"], ("2018", "chinh_thuc")),
        (["2024-H1-so_bo"], ("2024-H1", "so_bo")),
        (["2024-M09-so_bo"], ("2024-M09", "so_bo")),
        (["2024-M13-so_bo"], ("", "")),
        (["2024-Q5-so_bo"], ("", "")),
        (["2018"], ("", "")),
        (["năm 2018-chinh_thuc"], ("", "")),
        ([], ("", "")),
    ],
)
def test_period_and_status_of_a_folder(folders: list[str], wanted: tuple[str, str]) -> None:
    assert folder_period_status(folders) == wanted


def test_the_name_of_the_sender_is_no_period(place: Workspace) -> None:
    lay(place, "2018-chinh_thuc/F01.xlsx")
    (file,) = inbox_files(place)
    assert (file.submitter_id, file.folder_period) == ("2018-chinh_thuc", "")


def arrivals(place: Workspace, text: str) -> None:
    (place.inbox / "deliveries.csv").write_bytes(text.encode())


def test_deliveries_come_in_the_order_of_their_arrival(place: Workspace) -> None:
    """Known arrivals first; the others by their place."""
    lay(place, "060/a.xlsx", "060/b.xlsx", "061/c.xlsx", "059/d.xlsx")
    arrivals(
        place,
        "path,delivered_at\n060/b.xlsx,2018-12-03T08:00:00+07:00\n060/a.xlsx,2018-12-04T08:00:00+07:00\n",
    )
    assert found(place) == ["060/b.xlsx", "060/a.xlsx", "059/d.xlsx", "061/c.xlsx"]


def test_a_list_of_arrivals_saved_by_a_spreadsheet_can_be_read(place: Workspace) -> None:
    lay(place, "060/a.xlsx")
    arrivals(place, "\ufeffpath,delivered_at\r\n060/a.xlsx,2018-12-03T08:00:00+07:00\r\n")
    assert [f.arrived_at for f in inbox_files(place)] == ["2018-12-03T08:00:00+07:00"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "path,delivered_at\n060/a.xlsx\n",
        "path,delivered_at\n060/a.xlsx,hôm qua\n",
        "tệp;lúc\n060/a.xlsx;2018\n",
        "path,delivered_at\n060/a.xlsx,2018-13-45T08:00:00+07:00\n",
    ],
)
def test_a_list_of_arrivals_that_makes_no_sense_stops_nothing(place: Workspace, text: str) -> None:
    """A time that is none would stop every later step of every later run."""
    lay(place, "060/a.xlsx")
    arrivals(place, text)
    assert [(f.place, f.arrived_at) for f in inbox_files(place)] == [("060/a.xlsx", "")]


def test_a_list_of_arrivals_in_another_encoding_stops_nothing(place: Workspace) -> None:
    lay(place, "060/a.xlsx")
    (place.inbox / "deliveries.csv").write_bytes("path,delivered_at\n060/bản.xlsx,x\n".encode("utf-16"))
    assert found(place) == ["060/a.xlsx"]
