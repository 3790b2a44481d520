"""Workbooks opened, recalculated and saved again by LibreOffice, as a submitter without Excel does."""

import subprocess
from pathlib import Path

# Figures are worked out anew on opening, whatever values the file carries.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_SECONDS = 180


def saved_again(paths: list[Path], folder: Path) -> list[Path]:
    """Copies in `folder/again` of the workbooks, as LibreOffice saves them."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    target = folder / "again"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", target, *paths], check=True, capture_output=True, timeout=_SECONDS)
    return [target / path.name for path in paths]
