"""What is rehearsed."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """One of the two; the rest of the morning goes on by itself. Named as the screen it is done on."""

    DOOR = "reception"
    HALL = "moderator"
