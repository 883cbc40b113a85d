"""The quick pass: what is not sorted yet is shown one after the other; a digit gives the kind, another the theme."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ClassVar, NamedTuple

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from store import SortProposals, State, Undo, Verb
from store.proposal_records import Proposal, ProposalKind
from tui import places
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.dialogs.pick import Entries, digit_place, no_such_digit
from tui.dialogs.proposal_questions import kind_entries, theme_entries
from tui.i18n import _
from tui.proposals import proposal_words
from tui.proposals.proposal_filters import Asks, Filter, fitting
from tui.widgets.hint_line import KeyLine
from tui.window import Window


class _Step(NamedTuple):
    """One proposal, and what is asked about it."""

    place: int
    asks_theme: bool


class SortingPass(Dialog[None]):
    """Each digit is kept at once; Enter goes on to the next, Ctrl+Z back to the one before."""

    PLACE = places.SORTING
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "undo", show=False)]

    def __init__(self, window: Window, do: Callable[[Verb[Any]], Awaitable[bool]]) -> None:
        super().__init__()
        self._window, self._do = window, do
        self._ids = [one.id for one in fitting(window.store.state, Filter(Asks.UNSORTED))]
        self._step = _Step(0, asks_theme=False)
        self._done: list[_Step] = []
        """Where a digit was given, the last at the end."""
        self._list = Entries(kind_entries(), 0)
        self._turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Which one, its words, and what can be answered."""
        with Vertical(classes="dialog sorting"):
            yield plain("", id="which", classes="dialog-title")
            yield plain("", id="words")
            yield self._list
            yield key_line()

    def on_mount(self) -> None:
        """The first."""
        self._go_to(0)

    @property
    def _state(self) -> State:
        return self._window.store.state

    def _proposal(self, place: int) -> Proposal | None:
        """The one in this place, unless it was taken away meanwhile."""
        found = self._state.proposals.get(self._ids[place])
        return found if found is not None and found.stands else None

    def _go_to(self, place: int) -> None:
        """The next from there on of which something is lacking; behind the last it is over."""
        for later in range(place, len(self._ids)):
            proposal = self._proposal(later)
            if proposal is not None:
                kind_lacks = proposal.kind is ProposalKind.UNSORTED
                self._show(_Step(later, asks_theme=not kind_lacks))
                return
        self.dismiss()

    def _show(self, step: _Step) -> None:
        proposal = self._proposal(step.place)
        assert proposal is not None
        self._step = step
        who = proposal_words.who(self._state, proposal.submitters, many=proposal.many)
        place = f"{step.place + 1}/{len(self._ids)}"
        kind = proposal_words.kind_name(proposal.kind) if step.asks_theme else ""
        head = " · ".join(filter(None, (place, proposal_words.number(proposal), kind, who)))
        self._say("#which", head)
        self._say("#words", "\n".join(proposal_words.lines(proposal.text)))
        entries = theme_entries(self._state.conference) if step.asks_theme else kind_entries()
        self._list.show(entries, 0)
        asked = _("theme") if step.asks_theme else _("kind")
        told = _("A digit: its {asked} · ⏎ skip · Ctrl+Z back · Esc ends").format(asked=asked)
        self.query_one(KeyLine).show(told)

    def _say(self, id: str, text: str) -> None:
        self.query_one(id, Static).update(Content(text))

    # -- keys ----------------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A digit sorts, Enter skips."""
        if event.key in ("up", "down"):
            self._list.choose(self._list.place + (1 if event.key == "down" else -1))
        elif event.key in ("enter", "ctrl+j"):
            self._in_turn(self._skip)
        elif (place := digit_place(event)) is not None:
            self._in_turn(partial(self._pick, place))
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """Points at an answer."""
        if event.widget is self._list:
            place = self._list.top + event.get_content_offset_capture(self._list).y
            self._in_turn(partial(self._pick, place))

    def action_undo(self) -> None:
        """Takes back the last digit of this pass and asks again."""
        self._in_turn(self._undo)

    @work
    async def _in_turn(self, act: Callable[[], Awaitable[None]]) -> None:
        """A key means what is asked when those before it have been dealt with, however fast they come."""
        async with self._turn:
            if self.is_active:
                await act()

    async def _skip(self) -> None:
        self._go_to(self._step.place + 1)

    async def _pick(self, place: int) -> None:
        step, proposal = self._step, self._proposal(self._step.place)
        if proposal is None:
            self._go_to(step.place + 1)
        elif not 0 <= place < len(self._list.entries):
            self.refuse(no_such_digit(len(self._list.entries)))
        elif await self._do(self._verb(proposal, step, place)):
            self._done.append(step)
            self._go_on(step)

    async def _undo(self) -> None:
        if not self._done:
            self.refuse(_("Nothing was sorted yet in this pass"))
        elif await self._do(Undo()):
            step = self._done.pop()
            if self._proposal(step.place) is None:
                self._go_to(step.place)
            else:
                self._show(step)

    def _verb(self, proposal: Proposal, step: _Step, place: int) -> Verb[Any]:
        if step.asks_theme:
            return SortProposals(proposals=(proposal.id,), theme=self._state.conference.themes[place].id)
        return SortProposals(proposals=(proposal.id,), kind=list(proposal_words.KINDS)[place])

    def _go_on(self, step: _Step) -> None:
        """To the theme, where it lacks one; else to the next."""
        proposal = self._proposal(step.place)
        lacks_theme = proposal is not None and not proposal.theme and bool(self._state.conference.themes)
        if lacks_theme and not step.asks_theme:
            self._show(step._replace(asks_theme=True))
        else:
            self._go_to(step.place + 1)
