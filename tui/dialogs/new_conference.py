"""A conference made in the order in which an office thinks: which plan, what is on the invitation, where to keep it.

Every dialog leads back with Esc to the one before, and nothing is written before the last Enter.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App

from store.errors import StoreError
from store.plan import Particulars, Plan, PlanError, adapted
from tui import plan_words
from tui.dialogs.conference_files import ask_plan
from tui.dialogs.form import Field, FormDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.refused import RefusedDialog
from tui.i18n import _
from tui.new_conference import keeping, typed
from tui.new_conference.making import make, plan_in
from tui.refusals import system_reason


class _Source(NamedTuple):
    """A plan, and the file it was read from if it is the office's own."""

    plan: Plan
    file: Path | None


async def ask_new_conference(app: App[Any]) -> Path | None:
    """The file of a conference just made; None if nothing was. Runs in a worker."""
    while (source := await _ask_source(app)) is not None:
        made = await _ask_particulars(app, source)
        if made is not None:
            return made
    return None


# -- which plan --------------------------------------------------------------------------------------------------------


async def _ask_source(app: App[Any]) -> _Source | None:
    entries = [
        Entry(_("The plan supplied, with seven categories and half a day; it can be changed later")),
        Entry(_("A plan of our own, a file .toml…")),
    ]
    title = _("Make a conference: from which plan?")
    while (place := await app.push_screen_wait(PickDialog(title, entries))) is not None:
        if place == 0:
            return _Source(await asyncio.to_thread(plan_in, None), None)
        own = await _ask_own_plan(app)
        if own is not None:
            return own
    return None


async def _ask_own_plan(app: App[Any]) -> _Source | None:
    """What is wrong with a plan is said with its line; it can be put right in between and chosen again."""
    while (file := await ask_plan(app)) is not None:
        try:
            return _Source(await asyncio.to_thread(plan_in, file), file)
        except PlanError as error:
            title, reason = _("This plan cannot be used yet"), plan_words.sentence(error)
            if not await app.push_screen_wait(RefusedDialog(title, reason, _("Choose again"))):
                return None
    return None


# -- what is on the invitation -----------------------------------------------------------------------------------------


async def _ask_particulars(app: App[Any], source: _Source) -> Path | None:
    values: Mapping[str, str] = typed.as_typed(source.plan)
    check = partial(typed.verdict, plan=source.plan, today=dt.date.today())
    title = _("Make a conference: as on the invitation")
    while True:
        fields = [Field(field, _(label), values[field]) for field, label in typed.LABELS.items()]
        told = await app.push_screen_wait(FormDialog(title, fields, _("Go on"), check=check))
        if told is None:
            return None
        values = told
        made = await _ask_folder(app, source, typed.read(values))
        if made is not None:
            return made


# -- where to keep it --------------------------------------------------------------------------------------------------


async def _ask_folder(app: App[Any], source: _Source, wanted: Particulars) -> Path | None:
    folder, wrong = str(await asyncio.to_thread(keeping.proposed, wanted.date)), ""
    while True:
        form = FormDialog(
            _("Make a conference: where to keep it?"),
            [Field("folder", _("Folder"), folder)],
            _("Make it"),
            detail=wrong or _("The file, its journal, its backups and what is printed lie there, for its owner alone."),
            check=lambda values: keeping.verdict(values["folder"]),
        )
        values = await app.push_screen_wait(form)
        if values is None:
            return None
        folder = values["folder"]
        try:
            return await asyncio.to_thread(_make, folder, source, wanted)
        except StoreError as error:
            wrong = keeping.refusal(error)
        except OSError as error:
            wrong = _("No folder can be made there: {reason}").format(reason=system_reason(error))


def _make(folder: str, source: _Source, wanted: Particulars) -> Path:
    file = keeping.file_in(folder)
    make(file, adapted(source.plan, wanted), source.file)
    return file
