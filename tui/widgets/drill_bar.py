"""On every screen of a rehearsal, above everything: that it is one, its clock, and what is to be done now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.content import Content

from tui.drill import drill_words
from tui.i18n import _
from tui.widgets.lines import Line, Lines, cell
from tui.window import Window

LOOK_S: Final = 0.2
"""How often it is looked at what has happened: its clock may run sixty times as fast."""


class DrillBar(Lines):
    """The mark and the clock; below, if there is room for it, who stands there. A click asks what to do about it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"drill-bar--mark", "drill-bar--task", "drill-bar--calm"}

    def __init__(self, window: Window, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._window = window

    def on_mount(self) -> None:
        """It is never still."""
        self.set_interval(LOOK_S, self.redraw)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What is to be done keeps its room; of the rest the keys give way first."""
        drill, store = self._window.drill, self._window.store
        if drill is None:
            return []
        told = f" {drill_words.mark()}  {drill_words.head(drill, store.now())}"
        keys = _("F10 speed, end")
        room = width - Content(told).cell_length - len(keys) - 1
        first = Line(cell(told + " " * max(room, 0) + (keys if room > 0 else ""), width), "drill-bar--mark")
        task = drill_words.task(drill, store.state)
        style = "drill-bar--task" if task else "drill-bar--calm"
        return [first, Line(cell(f" {'▶ ' + task if task else drill_words.calm(drill)}", width), style)][:height]

    async def on_click(self, _event: events.Click) -> None:
        """As F10."""
        await self.run_action("app.drill")
