"""How many are here: in total and by category, as bars in the categories' colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.content import Content

from store import HeadCount, State
from store.records import Category, CountSource
from store.text import shown
from tui import present
from tui.i18n import _
from tui.widgets.colours import on_colour
from tui.widgets.lines import Line, Lines, cell, fitted, parted

_ROOMY: Final = 20
"""Rows from which on the bars stand apart."""


class HeadCounts(Lines):
    """Bars and numbers, and apart from them who was not summoned."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"head-counts--total", "head-counts--quiet", "head-counts--rest"}

    def __init__(self, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._state = state

    def show(self, state: State) -> None:
        """Draws what `state` counts."""
        self._state = state
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The total, the categories in protocol order, the rest in words; the rest as far as it fits."""
        total = self._state.head_count()
        gap = [Line()] if height >= _ROOMY else []
        lines = [Line(cell(present.head_count(total), width), "head-counts--total"), *gap]
        for category in self._state.conference.categories:
            lines += [self._bar(category, width), *gap]
        words = (row for text in (*_rest(total), *_told(self._state)) for row in parted(text, width) if text)
        rest = [Line(row, "head-counts--quiet") for row in words]
        blank = [Line()] if not gap and len(lines) + len(rest) < height else []
        return fitted([*lines, *blank, *rest], width, height)

    def _bar(self, category: Category, width: int) -> Line:
        """Name and figures, on the category's colour as far as its people are here."""
        count = self._state.category_count(category.id)
        figures = f" {count.present}/{count.summoned} "
        text = cell(f" {shown(category.short)}", width - len(figures)) + Content(figures)
        filled = _filled(count.rate or 0.0, width)
        return Line(text.stylize(on_colour(category.colour), 0, filled), "head-counts--rest")


def _filled(share: float, width: int) -> int:
    """Cells; somebody present is always seen, and so is somebody missing."""
    cells = round(share * width)
    return min(max(cells, 1), width - 1) if 0 < share < 1 else cells


def _told(state: State) -> Iterator[str]:
    """The latest number counted by hand, and the latest told by the door."""
    for source in CountSource:
        counts = [count for count in state.hand_counts.values() if count.source is source]
        if counts:
            last = max(counts, key=lambda count: count.id)
            yield f"{present.hand_count(source, last.people)} ({present.minute(last.at)})"


def _rest(total: HeadCount) -> Iterator[str]:
    """What the bars do not show, each only if there is any."""
    told = (
        (total.not_arrived, _("Not arrived {n}")),
        (total.substitutes, _("By substitute {n}")),
        (total.excused, _("Excused {n}")),
        (total.unexcused, _("Unexcused {n}")),
        (total.late, _("Late {n}")),
        (total.left, _("Left {n}")),
    )
    yield " · ".join(text.format(n=n) for n, text in told if n)
    apart = ((total.walk_ins, _("Walk-ins {n}")), (total.service, _("Service {n}")))
    yield " · ".join("+ " + text.format(n=n) for n, text in apart if n)
