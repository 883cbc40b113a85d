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
    Reason,
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
    return _("Cannot be taken back: something done later, at {time}, stands on it").format(
        time=error.at.wall.strftime("%H:%M:%S")
    )


@_worded.register
def _bad_range(error: BadRange) -> str:
    return _("“{part}” is no number or range; write for example 3,7-9").format(part=shown(error.part))


@_worded.register
def _refused(error: Refused) -> str:
    return _(_REASONS[error.reason])


def system_reason(error: OSError) -> str:
    """What the operating system said, in words a person can act on."""
    known = _SYSTEM.get(error.errno or 0)
    return _(known) if known else shown(error.strerror or str(error))


_REASONS: Final = {
    Reason.NO_SUCH_DELEGATE: N_("No such delegate; look for the number or the name"),
    Reason.NOT_ARRIVED: N_("This delegate has not arrived"),
    Reason.ALREADY_PRESENT: N_("This delegate is already in"),
    Reason.ALREADY_LEFT: N_("This delegate has already left"),
    Reason.NO_SUCH_CATEGORY: N_("No such category in the plan"),
    Reason.NO_SUBSTITUTE: N_("Nobody came in this delegate's place"),
    Reason.SAME_PERSON: N_("That is the same person"),
    Reason.NOT_SUMMONED: N_("This person was not summoned, so there is nothing to strike off or keep"),
    Reason.NOT_A_GUEST: N_("Only guests and service staff are let in without being on the list"),
    Reason.NEGATIVE: N_("There cannot be fewer people than none"),
    Reason.NO_SUCH_BLANK: N_("That is no blank badge of this conference"),
    Reason.ALREADY_OPENED: N_("The opening has been noted already"),
    Reason.NOT_OPENED: N_("The opening has not been noted"),
    Reason.NO_SUCH_ITEM: N_("That is no longer on the agenda"),
    Reason.ITEM_HAS_RUN: N_("That item has begun already"),
    Reason.ITEM_OVER: N_("That item is over"),
    Reason.ALREADY_RUNNING: N_("That is running already"),
    Reason.NOT_RUNNING: N_("That is not running"),
    Reason.ALREADY_PAUSED: N_("That is paused already"),
    Reason.NOT_PAUSED: N_("That is not paused"),
    Reason.NOT_BEGUN: N_("That has not begun"),
    Reason.NOT_OVER: N_("That is not over"),
    Reason.TOO_EARLY: N_("It cannot have begun before what came before it"),
    Reason.IN_THE_FUTURE: N_("That time is yet to come"),
    Reason.ENDS_BEFORE_START: N_("The end would lie before the start"),
    Reason.NO_SUCH_SPEECH: N_("That is not on the list of speakers"),
    Reason.SPEECH_OVER: N_("That speech is settled already"),
    Reason.SPEECH_BEGUN: N_("That speech has begun already"),
    Reason.STILL_ON_LIST: N_("That speaker is waiting already"),
    Reason.NOBODY_WAITING: N_("Nobody is waiting to speak"),
    Reason.LIST_CLOSED: N_("The list of speakers is closed; the moderator can open it again"),
    Reason.NO_SUCH_PROPOSAL: N_("That proposal is not there"),
    Reason.NO_SUCH_THEME: N_("No such theme in the plan"),
    Reason.NO_TEXT: N_("There are no words to keep yet"),
    Reason.TOO_LONG: N_("That is too long for one; write it down in parts"),
    Reason.MERGED: N_("That one was merged into another; change that, or take it out first"),
    Reason.NOT_MERGED: N_("That one was not merged into another"),
    Reason.NOTHING_TO_MERGE: N_("Choose what is to be merged into it"),
    Reason.WITHDRAWN: N_("That one was withdrawn; restore it first"),
    Reason.NOT_WITHDRAWN: N_("That one was not withdrawn"),
    Reason.HAS_PROPOSALS: N_("Something was noted down in that item, so it stays; it can be skipped"),
    Reason.NOTHING_TO_UNDO: N_("Nothing to undo"),
    Reason.NOTHING_TO_DECIDE: N_("Somebody has decided that already"),
    Reason.OUT_OF_RANGE: N_("That is less or more than it may be"),
    Reason.ROLE: N_("This window may not do that; it is done at the office's laptop"),
}

_SYSTEM: Final = {
    errno.ENOSPC: N_("the disk is full; free some space"),
    errno.EDQUOT: N_("the disk is full; free some space"),
    errno.EROFS: N_("the disk can only be read; copy the conference to another one"),
    errno.EACCES: N_("no permission; use a folder of your own"),
    errno.EPERM: N_("no permission; use a folder of your own"),
    errno.EIO: N_("the disk is failing; move the conference to another one"),
    errno.ENOENT: N_("the folder is not there"),
    errno.EISDIR: N_("that is a folder"),
    errno.ENOTDIR: N_("a part of the path is not a folder"),
    errno.ELOOP: N_("the link leads back to itself"),
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
