"""A copy of a conference to rehearse its day on: everything that was prepared, nothing that has happened yet.

Badges, numbers and ids are those of the conference, so that real badges are read. What it is stands in its title, and
so at the head of whatever is shown, printed or exported of it. It lies in a folder that is gone with its process, or
with the next one that makes such a folder. What was tried on the conference itself is another matter (`rehearsal.py`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Final, NamedTuple

from msgspec.structs import replace

from store.address import Place
from store.engine.choosing import create_at, engine_at
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.tables import Tables
from store.live_records import Speech, SpeechKind
from store.moving import sound_state
from store.records import AgendaItem, Badge, BlankBadge, Conference, Delegate, Document, Record, Standing
from store.rehearsal import waiting_again
from store.state import State

MARK: Final = "DIỄN TẬP"
"""Stands before what the conference is called on every screen, …"""
MARK_ON_PAPER: Final = f"{MARK} – KHÔNG DÙNG"
"""… on everything that is printed or exported, …"""
MARK_OF_FILES: Final = "DIEN-TAP-"
"""… and before the name of every file that this makes."""

_PREFIX: Final = "toadam-"
_HELD: Final = ".held"
"""Its lock says that somebody still works in the folder."""
_LISTED: Final = (Standing.SUMMONED, Standing.STRUCK_OFF)


# -- the copy ----------------------------------------------------------------------------------------------------------


class Copy(NamedTuple):
    """Where it lies, and what it says of itself."""

    path: Path
    conference: Conference


def copy_for_drill(source: Place, folder: Path, system: System | None = None) -> Copy:
    """Writes the copy; the source stays as it is, and may be in use. Raises as `copy_conference` does.

    A purge looks for copies one folder further down, under the name of the original (`copies.py`).
    """
    system = system or System()
    with closing(engine_at(source, Holder(pid=os.getpid(), desk=""), system, fold=False)) as engine:
        state, path = sound_state(engine), folder / "copy" / engine.layout.data.name
    conference = _marked(state.conference)
    path.parent.mkdir(mode=0o700)
    create_at(path, conference.id, _tables([conference, *_prepared(state)]), system)
    return Copy(path, conference)


def _marked(conference: Conference) -> Conference:
    return replace(
        conference,
        title=f"{MARK_ON_PAPER} – {conference.title}",
        short_title=f"{MARK} – {conference.short_title}",
    )


def _prepared(state: State) -> Iterator[Record]:
    """Who is summoned, with which badge; what is planned; who will read a paper."""
    people = {one.id: one for one in state.delegates.values() if one.standing in _LISTED}
    yield from people.values()
    yield from (badge for badge in state.badges.values() if badge.delegate in people)
    yield from (one if one.bound_to in people else replace(one, bound_to=None) for one in state.blanks.values())
    yield from state.agenda.values()
    yield from (waiting_again(one) for one in state.speeches.values() if one.kind is SpeechKind.PREPARED)


def _tables(records: Iterable[Record]) -> Tables:
    kinds: tuple[type[Record], ...] = (Conference, Delegate, Badge, BlankBadge, AgendaItem, Speech)
    tables: dict[str, dict[str, Document]] = {kind.table: {} for kind in kinds}
    for record in records:
        tables[record.table][str(record.key)] = record.to_document()
    return Tables({name: rows for name, rows in tables.items() if rows})


# -- where it lies -----------------------------------------------------------------------------------------------------


@contextmanager
def throw_away_folder(kind: str, system: System | None = None) -> Iterator[Path]:
    """A folder of this process's own, gone afterwards; what others left that were killed goes before."""
    system = system or System()
    wipe_deserted(system)
    folder = Path(mkdtemp(prefix=f"{_PREFIX}{kind}-"))
    held = system.open(folder / _HELD, create=True)
    system.lock(held)
    try:
        yield folder
    finally:
        system.close(held)
        _wipe(folder)


def wipe_deserted(system: System | None = None) -> None:
    """Removes the throw-away folders nobody works in any more; who is not allowed to leaves them."""
    system = system or System()
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _is_deserted(folder, system):
                _wipe(folder)


def _wipe(folder: Path) -> None:
    """What another program has open may stay, and is left to the next that wipes."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        if folder.is_dir():
            (folder / _HELD).touch()


def _is_deserted(folder: Path, system: System) -> bool:
    """One without a lock is none of ours, or is being made at this moment."""
    if folder.is_symlink() or not (folder / _HELD).is_file():
        return False
    held = system.open(folder / _HELD)
    try:
        return system.lock(held, wait=False)
    finally:
        system.close(held)
