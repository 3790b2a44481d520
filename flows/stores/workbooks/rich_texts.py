"""Shared strings of an .xlsx in several formats: legacy fonts, raised and struck pieces."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.stores.workbooks.details import Run, is_legacy
from flows.stores.workbooks.package import Package
from flows.stores.workbooks.xml_events import Attributes, walk

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class RichTexts:
    """What calamine does not tell of shared strings, by their number.

    `runs` are the pieces with their fonts where one is a legacy font. `marked` is the text with what is raised
    written in raised digits and what is struck through between tildes, as no number is.
    """

    runs: Mapping[int, tuple[Run, ...]]
    marked: Mapping[int, str]

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.runs or self.marked)


def rich_texts(package: Package) -> RichTexts:
    """The shared strings with a piece in a legacy font, raised or struck through."""
    member = package.named("xl/sharedStrings.xml")
    data = package.read(member) if member else b""
    lowered = data.lower()
    has_fonts = b"rfont" in lowered and (b".vn" in lowered or b"vni" in lowered)
    if not has_fonts and not any(sign in lowered for sign in (b"vertalign", b"strike")):
        return RichTexts({}, {})
    found = _RichTexts(data)
    return RichTexts(found.runs, found.marked)


class Pieces:
    """The pieces of one text, from the events of its XML."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._written: list[str] = []
        self._font = ""
        self._is_raised = self._is_struck = False
        self._in_text = self._in_sound = False

    @property
    def marked(self) -> str:
        """The text with its raised and struck pieces marked; empty where it has none."""
        written = "".join(self._written)
        return written if written != "".join(text for _, text in self.runs) else ""

    def started(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "r":
            self._font, self._is_raised, self._is_struck = "", False, False
        elif name == "rFont":
            self._font = attributes.get("val", "")
        elif name == "vertAlign":
            self._is_raised = attributes.get("val", "") in {"superscript", "subscript"}
        elif name == "strike":
            self._is_struck = attributes.get("val", "1") not in {"0", "false"}
        elif name == "rPh":
            self._in_sound = True
        elif name == "t" and not self._in_sound:
            self._in_text = True

    def ended(self, name: str) -> None:
        """An element ends."""
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_sound = False

    def text(self, text: str) -> None:
        """Characters between elements."""
        if self._in_text:
            self.runs.append((self._font, text))
            raised = text.translate(_RAISED) if self._is_raised else text
            self._written.append(f"~{raised}~" if self._is_struck and raised.strip() else raised)


class _RichTexts:
    """One walk through the shared strings."""

    def __init__(self, data: bytes) -> None:
        self.runs: dict[int, tuple[Run, ...]] = {}
        self.marked: dict[int, str] = {}
        self._number = -1
        self._pieces = Pieces()
        walk(data, self._started, self._ended, self._text)

    def _started(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._number += 1
            self._pieces = Pieces()
        self._pieces.started(name, attributes)

    def _text(self, text: str) -> None:
        self._pieces.text(text)

    def _ended(self, name: str) -> None:
        self._pieces.ended(name)
        if name != "si":
            return
        if any(is_legacy(font) for font, _ in self._pieces.runs):
            self.runs[self._number] = tuple(self._pieces.runs)
        if marked := self._pieces.marked:
            self.marked[self._number] = marked
