"""Everything about the proposal that is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.content import Content

from store import State, originals
from store.proposal_records import Proposal
from store.text import shown
from tui import present
from tui.i18n import _
from tui.proposals import proposal_words
from tui.widgets.lines import Line, Lines, fitted, wrapped

_FLAT: Final = 5
"""Rows up to which everything stands in one paragraph."""


class ProposalDetails(Lines):
    """A line for each thing; the words first, as much as fits."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"proposal-details--head", "proposal-details--quiet"}

    def __init__(self, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._state = state
        self._proposal: Proposal | None = None

    def show(self, proposal: Proposal | None, state: State) -> None:
        """Draws what is known about it; without one, what could be done."""
        self._proposal, self._state = proposal, state
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As much as fits."""
        one = self._proposal
        if one is None:
            told = _("↑ chooses in the list, Enter puts right what is chosen, F8 does everything else about it.")
            return [Line(row, "proposal-details--quiet") for row in wrapped(Content(told), width)]
        lines = self._flat(one, width) if height <= _FLAT else self._airy(one, width)
        return fitted(list(lines), width, height)

    def _flat(self, one: Proposal, width: int) -> Iterator[Line]:
        who = proposal_words.who(self._state, one.submitters, many=one.many)
        yield self._head(width, proposal_words.number(one), proposal_words.kind_name(one.kind), who)
        told = " · ".join((proposal_words.first_line(one.text), *facts(self._state, one)))
        yield from (Line(row) for row in wrapped(Content(told), width))

    def _airy(self, one: Proposal, width: int) -> Iterator[Line]:
        yield self._head(width, proposal_words.number(one), proposal_words.kind_name(one.kind))
        for line in proposal_words.lines(one.text):
            yield from (Line(row) for row in wrapped(Content(line), width))
        yield Line()
        for fact in (*raisers(self._state, one), *facts(self._state, one)):
            yield from (Line(row, "proposal-details--quiet") for row in wrapped(Content(fact), width))

    def _head(self, width: int, *parts: str) -> Line:
        told = " · ".join(filter(None, parts))
        return Line(Content(told).truncate(width, ellipsis=True, pad=True), "proposal-details--head")


def raisers(state: State, one: Proposal) -> Iterator[str]:
    """Everybody who raised it, a line each."""
    told = _("Raised by: {person}")
    yield from (told.format(person=proposal_words.submitter_name(state, person)) for person in one.submitters)
    if one.many:
        yield told.format(person=proposal_words.who(state, (), many=True))


def facts(state: State, one: Proposal) -> Iterator[str]:
    """What is said of a proposal besides its words."""
    if one.withdrawn:
        yield _("Withdrawn")
    if one.merged_into is not None and (whole := state.proposals.get(one.merged_into)):
        yield _("Merged into no. {number}").format(number=whole.number)
    yield _("Becomes: {state}").format(state=proposal_words.state_name(one.state))
    if one.recommendation is not None:
        yield _("The chair recommends: {state}").format(state=proposal_words.state_name(one.recommendation))
    yield _("Theme: {theme}").format(theme=proposal_words.theme_name(state.conference, one.theme) or _("none yet"))
    if one.addressee:
        yield _("For: {addressee}").format(addressee=shown(one.addressee))
    if one.due:
        yield _("By: {due}").format(due=shown(one.due))
    said = proposal_words.said_in(state, one.item, one.speech)
    yield " · ".join(filter(None, (said, present.minute(one.noted))))
    if one.response:
        yield _("Answer: {text}").format(text=proposal_words.first_line(one.response))
    for part in originals(state, one.id):
        yield f"⊂ {proposal_words.number(part)}: {proposal_words.first_line(part.text)}"
