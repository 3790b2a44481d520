"""What stands in a file beside its cells: macros, links, embedded objects. Never run, never followed, only said."""

import re

from flows.stores.workbooks.biff import links
from flows.stores.workbooks.ole import Compound
from flows.stores.workbooks.package import Package
from transforms.sheet.grid import FileNote

MACROS, LINKS, OBJECTS, PROGRAMS = "macro", "liên kết ra tệp ngoài", "đối tượng nhúng", "liên kết DDE"
_IN_ZIP = (
    (re.compile(r"^xl/vbaproject|^basic/|^scripts/|^xl/macrosheets/", re.IGNORECASE), MACROS),
    (re.compile(r"^xl/externallinks/[^/]+\.(xml|bin)$", re.IGNORECASE), LINKS),
    (re.compile(r"^xl/(embeddings|activex)/", re.IGNORECASE), OBJECTS),
)
_ENTRY = re.compile(rb"<manifest:file-entry[^>]*>")
_OBJECT = re.compile(rb'full-path="Object[^"/]*/?"')
_CHART = b"opendocument.chart"
_MACRO_STREAMS = {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"}
_OBJECT_STORAGE = re.compile(r"^MBD[0-9A-F]+|^Ole10Native|^\x01Ole10Native", re.IGNORECASE)


def note_of(found: set[str]) -> tuple[FileNote, ...]:
    """One note that names what was noticed; none where nothing was."""
    listed = [what for what in (MACROS, LINKS, PROGRAMS, OBJECTS) if what in found]
    return (FileNote("R28", found=", ".join(listed)),) if listed else ()


def noticed_in_office(package: Package) -> tuple[FileNote, ...]:
    """What an .xlsx or .xlsb carries beside its sheets."""
    found = {what for sign, what in _IN_ZIP if any(sign.search(name) for name in package.names)}
    if LINKS in found:
        linked = [package.read(name) for name in package.names if _IN_ZIP[1][0].search(name)]
        programs = [b"ddeLink" in data or b"oleLink" in data for data in linked]
        found |= {PROGRAMS} if any(programs) else set()
        found -= {LINKS} if all(programs) else set()
    return note_of(found)


def noticed_in_ods(package: Package) -> tuple[FileNote, ...]:
    """What an .ods carries beside its sheets; a chart is no embedded object to warn of."""
    found = {what for sign, what in _IN_ZIP if any(sign.search(name) for name in package.names)}
    manifest = package.named("META-INF/manifest.xml")
    listed = _ENTRY.findall(package.read(manifest)) if manifest else []
    if any(_OBJECT.search(entry) and _CHART not in entry for entry in listed):
        found.add(OBJECTS)
    content = package.read(package.named("content.xml"))
    if b"<table:table-source" in content or b"<table:cell-range-source" in content or b"'file:" in content:
        found.add(LINKS)
    if b"dde-source" in content:
        found.add(PROGRAMS)
    return note_of(found)


def noticed_in_xls(container: Compound, stream: bytes) -> tuple[FileNote, ...]:
    """What an .xls carries beside its sheets."""
    found = {MACROS} if container.names & _MACRO_STREAMS else set()
    if any(_OBJECT_STORAGE.search(name) for name in container.names):
        found.add(OBJECTS)
    has_links, has_programs = links(stream)
    found |= ({LINKS} if has_links else set()) | ({PROGRAMS} if has_programs else set())
    return note_of(found)
