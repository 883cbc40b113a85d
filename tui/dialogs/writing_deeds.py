"""F7 and F8 while nothing is chosen: what goes with the text that is being written, and what concerns them all."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from textual.app import App

from store import Draft, State
from store.proposal_records import ProposalKind
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.proposal_questions import Raised, ask_addressee, ask_kind, ask_submitters, ask_theme
from tui.i18n import _
from tui.proposals.proposal_filters import Asks, Filter, fitting
from tui.window import Window


class Deed(Enum):
    """What the screen does itself."""

    SORT = "sort"
    DISCARD = "discard"
    CONFERENCE = "conference"


class Told(NamedTuple):
    """What a person has said of the text being written."""

    fields: dict[str, Any]
    raised: Raised | None = None


async def ask_writing_deed(app: App[Any], window: Window, draft: Draft) -> Deed | Told | None:
    """What is done with the text being written, or with all that was raised."""
    unsorted = len(fitting(window.store.state, Filter(Asks.UNSORTED)))
    entries = [
        Entry(_("Sort quickly what is not sorted yet: {n}").format(n=unsorted), "" if unsorted else _("all are")),
        Entry(_("Kind and theme of what is being written…")),
        Entry(_("Who raises it…")),
        Entry(_("Addressed or given to, by when…")),
        Entry(_("Throw away what is being written"), "" if draft.text.strip() else _("nothing is written")),
        Entry(_("The conference: everything else…")),
    ]
    title = _("What is being written")
    match await app.push_screen_wait(PickDialog(title, entries)):
        case 0:
            return Deed.SORT
        case 1:
            return await _sorted(app, window.store.state, title, draft)
        case 2:
            raised = await ask_submitters(app, window, title, Raised(draft.submitters, draft.many))
            return None if raised is None else Told({}, raised)
        case 3:
            return await _addressed(app, window.store.state, title, draft, draft.kind)
        case 4:
            return Deed.DISCARD
        case 5:
            return Deed.CONFERENCE
    return None


async def ask_everything(app: App[Any], window: Window, draft: Draft) -> Told | None:
    """F7: kind and theme, and whom it is for where the kind has that; then it is written down."""
    title, state = _("Another one, sorted at once"), window.store.state
    told = await _sorted(app, state, title, draft)
    if told is None:
        return None
    kind = told.fields["kind"]
    if kind not in (ProposalKind.PETITION, ProposalKind.TASK):
        return told
    addressed = await _addressed(app, state, title, draft, kind)
    return told if addressed is None else Told(told.fields | addressed.fields)


async def _sorted(app: App[Any], state: State, title: str, draft: Draft) -> Told | None:
    kind = await ask_kind(app, title, draft.kind)
    if kind is None:
        return None
    theme = await ask_theme(app, title, state.conference, draft.theme)
    return Told({"kind": kind} | ({} if theme is None else {"theme": theme}))


async def _addressed(app: App[Any], state: State, title: str, draft: Draft, kind: ProposalKind) -> Told | None:
    told = await ask_addressee(app, title, state.conference, kind, draft.addressee, draft.due)
    return None if told is None else Told(told)
