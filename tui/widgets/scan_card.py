"""The answer card: what just happened to whom, to be read at arm's length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.content import Content
from textual.messages import Update
from textual.timer import Timer

from store.text import shown
from tui import keys
from tui.door.cards import Card, ready_card
from tui.i18n import _
from tui.present import Tone
from tui.widgets.colours import on_colour
from tui.widgets.lines import Line, Lines, wrapped

FLASH_S: Final = 0.18
"""How long a new answer is drawn reversed: the same answer twice must be seen to be two."""


class ScanCard(Lines):
    """Draws one card; its tone is a class of the widget."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "scan-card--headline",
        "scan-card--name",
        "scan-card--advice",
        "scan-card--quiet",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, classes=_tone_class(Tone.PLAIN))
        self.card = ready_card()
        self._flash: Timer | None = None

    def show(self, card: Card) -> None:
        """Draws `card` instead of what was there, visibly anew."""
        answered = self.card.tone is not Tone.PLAIN and card.tone is not Tone.PLAIN
        self.card = card
        if self._flash is not None:
            self._flash.stop()
        self._flash = self.set_timer(FLASH_S, self._dress) if answered else None
        self._dress("-flash" if answered else "")
        self.redraw()
        if self.size:
            # Left to itself the widget tells the screen later, when other work has been begun. Of one that is not laid
            # out yet the screen must not hear: it would never be told its size.
            self.screen.post_message(Update(self))

    def _dress(self, flash: str = "") -> None:
        """All at once: each class by itself would look through all styles once more."""
        self.set_classes(f"{_tone_class(self.card.tone)} {flash}")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Headline, name, then what fits, the undo key always last."""
        undo = self._undo_line()
        room = max(height - (undo is not None), 0)
        body = self._ready(width, height) if self.card.tone is Tone.PLAIN else self._answer(width, room)
        if undo is None:
            return body[:height]
        return [*body[:room], *[Line()] * (room - len(body)), undo]

    def _ready(self, width: int, height: int) -> list[Line]:
        middle = [
            Line(Content(self.card.headline).center(width), "scan-card--advice"),
            Line(),
            *(Line(row.center(width), "scan-card--quiet") for row in wrapped(Content(self.card.advice), width)),
        ]
        return [*[Line()] * max((height - len(middle)) // 2, 0), *middle]

    def _answer(self, width: int, room: int) -> list[Line]:
        """As airy as there is room for."""
        for blank, band in ((1, 1), (0, 1)):
            lines = list(self._facts(width, blank=blank, band=band))
            if len(lines) <= room:
                return lines
        return list(self._facts(width, blank=0, band=0))

    def _facts(self, width: int, *, blank: int, band: int) -> Iterator[Line]:
        """The name stands on a band of its own, so many rows higher above and below."""
        card, inner = self.card, width - 2
        gap, edge = [Line()] * blank, [Line(style="scan-card--name")] * band
        yield from self._padded(card.headline, inner, "scan-card--headline")
        if card.name:
            yield from (*edge, *self._padded(card.name, inner, "scan-card--name"), *edge)
        yield from self._padded(card.advice, inner, "scan-card--advice")
        yield from gap if card.advice else ()
        yield from self._padded(card.instead, inner)
        yield from self._padded(card.post, inner)
        if card.category is not None:
            name = Content.styled(f" {shown(card.category.name)} ", on_colour(card.category.colour))
            yield Line(Content(" ") + name.truncate(inner, ellipsis=True))
            yield from gap
        yield from self._padded(card.facts, inner)
        if card.gets:
            yield from self._padded(_("Given: {things}").format(things=card.gets), inner, "scan-card--advice")
        if card.note:
            yield from self._padded(_("Note: {note}").format(note=card.note), inner, "scan-card--advice")

    def _padded(self, text: str, width: int, style: str = "") -> Iterator[Line]:
        for row in wrapped(Content(text), width) if text else ():
            yield Line(Content(" ") + row, style)

    def _undo_line(self) -> Line | None:
        if not self.card.undoable:
            return None
        return Line(Content(f" {keys.UNDO.shown} {keys.UNDO.hint.lower()}"), "scan-card--quiet")


def _tone_class(tone: Tone) -> str:
    return f"-{tone}"
