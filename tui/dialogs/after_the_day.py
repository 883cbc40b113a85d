"""What is written when the day is over: drafts of report and minutes, and everything together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from store import Progress, Store
from store.documents import PaperKind
from store.text import shown
from tui.dialogs.making import made, show
from tui.i18n import _
from tui.machine import printing
from tui.window import Window


async def print_report(app: App[Any], window: Window) -> None:
    """As far as the day has come."""
    from store.documents import REPORT

    await _draft(app, window, REPORT, "bao-cao.docx")


async def print_minutes(app: App[Any], window: Window) -> None:
    """The same."""
    from store.documents import MINUTES

    await _draft(app, window, MINUTES, "bien-ban.docx")


async def _draft(app: App[Any], window: Window, kind: PaperKind, name: str) -> None:
    """One that is there already stays as somebody left it: the new one is put beside."""
    from store.documents import issue_paper

    state, now, file = window.store.state, window.store.now(), window.store.path

    def work(progress: Progress) -> Path:
        place = printing.folder_for(file) / (window.prefix + name)
        return issue_paper(kind, state, now, place, progress, conference_file=file).path

    place = await made(app, name, work)
    if place is not None:
        await show(app, place)


async def print_everything(app: App[Any], window: Window) -> None:
    """Shows the index."""
    from store.documents import Made, Sources, everything

    store = window.store
    sources = Sources(store.state, store.now(), await store.call(Store.log), store.path)

    def work(progress: Progress) -> list[Made]:
        return everything(sources, printing.folder_for(store.path) / "tat-ca", progress, prefix=window.prefix)

    documents = await made(app, "tat-ca", work)
    if documents is not None:
        for held in filter(None, (one.held for one in documents)):
            told = _("{file} is open in another program and stays as it is").format(file=shown(held.name))
            app.notify(told, severity="warning", markup=False)
        await show(app, documents[-1].path)
