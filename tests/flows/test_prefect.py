"""The same steps through a real Prefect server on loopback, and the schedules that `tonghop serve` keeps."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.flow_helpers import (
    TONGHOP,
    copied,
    deliver,
    environment,
    free_port,
    id_of,
    ledger,
    receipts,
    run,
    sample,
    tonghop,
    tree,
)
from tests.prefect_helpers import LONGEST, Json, ask, children, flow_runs, is_alive, task_runs, wait_for

pytestmark = pytest.mark.slow

FILES = ("01969/BC ra soat 2020 (chinh thuc).xlsx", "01984/tonghop_2019.xlsx", "01975/tonghop_2020.xlsx")
STEPS = {"receive", "check", "normalise", "aggregate", "publish"}
SILENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
}


@contextmanager
def started(command: list[str], log: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process of ours that is stopped at the end, with all that it started."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=env)
    try:
        yield process
    finally:
        below = children(process.pid)
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pid in filter(is_alive, below):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server that belongs to these tests."""
    home, port = tmp_path_factory.mktemp("prefect"), free_port()
    url = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--no-ui", "--port", str(port)]
    env = environment(**SILENT, PREFECT_HOME=str(home))
    with started(command, home / "log", env) as process:
        wait_for("the server", lambda: ask(url, "/health"), process)
        yield url


@pytest.fixture(scope="session")
def in_process(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("prefect-runs") / "in-process"
    deliver(workspace, {place: sample(place) for place in FILES})
    assert run(workspace)["through_prefect"] is False
    return workspace


@pytest.fixture(scope="session")
def through(server: str, in_process: Path) -> tuple[Path, dict[str, Any], dict[str, Json]]:
    """A workspace whose run went through the server, its summary, and the flow run."""
    workspace = in_process.with_name("through")
    deliver(workspace, {place: sample(place) for place in FILES})
    summary = run(workspace, env=environment(PREFECT_API_URL=server))
    (flow_run,) = (r for r in flow_runs(server) if str(workspace) in json.dumps(r["parameters"]))
    return workspace, summary, flow_run


def test_a_run_goes_through_the_server_that_answers(
    server: str, through: tuple[Path, dict[str, Any], dict[str, Json]]
) -> None:
    """Asked over its API: one run of the flow, one task run a step, all of them completed."""
    workspace, summary, flow_run = through
    assert summary["through_prefect"] is True
    assert flow_run["state_type"] == "COMPLETED"
    assert ask(server, f"/flows/{flow_run['flow_id']}")["name"] == "report-cycle"
    steps = wait_for(
        "five task runs",
        lambda: [
            t
            for t in task_runs(server, flow_run["id"])
            if len(task_runs(server, flow_run["id"])) == len(STEPS)
        ],
    )
    assert {t["state_type"] for t in steps} == {"COMPLETED"}
    assert {next(s for s in STEPS if t["name"].startswith(s)) for t in steps} == STEPS
    assert ledger(workspace)[-1]["through_prefect"] is True


def test_the_bytes_are_those_of_a_run_in_process(
    through: tuple[Path, dict[str, Any], dict[str, Json]], in_process: Path
) -> None:
    for room in ("published", "facts"):
        assert tree(through[0] / room) == tree(in_process / room)


def test_a_run_with_nothing_new_leaves_the_server_alone(
    server: str, through: tuple[Path, dict[str, Any], dict[str, Json]]
) -> None:
    before = len(flow_runs(server))
    assert run(through[0], env=environment(PREFECT_API_URL=server))["is_anything_new"] is False
    assert len(flow_runs(server)) == before


def test_a_server_that_does_not_answer_is_done_without(in_process: Path, tmp_path: Path) -> None:
    """Never an ephemeral one: the same steps run in this process, and the command says so."""
    workspace = tmp_path / "w"
    deliver(workspace, {FILES[0]: sample(FILES[0])})
    env = environment(
        PREFECT_API_URL=f"http://127.0.0.1:{free_port()}/api", PREFECT_HOME=str(tmp_path / "home")
    )
    done = tonghop("run", "--workspace", workspace, env=env)
    assert done.returncode == 0
    assert "Không có máy chủ Prefect" in done.stdout
    assert not (tmp_path / "home").exists()
    assert in_process.exists()


def test_bad_reference_has_its_exit_code_through_the_server_too(
    server: str, in_process: Path, tmp_path: Path
) -> None:
    workspace = copied(in_process, tmp_path / "w")
    broken = workspace / "reference" / "plans" / "06-2018-qd560.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("plan_id: 06-2018-qd560\n", encoding="utf-8")
    done = tonghop("run", "--workspace", workspace, env=environment(PREFECT_API_URL=server))
    assert done.returncode == 5, done.stderr
    assert "06-2018-qd560.yaml" in done.stderr


def test_a_run_that_finds_another_at_work_ends_completed_and_does_nothing(
    server: str, in_process: Path, tmp_path: Path
) -> None:
    """As a scheduled run does it: the flow itself is called while the lock is held."""
    workspace = copied(in_process, tmp_path / "w")
    deliver(workspace, {"01990/F01-2020.xlsx": sample("01990/F01-2020.xlsx")})
    before = tree(workspace / "published")
    call = "import sys; from flows.report_cycle import report_cycle; report_cycle(sys.argv[1])"
    env = environment(**SILENT, PREFECT_API_URL=server, PREFECT_HOME=str(tmp_path / "home"))
    with holding_the_lock(workspace, tmp_path):
        done = subprocess.run(
            [sys.executable, "-c", call, str(workspace)], env=env, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    (flow_run,) = (r for r in flow_runs(server) if str(workspace) in json.dumps(r["parameters"]))
    assert flow_run["state_type"] == "COMPLETED"
    assert task_runs(server, flow_run["id"]) == []
    assert (workspace / "inbox" / "01990/F01-2020.xlsx").exists()
    assert tree(workspace / "published") == before


@contextmanager
def holding_the_lock(workspace: Path, tmp_path: Path) -> Iterator[None]:
    """Another process holds the lock of the workspace."""
    hold = (
        "import sys\nfrom pathlib import Path\nfrom flows.lock import run_lock\nfrom flows.places import Workspace\n"
        "with run_lock(Workspace(Path(sys.argv[1]))):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(workspace)],
        env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path,
    )  # fmt: skip
    assert holder.stdin
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        holder.stdin.close()
        holder.wait()
        holder.stdout.close()


# `tonghop serve`


class Served:
    """A `tonghop serve` that runs, and what was seen of it."""

    def __init__(self, workspace: Path, url: str, process: subprocess.Popen[bytes], log: Path) -> None:
        self.workspace, self.url, self.process, self.log = workspace, url, process, log

    def deployments(self) -> dict[str, dict[str, Json]]:
        return {d["name"]: d for d in ask(self.url, "/deployments/filter", {})}

    def runs(self, deployment: str) -> list[dict[str, Json]]:
        wanted = self.deployments()[deployment]["id"]
        return [r for r in flow_runs(self.url) if r["deployment_id"] == wanted]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    base, port = tmp_path_factory.mktemp("serve"), free_port()
    workspace = base / "w"
    (workspace / "inbox").mkdir(parents=True)
    command = [str(TONGHOP), "serve", "--port", str(port), "--every", "1", "--workspace", str(workspace)]
    with started(command, base / "log", environment()) as process:
        found = Served(workspace, f"http://127.0.0.1:{port}/api", process, base / "log")
        wait_for("both deployments", lambda: len(found.deployments()) == 2, process)
        yield found


def test_the_server_answers_and_keeps_both_schedules(served: Served) -> None:
    assert ask(served.url, "/health") is True
    found = served.deployments()
    assert found.keys() == {"nightly", "arrivals"}
    assert found["nightly"]["schedules"][0]["schedule"]["cron"] == "0 1 * * *"
    assert found["nightly"]["schedules"][0]["schedule"]["timezone"] == "Asia/Ho_Chi_Minh"
    assert found["arrivals"]["schedules"][0]["schedule"]["interval"] == 60
    assert {d["parameters"]["workspace"] for d in found.values()} == {str(served.workspace)}


def test_a_nightly_run_is_scheduled(served: Served) -> None:
    """At one in the night in Vietnam: 18:00 UTC."""
    scheduled = wait_for(
        "a scheduled nightly run",
        lambda: [r for r in served.runs("nightly") if r["state_type"] == "SCHEDULED"],
        served.process,
    )
    assert all("T18:00:00" in r["expected_start_time"] for r in scheduled)


def verdict(served: Served, place: str) -> str:
    """The verdict on a sample that was delivered; empty while there is none."""
    return str(receipts(served.workspace).get(id_of(sample(place)), {}).get("verdict", ""))


def test_a_delivered_file_is_published_by_the_arrivals_schedule(served: Served) -> None:
    """Nobody calls `run`: the schedule finds the file within a minute and publishes a release that rests on it."""
    deliver(served.workspace, {FILES[0]: sample(FILES[0])})
    named = id_of(sample(FILES[0])).encode()
    wait_for(
        "a release that names the file",
        lambda: [
            p for p in served.workspace.glob("published/*/*/*/manifest.json") if named in p.read_bytes()
        ],
        served.process,
    )
    assert verdict(served, FILES[0]) == "accepted"
    wait_for(
        "a completed run of five steps",
        lambda: [
            r
            for r in served.runs("arrivals")
            if r["state_type"] == "COMPLETED" and len(task_runs(served.url, r["id"])) == len(STEPS)
        ],
        served.process,
    )
    assert not [r for r in served.runs("arrivals") if r["state_type"] in {"FAILED", "CRASHED"}]


def test_a_run_by_hand_finds_the_server_that_is_kept(served: Served) -> None:
    """Without any setting: its address is noted in the workspace."""
    deliver(served.workspace, {FILES[1]: sample(FILES[1])}, day="2020-12-08")
    done = tonghop("run", "--workspace", served.workspace)
    # The schedule may have been quicker, or be at it just now.
    assert done.returncode in {0, 4}, done.stderr
    assert served.url in done.stdout or "Không có gì mới" in done.stdout or done.returncode == 4
    wait_for("its receipt", lambda: verdict(served, FILES[1]), served.process)


@pytest.mark.skipif(
    shutil.which("ss") is None, reason="ss lists the connections of a process; it is not installed"
)
def test_no_connection_leaves_loopback(served: Served) -> None:
    own = {served.process.pid, *children(served.process.pid)}
    for _ in range(10):
        listed = subprocess.run(["ss", "-tunapH"], capture_output=True, text=True, check=True).stdout
        for line in listed.splitlines():
            if own & {int(pid) for pid in re.findall(r"pid=(\d+)", line)}:
                _, state, _, _, local, peer = line.split()[:6]
                waits = state in {"LISTEN", "UNCONN"}
                for address in (local,) if waits else (local, peer):
                    host = address.rpartition(":")[0].strip("[]").removeprefix("::ffff:")
                    assert host.startswith("127.") or host == "::1", line
        time.sleep(0.2)


def test_a_stop_ends_the_server_the_runner_and_all_below(tmp_path: Path) -> None:
    workspace, port = tmp_path / "w", free_port()
    (workspace / "inbox").mkdir(parents=True)
    url = f"http://127.0.0.1:{port}/api"
    command = [str(TONGHOP), "serve", "--port", str(port), "--workspace", str(workspace)]
    with started(command, tmp_path / "log", environment()) as process:
        wait_for("both deployments", lambda: len(ask(url, "/deployments/filter", {})) == 2, process)
        note = workspace / "ledger" / "prefect-server.json"
        assert json.loads(note.read_bytes())["api_url"] == url
        below = children(process.pid)
        assert below
        process.send_signal(signal.SIGTERM)
        process.wait(LONGEST)
    assert not [pid for pid in below if is_alive(pid)]
    assert not note.exists()
    with pytest.raises(OSError, match=r"refused|urlopen"):
        ask(url, "/health")


def test_a_port_that_is_taken_is_said(tmp_path: Path, server: str) -> None:
    """Not taken over in silence: the schedules would go to somebody else's server."""
    (tmp_path / "inbox").mkdir()
    port = server.split(":")[2].split("/", maxsplit=1)[0]
    command = [str(TONGHOP), "serve", "--port", port, "--workspace", str(tmp_path)]
    with started(command, tmp_path / "log", environment()) as process:
        wait_for(
            "an end, or schedules on the other server",
            lambda: process.poll() is not None or ask(server, "/deployments/filter", {}),
        )
        code = process.poll()
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert code not in {None, 0}
    assert port in said
    assert "Traceback" not in said
