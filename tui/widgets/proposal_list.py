"""What was raised: one row each, of any number, the latest at the bottom; only the rows in view are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message

from store.proposal_records import Proposal
from tui.blank import Blank
from tui.i18n import _
from tui.proposals import proposal_words
from tui.proposals.notebook import Notebook, Side
from tui.proposals.proposal_filters import EVERYTHING, label
from tui.widgets.blanks import Blanks
from tui.widgets.lines import Line, cell

_WHEEL: Final = 3
"""Rows a notch of the wheel scrolls."""
_MARK, _NUMBER, _STATE, _KIND = 2, 4, 2, 12


class _Widths(NamedTuple):
    theme: int
    who: int


_NARROW: Final = _Widths(10, 17)
_WIDE: Final = _Widths(20, 24)
_WIDE_FROM: Final = 100


class ProposalList(Blanks):
    """Follows a `Notebook`. A click points at a row; the wheel scrolls and chooses nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "proposal-list--chosen",
        "proposal-list--edited",
        "proposal-list--quiet",
    }

    class Clicked(Message):
        """Somebody pointed at a row."""

        def __init__(self, proposal: int) -> None:
            super().__init__()
            self.proposal = proposal

    def __init__(self, notebook: Notebook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notebook = notebook
        self._top: int | None = None
        """The first row in view; None for as far down as it goes."""
        self._in_view: object = None
        """What was chosen when the view was last made to follow."""
        self._title = ""

    @property
    def page(self) -> int:
        """Rows that Page Up goes back by."""
        return max(self.size.height - 1, 1)

    def show(self) -> None:
        """Draws what is listed, or what has become of it."""
        notebook = self._notebook
        title = label(notebook.state, notebook.filter, len(notebook.rows))
        if title != self._title:
            # Even the same title set again would paint everything.
            self._title = self.border_title = title
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows in view."""
        rows = self._notebook.rows
        if not rows:
            return list(self.blank(self._instead(), width))
        top = self._first(height)
        widths = _WIDE if width >= _WIDE_FROM else _NARROW
        return [self._row(one, width, widths) for one in rows[top : top + height]]

    def _instead(self) -> Blank:
        if self._notebook.filter != EVERYTHING:
            return Blank(_("Nothing fits this filter"), _("Esc shows all"))
        return Blank(_("Nothing has been noted yet"), _("Write below what is said; F9 saves it and the next is ready"))

    def _first(self, height: int) -> int:
        rows, chosen = self._notebook.rows, self._listed()
        last = max(len(rows) - height, 0)
        looked = (chosen.id if chosen else None, height, len(rows), self._notebook.filter)
        if looked != self._in_view:
            self._in_view = looked
            self._follow(chosen, height, last)
        return last if self._top is None else max(min(self._top, last), 0)

    def _follow(self, chosen: Proposal | None, height: int, last: int) -> None:
        if chosen is None:
            self._top = None
            return
        place = self._notebook.rows.index(chosen)
        self._top = min(max(last if self._top is None else self._top, place - height + 1), place)

    def _listed(self) -> Proposal | None:
        return self._notebook.chosen if self._notebook.side is Side.LISTED else None

    def _row(self, one: Proposal, width: int, widths: _Widths) -> Line:
        state, chosen = self._notebook.state, self._listed()
        edited = one.id == self._notebook.writing.editing
        kind = proposal_words.kind_mark(one.kind)
        text = max(width - _MARK - _NUMBER - _STATE - _KIND - widths.theme - widths.who - 2, 0)
        mark = "▶" if one is chosen else "✎" if edited else ""
        columns = (
            cell(mark, _MARK),
            cell(str(one.number), _NUMBER),
            cell(proposal_words.state_sign(one), _STATE),
            cell(f"{kind.glyph} {kind.word}", _KIND - 1) + Content(" "),
            cell(proposal_words.theme_name(state.conference, one.theme) or "–", widths.theme) + Content(" "),
            cell(proposal_words.first_line(one.text), text) + Content(" "),
            cell(proposal_words.short_who(state, one.submitters, many=one.many), widths.who),
        )
        return Line(Content("").join(columns), self._style(one, chosen=one is chosen, edited=edited))

    def _style(self, one: Proposal, *, chosen: bool, edited: bool) -> str:
        if chosen or edited:
            return f"proposal-list--{'chosen' if chosen else 'edited'}"
        if not one.stands:
            return "proposal-list--quiet"
        return ""

    # -- mouse ---------------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Points at the row under the pointer."""
        rows = self._notebook.rows
        place = self._first(self.size.height) + event.get_content_offset_capture(self).y
        if place < len(rows):
            self.post_message(self.Clicked(rows[place].id))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Looks further down; what is chosen stays chosen."""
        self._scroll(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Looks further up."""
        self._scroll(event, -_WHEEL)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        last = max(len(self._notebook.rows) - self.size.height, 0)
        top = max(min(self._first(self.size.height) + by, last), 0)
        self._top = None if top == last else top
        self.redraw()
