"""What a report is made of, before it has a format: letterhead, blocks in order, signature."""

from dataclasses import dataclass
from datetime import date

from transforms.charts.series import SeriesPoint


@dataclass(frozen=True)
class Letterhead:
    """The head of an official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I): who, under which state, where, what about."""

    office: tuple[str, str]
    number: str
    nation: str
    motto: str
    place_day: str
    kind: str
    subject: str


@dataclass(frozen=True)
class Heading:
    """A section of the report."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `style` is body, note or warning."""

    text: str
    style: str = "body"


@dataclass(frozen=True)
class TableBlock:
    """A table under its caption: heads, rows, the share of each column in the width, columns of numbers, bold rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    bold: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True)
class ChartBlock:
    """A series as a chart over its caption."""

    caption: str
    points: tuple[SeriesPoint, ...]


Block = Heading | Paragraph | TableBlock | ChartBlock


@dataclass(frozen=True)
class Signature:
    """The foot of the paper: whom it goes to, and who signs."""

    receivers: tuple[str, ...]
    signer: tuple[str, str]
    hint: str


@dataclass(frozen=True)
class Report:
    """The whole paper; `day` is the last of its period."""

    title: str
    day: date
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    signature: Signature
