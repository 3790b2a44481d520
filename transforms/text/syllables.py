"""Whether a word is spelled as a Vietnamese syllable can be: the evidence for one encoding against another."""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
# The k of Đắk, Lắk, Búk stands in names of the Central Highlands.
_RIMES = (
    "a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong "
    "oong op ot ô ôc ôi ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uê uêch uênh uêt uôc uôi uôm "
    "uôn uông uôt uc ui uit uk um un ung uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu "
    "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu "
    "uac uach uai uan uang uanh uat uau uay uăc uăm uăn uăng uăp uăt ue uen ueo uet uên êng"
)
_SYLLABLE = re.compile(
    rf"(?:{'|'.join(sorted(_ONSETS.split(), key=len, reverse=True))})?"
    rf"(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})"
)
_STOPPED = re.compile(r".*(?:c|ch|p|t)")
_STOPPED_TONES = {"\u0301", "\u0323"}


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word can be Vietnamese: onset, rime, at most one tone; only two tones before c, ch, p, t."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    if len(tones) > 1 or _SYLLABLE.fullmatch(bare) is None:
        return False
    return not _STOPPED.fullmatch(bare) or bool(_STOPPED_TONES.intersection(tones))
