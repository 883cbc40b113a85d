"""Which speech or which item of the agenda an arrow or a click has chosen, if any. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum


class Side(Enum):
    """The list in which arrows choose."""

    SPEAKERS = "speakers"
    AGENDA = "agenda"


class Choosing:
    """One place in one of two lists; Esc lets go of it."""

    def __init__(self) -> None:
        self.side = Side.SPEAKERS
        self.chosen: int | None = None
        """The id of a speech or an item, as the side says."""

    @property
    def speech(self) -> int | None:
        """The chosen speech."""
        return self.chosen if self.side is Side.SPEAKERS else None

    @property
    def item(self) -> int | None:
        """The chosen item of the agenda."""
        return self.chosen if self.side is Side.AGENDA else None

    def turn(self) -> None:
        """The other list; nothing in it is chosen yet."""
        self.choose(Side.AGENDA if self.side is Side.SPEAKERS else Side.SPEAKERS, None)

    def choose(self, side: Side, id: int | None) -> None:
        """This one, in this list."""
        self.side, self.chosen = side, id

    def let_go(self) -> bool:
        """Nothing is chosen; False if nothing was."""
        was, self.chosen = self.chosen, None
        return was is not None

    def move(self, by: int, ids: Sequence[int], first: int) -> None:
        """An arrow: from the chosen one on; from nothing, down to the place `first`, up to the one before it."""
        if not ids:
            return
        start = ids.index(self.chosen) if self.chosen in ids else first - 1 if by > 0 else first
        self.chosen = ids[min(max(start + by, 0), len(ids) - 1)]

    def follow(self, ids: Sequence[int]) -> None:
        """The list has changed: what is gone is no longer chosen."""
        if self.chosen is not None and self.chosen not in ids:
            self.chosen = None
