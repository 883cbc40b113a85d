"""Which proposals are listed: all that count, those of a kind, a theme, a unit, with certain words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from store import State, matches, standing_proposals
from store.proposal_records import Proposal, ProposalKind, ProposalState
from store.search import begins_words
from store.text import shown
from tui.i18n import N_, _
from tui.proposals import proposal_words


class Asks(StrEnum):
    """What a filter asks."""

    ALL = "all"
    UNSORTED = "unsorted"
    """Without a kind, or without a theme."""
    KIND = "kind"
    THEME = "theme"
    UNIT = "unit"
    STATE = "state"
    WORDS = "words"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Filter(NamedTuple):
    """One question, and which kind, theme, unit, state or words."""

    asks: Asks
    which: str = ""


EVERYTHING: Final = Filter(Asks.ALL)

_LABELS: Final = {
    Asks.ALL: N_("All that was raised: {n}"),
    Asks.UNSORTED: N_("Not sorted yet: {n}"),
    Asks.MERGED: N_("Merged into others: {n}"),
    Asks.WITHDRAWN: N_("Withdrawn: {n}"),
}


def is_unsorted(state: State, proposal: Proposal) -> bool:
    """Whether the quick pass has something to ask about it."""
    return proposal.kind is ProposalKind.UNSORTED or bool(state.conference.themes and not proposal.theme)


def fitting(state: State, filter: Filter) -> list[Proposal]:
    """Those that fit, in the order of their numbers."""
    match filter.asks:
        case Asks.WORDS:
            return matches(state, filter.which)
        case Asks.MERGED:
            return _in_order(one for one in state.proposals.values() if one.merged_into is not None)
        case Asks.WITHDRAWN:
            return _in_order(one for one in state.proposals.values() if one.withdrawn)
    fits = _FITS[filter.asks]
    return [one for one in standing_proposals(state) if fits(state, one, filter.which)]


_FITS: Final[dict[Asks, Callable[[State, Proposal, str], bool]]] = {
    Asks.ALL: lambda _state, _one, _which: True,
    Asks.UNSORTED: lambda state, one, _which: is_unsorted(state, one),
    Asks.KIND: lambda _state, one, which: one.kind == which,
    Asks.THEME: lambda _state, one, which: one.theme == which,
    Asks.UNIT: lambda state, one, which: which in units_of(state, one),
    Asks.STATE: lambda _state, one, which: one.state == which,
}


def _in_order(proposals: Iterable[Proposal]) -> list[Proposal]:
    return sorted(proposals, key=lambda one: one.number)


def units_of(state: State, proposal: Proposal) -> set[str]:
    """Whose it is, as units are called in a list."""
    return {proposal_words.unit(state, one) for one in proposal.submitters} - {""}


def counted(state: State) -> dict[Filter, int]:
    """Those that list something and how much, in the order in which they are offered."""
    found = standing_proposals(state)
    counts: Counter[Filter] = Counter(filter for one in found for filter in _asking_for(state, one))
    others = state.proposals.values()
    counts[Filter(Asks.MERGED)] = sum(one.merged_into is not None for one in others)
    counts[Filter(Asks.WITHDRAWN)] = sum(one.withdrawn for one in others)
    units = (filter for filter, _n in counts.most_common() if filter.asks is Asks.UNIT)
    ordered = (*_first(state), *units, Filter(Asks.MERGED), Filter(Asks.WITHDRAWN))
    return {EVERYTHING: len(found)} | {filter: counts[filter] for filter in ordered if counts[filter]}


def _asking_for(state: State, one: Proposal) -> Iterator[Filter]:
    """The filters that list it, besides those that list all."""
    if is_unsorted(state, one):
        yield Filter(Asks.UNSORTED)
    yield Filter(Asks.KIND, one.kind)
    yield Filter(Asks.THEME, one.theme)
    yield Filter(Asks.STATE, one.state)
    yield from (Filter(Asks.UNIT, unit) for unit in units_of(state, one))


def _first(state: State) -> Iterator[Filter]:
    yield Filter(Asks.UNSORTED)
    yield from (Filter(Asks.KIND, kind) for kind in proposal_words.KINDS)
    yield from (Filter(Asks.THEME, theme.id) for theme in state.conference.themes)
    yield from (Filter(Asks.STATE, one) for one in ProposalState if one is not ProposalState.NOTED)


class Choices:
    """What can be listed, found by a few letters; counted once."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._labels = {filter: label(state, filter, n) for filter, n in counted(state).items()}

    def __call__(self, query: str) -> list[tuple[str, Filter]]:
        """Those whose name has a word that begins so, for each word of it, and last whatever says those words."""
        named = [(name, filter) for filter, name in self._labels.items() if begins_words(query, name)]
        if not query.strip():
            return named
        said = Filter(Asks.WORDS, query)
        return [*named, (label(self._state, said, len(fitting(self._state, said))), said)]


def label(state: State, filter: Filter, n: int) -> str:
    """With how many it lists: `Kiến nghị: 12`."""
    if filter.asks in _LABELS:
        return _(_LABELS[filter.asks]).format(n=n)
    if filter.asks is Asks.WORDS:
        return _("With “{words}”: {n}").format(words=shown(filter.which), n=n)
    return f"{_name(state, filter)}: {n}"


def _name(state: State, filter: Filter) -> str:
    match filter.asks:
        case Asks.KIND:
            return proposal_words.kind_name(ProposalKind(filter.which))
        case Asks.STATE:
            return proposal_words.state_name(ProposalState(filter.which))
        case Asks.THEME:
            return proposal_words.theme_name(state.conference, filter.which)
    return shown(filter.which)
