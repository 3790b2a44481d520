"""The pages over HTTP, as `tonghop site` serves them."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.flow_helpers import TONGHOP

pytestmark = pytest.mark.slow


@pytest.fixture
def served(workspace: Path) -> Iterator[str]:
    """The address of a server that is stopped by its process id."""
    command = [str(TONGHOP), "site", "--workspace", str(workspace), "--port", "0", "--json"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    lines: list[str] = []
    while not lines or lines[-1].strip() != "}":
        lines.append(server.stdout.readline())
        assert lines[-1], "the server ended before it answered"
    try:
        yield json.loads("".join(lines))["url"]
    finally:
        os.kill(server.pid, signal.SIGTERM)
        server.communicate(timeout=20)


def test_from_home_to_a_plan_to_a_cell_and_to_the_other_language(browser: Browser, served: str) -> None:
    page = browser.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
    page.goto(served)
    page.get_by_role(
        "link",
        name="Kế hoạch thực hiện Chương trình mục tiêu quốc gia Giảm nghèo bền vững trên địa bàn tỉnh Bắc Kạn",
    ).click()
    page.get_by_role("link", name="2,65 điểm %").click()
    expect(page.locator("#poor_household_rate_drop")).to_contain_text("19.379 / 79.000")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#poor_household_rate_drop")).to_contain_text("19,379 / 79,000")
    page.get_by_label("Find a territory").fill("si binh")
    page.locator("#hits").get_by_role("link", name="Xã Sĩ Bình", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã Sĩ Bình")
    page.get_by_role("link", name="All releases").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Results of the poverty-reduction plans")
    assert troubles == []
    page.close()
