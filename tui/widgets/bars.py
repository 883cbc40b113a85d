"""Named bars below each other, each with its figure: how much of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message

from tui.blank import Blank
from tui.i18n import _
from tui.widgets.blanks import Blanks
from tui.widgets.lines import Line, cell

_LONGEST: Final = 34
"""The widest column of names."""
_PART: Final = 0.45
"""What of the width names take at most."""


class Bar(NamedTuple):
    """One row. A share of None is a heading."""

    name: str
    share: float | None = None
    figure: str = ""


class Bars(Blanks):
    """As many as fit; how many more there are is said, and arrows bring them where the screen hands them on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--bar", "bars--rest", "bars--heading", "bars--quiet"}

    class Clicked(Message):
        """Somebody pointed at a bar."""

        def __init__(self, widget: Bars, place: int) -> None:
            super().__init__()
            self.widget, self.place = widget, place

        @property
        def control(self) -> Bars:
            """The bars."""
            return self.widget

    def __init__(self, instead: Blank, *, id: str | None = None, scrolls: bool = False) -> None:
        super().__init__(id=id)
        self._instead, self._scrolls = instead, scrolls
        self._first = self._last = 0
        """The topmost bar in view, and the topmost there can be."""
        self._bars: Sequence[Bar] = ()
        self._title = ""

    def show(self, title: str, bars: Sequence[Bar]) -> None:
        """Draws these."""
        self._bars = bars
        if title != self._title:
            self.border_title = self._title = title
        self.redraw()

    def scroll(self, by: int) -> None:
        """So many rows on, as far as there are any."""
        self._first = min(max(self._first + by, 0), self._last)
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        if not self._bars:
            return list(self.blank(self._instead, width))
        self._last = max(len(self._bars) - height, 0)
        self._first = min(self._first, self._last)
        if self._first == self._last:
            return self._rows(self._bars[self._first :], width)
        shown = self._bars[self._first : self._first + height - 1]
        more = _("and {n} more").format(n=len(self._bars) - self._first - len(shown))
        return [*self._rows(shown, width), Line(cell(f"↓ {more}" if self._scrolls else more, width), "bars--quiet")]

    def _rows(self, bars: Sequence[Bar], width: int) -> list[Line]:
        names = [Content(bar.name).cell_length for bar in bars if bar.share is not None]
        name = min(max(names, default=0), _LONGEST, int(width * _PART))
        figure = max((len(bar.figure) for bar in bars), default=0)
        room = max(width - name - figure - 2, 0)
        return [self._row(bar, name, room, width) for bar in bars]

    def _row(self, bar: Bar, name: int, room: int, width: int) -> Line:
        if bar.share is None:
            return Line(cell(bar.name, width), "bars--heading")
        filled = _filled(bar.share, room)
        drawn = Content.styled("█" * filled, self.get_visual_style("bars--bar", partial=True))
        rest = Content.styled("░" * (room - filled), self.get_visual_style("bars--rest", partial=True))
        return Line(cell(bar.name, name) + Content(" ") + drawn + rest + Content(f" {bar.figure}"))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """To those that are not in view."""
        event.stop()
        self.scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Back."""
        event.stop()
        self.scroll(-1)

    def on_click(self, event: events.Click) -> None:
        """Finds the bar under the pointer."""
        place = self._first + event.get_content_offset_capture(self).y
        if place < len(self._bars) and self._bars[place].share is not None:
            self.post_message(self.Clicked(self, place))


def _filled(share: float, room: int) -> int:
    """Cells; what is more than nothing is seen, and so is what is missing."""
    cells = round(share * room)
    return min(max(cells, 1), room - 1) if 0 < share < 1 and room > 1 else cells
