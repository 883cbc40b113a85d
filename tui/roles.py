"""What each role gets to see. What it may do is said by each verb, and held by the store."""

from __future__ import annotations

from typing import Final

from store.records import Role

SCREENS: Final = {
    Role.OFFICE: ("reception", "moderator", "proposals", "overview", "delegates", "hall"),
    Role.RECEPTION: ("reception", "overview"),
    Role.MODERATOR: ("moderator", "proposals", "overview"),
    Role.SECRETARY: ("proposals", "overview"),
    Role.HALL: ("hall",),
}
"""The first is where a window of the role begins."""


def screen_for(role: Role, wanted: str = "") -> str:
    """The screen that was asked for, if the role has it, or else its first."""
    return wanted if wanted in SCREENS[role] else SCREENS[role][0]
