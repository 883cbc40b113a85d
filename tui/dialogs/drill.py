"""F10, in a rehearsal: how fast its clock runs, whether it stands still; and at the end, how it went."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from textual.app import App

from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.drill import drill_words
from tui.drill.clock import SPEEDS
from tui.drill.drill import Drill
from tui.drill.part import Part
from tui.drill.results import results
from tui.i18n import _
from tui.window import Window


class _First(IntEnum):
    """What stands before the speeds, under its digit."""

    PAUSE = 0
    END = 1


async def ask_drill(app: App[Any], window: Window) -> bool:
    """Changes the clock; True if the rehearsal has been ended."""
    drill = window.drill
    if drill is None:
        return False
    clock = drill.clock
    first = [Entry(_("Go on") if clock.paused else _("Stand still")), Entry(_("End, and see how it went"))]
    speeds = [Entry(_("{n} times as fast as in earnest").format(n=speed)) for speed in SPEEDS]
    chosen = _First.PAUSE if clock.paused else len(first) + SPEEDS.index(clock.speed)
    place = await app.push_screen_wait(PickDialog(_("The rehearsal"), [*first, *speeds], chosen=chosen))
    if place == _First.PAUSE:
        clock.pause(not clock.paused)
    elif place == _First.END:
        await _show_results(app, window, drill)
    elif place is not None:
        clock.speed = SPEEDS[place - len(first)]
        clock.pause(False)
    return place == _First.END


async def ask_to_end(app: App[Any], window: Window) -> bool:
    """Before the window is closed; True if it is to be."""
    ends = await app.push_screen_wait(ConfirmDialog(_("End the rehearsal?"), _("End"))) is True
    if ends and window.drill is not None:
        await _show_results(app, window, window.drill)
    return ends


async def _show_results(app: App[Any], window: Window, drill: Drill) -> None:
    """What was learned; nothing of it is kept."""
    drill.clock.pause(True)
    store = window.store
    lines = drill_words.summary(results(drill, store.state, store.now()), store.state)
    await app.push_screen_wait(NoticeDialog(_("The rehearsal is over"), lines))


async def ask_part(app: App[Any]) -> Part | None:
    """What is to be rehearsed."""
    parts = {
        Part.DOOR: _("The entrance: people come, with badges and without; the hall goes on by itself"),
        Part.HALL: _("The hall: items and speakers; people come by themselves"),
    }
    title = _("Rehearse on a copy: this window closes, and opens again afterwards")
    place = await app.push_screen_wait(PickDialog(title, [Entry(words) for words in parts.values()]))
    return None if place is None else list(parts)[place]
