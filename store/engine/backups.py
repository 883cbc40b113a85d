"""Backups: the data file and a complete prefix of its journals, in a folder that opens like the conference itself.

One is made by whichever commit finds the last ten minutes old, and again in a second place if one is named (a USB
stick). All of the last hour are kept, then one an hour for a day, then one a day, and of these as many as have room in
`KEEP_BYTES`. Which backup is the newer is told by what is in it, never by its date: the clock may have been set.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.engine.layout import Layout
from store.engine.platform import System
from store.records import Stamp

if TYPE_CHECKING:
    from store.engine.file_engine import FileEngine

EVERY: Final = dt.timedelta(minutes=10)
KEEP_ALL: Final = dt.timedelta(hours=1)
KEEP_HOURLY: Final = dt.timedelta(days=1)
KEEP_BYTES: Final = 500_000_000
"""What the backups in one place may take together; the newest is kept whatever it takes."""

_NAME: Final = "%Y-%m-%d_%H-%M-%S"
_UNFINISHED: Final = ".unfinished"
_CHUNK: Final = 1 << 20


class Backups:
    """The backups of one conference."""

    def __init__(self, engine: FileEngine, system: System) -> None:
        self._engine = engine
        self._system = system
        self._layout = engine.layout
        self._last_made = self._newest(self._layout.backups)
        self._seq_made = -1

    @property
    def second_place(self) -> Path | None:
        """Another medium, which may be pulled out at any time. Noted beside the conference: every window knows it."""
        try:
            return Path(self._system.read_file(self._layout.second_place).decode("utf-8"))
        except (OSError, ValueError):
            return None

    @second_place.setter
    def second_place(self, place: Path | None) -> None:
        if place is None:
            self._system.remove(self._layout.second_place)
        else:
            self._system.write_new(self._layout.second_place, str(place.absolute()).encode("utf-8"))

    def due(self, now: Stamp) -> bool:
        """Whether there is news and the last backup, ours or another's, is old enough. Raises `OSError`."""
        wall = now.wall.replace(tzinfo=None)
        if self._engine.trouble or self._engine.seq in (0, self._seq_made) or _is_fresh(self._last_made, wall):
            return False
        self._last_made = self._newest(self._layout.backups)
        return not _is_fresh(self._last_made, wall)

    def make_if_due(self, now: Stamp) -> Path | None:
        """Makes a backup if one is due. Raises `OSError`."""
        return self.make(now) if self.due(now) else None

    def make(self, now: Stamp) -> Path:
        """Makes a backup at both places, reads it back and thins out the old ones. Raises `OSError`."""
        return self.prepare(now)()

    def prepare(self, now: Stamp) -> Callable[[], Path]:
        """Notes what a backup made now consists of; calling the result makes it, in any thread, before we are closed.

        What counts of the files does not change while this process is present, so nobody waits for the copying.
        """
        wall, seq, files = now.wall.replace(tzinfo=None), self._engine.seq, self._engine.durable_files()
        second = self.second_place
        places = [self._layout.backups, *([second / self._layout.backups.name] if second else [])]
        self._last_made = wall

        def make() -> Path:
            made = [self._make_in(place, files, wall) for place in places]
            self._seq_made = seq
            return made[0]

        return make

    def last_good(self) -> dt.datetime | None:
        """Local time of the newest backup in the first place."""
        return self._newest(self._layout.backups)

    def last_good_elsewhere(self) -> dt.datetime | None:
        """Local time of the newest backup in the second place; None if there is none to be seen."""
        second = self.second_place
        return self._newest(second / self._layout.backups.name) if second else None

    def _make_in(self, place: Path, files: list[tuple[Path, int]], wall: dt.datetime) -> Path:
        finished = _unused(place, wall)
        unfinished = finished.with_name(f"{finished.name}.{os.getpid()}{_UNFINISHED}")
        try:
            self._system.make_folder(unfinished)
            for source, length in files:
                self._copy(source, length, unfinished / source.name)
            self._system.sync_folder(unfinished)
            self._system.replace(unfinished, finished)
        except OSError:
            # What a full disk took of it would leave no room for what happens at the door.
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        self._system.sync_folder(place)
        self._thin(place, wall)
        return finished

    def _copy(self, source: Path, length: int, target: Path) -> None:
        """In pieces: after a long day a journal is larger than what a window may take of the memory."""
        fd = self._system.open_new(target)
        try:
            for piece in self._pieces(source, length):
                self._system.write(fd, piece)
            self._system.sync(fd)
        finally:
            self._system.close(fd)
        if self._digest(source, length) != self._digest(target, length):
            raise OSError(f"{target}: what was written is not what can be read")

    def _pieces(self, path: Path, length: int) -> Iterator[bytes]:
        fd = self._system.open(path)
        try:
            for offset in range(0, length, _CHUNK):
                yield self._system.read_at(fd, min(_CHUNK, length - offset), offset)
        finally:
            self._system.close(fd)

    def _digest(self, path: Path, length: int) -> bytes:
        digest = sha256()
        for piece in self._pieces(path, length):
            digest.update(piece)
        return digest.digest()

    def _newest(self, place: Path) -> dt.datetime | None:
        backups = backups_in(place)
        return backups[-1][1] if backups else None

    def _thin(self, place: Path, now: dt.datetime) -> None:
        for path in (*superseded(backups_in(place), now), *_abandoned(place, now)):
            _discard(path)
        for path in beyond(KEEP_BYTES, [(path, _bytes_in(path)) for path, _ in backups_in(place)]):
            _discard(path)


def _unused(place: Path, wall: dt.datetime) -> Path:
    """The name of a backup made now; a second later if the clock has been here before."""
    path = place / wall.strftime(_NAME)
    return _unused(place, wall + dt.timedelta(seconds=1)) if path.exists() else path


def _discard(path: Path) -> None:
    """Out of the way first, so that nobody takes half of it for a backup, nor goes on making it."""
    doomed = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
    with suppress(OSError):
        path.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


def backups_in(place: Path) -> list[tuple[Path, dt.datetime]]:
    """The finished backups in a folder and what the clock said when each was made, in the order of their making."""
    if not place.is_dir():
        return []
    made = ((path, _moment(path.name)) for path in place.iterdir())
    return sorted(
        ((path, at) for path, at in made if at is not None), key=lambda backup: (_come_to(backup[0]), *backup)
    )


def _come_to(backup: Path) -> tuple[int, int]:
    """How far the conference had come: which journal it was at, and how much was in that. Both only ever grow."""
    journals = [path for path in backup.glob("*.journal-*") if path.suffix.removeprefix(".journal-").isdecimal()]
    return max(((int(path.suffix.removeprefix(".journal-")), path.stat().st_size) for path in journals), default=(0, 0))


def _bytes_in(backup: Path) -> int:
    return sum(path.stat().st_size for path in backup.iterdir())


def _moment(name: str) -> dt.datetime | None:
    """Local time, as a person reads it."""
    try:
        return dt.datetime.strptime(name, _NAME)
    except ValueError:
        return None


def _is_fresh(made: dt.datetime | None, now: dt.datetime) -> bool:
    return made is not None and dt.timedelta(0) <= now - made < EVERY


def _abandoned(place: Path, now: dt.datetime) -> list[Path]:
    """What crashed while it was made; another process may be at one just now."""
    return [path for path in place.glob(f"*{_UNFINISHED}") if not _is_fresh(_moment(path.name.split(".")[0]), now)]


def superseded(backups: list[tuple[Path, dt.datetime]], now: dt.datetime) -> list[Path]:
    """Which backups, of these in the order of their making, a newer one of the same period makes unnecessary."""
    keep = {_period(made, now): path for path, made in backups}
    return [path for path, _ in backups if path not in keep.values()]


def _period(made: dt.datetime, now: dt.datetime) -> tuple[int, ...]:
    """An hour or, further away, a day. In the future lies what was made while the clock was wrong, or before it was."""
    day = (made.year, made.month, made.day)
    away = abs(now - made)
    if away < KEEP_ALL:
        return (*day, made.hour, made.minute, made.second)
    return (*day, made.hour) if away < KEEP_HOURLY else day


def beyond(budget: int, sizes: list[tuple[Path, int]]) -> list[Path]:
    """Which of these, the newest last, have no room beside those that are newer; never the newest itself."""
    newest_first = sizes[::-1]
    taken = accumulate(size for _, size in newest_first)
    return [path for (path, _), so_far in list(zip(newest_first, taken, strict=True))[1:] if so_far > budget]


def conference_in(backup: Path, layout: Layout) -> Path:
    """The data file inside a backup of this conference."""
    return backup / layout.data.name
