"""A roster taken in on screen: which file, which sheet, what it would change, and only then the import itself.

Every dialog leads back with Esc, and nothing is written before the last Enter. Undo takes the import back; who was
struck off with it is a step of its own, taken back before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from msgspec.structs import asdict
from textual.app import App

from store import StrikeOff
from store.errors import Reason, Refused, StoreError
from store.records import DelegateId
from store.roster import (
    EXTENSIONS,
    DoubtKind,
    Imported,
    ImportRoster,
    NoRoster,
    RosterError,
    RosterReading,
    read_roster,
)
from store.text import shown
from tui.dialogs.file_picker import FilePicker
from tui.dialogs.import_preview import ImportPreview
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.progress import Course, behind_bar, with_progress
from tui.dialogs.refused import RefusedDialog
from tui.i18n import _, ngettext
from tui.machine.folders import Folder, likely_folders
from tui.refusals import sentence
from tui.store_thread import StoreThread
from tui.typed_path import shortened
from tui.widgets.roster_preview import Choice

_LONGEST: Final = 48
"""Characters of a file's name in a title."""


class TakenIn(Imported, frozen=True, kw_only=True):
    """What an import did, and how many were struck off with it."""

    struck: int = 0


def notice(taken: TakenIn) -> str:
    """What was done, in one line; only what there was of it."""
    counts = (
        (_("new {n}"), taken.added),
        (_("corrected {n}"), taken.corrected),
        (_("replaced {n}"), taken.replaced),
        (_("no longer listed {n}"), taken.unlisted - taken.struck),
        (_("struck off {n}"), taken.struck),
        (_("unchanged {n}"), taken.unchanged),
    )
    did = ", ".join(words.format(n=count) for words, count in counts if count)
    undo = _("the first Ctrl+Z takes back the striking off, the second the import") if taken.struck else ""
    return _("Taken in: {did}").format(did=" · ".join(filter(None, (did, undo))))


async def import_roster(app: App[Any], store: StoreThread, folders: Sequence[Folder] | None = None) -> TakenIn | None:
    """Asks for everything and takes a roster in; None if nothing was done. Runs in a worker of the screen.

    `folders` are where to look for it instead of where rosters arrive on this machine.
    """
    if store.session.role not in ImportRoster.roles:
        await app.push_screen_wait(NoticeDialog(_("Take in a roster"), [sentence(Refused(Reason.ROLE))]))
        return None
    places = likely_folders(store.path) if folders is None else folders
    while True:
        path = await app.push_screen_wait(FilePicker(_("Take in a roster: which file?"), EXTENSIONS, places))
        if path is None:
            return None
        try:
            taken = await _import(app, store, path)
        except RosterError as error:
            taken = None
            if error.reason is not NoRoster.CANCELLED and not await _another_file(app, error):
                return None
        if taken is not None:
            return taken


async def _another_file(app: App[Any], error: RosterError) -> bool:
    dialog = RefusedDialog(_("This file cannot be taken in"), sentence(error), _("Choose another file"))
    return await app.push_screen_wait(dialog) is not None


async def _import(app: App[Any], store: StoreThread, path: Path) -> TakenIn | None:
    """One file, from reading to the import; None leads back to the files. Raises `RosterError`."""
    reading = await _read(app, store, path)
    others = [str(doubt.values["sheet"]) for doubt in reading.doubts if doubt.what is DoubtKind.OTHER_SHEET]
    if others:
        chosen = await _ask_sheet(app, reading, others)
        if chosen is None:
            return None
        if chosen != reading.sheet:
            reading = await _read(app, store, path, chosen)
    return await _take_in(app, store, reading)


async def _read(app: App[Any], store: StoreThread, path: Path, sheet: str | None = None) -> RosterReading:
    conference = store.state.conference

    def work(course: Course) -> RosterReading:
        return read_roster(path, conference, sheet=sheet, cancelled=course.stopped, progress=course.tell)

    return await with_progress(app, _("Reading {file}").format(file=shortened(shown(path.name), _LONGEST)), work)


async def _ask_sheet(app: App[Any], reading: RosterReading, others: list[str]) -> str | None:
    people = len(reading.entries) + len(reading.unplaced)
    first = ngettext("{sheet} ({n} person)", "{sheet} ({n} people)", people)
    entries = [Entry(first.format(sheet=shown(reading.sheet), n=people)), *(Entry(shown(name)) for name in others)]
    place = await app.push_screen_wait(PickDialog(_("Several sheets look like rosters: which one?"), entries))
    return None if place is None else [reading.sheet, *others][place]


async def _take_in(app: App[Any], store: StoreThread, reading: RosterReading) -> TakenIn | None:
    """Shows what would change until it is taken in or left."""
    choice: Choice | None = None
    while True:
        seen = await app.push_screen_wait(ImportPreview(store, reading, choice))
        if seen is None:
            return None
        choice = seen.choice
        try:
            imported = await _commit(app, store, ImportRoster.of(seen.entries, choice.areas, store.mint))
        except StoreError as error:
            again = RefusedDialog(_("Nothing was taken in"), sentence(error), _("Try again"))
            if not await app.push_screen_wait(again):
                return None
        else:
            return TakenIn(**asdict(imported), struck=await _strike_off(app, store, seen.struck))


async def _commit(app: App[Any], store: StoreThread, verb: ImportRoster) -> Imported:
    """Ten thousand people take a second or two: all of them, or nobody."""
    people = len(verb.entries)
    title = ngettext("Taking in {n} person", "Taking in {n} people", people).format(n=people)
    return await behind_bar(app, title, lambda _course: store.run(verb), stops=False)


async def _strike_off(app: App[Any], store: StoreThread, delegates: tuple[DelegateId, ...]) -> int:
    """How many were struck off."""
    if not delegates:
        return 0
    try:
        await store.run(StrikeOff(delegates=delegates))
    except StoreError as error:
        await app.push_screen_wait(NoticeDialog(_("Taken in, but nobody was struck off"), [sentence(error)]))
        return 0
    return len(delegates)
