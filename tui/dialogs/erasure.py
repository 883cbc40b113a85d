"""Deleting one person on request, from the list of delegates: what goes is said first, what is out of reach after."""

from __future__ import annotations

from typing import Any

from textual.app import App

from store.care import Erased, Request
from store.errors import StoreError
from store.records import Delegate
from tui import present
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.progress import Course, behind_bar
from tui.dialogs.refused import tell_refused
from tui.i18n import _
from tui.purge_words import beyond_reach, command_for, person_gone
from tui.refusals import sentence
from tui.window import Window


async def ask_erasure(app: App[Any], window: Window, delegate: Delegate) -> None:
    """Everything, or what was said before a correction; nothing brings it back."""
    who = present.person(delegate)
    entries = [Entry(_("Everything about this person")), Entry(_("Only what was said before it was corrected"))]
    place = await app.push_screen_wait(PickDialog(_("Delete on request: {person}").format(person=who), entries))
    if place is None:
        return
    request = Request(delegate.number, former=place == 1)
    if await app.push_screen_wait(_question(who, former=request.former)):
        await _erase(app, window, request)


def _question(who: str, *, former: bool) -> ConfirmDialog:
    if former:
        question = _("Delete what was said of {person} before it was corrected?")
        detail = _("Goes from the log, journals and every backup; a new backup is made. Nothing brings it back.")
    else:
        question = _("Delete every word about {person}?")
        detail = _(
            "The place stays empty and is counted as before; arrivals, speeches and proposals keep their numbers."
            " Every backup goes and a new one is made. Nothing brings it back."
        )
    return ConfirmDialog(question.format(person=who), _("Delete"), detail=detail)


async def _erase(app: App[Any], window: Window, request: Request) -> None:
    async def work(course: Course) -> Erased:
        return await window.store.call(lambda store: store.erase_person(request, course.tell))

    try:
        done = await behind_bar(app, _("Deleting, in every backup too"), work, stops=False)
    except StoreError as error:
        await tell_refused(app, _("Not deleted"), sentence(error))
        return
    command = command_for(request.number, former=request.former)
    lines = [*person_gone(done), *beyond_reach(done, command)]
    await app.push_screen_wait(NoticeDialog(_("Deleted on request"), lines))
