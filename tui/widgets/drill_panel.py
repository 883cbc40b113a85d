"""Before the desk, in a rehearsal: whoever stands at the front with the badge held out, and the line behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from store.records import DelegateId
from tui.drill import drill_words
from tui.drill.morning import Visit
from tui.i18n import _
from tui.widgets.drill_bar import LOOK_S
from tui.widgets.lines import Line, Lines, cell, wrapped
from tui.widgets.symbol import PAPER, badge_symbol
from tui.window import Window

_LEAST = 24
"""Columns beside a symbol that are enough for words."""


class DrillPanel(Lines):
    """A scanner, or a telephone, is pointed here."""

    def __init__(self, window: Window, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._window = window
        self.border_title = _("Before the desk")

    def on_mount(self) -> None:
        """People come by themselves."""
        self.set_interval(LOOK_S, self.redraw)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The first in full, with the symbol of the badge if there is room for it."""
        waiting = self._window.drill.line.waiting if self._window.drill is not None else []
        if not waiting:
            return [Line(cell(_("Nobody stands before the desk"), width))]
        symbol = self._symbol(waiting[0].visit)
        fits = bool(symbol) and height >= len(symbol) and width >= len(symbol[0]) + _LEAST
        beside = width - len(symbol[0]) - 2 if fits else width
        words = list(self._words([one.visit for one in waiting], beside))[:height]
        return [Line(row) for row in (_side_by_side(symbol, words) if fits else words)]

    def _symbol(self, visit: Visit) -> list[str]:
        holder = self._window.store.state.delegates.get(visit.badge or DelegateId(0))
        return badge_symbol(holder.code) if holder is not None else []

    def _words(self, visits: Sequence[Visit], width: int) -> Iterator[Content]:
        state = self._window.store.state
        yield from wrapped(Content.styled(drill_words.visit(visits[0], state), "bold"), width)
        for visit in visits[1:]:
            yield cell("· " + drill_words.visit(visit, state), width)


def _side_by_side(symbol: list[str], words: list[Content]) -> Iterator[Content]:
    """Rows of the symbol with the words beside them, and below it what is left of these."""
    for place in range(max(len(symbol), len(words))):
        left = Content.styled(symbol[place], PAPER) if place < len(symbol) else Content(" " * len(symbol[0]))
        yield left + Content("  ") + (words[place] if place < len(words) else Content(""))
