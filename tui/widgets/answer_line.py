"""The answer in one row: where the work is writing and not a queue of people, and where a dialog hides the card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer

from tui import keys
from tui.door.cards import Card
from tui.present import Tone
from tui.widgets.lines import Line, fitted, parted
from tui.widgets.scan_card import ScanCard

_MOST_ROWS: Final = 2


class AnswerLine(ScanCard):
    """What a card says, as far as there is room: headline, name, advice, and how to take it back."""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """One row, or two where there is room."""
        card = self.card
        if card.tone is Tone.PLAIN:
            told = " · ".join(filter(None, (card.headline, card.advice)))
            return [Line(Content(f" {told}").truncate(width, ellipsis=True), "scan-card--quiet")]
        undo = f" · {keys.UNDO.shown} {keys.UNDO.hint.lower()}" if card.undoable else ""
        room = max(width - len(undo), 0)
        told = self._told(room)
        rows = [Content(told)] if height == 1 else parted(told, room - 1)
        cut = [Content(" ") + row.truncate(room - 1, ellipsis=True) for row in rows]
        lines = fitted([Line(row, "scan-card--headline") for row in cut], room, height)
        return [*lines[:-1], lines[-1]._replace(content=lines[-1].content + Content(undo))]

    def _told(self, room: int) -> str:
        """All of it; where that is too long, of a refusal the sentence and not the word above it."""
        card = self.card
        told = " · ".join(filter(None, (card.headline, card.name, card.instead, card.advice, card.facts)))
        if Content(told).cell_length < room or card.tone is not Tone.BAD or card.name or not card.advice:
            return told
        return f"{card.headline.split()[0]} {card.advice}"


class Above(AnswerLine):
    """The answer at the upper edge of a dialog that hides the card, for as long as it is news."""

    def __init__(self) -> None:
        super().__init__(id="above")
        self._end: Timer | None = None

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """A row, or a second for the rest."""
        return min(len(parted(self._told(width), width - 1)), _MOST_ROWS)

    def tell(self, card: Card, seconds: float) -> None:
        """Says it now, whatever was said before."""
        self.show(card)
        self.refresh(layout=True)
        if self._end is not None:
            self._end.stop()
        self._end = self.set_timer(seconds, self.remove)


def tell_above(top: Screen[Any], card: ScanCard, seconds: float) -> None:
    """Says what is on the card where it can be read, if what is on top covers it."""
    covering = (child for child in top.children if not isinstance(child, Above))
    if card.region and not any(child.region.overlaps(card.region) for child in covering):
        return
    there = list(top.query(Above))
    if not there:
        top.mount(*(there := [Above()]))
    there[0].tell(card.card, seconds)
