"""The line under the editor: what is filled in by itself, who raised it first. A click asks who it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from store.proposal_records import ProposalKind
from store.text import shown
from tui import present
from tui.i18n import _
from tui.proposals import proposal_words
from tui.proposals.notebook import Notebook
from tui.widgets.lines import Line, Lines


class WritingLine(Lines):
    """One row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"writing-line--who", "writing-line--edits"}

    class Pressed(Message):
        """It was clicked."""

    def __init__(self, notebook: Notebook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notebook = notebook

    def show(self) -> None:
        """Draws what goes with the text now."""
        self.redraw()

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """Who, then the rest, as far as there is room."""
        who = Content.styled(f" {self._who()} ", self.get_visual_style("writing-line--who", partial=True))
        rest = Content(" · ".join(filter(None, self._rest())))
        edits = self._notebook.writing.editing is not None
        row = (who + rest).truncate(width, ellipsis=True, pad=True)
        return [Line(row, "writing-line--edits" if edits else "")]

    def _who(self) -> str:
        draft = self._notebook.writing.draft
        who = proposal_words.who(self._notebook.state, draft.submitters, many=draft.many)
        return who or _("Nobody has the floor: F8 or a scan says who")

    def _rest(self) -> Iterator[str]:
        draft, state = self._notebook.writing.draft, self._notebook.state
        if draft.kind is not ProposalKind.UNSORTED:
            yield proposal_words.kind_name(draft.kind)
        yield shown(draft.addressee)
        yield shown(draft.due)
        if self._notebook.writing.is_begun:
            yield present.minute(draft.noted)
        yield proposal_words.said_in(state, draft.item, draft.speech)
        yield proposal_words.theme_name(state.conference, draft.theme)

    def on_click(self, _event: events.Click) -> None:
        """Asks who raised it."""
        self.post_message(self.Pressed())
