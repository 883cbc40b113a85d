"""What a window goes on with while its database is away: what the server said last, and the outbox on top of it.

The outbox is shared by the windows of a machine. Whichever finds the server first sends it for all and takes it away;
the others notice that it is gone, and begin another one if they cannot reach the server yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Final

from store.engine.desk.outbox import Outbox
from store.engine.desk.recollection import Recollection
from store.engine.file_engine import FileEngine
from store.engine.journal import Commit
from store.engine.seam import Unsent
from store.engine.turn import Turn
from store.errors import Damaged, Trouble, Wrong

_NOT_OURS_ANY_MORE: Final = (Wrong.GONE, Wrong.REPLACED, Wrong.DATA_CHANGED)
"""What the outbox is said to be once another window has sent it, and perhaps begun the next."""


class Meanwhile:
    """Of one window. Raises `OSError` where the disk fails, and the `Trouble` the outbox is in."""

    def __init__(self, outbox: Outbox, known: Recollection) -> None:
        self._outbox = outbox
        self._known = known
        self._box: FileEngine | None = None
        self._inside: AbstractContextManager[Sequence[Commit]] | None = None
        self._unreadable: Trouble | None = None
        """Why the outbox cannot be opened; found out once, for all of it has to be read for that."""
        self.edition = 0
        """Another one whenever it is what another window did that is true from now on."""
        self.was_sent = False
        """Whether another window was found to have sent what waited."""

    @property
    def medium(self) -> FileEngine | Recollection:
        """What is true here."""
        return self._box or self._known

    @property
    def waiting(self) -> int | None:
        """How many commits are in the outbox; None if there is none."""
        return self._box.seq - self._box.base_seq if self._box is not None else None

    @property
    def is_begun(self) -> bool:
        """Whether a window of this machine has done anything that may not have arrived."""
        return self._outbox.is_there

    def goes_on_from(self, known: Recollection) -> None:
        """The server has gone away; unless something waits still, this is what it said last."""
        self._known = known

    # -- looking ------------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether another window of this machine did something."""
        if self._box is not None:
            try:
                return self._box.changed()
            except Damaged as damage:
                self._leave_or_raise(damage)
        return self.is_begun

    def news(self) -> Sequence[Commit]:
        """What other windows of this machine did since the last look."""
        if self._box is None:
            self.join()
            return ()
        try:
            return self._box.news()
        except Damaged as damage:
            self._leave_or_raise(damage)
        return ()

    def join(self) -> None:
        """Takes what another window has begun for true, if one has."""
        if self._unreadable is not None:
            raise self._unreadable
        if self._box is not None:
            return
        try:
            self._box = self._outbox.joined()
        except Trouble as trouble:
            self._unreadable = trouble
            raise
        self.edition += self._box is not None

    # -- a turn -------------------------------------------------------------------------------------------------------

    def turn(self) -> Turn:
        """To be entered: of the windows of this machine."""
        return Turn(self._enter, self._exit)

    def _enter(self) -> Sequence[Commit]:
        if self._box is not None:
            try:
                return self._entered(self._box)
            except Damaged as damage:
                self._leave_or_raise(damage)
        return self._entered(self.begun())

    def begun(self) -> FileEngine:
        """The outbox, if need be a new one."""
        if self._box is None:
            self._box, is_new = self._outbox.begun(self._known)
            self.edition += not is_new
        return self._box

    def _entered(self, box: FileEngine) -> Sequence[Commit]:
        turn: AbstractContextManager[Sequence[Commit]] = box.turn()
        others = turn.__enter__()
        self._inside = turn
        return others

    def _exit(self) -> None:
        turn, self._inside = self._inside, None
        if turn is not None:
            turn.__exit__(None, None, None)

    def append(self, *commits: Commit) -> None:
        """Makes these durable on this machine; call inside a turn."""
        self.begun().append(*commits)

    # -- when the server is back --------------------------------------------------------------------------------------

    def unsent(self) -> Unsent | None:
        """All that waits."""
        self.join()
        box = self._box
        if box is None:
            return None
        if box.trouble is not None:
            raise box.trouble
        try:
            box.news()
        except Damaged as damage:
            self._leave_or_raise(damage)
            return None
        return Unsent(box.tables, box.seq, box.seq - box.base_seq)

    def sent(self, unsent: Unsent) -> None:
        """It goes, unless another window has done something here since."""
        if self._box is None:
            return
        try:
            if self._outbox.retired(self._box, unsent.seq):
                self.let_go()
        except Damaged as damage:
            self._leave_or_raise(damage)

    def discard(self) -> None:
        """It can never be sent."""
        self.let_go()
        self._outbox.discard()

    def let_go(self) -> None:
        """Of the files, as they are."""
        if self._box is not None:
            self._box.let_go()
            self._box = None

    def _leave_or_raise(self, damage: Damaged) -> None:
        """The outbox may be gone because another window has sent it: what is in it stays true here."""
        box = self._box
        if box is None or damage.wrong not in _NOT_OURS_ANY_MORE:
            raise damage
        self._known = Recollection(box.conference, box.tables, box.seq)
        self.let_go()
        self.was_sent = True
