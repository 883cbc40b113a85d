"""What each role is called and gets to see. What it may do is said by each verb, and held by the store."""

from __future__ import annotations

from typing import Any, Final

from textual.actions import parse
from textual.app import App

from store.records import Role
from tui.i18n import N_, _
from tui.keys import Key

ONLY_OFFICE: Final = frozenset({Role.OFFICE})
"""Who does what concerns the whole file, or the laptop itself."""

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


_NAMES: Final = {
    Role.OFFICE: N_("Office"),
    Role.RECEPTION: N_("Check-in desk"),
    Role.MODERATOR: N_("Moderator"),
    Role.SECRETARY: N_("Secretary"),
    Role.HALL: N_("Display for the hall"),
}


def may_press(app: App[Any], key: Key) -> bool:
    """Whether a key does anything in this window, on the screen of its mode."""
    owner, action, parameters = parse(key.action) if key.action else ("", "", ())
    asked = app if owner == "app" else app.screen_stack[0]
    return not action or bool(asked.check_action(action, parameters))


def has_screen(app: App[Any], mode: str) -> bool:
    """Whether this window has that screen."""
    return bool(app.check_action("show", (mode,)))


def role_name(role: Role) -> str:
    """What a person calls the role."""
    return _(_NAMES[role])
