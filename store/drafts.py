"""Half-written proposals: what stands in a window's editor, so that it is still there after a crash.

Each window has a file of its own beside the conference, which no log knows and no undo brings back. A window that dies
lets go of it, and the next one that asks takes it over; so no two windows ever work on one draft.
"""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import msgspec

from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.slots import SlotFile
from store.errors import DraftNotKept, ReadOnly
from store.proposal_records import ProposalKind, Submitter
from store.records import SessionId, Stamp, Value


class Aim(StrEnum):
    """What words written about a proposal are for."""

    ANSWER = "answer"
    SPLIT = "split"


class Aside(Value, frozen=True, kw_only=True):
    """What is being written about a proposal, above the text in the editor; as typed."""

    aim: Aim
    proposal: int
    text: str


class Draft(Value, frozen=True, kw_only=True):
    """What is being written, and of what; as typed, right or not."""

    text: str
    kind: ProposalKind = ProposalKind.UNSORTED
    theme: str = ""
    addressee: str = ""
    due: str = ""
    submitters: tuple[Submitter, ...] = ()
    many: bool = False
    item: int | None = None
    speech: int | None = None
    noted: Stamp
    editing: int | None = None
    """The proposal that is being put right; None for a new one."""
    aside: Aside | None = None


class Drafts:
    """The draft of one window. Nothing is on disk before there is one."""

    def __init__(self, layout: Layout, session: SessionId, system: System, closed: ReadOnly | None = None) -> None:
        """`closed` says why nothing can be written down in this conference, and no draft is kept."""
        self._layout = layout
        self._session = session
        self._system = system
        self._closed = closed
        self._file: SlotFile | None = None
        self.set_aside: list[Path] = []
        """Drafts of others that could not be read, where they are now."""

    def keep(self, draft: Draft) -> None:
        """On the medium when it returns. Raises `DraftNotKept` where the disk fails; what was kept last is still
        there then."""
        if self._closed:
            raise self._closed
        content = msgspec.json.encode(draft)
        try:
            if self._file is not None and not self._file.is_there:
                self.close()
            if self._file is None:
                self._file = SlotFile.made(self._layout.draft(self._session), self._system)
                self._system.sync_folder(self._layout.folder)
            if self._file.content != content:
                self._file.write(content)
        except OSError as error:
            raise DraftNotKept(error) from error

    def drop(self) -> None:
        """It has been saved, or is not wanted. Raises `DraftNotKept` if the disk does not let go of it."""
        file, self._file = self._file, None
        try:
            if file is not None:
                file.remove()
        except OSError as error:
            raise DraftNotKept(error) from error

    def left(self) -> Draft | None:
        """The draft of this window, or of one that no longer lives, which is this one's from now on."""
        if self._file is None and not self._closed:
            self._file = next(filter(None, map(self._take_over, self._layout.drafts(self._system))), None)
        return _draft(self._file) if self._file else None

    def close(self) -> None:
        """What was not dropped stays, and is offered to the next window that asks."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close() if file.content else file.remove()

    def _take_over(self, path: Path) -> SlotFile | None:
        """The file of a window that no longer lives, if a draft is in it. What the disk does not give stays there."""
        with suppress(OSError):
            file = SlotFile.taken(path, self._system)
            if file is None or _draft(file) is not None:
                return file
            if file.damaged or file.content:
                file.close()
                self._set_aside(path)
            else:
                file.remove()
        return None

    def _set_aside(self, path: Path) -> None:
        kept = self._layout.kept_aside(path.name.removeprefix(f"{self._layout.data.name}."))
        self._system.replace(path, kept)
        self.set_aside.append(kept)


def _draft(file: SlotFile) -> Draft | None:
    try:
        return msgspec.json.decode(file.content or b"", type=Draft)
    except msgspec.MsgspecError:
        return None
