"""Where a roster that somebody sent is likely to lie, and which such files are there.

Nobody at a desk knows where Zalo puts what it receives, so all places are looked through.
"""

from __future__ import annotations

import datetime as dt
import heapq
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

from tui.i18n import N_, _


class Folder(NamedTuple):
    """A folder to look into."""

    path: Path
    label: str
    """What people call it, in the language in use."""
    with_subfolders: bool = False
    """Whether files may also lie one level deeper."""


class Found(NamedTuple):
    """A file that may be meant."""

    path: Path
    folder_label: str
    modified: dt.datetime
    """In local time."""
    size: int
    """In bytes."""
    title: str = ""
    """What people know it by, where that is not the name of the file."""


class _Place(NamedTuple):
    label: str
    root: Callable[[], Path]
    below: str = ""
    with_subfolders: bool = False

    def folder(self) -> Folder:
        return Folder(self.root() / self.below, _(self.label), self.with_subfolders)


class _Seen(NamedTuple):
    """A file of which nothing has been worked out yet: of thousands only the newest are shown."""

    path: str
    label: str
    state: os.stat_result


_ZALO: Final = "Zalo Received Files"
"""Zalo puts it into the home folder's Documents, whatever else the system calls so. To save space on the first drive
people move it to another one."""

_DRIVES: Final[tuple[str, ...]] = ("D:\\", "E:\\") if sys.platform == "win32" else ()

_LIKELY: Final = (
    _Place("Zalo", Path.home, f"Documents/{_ZALO}", with_subfolders=True),
    _Place("Zalo", Path.home, f"OneDrive/Documents/{_ZALO}", with_subfolders=True),
    _Place("Zalo", user_documents_path, _ZALO, with_subfolders=True),
    *(_Place("Zalo", partial(Path, drive), _ZALO, with_subfolders=True) for drive in _DRIVES),
    *(_Place("Zalo", partial(Path, drive), f"Zalo/{_ZALO}", with_subfolders=True) for drive in _DRIVES),
    _Place(N_("Downloads"), user_downloads_path),
    _Place(N_("Downloads"), Path.home, "Downloads"),
    _Place(N_("Downloads"), Path.home, "Tải xuống"),
    _Place(N_("Desktop"), user_desktop_path),
    _Place(N_("Documents"), user_documents_path),
)
"""Of two names of the same folder the earlier counts."""

_BEGINNINGS_OF_NO_ROSTER: Final = ("~$", ".")
"""What Office keeps beside a file it has open, and what is hidden."""


_LONG_AGO: Final = dt.datetime.fromtimestamp(0, dt.UTC)
"""Stands for a date no calendar has."""


def likely_folders(conference: Path) -> list[Folder]:
    """Where rosters arrive on this machine, there or not; last comes the folder of the conference's data file."""
    return [*_likely(), Folder(conference.parent, _("Conference folder"))]


def usual_folders() -> list[Folder]:
    """Where files arrive and are kept on this machine, there or not; last comes the folder the program runs in."""
    return [*_likely(), Folder(Path(), _("This folder"))]


def _likely() -> Iterator[Folder]:
    for place in _LIKELY:
        with suppress(OSError, RuntimeError, ValueError):  # a system that does not tell
            yield place.folder()


def roster_files(extensions: Sequence[str], folders: Sequence[Folder], most: int = 200) -> list[Found]:
    """The newest files with one of the extensions (`.xlsx`), the newest first. For a thread; never raises.

    Folders that are not there or may not be read are passed over, and so is every file that cannot be looked at.
    """
    endings = tuple(extension.casefold() for extension in extensions)
    seen = (file for folder in _distinct(folders) for file in _files(folder, endings))
    newest = heapq.nlargest(most, seen, key=lambda file: file.state.st_mtime)
    return [Found(Path(path), label, _moment(state.st_mtime), state.st_size) for path, label, state in newest]


def _distinct(folders: Sequence[Folder]) -> Iterator[Folder]:
    """Each folder once, their subfolders too: two names may lead to the same."""
    known: set[str] = set()
    for folder in folders:
        for each in (folder, *_subfolders(folder)):
            real = os.path.realpath(each.path)
            if real not in known:
                known.add(real)
                yield each


def _subfolders(folder: Folder) -> Iterator[Folder]:
    for entry in _entries(folder.path) if folder.with_subfolders else ():
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                yield Folder(Path(entry.path), folder.label)


def _files(folder: Folder, endings: tuple[str, ...]) -> Iterator[_Seen]:
    for entry in _entries(folder.path):
        # Most files of a full folder are passed over by their names alone.
        if entry.name.casefold().endswith(endings):
            with suppress(OSError):
                state = entry.stat()
                if stat.S_ISREG(state.st_mode) and not _hidden_by_windows(state):
                    yield _Seen(entry.path, folder.label, state)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What is in the folder, as far as it can be read."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(_BEGINNINGS_OF_NO_ROSTER):
                yield entry


def _hidden_by_windows(state: os.stat_result) -> bool:
    return bool(getattr(state, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN)


def _moment(seconds: float) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).astimezone()
    except (OSError, OverflowError, ValueError):
        return _LONG_AGO
