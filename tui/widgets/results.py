"""The people a search found: one row each, the one Enter means highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from store.records import DelegateId, Status
from store.state import State
from tui import present
from tui.finding import SHOWN, Finding, Nothing
from tui.i18n import _
from tui.widgets.lines import Line, Lines, cell

_NAME, _PLACE, _STATE = 25, 13, 9
"""Widths of the columns; what is left is for title and unit."""


class Results(Lines):
    """Draws the rows in view, reading each delegate's state as it is now. A click chooses, a second one acts."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"results--chosen", "results--here", "results--quiet"}

    class Clicked(Message):
        """Somebody pointed at a row."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, finding: Finding, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._finding = finding
        self._state = state
        self._top = 0

    def show(self, state: State) -> None:
        """Draws what has been found, or what has become of it."""
        self._state = state
        found = len(self._finding.matches)
        many = f"{found}+" if found >= SHOWN else str(found)
        self.border_title = _("Found: {n}").format(n=many) if found else _("Search")
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows in view."""
        matches = self._finding.matches
        if not matches:
            return [Line(cell(text, width), "results--quiet") for text in self._empty()][:height]
        self._keep_in_view(height)
        rows = range(self._top, min(self._top + height, len(matches)))
        return [self._line(place, width) for place in rows]

    def _empty(self) -> list[str]:
        if isinstance(self._finding.meaning, Nothing):
            return [_("Name, initials (nvh), unit or number; no diacritics needed")]
        return [_("No match")]

    def _keep_in_view(self, height: int) -> None:
        place = self._finding.place
        self._top = min(max(self._top, place - height + 1), place)

    def _line(self, place: int, width: int) -> Line:
        id = self._finding.matches[place].delegate
        delegate = self._state.delegates.get(id)
        if delegate is None:
            return Line()
        chosen = place == self._finding.highlighted
        conference = self._state.conference
        columns = [
            Content("▶" if chosen else " "),
            cell(self._state_of(id), _STATE),
            cell(present.number(delegate.number), 4),
            cell(present.name_of(delegate), _NAME),
            Content(" "),
            cell(present.where(delegate, conference), _PLACE),
            Content(" "),
            cell(present.post(delegate, conference), max(width - _NAME - _PLACE - _STATE - 7, 0)),
        ]
        here = not present.mark(self._state.attendance.get(id)).tone is present.Tone.PLAIN
        return Line(Content("").join(columns), "results--chosen" if chosen else "results--here" if here else "")

    def _state_of(self, id: DelegateId) -> str:
        """A glyph, and since when for those who are here."""
        attendance = self._state.attendance.get(id)
        glyph = present.mark(attendance).glyph
        if attendance is None:
            return glyph
        if attendance.status is Status.PRESENT and attendance.arrived is not None:
            return f"{glyph} {present.minute(attendance.arrived)}"
        return f"{glyph} {_('left') if attendance.status is Status.LEFT else _('absent')}"

    def on_click(self, event: events.Click) -> None:
        """Chooses the row under the pointer."""
        place = self._top + event.get_content_offset_capture(self).y
        if place < len(self._finding.matches):
            self.post_message(self.Clicked(place))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Looks further down; the highlighted row stays the one it was."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Looks further up."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self.post_message(self.Clicked(self._finding.place + by))
