"""What may be asked of two sides while what was done at one comes in at the other (`replay.py`). Pure."""

from __future__ import annotations

from store.apart import Place, Side, Touched, ran, spoken
from store.live_records import ItemRun
from store.numbering import numbering
from store.records import Deed, LogEntry, Record, Session
from store.settling import Known, Lost


class BothSides:
    """Ours, into which theirs comes: what either touched by itself, and which numbers both gave."""

    def __init__(self, here: Side, there: Side) -> None:
        self._sessions = there.state.sessions
        self._ours, self._theirs = Touched(here), Touched(there)
        self.numbers = numbering(here, there, self._theirs)
        self._both_ran = ran(self._ours) and ran(self._theirs)
        both_spoke = bool(spoken(self._ours)) and bool(spoken(self._theirs))
        self._spoken_twice = spoken(self._theirs) if both_spoke else set[Place]()

    def session(self, entry: LogEntry) -> Session:
        """The window there that did something."""
        known = self._sessions.get(entry.session)
        return known or Session(id=entry.session, desk="", role=entry.role, host="", pid=0)

    def is_shared(self, place: Place) -> bool:
        """Whether both touched it, or either could not have while the other did."""
        if place in self.numbers.rivals:
            return False
        return self.numbers.carried(place) in self._ours.last or self.is_torn(place)

    def is_torn(self, place: Place) -> bool:
        """Whether it is of what only one can run, and both did."""
        if place[0] == ItemRun.table:
            return self._both_ran
        return place in self._spoken_twice

    def is_last(self, place: Place, entry: LogEntry) -> bool:
        """Whether they did nothing with it afterwards."""
        return self._theirs.last[place].id == entry.id

    def left_there(self, place: Place, entry: LogEntry) -> Known:
        """What it was there after `entry`, with the number it has here."""
        found = self._theirs.after(place, entry)
        return found if isinstance(found, Lost) else self.numbers.as_here(place, found)

    def at_last(self, place: Place) -> Record | None:
        """What it is there now, with the number it has here."""
        return self.numbers.as_here(place, self._theirs.now(place))

    def came_to_nothing(self, place: Place) -> bool:
        """Whether it is there again what it was before either touched it."""
        return self.base(place) in (self._theirs.now(place), self.at_last(place))

    def came_and_went(self, place: Place) -> bool:
        """Whether it was made there and taken back: nothing of it comes in."""
        return self._ours.now(self.numbers.carried(place)) is None and self._theirs.now(place) is None

    def base(self, place: Place) -> Known:
        """What it was before either touched it."""
        ours = self._ours.first(self.numbers.carried(place))
        return self._theirs.first(place) if isinstance(ours, Lost) else ours

    def their_deed(self, place: Place) -> Deed:
        """What they did with it last."""
        return Deed.of(self._theirs.last[place])

    def our_deed(self, place: Place) -> Deed | None:
        """What was last done with it here."""
        entry = self._ours.last.get(self.numbers.carried(place))
        return Deed.of(entry) if entry else None
