"""Adjusting the agenda: a cap, items left out or shortened, what that comes to; then all, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content

from store import Preview, Replan
from store.errors import Refused
from tui import places, present
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _
from tui.podium import day_words, speaker_words
from tui.podium.cuts import Cuts, Row
from tui.podium.outlook import Outlook
from tui.refusals import sentence
from tui.time_words import in_minutes, signed_minutes, whole_minutes
from tui.widgets.lines import Line, Lines, cell
from tui.window import Window

_VALUE = 12
"""Columns of what can be turned."""
_ROWS = 12
"""Rows of the list at most; a longer one scrolls."""


async def ask_replan(app: App[Any], window: Window) -> Replan | None:
    """The cuts a person decided on; None for none."""
    return await app.push_screen_wait(WhatIfDialog(window))


class _Rows(Lines):
    COMPONENT_CLASSES: ClassVar[set[str]] = {"cuts--chosen", "cuts--changed", "cuts--dropped"}

    def __init__(self, cuts: Cuts) -> None:
        super().__init__()
        self.cuts = cuts
        self.top = 0
        self.styles.height = min(len(cuts.rows), _ROWS)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        self.top = min(max(self.top, self.cuts.place - height + 1), self.cuts.place)
        places = range(self.top, min(self.top + height, len(self.cuts.rows)))
        return [self._line(place, width) for place in places]

    def _line(self, place: int, width: int) -> Line:
        cuts, row = self.cuts, self.cuts.rows[place]
        chosen = place == cuts.place
        item = row.line.item.id if row.line else 0
        style = "cuts--chosen" if chosen else "cuts--dropped" if item in cuts.dropped else ""
        if not style and item in cuts.minutes:
            style = "cuts--changed"
        value = self._value(row)
        label = cell(("▶ " if chosen else "  ") + self._label(row), max(width - _VALUE - 1, 0)) + Content(" ")
        return Line(label + cell(f"◀ {value:^7} ▶" if chosen else f"  {value:^7}", _VALUE), style)

    def _label(self, row: Row) -> str:
        if row.line is not None:
            return day_words.item_and_time(row.line.item)
        return _("Each speech to come at most") if row.is_cap else _("To end at")

    def _value(self, row: Row) -> str:
        if row.line is not None:
            dropped = row.line.item.id in self.cuts.dropped
            return _("dropped") if dropped else f"{self.cuts.minutes_of(row.line)}′"
        if row.is_cap:
            return _("no cap") if self.cuts.cap is None else f"{self.cuts.cap}′"
        return present.minute(self.cuts.wanted_end) if self.cuts.wanted_end else "–"


class _Outcome(Lines):
    COMPONENT_CLASSES: ClassVar[set[str]] = {"cuts--good", "cuts--bad", "cuts--quiet"}

    def __init__(self, told: list[tuple[str, str]]) -> None:
        super().__init__()
        self.told = told

    def lines(self, width: int, height: int) -> Sequence[Line]:
        return [Line(cell(text, width), style) for text, style in self.told][:height]


class WhatIfDialog(Dialog[Replan]):
    """↑↓ chooses, ←→ turns, Space leaves out; Enter makes the cuts, Esc leaves everything as it is."""

    PLACE = places.WHAT_IF
    AUTO_FOCUS = ""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window = window
        state, now = window.store.state, window.store.now()
        times = state.conference.speaking
        usual = max(times.discussion_minutes, times.presentation_minutes)
        self._cuts = Cuts(Outlook(state, now).projection, state.speaker_list.cap_minutes, usual)
        self._rows = _Rows(self._cuts)
        self._outcome = _Outcome(self._told())

    def compose(self) -> ComposeResult:
        """The rows, what they come to, and what the keys do."""
        with Vertical(classes="dialog what-if"):
            yield plain(_("Adjust the agenda"), classes="dialog-title")
            yield self._rows
            yield self._outcome
            yield key_line(_("↑↓ choose · ←→ more, less · Space leave out · ⏎ apply · Esc back"))

    def _told(self) -> list[tuple[str, str]]:
        """What the cuts come to, each with its style."""
        state, now = self._window.store.state, self._window.store.now()
        try:
            found = self._cuts.preview(state, now)
        except Refused as error:
            return [(sentence(error), "cuts--bad")]
        return list(self._of(found))

    def _of(self, found: Preview) -> Iterator[tuple[str, str]]:
        end = found.after.expected_end
        if end is not None:
            told = _("Ends at {time}").format(time=present.minute(end))
            saved = signed_minutes(-found.saved_ms)
            meets = _("in time") if found.meets else _("{time} too late").format(time=in_minutes(found.late_ms))
            told = " · ".join(filter(None, (told, saved, meets)))
            yield told, "cuts--good" if found.meets or not whole_minutes(found.late_ms) else "cuts--bad"
        if found.fit is not None and found.fit.waiting:
            late = speaker_words.without_floor(found.fit, self._window.store.state)
            yield speaker_words.fit(found.fit), ""
            yield late, "cuts--bad"

    def _show(self) -> None:
        self._outcome.told = self._told()
        self._rows.redraw()
        self._outcome.redraw()

    def on_key(self, event: events.Key) -> None:
        """An arrow, Space or Enter."""
        match event.key:
            case "up" | "down":
                self._cuts.move(1 if event.key == "down" else -1)
            case "left" | "right":
                self._cuts.turn(1 if event.key == "right" else -1)
            case "space":
                self._cuts.drop()
            case "enter" | "ctrl+j":
                self._apply()
            case _:
                return
        event.stop()
        self._show()

    def _apply(self) -> None:
        if self._cuts.is_empty:
            self.refuse(_("Nothing is shortened or left out yet: choose a row and press →, ← or Space"))
        else:
            self.dismiss(self._cuts.replan())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The next row."""
        event.stop()
        self._cuts.move(1)
        self._show()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The row before."""
        event.stop()
        self._cuts.move(-1)
        self._show()

    def on_click(self, event: events.Click) -> None:
        """A row is chosen; its arrows turn it, a second click leaves it out; what it comes to is applied."""
        if event.widget is self._outcome:
            self._apply()
        elif event.widget is self._rows:
            at = event.get_content_offset_capture(self._rows)
            self._point_at(self._rows.top + at.y, at.x - (self._rows.size.width - _VALUE))
            self._show()

    def _point_at(self, place: int, x: int) -> None:
        again = place == self._cuts.place
        self._cuts.move(place - self._cuts.place)
        if again and x >= 0:
            self._cuts.turn(-1 if x < _VALUE // 2 else 1)
        elif again:
            self._cuts.drop()
