"""A file, chosen from those that have arrived or typed as a path.

Nobody at a desk knows where Zalo puts what it receives: the folders are looked through, the newest file stands first.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from store import vietnamese
from store.text import shown
from tui import places
from tui.blank import NOTHING, Blank, Lack
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import N_, _
from tui.machine.folders import Folder, Found, roster_files
from tui.typed_path import shortened, there, typed_path
from tui.widgets.hint_line import HintLine
from tui.widgets.lines import cell
from tui.widgets.long_list import Items, LongList
from tui.widgets.search_field import SearchField
from tui.widgets.text_field import TextField

_FOLDER, _WHEN, _GAP = 16, 14, 2
"""Columns behind the name: the folder, when it came."""
_LONGEST = 60
"""Characters of what Enter opens."""


class FilePicker(Dialog[Path]):
    """Returns the file, or None. The path of a folder shows what is in that one instead."""

    PLACE = places.LOOKING
    AUTO_FOCUS = "SearchField"
    _VERB: ClassVar[str] = N_("⏎ Read {file}")
    _NONE: ClassVar[str] = N_(
        "No file {kinds} in: {folders}.\n"
        "Save the roster there and come back to this window, or paste the path of the file or its folder above."
    )
    """What stands there when no file is found."""

    def __init__(self, title: str, extensions: Sequence[str], folders: Sequence[Folder]) -> None:
        super().__init__()
        self._title, self._extensions, self._folders = title, extensions, folders
        self._found: list[Found] | None = None
        self._files: list[Found] = []
        """Of those found, what the words in the field leave."""
        self._gone_to = False
        """Whether somebody has moved to a file since typing."""

    def compose(self) -> ComposeResult:
        """A field, the files, and what Enter will do."""
        with Vertical(classes="dialog file-picker"):
            yield plain(self._title, classes="dialog-title")
            field = SearchField(self._enter, self._move)
            field.placeholder = _("A few letters of the name, or the whole path of the file")
            yield field
            yield LongList()
            yield HintLine(id="choice")
            yield key_line(_("↑↓ choose · Esc back"))

    def on_mount(self) -> None:
        """Looks now, and again whenever somebody comes back from where the file was saved."""
        self._show()
        self.watch(self.app, "app_focus", self._look_again)

    def _look_again(self, focus: bool) -> None:
        if focus:
            self._find()

    @work(exclusive=True)
    async def _find(self) -> None:
        self._found = await asyncio.to_thread(self._seek)
        self._show()

    def _seek(self) -> list[Found]:
        """The files to choose from; in a thread."""
        return roster_files(self._extensions, self._folders)

    # -- typing --------------------------------------------------------------------------------------------------------

    @on(TextField.Changed)
    def _typed(self, event: TextField.Changed) -> None:
        event.stop()
        self._gone_to = False
        self._show()

    def _show(self) -> None:
        """A file that somebody has gone to stays chosen while others come; otherwise it is the newest."""
        text, chosen = self.query_one(SearchField).text, self._chosen if self._gone_to else None
        self._files = [] if typed_path(text) else matching(self._found or [], text)
        place = next((place for place, file in enumerate(self._files) if chosen and file.path == chosen.path), 0)
        instead = NOTHING if typed_path(text) else self._instead()
        self.query_one(LongList).show(Items(len(self._files), self._draw, instead=instead), place)
        self._hint()

    def _instead(self) -> Blank:
        if self._found is None:
            return Blank(_("Looking for files"), lack=Lack.WAITS)
        if self._found:
            return Blank(_("No file is called so"), _("The whole path can be pasted here too."))
        folders = ", ".join(dict.fromkeys(folder.label for folder in self._folders))
        told, _line, helps = _(self._NONE).partition("\n")
        return Blank(told.format(kinds=", ".join(self._extensions), folders=shown(folders)), helps)

    def _draw(self, place: int, width: int) -> Sequence[Content]:
        file = self._files[place]
        name = max(width - _FOLDER - _WHEN - _GAP, 1)
        columns = (
            cell(shortened(shown(_called(file)), name), name + _GAP),
            cell(shown(file.folder_label), _FOLDER),
            cell(when(file.modified, dt.datetime.now().astimezone()), _WHEN),
        )
        return [Content("").join(columns)]

    def _hint(self) -> None:
        hint, path, chosen = self.query_one("#choice", HintLine), self._path(), self._chosen
        target = shown(str(path)) if path is not None else shown(_called(chosen)) if chosen is not None else ""
        target = shortened(target, _LONGEST)
        hint.show(_(self._VERB).format(file=target) if target else "", acts=bool(target))

    def _path(self) -> Path | None:
        return typed_path(self.query_one(SearchField).text)

    @property
    def _chosen(self) -> Found | None:
        place = self.query_one(LongList).place
        return self._files[place] if place is not None and place < len(self._files) else None

    # -- choosing ------------------------------------------------------------------------------------------------------

    def _move(self, by: int) -> None:
        self.query_one(LongList).move(by)
        self._gone_to = True
        self._hint()

    def _enter(self, text: str) -> bool:
        path, chosen = typed_path(text), self._chosen
        if path is not None:
            self._open(path)
        elif chosen is not None:
            self.dismiss(chosen.path)
        else:
            self.refuse(_("No file is chosen: save it in one of these folders, or paste its path"))
        return False

    @work(exclusive=True, group="open")
    async def _open(self, path: Path) -> None:
        """Takes the file, or goes into the folder."""
        found, is_folder = await asyncio.to_thread(_looked_up, path)
        if found is None:
            self.refuse(_("There is no such file: {path}").format(path=shown(str(path))))
        elif is_folder:
            self._folders, self._found = [Folder(found, found.name)], None
            self.query_one(SearchField).clear()
            self._find()
        elif self.is_active:
            self.dismiss(found)

    @on(LongList.Clicked)
    def _point_at(self, event: LongList.Clicked) -> None:
        """Points at a file; a second time takes it."""
        event.stop()
        self._gone_to = True
        self._hint()
        if event.again:
            self.dismiss(self._files[event.place].path)


def _looked_up(path: Path) -> tuple[Path | None, bool]:
    """Where the path really is, and whether that is a folder. For a thread: a stick may take its time to answer."""
    found = there(path)
    return found, found is not None and found.is_dir()


def matching(files: Sequence[Found], text: str) -> list[Found]:
    """The files in whose name or folder every word of the text stands, without diacritics; all of them for no text."""
    words = vietnamese.fold(text).split()
    return [file for file in files if all(word in _words_of(file) for word in words)]


def _words_of(file: Found) -> str:
    return vietnamese.fold(f"{file.title} {file.path.name} {file.folder_label}")


def _called(file: Found) -> str:
    return file.title or file.path.name


def when(moment: dt.datetime, now: dt.datetime) -> str:
    """`today 14:05`, `yesterday 14:05`, else the day."""
    days = (now.date() - moment.date()).days
    if days == 0:
        return _("today {time}").format(time=f"{moment:%H:%M}")
    if days == 1:
        return _("yesterday {time}").format(time=f"{moment:%H:%M}")
    return f"{moment:%d/%m}" if moment.year == now.year else f"{moment:%d/%m/%Y}"
