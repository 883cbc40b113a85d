"""What says much the same as what is being written: a row each, to be chosen instead of writing it twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from store.proposal_records import Proposal
from tui.proposals import proposal_words
from tui.proposals.notebook import Notebook, Side
from tui.widgets.lines import Line, Lines, cell

_NUMBER = 7


class AlikeList(Lines):
    """As many rows as there are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"alike-list--chosen", "alike-list--sign"}

    class Clicked(Message):
        """Somebody pointed at a row."""

        def __init__(self, proposal: int) -> None:
            super().__init__()
            self.proposal = proposal

    def __init__(self, notebook: Notebook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notebook = notebook
        self._rows = 0

    def show(self) -> None:
        """Draws what was found."""
        rows = len(self._notebook.alike)
        if rows != self._rows:
            self._rows = rows
            self.refresh(layout=True)
        self.redraw()

    def get_content_height(self, _container: Size, _viewport: Size, _width: int) -> int:
        """A row each."""
        return len(self._notebook.alike)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The number, who raised it, and the words as far as there is room."""
        chosen = self._notebook.chosen if self._notebook.side is Side.ALIKE else None
        return [self._row(one, width, chosen=one is chosen) for one in self._notebook.alike[:height]]

    def _row(self, one: Proposal, width: int, *, chosen: bool) -> Line:
        sign = Content.styled("≈ ", self.get_visual_style("alike-list--sign", partial=True))
        who = proposal_words.short_who(self._notebook.state, one.submitters, many=one.many)
        told = " – ".join(filter(None, (who, proposal_words.first_line(one.text))))
        head = cell("▶" if chosen else "", 2) + sign + cell(proposal_words.number(one), _NUMBER)
        row = head + cell(told, max(width - head.cell_length, 0))
        return Line(row, "alike-list--chosen" if chosen else "")

    def on_click(self, event: events.Click) -> None:
        """Points at the row under the pointer."""
        place = event.get_content_offset_capture(self).y
        if place < len(self._notebook.alike):
            self.post_message(self.Clicked(self._notebook.alike[place].id))
