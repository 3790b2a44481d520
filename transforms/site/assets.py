"""What the pages share: styles with their fonts, the script, the index of the search."""

import base64
import json
from functools import cache
from importlib.resources import files
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from transforms.site.book import Book

_WEIGHTS = {"Regular": 400, "SemiBold": 600}
# Latin with every Vietnamese letter, punctuation, arrows and signs of comparison.
_LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),
    *range(0x300, 0x32A),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2027),
    *(0x2030, 0x2039, 0x203A, 0x20AB, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
]


@cache
def style_sheet() -> bytes:
    """The styles, each weight of the font inside them."""
    faces = "".join(
        f'@font-face{{font-family:"Page";font-weight:{weight};font-display:swap;'
        f'src:url("data:font/woff2;base64,{_font(name)}") format("woff2")}}\n'
        for name, weight in _WEIGHTS.items()
    )
    return faces.encode() + _asset("site.css")


@cache
def _font(name: str) -> str:
    """One weight with the letters that pages use, as WOFF2 in base 64."""
    source = files("fontpkg_be_vietnam_pro").joinpath("files", f"BeVietnamPro-{name}.ttf")
    font = TTFont(BytesIO(source.read_bytes()), recalcTimestamp=False)
    subsetter = Subsetter(Options(flavor="woff2", layout_features=["kern", "mark", "mkmk", "ccmp", "tnum"]))
    subsetter.populate(unicodes=_LETTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    return base64.b64encode(packed.getvalue()).decode()


def _asset(name: str) -> bytes:
    return files("transforms.site").joinpath("assets", name).read_bytes()


def shared_files() -> dict[str, bytes]:
    """Style sheet and script, by their places in the release."""
    return {"assets/site.css": style_sheet(), "assets/site.js": _asset("site.js")}


def search_file(book: Book) -> tuple[str, bytes]:
    """What can be found: a name, what it is, its page; territories first, then indicators, then reports."""
    entries = json.dumps(_entries(book), ensure_ascii=False, separators=(",", ":"))
    return f"assets/search-{book.language}.js", f"window.searchIndex={entries};\n".encode()


def _entries(book: Book) -> list[tuple[str, str, str]]:
    release = book.dossier.release
    areas = [
        (line.territory_name, book.words.level(line.level), f"territories/{line.territory_code}.html")
        for line in release.territories
    ]
    indicators = [
        (book.say.of(one, "name"), book.say("indicator"), f"indicators/{one.indicator_id}.html")
        for one in book.figures.indicators
    ]
    reports = [
        (
            f"{book.words.submitter(duty)}, {book.words.form(duty)}, {duty.period}",
            book.words.duty(duty.state),
            f"submissions/{duty.submission_id[:12]}.html",
        )
        for duty in release.duties
        if duty.submission_id
    ]
    return [*areas, *indicators, *reports]
