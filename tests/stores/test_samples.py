"""The samples in a workspace: what is delivered, and what of the province's own is left alone."""

from pathlib import Path

from flows.places import Workspace
from flows.stores.reference import read_registry
from flows.stores.samples import deliver_samples

REGISTER = "task_updates.add.csv"


def test_the_register_of_tasks_comes_with_the_samples_and_is_read_as_reference(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    deliver_samples(workspace)
    plans = {update.plan_id for update in read_registry(workspace).task_updates}
    assert plans == {"19-2024-kh85"}


def test_a_register_that_the_province_changed_stays_as_it_is(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    own = workspace.reference / REGISTER
    own.parent.mkdir(parents=True)
    own.write_text("plan_id,target_id,updated_on,state,note_vi,source\n", encoding="utf-8")
    deliver_samples(workspace)
    assert own.read_text(encoding="utf-8") == "plan_id,target_id,updated_on,state,note_vi,source\n"
    assert read_registry(workspace).task_updates == ()


def test_every_sample_lies_in_the_inbox_with_the_times_of_arrival(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    count = deliver_samples(workspace)
    files = [path for path in workspace.inbox.rglob("*") if path.is_file()]
    assert len(files) == count + 1
    assert workspace.inbox / "deliveries.csv" in files
