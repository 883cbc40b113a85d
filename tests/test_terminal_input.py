from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Iterator

import pytest
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.message import Message

from terminal import Terminal
from tui.machine.terminal_input import Parser, forgiving_decoder, mend, plain_key


def keys(*reads: str) -> list[str]:
    """The keys (and other messages, by their class) that come of what arrived, a text for each read."""
    parser = Parser()
    return [key for read in reads for key in keys_of(parser.feed(read))]


def keys_of(messages: Iterable[Message]) -> list[str]:
    return [_name(message) for message in messages]


def _name(message: Message) -> str:
    return message.key if isinstance(message, events.Key) else type(message).__name__


@pytest.mark.parametrize("reads", [("\x1b-B",), ("\x1b", "-B"), ("\x1b-", "B"), ("\x1b", "-", "B")])
def test_escape_before_the_lead_of_a_badge_is_a_key_of_its_own(reads: Iterable[str]) -> None:
    assert keys(*reads) == ["escape", "minus", "B"]


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Types on what stands for the terminal."""
    terminal, hand = os.pipe()
    with os.fdopen(terminal, "rb") as stdin, os.fdopen(hand, "wb"):
        monkeypatch.setattr(sys, "__stdin__", stdin)
        yield hand


@pytest.mark.skipif(sys.platform == "win32", reason="a console cannot be waited for")
def test_escape_with_nothing_after_it_is_a_key_in_the_same_round(hand: int) -> None:
    parser = Parser()
    assert keys_of([*parser.feed("a\x1b"), *parser.tick()]) == ["a", "escape"]
    assert keys_of(parser.feed("[A")) == ["left_square_bracket", "A"]


@pytest.mark.skipif(sys.platform == "win32", reason="a console cannot be waited for")
def test_escape_is_no_key_while_the_rest_of_a_sequence_waits_to_be_read(hand: int) -> None:
    parser = Parser()
    os.write(hand, b"[A")
    assert keys_of([*parser.feed("\x1b"), *parser.tick()]) == []
    assert keys_of(parser.feed(os.read(sys.__stdin__.fileno(), 2).decode())) == ["up"]  # type: ignore[union-attr]


@pytest.mark.parametrize("backspace", ["\x7f", "\x08", "\x1b[127u"])
@pytest.mark.parametrize("nothing", ["\u202f", "\u200c", "\x1b[0;;8239u"])
def test_what_is_typed_to_be_taken_back_at_once_is_no_key_and_neither_is_its_backspace(
    nothing: str, backspace: str
) -> None:
    assert keys(f"e{nothing}{backspace}{backspace}ê") == ["e", "backspace", "ê"]
    assert keys("e", nothing, backspace, backspace, "ê") == ["e", "backspace", "ê"]


def test_a_backspace_that_comes_later_is_a_persons() -> None:
    assert keys("\u202fa\x7f\x7f") == ["a", "backspace", "backspace"]


def test_escape_pressed_twice_before_a_scan_is_escape_twice() -> None:
    assert keys("\x1b\x1b-") == ["escape", "escape", "minus"]


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        ("\x1b[A", "up"),
        ("\x1bOP", "f1"),
        ("\x1b[3~", "delete"),
        ("\x1bb", "ctrl+left"),
        ("\x1b[200~-\x1b[201~x", "Paste x"),
    ],
)
def test_sequences_keep_their_meaning(sequence: str, expected: str) -> None:
    assert " ".join(keys(sequence)) == expected
    assert " ".join(keys(*sequence)) == expected


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        ("\x1b[49;;49u", ["1"]),
        ("\x1b[49;1:1;49u", ["1"]),
        ("\x1b[49;1:2;49u", ["1"]),
        ("\x1b[49;1:3u", []),
        ("\x1b[49:33;2;33u", ["exclamation_mark"]),
        ("\x1b[49:33:49;2:1;33u", ["exclamation_mark"]),
        ("\x1b[27;1:1u", ["escape"]),
        ("\x1b[13;1:1u", ["enter"]),
        ("\x1b[97;5:1u", ["ctrl+a"]),
        ("\x1b[1;1:1A", ["up"]),
        ("\x1b[1;1:3A", []),
        ("\x1b[3;5:2~", ["ctrl+delete"]),
        ("\x1b[0;;7877u", ["ễ"]),
        ("\x1b[99999999;;u", []),
        ("\x1b[49;;99999999999u", []),
    ],
)
def test_key_reports_of_the_kitty_protocol_are_understood_or_ignored(sequence: str, expected: list[str]) -> None:
    assert keys(sequence) == expected


@pytest.mark.parametrize("sequence", ["\x1b[A", "\x1b[1;5D", "\x1b[49;;49:50u", "x"])
def test_what_textual_understands_is_left_alone(sequence: str) -> None:
    assert plain_key(sequence) == sequence


@pytest.mark.parametrize(("data", "text"), [(b"\xe9", "\ufffd"), (b"a\xffb", "a\ufffdb"), (b"\xe1\xbb", "\ufffd")])
def test_bytes_that_are_no_text_are_replaced(data: bytes, text: str) -> None:
    assert forgiving_decoder("utf-8")().decode(data, True) == text


def test_a_driver_that_reads_no_terminal_is_left_alone() -> None:
    assert mend(HeadlessDriver) is HeadlessDriver
    assert codecs.getincrementaldecoder("utf-8")().errors == "strict"


PROBE = """
from textual.app import App, ComposeResult
from tui.machine.terminal_input import mend
from tui.widgets.text_field import TextField

class Probe(App):
    def get_driver_class(self):
        return mend(super().get_driver_class())
    def compose(self) -> ComposeResult:
        yield TextField("ready")

if __name__ == "__main__":
    Probe().run()
"""


def test_nothing_a_terminal_sends_ends_the_program() -> None:
    with Terminal.python(PROBE) as terminal:
        terminal.wait_for("ready")
        terminal.send(b"\x15caf\xe9 \xff\xc3 \x1b[49:33;1:1;49u\x1b[49;1:3;49u\x1b[99999999u")
        terminal.wait_for("caf\ufffd \ufffd\ufffd 1")
        terminal.send("\x1b[0;;7877u\x1b[I\x1b[O\x1b[<0;5;5M\x1b[?2026;2$y.")
        terminal.wait_for("1ễ.")
        terminal.send("\x11")
        assert terminal.wait() == 0
