"""The two encodings of the time before Unicode, as their characters look when read as Windows-1252.

TCVN3 (fonts .Vn…, "ABC") gives each small letter one byte; capitals with a tone have none, they are small letters
in a font whose name ends with H. VNI (fonts VNI-…) writes a letter and behind it a second one for its marks.
"""

_TCVN3_PAIRS = (
    "¸á µà ¶ả ·ã ¹ạ ¨ă ¾ắ »ằ ¼ẳ ½ẵ Æặ ©â Êấ Çầ Èẩ Éẫ Ëậ ®đ Ðé Ìè Îẻ Ïẽ Ñẹ ªê Õế Òề Óể Ôễ Öệ Ýí ×ì Øỉ Üĩ Þị "
    "ãó ßò áỏ âõ äọ «ô èố åồ æổ çỗ éộ ¬ơ íớ êờ ëở ìỡ îợ óú ïù ñủ òũ ôụ \u00adư øứ õừ öử ÷ữ ùự ýý úỳ ûỷ üỹ þỵ "
    "¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ"
)
TCVN3 = {pair[0]: pair[1] for pair in _TCVN3_PAIRS.split(" ")}

# Marks in the order acute, grave, hook, tilde, dot below; a letter of VNI with each of them.
_VNI_TONES = "ùøûõï"
_VNI_LETTERS = {
    "a": ("a", "áàảãạ"),
    "e": ("e", "éèẻẽẹ"),
    "o": ("o", "óòỏõọ"),
    "u": ("u", "úùủũụ"),
    "ô": ("ơ", "ớờởỡợ"),
    "ö": ("ư", "ứừửữự"),
}
# Circumflex and breve carry the tone in one mark; the breve stands on a only.
_VNI_CIRCUMFLEX = "âáàåãä"
_VNI_BREVE = "êéèúüë"
_VNI_ROOFED = {"a": "âấầẩẫậ", "e": "êếềểễệ", "o": "ôốồổỗộ"}
_VNI_SINGLE = {
    **dict(zip("íìæóò", "íìỉĩị", strict=True)),
    "î": "ỵ",
    "yù": "ý",
    "yø": "ỳ",
    "yû": "ỷ",
    "yõ": "ỹ",
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
}


def _small_vni() -> dict[str, str]:
    toned = {
        letter + mark: result
        for letter, (_, results) in _VNI_LETTERS.items()
        for mark, result in zip(_VNI_TONES, results, strict=True)
    }
    roofed = {
        letter + mark: result
        for letter, results in _VNI_ROOFED.items()
        for mark, result in zip(_VNI_CIRCUMFLEX, results, strict=True)
    }
    breves = {"a" + mark: result for mark, result in zip(_VNI_BREVE, "ăắằẳẵặ", strict=True)}
    return _VNI_SINGLE | toned | roofed | breves


def _vni() -> dict[str, str]:
    """Small letters, capitals, and capitals with the mark of a small letter."""
    small = _small_vni()
    capitals = {found.upper(): result.upper() for found, result in small.items()}
    mixed = {
        found[0].upper() + found[1]: result.upper()
        for found, result in small.items()
        if len(found) == 2  # noqa: PLR2004
    }
    return small | mixed | capitals


VNI = _vni()

# Syllables of every table: where both readings of a text can be Vietnamese, these tell.
_FREQUENT_SYLLABLES = (
    "xã hộ số bản tổ và các của là có tỷ lệ nghèo cận khẩu thôn phường trấn thị huyện tỉnh tổng cộng kết quả "
    "rà soát đơn vị năm đầu kỳ cuối người biểu đến ngày tháng khu vực thành nông lâm đã để giảm tăng thì vì "
    "tân xuân vân phú tú thái hòa bình lương quân sông trì"
)
FREQUENT = frozenset(_FREQUENT_SYLLABLES.split())
