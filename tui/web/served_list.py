"""Who can come and who is there: each role with its PIN, below it the devices that are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from store.records import Role
from store.text import shown
from tui.blank import NOTHING, Blank
from tui.i18n import _
from tui.roles import role_name
from tui.time_words import in_minutes
from tui.web.sessions import Sessions, WebSession
from tui.widgets.course_list import CourseList
from tui.widgets.lines import Line, cell

Entry = Role | WebSession

_PIN: Final = 12


class ServedList(CourseList):
    """Roles first, then whoever is in; arrows and clicks choose one."""

    def __init__(self, pins: Mapping[Role, str], sessions: Sessions, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pins, self._sessions = pins, sessions
        self._chosen = 0
        self._token = ""
        """Of the session chosen: rows move when somebody comes or goes."""

    @property
    def entries(self) -> list[Entry]:
        """What the rows are about."""
        return [*self._pins, *self._sessions]

    @property
    def entry(self) -> Entry:
        """The chosen row."""
        return self.entries[self.chosen()]

    def choose(self, place: int) -> None:
        """An arrow, or a click."""
        self._chosen = max(0, min(place, self.count() - 1))
        entry = self.entries[self._chosen]
        self._token = entry.token if isinstance(entry, WebSession) else ""
        self.redraw()

    # -- what the list asks for ----------------------------------------------------------------------------------------

    def count(self) -> int:
        return len(self._pins) + len(self._sessions)

    def chosen(self) -> int:
        if self._token:
            tokens = [one.token for one in self._sessions]
            return len(self._pins) + tokens.index(self._token) if self._token in tokens else 0
        return min(self._chosen, self.count() - 1)

    def now(self) -> int:
        return 0

    def row(self, place: int, width: int) -> Line:
        """`1234 5678  Chủ trì`, `● Chủ trì  iPad · Safari  192.168.1.23`"""
        entry = self.entries[place]
        text = self._session(entry) if isinstance(entry, WebSession) else self._role(entry)
        return Line(cell(text, width), "course-list--chosen" if place == self.chosen() else "")

    def instead(self) -> Blank:
        return NOTHING

    def _role(self, role: Role) -> str:
        pin = self._pins[role]
        return f" {pin[:4]} {pin[4:]}".ljust(_PIN) + role_name(role)

    def _session(self, session: WebSession) -> str:
        state = "●" if session.connected else "○"
        away = "" if session.connected else in_minutes(int(self._sessions.now() - session.seen) * 1000)
        told = (f" {state} {role_name(session.role)}", shown(session.browser), session.address, away)
        return "  ".join(filter(None, told)) or _("nobody")
