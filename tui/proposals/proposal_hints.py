"""What the line under the editor says: what F9 and Enter will do. Pure."""

from __future__ import annotations

from store import State, standing_proposals
from tui.i18n import _
from tui.podium.podium_hints import Hint
from tui.proposals import proposal_words
from tui.proposals.notebook import Notebook, Side
from tui.proposals.proposal_filters import Asks, Filter, fitting


def hint(notebook: Notebook) -> Hint:
    """One sentence, and whether something would be done."""
    chosen = notebook.chosen
    if chosen is not None and notebook.side is Side.ALIKE:
        return Hint(_("F9 merge into no. {number} · Tab another · Esc write it apart").format(number=chosen.number))
    if chosen is not None:
        told = _("⏎ put right no. {number} · F8 more · Esc back to writing")
        if notebook.writing.is_changed:
            told = _("F8 more about no. {number} · Esc back to writing")
        return Hint(told.format(number=chosen.number))
    return _written(notebook)


def _written(notebook: Notebook) -> Hint:
    editing = notebook.writing.editing
    if editing is not None:
        number = notebook.state.proposals[editing].number
        return Hint(_("F9 save no. {number} · ⏎ new line · Esc leave it as it was").format(number=number))
    if not notebook.writing.is_begun:
        told = _("Write what is said · F9 saves · ↑ list · a scan or F8 says who")
        return Hint(told, acts=False)
    if notebook.alike:
        return Hint(_("F9 save · Tab: merge into one like it · F8 who, kind, theme"))
    return Hint(_("F9 save · ⏎ new line · F8 who, kind, theme"))


def ready(state: State) -> tuple[str, str]:
    """What stands where an answer would: how much there is, and what is left to be done."""
    unsorted = len(fitting(state, Filter(Asks.UNSORTED)))
    left = _("{n} not sorted yet: F8, then 1").format(n=unsorted) if unsorted else ""
    return proposal_words.how_many(len(standing_proposals(state))), left
