"""Fuzz targets: what people, scanners and terminals type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from textual.message import Message

import builders
from mutations import Target
from store import State, codes
from store.errors import BadRange
from store.number_ranges import number_ranges
from store.paper import read_paper
from store.text import clean, shown
from tui.machine.terminal_input import Parser, forgiving_decoder
from tui.scanner import Broken, Scan, ScanFilter, split_text


def _scans() -> list[bytes]:
    read_aloud = [builders.code(number).encode() for number in range(1, 9)]
    return [*read_aloud, b"\r\n".join(read_aloud), b"001099000001|012345678|An|01011999", b"https://example.com"]


def _text(content: bytes) -> str:
    """Surrogates too: a command line has them where bytes are no text."""
    return content.decode("utf-8", "surrogateescape")


def _read_code(content: bytes) -> None:
    reading = codes.read(_text(content))
    if isinstance(reading, codes.Badge):
        assert len(reading.code) == 1 + codes.LETTERS


@cache
def _delegates() -> State:
    return builders.state(*builders.delegates(30))


def _read_paper(content: bytes) -> None:
    reading = read_paper(_delegates(), number_ranges(_text(content)))
    assert reading.agreed + len(reading.only_on_paper) <= 30


def _show(content: bytes) -> None:
    for made in (clean(_text(content)), shown(_text(content))):
        assert not set(made) & {"\x1b", "\x9b", "\0", "\n", "\u202e"}
        made.encode()


@dataclass
class _Stroke:
    key: str
    character: str | None
    time: float


_KEYS = {"\r": "enter", "\n": "ctrl+j", "\t": "tab", "-": "minus", "\b": "backspace", "\x7f": "backspace"}


def _filter(content: bytes) -> None:
    """No key is lost and none is doubled; only what ends a scan is swallowed, and a broken one, which is said."""
    text = _text(content)
    strokes = [_Stroke(_KEYS.get(char, char), char, place * 0.01) for place, char in enumerate(text)]
    filter_: ScanFilter[_Stroke] = ScanFilter()
    came = [result for stroke in strokes for result in filter_.feed(stroke)]
    came += filter_.release()
    whole = [one for one in came if not isinstance(one, Broken)]
    if whole == came:
        kept = "".join(one.typed if isinstance(one, Scan) else str(one.character) for one in whole)
        assert sorted(_unended(kept)) == sorted(_unended(text))
    scans, _rest = split_text(text)
    assert all(len(scan) == 1 + codes.LETTERS for scan in scans)


def _unended(text: str) -> str:
    return "".join(char for char in text if char not in "\r\n\t").replace("\x7f", "\b")


def _type(content: bytes) -> None:
    """What arrives in reads of any length, as the terminal's driver hands it on."""
    decode = forgiving_decoder("utf-8")()
    parser = Parser()
    size = 1 + len(content) % 7
    for place in range(0, len(content), size):
        # The driver waits for more where a read held only a part of a character.
        if text := decode.decode(content[place : place + size]):
            assert all(isinstance(message, Message) for message in parser.feed(text))
    assert all(isinstance(message, Message) for message in parser.tick())


def _terminal() -> list[bytes]:
    return [
        b"\x1b[A\x1bOP\x1b[3~\x1b[1;5D\x1b[49:33;1:1;49u\x1b[0;;7877u\x1b[27;1:3u",
        b"\x1b[200~-\x1b[201~x\x1b[I\x1b[O\x1b[<0;5;5M\x1b[?2026;2$y\x1b[<35;10;20m",
        "Nguyễn Văn Hưởng ễ\x7f\x1b".encode(),
        *(builders.code(number).encode() + b"\r" for number in range(1, 4)),
    ]


TARGETS = {
    "code": Target(_scans, _read_code, 150_000, 300),
    "scan filter": Target(_scans, _filter, 60_000, 200),
    "terminal": Target(_terminal, _type, 30_000, 200),
    "paper": Target(lambda: [b"3,7-9", b"1-30;31,2", b"999999999999999999"], _read_paper, 100_000, 300, (BadRange,)),
    "words": Target(lambda: ["Đàm Thế Sử [/x]".encode(), b"\x1b]52;c;aGk=\x07"], _show, 100_000, 300),
}
