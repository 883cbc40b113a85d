"""Who on the list an identity card may be of: names compared as a scanner may have typed them.

Few scanners type Vietnamese letters. Some leave them out (`m Th V D`), some type a question mark for each letter or
each byte, some the bytes of UTF-8 one by one (`Ä?Ã m Tháº¿`). So nobody is ever more than proposed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from store.identity_cards.reading import Bearer
from store.records import Delegate, DelegateId
from store.vietnamese import fold, letter_apart, name_key, name_parts, same_spelling

_LOST: Final = "\ufffd"
_FEWEST_LETTERS: Final = 2
"""Left of a name; with fewer it could be almost anybody's."""


class _Likeness(IntEnum):
    SPELLED = 0
    FOLDED = 1
    DAMAGED = 2


def people_like(bearer: Bearer, delegates: Iterable[Delegate]) -> list[DelegateId]:
    """Everybody whose card it may be, the likeliest first: spelled so, but for the marks, as far as it can be read.

    The list holds no dates of birth. Where an office wrote one, or its year, beside a name to tell namesakes apart,
    whom it fits comes before the others.
    """
    written = _Written(bearer.name)
    found = ((written.likeness(each.name), each) for each in delegates if each.name)
    alike = [(likeness, each) for likeness, each in found if likeness is not None]
    alike.sort(key=lambda one: (one[0], not _born_so(bearer, one[1]), name_key(one[1].name), one[1].number))
    return [each.id for _likeness, each in alike]


class _Written:
    """A name as it came from a card."""

    def __init__(self, name: str) -> None:
        repaired = unicodedata.normalize("NFC", _repaired(name)).replace(_LOST, "?")
        self._typed = " ".join(repaired.casefold().split())
        self._spelled = same_spelling(self._typed)
        self._folded = fold(repaired)
        self._ascii = _ascii_letters(self._typed)

    def likeness(self, name: str) -> _Likeness | None:
        """How like the name of a delegate is, if at all."""
        bare = letter_apart(name)[0]
        if fold(bare) == self._folded:
            return _Likeness.SPELLED if same_spelling(bare.casefold()) == self._spelled else _Likeness.FOLDED
        return _Likeness.DAMAGED if self._may_have_been(bare.casefold()) else None

    def _may_have_been(self, bare: str) -> bool:
        """Whether damage on the way can have made this of that name; what no scanner damages tells most apart."""
        if len(self._ascii) < _FEWEST_LETTERS:
            return False
        whole, apart = (_ascii_letters(unicodedata.normalize(form, bare)) for form in ("NFC", "NFD"))
        lost = r"\?{1,3}" if "?" in self._typed else ""
        pattern = "".join(_damaged(char, lost) for char in bare)
        return self._ascii in (whole, apart) and re.fullmatch(pattern, self._typed) is not None


def _ascii_letters(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isalpha())


def _damaged(char: str, lost: str) -> str:
    """A pattern of all that may have become of a letter; `lost` is what stands for letters of which nothing is left."""
    if not char.isalnum():
        return r"\W*"
    if char.isascii():
        return re.escape(char)
    bare = "".join(filter(str.isascii, unicodedata.normalize("NFD", char)))
    return f"(?:{'|'.join(dict.fromkeys((char, bare or char, lost)))})"


def _repaired(name: str) -> str:
    """The letters whose bytes were typed as characters of Windows' Western code page, if that is what happened."""
    try:
        raw = b"".join(map(_byte, name))
    except UnicodeEncodeError:
        return name
    decoded = raw.decode("utf-8", errors="replace")
    return decoded if any(not char.isascii() and char != _LOST for char in decoded) else name


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _born_so(bearer: Bearer, delegate: Delegate) -> bool:
    if bearer.born is None:
        return False
    numbers = re.findall(r"[0-9]+", f"{name_parts(delegate.name).remark} {delegate.note}")
    return str(bearer.born.year) in numbers
