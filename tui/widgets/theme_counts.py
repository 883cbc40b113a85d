"""How many were raised on each theme: a row each where there is room, else those of which there are any side by side. A
click lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message

from store import State, proposals_by_theme
from tui.i18n import _
from tui.proposals import proposal_words
from tui.proposals.proposal_filters import Asks, Filter
from tui.widgets.lines import Line, Lines, cell

_GAP: Final = 2


class _Count(NamedTuple):
    name: str
    n: int
    filter: Filter


class ThemeCounts(Lines):
    """Counts those that count."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "theme-counts--chosen",
        "theme-counts--quiet",
        "theme-counts--bar",
    }

    class Picked(Message):
        """Somebody clicked on a theme."""

        def __init__(self, filter: Filter) -> None:
            super().__init__()
            self.filter = filter

    def __init__(self, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.border_title = _("By theme")
        self._counted: object = None
        self._counts: Sequence[_Count] = ()
        self._filter: Filter | None = None
        self._count(state)

    def show(self, state: State, filter: Filter) -> None:
        """Draws what `state` counts; the theme that is listed stands out."""
        self._filter = filter
        self._count(state)
        self.redraw()

    def _count(self, state: State) -> None:
        if state.proposals is not self._counted:
            self._counted = state.proposals
            self._counts = list(_counts(state))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """A row each, or all in one."""
        if height == 1:
            beside = self._beside
            column = width // len(beside) - _GAP
            return [Line(Content(" " * _GAP).join(self._cell(one, column) for one in beside))]
        return [Line(self._bar(one, width)) for one in self._counts[:height]]

    @property
    def _beside(self) -> Sequence[_Count]:
        """Where there is no room for names of which nobody has said anything: what is listed, and what is to be sorted,
        all the same."""
        return [one for one in self._counts[:-1] if one.n or one.filter == self._filter] + [*self._counts[-1:]]

    def _cell(self, one: _Count, width: int) -> Content:
        figure = f" {one.n}"
        name = cell(one.name, max(width - len(figure), 0))
        return self._styled(name + Content(figure), one)

    def _bar(self, one: _Count, width: int) -> Content:
        """As long as its share of the most there are on one theme."""
        most = max((count.n for count in self._counts), default=0)
        row = cell(f"{one.n:4}  {one.name}", width)
        filled = round(width * one.n / most) if most else 0
        if one.filter == self._filter or not filled:
            return self._styled(row, one)
        bar = self.get_visual_style("theme-counts--bar", partial=True)
        return row[:filled].stylize(bar) + row[filled:]

    def _styled(self, text: Content, one: _Count) -> Content:
        if one.filter == self._filter:
            return text.stylize(self.get_visual_style("theme-counts--chosen"))
        return text if one.n else text.stylize(self.get_visual_style("theme-counts--quiet", partial=True))

    def on_click(self, event: events.Click) -> None:
        """Picks the theme under the pointer."""
        x, y = event.get_content_offset_capture(self)
        beside = self.size.height == 1
        counts = self._beside if beside else self._counts
        place = x // (self.size.width // len(counts)) if beside else y
        if place < len(counts):
            self.post_message(self.Picked(counts[place].filter))


def _counts(state: State) -> Iterator[_Count]:
    """In the order of the plan; last those that have no theme yet."""
    for theme, found in proposals_by_theme(state).items():
        if theme:
            name = proposal_words.theme_name(state.conference, theme)
            yield _Count(name, len(found), Filter(Asks.THEME, theme))
        else:
            yield _Count(_("Not sorted yet"), len(found), Filter(Asks.UNSORTED))
