"""What tests ask a Prefect server and the system about the processes of one."""

import json
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# Everything that is waited for ends in seconds; the bound only keeps a broken build from waiting for ever.
LONGEST = 300
Json = Any


def ask(url: str, path: str, body: dict[str, Json] | None = None) -> Json:
    """What the server's API answers."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310 -- loopback
        f"{url}{path}", data, {"Content-Type": "application/json"}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as answer:
        return json.loads(answer.read())


def wait_for(what: str, found: Callable[[], Json], process: subprocess.Popen[bytes] | None = None) -> Json:
    """The first answer that is not empty."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        assert process is None or process.poll() is None, f"{what}: the process has ended"
        try:
            if answer := found():
                return answer
        except OSError:
            pass
        time.sleep(0.5)
    pytest.fail(f"{what}: not seen in {LONGEST} s")


def flow_runs(url: str) -> list[dict[str, Json]]:
    found: list[dict[str, Json]] = ask(url, "/flow_runs/filter", {"sort": "START_TIME_ASC"})
    return found


def task_runs(url: str, flow_run_id: str) -> list[dict[str, Json]]:
    found: list[dict[str, Json]] = ask(
        url, "/task_runs/filter", {"task_runs": {"flow_run_id": {"any_": [flow_run_id]}}}
    )
    return found


def children(pid: int) -> set[int]:
    """All processes below one."""
    found, waiting = set(), [pid]
    while waiting:
        parent = waiting.pop()
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
        )
        below = {int(word) for word in listed.stdout.split()}
        found |= below
        waiting += below
    return found


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
