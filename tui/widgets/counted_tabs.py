"""Names of lists with how long each is, side by side; the one that is shown is set off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from tui.widgets.lines import Line, Lines


class Tab(NamedTuple):
    """One list."""

    label: str
    length: int

    @property
    def text(self) -> str:
        """As it is drawn."""
        return f" {self.label} {self.length} "


class CountedTabs(Lines):
    """As many rows as the tabs need."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"counted-tabs--shown", "counted-tabs--count"}

    class Clicked(Message):
        """Somebody pointed at a tab."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__()
        self._tabs: Sequence[Tab] = ()
        self._shown_tab = 0

    def show(self, tabs: Sequence[Tab], shown: int) -> None:
        """Draws these tabs."""
        taller = rows_of(tabs, self.size.width) != rows_of(self._tabs, self.size.width)
        self._tabs, self._shown_tab = tabs, shown
        if taller:
            self.refresh(layout=True)
        self.redraw()

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """One row, or more where they do not fit beside each other."""
        return max(len(rows_of(self._tabs, width)), 1)

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """The tabs, row by row."""
        return [Line(Content("").join(map(self._tab, row))) for row in rows_of(self._tabs, width)]

    def _tab(self, place: int) -> Content:
        tab = self._tabs[place]
        if place == self._shown_tab:
            return Content.styled(tab.text, self.get_visual_style("counted-tabs--shown"))
        count = self.get_visual_style("counted-tabs--count", partial=True)
        return Content(f" {tab.label} ") + Content.styled(f"{tab.length} ", count)

    def on_click(self, event: events.Click) -> None:
        """Finds the tab under the pointer."""
        at = event.get_content_offset_capture(self)
        rows, end = rows_of(self._tabs, self.size.width), 0
        for place in rows[at.y] if at.y < len(rows) else ():
            end += len(self._tabs[place].text)
            if at.x < end:
                self.post_message(self.Clicked(place))
                return


def rows_of(tabs: Sequence[Tab], width: int) -> list[list[int]]:
    """The places of the tabs that stand in each row."""
    rows: list[list[int]] = []
    left = 0
    for place, tab in enumerate(tabs):
        if len(tab.text) > left or not rows:
            rows.append([])
            left = width
        rows[-1].append(place)
        left -= len(tab.text)
    return rows
