"""The one thread that owns the store: it runs verbs and looks for what others committed, in order.

The event loop never waits for a disk or a lock. It hands over work and awaits the outcome; what changed comes as
`News`, through a callback that must be safe to call from any thread. That is all this module knows of a screen.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Final, TypeVar

from store import Change, Holder, Place, Progress, RecoveryQuestion, Sent, State, Store, Verb, unwatched
from store.errors import StoreError
from store.records import Session, Stamp

LOOK_S: Final = 0.05
"""How often an idle thread looks whether others have committed: two system calls."""

PATIENCE_S: Final = 1.0
"""After this long without the turn, it is said who has it."""

CLOSING_S: Final = 10.0
"""How long closing may take; every commit is durable before, only folding is left."""

T = TypeVar("T")
Out = TypeVar("Out")


@dataclass(frozen=True)
class Safety:
    """What is known about the safety of what was written."""

    saved: Stamp | None = None
    """When this window last made something durable."""
    backup: dt.datetime | None = None
    """Local time of the newest good backup."""
    second_place: Path | None = None
    backup_elsewhere: dt.datetime | None = None
    cloud: str | None = None
    """The program that copies the conference away, if it lies in such a folder."""
    in_the_open: bool = False
    """Whether somebody on the way to a database could read what is sent."""
    trouble: StoreError | None = None
    """Why nothing can be changed, or why what others do cannot be read."""
    waiting: int | None = None
    """How much waits on this machine for a database that is away; None while it is there."""
    sent: Sent | None = None
    """What was sent last of what had waited."""

    @property
    def backup_missed(self) -> bool:
        """Whether the second place did not get the newest backup: the medium was pulled out, or is full."""
        if self.second_place is None:
            return False
        return self.backup_elsewhere is None or (self.backup is not None and self.backup_elsewhere < self.backup)


@dataclass(frozen=True)
class News:
    """What has become true since the last news."""

    state: State
    changes: tuple[Change, ...]
    safety: Safety


@dataclass(frozen=True)
class Waiting:
    """Something has not had its turn for `PATIENCE_S`; None when it has had it."""

    holder: Holder | None


@dataclass(frozen=True)
class _Job:
    work: Callable[[Store], Any]
    done: Callable[[Any, BaseException | None], None]


class StoreThread:
    """Opens a store in a thread of its own. Raises from the constructor what `open_store` raises."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self.waiting = 0
        """How many have waited longer than `PATIENCE_S`: what was told of a wait may be read when it is over."""
        self._tell: Callable[[News | Waiting], None] = lambda _news: None
        self._changes: list[Change] = []
        self._safety = Safety()
        self._told = Safety()
        self._copying = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backup")
        """Copies for backups: nobody at the door waits for a slow stick."""
        self._backup: Future[Path] | None = None
        opening: Future[Store] = Future()
        self._thread = threading.Thread(target=self._live, args=(open_store, opening), name="store", daemon=True)
        self._thread.start()
        self._store = opening.result()

    # -- for the event loop --------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """What is true, as far as this process has looked."""
        return self._store.state

    @property
    def torn(self) -> int:
        """How many bytes a crash left unfinished, which opening left out."""
        return sum(fault.bytes for fault in self._store.dropped)

    @property
    def session(self) -> Session:
        """This window."""
        return self._store.session

    @property
    def safety(self) -> Safety:
        """How safe what was written is, as of the last news."""
        return self._safety

    @property
    def recovery(self) -> RecoveryQuestion | None:
        """What to ask about a time in which no window was open; None while there is nothing to ask."""
        return self._store.recovery

    @property
    def place(self) -> Place:
        """Where the conference is kept."""
        return self._store.engine.place

    @property
    def path(self) -> Path:
        """The file of this machine beside which what is printed goes."""
        return self._store.beside

    def now(self) -> Stamp:
        """What time it is."""
        return self._store.now()

    def mint(self) -> int:
        """A random id."""
        return self._store.mint()

    def listen(self, tell: Callable[[News | Waiting], None]) -> None:
        """`tell` is called, in the store's thread or the event loop's, with every news from now on."""
        self._tell = tell

    def submit(self, verb: Verb[Out]) -> asyncio.Future[Out]:
        """Queues a verb now; awaiting the result says how it ended. Verbs run in the order they were queued in."""
        return self.call(lambda store: store.run(verb))

    async def run(self, verb: Verb[Out]) -> Out:
        """Runs a verb and returns its durable outcome. Raises what `Store.run` raises."""
        return await self.outcome(self.submit(verb))

    async def outcome(self, future: asyncio.Future[Out]) -> Out:
        """Awaits what was queued, and says who has the turn if that takes long."""
        done, _pending = await asyncio.wait({future}, timeout=PATIENCE_S)
        return future.result() if done else await self._at_last(future)

    async def _at_last(self, future: asyncio.Future[Out]) -> Out:
        self.waiting += 1
        try:
            holder = await asyncio.to_thread(self._holder)
            if not future.done():
                self._tell(Waiting(holder))
            return await future
        finally:
            self.waiting -= 1
            self._tell(Waiting(None))

    async def back_up_to(self, place: Path, progress: Progress = unwatched) -> None:
        """Names the second place for backups and makes one there at once. Raises `OSError` if that fails.

        `progress` is told in the thread that copies.
        """

        def begin(store: Store) -> Future[Path]:
            return self._copying.submit(store.backups.prepare(store.now(), place, progress))

        def finish(store: Store) -> None:
            store.backups.second_place = place
            self._look_at_backups(store)

        await asyncio.wrap_future(await self.call(begin))
        await self.call(finish)

    def call(self, work: Callable[[Store], T]) -> asyncio.Future[T]:
        """Queues work on the store; for the running event loop."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def done(result: Any, error: BaseException | None) -> None:
            with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                loop.call_soon_threadsafe(_settle, future, result, error)

        self._jobs.put(_Job(work, done))
        return future

    def close(self) -> None:
        """Finishes what is queued, folds if nobody else is here, and lets go of the files."""
        self._jobs.put(None)
        self._thread.join(CLOSING_S)

    # -- in the thread -------------------------------------------------------------------------------------------------

    def _live(self, open_store: Callable[[], Store], opening: Future[Store]) -> None:
        # All that is loaded stays: looking through 10,000 delegates for garbage would hold up the first frame, and a
        # scan now and then.
        gc.disable()
        try:
            store = open_store()
            gc.freeze()
        except BaseException as error:
            opening.set_exception(error)
            return
        finally:
            gc.enable()
        store.subscribe(self._changes.append)
        self._safety = replace(self._safety, trouble=store.read_only, cloud=store.cloud)
        self._note_line(store)
        self._look_at_backups(store)
        self._told = self._safety
        store.beat_if_due()
        opening.set_result(store)
        try:
            self._work(store)
        finally:
            # Closing may fold, and then the files a backup is made of change.
            self._copying.shutdown()
            store.close()

    def _work(self, store: Store) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=LOOK_S)
            except Empty:
                self._look(store)
                continue
            if job is None:
                return
            self._do(store, job)

    def _do(self, store: Store, job: _Job) -> None:
        result, failure = None, None
        try:
            result = job.work(store)
        except Exception as error:
            failure = error
        self._safety = replace(self._safety, saved=store.saved)
        self._note_line(store)
        self._note_trouble(store.read_only)
        # Whoever asked is answered first; then everybody is told.
        job.done(result, failure)
        self._publish(store)

    def _look(self, store: Store) -> None:
        trouble: StoreError | None = store.read_only
        try:
            store.refresh()
        except StoreError as error:
            trouble = error
        self._note_line(store)
        self._note_trouble(trouble)
        self._back_up_if_due(store)
        store.beat_if_due()
        self._publish(store)

    def _note_line(self, store: Store) -> None:
        """What is to be known of a line to a database, and of what waits for it."""
        line = store.in_the_open, store.waiting, store.sent
        if line != (self._safety.in_the_open, self._safety.waiting, self._safety.sent):
            self._safety = replace(self._safety, in_the_open=line[0], waiting=line[1], sent=line[2])

    def _note_trouble(self, trouble: StoreError | None) -> None:
        """Each look raises an error of its own for the same trouble; that is no news."""
        if str(trouble) != str(self._safety.trouble):
            self._safety = replace(self._safety, trouble=trouble)

    def _back_up_if_due(self, store: Store) -> None:
        if self._backup is not None:
            if self._backup.done():
                # Even if it failed: one of the two places may have it.
                self._backup = None
                self._look_at_backups(store)
            return
        with suppress(OSError):
            if store.backups.due(store.now()):
                self._backup = self._copying.submit(store.backups.prepare(store.now()))

    def _look_at_backups(self, store: Store) -> None:
        backups = store.backups
        with suppress(OSError):
            self._safety = replace(
                self._safety,
                backup=backups.last_good(),
                second_place=backups.second_place,
                backup_elsewhere=backups.last_good_elsewhere(),
            )

    def _publish(self, store: Store) -> None:
        if not self._changes and self._safety == self._told:
            return
        changes = tuple(self._changes)
        self._changes.clear()
        self._told = self._safety
        self._tell(News(store.state, changes, self._safety))

    def _holder(self) -> Holder | None:
        with suppress(OSError):
            return self._store.engine.turn_holder()
        return None


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.cancelled():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
