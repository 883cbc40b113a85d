"""The rule of `test_capture.py` without a window: courses of typing and scans with no silence between them at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from capture_model import Course, badges, choosing, courses, person, strangers, typed, wire, writing
from store import codes
from tui.machine.terminal_input import Parser
from tui.scanner import Broken, Result, Scan, ScanFilter, split_text

PEOPLE = [person(number) for number in range(1, 401)]
KNOWN = frozenset(badge.payload for badge in PEOPLE)
AT_ONCE = (0.0,)


class Heard:
    """What came of a course: the scans, and what went on, in order."""

    def __init__(self) -> None:
        self.scans: list[str] = []
        self.went_on: list[str] = []
        self._filter: ScanFilter[events.Key] = ScanFilter(KNOWN.__contains__)

    def hear(self, course: Course) -> None:
        parser = Parser()
        for event in course:
            for message in parser.feed("".join(wire(event)[0])):
                if isinstance(message, events.Key):
                    self._act(self._filter.feed(message))
                elif isinstance(message, events.Paste):
                    self._paste(message.text)
        self._act(self._filter.release())
        assert self._filter.release() == []

    def _paste(self, text: str) -> None:
        self._act(self._filter.release())
        scans, rest = split_text(text)
        self.scans += map(_printed, scans)
        self.went_on += [rest] if rest else []

    def _act(self, results: list[Result[events.Key]]) -> None:
        for result in results:
            match result:
                case Scan():
                    self.scans.append(_printed(result.payload))
                case Broken():
                    self.scans.append("broken")
                case _:
                    self.went_on.append(result.character or result.key)


def _printed(payload: str) -> str:
    return codes.LEAD + payload[1:].upper()


def heard(course: Course) -> Heard:
    heard = Heard()
    heard.hear(course)
    return heard


@pytest.mark.parametrize("examples", [60, pytest.param(4000, marks=pytest.mark.long)])
def test_every_scan_is_heard_in_order_and_typing_goes_on_as_without_scans(examples: int) -> None:

    @settings(max_examples=examples, deadline=None)
    @given(courses(writing(AT_ONCE) | choosing(AT_ONCE), st.sampled_from(PEOPLE) | strangers(), gaps=AT_ONCE, most=10))
    def play(course: Course) -> None:
        together, alone = heard(course), heard(typed(course))
        assert together.scans == [badge.payload for badge in badges(course)]
        assert alone.scans == []
        assert together.went_on == alone.went_on

    play()
