"""After a gap in the program's life: how that time is counted. Asked once; only a person knows what the hall did."""

from __future__ import annotations

from typing import Any

from textual.app import App

from store import GapChoice, Recover, RecoveryQuestion, State
from tui import present
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _
from tui.podium import day_words, speaker_words
from tui.podium.notices import gap_sentence

_CHOICES = (GapChoice.RAN_ON, GapChoice.PAUSED, GapChoice.STOPPED)


async def ask_recovery(app: App[Any], state: State, gap: RecoveryQuestion) -> Recover | None:
    """None leaves it open: the question stays."""
    labels = (_("It went on: count it"), _("It stood still: do not count it"), _("It had ended at {time}"))
    entries = [Entry(label.format(time=present.minute(gap.since))) for label in labels]
    title = " · ".join(filter(None, (gap_sentence(gap), _what_ran(state, gap))))
    place = await app.push_screen_wait(PickDialog(title, entries))
    return None if place is None else Recover(since=gap.since, until=gap.until, choice=_CHOICES[place])


def _what_ran(state: State, gap: RecoveryQuestion) -> str:
    if gap.speech is not None and gap.speech in state.speeches:
        return speaker_words.who(state, state.speeches[gap.speech])
    return day_words.title(state.agenda[gap.item]) if gap.item is not None and gap.item in state.agenda else ""
