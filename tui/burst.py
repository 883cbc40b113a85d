"""What the keys since the lead of a badge are: a scan, one in the making, a broken one, or what a person writes. Pure.

A scanner shares the keyboard with people and with other scanners, so a key of somebody else's may come in the middle of
a scan. All fifteen letters of the badge are there all the same, in order, with something between them:

- What no badge has is somebody else's at once. A word has more of it than letters of a badge would let pass.
- Of letters too many nobody can say which they are, and the check letters alone would not do: with one letter too many
  another way to leave one out also has right check letters in 7 of 100 scans, with two in 38, with three in 78. So the
  badge has to be one the conference knows. A wrong way leads to one of 10,000 in 2 of 10,000 scans with three letters
  too many; then there are two, and neither is taken.

Where a letter of the badge itself is missing, or two scanners type at once, nothing is guessed: the scan is broken, and
whoever holds the scanner hears so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from store import codes

MOST_SURPLUS: Final = 3
"""Letters too many that are still looked for: 816 ways to leave them out."""

SURELY_SCANNED: Final = 4
"""Letters in one go behind a lead with which no word goes on: no syllable begins with more than three."""

_FEWEST_OF_A_BROKEN: Final = 6
_MORE_FOR_EACH_OTHER: Final = 2
"""Letters there must be to call it broken, and more for each key between them: `-Nghinh` has five and one."""

_LEADS = frozenset(codes.LEADS)
_LETTERS = frozenset(codes.ALPHABET)

Texts = Sequence[str]
"""What each key typed, nothing for one that types nothing; the first is a lead."""


def is_letter(text: str) -> bool:
    """Whether a badge may have it."""
    return text.upper() in _LETTERS


def is_lead(text: str) -> bool:
    """Whether a badge may begin so."""
    return text in _LEADS


def last_lead(texts: Texts) -> int:
    """Where the last scan, or what may become one, begins."""
    return next((place for place in range(len(texts) - 1, -1, -1) if is_lead(texts[place])), 0)


def letters_of(texts: Texts) -> str:
    """The letters of a badge, as printed."""
    return "".join(filter(is_letter, texts)).upper()


def others_in(texts: Texts) -> int:
    """How many keys are no scanner's."""
    return sum(not (is_letter(text) or is_lead(text)) for text in texts)


def may_go_on(texts: Texts, text: str) -> bool:
    """Whether this key may come next in a scan: one of another's, at most, for every three of the scanner's."""
    if is_letter(text):
        return True
    letters = len(letters_of(texts))
    if not (text and text.isprintable()) and letters < SURELY_SCANNED:
        return False
    return others_in(texts) <= letters // 3


def is_broken(texts: Texts) -> bool:
    """Whether this is no word of anybody's, though no badge can be read in it: behind either lead, or all of it."""
    last = last_lead(texts)
    parts = ((texts[:last], 1), (texts[last:], 1), (texts, 2))
    return any(_is_no_word(part, leads) for part, leads in parts)


def _is_no_word(texts: Texts, leads: int) -> bool:
    return len(letters_of(texts)) >= leads * _FEWEST_OF_A_BROKEN + _MORE_FOR_EACH_OTHER * others_in(texts)


def whole_in(letters: str, *, alone: bool) -> str:
    """The letters of one scan, right or not, if these are such; `alone` if no other may have been begun before it.

    Letters too many are then a person's, who typed on behind it. Of two scans at once the letters of either stand
    between those of the other: few such begin as every badge does.
    """
    if alone and len(letters) == codes.LETTERS:
        return letters
    first = letters[: codes.LETTERS]
    as_minted = first[:1] == codes.VERSION and all(one != other for one, other in pairwise(first))
    return first if as_minted and len(first) == codes.LETTERS and (alone or first == letters) else ""


def badge_in(letters: str, knows: Callable[[str], bool]) -> str | None:
    """The letters of the one badge known here that these are, with letters too many perhaps."""
    if not 0 <= len(letters) - codes.LETTERS <= MOST_SURPLUS:
        return None
    ways = set(combinations(letters, codes.LETTERS))
    found = [way for way in map("".join, ways) if _is_badge(way) and knows(codes.LEAD + way)]
    return found[0] if len(found) == 1 else None


def _is_badge(letters: str) -> bool:
    return isinstance(codes.read(letters), codes.Badge)


def places_of(badge: str, texts: Texts) -> Iterator[int]:
    """Where the lead and the letters of the badge stand in this; the rest is somebody else's.

    Of two that are the same letter the one in the case of all the others is the scanner's.
    """
    yield 0
    letters = [text for text in texts if is_letter(text)]
    capitals = 2 * sum(map(str.isupper, letters)) > len(letters)
    rest = iter(badge)
    awaited = next(rest, "")
    for place, (text, following) in enumerate(zip(texts[1:], [*texts[2:], ""], strict=True), 1):
        is_double = text.upper() == following.upper() and text.isupper() is not capitals
        if awaited and text.upper() == awaited and not is_double:
            yield place
            awaited = next(rest, "")
