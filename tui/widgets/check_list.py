"""What is to be ready, a row each; under what is not, what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.content import Content
from textual.geometry import Size

from tui.readiness.checks import Check, Mark
from tui.widgets.lines import Line, cell, wrapped
from tui.widgets.long_list import GUTTER, Items, LongList

_GLYPH: Final = 2
_LABEL: Final = 13
"""Columns: the mark, then what is looked at."""


class CheckList(LongList):
    """The marks have their colours, but on the chosen row, which has one of its own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "check-list--advice",
        *(f"check-list--{mark.name.lower()}" for mark in Mark),
    }

    def __init__(self) -> None:
        super().__init__()
        self._checks: Sequence[Check] = ()

    def show_checks(self, checks: Sequence[Check], place: int) -> None:
        """Draws these."""
        self._checks = checks
        self.show(Items(len(checks), self._draw, self._height), place)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Of all of them."""
        return sum(self._height(place, width - GUTTER) for place in range(len(self._checks)))

    def _height(self, place: int, width: int) -> int:
        return 1 + len(_advice(self._checks[place], width))

    def _item(self, place: int, width: int) -> Iterator[Line]:
        found, *advice = super()._item(place, width)
        yield found
        yield from (line if line.style else line._replace(style="check-list--advice") for line in advice)

    def _draw(self, place: int, width: int) -> list[Content]:
        check = self._checks[place]
        glyph = cell(check.mark.value, _GLYPH)
        if place != self.place:
            name = f"check-list--{check.mark.name.lower()}"
            glyph = glyph.stylize(self.get_visual_style(name, partial=True))
        return [glyph + cell(check.subject.label, _LABEL) + Content(check.found), *_advice(check, width)]


def _advice(check: Check, width: int) -> list[Content]:
    """Only of what is not ready; the rest is said of the chosen row alone, under the list."""
    if check.mark is not Mark.AMISS:
        return []
    indent = " " * (_GLYPH + _LABEL)
    first, *rest = wrapped(Content(f"→ {check.advice}"), width - len(indent))
    return [Content(indent) + first, *(Content(f"{indent}  ") + row for row in rest)]
