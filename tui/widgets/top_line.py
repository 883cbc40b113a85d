"""The top line: which conference, which desk, when it was last safe on disk, and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.message import Message

from store import State
from store.text import shown
from tui import present
from tui.blank import Lack
from tui.i18n import _
from tui.machine import battery
from tui.machine.battery import Battery
from tui.offline_words import working_offline
from tui.store_thread import Safety
from tui.widgets.lines import Line, Lines, cell

_LEAST: Final = 8
"""Columns; of a title in fewer nobody can tell which it is."""


class TopLine(Lines):
    """One line; turns to the colour of trouble when there is some. A click asks for the names still missing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"top-line--title", "top-line--offline", "top-line--trouble"}

    class Pressed(Message):
        """Somebody wants to complete what is incomplete."""

    def __init__(self, state: State, desk: str, safety: Safety, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._desk = shown(state.conference.short_title), shown(desk)
        self._nameless = len(state.nameless)
        self._safety = safety
        self._battery: Battery | None = None
        self._keyboard = ""

    def show(self, state: State, safety: Safety) -> None:
        """Draws when it was last saved, and how many are to be named."""
        self._nameless, self._safety = len(state.nameless), safety
        self.redraw()

    def show_battery(self, sensed: Battery | None) -> None:
        """Draws how much is left, where the machine has one."""
        self._battery = sensed
        self.redraw()

    def show_keyboard(self, advice: str) -> None:
        """Draws what to switch off, in place of what can wait; nothing to draw the rest again."""
        self._keyboard = advice
        self.redraw()

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """The title gives way to what is said about safety."""
        told = " · ".join(self._told())
        desk = f"  {self._desk}  "
        room = max(width - len(told) - len(desk) - 2, 0)
        title = self._title if room >= min(len(self._title), _LEAST) else ""
        left = Content(" ") + cell(title, min(room, len(title))) + Content(desk if title else desk.lstrip())
        right = Content(told + " ")
        gap = Content(" " * max(width - left.cell_length - right.cell_length, 0))
        whole = (left + gap + right).truncate(width, ellipsis=True)
        return [Line(whole, self._style())]

    def _style(self) -> str:
        if self._troubled():
            return "top-line--trouble"
        return "top-line--title" if self._safety.waiting is None else "top-line--offline"

    def _troubled(self) -> bool:
        safety = self._safety
        return safety.trouble is not None or safety.backup_missed or (self._battery is not None and self._battery.low)

    def _told(self) -> Iterator[str]:
        safety = self._safety
        if self._nameless:
            yield _("To be named: {n}").format(n=self._nameless)
        if safety.trouble:
            yield Lack.REFUSED.said(_("READ ONLY"))
        if safety.waiting is not None:
            yield Lack.STALE.said(working_offline(safety.waiting))
        if self._keyboard:
            yield "⚠ " + self._keyboard
        elif safety.waiting is None:
            yield from self._told_at_leisure()

    def _told_at_leisure(self) -> Iterator[str]:
        safety = self._safety
        if safety.cloud:
            yield "⚠ " + _("in {cloud}").format(cloud=safety.cloud)
        if safety.in_the_open:
            yield "⚠ " + _("line not encrypted")
        yield _("Saved {time}").format(time=present.clock(safety.saved)) if safety.saved else _("Nothing saved yet")
        if safety.backup:
            yield _("Backup {time}").format(time=present.minute(safety.backup))
        if safety.second_place:
            elsewhere = present.minute(safety.backup_elsewhere) if safety.backup_elsewhere else ""
            yield ("✘ " if safety.backup_missed else "") + _("USB {time}").format(time=elsewhere).rstrip()
        if self._battery is not None and (words := battery.words(self._battery)):
            yield words

    def on_click(self, _event: events.Click) -> None:
        """There is one thing to be done here."""
        if self._nameless:
            self.post_message(self.Pressed())
