"""One row of the list of delegates, in columns: state, number, name, signs, place, title and unit. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.color import Color
from textual.content import Content, Span
from textual.style import Style

from store.records import Attendance, Conference, Delegate, Standing
from tui import present
from tui.present import Tone
from tui.widgets.colours import visible
from tui.widgets.lines import Line, cell

_ROOMY: Final = 90
"""Columns from which on the time stands beside the state."""
_NAME, _PLACE, _SIGNS = (21, 30), (10, 24), 3
"""Widths of the columns: least and most; what is left is for title and unit."""
_POST, _GAPS = 16, 5
"""What title and unit keep at least; what stands between the columns."""

CHOSEN: Final = "delegate-list--chosen"
QUIET: Final = "delegate-list--quiet"
SIGNS: Final = "delegate-list--signs"
BAR: Final = "delegate-list--bar"
TONES: Final = {
    Tone.GOOD: "delegate-list--good",
    Tone.AGAIN: "delegate-list--again",
    Tone.BAD: "delegate-list--bad",
}
CLASSES: Final = frozenset({CHOSEN, QUIET, SIGNS, BAR, *TONES.values()})
"""The component classes of a row."""


class Longest(NamedTuple):
    """Letters of the longest name on the list, and of the longest place."""

    name: int = 0
    place: int = 0


class Looks(NamedTuple):
    """All that a row is drawn from."""

    delegate: Delegate
    attendance: Attendance | None
    signs: str
    chosen: bool
    marked: bool
    thumb: bool
    """Whether the thumb of the scroll bar stands here."""
    width: int
    digits: int
    """Of the highest number on the list."""
    longest: Longest


class Colours(NamedTuple):
    """What a row is drawn with."""

    style: Callable[[str], Style]
    """Of a component class."""
    background: Color


def row(looks: Looks, conference: Conference, colours: Colours) -> Line:
    """The row as it is seen; the chosen one is of one colour."""
    columns = list(_columns(looks, conference, colours))
    content = _joined([(text, None) for text, _style in columns] if looks.chosen else columns)
    quiet = QUIET if looks.delegate.standing is Standing.STRUCK_OFF else ""
    return Line(content, CHOSEN if looks.chosen else quiet)


Column = tuple[str, Style | None]


def _columns(looks: Looks, conference: Conference, colours: Colours) -> Iterator[Column]:
    delegate, width = looks.delegate, looks.width
    state, tone = _state(looks)
    head = f"{'▶' if looks.chosen else ' '}{'☑' if looks.marked else ' '} "
    number = f"{present.number(delegate.number):>{looks.digits}} "
    before = len(head) + len(state) + len(number) + len("▌ ")
    name, place = _texts(width - before, width, looks.longest)
    yield head, None
    yield state, colours.style(TONES[tone]) if tone in TONES else None
    yield number, None
    yield _stripe(delegate, conference, colours)
    yield _fitted(present.name_of(delegate), name) + " ", None
    yield f"{looks.signs:{_SIGNS}} ", colours.style(SIGNS)
    yield _fitted(present.where(delegate, conference), place) + "  ", None
    taken = before + name + 1 + _SIGNS + 1 + place + 2 + 1
    yield _fitted(present.post_beside_place(delegate, conference), max(width - taken, 0)), None
    yield ("▐", colours.style(BAR)) if looks.thumb else (" ", None)


def _texts(room: int, width: int, longest: Longest) -> tuple[int, int]:
    """Of names and places: as long as there are any, while title and unit keep their share."""
    name = min(_within(width // 3, _NAME), max(longest.name, _NAME[0]))
    left = room - name - _SIGNS - _GAPS - _POST
    return name, _within(min(longest.place, left), (_within(width // 6, _PLACE), _PLACE[1]))


def _state(looks: Looks) -> tuple[str, Tone]:
    """A glyph, and since when for those who came, where there is room."""
    attendance = looks.attendance
    mark = present.mark(attendance)
    if looks.width < _ROOMY:
        return f"{mark.glyph} ", mark.tone
    arrived = attendance.arrived if attendance is not None else None
    return f"{mark.glyph} {present.minute(arrived) if arrived is not None else '':5} ", mark.tone


def _stripe(delegate: Delegate, conference: Conference, colours: Colours) -> Column:
    category = conference.category(delegate.category)
    if category is None:
        return "  ", None
    return "▌ ", Style(foreground=visible(category.colour, colours.background))


def _within(wanted: int, bounds: tuple[int, int]) -> int:
    least, most = bounds
    return min(max(wanted, least), most)


def _fitted(text: str, width: int) -> str:
    """Filled up to `width`, or cut with an ellipsis."""
    spare = width - cell_len(text)
    return text + " " * spare if spare >= 0 else cell(text, width).plain


def _joined(columns: list[Column]) -> Content:
    """One piece: a content for each column would take most of the time of a row."""
    spans, end = [], 0
    for text, style in columns:
        start, end = end, end + len(text)
        if style is not None:
            spans.append(Span(start, end, style))
    return Content("".join(text for text, _style in columns), spans)
