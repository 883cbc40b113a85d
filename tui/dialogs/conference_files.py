"""Which conference to open, and which plan to make one from: chosen as a roster is, from what lies where files lie."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.app import App

from store import glance
from tui import calendar_words, last_opened
from tui.dialogs.file_picker import FilePicker
from tui.i18n import N_, _
from tui.machine.folders import Folder, Found, roster_files, usual_folders

_LOOKED_INTO: Final = 60
"""Files that are opened to see whether they are conferences, the newest first."""


class ConferencePicker(FilePicker):
    """Conferences opened lately first, then the newest of those that are found, each by its title and its day."""

    _VERB: ClassVar[str] = N_("⏎ Open {file}")
    _NONE: ClassVar[str] = N_(
        "No conference in: {folders}.\nThe path of its file (toadam.json), or of its folder, can be pasted above."
    )

    def _seek(self) -> list[Found]:
        lately = filter(None, map(_opened_lately, last_opened.lately()))
        others = islice(filter(_is_no_copy, roster_files(self._extensions, self._folders)), _LOOKED_INTO)
        return list(_each_once(filter(None, map(_conference, chain(lately, others)))))


class PlanPicker(FilePicker):
    """Plans an office wrote."""

    _VERB: ClassVar[str] = N_("⏎ Read the plan {file}")
    _NONE: ClassVar[str] = N_(
        "No file {kinds} in: {folders}.\nSave the plan there and come back to this window, or paste its path above."
    )


async def ask_conference(app: App[Any]) -> Path | None:
    """The file of a conference there is."""
    picker = ConferencePicker(_("Which conference?"), (".json",), with_own_folders(usual_folders()))
    return await app.push_screen_wait(picker)


async def ask_plan(app: App[Any]) -> Path | None:
    """The file of an office's own plan."""
    return await app.push_screen_wait(PlanPicker(_("Which plan?"), (".toml",), usual_folders()))


def with_own_folders(folders: list[Folder]) -> list[Folder]:
    """A conference has a folder of its own, one level deeper."""
    home = Folder(Path.home(), _("Home folder"))
    return [folder._replace(with_subfolders=True) for folder in (*folders, home)]


def _opened_lately(path: Path) -> Found | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return Found(path, _("Opened lately"), dt.datetime.fromtimestamp(state.st_mtime).astimezone(), state.st_size)


def _is_no_copy(file: Found) -> bool:
    """Backups lie beside a conference, in a folder that is named after it."""
    return ".json." not in file.path.parent.name


def _conference(file: Found) -> Found | None:
    seen = glance(file.path)
    if seen is None:
        return None
    return file._replace(title=f"{calendar_words.written(seen.date)} · {seen.short_title}")


def _each_once(files: Iterator[Found]) -> Iterator[Found]:
    known: set[str] = set()
    for file in files:
        real = os.path.realpath(file.path)
        if real not in known:
            known.add(real)
            yield file
