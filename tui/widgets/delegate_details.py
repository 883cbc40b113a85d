"""Everything about the delegate who is chosen; with nobody chosen, what is left to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.content import Content

from store import State
from store.records import DelegateId
from store.text import shown
from tui import present
from tui.delegates.delegate_words import Details, details, left_to_do
from tui.delegates.filters import Roll
from tui.i18n import _
from tui.present import Tone
from tui.widgets.colours import on_colour
from tui.widgets.lines import Line, Lines, fitted, parted

_FLAT: Final = 4
"""Rows up to which everything stands in one paragraph."""

_TONES: Final = {
    Tone.GOOD: "delegate-details--good",
    Tone.AGAIN: "delegate-details--again",
    Tone.BAD: "delegate-details--bad",
}


class DelegateDetails(Lines):
    """One paragraph where there are few rows, else a line for each thing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "delegate-details--name",
        "delegate-details--to-do",
        "delegate-details--quiet",
        *_TONES.values(),
    }

    def __init__(self, roll: Roll, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._roll = roll
        self._state = state
        self._delegate: DelegateId | None = None

    def show(self, delegate: DelegateId | None, state: State) -> None:
        """Draws what is known about somebody, or what is left to do."""
        self._delegate, self._state = delegate, state
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As much as fits."""
        delegate = self._state.delegates.get(self._delegate) if self._delegate is not None else None
        flat = height <= _FLAT
        if delegate is None:
            lines = self._nobody(width, flat=flat)
        else:
            told = details(delegate, self._state)
            lines = _paragraph(told, width) if flat else self._all(told, width)
        return fitted(list(lines), width, height)

    def _nobody(self, width: int, *, flat: bool) -> Iterator[Line]:
        to_do = left_to_do(self._roll)
        if flat:
            count = present.head_count(self._state.head_count())
            yield from _rows(" · ".join((count, *to_do)), width, "delegate-details--quiet")
            return
        yield Line()
        for text in to_do:
            yield from _rows(text, width, "delegate-details--to-do")
        yield Line()
        advice = _("Scan a badge, or type a number or a name")
        yield from _rows(advice, width, "delegate-details--quiet")

    def _all(self, told: Details, width: int) -> Iterator[Line]:
        band = Line(style="delegate-details--name")
        yield from (band, *_rows(told.person, width, "delegate-details--name"), band)
        yield from _rows(told.state, width, _TONES.get(told.tone, ""))
        yield from _rows(told.to_do, width, "delegate-details--to-do")
        yield from _rows(told.post, width)
        if told.category is not None:
            name = Content.styled(f" {shown(told.category.name)} ", on_colour(told.category.colour))
            yield Line(Content(" ") + name.truncate(max(width - 2, 1), ellipsis=True))
        yield from _rows(told.facts, width)
        yield from _rows(told.more, width)
        yield from _rows(told.badge, width)
        if told.note:
            yield from _rows(_("Note: {note}").format(note=told.note), width, "delegate-details--to-do")


def _paragraph(told: Details, width: int) -> Iterator[Line]:
    """What the row of the list does not say, the most pressing first."""
    note = _("Note: {note}").format(note=told.note) if told.note else ""
    text = " · ".join(filter(None, (told.to_do, told.state, told.badge, told.facts, told.more, note)))
    return _rows(text, width)


def _rows(text: str, width: int, style: str = "") -> Iterator[Line]:
    for row in parted(text, max(width - 2, 1)) if text else ():
        yield Line(Content(" ") + row, style)
