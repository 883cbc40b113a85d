"""What is said where something is not there: that it is none, that it is coming, that it cannot be had. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple


class Lack(StrEnum):
    """Why something is not there. Its value is the sign it has wherever it is said; a calm nothing has none."""

    NONE = ""
    WAITS = "…"
    STALE = "⚠"
    REFUSED = "✘"

    def said(self, told: str) -> str:
        """The sign and the words."""
        return f"{self.value} {told}" if self.value else told


class Blank(NamedTuple):
    """What stands in the place of rows."""

    told: str = ""
    next: str = ""
    """The key or deed that helps."""
    lack: Lack = Lack.NONE


NOTHING: Final = Blank()
"""Nothing is said."""
