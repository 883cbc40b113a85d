"""Backups: the data file and a complete prefix of its journals, in a folder that opens like the conference itself.

One is made by whichever commit finds the last ten minutes old, and again in a second place if one is named (a USB
stick). All of the last hour are kept, then one an hour for a day, then one a day, and of these as many as have room in
`KEEP_BYTES`; and for good the last of each older format of the file, which an upgrade makes (`upgrade.py`). Which
backup is the newer is told by what is in it, never by its date: the clock may have been set.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
from collections.abc import Callable
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.engine.copying import UNFINISHED, Part, copy_files
from store.engine.layout import Layout
from store.engine.platform import System
from store.progress import Progress, part, unwatched
from store.records import Stamp

if TYPE_CHECKING:
    from store.engine.seam import Engine

EVERY: Final = dt.timedelta(minutes=10)
KEEP_ALL: Final = dt.timedelta(hours=1)
KEEP_HOURLY: Final = dt.timedelta(days=1)
KEEP_BYTES: Final = 500_000_000
"""What the backups in one place may take together; the newest is kept whatever it takes."""

_NAME: Final = "%Y-%m-%d_%H-%M-%S"
_JOURNAL: Final = re.compile(r".*\.journal-([0-9]{1,15})")
_FINISHED: Final = re.compile(r"(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)(_format-\d+)?")


class Backups:
    """The backups of one conference."""

    def __init__(self, engine: Engine, system: System) -> None:
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
            fresh = self._layout.fresh_second_place
            self._system.write_new(fresh, str(place.absolute()).encode("utf-8"))
            self._system.replace(fresh, self._layout.second_place)
        self._system.sync_folder(self._layout.folder)

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

    def leave_behind(self, now: Stamp) -> Path:
        """The last a window does whose files were taken away: their folder is made anew if it has to be. Raises
        `OSError`."""
        self._system.make_folder(self._layout.folder)
        return self.make(now)

    def prepare(self, now: Stamp, new_place: Path | None = None, progress: Progress = unwatched) -> Callable[[], Path]:
        """Notes what a backup made now consists of; calling the result makes it, in any thread, before we are closed.

        What counts of the files does not change while this process is present, so nobody waits for the copying. The
        second copy goes to `new_place` instead of the second place, if it is given. `progress` is told in that thread.
        """
        wall, seq, parts = now.wall.replace(tzinfo=None), self._engine.seq, self._engine.parts()
        second = new_place or self.second_place
        self._last_made = wall

        def make() -> Path:
            places = [self._layout.backups, *([second / self._layout.backups.name] if second else [])]
            name = unused_name(places, wall, self._system)
            try:
                made = self._make_in(self._layout.backups / name, parts, wall, part(progress, 0, len(places)))
            finally:
                # Even if the first place is full.
                if second:
                    told, is_new = part(progress, 1, len(places)), new_place is not None
                    self._make_elsewhere(second, name, parts, wall, told, is_new=is_new)
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

    def _make_elsewhere(
        self, second: Path, name: str, parts: list[Part], wall: dt.datetime, progress: Progress, *, is_new: bool
    ) -> None:
        """Where a medium was pulled out there may still be an empty folder, on the very disk that needs a backup."""
        place = second / self._layout.backups.name
        if is_new:
            self._system.make_folder(second)
        elif not self._system.exists(place):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place))
        self._make_in(place / name, parts, wall, progress)

    def _make_in(self, finished: Path, parts: list[Part], wall: dt.datetime, progress: Progress) -> Path:
        copy_files(parts, finished, self._system, progress)
        self._thin(finished.parent, wall)
        return finished

    def _newest(self, place: Path) -> dt.datetime | None:
        backups = backups_in(place, self._system)
        return backups[-1][1] if backups else None

    def _thin(self, place: Path, now: dt.datetime) -> None:
        for path in (*superseded(self._ordinary(place), now), *self._abandoned(place, now)):
            self._discard(path)
        sizes = [(path, bytes_in(path, self._system)) for path, _ in self._ordinary(place)]
        for path in beyond(KEEP_BYTES, sizes):
            self._discard(path)

    def _ordinary(self, place: Path) -> list[tuple[Path, dt.datetime]]:
        """Those that may be thinned out."""
        return [backup for backup in backups_in(place, self._system) if not is_of_format(backup[0].name)]

    def _abandoned(self, place: Path, now: dt.datetime) -> list[Path]:
        """What crashed while it was made; another process may be at one just now."""
        unfinished = (name for name in self._system.names_in(place) if name.endswith(UNFINISHED))
        return [place / name for name in unfinished if not _is_fresh(_moment(name.split(".")[0]), now)]

    def _discard(self, path: Path) -> None:
        """Out of the way first, so that nobody takes half of it for a backup, nor goes on making it."""
        doomed = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
        with suppress(OSError):
            self._system.replace(path, doomed)
            self._system.remove_folder(doomed)


def unused_name(places: list[Path], wall: dt.datetime, system: System, *, format: int | None = None) -> str:
    """The same at all places, for a backup made now or the last one of an older format.

    Where the clock has been here before it is a second later: the backup that is there stays, for until the new one is
    durable it is the last.
    """
    name = wall.strftime(_NAME) + (f"_format-{format}" if format else "")
    if any(system.exists(place / name) for place in places):
        return unused_name(places, wall + dt.timedelta(seconds=1), system, format=format)
    return name


def is_of_format(name: str) -> bool:
    """Whether this is the last backup of an older format, which stays."""
    match = _FINISHED.fullmatch(name)
    return match is not None and match[2] is not None


def backups_in(place: Path, system: System | None = None) -> list[tuple[Path, dt.datetime]]:
    """The finished backups in a folder and what the clock said when each was made, in the order of their making."""
    system = system or System()
    made = ((place / name, _moment(name)) for name in system.names_in(place))
    finished = ((path, at) for path, at in made if at is not None)
    return sorted(finished, key=lambda backup: (_come_to(backup[0], system), *backup))


def bytes_in(backup: Path, system: System) -> int:
    """How much there is to be read in it."""
    return sum(system.edition(str(backup / name)).bytes for name in system.names_in(backup))


def _come_to(backup: Path, system: System) -> tuple[int, int]:
    """How far the conference had come: which journal it was at, and how much was in that. Both only ever grow."""
    names = (_JOURNAL.fullmatch(name) for name in system.names_in(backup))
    journals = ((int(match[1]), backup / match[0]) for match in names if match)
    try:
        return max(((number, system.edition(str(path)).bytes) for number, path in journals), default=(0, 0))
    except OSError:
        return 0, 0


def _moment(name: str) -> dt.datetime | None:
    """Local time, as a person reads it."""
    match = _FINISHED.fullmatch(name)
    try:
        return dt.datetime.strptime(match[1], _NAME) if match else None
    except ValueError:
        return None


def _is_fresh(made: dt.datetime | None, now: dt.datetime) -> bool:
    return made is not None and dt.timedelta(0) <= now - made < EVERY


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
