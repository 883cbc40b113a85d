"""Keys of somebody else in the middle of a scan, letters that got lost, two scanners at once: read, or said; never left
lying in a field, and never anybody admitted who was not scanned."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NAMES
from store import codes
from store.vietnamese import fold
from tui import burst
from tui.scanner import SILENCE, TERMINATOR_WAIT, Broken, Result, ScanFilter

LETTERS = codes.mint_conference_letters(1)
CODES = [codes.mint(LETTERS, seed, ()) for seed in range(112)]
KNOWN = frozenset(CODES)
ENDS = ("\r", "\n", "\r\n", "\t", "")
KEY_NAMES = {"\r": "enter", "\n": "ctrl+j", "\t": "tab", "\b": "backspace", "↓": "down", "⎋": "escape"}
"""Signs for keys that type nothing among them."""
SIGNS = "↓⎋"


@dataclass(eq=False)
class Stroke:
    key: str
    character: str | None


def strokes(text: str) -> list[Stroke]:
    return [Stroke(KEY_NAMES.get(char, char), None if char in SIGNS else char) for char in text]


def came_of(text: str) -> tuple[list[Result[Stroke]], ScanFilter[Stroke]]:
    filter_: ScanFilter[Stroke] = ScanFilter(KNOWN.__contains__)
    return [result for stroke in strokes(text) for result in filter_.feed(stroke)], filter_


def told(results: Sequence[Result[Stroke]]) -> list[str]:
    """Scans and broken ones."""
    return ["broken" if isinstance(one, Broken) else one.payload for one in results if not isinstance(one, Stroke)]


def left(results: Sequence[Result[Stroke]]) -> str:
    """What goes on."""
    names = {name: char for char, name in KEY_NAMES.items() if char in SIGNS}
    return "".join(names.get(one.key, one.character or "") for one in results if isinstance(one, Stroke))


def outcome(text: str) -> tuple[list[str], str]:
    """With silence behind it."""
    came, filter_ = came_of(text)
    came += filter_.release()
    return told(came), left(came)


def among(code: str, other: str, places: Sequence[int]) -> str:
    """The code with each key of the other before the letter of that place."""
    parts = list(code)
    for key, place in sorted(zip(other, places, strict=True), key=lambda one: -one[1]):
        parts.insert(place, key)
    return "".join(parts)


# -- a key of somebody else -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("key", "aêđwz07 BcgHXn")
def test_a_letter_typed_in_the_middle_of_a_scan_goes_on_and_the_scan_is_read(key: str, end: str) -> None:
    for place, code in enumerate(CODES[:15], 1):
        scans, went_on = outcome(among(code, key, [place]) + end)
        assert ([scan.upper() for scan in scans], went_on) == ([code], key)


@pytest.mark.parametrize("key", SIGNS)
def test_a_key_that_types_nothing_goes_on_behind_the_scan_it_came_in(key: str) -> None:
    for place in range(1 + burst.SURELY_SCANNED, 16):
        assert outcome(among(CODES[0], key, [place]) + "\r") == ([CODES[0]], key)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CODES), st.text("BCGHKLNPRSTVX", min_size=1, max_size=3), st.data())
def test_letters_of_a_badge_too_many_are_told_from_it_by_the_badges_that_are_known(
    code: str, other: str, data: st.DataObject
) -> None:
    places = sorted(data.draw(st.lists(st.integers(1, 14), min_size=len(other), max_size=len(other))))
    scans, went_on = outcome(among(code, other, places) + "\r")
    assert (scans, sorted(went_on)) == ([code], sorted(other))


def test_of_two_known_badges_that_are_in_it_neither_is_taken() -> None:
    letters = "B" + CODES[0][1:]
    ways = {letters[:place] + letters[place + 1 :] for place in range(16)}
    assert burst.badge_in(letters, lambda code: code == CODES[0]) == CODES[0][1:]
    right = {way for way in ways if isinstance(codes.read(way), codes.Badge)}
    other = next(
        text
        for one in CODES
        for letter in codes.ALPHABET
        for place in range(1, 16)
        for text in [one[1:place] + letter + one[place:]]
        if len({way for way in _ways(text) if isinstance(codes.read(way), codes.Badge)}) > 1
    )
    assert right
    assert burst.badge_in(other, lambda _code: True) is None


def _ways(text: str) -> set[str]:
    return {text[:place] + text[place + 1 :] for place in range(len(text))}


def test_letters_typed_before_and_in_a_scan_stay_in_order() -> None:
    assert outcome(f"a-B{among(CODES[0], 'z', [11])}\rư") == ([CODES[0]], "a-Bzư")


@pytest.mark.parametrize("other", ["nguye", "hoa", "thuoo"])
def test_somebody_who_types_on_while_a_slow_scanner_types_loses_nothing(other: str) -> None:
    places = [3 * number + 2 for number in range(len(other))][: len(other)]
    text = among(CODES[3], other, [min(place, 15) for place in places])
    scans, went_on = outcome(text + "\r")
    assert (scans, sorted(went_on.lower())) == ([CODES[3]], sorted(other))


# -- letters that got lost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("lost", range(1, 10))
def test_a_scan_with_letters_lost_is_said_and_leaves_nothing(lost: int, end: str) -> None:
    for first in range(1, 16 - lost):
        assert outcome(CODES[5][:first] + CODES[5][first + lost :] + end) == (["broken"], "")


def test_what_comes_late_of_a_broken_scan_is_swallowed_until_silence() -> None:
    came, filter_ = came_of(CODES[5][:9])
    assert filter_.silence == TERMINATOR_WAIT > SILENCE
    assert (came, told(filter_.release())) == ([], ["broken"])
    assert (filter_.waits, filter_.silence) == (True, TERMINATOR_WAIT)
    late = [result for stroke in strokes(CODES[5][9:] + "\r\n") for result in filter_.feed(stroke)]
    assert (late, filter_.release(), filter_.waits) == ([], [], False)
    after = strokes("Bắc\r")
    assert [result for stroke in after for result in filter_.feed(stroke)] == after


def test_what_a_person_types_behind_a_broken_scan_and_the_next_scan_are_what_they_are() -> None:
    assert outcome(f"{CODES[5][:9]}\raê\b{CODES[6]}\rB\r") == (["broken", CODES[6]], "aê\bB\r")
    assert outcome(f"{CODES[5][:9]}{CODES[6]}\ră") == ([CODES[6], "broken"], "ă")


def test_somebody_who_types_on_behind_a_scan_that_is_no_badge_here_loses_nothing() -> None:
    other = codes.mint(LETTERS, 1_000, ())
    for payload in (other, other[:-1] + next(letter for letter in codes.ALPHABET if letter not in other[-2:])):
        for text in ("nghe", "\b\bx", "n-B", "đn", "thnhtr"):
            assert outcome(payload + text) == ([payload], text)


# -- two scanners -----------------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(ENDS[:-1]), st.integers(0, 14))
def test_of_two_scanners_at_once_the_badges_are_read_or_it_is_said(data: st.DataObject, end: str, ahead: int) -> None:
    first, second = data.draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=2, unique=True))
    one, other = list(first + end), list(second + end)
    mixed, one = one[:ahead], one[ahead:]
    while one and other:
        mixed.append((one if data.draw(st.booleans()) else other).pop(0))
    scans, went_on = outcome("".join([*mixed, *one, *other]))
    misread = [scan for scan in scans if isinstance(codes.read(scan), codes.Misread)]
    assert scans
    assert set(scans) <= {first, second, "broken", *misread}
    # Letters of both may begin as a badge does and be as many, just when one scanner comes to its end.
    assert went_on == "" or misread


def test_two_scanners_of_any_pace_leave_nothing_in_a_field() -> None:
    chance = random.Random(5)
    for _ in range(400):
        one, other = chance.sample(CODES, 2)
        ahead, pace = chance.uniform(0, 14), chance.choice([0.7, 1, 1, 1.3])
        end = chance.choice(ENDS[:-1])
        keys = [(float(place), char) for place, char in enumerate(one + end)]
        keys += [(ahead + place * pace, char) for place, char in enumerate(other + end)]
        scans, went_on = outcome("".join(char for _, char in sorted(keys, key=lambda key: key[0])))
        assert scans
        assert not KNOWN & set(scans) - {one, other}
        assert went_on == ""


# -- what people write -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lead", codes.LEADS)
def test_no_name_is_ever_taken_for_a_broken_scan(lead: str) -> None:
    words = sorted({word for name in NAMES for word in name.split()})
    for word in words:
        for written in (word, fold(word), word.upper(), f"{word}{word}", f"{fold(word)} {word}"):
            for end in ENDS:
                assert outcome(f"x{lead}{written}{end}") == ([], f"x{lead}{written}{end}")


@pytest.mark.parametrize(
    "text", ["UBND-HĐND", "a-BCHTW", "-Nghinh\r", "---", "(xem mục 2) Nguyễn\r", "x-b-c-d\r", "-ngh"]
)
def test_what_people_write_behind_a_hyphen_goes_on_in_order(text: str) -> None:
    assert outcome(text) == ([], text)
