"""Backups: the data file and a complete prefix of its journals, in a folder that opens like the conference itself.

One is made by whichever commit finds the last ten minutes old, and again in a second place if one is named (a USB
stick). All of the last hour are kept, then one an hour for a day, then one a day.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.engine.layout import Layout
from store.engine.part import Part
from store.engine.platform import System
from store.records import Stamp

if TYPE_CHECKING:
    from store.engine.file_engine import FileEngine

EVERY: Final = dt.timedelta(minutes=10)
KEEP_ALL: Final = dt.timedelta(hours=1)
KEEP_HOURLY: Final = dt.timedelta(days=1)

_NAME: Final = "%Y-%m-%d_%H-%M-%S"
_UNFINISHED: Final = ".unfinished"


class Backups:
    """The backups of one conference."""

    def __init__(self, engine: FileEngine, system: System) -> None:
        self._engine = engine
        self._system = system
        self._layout = engine.layout
        self._last_made: dt.datetime | None = None
        """By us, or when we last looked."""
        self._seq_made = -1
        self._second_known: Path | None = None

    @property
    def second_place(self) -> Path | None:
        """Another medium, which may be pulled out at any time. Noted beside the conference: every window knows it."""
        try:
            self._second_known = Path(self._system.read_file(self._layout.second_place).decode("utf-8"))
        except ValueError:
            return None
        except OSError:
            # When the whole folder was deleted it is needed most.
            return None if self._engine.trouble or self._engine.in_place() else self._second_known
        return self._second_known

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
        # Where the folder was moved away, nothing may stand in its place when somebody puts it back.
        return not _is_fresh(self._last_made, wall) and self._engine.in_place()

    def make_if_due(self, now: Stamp) -> Path | None:
        """Makes a backup if one is due. Raises `OSError`."""
        return self.make(now) if self.due(now) else None

    def make(self, now: Stamp) -> Path:
        """Makes a backup at both places, reads it back and thins out the old ones. Raises `OSError`."""
        return self.prepare(now)()

    def prepare(self, now: Stamp, new_place: Path | None = None) -> Callable[[], Path]:
        """Notes what a backup made now consists of; calling the result makes it, in any thread, before we are closed.

        What counts of the files does not change while this process is present, so nobody waits for the copying. The
        second copy goes to `new_place` instead of the second place, if it is given.
        """
        wall, seq, parts = now.wall.replace(tzinfo=None), self._engine.seq, self._engine.parts()
        second = new_place or self.second_place
        self._last_made = wall

        def make() -> Path:
            name = self._free_name(wall, second)
            try:
                made = self._make_in(self._layout.backups / name, parts, wall)
            finally:
                # Even if the first place is full.
                if second:
                    self._make_elsewhere(second, name, parts, wall, is_new=new_place is not None)
            self._seq_made = seq
            return made

        return make

    def last_good(self) -> dt.datetime | None:
        """Local time of the newest backup in the first place."""
        return self._newest(self._layout.backups)

    def last_good_elsewhere(self) -> dt.datetime | None:
        """Local time of the newest backup in the second place; None if there is none to be seen."""
        second = self.second_place
        try:
            return self._newest(second / self._layout.backups.name) if second else None
        except OSError:
            return None

    def _free_name(self, wall: dt.datetime, second: Path | None) -> str:
        """The same at both places. The backup of the same second stays: until the new one is durable it is the last."""
        places = [self._layout.backups, *([second / self._layout.backups.name] if second else [])]
        while any(self._system.exists(place / wall.strftime(_NAME)) for place in places):
            wall += dt.timedelta(seconds=1)
        return wall.strftime(_NAME)

    def _make_elsewhere(self, second: Path, name: str, parts: list[Part], wall: dt.datetime, *, is_new: bool) -> None:
        """Where a medium was pulled out there may still be an empty folder, on the very disk that needs a backup."""
        place = second / self._layout.backups.name
        if not is_new and not self._system.exists(place):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place))
        self._make_in(place / name, parts, wall)

    def _make_in(self, finished: Path, parts: list[Part], wall: dt.datetime) -> Path:
        unfinished = finished.with_name(f"{finished.name}.{os.getpid()}{_UNFINISHED}")
        try:
            self._system.make_folder(unfinished)
            self._system.sync_folder(finished.parent.parent)
            for part in parts:
                self._write(part, unfinished / part.name)
            self._system.sync_folder(unfinished)
            self._system.replace(unfinished, finished)
        except OSError:
            # On a full disk half a backup takes the room of the next arrivals.
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        self._system.sync_folder(finished.parent)
        self._thin(finished.parent, wall)
        return finished

    def _write(self, part: Part, target: Path) -> None:
        content = part.read(self._system)
        self._system.write_new(target, content)
        if self._system.read_file(target) != content:
            raise OSError(f"{target}: what was written is not what can be read")

    def _newest(self, place: Path) -> dt.datetime | None:
        return max((made for _, made in backups_in(place)), default=None)

    def _thin(self, place: Path, now: dt.datetime) -> None:
        for path in (*superseded(backups_in(place), now), *_abandoned(place, now)):
            shutil.rmtree(path, ignore_errors=True)


def backups_in(place: Path) -> list[tuple[Path, dt.datetime]]:
    """The finished backups in a folder and when each was made, oldest first."""
    if not place.is_dir():
        return []
    made = ((path, _moment(path.name)) for path in place.iterdir())
    return sorted(((path, at) for path, at in made if at is not None), key=lambda backup: backup[1])


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
    """Which backups a newer one of the same hour, or for older ones the same day, makes unnecessary."""
    keep: dict[tuple[int, ...], Path] = {}
    for path, made in backups:
        keep[_period(made, now)] = path
    return [path for path, _ in backups if path not in keep.values()]


def _period(made: dt.datetime, now: dt.datetime) -> tuple[int, ...]:
    day = (made.year, made.month, made.day)
    age = now - made
    if age < KEEP_ALL:
        return (*day, made.hour, made.minute, made.second)
    return (*day, made.hour) if age < KEEP_HOURLY else day


def conference_in(backup: Path, layout: Layout) -> Path:
    """The data file inside a backup of this conference."""
    return backup / layout.data.name
