"""Why the store says no. Every error carries data; the words for people are made in the interface."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from store.address import Place
    from store.engine.journal import Fault
    from store.engine.locks import Holder
    from store.records import DelegateId, Role, SessionId, Stamp


class StoreError(Exception):
    """Anything the store refuses or cannot do. `str()` is a plain English sentence for logs and tests."""


class Reason(StrEnum):
    """Why a verb was refused."""

    NO_SUCH_DELEGATE = "no-such-delegate"
    NOT_ARRIVED = "not-arrived"
    ALREADY_PRESENT = "already-present"
    ALREADY_LEFT = "already-left"
    NO_SUCH_CATEGORY = "no-such-category"
    NO_SUBSTITUTE = "no-substitute"
    SAME_PERSON = "same-person"
    NOT_SUMMONED = "not-summoned"
    """A guest or service staff: the office's list never had them."""
    NOT_A_GUEST = "not-a-guest"
    NEGATIVE = "negative"
    """Fewer people than none."""
    NO_SUCH_BLANK = "no-such-blank"
    """No blank badge, or no longer one."""
    ALREADY_OPENED = "already-opened"
    NOT_OPENED = "not-opened"
    NO_SUCH_ITEM = "no-such-item"
    ITEM_HAS_RUN = "item-has-run"
    """What has begun is not moved, skipped or deleted any more."""
    ITEM_OVER = "item-over"
    ALREADY_RUNNING = "already-running"
    NOT_RUNNING = "not-running"
    """Not, or no longer: another window may have gone on."""
    ALREADY_PAUSED = "already-paused"
    NOT_PAUSED = "not-paused"
    NOT_BEGUN = "not-begun"
    TOO_EARLY = "too-early"
    """It cannot have begun before what came before it."""
    IN_THE_FUTURE = "in-the-future"
    NO_SUCH_SPEECH = "no-such-speech"
    SPEECH_OVER = "speech-over"
    SPEECH_BEGUN = "speech-begun"
    STILL_ON_LIST = "still-on-list"
    """Nothing to put back: it waits already."""
    NOBODY_WAITING = "nobody-waiting"
    LIST_CLOSED = "list-closed"
    ENDS_BEFORE_START = "ends-before-start"
    NOT_OVER = "not-over"
    NO_SUCH_PROPOSAL = "no-such-proposal"
    NO_SUCH_THEME = "no-such-theme"
    NO_TEXT = "no-text"
    TOO_LONG = "too-long"
    MERGED = "merged"
    """It is part of another, and stays as it was written."""
    NOT_MERGED = "not-merged"
    NOTHING_TO_MERGE = "nothing-to-merge"
    WITHDRAWN = "withdrawn"
    NOT_WITHDRAWN = "not-withdrawn"
    HAS_PROPOSALS = "has-proposals"
    """What was raised in an item of the agenda holds it there."""
    NOTHING_TO_UNDO = "nothing-to-undo"
    NOTHING_TO_DECIDE = "nothing-to-decide"
    """Not, or no longer: somebody has decided."""
    OUT_OF_RANGE = "out-of-range"
    ROLE = "role"


class Refused(StoreError):
    """A verb's rule said no; nothing was changed."""

    def __init__(self, reason: Reason, *, delegate: DelegateId | None = None, role: Role | None = None) -> None:
        super().__init__(f"refused: {reason}")
        self.reason = reason
        self.delegate = delegate
        self.role = role


class OutOfRange(Refused):
    """A setting would be less or more than it may be."""

    def __init__(self, setting: str, *, lowest: int, highest: int) -> None:
        super().__init__(Reason.OUT_OF_RANGE)
        self.setting = setting
        self.lowest = lowest
        self.highest = highest


class BuiltUpon(Refused):
    """An undo would tear out what a later commit stands on."""

    def __init__(self, *, seq: int, verb: str, session: SessionId, at: Stamp) -> None:
        super().__init__(Reason.NOTHING_TO_UNDO)
        self.seq = seq
        self.verb = verb
        self.session = session
        self.at = at


class BadRange(StoreError):
    """A list of delegate numbers that cannot be read; `part` is the piece that is wrong."""

    def __init__(self, text: str, part: str) -> None:
        super().__init__(f"no list of numbers: {text!r}, at {part!r}")
        self.text = text
        self.part = part


class NotSaved(StoreError):
    """The disk did not take the commit: nothing was recorded and memory is as before. The next try may work."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"not saved: {error}")
        self.error = error


class Unconfirmed(NotSaved):
    """The database went away with the commit: it may have arrived. Running the same id again tells."""


class TurnLost(OSError):
    """A turn ended before its commit was durable, and nothing of it is; another turn may do better."""


class Alone(StoreError):
    """The database is away, and this is not done without everybody else."""

    def __init__(self, path: Place) -> None:
        super().__init__(f"{path}: needs the server")
        self.path = path


class DraftNotKept(StoreError):
    """The disk did not take a text that is being written, or does not let go of it."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"draft not kept: {error}")
        self.error = error


class ReadOnly(StoreError):
    """The conference can be looked at but not changed."""

    def __init__(self, path: Place, why: Trouble) -> None:
        super().__init__(f"read-only: {why}")
        self.path = path
        self.why = why


class Trouble(StoreError):
    """Why a conference can at most be looked at."""

    path: Place
    """The file it is about."""


class Wrong(StrEnum):
    """What is wrong with a conference's files."""

    JOURNAL = "journal"
    """Bytes of the journal are not what was written; `fault` says where."""
    JOURNAL_MISSING = "journal-missing"
    JOURNAL_FOREIGN = "journal-foreign"
    """The journal belongs to another conference or another generation."""
    DATA_CHANGED = "data-changed"
    """The data file is not as it was written, or not the one the journal builds on."""
    DATA_MISSING = "data-missing"
    """The journal is there, what it builds on is not."""
    DATA_UNREADABLE = "data-unreadable"
    DATA_STALE = "data-stale"
    """An older data file was put in place of a newer one."""
    GONE = "gone"
    """A file was deleted or moved away while it was open."""
    REPLACED = "replaced"
    """Another file was put in the place of an open one."""


class Damaged(Trouble):
    """The files are not as the program left them."""

    def __init__(self, path: Place, wrong: Wrong, fault: Fault | None = None) -> None:
        super().__init__(f"{path}: {wrong}" + (f" at byte {fault.offset} ({fault.ailment})" if fault else ""))
        self.path = path
        self.wrong = wrong
        self.fault = fault


class NewerFormat(Trouble):
    """Written by a later version of the program."""

    def __init__(self, path: Place, format: int) -> None:
        super().__init__(f"{path}: format {format} is newer than this program")
        self.path = path
        self.format = format


class OlderFormat(Trouble):
    """Written by an earlier version of the program and not brought up to date: others are present, the disk does not
    take it, or it was only opened to look."""

    def __init__(
        self, path: Place, format: int, *, others: tuple[Holder, ...] | None = None, error: OSError | None = None
    ) -> None:
        super().__init__(f"{path}: format {format} is older than this program")
        self.path = path
        self.format = format
        self.others = others
        """Who has to close it first, as far as they said; None if nobody has to."""
        self.error = error
        """What the disk said."""


class Purged(Trouble):
    """Personal data was deleted: only numbers are left, and they stay as they are."""

    def __init__(self, path: Place, at: dt.datetime, *, unfinished: bool) -> None:
        super().__init__(f"{path}: personal data was deleted")
        self.path = path
        self.at = at
        self.unfinished = unfinished
        """Whether files in which people stand are still there, because the deleting was cut short."""


class NotAConference(StoreError):
    """The file is something else."""

    def __init__(self, path: Place) -> None:
        super().__init__(f"{path}: not a conference file")
        self.path = path


class BeyondRepair(StoreError):
    """Neither the data file nor any backup can be read; nothing was changed."""

    def __init__(self, path: Place) -> None:
        super().__init__(f"{path}: nothing to build on")
        self.path = path


class NoConference(StoreError):
    """There is no such file."""

    def __init__(self, path: Place) -> None:
        super().__init__(f"{path}: no such file")
        self.path = path


class AlreadyThere(StoreError):
    """A new conference would overwrite something."""

    def __init__(self, path: Place) -> None:
        super().__init__(f"{path}: exists already")
        self.path = path


class AnotherConference(StoreError):
    """Two conferences that never were one cannot be brought together."""

    def __init__(self, path: Place) -> None:
        super().__init__(f"{path}: another conference")
        self.path = path


class Unsuitable(StoreError):
    """A folder that cannot be trusted with a conference: a network drive."""

    def __init__(self, path: Place, kind: str) -> None:
        super().__init__(f"{path}: on a {kind} file system")
        self.path = path
        self.kind = kind


class Unopenable(StoreError):
    """The operating system does not let us at the file."""

    def __init__(self, path: Place, error: OSError) -> None:
        super().__init__(f"{path}: {error}")
        self.path = path
        self.error = error


class Barrier(StrEnum):
    """What keeps us from a database."""

    DRIVER = "driver"
    """What talks to PostgreSQL is not installed."""
    ADDRESS = "address"
    """The address cannot be read."""
    SERVER = "server"
    """Nobody answers there."""
    PASSWORD = "password"
    """The user or the password is not accepted."""
    DATABASE = "database"
    """There is no database of that name."""
    RIGHTS = "rights"
    """This user may not read there, or make what is to be made."""
    ENCRYPTION = "encryption"
    """One of the two sides wants the line encrypted and the other does not."""


class Unreachable(StoreError):
    """A database does not let us at the conference."""

    def __init__(self, path: Place, barrier: Barrier) -> None:
        super().__init__(f"{path}: {barrier}")
        self.path = path
        self.barrier = barrier


class InUse(StoreError):
    """Another window has the conference open, and this needs it alone."""

    def __init__(self, path: Place, others: tuple[Holder, ...] = ()) -> None:
        super().__init__(f"{path}: open in another window")
        self.path = path
        self.others = others
        """Who has it open, as far as they said."""
