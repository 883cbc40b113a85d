"""A document made behind a bar and opened in the machine's viewer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from textual.app import App

from store import Progress
from store.errors import StoreError
from store.text import shown
from tui.dialogs.progress import Course, Stopped, with_progress
from tui.dialogs.refused import tell_refused
from tui.i18n import _
from tui.machine import printing
from tui.refusals import sentence
from tui.window import Window

T = TypeVar("T")

SAID_S: Final = 12.0
"""How long it stays on screen where the file is."""


Make = Callable[[Path, Progress], None]
"""Writes a document to a path, telling how far it is."""


async def make_paper(app: App[Any], window: Window, name: str, make: Make) -> bool:
    """Makes a file behind a bar, opens it, says how to print it. False, and said why, if there is none."""

    def work(progress: Progress) -> Path:
        place = printing.place_for(window.store.path, window.prefix + name)
        make(place, progress)
        return place

    place = await made(app, name, work)
    if place is not None:
        await show(app, place)
    return place is not None


async def made(app: App[Any], name: str, work: Callable[[Progress], T]) -> T | None:
    """What some work behind a bar makes. None, and said why, if it did not."""

    def watched(course: Course) -> T:
        def progress(done: int, total: int) -> None:
            course.tell(done, total)
            if course.stopped():
                raise Stopped

        return work(progress)

    try:
        return await with_progress(app, _("Making {file}").format(file=name), watched)
    except Stopped:
        return None
    except StoreError as error:
        await tell_refused(app, _("{file} was not made").format(file=name), sentence(error))
        return None


async def show(app: App[Any], place: Path) -> None:
    """Opens a file, and says where it is; where the screen is a page, the browser gets it."""
    if app.is_web:
        app.deliver_binary(place, save_filename=place.name)
        app.notify(_("Sent to this browser: {file}").format(file=shown(place.name)), markup=False, timeout=SAID_S)
        return
    opened = await printing.open_in_viewer(place)
    app.notify(printing.told(place, opened=opened), markup=False, timeout=SAID_S)
