"""The period that a title line names; dates of signing and numbers of documents name none."""

import re

from transforms.terms.period import is_period

_SIGNING_DATE = re.compile(r"ngày\D{0,3}[\d….]*\s*tháng\s*[\d….]*\s*năm\s*[\d….]*")
_DOCUMENT = re.compile(
    r"\b(?:nghị quyết|quyết định|công văn|nghị định|thông tư)\b[^;)]*|\bsố\s*:?\s*[\d….]+\s*/[^;)]*"
)
_HALF = re.compile(r"(?<!\d)0?6 tháng(?: (?P<which>đầu|cuối))?\D{0,8}năm (?P<year>\d{4})")
# Looking back keeps thousands of digits from being tried from each of them.
_OTHER_SPAN = re.compile(r"(?<!\d)\d+ tháng\b")
_QUARTER = re.compile(r"quý (?P<number>iv|i{1,3}|[1-4])\s*(?:/\s*|\D{0,4}năm )(?P<year>\d{4})")
_MONTH = re.compile(r"tháng (?P<number>\d{1,2})\s*(?:/\s*|\D{0,3}năm )(?P<year>\d{4})")
_MID_YEAR = re.compile(r"\b30/0?6/(?P<year>(?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?:năm:? ?|\bkỳ báo cáo:? ?|\b31/12/)(?P<year>(?:19|20)\d\d)\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def periods_in(line: str) -> set[str]:
    """The periods that a line (a text key) names: the narrowest kind that it speaks of."""
    text = without_documents(line)
    for found in (_halves(text), _quarters(text), _months(text)):
        if found:
            return {period for period in found if is_period(period)}
    if _OTHER_SPAN.search(text):
        return set()
    return {f"{m['year']}-H1" for m in _MID_YEAR.finditer(text)} or {m["year"] for m in _YEAR.finditer(text)}


def without_documents(line: str) -> str:
    """A line (a text key) without dates of signing and the numbers and years of documents."""
    return _DOCUMENT.sub(" ", _SIGNING_DATE.sub(" ", line))


def _halves(text: str) -> set[str]:
    return {f"{m['year']}-H{2 if m['which'] == 'cuối' else 1}" for m in _HALF.finditer(text)}


def _quarters(text: str) -> set[str]:
    return {f"{m['year']}-Q{_ROMAN.get(m['number'], m['number'])}" for m in _QUARTER.finditer(text)}


def _months(text: str) -> set[str]:
    return {f"{m['year']}-M{int(m['number']):02d}" for m in _MONTH.finditer(text)}
