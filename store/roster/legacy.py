"""Text from before Unicode put right: TCVN3 (fonts .Vn…), VNI-Windows (fonts VNI-…), Windows-1258, garbled UTF-8.

Such text comes from any reader as Latin-1 or Windows-1252 shows it: `NguyÔn` is Nguyễn in TCVN3. Readers hand it over
as it is (`as_shown` for bytes) and clean nothing away: the soft hyphen U+00AD is the ư of TCVN3. Whether a text is
legacy at all is decided for whole columns of a sheet, never for a cell: `Hoàng` is a name as it stands and Hồng in VNI.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

import msgspec

from store.records import Value
from store.roster.grid import Sheet
from store.roster.syllables import syllables

UNICODE = "unicode"

_TCVN3_SHOWN = (
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ®¡¢§£¤¥¦",
    "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂĐÊÔƠƯ",
)
"""Each character as Latin-1 shows it, and the letter it is. Other capitals share the code of the small letter."""

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_SINGLE = dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))
_VNI_MARKS = (
    ("aeouyôö", "ùøûõï", _TONES),
    ("aeo", "âáàåãä", ("", *_TONES)),
    ("a", "êéèúüë", ("", *_TONES)),
)
"""Base letters, the marks that stand behind them, and the tones these mean."""
_VNI_SHAPES = ("", _CIRCUMFLEX, _BREVE)

_SPECIAL = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
"""Letters that only Unicode has: no legacy text shows one."""

_SAMPLE = 400
"""Cells of a column that are asked, spread over all of it."""
_LEAD, _TIMES = 2, 4
"""By how many syllables, and how many times over, a reading must be better than the text as it stands."""
_SHARE = 0.5
"""How many of the words that could be syllables must be some in it."""
_SPACE = re.compile(r"[ \t\r\n]+")
_LETTER = re.compile("[A-Za-z]")
"""Every legacy syllable shows one, or nearly every: a sign alone is a sign."""


class Encoding(NamedTuple):
    """A way text was written before Unicode; `decode` takes text as Latin-1 or Windows-1252 shows it and gives NFC."""

    name: str
    decode: Callable[[str], str]


def _vni_letters() -> dict[str, str]:
    letters = dict(_VNI_SINGLE)
    for (bases, marks, tones), shape in zip(_VNI_MARKS, _VNI_SHAPES, strict=True):
        for base, (mark, tone) in product(bases, zip(marks, tones, strict=True)):
            letters[base + mark] = unicodedata.normalize("NFC", _VNI_SINGLE.get(base, base) + shape + tone)
    capitals = {shown.upper(): letter.upper() for shown, letter in letters.items()}
    mixed = {shown[0].upper() + shown[1:]: letter.upper() for shown, letter in letters.items()}
    return {**letters, **mixed, **capitals}


_TCVN3 = str.maketrans(*_TCVN3_SHOWN)
_VNI = _vni_letters()
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))


def _tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _vni(text: str) -> str:
    return _VNI_LETTER.sub(lambda shown: _VNI[shown[0]], text)


_HOLES = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_WINDOWS_1252 = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in _HOLES}
_BYTES = {code: code for code in range(0x100)} | {ord(char): code for code, char in _WINDOWS_1252.items()}
"""Which byte a character of Windows-1252 or Latin-1 was."""


def as_shown(content: bytes) -> str:
    """Bytes in one of these encodings as Windows-1252 shows them; what it does not define, as Latin-1 does."""
    return content.decode("latin-1").translate(_WINDOWS_1252)


def _read_again(codec: str) -> Callable[[str], str]:
    """A reader of text whose bytes were taken for Windows-1252; text that cannot have been stays as it is."""

    def decode(text: str) -> str:
        try:
            return unicodedata.normalize("NFC", bytes(_BYTES[ord(char)] for char in text).decode(codec))
        except (KeyError, UnicodeDecodeError):
            return text

    return decode


TCVN3 = Encoding("tcvn3", _tcvn3)
VNI = Encoding("vni", _vni)
CP1258 = Encoding("cp1258", _read_again("cp1258"))
GARBLED = Encoding(UNICODE, _read_again("utf-8"))
"""UTF-8 that some program took for Windows-1252: `Nguyá»…n`."""

_ENCODINGS = (TCVN3, VNI, CP1258, GARBLED)


class Converted(Value, frozen=True, kw_only=True):
    """A sheet in Unicode, and what it took."""

    original: Sheet
    sheet: Sheet
    encoding: str
    """What most of its converted columns were written in; `unicode` if there was nothing to convert."""
    columns: dict[int, str]
    """The converted columns, counted from 0, and what each was written in."""

    def changes(self, column: int, first: int) -> Iterator[tuple[str, str]]:
        """Cells of a column before and after, each once: from row `first` on, counted from 0, then those above."""
        pairs = list(zip(self.original.rows, self.sheet.rows, strict=True))
        cells = ((old[column], new[column]) for old, new in pairs[first:] + pairs[:first] if column < len(old))
        yield from dict.fromkeys((before, after) for before, after in cells if before != after)


def converted(sheet: Sheet) -> Converted:
    """The sheet in Unicode; cells that already are stay as they are, whatever their column is written in."""
    encodings = _encodings({column: list(texts) for column, texts in _telling(sheet.rows).items()})
    if not encodings:
        return Converted(original=sheet, sheet=sheet, encoding=UNICODE, columns={})
    readers = {column: _reader(encoding, sheet.rows, column) for column, encoding in encodings.items()}
    rows = [_row(row, readers) for row in sheet.rows]
    columns = {column: encoding.name for column, encoding in encodings.items()}
    return Converted(
        original=sheet,
        sheet=msgspec.structs.replace(sheet, rows=rows),
        encoding=Counter(columns.values()).most_common(1)[0][0],
        columns=columns,
    )


def _row(row: list[str], readers: dict[int, Callable[[str], str]]) -> list[str]:
    return [readers[column](cell) if column in readers else cell for column, cell in enumerate(row)]


# -- which columns ----------------------------------------------------------------------------------


def _telling(rows: list[list[str]]) -> dict[int, dict[str, None]]:
    """The texts of every column that are not plain ASCII, each once, in the order of the rows."""
    columns: dict[int, dict[str, None]] = {}
    for row in rows:
        for column, cell in enumerate(row):
            if not cell.isascii():
                columns.setdefault(column, {})[cell] = None
    return columns


def _encodings(columns: dict[int, list[str]]) -> dict[int, Encoding]:
    """The columns to convert; one that tells nothing by itself goes with most of the others."""
    verdicts = {column: _verdict(texts) for column, texts in columns.items()}
    sure = Counter(verdict.encoding for verdict in verdicts.values() if verdict.sure)
    most, votes = sure.most_common(1)[0] if sure else (None, 0)
    fallback = most if 2 * votes > sure.total() else None
    chosen = {column: verdict.encoding if verdict.sure else fallback for column, verdict in verdicts.items()}
    return {column: encoding for column, encoding in chosen.items() if encoding is not None}


class _Verdict(NamedTuple):
    """What a column is written in, None for Unicode, and whether its own text leaves no doubt."""

    encoding: Encoding | None
    sure: bool


def _verdict(texts: list[str]) -> _Verdict:
    asked = texts[:: 1 + len(texts) // _SAMPLE]
    scores = sorted((_score(asked, encoding) for encoding in _ENCODINGS), key=lambda score: score.lead, reverse=True)
    best, second = scores[:2]
    if best.convinces and best.lead > second.lead:
        return _Verdict(best.encoding, sure=True)
    return _Verdict(None, sure=best.unicode > 0 or best.lead < 0)


class _Score(NamedTuple):
    """How many syllables more, and how many fewer, a reading makes of the cells of a column."""

    encoding: Encoding
    won: int = 0
    lost: int = 0
    read: int = 0
    """Syllables it makes in all, of the words that could be some."""
    words: int = 0
    cells: int = 0
    """In which it makes more syllables."""
    unicode: int = 0
    """Cells with letters that only Unicode has."""

    @property
    def lead(self) -> int:
        return self.won - self.lost

    @property
    def convinces(self) -> bool:
        """One cell of Unicode is forgiven: a header may have been typed anew."""
        enough = self.lead >= _LEAD and self.read >= _SHARE * self.words
        return enough and self.won >= _TIMES * self.lost and self.cells >= _TIMES * (self.unicode - 1)


def _score(texts: list[str], encoding: Encoding) -> _Score:
    score = _Score(encoding)
    for text in texts:
        score = _with_unicode(score) if _SPECIAL.search(text) else _with_cell(score, text)
    return score


def _with_unicode(score: _Score) -> _Score:
    return score._replace(unicode=score.unicode + 1)


def _with_cell(score: _Score, text: str) -> _Score:
    words = [word for word in _SPACE.split(text) if not word.isascii() and _LETTER.search(word)]
    stands, reads = syllables(" ".join(words)), syllables(score.encoding.decode(" ".join(words)))
    return score._replace(
        won=score.won + max(0, reads - stands),
        lost=score.lost + max(0, stands - reads),
        read=score.read + reads,
        words=score.words + len(words),
        cells=score.cells + (reads > stands),
    )


# -- cell by cell -----------------------------------------------------------------------------------


def _reader(encoding: Encoding, rows: list[list[str]], column: int) -> Callable[[str], str]:
    """What makes Unicode of a cell of this column."""
    decode = encoding.decode
    if encoding is TCVN3:
        decode = _cased(capitals=_in_capitals(row[column] for row in rows if column < len(row)))
    return lambda cell: cell if cell.isascii() or _SPECIAL.search(cell) else decode(cell)


_UPPER, _LOWER = "A-Z¡¢§£¤¥¦", "a-z¨©®ª«¬\xad"
"""Letters of TCVN3 whose case is known, as Latin-1 shows them; all others may be either."""
_ANY_UPPER, _ANY_LOWER = re.compile(f"[{_UPPER}]"), re.compile(f"[{_LOWER}]")
_SHOUTED = re.compile(rf"[{_UPPER}]\S*[{_UPPER}]")
_LINE = re.compile(r"[^\r\n]+")
_SEGMENT = re.compile(r"(?:(?! - )[^,;()–])+")
_WORD = re.compile(r"[^\W\d_]+")


def _in_capitals(cells: Iterable[str]) -> bool:
    """Whether a column is written in capitals, by the lines that tell."""
    lines = [line for cell in cells for line in _LINE.findall(cell)]
    small = sum(bool(_ANY_LOWER.search(line)) for line in lines)
    return sum(map(_is_shouted, lines)) > small


def _is_shouted(text: str) -> bool:
    """Two capitals in one word and no small letter at all: `Lý Bá Tú` has three, but none beside another."""
    return bool(_SHOUTED.search(text)) and not _ANY_LOWER.search(text)


def _cased(*, capitals: bool) -> Callable[[str], str]:
    """TCVN3 with its capitals: most of them share the code of the small letter, the letters around them tell."""

    def decode_line(line: re.Match[str]) -> str:
        shown = line[0]
        if _is_shouted(shown) or (capitals and _ANY_UPPER.search(shown) and not _ANY_LOWER.search(shown)):
            return _tcvn3(shown).upper()
        return _capitalised(shown, _tcvn3(shown))

    return lambda cell: _LINE.sub(decode_line, cell)


def _capitalised(shown: str, text: str) -> str:
    """A line with a capital in front, every word of a name with one, and words in capitals all in capitals."""
    letters = list(text)
    for start, end in _small(shown, text):
        letters[start:end] = text[start:end].upper()
    return "".join(letters)


def _small(shown: str, text: str) -> Iterator[tuple[int, int]]:
    """Where letters of unknown case must be capitals: from, to."""
    for segment in _SEGMENT.finditer(text):
        words = [word.span() for word in _WORD.finditer(text, *segment.span())]
        known = [bool(_ANY_UPPER.match(shown, start)) for start, _ in words if _is_known(shown[start])]
        is_name = any(known) and all(known)
        for start, end in words:
            if _is_shouted(shown[start:end]):
                yield start, end
            elif not _is_known(shown[start]) and (is_name or start == 0):
                yield start, start + 1


def _is_known(char: str) -> bool:
    return bool(_ANY_UPPER.match(char) or _ANY_LOWER.match(char))
