"""What people type and scanners send, drawn at random, and the one rule of what must come of it.

The rule: whatever the timing, the window is where typing alone would have brought it, and the log has every scan, in
order, each with the answer that was right for it. A `Course` is what happens at one window; `typed` is what is left of
it without scanners.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from builders import CODE_LETTERS, code
from store import Outcome, Scan, codes

GAPS: Final = (0.0, 0.0, 0.0005, 0.002, 0.01, 0.03)
"""Seconds between two characters."""
ENDS: Final = ("\r", "\n", "\r\n", "\t", "")
STRANGER: Final = 10_000
"""Badges of this conference from this number on belong to nobody."""

LEFT, RIGHT, HOME, END, UP, DOWN = "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F", "\x1b[A", "\x1b[B"
BLUR, FOCUS, POINTER = "\x1b[O", "\x1b[I", "\x1b[<35;9;9M"


class Badge(NamedTuple):
    """What is printed on a badge, and what its scan answers unless its bearer is in already."""

    payload: str
    outcome: Outcome


class Scanned(NamedTuple):
    """A badge, as a scanner on this machine types it."""

    badge: Badge
    text: str
    end: str = "\r"
    gap: float = 0
    report: str = ""
    """What the terminal itself says in the middle of it."""
    key: str = ""
    """What a person presses in the middle of it."""


class Typed(NamedTuple):
    """Keys pressed by a person."""

    keys: Sequence[str]
    gap: float = 0


class Pasted(NamedTuple):
    """A bracketed paste: scans of some programs, words of people, both."""

    parts: Sequence[Scanned | str]


Event = Scanned | Typed | Pasted
Course = Sequence[Event]


def badges(course: Course) -> list[Badge]:
    """Everything scanned, in order."""
    pasted = [part for event in course for part in (event.parts if isinstance(event, Pasted) else [event])]
    return [one.badge for one in pasted if isinstance(one, Scanned)]


def typed(course: Course) -> Course:
    """The same without scanners."""
    return [event for event in map(_without_scans, course) if event is not None]


def _without_scans(event: Event) -> Event | None:
    match event:
        case Scanned():
            return Typed([event.key]) if event.key else None
        case Pasted(parts):
            words = "".join(part for part in parts if isinstance(part, str))
            return Pasted([words]) if words else None
    return event


def expected(course: Course, present: set[str]) -> Iterator[dict[str, Any]]:
    """What the log says of the scans; `present` are the badges of those who are in, and grows."""
    for badge in badges(course):
        came = badge.payload in present
        if badge.outcome is Outcome.ADMITTED:
            present.add(badge.payload)
        scan = Scan.of(badge.payload)
        yield {
            "verb": scan.verb_name,
            "args": scan.arguments(),
            "outcome": Outcome.ALREADY_IN if came else badge.outcome,
        }


def wire(event: Event) -> tuple[list[str], float]:
    """What comes through the terminal, key by key, and the seconds between two."""
    match event:
        case Scanned(_badge, text, end, gap, report, key):
            return [*text[:7], *filter(None, [report]), *text[7:11], *filter(None, [key]), *text[11:], *end], gap
        case Typed(keys, gap):
            return list(keys), gap
        case Pasted(parts):
            words = [part if isinstance(part, str) else part.text + part.end for part in parts]
            return [f"\x1b[200~{''.join(words)}\x1b[201~"], 0


# -- drawn at random ---------------------------------------------------------------------------------------------------


def person(number: int) -> Badge:
    return Badge(code(number), Outcome.ADMITTED if number < STRANGER else Outcome.UNKNOWN)


def _misread(number: int) -> Badge:
    right = code(number)
    wrong = next(letter for letter in codes.ALPHABET if letter not in right[7:10])
    return Badge(right[:8] + wrong + right[9:], Outcome.MISREAD)


def _other(number: int) -> Badge:
    letters = next(
        pair for pair in map(codes.mint_conference_letters, range(number, number + 9)) if pair != CODE_LETTERS
    )
    return Badge(codes.mint(letters, number, ()), Outcome.OTHER_CONFERENCE)


def strangers() -> st.SearchStrategy[Badge]:
    """Badges nobody is admitted with."""
    number = st.integers(1, 400)
    return number.map(_misread) | number.map(_other) | number.map(lambda number: person(STRANGER + number))


@st.composite
def scans(
    draw: st.DrawFn, known: st.SearchStrategy[Badge], gaps: Sequence[float] = GAPS, *, pressed: Sequence[str] = ()
) -> Scanned:
    badge = draw(known)
    style = draw(st.sampled_from(["upper", "lower", "title", "mixed"]))
    letters = badge.payload[1:]
    if style == "mixed":
        upper = draw(st.lists(st.booleans(), min_size=15, max_size=15))
        letters = "".join(one if up else one.lower() for one, up in zip(letters, upper, strict=True))
    else:
        letters = str(getattr(letters, style)())
    report = draw(st.sampled_from(["", "", "", BLUR, FOCUS, BLUR + FOCUS, POINTER]))
    return Scanned(
        badge,
        draw(st.sampled_from(codes.LEADS)) + letters,
        # Without an end, only a known badge is over at its last letter; behind another, letters may yet be of it.
        draw(st.sampled_from(ENDS if badge.outcome is Outcome.ADMITTED else ENDS[:-1])),
        draw(st.sampled_from(gaps)),
        report,
        draw(st.sampled_from(["", "", *pressed])),
    )


WORDS: Final = ("nguyen", "hùng", "đa", "Trần", "Bắc-Ninh", "q", "-", "-B", "-BCGH", "x-b", "ẩ", "47", "7")
"""Some begin like a badge."""


MEANINGLESS: Final = ("z", "ư", "w")
"""Keys that are letters in a field, and nothing in a list."""


def _phrases() -> st.SearchStrategy[list[str]]:
    """A blank never at an end and never behind a number: in some fields it then means something."""
    plain = [word for word in WORDS if not word.isdigit()]
    pair = st.builds(lambda *pair: list(" ".join(pair)), st.sampled_from(plain), st.sampled_from(WORDS))
    return st.sampled_from(WORDS).map(list) | pair


def writing(gaps: Sequence[float] = GAPS) -> st.SearchStrategy[Event]:
    """Somebody writes, goes back, rubs out. Arrows only beside a letter: in an empty field they turn pages."""
    rubs = st.lists(st.sampled_from([HOME, END, "\x7f", "\x08", "\x1b[3~"]), min_size=1, max_size=4)
    moves = st.lists(st.sampled_from([LEFT, RIGHT]), min_size=1, max_size=3).map(lambda keys: ["q", *keys])
    return st.builds(Typed, _phrases() | rubs | moves, st.sampled_from(gaps))


def choosing(gaps: Sequence[float] = GAPS) -> st.SearchStrategy[Event]:
    """Somebody goes through a list. No `đ` among the letters: on a Vietnamese layout it is the key 0, and picks."""
    keys = st.lists(st.sampled_from([UP, DOWN, "z", "ư", "-", "-B"]), min_size=1, max_size=4)
    return st.builds(Typed, keys, st.sampled_from(gaps))


def courses(
    keys: st.SearchStrategy[Event], known: st.SearchStrategy[Badge], *, gaps: Sequence[float] = GAPS, most: int = 8
) -> st.SearchStrategy[Course]:
    """What happens at a window in a moment; without `keys` scans alone, typed and pasted."""
    one = scans(known, gaps)
    mixed = one if keys.is_empty else scans(known, gaps, pressed=MEANINGLESS)
    words = st.nothing() if keys.is_empty else st.sampled_from([word for word in WORDS if "-" not in word])
    pasted = st.builds(Pasted, st.lists(one | words, min_size=1, max_size=4))
    return st.lists(st.one_of(keys, one, mixed, pasted), min_size=2, max_size=most)
