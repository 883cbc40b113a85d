"""Badges to try in the demonstration: the next one as a QR code, more as letters to type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.content import Content

from store import State
from store.records import Delegate
from tui import present
from tui.demo import awaited
from tui.i18n import _
from tui.widgets.lines import Line, Lines, cell
from tui.widgets.symbol import PAPER, badge_symbol

_LEAST: Final = 34
"""Width of a badge beside the symbol: number, most of a name, code."""


class DemoPanel(Lines):
    """Whoever tries the program points a scanner or a telephone here."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"demo-panel--code"}

    def __init__(self, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.border_title = _("Badges to try")
        self._people = awaited(state)

    def show(self, state: State) -> None:
        """Badges of those who have not come yet."""
        self._people = awaited(state)
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Numbers, names and codes; beside them the symbol, if there is room."""
        if not self._people:
            return [Line(cell(_("Everybody is here"), width))]
        symbol = badge_symbol(self._people[0].code)
        if height < len(symbol) or width < len(symbol[0]) + _LEAST:
            return [Line(self._badge(delegate, width)) for delegate in self._people[:height]]
        beside = width - len(symbol[0]) - 2
        badges = [self._badge(delegate, beside) for delegate in self._people[: len(symbol)]]
        badges += [Content("")] * (len(symbol) - len(badges))
        return [
            Line(Content.styled(row, PAPER) + Content("  ") + badge) for row, badge in zip(symbol, badges, strict=True)
        ]

    def _badge(self, delegate: Delegate, width: int) -> Content:
        code = Content.styled(f" {delegate.code}", self.get_visual_style("demo-panel--code", partial=True))
        return cell(present.person(delegate), width - code.cell_length) + code
