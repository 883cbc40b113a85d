"""Refusals and faults as sentences: what is wrong, where, and what to do.

One function answers for everything the store can raise. Faults of plans and rosters have their sentences in
`plan_words` and `roster_words`.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import singledispatch
from importlib import import_module
from typing import TYPE_CHECKING, Final

from store.errors import (
    Alone,
    AlreadyThere,
    AnotherConference,
    BadRange,
    Barrier,
    BeyondRepair,
    BuiltUpon,
    Damaged,
    DraftNotKept,
    InUse,
    NewerFormat,
    NoConference,
    NotAConference,
    NotSaved,
    OlderFormat,
    OutOfRange,
    Purged,
    ReadOnly,
    Refused,
    StoreError,
    Unconfirmed,
    Unopenable,
    Unreachable,
    Unsuitable,
    Wrong,
)
from store.text import shown
from tui.i18n import N_, _
from tui.reasons import REASONS

if TYPE_CHECKING:
    from store import Holder


def sentence(error: StoreError) -> str:
    """One clear sentence for a person, without a full stop, harmless whatever the file it speaks of is called."""
    return shown(_worded(error))


@singledispatch
def _worded(error: StoreError) -> str:
    words = next((words for room, words in _ELSEWHERE.items() if type(error).__module__.startswith(room)), None)
    if words is None:
        return shown(str(error))
    told: str = import_module(words).sentence(error)
    return told


_ELSEWHERE: Final = {
    "store.plan": "tui.plan_words",
    "store.roster": "tui.delegates.roster_words",
    "store.documents": "tui.document_words",
}
"""Whose sentences stand in rooms of their own, read only when needed."""


@_worded.register
def _out_of_range(error: OutOfRange) -> str:
    return _("A whole number from {lowest} to {highest}").format(lowest=error.lowest, highest=error.highest)


@_worded.register
def _no_conference(error: NoConference) -> str:
    return _("{path} is not there; `toadam new` makes a conference, `toadam demo` shows the sample").format(
        path=error.path
    )


@_worded.register
def _not_a_conference(error: NotAConference) -> str:
    return _("{path} is not a conference file; nothing was changed").format(path=error.path)


@_worded.register
def _beyond_repair(error: BeyondRepair) -> str:
    return _("{path} cannot be repaired: it cannot be read and there is no sound backup; nothing was changed").format(
        path=error.path
    )


@_worded.register
def _already_there(error: AlreadyThere) -> str:
    return _("{path} is there already and is not overwritten; give another name with -f").format(path=error.path)


@_worded.register
def _another_conference(error: AnotherConference) -> str:
    return _("{path} is another conference, not a copy of this one; nothing was changed").format(path=error.path)


@_worded.register
def _newer(error: NewerFormat) -> str:
    return _("{path} was written by a newer version of this program; it can be read only there").format(path=error.path)


@_worded.register
def _older(error: OlderFormat) -> str:
    if error.error is not None:
        said = _("{path} is of an older version and could not be brought up to date: {reason}")
        return said.format(path=error.path, reason=system_reason(error.error))
    if error.others is None:
        return _("{path} is of an older version; it is brought up to date when it is opened to work with").format(
            path=error.path
        )
    said = _("{path} is of an older version and open in another window; close it there first{who}, then open it again")
    return said.format(path=error.path, who=_names(error.others))


def _names(others: tuple[Holder, ...]) -> str:
    """` (desk 1, desk 2)`, or nothing if nobody said who they are."""
    desks = sorted({shown(holder.desk) for holder in others if holder.desk})
    return " ({desks})".format(desks=", ".join(desks)) if desks else ""


@_worded.register
def _purged(error: Purged) -> str:
    if error.unfinished:
        said = _("deleting the personal data of {path} was cut short; `toadam purge --yes` completes it")
        return said.format(path=error.path)
    return _("the personal data of {path} was deleted on {date}; only numbers are left").format(
        path=error.path, date=f"{error.at:%d/%m/%Y}"
    )


@_worded.register
def _unsuitable(error: Unsuitable) -> str:
    return _("{path} lies on a network drive ({kind}), where arrivals could be lost; copy it to this machine").format(
        path=error.path, kind=error.kind
    )


@_worded.register
def _unopenable(error: Unopenable) -> str:
    path = error.error.filename or error.path
    return _("{path} cannot be opened: {reason}").format(path=path, reason=system_reason(error.error))


@_worded.register
def _alone(error: Alone) -> str:
    return _("{path} is away; this can be done only while everybody else can be told").format(path=error.path)


@_worded.register
def _not_saved(error: NotSaved) -> str:
    return _("Not saved: {reason}").format(reason=system_reason(error.error))


@_worded.register
def _unconfirmed(_error: Unconfirmed) -> str:
    return _("The database went away just then: it may be saved or not; once it is back, scan or enter it again")


@_worded.register
def _unreachable(error: Unreachable) -> str:
    return _(_BARRIERS[error.barrier]).format(path=error.path)


_BARRIERS: Final = {
    Barrier.DRIVER: N_("what talks to databases is not installed; install it with: pip install 'toadam[postgres]'"),
    Barrier.ADDRESS: N_("{path} is no address of a database; write postgresql://USER@SERVER/DATABASE"),
    Barrier.SERVER: N_("{path} does not answer; look whether the server runs and this machine is on its network"),
    Barrier.PASSWORD: N_("{path} does not accept this user or password; ask whoever looks after the server"),
    Barrier.DATABASE: N_("{path}: there is no database of this name; ask whoever looks after the server"),
    Barrier.RIGHTS: N_(
        "{path}: this user may not do that there; `toadam copy --sql` prints what an administrator has to set up"
    ),
    Barrier.ENCRYPTION: N_("{path}: the line could not be encrypted as it has to be; see sslmode and the certificate"),
}


@_worded.register
def _draft_not_kept(error: DraftNotKept) -> str:
    return _("What you are writing cannot be kept for after a crash: {reason}").format(
        reason=system_reason(error.error)
    )


@_worded.register
def _read_only(error: ReadOnly) -> str:
    return _("Nothing can be changed: {reason}").format(reason=sentence(error.why))


@_worded.register
def _damaged(error: Damaged) -> str:
    return _DAMAGE[error.wrong](error)


@_worded.register
def _in_use(error: InUse) -> str:
    return _("{path} is open in another window; close it there first{who}").format(
        path=error.path, who=_names(error.others)
    )


@_worded.register
def _built_upon(error: BuiltUpon) -> str:
    return _("Cannot be taken back: something done later, at {time}, stands on it; take that back first").format(
        time=error.at.wall.strftime("%H:%M:%S")
    )


@_worded.register
def _bad_range(error: BadRange) -> str:
    return _("“{part}” is no number or range; write for example 3,7-9").format(part=shown(error.part))


@_worded.register
def _refused(error: Refused) -> str:
    return _(REASONS[error.reason])


def system_reason(error: OSError) -> str:
    """What the operating system said, in words a person can act on."""
    known = _SYSTEM.get(error.errno or 0)
    return _(known) if known else shown(error.strerror or str(error))


_SYSTEM: Final = {
    errno.ENOSPC: N_("the disk is full; free some space"),
    errno.EDQUOT: N_("the disk is full; free some space"),
    errno.EROFS: N_("the disk can only be read; copy the conference to another one"),
    errno.EACCES: N_("no permission; use a folder of your own"),
    errno.EPERM: N_("no permission; use a folder of your own"),
    errno.EIO: N_("the disk is failing; move the conference to another one"),
    errno.ENOENT: N_("the folder is not there; make it, or choose another"),
    errno.EISDIR: N_("that is a folder; name a file in it"),
    errno.ENOTDIR: N_("a part of the path is not a folder; look at the path again"),
    errno.ELOOP: N_("the link leads back to itself; name the file itself"),
    errno.ENODEV: N_("the disk was taken out; put it back in"),
    errno.EMFILE: N_("too many files are open; close other programs"),
    errno.ECONNREFUSED: N_("the database does not answer; it is tried again by itself"),
    errno.ECONNRESET: N_("the line to the database was lost; try again"),
    errno.ETIMEDOUT: N_("another desk has been writing for too long; try again"),
    errno.EPROTO: N_("the database could not do it; see its log"),
}


def _journal_damage(error: Damaged) -> str:
    fault = error.fault
    where = fault.offset if fault else 0
    return _("{path} is damaged from byte {offset} on; `toadam verify` says what can be had back").format(
        path=error.path, offset=where
    )


def _journal_missing(error: Damaged) -> str:
    return _("{path} is missing: the latest arrivals stand there; put it back, or see `toadam verify`").format(
        path=error.path
    )


def _journal_foreign(error: Damaged) -> str:
    return _("{path} does not belong to this conference file; see `toadam verify`").format(path=error.path)


def _data_changed(error: Damaged) -> str:
    return _("{path} was changed by another program; see `toadam verify`").format(path=error.path)


def _data_missing(error: Damaged) -> str:
    return _("{path} is missing, only its journal is there; see `toadam verify`").format(path=error.path)


def _data_unreadable(error: Damaged) -> str:
    return _("{path} is damaged and cannot be read; `toadam restore` puts a backup back").format(path=error.path)


def _data_stale(error: Damaged) -> str:
    return _("{path} is older than what was last saved here; see `toadam verify`").format(path=error.path)


def _gone(error: Damaged) -> str:
    return _(
        "{path} was deleted or moved while it was open; put it back and this window goes on, "
        "or close the window: a backup with everything stays there"
    ).format(path=error.path)


def _replaced(error: Damaged) -> str:
    return _("another file was put in the place of {path}; close this window and see `toadam verify`").format(
        path=error.path
    )


_DAMAGE: Final[dict[Wrong, Callable[[Damaged], str]]] = {
    Wrong.JOURNAL: _journal_damage,
    Wrong.JOURNAL_MISSING: _journal_missing,
    Wrong.JOURNAL_FOREIGN: _journal_foreign,
    Wrong.DATA_CHANGED: _data_changed,
    Wrong.DATA_MISSING: _data_missing,
    Wrong.DATA_UNREADABLE: _data_unreadable,
    Wrong.DATA_STALE: _data_stale,
    Wrong.GONE: _gone,
    Wrong.REPLACED: _replaced,
}
