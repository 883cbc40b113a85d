"""A clock in digits that fill a room: seven segments, in any size, out of half blocks. Pure.

A half block is about as wide as it is high, so what is drawn keeps its shape whatever the size.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

SMALLEST: Final = 3
"""Rows below which digits cannot be told apart; then the text stands as it is."""

_SEGMENTS: Final = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
    "-": "g",
    "–": "g",
    " ": "",
}
"""Clockwise from the top, `g` in the middle."""
_BLOCKS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class _Pen(NamedTuple):
    """How large digits are, in half blocks."""

    height: int
    width: int
    stroke: int

    @property
    def gap(self) -> int:
        """Between two characters."""
        return max(self.stroke, 1)


def big(text: str, width: int, height: int) -> tuple[str, ...]:
    """The rows of `text`, as large as fits; the text itself where even the smallest digits do not."""
    for rows in range(height, SMALLEST - 1, -1):
        pen = _pen(rows)
        if _columns(text, pen) <= width:
            return _drawn(text, pen)
    return (text,)


def _pen(rows: int) -> _Pen:
    height = rows * 2
    stroke = max(height // 7, 1)
    # The bars and the two halves between them come out even.
    return _Pen(height - (height - stroke * 3) % 2, max(height * 5 // 9, 4), stroke)


def _columns(text: str, pen: _Pen) -> int:
    return sum(_width(character, pen) for character in text) + pen.gap * max(len(text) - 1, 0)


def _width(character: str, pen: _Pen) -> int:
    match character:
        case ":":
            return pen.stroke
        case "+":
            # Its upright stands in the middle.
            return pen.width - (pen.width - pen.stroke) % 2
    return pen.width


def _drawn(text: str, pen: _Pen) -> tuple[str, ...]:
    glyphs = [_glyph(character, pen) for character in text]
    return tuple((" " * pen.gap).join(row) for row in zip(*glyphs, strict=True))


@cache
def _glyph(character: str, pen: _Pen) -> tuple[str, ...]:
    """One character as rows of half blocks."""
    width = _width(character, pen)
    dots = [[_is_set(character, x, y, pen) for x in range(width)] for y in range(pen.height)]
    if pen.height % 2:
        dots.append([False] * width)
    pairs = zip(dots[::2], dots[1::2], strict=True)
    return tuple("".join(_BLOCKS[dot] for dot in zip(*pair, strict=True)) for pair in pairs)


def _is_set(character: str, x: int, y: int, pen: _Pen) -> bool:
    if character == ":":
        return _in_colon(y, pen)
    if character == "+":
        return _in_plus(x, y, pen)
    return any(_in_segment(segment, x, y, pen) for segment in _SEGMENTS[character])


def _in_segment(segment: str, x: int, y: int, pen: _Pen) -> bool:
    middle = (pen.height - pen.stroke) // 2
    match segment:
        case "a":
            return y < pen.stroke
        case "d":
            return y >= pen.height - pen.stroke
        case "g":
            return middle <= y < middle + pen.stroke
    across = x < pen.stroke if segment in "ef" else x >= pen.width - pen.stroke
    along = y < middle + pen.stroke if segment in "bf" else y >= middle
    return across and along


def _in_colon(y: int, pen: _Pen) -> bool:
    dots = (pen.height // 3 - pen.stroke // 2, pen.height - pen.height // 3 - (pen.stroke + 1) // 2)
    return any(dot <= y < dot + pen.stroke for dot in dots)


def _in_plus(x: int, y: int, pen: _Pen) -> bool:
    arm = (_width("+", pen) - pen.stroke) // 2
    middle = (pen.height - pen.stroke) // 2
    upright = arm <= x < arm + pen.stroke and middle - arm <= y < middle + pen.stroke + arm
    return upright or middle <= y < middle + pen.stroke
