"""Typing rules: what the keys of a word spell by Telex, Simple Telex, VNI, VIQR, and by UniKey's Microsoft keys.

    spelled(TELEX, "nguoiwf")       "người"
    keys_for(VNI, "Đàm", Marks.AT_THE_END)   "Dam92"

The rules are those people learn, with what all programs agree upon: a mark may come anywhere behind its letter, the
same key again takes it back, a word no Vietnamese word begins like is left alone from there on, the tone stands where
the old orthography has it (`hòa`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

GRAVE, HOOK, TILDE, ACUTE, DOT = "\u0300\u0309\u0303\u0301\u0323"
CIRCUMFLEX, BREVE, HORN, STROKE = "\u0302\u0306\u031b\u0335"
TONES = (ACUTE, GRAVE, HOOK, TILDE, DOT)
"""In the order of their keys: s f r x j, 1 2 3 4 5."""


@dataclass(frozen=True, eq=False)
class Method:
    """What each key does; keys are in small letters."""

    name: str
    tones: Mapping[str, str]
    """The mark a key puts on the word; none for the key that takes it away."""
    shapes: Mapping[str, Mapping[str, str]]
    """The mark a key puts on a letter."""
    alone: Mapping[str, str] = field(default_factory=dict)
    """The letter a key types that finds nothing to put a mark on."""

    def __str__(self) -> str:
        return self.name


def _tones(keys: str, none: str = "") -> dict[str, str]:
    return {**dict(zip(keys, TONES, strict=True)), **dict.fromkeys(none, "")}


_ROOFED = dict.fromkeys("aeo", CIRCUMFLEX)
_HORNED = dict.fromkeys("ou", HORN)
_DOUBLED = {"a": {"a": CIRCUMFLEX}, "e": {"e": CIRCUMFLEX}, "o": {"o": CIRCUMFLEX}, "d": {"d": STROKE}}
_TELEX_SHAPES = {**_DOUBLED, "w": {"a": BREVE, **_HORNED}}

SIMPLE_TELEX = Method("Simple Telex", _tones("sfrxj", "z"), _TELEX_SHAPES)
TELEX = Method("Telex", _tones("sfrxj", "z"), _TELEX_SHAPES, {"w": "ư", "[": "ơ", "]": "ư", "{": "Ơ", "}": "Ư"})
VNI = Method("VNI", _tones("12345", "0"), {"6": _ROOFED, "7": _HORNED, "8": {"a": BREVE}, "9": {"d": STROKE}})
VIQR = Method(
    "VIQR",
    _tones("'`?~.", "0"),
    {"^": _ROOFED, "(": {"a": BREVE}, "+": _HORNED, "*": _HORNED, "d": {"d": STROKE}},
)
MICROSOFT = Method(
    "Microsoft",
    {**_tones("85679"), **_tones("*%^&(")},
    {},
    dict(zip("1!2@3#4$0)[{]}", "ăĂâÂêÊôÔđĐưƯơƠ", strict=True)),
)
METHODS = (TELEX, SIMPLE_TELEX, VNI, VIQR, MICROSOFT)

_VOWELS = "aeiouy"
_ONSETS = "b|c|ch|d|dd|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x"
"""`dd` for abbreviations: `ĐĐ`."""
_CODAS = "c|ch|m|n|ng|nh|p|t"
DOUBLED_CONSONANTS = {"c": "h", "g": "i", "k": "h", "n": "g", "q": "u", "p": "h", "t": "h"}
"""What the second of two equal consonants becomes with quick consonants: `cc` is `ch`."""


def _beginnings(onsets: str, codas: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{onsets})?(?:[{_VOWELS}]{{1,3}}(?:{codas})?)?")


_BEGINS = _beginnings(_ONSETS, _CODAS)
_BEGINS_QUICKLY = _beginnings(f"{_ONSETS}|f|j|w", f"{_CODAS}|g|h|k")
_SYLLABLE = re.compile(rf"((?:qu|gi)(?=[{_VOWELS}])|[^{_VOWELS}]*)([{_VOWELS}]*)(.*)")
"""What stands before the vowels, the vowels, and what is behind them."""
_OPEN_UO = ("h", "th", "kh")
"""Behind these `uơ` is a rhyme of its own until a letter follows: `thuở`, but `thương`."""


@dataclass
class _Letter:
    char: str
    mark: str = ""
    key: str = ""
    """The key that typed it alone, as `w` types `ư`."""


class Word:
    """The word that is being typed."""

    def __init__(self, method: Method, *, quick: bool = False) -> None:
        self._method = method
        self._quick = quick
        self._letters: list[_Letter] = []
        self._tone = ""
        self.off = False
        """Whether the rest is taken as it is typed."""
        self.wanted_so = False
        """Whether a mark was taken back, so that nobody need guess what was meant."""

    def press(self, key: str) -> bool:
        """Whether the key did something else than type itself."""
        meant = not self.off and (self._put_tone(key) or self._put_shape(key) or self._type_alone(key))
        if not meant:
            self._append(key)
        return meant

    @property
    def text(self) -> str:
        """What a person sees."""
        place = self._place_of_tone()
        return "".join(
            _composed(letter.char, self._shown_mark(at), self._tone if at == place else "")
            for at, letter in enumerate(self._letters)
        )

    @property
    def plain(self) -> str:
        """The letters without their marks, small."""
        return "".join(letter.char for letter in self._letters).lower()

    def _put_tone(self, key: str) -> bool:
        tone = self._method.tones.get(key.lower())
        if tone is None or self._place_of_tone() is None or (not tone and not self._tone):
            return False
        again, self._tone = tone == self._tone, tone
        if again and tone:
            self._tone = ""
            self._take_back(key)
        return True

    def _put_shape(self, key: str) -> bool:
        marks = self._method.shapes.get(key.lower(), {})
        for at in reversed(range(len(self._letters))):
            letter = self._letters[at]
            if letter.key.lower() == key.lower():
                self._letters.pop(at)
                self._take_back(key)
                return True
            if letter.char.lower() in marks:
                self._mark(at, marks, key)
                return True
        return False

    def _mark(self, at: int, marks: Mapping[str, str], key: str) -> None:
        """Puts the mark on a letter, on `u` too before a horned `o`, on `u` instead before an `a`; or takes it back."""
        letter = self._letters[at]
        wanted = marks[letter.char.lower()]
        before = self._letters[at - 1] if at and not self.plain.startswith("qu") else None
        beside = before if before is not None and before.char in "uU" and marks.get("u") == HORN else None
        if beside is not None and letter.char in "aA":
            letter, wanted, beside = beside, HORN, None
        if letter.mark == wanted:
            letter.mark = ""
            self._take_back(key)
            return
        letter.mark = wanted
        if beside is not None and wanted == HORN:
            beside.mark = HORN

    def _type_alone(self, key: str) -> bool:
        last = self._letters[-1] if self._letters else None
        if last is not None and last.key == key:
            self._letters.pop()
            self._take_back(key)
            return True
        letter = self._method.alone.get(key) or self._method.alone.get(key.lower(), "").upper()
        if not letter:
            return False
        base, mark = _apart(letter)[:2]
        self._letters.append(_Letter(base, mark, key))
        self.off = not self._may_go_on()
        return True

    def _take_back(self, key: str) -> None:
        self._letters.append(_Letter(key))
        self.off = self.wanted_so = True

    def _append(self, key: str) -> None:
        last = self._letters[-1].char.lower() if self._letters else ""
        if self._quick and key.lower() == last and last in DOUBLED_CONSONANTS:
            key = DOUBLED_CONSONANTS[last].upper() if key.isupper() else DOUBLED_CONSONANTS[last]
        self._letters.append(_Letter(key))
        self.off = self.off or not self._may_go_on()

    def _may_go_on(self) -> bool:
        return (_BEGINS_QUICKLY if self._quick else _BEGINS).fullmatch(self.plain) is not None

    def _place_of_tone(self) -> int | None:
        match = _SYLLABLE.match(self.plain)
        assert match is not None
        start, vowels = match.start(2), match[2]
        if not vowels:
            return None
        shaped = [at for at in range(start, start + len(vowels)) if self._shown_mark(at)]
        if shaped:
            return shaped[-1]
        if match[3]:
            return start + len(vowels) - 1
        return start + (1 if len(vowels) == 3 else 0)

    def _shown_mark(self, at: int) -> str:
        mark, plain = self._letters[at].mark, self.plain
        open_uo = plain.endswith("uo") and plain[:-2] in _OPEN_UO and at == len(plain) - 2
        return "" if open_uo and self._letters[-1].mark == HORN else mark


def spelled(method: Method, keys: str, *, quick: bool = False) -> str:
    """What the keys of one word spell."""
    word = Word(method, quick=quick)
    for key in keys:
        word.press(key)
    return word.text


def is_word(text: str) -> bool:
    """Whether a Vietnamese word, or what stands for one (`đ/c`), could be spelled so, marks aside."""
    plain = "".join(_apart(letter)[0] for letter in text).lower()
    return _BEGINS.fullmatch(plain) is not None


class Marks(Enum):
    """When a person types the marks of a word."""

    AT_ONCE = "at once"
    TONE_AT_THE_END = "tone at the end"
    AT_THE_END = "at the end"


def keys_for(method: Method, text: str, marks: Marks) -> str:
    """The keys a person presses for a text."""
    return re.sub(r"\w+", lambda word: _keys_of_word(method, word[0], marks), unicodedata.normalize("NFC", text))


def _keys_of_word(method: Method, word: str, marks: Marks) -> str:
    letters, shapes, tones = "", "", ""
    for letter in word:
        base, mark, tone = _apart(letter)
        key = _shape_key(method, base, mark) if mark else ""
        if mark and not key:
            base = next(alone for alone, typed in method.alone.items() if typed == _composed(base, mark, ""))
        tone_key = next((key for key, put in method.tones.items() if put and put == tone), "")
        letters += base + (key if marks is not Marks.AT_THE_END else "") + (tone_key if marks is Marks.AT_ONCE else "")
        # One key horns both letters of `ươ`.
        shapes += key if key not in shapes else ""
        tones += tone_key
    end = {Marks.AT_ONCE: "", Marks.TONE_AT_THE_END: tones, Marks.AT_THE_END: shapes + tones}[marks]
    return letters + (end.upper() if word.isupper() and len(word) > 1 else end)


def _shape_key(method: Method, base: str, mark: str) -> str:
    keys = (key for key, marks in method.shapes.items() if marks.get(base.lower()) == mark)
    key = next(keys, "")
    return key.upper() if base.isupper() else key


def _apart(letter: str) -> tuple[str, str, str]:
    """Base, shape and tone: `ệ` → e, U+0302, U+0323."""
    if letter in "đĐ":
        return ("d" if letter == "đ" else "D"), STROKE, ""
    base, *marks = tuple(unicodedata.normalize("NFD", letter))
    tone = "".join(mark for mark in marks if mark in TONES)
    return base, "".join(mark for mark in marks if mark not in TONES), tone


def _composed(base: str, shape: str, tone: str) -> str:
    if shape == STROKE:
        return "đ" if base == "d" else "Đ"
    return unicodedata.normalize("NFC", base + shape + tone)
