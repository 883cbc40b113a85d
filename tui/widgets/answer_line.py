"""The answer in one row, where the work is writing and not a queue of people."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tui import keys
from tui.present import Tone
from tui.widgets.lines import Line
from tui.widgets.scan_card import ScanCard


class AnswerLine(ScanCard):
    """What a card says, as far as there is room: headline, name, advice, and how to take it back."""

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """One row."""
        card = self.card
        if card.tone is Tone.PLAIN:
            told = " · ".join(filter(None, (card.headline, card.advice)))
            return [Line(Content(f" {told}").truncate(width, ellipsis=True), "scan-card--quiet")]
        undo = f" · {keys.UNDO.shown} {keys.UNDO.hint.lower()}" if card.undoable else ""
        told = " · ".join(filter(None, (card.headline, card.name, card.instead, card.advice, card.facts)))
        room = max(width - len(undo), 0)
        return [Line(Content(f" {told}").truncate(room, ellipsis=True) + Content(undo), "scan-card--headline")]
