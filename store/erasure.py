"""Deleting one person on request, from data file, log, journals, backups and drafts (what stays: `anonymity.py`).

As with a purge, the data file without the person is published first and durably. From then on it says of itself that
copies of before may be left, until all of them have been removed; deleting again goes on from there. Only what
somebody was writing goes before, for afterwards nobody knows any more which words to look for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple

from store.address import Place
from store.anonymity import DEED, Occasion, Request, without_person
from store.copies import leftovers, out_of_reach, remove_all
from store.engine.backups import Backups, backups_in
from store.engine.examination import read_backup, reading_backups
from store.engine.platform import System
from store.engine.seam import Engine
from store.engine.slots import contents
from store.engine.tables import Tables
from store.errors import Reason, Refused, StoreError
from store.loading import load_state
from store.near_names import Mention, mentions
from store.progress import Progress, unwatched
from store.purge import opened_as_nobody
from store.records import Attendance, Delegate, DelegateId, Document, Erasure, LogEntry, Role, SessionId, Stamp
from store.state import State
from store.traces import Traces, said_of

_NOBODY: Final = SessionId(0)
"""A command, which has no window."""


class Erased(NamedTuple):
    """What deleting a person deletes, or has deleted."""

    request: Request
    entries: int
    """Actions of the log that become skeletons."""
    shares_name: bool
    """Whether somebody else has the same name: texts that name either are left."""
    mentions: tuple[Mention, ...]
    """Texts that may speak of the person under another form of the name, and are left."""
    files: tuple[Path, ...]
    out_of_reach: Path | None
    perhaps: tuple[Path, ...]


def what_erasing_deletes(
    place: Place, request: Request, system: System | None = None, progress: Progress = unwatched
) -> Erased:
    """Changes nothing. Raises like opening the conference, the `Trouble` it is in, `Refused` if nobody has the
    number."""
    system = system or System()
    with closing(_opened(place, system, fold=False)) as engine:
        return _planned(engine, request, system, progress)


def erase_person(
    place: Place, request: Request, system: System | None = None, progress: Progress = unwatched
) -> Erased:
    """Deletes a person from a conference nobody has open, or goes on where that was cut short.

    Raises like `what_erasing_deletes`, `InUse` while a window has it open, `OSError` where the disk fails.
    """
    system = system or System()
    with closing(_opened(place, system, fold=True)) as engine, engine.alone():
        zone = _state(engine).conference.zone
        occasion = Occasion(at=engine.clock(zone), session=_NOBODY, role=Role.OFFICE, mint=_mint)
        return erase(engine, request, occasion, system, progress)


def _opened(place: Place, system: System, *, fold: bool) -> Engine:
    engine = opened_as_nobody(place, system, fold=fold)
    if engine.trouble is not None:
        engine.close()
        raise engine.trouble
    return engine


def _state(engine: Engine) -> State:
    return load_state(engine.tables, engine.seq)


def _mint() -> int:
    return int.from_bytes(os.urandom(7), "big") >> 3 or 1


def erase(
    engine: Engine, request: Request, occasion: Occasion, system: System, progress: Progress = unwatched
) -> Erased:
    """Deletes a person, or goes on where that was cut short. Only while alone.

    Raises `Refused` if nobody has the number, and `OSError` where the disk fails.
    """
    one_more = reading_backups(engine.layout, system, progress, besides=3)
    state = _state(engine)
    traces = _traces(engine, state, request, system, one_more)
    plan = _plan(engine, state, traces, request, system)
    one_more()
    left = state.erasure
    if left is None or Request(left.number, left.former) != request:
        remove_all(_drafts(engine, traces, system), system)
        engine.replace(without_person(engine.tables, state, traces, request, occasion), commits=1)
    one_more()
    _remove_copies(engine, occasion.at, system)
    one_more()
    return plan


def erased_as_in(tables: Tables, state: State, other: State, log: Iterable[LogEntry]) -> Tables:
    """These tables without whoever was deleted on request in another copy of the conference, whose log is `log`; the
    same tables if that is nobody. The deletion has the id it has there."""
    known = {document["id"] for document in tables.documents(LogEntry.table)}
    for entry in log:
        if entry.verb != DEED or entry.id in known:
            continue
        id = DelegateId(entry.touched[0].key)
        if id in state.delegates:
            former = not other.delegates[id].erased
            tables = _erased_too(tables, state, Request(state.delegates[id].number, former), entry, id)
            state = load_state(tables, state.seq + 1)
    return tables


def _erased_too(tables: Tables, state: State, request: Request, entry: LogEntry, id: DelegateId) -> Tables:
    traces = Traces(state, tables.documents(LogEntry.table), id, former=request.former)
    # The code that opens nothing any more is made of it too, so that it is the same in both.
    occasion = Occasion(at=entry.at, session=entry.session, role=entry.role, mint=lambda: entry.id)
    return without_person(tables, state, traces, request, occasion)


def _traces(engine: Engine, state: State, request: Request, system: System, one_more: Callable[[], None]) -> Traces:
    id = state.numbers.get(request.number)
    if id is None:
        raise Refused(Reason.NO_SUCH_DELEGATE)
    log, told = engine.tables.documents(LogEntry.table), _told_before(engine, id, system, one_more)
    return Traces(state, log, id, told=told, former=request.former)


def _told_before(engine: Engine, id: DelegateId, system: System, one_more: Callable[[], None]) -> Iterator[Document]:
    """What the backups that can be read say: a name of before may be nowhere else, but for texts about others."""
    for folder, _made in backups_in(engine.layout.backups, system):
        with suppress(StoreError, OSError):
            # In a copy of its own: what is done to that is nothing of the conference.
            tables = read_backup(folder, engine.layout, System()).tables
            rows = tables.documents(Delegate.table)
            yield from (document for document in rows if document["id"] == id)
            yield from said_of(id, {(Delegate.table, id), (Attendance.table, id)}, tables.documents(LogEntry.table))
        one_more()


def _planned(engine: Engine, request: Request, system: System, progress: Progress) -> Erased:
    one_more, state = reading_backups(engine.layout, system, progress, besides=1), _state(engine)
    return _plan(engine, state, _traces(engine, state, request, system, one_more), request, system)


def _plan(engine: Engine, state: State, traces: Traces, request: Request, system: System) -> Erased:
    log = engine.tables.documents(LogEntry.table)
    return Erased(
        request=request,
        entries=sum(map(traces.is_named_by, log)),
        shares_name=not traces.only_bearer and not traces.delegate.erased,
        mentions=() if request.former else mentions(state, traces),
        files=(*_copies(engine, system), *_drafts(engine, traces, system)),
        out_of_reach=out_of_reach(engine, system),
        perhaps=tuple(engine.layout.namesakes()),
    )


# -- the copies --------------------------------------------------------------------------------------------------------


def _copies(engine: Engine, system: System) -> list[Path]:
    """What holds an earlier state; what somebody is writing just now is none."""
    drafts = engine.layout.drafts(system)
    return [path for path in leftovers(engine, system) if path not in drafts]


def _drafts(engine: Engine, traces: Traces, system: System) -> list[Path]:
    """What somebody was writing, if a word of the person is in it, or nobody can say."""
    return [draft for draft in engine.layout.drafts(system) if _holds(draft, traces, system)]


def _holds(draft: Path, traces: Traces, system: System) -> bool:
    written = contents(draft, system)
    try:
        return not written or any(traces.words.stand_in(json.loads(content)) for content in written if content)
    except ValueError:
        return True


def _remove_copies(engine: Engine, at: Stamp, system: System) -> None:
    remove_all(_copies(engine, system), system)
    system.sync_folder(engine.layout.folder)
    if out_of_reach(engine, system) is not None:
        return
    rows = {table: documents for table, documents in engine.tables.read().items() if table != Erasure.table}
    engine.replace(Tables(rows, engine.tables.last_number, engine.tables.last_proposal))
    with suppress(OSError):
        # Every backup is gone: the next is made at once, or else when it is due.
        Backups(engine, system).make(at)
