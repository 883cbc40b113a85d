"""Badges to try in the demonstration: the next one as a QR code, more as letters to type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar, Final

from textual.content import Content

from store.records import Delegate
from store.state import State
from tui import present
from tui.demo import awaited
from tui.i18n import _
from tui.widgets.lines import Line, Lines, cell

QUIET_ZONE: Final = 2
"""Modules around the symbol; half of the standard's, enough for a screen."""

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class DemoPanel(Lines):
    """Whoever tries the program points a scanner or a telephone here."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"demo-panel--paper", "demo-panel--code"}

    def __init__(self, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.border_title = _("Badges to try")
        self._people = awaited(state)

    def show(self, state: State) -> None:
        """Badges of those who have not come yet."""
        self._people = awaited(state)
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The symbol if there is room, then numbers, names and codes."""
        if not self._people:
            return [Line(cell(_("Everybody is here"), width))]
        symbol = _half_blocks(self._people[0].code)
        if width < len(symbol[0]) or height < len(symbol):
            return list(self._badges(self._people, width))[:height]
        drawn = [Line(Content(row).center(width), "demo-panel--paper") for row in symbol]
        return [*drawn, Line(), *self._badges(self._people, width)][:height]

    def _badges(self, people: Sequence[Delegate], width: int) -> Iterator[Line]:
        for delegate in people[:12]:
            person = present.person(delegate)
            if len(person) + len(delegate.code) + 2 <= width:
                yield Line(cell(person, width - len(delegate.code) - 1) + Content(f" {delegate.code}"))
            else:
                yield Line(cell(person, width))
                yield Line(cell(f"    {delegate.code}", width), "demo-panel--code")


@lru_cache(maxsize=4)
def _half_blocks(code: str) -> list[str]:
    """The symbol, two rows of modules a line."""
    import qrcode

    symbol = qrcode.QRCode(version=1, error_correction=qrcode.ERROR_CORRECT_Q, border=QUIET_ZONE)
    symbol.add_data(code)
    symbol.make(fit=False)
    rows = symbol.get_matrix()
    below = [*rows[1::2], *([[False] * len(rows[0])] if len(rows) % 2 else [])]
    return ["".join(_HALVES[pair] for pair in zip(*halves, strict=True)) for halves in zip(rows[::2], below, strict=True)]
