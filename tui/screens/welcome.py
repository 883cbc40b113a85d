"""Where to begin: one page, one sentence for each way."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar, Final, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.style import Style

from tui import last_opened
from tui.dialogs.dialog import plain
from tui.dialogs.pick import digit_place
from tui.i18n import N_, _
from tui.widgets.lines import wrapped
from tui.widgets.long_list import Items, LongList

_INDENT: Final = "   "


class Choice(Enum):
    """Ways to begin, in the order of their digits."""

    DEMO = "demo"
    NEW = "new"
    OPEN = "open"
    SCANNER = "scanner"


class _Words(NamedTuple):
    label: str
    sentence: str


_WORDS: Final = {
    Choice.DEMO: _Words(
        N_("Try the sample conference"),
        N_("112 delegates who do not exist, badges on the screen to scan; nothing of it is left afterwards."),
    ),
    Choice.NEW: _Words(
        N_("Make a conference"),
        N_("From the plan supplied or one of your own; the roster, the badges and what else is to be ready follow."),
    ),
    Choice.OPEN: _Words(
        N_("Open a conference"),
        N_("One that was opened here lately, or that lies in a folder or on a USB stick."),
    ),
    Choice.SCANNER: _Words(
        N_("Scanner test"),
        N_("Whether scanner, keyboard and input method of this machine read badges; no conference is needed."),
    ),
}


class WelcomeScreen(Screen[None]):
    """Digits choose at once, arrows and Enter too."""

    AUTO_FOCUS = ""
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

    def compose(self) -> ComposeResult:
        """A heading, the ways, what the keys do."""
        with Vertical(id="welcome"):
            yield plain("TỌA ĐÀM", id="welcome-name")
            yield plain(_("Runs the day of a conference: check-in, speakers, time, proposals"), id="welcome-purpose")
            if self._said:
                yield plain(self._said, id="welcome-said")
            yield LongList()
            yield plain(_("1–4 or ↑↓ ⏎ choose · F1 help · Esc quit"), classes="dialog-hint")
        yield plain(_("Window too small: make it larger"), id="too-small")

    def on_mount(self) -> None:
        """Whoever has a conference is likely to open it."""
        likeliest = Choice.OPEN if last_opened.recall() else Choice.DEMO
        items = Items(len(_WORDS), _draw, lambda place, width: len(_draw(place, width)))
        self.query_one(LongList).show(items, list(Choice).index(likeliest))

    def on_key(self, event: events.Key) -> None:
        """A digit, an arrow or Enter."""
        ways = self.query_one(LongList)
        if event.key in ("up", "down"):
            ways.move(1 if event.key == "down" else -1)
        elif event.key in ("enter", "ctrl+j"):
            self._choose(ways.place or 0)
        elif (place := digit_place(event)) is not None and place < len(_WORDS):
            self._choose(place)
        else:
            return
        event.stop()

    @on(LongList.Clicked)
    def _point_at(self, event: LongList.Clicked) -> None:
        event.stop()
        self._choose(event.place)

    def _choose(self, place: int) -> None:
        ways = self.query_one(LongList)
        ways.move(place - (ways.place or 0))
        self.post_message(self.Chosen(list(Choice)[place]))


def _draw(place: int, width: int) -> Sequence[Content]:
    """The digit and what it is called, below it what it is for, and a gap."""
    words = _WORDS[list(Choice)[place]]
    sentence = wrapped(Content(_(words.sentence)), width - len(_INDENT))
    label = Content(f"{place + 1}  ") + Content.styled(_(words.label), Style(bold=True))
    return [label, *(Content(_INDENT) + row for row in sentence)]
