"""Badge payloads: minting, reading, telling a misread from a stranger.

A payload is a hyphen and 15 letters: version 1, conference 2, random 10, check 2, never the same letter twice in a row.
No Vietnamese input method, French or Vietnamese keyboard layout, Caps Lock or quick-consonant option changes what these
letters type; the hyphen closes a word an input method may still have open.

The alphabet has 13 letters, a prime number, so letters count as elements of the field GF(13) and the check is linear:
the letter `x[i]` at position `i` adds `x[i] * COLUMNS[i]`, a pair, and a right code adds up to (0, 0).

- One wrong letter adds `d * COLUMNS[i]` with d ≠ 0. No column is (0, 0), so the sum is not (0, 0): always caught.
- Letters a ≠ b swapped between any positions i and j add `(b - a) * (COLUMNS[i] - COLUMNS[j])`. No two columns are
  equal, so this too is always caught.
- Two wrong letters add `d * COLUMNS[i] + e * COLUMNS[j]`. That is (0, 0) only if one column is a multiple of the other.
  There are 14 columns of which none is, for 14 positions: two wrong letters among them are always caught. The fifteenth
  position is the version, which is the same on every badge; its column is a multiple of the first conference letter's.

Any other damage passes as right once in 169 times, less often still for the ban on repeated letters. One conference has
some 5e10 codes, so a guess with right check letters hits one of 112 badges about twice in 1e9 tries, and one of 10,000
about twice in 1e7; without the conference letters it is 144 times rarer.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from enum import StrEnum
from hashlib import blake2b
from itertools import chain, count, islice, pairwise

from store.records import Value

ALPHABET = "BCGHKLNPRSTVX"
LEAD = "-"
LEADS = "-_)°"
"""What keyboard layouts make of the hyphen."""
VERSION = "B"
LETTERS = 15
CONFERENCE_LETTERS = 2
RANDOM_LETTERS = 10
COLUMNS = ((2, 2), *((1, k) for k in range(1, 13)), (1, 0), (0, 1))
"""What a letter adds to the check, by its position: the version, the conference and random letters, the check."""

_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}

SEEDS = 1 << 53
"""Seeds are below this: what JSON carries without loss."""


class Badge(Value, frozen=True, kw_only=True):
    """A right code, of this conference or another."""

    code: str
    """As minted: `-` and 15 capitals."""
    conference: str
    """Its two letters."""


class Misread(Value, frozen=True, kw_only=True):
    """Something with the shape of a badge whose letters do not agree with each other."""

    code: str
    """`-` and the capitals that were read, `?` for each character no badge has."""


class ForeignKind(StrEnum):
    """What was scanned instead of a badge."""

    EMPTY = "empty"
    DIGITS = "digits"
    ID_CARD = "id_card"
    """The QR code of a Vietnamese identity card."""
    URL = "url"
    TEXT = "text"


class Foreign(Value, frozen=True, kw_only=True):
    """No badge. What it said is not kept: it may be a stranger's identity card."""

    kind: ForeignKind
    length: int
    """In characters, without surrounding space."""


Reading = Badge | Misread | Foreign


def mint_conference_letters(seed: int) -> str:
    """Two letters to name a conference by, all 144 pairs equally likely. Equal seeds give equal letters."""
    candidates = _candidates(f"conference {_checked_seed(seed)}", CONFERENCE_LETTERS)
    return next(letters for letters in candidates if _no_repeat(VERSION + letters))


def mint(conference_letters: str, seed: int, taken: Container[str]) -> str:
    """A payload not in `taken`, every free one equally likely. The same arguments give the same payload again.

    Raises ValueError for letters no conference can have and for a seed outside `SEEDS`.
    """
    head = VERSION + conference_letters
    if len(conference_letters) != CONFERENCE_LETTERS or not (_of_alphabet(head) and _no_repeat(head)):
        raise ValueError(f"no conference has the letters {conference_letters!r}")
    candidates = _candidates(f"badge {conference_letters} {_checked_seed(seed)}", RANDOM_LETTERS)
    codes = (LEAD + _with_check(head + letters) for letters in candidates)
    return next(code for code in codes if _no_repeat(code) and code not in taken)


def _checked_seed(seed: int) -> int:
    if 0 <= seed < SEEDS:
        return seed
    raise ValueError(f"seed {seed} is not in 0..{SEEDS - 1}")


def _candidates(label: str, length: int) -> Iterator[str]:
    """Endless words of `length` letters, every letter as likely as any other, the same ones for the same label."""
    letters = _random_letters(label)
    while True:
        yield "".join(islice(letters, length))


def _random_letters(label: str) -> Iterator[str]:
    blocks = (blake2b(f"{label} {number}".encode()).digest() for number in count())
    fair = 256 - 256 % len(ALPHABET)
    """Bytes from here on would favour the first letters of the alphabet."""
    return (ALPHABET[byte % len(ALPHABET)] for byte in chain.from_iterable(blocks) if byte < fair)


def _with_check(letters: str) -> str:
    """The 13 letters with the two check letters that make the sum (0, 0)."""
    across, down = _check_sum(letters)
    return letters + ALPHABET[-across % len(ALPHABET)] + ALPHABET[-down % len(ALPHABET)]


def _check_sum(letters: str) -> tuple[int, int]:
    across = down = 0
    for (column_across, column_down), letter in zip(COLUMNS, letters, strict=False):
        value = _VALUES[letter]
        across += column_across * value
        down += column_down * value
    return across % len(ALPHABET), down % len(ALPHABET)


def _no_repeat(letters: str) -> bool:
    return all(one != next_one for one, next_one in pairwise(letters))


def _of_alphabet(letters: str) -> bool:
    return all(letter in ALPHABET for letter in letters)


_AIM_PREFIX = re.compile(r"^\][A-Za-z][0-9]")
"""Some scanners put the kind of symbol in front, `]Q1` for QR."""
_WHOLE = re.compile(rf"[{LEADS}]?([{ALPHABET}]{{{LETTERS}}})", re.IGNORECASE | re.ASCII)
_MAIMED = re.compile(rf"[{LEADS}](.{{{LETTERS - 2},{LETTERS + 1}}})", re.ASCII)

_ID_CARD = re.compile(r"[0-9]{12}\|[^|]*\|[^|]*\|")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://|www\.", re.IGNORECASE)


def read(raw: str) -> Reading:
    """What a scan, or somebody typing the letters, gave.

    Case, space and line ends around it do not count, nor does the lead or its absence. A badge's shape is 15 letters of
    the alphabet; or a lead followed by 13 to 16 characters, at least 80 % of them letters of the alphabet: a code with
    some letters wrong, up to two lost or one too many. Whatever has neither shape is foreign and is not kept.
    """
    text = _AIM_PREFIX.sub("", raw.strip(), count=1)
    if whole := _WHOLE.fullmatch(text):
        return _read_letters(whole[1].upper())
    if maimed := _MAIMED.fullmatch(text):
        known = "".join(char if char in ALPHABET else "?" for char in maimed[1].upper())
        if _mostly_letters(known):
            return Misread(code=LEAD + known)
    return Foreign(kind=_foreign_kind(text), length=len(text))


def _read_letters(letters: str) -> Badge | Misread:
    code = LEAD + letters
    if _no_repeat(letters) and _check_sum(letters) == (0, 0):
        return Badge(code=code, conference=letters[1:3])
    return Misread(code=code)


def _mostly_letters(known: str) -> bool:
    return 5 * known.count("?") <= len(known)


def _foreign_kind(text: str) -> ForeignKind:
    if not text:
        return ForeignKind.EMPTY
    if text.isascii() and text.isdigit():
        return ForeignKind.DIGITS
    if _ID_CARD.match(text):
        return ForeignKind.ID_CARD
    return ForeignKind.URL if _URL.match(text) else ForeignKind.TEXT
