"""An answer to a proposal, or where it is split: several lines, asked for in a dialog above what is being written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from textual.app import App

from store import Aim, AnswerProposal, Aside, SplitProposal, Verb
from tui.dialogs.editor import EditorDialog
from tui.dialogs.proposal_questions import title_of
from tui.i18n import N_, _
from tui.window import Window

_ASKED: Final = {
    Aim.ANSWER: (N_("save"), N_("What is answered to it")),
    Aim.SPLIT: (N_("split"), N_("What stands behind the cursor becomes one of its own")),
}


async def ask_aside(app: App[Any], window: Window, aside: Aside, typed: Callable[[str], None]) -> Verb[Any] | None:
    """What saves it; None if it was left. `typed` hears every letter. The proposal is there."""
    verb, detail = _ASKED[aside.aim]
    title = title_of(window.store.state.proposals[aside.proposal])
    dialog = EditorDialog(title, aside.text, _(verb), detail=_(detail), typed=typed)
    told = await app.push_screen_wait(dialog)
    if told is None:
        return None
    if aside.aim is Aim.ANSWER:
        return AnswerProposal(proposal=aside.proposal, response=told.text)
    return SplitProposal(proposal=aside.proposal, id=window.store.mint(), text=told.after, rest=told.before)
