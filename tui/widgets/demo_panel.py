"""Badges to try in the demonstration: the next one as a QR code, more as letters to type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar, Final

from textual.color import BLACK, WHITE
from textual.content import Content
from textual.style import Style

from store import State
from store.records import Delegate
from tui import present
from tui.demo import awaited
from tui.i18n import _
from tui.widgets.lines import Line, Lines, cell

QUIET_ZONE: Final = 2
"""Modules around the symbol; half of the standard's, enough for a screen."""

_LEAST: Final = 34
"""Width of a badge beside the symbol: number, most of a name, code."""

_PAPER: Final = Style(background=WHITE, foreground=BLACK)
"""Scanners want dark on light, whatever the theme."""

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


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
        symbol = _half_blocks(self._people[0].code)
        if height < len(symbol) or width < len(symbol[0]) + _LEAST:
            return [Line(self._badge(delegate, width)) for delegate in self._people[:height]]
        beside = width - len(symbol[0]) - 2
        badges = [self._badge(delegate, beside) for delegate in self._people[: len(symbol)]]
        badges += [Content("")] * (len(symbol) - len(badges))
        return [
            Line(Content.styled(row, _PAPER) + Content("  ") + badge) for row, badge in zip(symbol, badges, strict=True)
        ]

    def _badge(self, delegate: Delegate, width: int) -> Content:
        code = Content.styled(f" {delegate.code}", self.get_visual_style("demo-panel--code", partial=True))
        return cell(present.person(delegate), width - code.cell_length) + code


@lru_cache(maxsize=4)
def _half_blocks(code: str) -> list[str]:
    """The symbol, two rows of modules a line."""
    from store.documents import qr_modules

    modules = qr_modules(code)
    sides, width = [False] * QUIET_ZONE, len(modules) + 2 * QUIET_ZONE
    margin = [[False] * width] * QUIET_ZONE
    rows = [*margin, *([*sides, *row, *sides] for row in modules), *margin]
    below = [*rows[1::2], *([[False] * len(rows[0])] if len(rows) % 2 else [])]
    return [
        "".join(_HALVES[pair] for pair in zip(*halves, strict=True)) for halves in zip(rows[::2], below, strict=True)
    ]
