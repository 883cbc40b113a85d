"""The line before the desk that learns: who waits, whether they were done right, how long it took, what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from store import State
from store.records import CAME, DelegateId
from tui.drill.deeds import STANDINGS, is_done, is_void
from tui.drill.morning import Errand, Visit

LONGEST: Final = 5
"""More people than this do not wait in one line: they go to the other desk, …"""
LONGEST_WITH_BADGE: Final = 3
"""… those with nothing the matter sooner."""
PATIENCE_S: Final = 90.0
"""After so many real seconds at the front people go in without being taken down."""


@dataclass
class Waiting:
    """Somebody in the line; moments are real seconds of work (`DrillClock.worked_s`)."""

    visit: Visit
    came_s: float
    front_s: float | None = None
    """Since when they stand at the front."""


class Served(NamedTuple):
    """Somebody who was done right."""

    visit: Visit
    took_s: float
    """From the front of the line on."""
    waited_s: float
    """From the end of it on."""


class Slip(StrEnum):
    """What can go wrong at a desk, and be put right as long as it is noticed."""

    WRONG_PERSON = "wrong_person"
    """Somebody was taken down who was not there."""
    NOT_THE_SUBSTITUTE = "not_the_substitute"
    """A substitute was taken down as the delegate."""
    BADGE_BELIEVED = "badge_believed"
    """Somebody went in on the badge of another, and was not taken down."""
    LET_GO = "let_go"
    """Somebody was kept waiting, and went in without being taken down."""
    NO_NAME = "no_name"
    """Admitted, and never named."""


class Mistake(NamedTuple):
    """Something that went wrong and was not put right, and with whom."""

    slip: Slip
    delegate: DelegateId | None = None
    name: str = ""


@dataclass
class Line:
    """Before the desk of this name."""

    desk: str
    waiting: list[Waiting] = field(default_factory=list)
    served: list[Served] = field(default_factory=list)
    gone: list[Visit] = field(default_factory=list)
    _guests: set[DelegateId] = field(default_factory=set)
    """Those on no list who were done."""

    def has_room(self, visit: Visit) -> bool:
        """Whether somebody who comes now waits here."""
        return len(self.waiting) < (LONGEST_WITH_BADGE if visit.errand is Errand.BADGE else LONGEST)

    def join(self, visit: Visit, now_s: float) -> None:
        """At the end."""
        self.waiting.append(Waiting(visit, now_s))
        self._step_up(now_s)

    def look(self, state: State, now_s: float) -> bool:
        """Lets go who was done, or who is tired of waiting; whether the line is another one then."""
        before = len(self.waiting)
        for one in [*self.waiting]:
            if self._is_done(one.visit, state):
                self._leave(one, now_s)
            elif is_void(one.visit, state):
                self.waiting.remove(one)
        self._step_up(now_s)
        front = self.waiting[0] if self.waiting else None
        if front is not None and now_s - (front.front_s or 0.0) > PATIENCE_S:
            self.waiting.remove(front)
            self.gone.append(front.visit)
            self._step_up(now_s)
        return len(self.waiting) != before

    def _leave(self, one: Waiting, now_s: float) -> None:
        self.waiting.remove(one)
        front_s = now_s if one.front_s is None else one.front_s
        self.served.append(Served(one.visit, now_s - front_s, now_s - one.came_s))

    def _step_up(self, now_s: float) -> None:
        if self.waiting and self.waiting[0].front_s is None:
            self.waiting[0].front_s = now_s

    def _is_done(self, visit: Visit, state: State) -> bool:
        if visit.errand not in STANDINGS:
            return is_done(visit, state)
        guest = next(self._new_guests(visit.errand, state), None)
        if guest is not None:
            self._guests.add(guest)
        return guest is not None

    def _new_guests(self, errand: Errand, state: State) -> Iterator[DelegateId]:
        """Who was admitted here as such, and is nobody's guest yet; the newest are the last on the list."""
        for one in state.delegates.values():
            if one.standing is STANDINGS[errand] and one.id not in self._guests and self._came_here(one.id, state):
                yield one.id

    def _came_here(self, id: DelegateId, state: State) -> bool:
        attendance = state.attendance.get(id)
        return attendance is not None and attendance.desk == self.desk and attendance.status in CAME

    # -- at the end ----------------------------------------------------------------------------------------------------

    def mistakes(self, state: State) -> list[Mistake]:
        """What is wrong in the list as it stands, by whoever was at this desk."""
        went = [_why_gone(visit, state) for visit in self.gone]
        return [*self._wrong(state), *went, *self._nameless(state)]

    def _wrong(self, state: State) -> Iterator[Mistake]:
        """Taken down here, though nobody came to this desk for them."""
        visits = (*(one.visit for one in self.served), *(one.visit for one in self.waiting), *self.gone)
        expected = {one.delegate for one in visits} | self._guests
        for id in sorted(one for one in state.attendance if one not in expected and self._came_here(one, state)):
            yield Mistake(Slip.WRONG_PERSON, id)

    def _nameless(self, state: State) -> Iterator[Mistake]:
        for id in sorted(one for one in state.nameless if self._came_here(one, state)):
            yield Mistake(Slip.NO_NAME, id)


def _why_gone(visit: Visit, state: State) -> Mistake:
    """Whoever went in without being taken down: what the desk did instead."""
    came = visit.delegate is not None and visit.delegate in state.attendance
    if visit.errand is Errand.SUBSTITUTE and came:
        return Mistake(Slip.NOT_THE_SUBSTITUTE, visit.delegate, visit.name)
    scanned = state.trails.get(visit.badge) if visit.badge is not None else None
    believed = visit.errand is Errand.OTHERS_BADGE and scanned is not None and scanned.times > 1
    return Mistake(Slip.BADGE_BELIEVED if believed else Slip.LET_GO, visit.delegate, visit.name)
