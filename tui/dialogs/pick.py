"""A numbered list: one key picks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style

from tui import places
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _, ngettext
from tui.machine.keyboard_signs import typed_number
from tui.widgets.colours import visible
from tui.widgets.lines import Line, Lines

MOST = 10
"""Entries a digit can pick, the tenth with 0; the others are reached with arrows."""
_ROWS = 14
"""Rows of a list at most; a longer one scrolls."""


class Entry(NamedTuple):
    """One thing to pick."""

    label: str
    why_not: str = ""
    """Why it cannot be picked now."""
    colour: str = ""


class Entries(Lines):
    """Numbered lines, one of them chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"entries--chosen", "entries--dim"}

    def __init__(self, entries: Sequence[Entry], place: int) -> None:
        super().__init__()
        self.entries = entries
        self.place = place
        self.top = 0
        self.styles.height = min(len(entries), _ROWS)

    def show(self, entries: Sequence[Entry], place: int) -> None:
        """Other entries."""
        self.entries, self.place = entries, place
        self.styles.height = min(len(entries), _ROWS)
        self.redraw()

    def choose(self, place: int) -> None:
        """This one, counted round."""
        self.place = place % len(self.entries)
        self.redraw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The next, and no further than the last."""
        event.stop()
        self.choose(min(self.place + 1, len(self.entries) - 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The one before."""
        event.stop()
        self.choose(max(self.place - 1, 0))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The entries in view."""
        self.top = min(max(self.top, self.place - height + 1), self.place)
        return list(self._lines(width, self.top, height))

    def _lines(self, width: int, top: int, height: int) -> Iterator[Line]:
        for place, entry in list(enumerate(self.entries))[top : top + height]:
            chosen = place == self.place
            stripe = Content("  ")
            if entry.colour:
                stripe = Content.styled("█ ", Style(foreground=visible(entry.colour, self.background_colors[1])))
            label = f"{entry.label} – {entry.why_not}" if entry.why_not else entry.label
            digit = (place + 1) % MOST if place < MOST else " "
            mark = "▶" if chosen else self._more(place, top, height)
            text = Content(f"{mark} {digit}  ") + stripe + Content(label)
            style = "entries--chosen" if chosen else "entries--dim" if entry.why_not else ""
            yield Line(text.truncate(width, ellipsis=True, pad=True), style)

    def _more(self, place: int, top: int, height: int) -> str:
        """That there are entries above the first in view, or below the last."""
        if place == top > 0:
            return "↑"
        return "↓" if place == top + height - 1 < len(self.entries) - 1 else " "


class PickDialog(Dialog[int]):
    """Digits pick at once, arrows and Enter too. Returns the entry's place, or None."""

    PLACE = places.PICK

    def __init__(self, title: str, entries: Sequence[Entry], *, chosen: int = 0) -> None:
        super().__init__()
        self._title = title
        self._list = Entries(entries, chosen)

    def compose(self) -> ComposeResult:
        """The title, the list, and what the keys do."""
        with Vertical(classes="dialog"):
            yield plain(self._title, classes="dialog-title")
            yield self._list
            yield key_line(_("{digits} or ↑↓ ⏎ choose · Esc back").format(digits=self._digits()))

    def _digits(self) -> str:
        entries = len(self._list.entries)
        return f"1–{entries}" if entries < MOST else "1–9, 0"

    def on_key(self, event: events.Key) -> None:
        """A digit, an arrow or Enter."""
        if event.key in ("up", "down"):
            self._list.choose(self._list.place + (1 if event.key == "down" else -1))
        elif event.key in ("enter", "ctrl+j"):
            self._pick(self._list.place)
        elif (place := digit_place(event)) is not None:
            self._pick(place)
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """Points at an entry."""
        if event.widget is self._list:
            self._pick(self._list.top + event.get_content_offset_capture(self._list).y)

    def _pick(self, place: int) -> None:
        entries = self._list.entries
        if not 0 <= place < len(entries):
            self.refuse(no_such_digit(len(entries)))
            return
        self._list.choose(place)
        if entries[place].why_not:
            self.refuse(_("Not now: {why}").format(why=entries[place].why_not))
        else:
            self.dismiss(place)


def no_such_digit(entries: int) -> str:
    """A digit behind the last entry was pressed."""
    return ngettext("There is only {n} entry", "There are only {n} entries", entries).format(n=entries)


def digit_place(event: events.Key) -> int | None:
    """Which entry a digit means, on a Vietnamese or French layout too; None for another key.

    Signs that an American keyboard has are nobody's digit: ` stands beside Esc.
    """
    character = event.character or ""
    number = typed_number(character) if character.isdigit() or not character.isascii() else None
    return (int(number.digits) - 1) % MOST if number is not None and len(number.digits) == 1 else None
