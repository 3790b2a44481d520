"""`tonghop site`: what it serves, to whom, and that it ends when it is asked to."""

import http.client
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.flow_helpers import TONGHOP

pytestmark = pytest.mark.slow


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace whose published room holds two pages."""
    room = tmp_path / "published"
    (room / "plan").mkdir(parents=True)
    (room / "index.html").write_text("<h1>Các bản công bố</h1>", encoding="utf-8")
    (room / "plan" / "page.html").write_text("<h1>Kế hoạch</h1>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not published", encoding="utf-8")
    return tmp_path


def started(workspace: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [str(TONGHOP), "site", "--workspace", str(workspace), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def serving(workspace: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The host and port of a server that is stopped by its process id."""
    server = started(workspace, "--port", "0", "--json")
    assert server.stdout is not None
    lines: list[str] = []
    while not lines or lines[-1].strip() != "}":
        lines.append(server.stdout.readline())
        assert lines[-1], "the server ended before it answered"
    try:
        yield urlsplit(json.loads("".join(lines))["url"]).netloc, server
    finally:
        if server.poll() is None:
            os.kill(server.pid, signal.SIGTERM)
        server.communicate(timeout=20)


def answer(netloc: str, path: str, host: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection(netloc, timeout=10)
    connection.request("GET", path, headers={"Host": host} if host else {})
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_pages_are_served_and_nothing_else(workspace: Path) -> None:
    with serving(workspace) as (netloc, _):
        assert netloc.startswith("127.0.0.1:")
        assert answer(netloc, "/") == (200, "<h1>Các bản công bố</h1>")
        assert answer(netloc, "/plan/page.html") == (200, "<h1>Kế hoạch</h1>")
        assert [answer(netloc, path)[0] for path in ("/plan/", "/../secret.txt", "/%2e%2e/secret.txt")] == [
            404
        ] * 3
        assert answer(netloc, "/", host="elsewhere.example:80")[0] == 403


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_asked_to(workspace: Path, number: signal.Signals) -> None:
    with serving(workspace) as (_, server):
        os.kill(server.pid, number)
        _, complaints = server.communicate(timeout=20)
        assert (server.returncode, complaints) == (0, "")


def test_without_anything_published_it_says_what_to_do_first(tmp_path: Path) -> None:
    _, said = (server := started(tmp_path)).communicate(timeout=60)
    assert server.returncode == 2
    assert "Chưa có gì được công bố" in said
    assert "tonghop run" in said


def test_a_taken_port_is_told(workspace: Path) -> None:
    with serving(workspace) as (netloc, _):
        port = netloc.rpartition(":")[2]
        _, said = (second := started(workspace, "--port", port)).communicate(timeout=60)
    assert second.returncode == 2
    assert f"cổng {port}" in said
