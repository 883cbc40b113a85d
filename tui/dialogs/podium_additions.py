"""F7 on the moderator's screen: somebody more on the list, somebody who speaks at once, an item more on the agenda."""

from __future__ import annotations

from typing import Any

from textual.app import App

from store import AddItem, GiveFloor, QueueSpeech, SpeechKind, Verb
from tui.dialogs.item_form import ask_item, ask_kind
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.speakers import ask_matter, ask_outsider, ask_speaker
from tui.i18n import _
from tui.podium import speaker_words
from tui.podium.outlook import Outlook
from tui.window import Window


async def ask_podium_addition(
    app: App[Any], window: Window, outlook: Outlook, *, name: str, after: int | None
) -> Verb[Any] | None:
    """`name` is what was typed in vain; a new item comes behind `after`, else behind what runs."""
    entries = [
        Entry(_("Somebody to the list of speakers…")),
        Entry(_("Somebody unknown speaks now, named later")),
        Entry(_("A prepared presentation…")),
        Entry(_("An item of the agenda…")),
        Entry(_("A point of order…")),
    ]
    match await app.push_screen_wait(PickDialog(_("Add"), entries)):
        case 0:
            who = await _who(app, window, entries[0].label.rstrip("…"), name)
            return None if who is None else QueueSpeech(id=window.store.mint(), **who)
        case 1:
            return GiveFloor(id=window.store.mint())
        case 2:
            return await _presentation(app, window, name)
        case 3:
            return await _item(app, window, outlook, after)
        case 4:
            who = await ask_speaker(app, window, speaker_words.kind_name(SpeechKind.POINT_OF_ORDER))
            kind = SpeechKind.POINT_OF_ORDER
            return None if who is None else QueueSpeech(id=window.store.mint(), kind=kind, **who)
    return None


async def _who(app: App[Any], window: Window, title: str, name: str) -> dict[str, Any] | None:
    """Whoever was typed in vain is nobody on the list of delegates."""
    return await ask_outsider(app, title, name) if name else await ask_speaker(app, window, title)


async def _presentation(app: App[Any], window: Window, name: str) -> Verb[Any] | None:
    title = _("A prepared presentation")
    who = await _who(app, window, title, name)
    if who is None:
        return None
    told = await ask_matter(app, title, "", None, _("Add"))
    if told is None:
        return None
    topic, minutes = told
    return QueueSpeech(id=window.store.mint(), kind=SpeechKind.PREPARED, topic=topic, minutes=minutes, **who)


async def _item(app: App[Any], window: Window, outlook: Outlook, after: int | None) -> Verb[Any] | None:
    kind = await ask_kind(app)
    if kind is None:
        return None
    plan = await ask_item(app, _("An item of the agenda"), _("Add"))
    if plan is None:
        return None
    behind = after if after is not None else outlook.projection.current
    return AddItem(id=window.store.mint(), kind=kind, after=behind, **plan._asdict())
