"""The text of a file whose encoding nobody wrote down."""

import codecs
import re

from flows.stores.workbooks.refusal import other_kind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096
_MANY = 0.2
_FEW = 0.05
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# In the Vietnamese code page a tone is a letter of its own after its vowel.
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TONE_ON_VOWEL = re.compile("[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ][\u0300\u0301\u0303\u0309\u0323]")


def decoded(content: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, UTF-16, Vietnamese Windows, else Western.

    Western letters may be those of a legacy font: whether they are is for the sheet to decide.

    Raises:
        NotAWorkbook: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding)
    wide = _wide(content[:_LOOKED_AT])
    if wide:
        return _strict(content, wide)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = _in_one_byte(content)
    if _CONTROLS.search(text):
        raise other_kind("tệp nhị phân không rõ loại")
    return text


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise other_kind("văn bản có bảng mã hỏng") from error


def _wide(start: bytes) -> str:
    """UTF-16 without its mark: every second byte of plain letters and digits is zero."""
    half = len(start) // 2 or 1
    first, second = start[::2].count(0) / half, start[1::2].count(0) / half
    if second > _MANY and first < _FEW:
        return "utf-16-le"
    return "utf-16-be" if first > _MANY and second < _FEW else ""


def _in_one_byte(content: bytes) -> str:
    """The Vietnamese code page where its tones stand on vowels, as only it would have them."""
    vietnamese = content.decode("cp1258", errors="replace")
    tones, on_vowels = len(_TONE.findall(vietnamese)), len(_TONE_ON_VOWEL.findall(vietnamese))
    if "\ufffd" not in vietnamese and tones == on_vowels and tones:
        return vietnamese
    return content.decode("cp1252", errors="replace")
