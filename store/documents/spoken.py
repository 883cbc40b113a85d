"""What is read out or held in the hand at the lectern, before any layout: lines under headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """One thing to say; the name stands out on paper."""

    before: str
    name: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The whole of it."""
        return f"{self.before}{self.name}{self.after}"


class Block(NamedTuple):
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...] = ()


class Spoken(NamedTuple):
    """A whole document."""

    title: str
    """Which conference."""
    heading: str
    opening: str
    aloud: Sequence[Block]
    """In large type."""
    asides: Sequence[Block] = ()
    """What is not read out."""
