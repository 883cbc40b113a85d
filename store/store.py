"""The store: one conference, opened by one session.

`run` carries out a verb in one transaction; `state` is what is true; listeners are told of every change, ours and
others'. A `Store` belongs to one thread; screens keep theirs behind a thread of its own and read the immutable `state`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from store.address import Place
from store.clock import Clock, elapsed_s
from store.drafts import Drafts
from store.engine.backups import Backups
from store.engine.choosing import create_at, desk_at
from store.engine.heartbeat import Pulse
from store.engine.journal import Commit, Fault
from store.engine.locks import Holder
from store.engine.places import cloud_folder
from store.engine.platform import System
from store.engine.seam import Engine
from store.engine.tables import Tables
from store.errors import Damaged, NotSaved, ReadOnly, Reason, Refused, StoreError, Trouble, TurnLost, Wrong
from store.live_records import Speech
from store.loading import NotOurs, load_state
from store.progress import Progress, unwatched
from store.records import AgendaItem, Conference, LogEntry, Role, Session, SessionId, Stamp, Value
from store.recovery import BEAT_S, RecoveryQuestion, after_beat, recovery_question
from store.state import State
from store.text import clean
from store.transaction import Transaction
from store.verbs import Verb

if TYPE_CHECKING:
    from store.anonymity import Request
    from store.erasure import Erased
    from store.plan import Plan
    from store.replay import Replayed
    from store.sending import Sending, Sent

Out = TypeVar("Out")

IDS: Final = 1 << 53
"""Ids are below this: what JSON carries without loss."""

TURNS: Final = 3
"""How often a verb is tried whose turn was lost before its commit was durable."""

Mint = Callable[[], int]
"""Where random ids come from."""


def system_mint() -> int:
    """A random id of 53 bits from the operating system."""
    return int.from_bytes(os.urandom(7), "big") >> 3 or 1


class Change(Value, frozen=True, kw_only=True):
    """Something was committed, here or elsewhere; `entry` says what and which records."""

    entry: LogEntry
    ours: bool


Listener = Callable[[Change], None]


class Store:
    """An open conference."""

    def __init__(self, engine: Engine, session: Session, clock: Clock, mint: Mint, system: System) -> None:
        self.engine = engine
        self.session = session
        self.mint = mint
        self.backups = Backups(engine, system)
        self.pulse: Pulse | None = None
        """The last sign of life of this conference that this session gave."""
        self.drafts = Drafts(engine.layout, session.id, system, closed=self.read_only)
        self._system = system
        self._clock = clock
        self._state = load_state(engine.tables, engine.seq)
        self._edition = engine.edition
        self._known = {entry["id"]: entry["seq"] for entry in engine.tables.documents(LogEntry.table)}
        """The ids of all commits, and their numbers."""
        self._listeners: list[Listener] = []
        self.saved: Stamp | None = None
        """When this session last made something durable."""
        self.sent: Sent | None = None
        """What was sent last of what was done offline."""

    @property
    def state(self) -> State:
        """What is true, as far as this process has looked."""
        return self._state

    @property
    def read_only(self) -> ReadOnly | None:
        """Why nothing can be changed; None if it can."""
        trouble = self.engine.trouble
        return ReadOnly(self.engine.place, trouble) if trouble else None

    @property
    def cloud(self) -> str | None:
        """The program that copies the conference to a cloud, to be warned of."""
        return cloud_folder(self.engine.layout.data)

    @property
    def in_the_open(self) -> bool:
        """Whether somebody on the way to a database could read names, to be warned of."""
        return self.engine.in_the_open

    @property
    def waiting(self) -> int | None:
        """How many commits wait on this machine for a database that is away; None while it is there."""
        return self.engine.waiting

    @property
    def beside(self) -> Path:
        """The file of this machine beside which what is printed goes and layouts of an office's own are looked for."""
        return self.engine.layout.data

    @property
    def dropped(self) -> list[Fault]:
        """Unfinished writes that were found at the end of a journal and left out."""
        return self.engine.dropped

    def now(self) -> Stamp:
        return self._clock(self._state.conference.zone)

    def subscribe(self, listener: Listener) -> None:
        """`listener` is called in the store's thread after each commit."""
        self._listeners.append(listener)

    def run(self, verb: Verb[Out], *, id: int | None = None) -> Out:
        """Carries out `verb` and returns its outcome once it is durable.

        Running the same `id` again returns the first outcome and changes nothing. Raises `Refused` if a rule says no,
        `NotSaved` if the disk did, `ReadOnly` if nothing can be changed; in each case nothing has happened. Raises
        `Unconfirmed` where a database went away with the commit and nobody can say: running the same `id` again tells.
        """
        id = self.mint() if id is None else id
        try:
            outcome, commit = self._in_turn(verb, id, TURNS)
        except OSError as error:
            raise NotSaved(error) from error
        except Trouble as trouble:
            raise ReadOnly(self.engine.place, trouble) from trouble
        if commit is not None:
            self.saved = commit.entry.at
            self._tell(commit.entry, ours=True)
        return outcome

    def _in_turn(self, verb: Verb[Out], id: int, turns: int) -> tuple[Out, Commit | None]:
        """The outcome and the commit it took, None if that was known already."""
        try:
            with self.engine.turn() as others:
                self._catch_up(others)
                self._must_be_writable()
                if id in self._known:
                    return self._first_outcome(verb, id), None
                outcome, commit, state = self._apply(verb, id)
                self.engine.append(commit)
                self._state = state.logged(commit.entry)
                self._known[id] = commit.entry.seq
                return outcome, commit
        except TurnLost:
            if turns == 1:
                raise
            return self._in_turn(verb, id, turns - 1)

    def rehearse(self, verb: Verb[Out]) -> Out:
        """What `verb` would answer now; nothing is changed. Raises `Refused` as `run` would."""
        return verb.apply(Transaction(self._state, self.session, self.now()))

    def refresh(self) -> bool:
        """Looks whether others have committed; cheap if not. True if there was something new.

        Raises `ReadOnly` if what they left is damaged and `NotSaved` if the disk cannot be read.
        """
        try:
            if not self.engine.changed():
                return False
            before = self._state.seq, self._edition
            self._catch_up(self.engine.news())
            self._send()
        except OSError as error:
            raise NotSaved(error) from error
        except Trouble as trouble:
            raise ReadOnly(self.engine.place, trouble) from trouble
        return before != (self._state.seq, self._edition)

    def erase_person(self, request: Request, progress: Progress = unwatched) -> Erased:
        """Deletes a person on request (`erasure.py`); nothing that was done before can be undone in what was theirs.

        Raises `Refused` if nobody has the number or this session may not, `InUse` while another window is open,
        `NotSaved` where the disk fails, `ReadOnly` if nothing can be changed.
        """
        from store.anonymity import Occasion
        from store.erasure import erase

        if self.session.role is not Role.OFFICE:
            raise Refused(Reason.ROLE, role=self.session.role)
        self._must_be_writable()
        try:
            with self.engine.alone():
                occasion = Occasion(at=self.now(), session=self.session.id, role=self.session.role, mint=self.mint)
                return erase(self.engine, request, occasion, self._system, progress)
        except OSError as error:
            raise NotSaved(error) from error
        except Trouble as trouble:
            raise ReadOnly(self.engine.place, trouble) from trouble
        finally:
            self._catch_up(())

    def _read_anew(self) -> None:
        """Everything was replaced. What is new, or was done offline and has another number now, is told."""
        self._state = load_state(self.engine.tables, self.engine.seq)
        self._edition, log = self.engine.edition, self.log()
        before, self._known = self._known, {entry.id: entry.seq for entry in log}
        for entry in log:
            if before.get(entry.id) != entry.seq:
                self._tell(entry, ours=entry.session == self.session.id)

    def log(self) -> list[LogEntry]:
        """Every commit, oldest first."""
        entries = map(LogEntry.from_document, self.engine.tables.documents(LogEntry.table))
        return sorted(entries, key=lambda entry: entry.seq)

    def back_up_if_due(self) -> None:
        """Makes a backup if the last one is ten minutes old; call when nobody waits."""
        with suppress(OSError):
            self.backups.make_if_due(self.now())

    def beat_if_due(self) -> None:
        """Gives a sign of life if the last one is ten seconds old; call when nobody waits."""
        now = self.now()
        if self.pulse is not None and elapsed_s(self.pulse.alive, now) < BEAT_S:
            return
        with suppress(OSError):
            self.pulse = after_beat(self._state, self.engine.pulses.read(), now)
            self.engine.pulses.write(self.pulse)

    @property
    def recovery(self) -> RecoveryQuestion | None:
        """What to ask about a time in which no window was open."""
        return recovery_question(self._state, self.pulse, self.now())

    def close(self) -> None:
        """Lets go of the files, folding the journal if nobody else is here.

        If somebody took them away, memory is the last place where everything is: it leaves a backup.
        """
        with suppress(OSError):
            if self.read_only is None and not self.engine.in_place():
                self.backups.leave_behind(self.now())
        self.drafts.close()
        self.engine.close()

    def _apply(self, verb: Verb[Out], id: int) -> tuple[Out, Commit, State]:
        if self.session.role not in verb.roles:
            raise Refused(Reason.ROLE, role=self.session.role)
        tx = Transaction(self._state, self.session, self.now())
        outcome = verb.apply(tx)
        if self.session.id not in self._state.sessions:
            tx.put(self.session)
        commit = tx.commit(id=id, verb=verb.verb_name, args=verb.arguments(), outcome=msgspec.to_builtins(outcome))
        return outcome, commit, tx.state

    def _first_outcome(self, verb: Verb[Out], id: int) -> Out:
        """Asking twice is rare: the log is looked through, rather than every answer kept at hand."""
        log = self.engine.tables.documents(LogEntry.table)
        answered: Out = msgspec.convert(next(entry["outcome"] for entry in log if entry["id"] == id), verb.answers)
        return answered

    # -- what was done offline ----------------------------------------------------------------------------------------

    def _send(self) -> None:
        """What was done on this machine while the database was away is done over there."""
        while unsent := self.engine.unsent():
            from store.sending import Sending, Sent

            sending, brought = Sending(unsent), []
            while some := self._bring(sending, TURNS):
                brought += some
            self.engine.sent(unsent)
            if self.engine.waiting is None:
                self.sent = Sent(unsent.actions, brought)

    def _bring(self, sending: Sending, turns: int) -> list[Replayed]:
        """As much of it as one turn takes; what arrived without our knowing is known by its id."""
        try:
            with self.engine.turn() as others:
                self._catch_up(others)
                self._must_be_writable()
                some = sending.next(self._state, self.log())
                if some:
                    self.engine.append(*(one.commit for one in some))
                self._take(one.commit for one in some)
        except TurnLost:
            if turns == 1:
                raise
            return self._bring(sending, turns - 1)
        for one in some:
            self._tell(one.commit.entry, ours=one.commit.entry.session == self.session.id)
        return some

    def _take(self, commits: Iterable[Commit]) -> None:
        for commit in commits:
            self._state = self._state.after(commit)
            self._known[commit.entry.id] = commit.entry.seq

    def _catch_up(self, others: Sequence[Commit]) -> None:
        if self._edition != self.engine.edition:
            self._read_anew()
            return
        self._take(others)
        for commit in others:
            self._tell(commit.entry, ours=False)

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise self.read_only

    def _tell(self, entry: LogEntry, *, ours: bool) -> None:
        if self._listeners:
            change = Change(entry=entry, ours=ours)
            for listener in self._listeners:
                listener(change)


def open_store(
    place: Place,
    *,
    desk: str,
    role: Role = Role.OFFICE,
    clock: Clock | None = None,
    mint: Mint = system_mint,
    system: System | None = None,
    fold: bool = True,
) -> Store:
    """Opens a conference as a new session at `desk`.

    Without `fold` the files stay as they are: who only looks brings no file of an older format up to date, which would
    take it out of the hands of whoever still has the older program.

    Raises a `StoreError` that says why if it cannot; a conference that can be read but not changed opens and says so in
    `read_only`.
    """
    import platform

    system = system or System()
    desk = clean(desk)
    engine = desk_at(place, Holder(pid=os.getpid(), desk=desk), system, fold=fold)
    session = Session(id=SessionId(mint()), desk=desk, role=role, host=platform.node(), pid=os.getpid())
    try:
        store = Store(engine, session, clock or engine.clock, mint, system)
    except NotOurs as error:
        engine.close()
        raise engine.trouble or Damaged(engine.place, Wrong.DATA_UNREADABLE) from error
    except BaseException:
        engine.close()
        raise
    if store.waiting is not None:
        # What a window of before left. If it cannot be sent now, the next look tells why.
        with suppress(StoreError):
            store.refresh()
    return store


def create_conference(place: Place, plan: Plan, *, system: System | None = None) -> None:
    """Writes the conference a plan describes. Raises `AlreadyThere` rather than overwrite anything."""
    tables = Tables(
        {
            Conference.table: {"1": plan.conference.to_document()},
            AgendaItem.table: {str(item.id): item.to_document() for item in plan.agenda},
        }
        | ({Speech.table: {str(one.id): one.to_document() for one in plan.presentations}} if plan.presentations else {})
    )
    create_at(place, plan.conference.id, tables, system or System())
