"""Where the sheets, texts and styles of an .xlsx or .xlsb lie, and which of its styles matter."""

import posixpath
from dataclasses import dataclass

from flows.stores.workbooks.details import is_legacy, is_percent
from flows.stores.workbooks.package import Package
from flows.stores.workbooks.xml_events import Attributes, attribute, walk

_PERCENT_IDS = {9, 10}


@dataclass(frozen=True)
class Styles:
    """The cell formats shown as percentages, and those in a legacy font with its name."""

    percents: frozenset[int] = frozenset()
    fonts: tuple[tuple[int, str], ...] = ()

    @property
    def telling(self) -> tuple[int, ...]:
        """The numbers of these formats."""
        return (*self.percents, *(number for number, _ in self.fonts))


def sheet_parts(package: Package) -> dict[str, str]:
    """The member of each sheet by the sheet's name."""
    targets = relations(package, "xl/workbook.xml")
    found: dict[str, str] = {}

    def started(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            # The relation is `r:id`; `sheetId` counts otherwise.
            found[attributes.get("name", "")] = targets.get(attribute(attributes, "id"), "")

    walk(package.read(package.named("xl/workbook.xml")), started)
    return found


def relations(package: Package, part: str) -> dict[str, str]:
    """The members to which the relations of a part lead, by their ids."""
    folder, name = posixpath.split(part)
    member = package.named(f"{folder}/_rels/{name}.rels")
    found: dict[str, str] = {}

    def started(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            found[attributes.get("Id", "")] = package.named(target.lstrip("/"))

    if member:
        walk(package.read(member), started)
    return found


def read_styles(package: Package) -> Styles:
    """The formats of xl/styles.xml that matter; nothing is parsed where no byte speaks of them."""
    member = package.named("xl/styles.xml")
    data = package.read(member) if member else b""
    lowered = data.lower()
    if not any(sign in lowered for sign in (b"%", b'numfmtid="9"', b'numfmtid="10"', b".vn", b"vni", b"='")):
        return Styles()
    return _Styles(data).found


class _Styles:
    """One walk through the styles: fonts and number formats come before the cell formats that use them."""

    def __init__(self, data: bytes) -> None:
        self._inside = ""
        self._fonts: list[str] = []
        self._percent_ids = set(_PERCENT_IDS)
        self._formats: list[tuple[int, int]] = []
        walk(data, self._started, self._ended)
        self.found = Styles(
            frozenset(i for i, (number, _) in enumerate(self._formats) if number in self._percent_ids),
            tuple((i, font) for i, (_, n) in enumerate(self._formats) if is_legacy(font := self._font(n))),
        )

    def _font(self, number: int) -> str:
        return self._fonts[number] if number < len(self._fonts) else ""

    def _started(self, name: str, attributes: Attributes) -> None:
        if name in {"fonts", "cellXfs", "dxfs", "cellStyleXfs"}:
            self._inside = name
        elif name == "font" and self._inside == "fonts":
            self._fonts.append("")
        elif name == "name" and self._inside == "fonts" and self._fonts:
            self._fonts[-1] = attributes.get("val", "")
        elif name == "numFmt" and is_percent(attributes.get("formatCode", "")):
            self._percent_ids.add(int(attributes.get("numFmtId", -1)))
        elif name == "xf" and self._inside == "cellXfs":
            self._formats.append((int(attributes.get("numFmtId", 0)), int(attributes.get("fontId", 0))))

    def _ended(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""
