"""Where to begin: one page, one sentence for each way."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from math import inf
from typing import ClassVar, Final, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from tui import last_opened, places
from tui.blank import Lack
from tui.dialogs.dialog import plain
from tui.dialogs.pick import digit_place
from tui.i18n import N_, _
from tui.scanner import SILENCE
from tui.silence import Silence
from tui.widgets.lines import Line, cell, wrapped
from tui.widgets.long_list import GUTTER, Items, LongList

_INDENT: Final = 3
"""Columns of the digit."""


class Choice(Enum):
    """Ways to begin, in the order of their digits."""

    DEMO = "demo"
    NEW = "new"
    OPEN = "open"
    SCANNER = "scanner"
    REHEARSE = "rehearse"


class _Words(NamedTuple):
    label: str
    sentence: str


_WORDS: Final = {
    Choice.DEMO: _Words(
        N_("Try the sample conference"),
        N_("112 invented delegates, their badges on screen; nothing is kept."),
    ),
    Choice.NEW: _Words(
        N_("Make a conference"),
        N_("From the plan supplied or your own; the roster and the badges follow."),
    ),
    Choice.OPEN: _Words(
        N_("Open a conference"),
        N_("One opened here lately, or from another folder or a USB stick."),
    ),
    Choice.SCANNER: _Words(
        N_("Scanner test"),
        N_("Whether scanner, keyboard and input method here read badges."),
    ),
    Choice.REHEARSE: _Words(
        N_("Rehearse"),
        N_("The morning of a conference on a copy of it: people come, speakers run over; nothing is kept."),
    ),
}


class WayList(LongList):
    """What a way is called is marked when it is the chosen one; what it is for stays quiet below it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"way-list--label", "way-list--purpose"}

    def show_ways(self, place: int) -> None:
        """All of them."""
        self.show(Items(len(_WORDS), lambda at, _width: [_label(at)], self._height), place)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Of all of them, but for the gap below the last."""
        return sum(self._height(place, width - GUTTER) for place in range(len(_WORDS))) - 1

    def _height(self, place: int, width: int) -> int:
        return len(_purpose(place, width)) + 2

    def _item(self, place: int, width: int) -> Iterator[Line]:
        label, *_none = super()._item(place, width)
        yield label if label.style else label._replace(style="way-list--label")
        for row in _purpose(place, width - GUTTER):
            yield Line(cell("", GUTTER + _INDENT) + row, "way-list--purpose")
        yield Line()


def _label(place: int) -> Content:
    return Content(f"{place + 1}  {_(_WORDS[list(Choice)[place]].label)}")


def _purpose(place: int, width: int) -> list[Content]:
    return wrapped(Content(_(_WORDS[list(Choice)[place]].sentence)), width - _INDENT)


class WelcomeScreen(Screen[None]):
    """Digits choose at once, arrows and Enter too."""

    AUTO_FOCUS = ""
    PLACE = places.WELCOME
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.ask_to_quit", show=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-too-narrow"), (44, "-narrow")]
    VERTICAL_BREAKPOINTS = [(0, "-too-short"), (20, "-short"), (32, "-tall")]

    class Chosen(Message):
        """Somebody wants to begin so."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, said: str = "") -> None:
        super().__init__()
        self._said = said
        self._typed = -inf
        """When the last letter or digit was typed."""
        self._held = 0
        """The way whose digit was pressed: chosen when it stays alone."""
        self._silence = Silence(self.app, self._choose_held)

    def compose(self) -> ComposeResult:
        """A heading, the ways, what the keys do."""
        with Vertical(id="welcome"):
            yield plain("TỌA ĐÀM", id="welcome-name")
            yield plain(_("Runs the day of a conference: check-in, speakers, time, proposals"), id="welcome-purpose")
            if self._said:
                yield plain(Lack.REFUSED.said(self._said), id="welcome-said")
            yield WayList()
            yield plain(_("1–5 or ↑↓ ⏎ choose · F1 help · Esc quit"), classes="dialog-hint")
        yield plain(_("Window too small: make it larger"), id="too-small")

    def on_mount(self) -> None:
        """Whoever has a conference is likely to open it."""
        likeliest = Choice.OPEN if last_opened.lately() else Choice.DEMO
        self.query_one(WayList).show_ways(list(Choice).index(likeliest))

    def on_key(self, event: events.Key) -> None:
        """A digit, an arrow or Enter; of a row of keys as a scanner types it none counts."""
        ways, alone = self.query_one(WayList), event.time - self._typed > SILENCE
        self._silence.stop()
        if event.is_printable:
            self._typed = event.time
        if event.key in ("up", "down"):
            ways.move(1 if event.key == "down" else -1)
        elif event.key in ("enter", "ctrl+j") and alone:
            self._choose(ways.place or 0)
        elif alone and (place := digit_place(event)) is not None and place < len(_WORDS):
            self._held = place
            self._silence.wait(SILENCE)

    async def _choose_held(self) -> None:
        if self.is_current:
            self._choose(self._held)

    @on(LongList.Clicked)
    def _point_at(self, event: LongList.Clicked) -> None:
        event.stop()
        self._choose(event.place)

    def _choose(self, place: int) -> None:
        ways = self.query_one(WayList)
        ways.move(place - (ways.place or 0))
        self.post_message(self.Chosen(list(Choice)[place]))
