"""What the programs people type Vietnamese with send to a terminal for each key: Backspaces and the letters instead.

UniKey, EVKey, OpenKey and Bamboo hook the keyboard: the key itself comes through while nothing has to be changed, else
so many Backspaces and what stands there now. With ibus nothing comes before the word ends, and then the word whole.
What a program does at the end of a word (abbreviations, wrong words put back as they were typed) comes before the key
that ended it.

    "".join(bursts(UNIKEY.typing(TELEX), "vieetj "))     "vie\\bêt\\b\\bệt "
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from typing_rules import TELEX, TONES, Method, Word, is_word

NOTHING_DRAWN = "\u202f"
"""What OpenKey types and takes back in front of every correction, so that a browser stops completing the word."""
MACROS = {"vn": "Việt Nam", "dc": "đồng chí", "dvk": "dân vận khéo"}
_QUICK_BEGINNINGS = {"f": "ph", "j": "gi", "w": "qu"}
_QUICK_ENDINGS = {"g": "ng", "h": "nh", "k": "ch"}


@dataclass(frozen=True)
class Program:
    """An input method as somebody has set it."""

    name: str
    method: Method = TELEX
    restores: bool = False
    """Wrong words are put back as they were typed."""
    quick: bool = False
    """`cc` is `ch`, a word that begins with `f` begins with `ph`, one that ends in `k` with `ch`."""
    macros: Mapping[str, str] = field(default_factory=dict)
    in_front: str = ""
    """What is typed, and taken back, before a correction."""
    apart: bool = False
    """Tones are typed behind their letter, in a character of their own."""
    whole_words: bool = False
    """Nothing is sent before the word has ended."""
    begins_anew: bool = False
    """Behind letters no word begins with, the next one may be the first of a word."""

    def typing(self, method: Method) -> Program:
        return replace(self, method=method)

    def __str__(self) -> str:
        return f"{self.name}, {self.method}"


NONE = Program("none", Method("none", {}, {}))
UNIKEY = Program("UniKey", restores=True, macros=MACROS)
EVKEY = Program("EVKey", restores=True, quick=True, macros=MACROS)
OPENKEY = Program("OpenKey", restores=True, macros=MACROS, in_front=NOTHING_DRAWN)
OPENKEY_APART = Program("OpenKey, marks apart", quick=True, in_front=NOTHING_DRAWN, apart=True)
BAMBOO = Program("Bamboo", begins_anew=True)
IBUS = Program("ibus", restores=True, macros=MACROS, whole_words=True)
PROGRAMS = (UNIKEY, EVKEY, OPENKEY, OPENKEY_APART, BAMBOO, IBUS)


class Typist:
    """Somebody at a keyboard on which a program is at work."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._before = ""
        """Of a word that has begun anew, what stands before the beginning."""
        self._keys, self._shown = "", ""
        self._begin()

    def press(self, key: str) -> str:
        """What arrives at the terminal for one key, `\\b` for a Backspace."""
        shown = self._shown
        sign = not key.isalnum()
        if (sign and self._before and not shown) or (not self._word.press(key) and sign):
            return self._end(shown, key)
        if self._begins_anew(key):
            self._begin(self._before + shown, key)
            return self._told(key)
        self._keys += key
        self._shown = self._drawn(self._word.text)
        return self._told(self._correction(shown, self._shown))

    def _begins_anew(self, key: str) -> bool:
        """A digit that means nothing goes on with no word; with some programs neither does what can be no word."""
        literal = self._shown + key == self._drawn(self._word.text)
        impossible = self._program.begins_anew and self._word.off and not self._word.wanted_so
        return literal and (key.isdigit() or (impossible and self._shown != ""))

    def _begin(self, before: str = "", key: str = "") -> None:
        self._before = before
        self._word = Word(self._program.method, quick=self._program.quick)
        self._keys = self._shown = ""
        if key.isdigit():
            self._before += key
        elif key:
            self._word.press(key)
            self._keys = self._shown = key

    def _told(self, arriving: str) -> str:
        return "" if self._program.whole_words else arriving

    def _end(self, shown: str, key: str) -> str:
        final, before = self._drawn(self._finished(unicodedata.normalize("NFC", shown), self._keys)), self._before
        self._begin()
        return before + final + key if self._program.whole_words else self._correction(shown, final) + key

    def _finished(self, word: str, keys: str) -> str:
        """What the program makes of a word that has ended."""
        program = self._program
        if word in program.macros:
            return program.macros[word]
        if program.quick and word:
            word = _QUICK_BEGINNINGS.get(word[0], word[0]) + word[1:]
            behind_vowel = unicodedata.normalize("NFD", word[-2:-1])[:1] in tuple("aeiouy")
            word = word[:-1] + (_QUICK_ENDINGS.get(word[-1], word[-1]) if behind_vowel else word[-1])
        wrong = word != keys and not is_word(word) and not self._word.wanted_so
        return keys if program.restores and wrong else word

    def _correction(self, before: str, after: str) -> str:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
        kept = sum(1 for _ in same)
        wrong = len(before) - kept
        in_front = self._program.in_front if wrong else ""
        return in_front + "\b" * (len(in_front) + wrong) + after[kept:]

    def _drawn(self, text: str) -> str:
        return "".join(map(_tone_behind, text)) if self._program.apart else text


def bursts(program: Program, keys: str) -> Iterator[str]:
    """What arrives for each key in turn."""
    typist = Typist(program)
    return map(typist.press, keys)


def sent(program: Program, keys: str) -> str:
    """All that arrives."""
    return "".join(bursts(program, keys))


def seen(sent: str) -> str:
    """What stands in a field after that."""
    standing: list[str] = []
    for char in sent:
        if char != "\b":
            standing.append(char)
        elif standing:
            standing.pop()
    return unicodedata.normalize("NFC", "".join(standing))


def _tone_behind(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES)) + tone
