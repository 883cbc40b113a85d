"""Which words are Vietnamese syllables: by this, text in an old encoding is told from text that is right."""

from __future__ import annotations

import re
from functools import lru_cache

from store.vietnamese import TONES, tone_apart

_SPELT_ONSETS = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x"
_SPELT_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên
    uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych yêm yên yêng yêt yêu ynh yt
"""
_ONSETS = _SPELT_ONSETS.split()
_RHYMES = frozenset(_SPELT_RHYMES.split())
_STOPPED = ("c", "ch", "p", "t")
_STOPPED_TONES = frozenset(TONES[3:])
"""A syllable that ends in a stop has sắc or nặng."""

_WORD = re.compile(r"[^\W\d_]+")


def syllables(text: str) -> int:
    """How many words of a text are Vietnamese syllables with a mark or tone on them; the others tell nothing."""
    return sum(_is_syllable(word) for word in _WORD.findall(text) if not word.isascii())


@lru_cache(maxsize=16_384)
def _is_syllable(word: str) -> bool:
    letters, tones = tone_apart(word.casefold())
    if len(tones) > 1 or (letters.endswith(_STOPPED) and tones not in _STOPPED_TONES):
        return False
    onsets = (onset for onset in _ONSETS if letters.startswith(onset))
    return letters in _RHYMES or any(letters[len(onset) :] in _RHYMES for onset in onsets)
