"""The pages a browser gets: the way in, and a window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader

from assets import ASSETS
from store.records import Role
from tui import keys
from tui.i18n import _, language
from tui.roles import SCREENS, role_name
from tui.web.access import IN_BROWSERS
from tui.web.sessions import WINDOWS

FOLDER: Final = ASSETS / "web"


class Pages:
    """Made once; `title` is the conference's, `secure` whether what is sent is encrypted."""

    def __init__(self, title: str, *, secure: bool) -> None:
        self._templates = Environment(loader=FileSystemLoader(FOLDER), autoescape=True)
        self._title = title
        self._secure = secure

    def pin(self, refused: str = "") -> str:
        """Asks for a PIN."""
        return self._enter(refused=refused)

    def roles(self) -> str:
        """Asks on the laptop itself what is to be shown."""
        return self._enter(roles=[(role.value, role_name(role)) for role in IN_BROWSERS])

    def link(self, key: str, role: Role) -> str:
        """Asks whether to enter by a link, which a preview of it must not use up."""
        return self._enter(link=key, words={"enter_as": _("Enter: {role}").format(role=role_name(role))})

    def _enter(self, *, words: Mapping[str, str] | None = None, **values: Any) -> str:
        note = _("Encrypted.") if self._secure else _("Not encrypted: whoever is on this Wi-Fi could read along.")
        told = {"pin": _("PIN, 8 digits"), "enter": _("Enter"), "note": note} | dict(words or {})
        return self._page("enter.html", words=told, **values)

    def window(self, socket: str, font_size: int, role: Role) -> str:
        """A window of the program."""
        words = {
            "lost": _("No connection – trying again … Nothing that was saved is lost."),
            "elsewhere": _("This window is open on another page of this device now."),
            "closed": _("The window was closed."),
            "full": _("All {n} windows are in use. Close one, or end one on the laptop.").format(n=WINDOWS),
            "again": _("Open here"),
            "leave": _("Sign out"),
        }
        touch = () if role is Role.HALL else _touch(role)
        return self._page("window.html", words=words, socket=socket, font_size=font_size, touch=touch)

    def _page(self, name: str, **values: Any) -> str:
        return self._templates.get_template(name).render(title=self._title, lang=language(), **values)


def _touch(role: Role) -> tuple[tuple[str, str], ...]:
    """Keys to be touched where there is no keyboard, by their names in `window.js`, and what stands on them."""
    modes = {key: key.id.removeprefix("app.") for key in keys.MODES}
    own = (key for key in (keys.HELP, *keys.MODES) if modes.get(key) in (None, *SCREENS[role]))
    following = (keys.NEXT,) if "proposals" in SCREENS[role] else ()
    functions = tuple((key.key, key.shown) for key in (*own, keys.ADD, keys.MORE, *following, keys.HANDOVER))
    arrows = (("left", "←"), ("up", "↑"), ("down", "↓"), ("right", "→"))
    named = (("undo", keys.UNDO.hint), ("find", keys.PALETTE.hint))
    return (("escape", "Esc"), *functions, *named, ("tab", "Tab"), *arrows, ("enter", "⏎"))
