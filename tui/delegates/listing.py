"""The list of delegates as one window looks at it: what is looked for, the filter, who is chosen, who is marked.

People are found by the rules of the reception desk; while nothing is looked for, the list has everybody who fits the
filter. A search looks among everybody, so that a filter somebody has forgotten hides nobody. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from store import State
from store.records import DelegateId
from store.search import Directory
from tui.delegates.filters import EVERYBODY, Filter, Roll
from tui.finding import Finding, Group, Meaning, Nothing, Person, is_number
from tui.machine.keyboard_signs import Sign


class Listing:
    """Who is listed; one of them may be chosen, several marked. Whoever is chosen stays so when the list changes."""

    def __init__(self, roll: Roll, state: State) -> None:
        self.roll = roll
        self.query = ""
        self.filter: Filter = EVERYBODY
        self.rows: Sequence[DelegateId] = ()
        self.chosen: DelegateId | None = None
        self.place = 0
        """Where the chosen one stands; with nobody chosen where an arrow begins."""
        self.marked: dict[DelegateId, None] = {}
        """Whom the next deed is about, in the order in which they were marked."""
        self.state = state
        """What was true when the list was last brought up to date: nobody on it is unknown there."""
        self._directory: Directory | None = None
        self._meant: Meaning = Nothing()
        """What the query means by itself."""
        self.layout: Sign | None = None
        """The keyboard layout that typed the number somebody was found by, if it typed no digits."""
        self._by_hand = False
        self._scanned: DelegateId | None = None
        """Whom a scan chose, until somebody chooses."""
        self._look()

    # -- what is listed ------------------------------------------------------------------------------------------------

    def look_for(self, query: str) -> None:
        """The field now says `query`."""
        if query.strip() == self.query:
            return
        self.query = query.strip()
        self._by_hand = False
        self._look()
        if self.query:
            self._choose_meant()
        else:
            self._choose(None)

    def search_in(self, directory: Directory) -> None:
        """Takes a directory that knows more."""
        self._directory = directory
        if self.query:
            self._look()
            if self.chosen is None or not self._by_hand:
                self._choose_meant()

    def keep(self, filter: Filter) -> None:
        """From now on only whoever fits this, while nothing is looked for."""
        self.filter = filter
        self._look()
        if self.chosen is None:
            self.place = 0

    def follow(self, state: State) -> None:
        """Takes in what has become true."""
        relisted, self.state = state.delegates is not self.state.delegates, state
        changed = self.roll.follow(state)
        if relisted:
            self.marked = {one: None for one in self.marked if one in state.delegates}
        if relisted if self.query else changed:
            self._look()

    def _look(self) -> None:
        self._meant, self.layout = Nothing(), None
        if not self.query:
            self._list(self.roll.fitting(self.filter))
            return
        finding = Finding()
        finding.look_for(self.query, self.state)
        if self._directory is not None:
            finding.search_in(self._directory, self.state)
        self._meant, self.layout = finding.meaning, finding.layout
        self._list([match.delegate for match in finding.matches if match.delegate in self.state.delegates])

    def _list(self, rows: Sequence[DelegateId]) -> None:
        self.rows = rows
        self._choose(self.chosen)

    # -- who is meant --------------------------------------------------------------------------------------------------

    @property
    def meaning(self) -> Meaning:
        """What Enter will act upon."""
        if self.marked:
            return Group(tuple(self.marked))
        if self.chosen is not None:
            return Person(self.chosen, by_number=False)
        return self._meant

    def move(self, by: int) -> None:
        """An arrow; the first one chooses where the last one chosen stood."""
        self.go_to(self.place + (by if self.chosen is not None else 0))

    def go_to(self, place: int) -> None:
        """Chooses whoever stands there, or at the end that is nearer."""
        if self.rows:
            self.place = min(max(place, 0), len(self.rows) - 1)
            self.chosen, self._by_hand, self._scanned = self.rows[self.place], True, None

    def let_go(self) -> None:
        """Nobody is chosen any more."""
        self.chosen, self._by_hand = None, False

    def mark(self) -> bool:
        """Space: marks whoever an arrow has chosen, or takes the mark away, and goes on to the next.

        A number typed whole chooses too. False if nobody was chosen: then it is a blank between two words.
        """
        if self.chosen is None or not (self._by_hand or not self.query or self.chosen_by_number):
            return False
        if self.chosen in self.marked:
            del self.marked[self.chosen]
        else:
            self.marked[self.chosen] = None
        self.move(1)
        return True

    @property
    def chosen_by_number(self) -> bool:
        """Whether a number typed, and no arrow, has chosen somebody."""
        return self.chosen is not None and not self._by_hand and (is_number(self.query) or self.layout is not None)

    def unmark_all(self) -> None:
        """Nobody is marked any more."""
        self.marked.clear()

    def shows(self, delegate: DelegateId) -> bool:
        """Whether the list has this delegate now."""
        return delegate in self.rows

    def reveal(self, delegate: DelegateId) -> None:
        """Chooses somebody who was added: what hides them, the query or else the filter, is given up."""
        if not self.shows(delegate):
            self.look_for("")
        if not self.shows(delegate):
            self.keep(EVERYBODY)
        self._choose(delegate)
        self._by_hand = self.chosen is not None

    def offer(self, delegate: DelegateId) -> None:
        """Chooses somebody who was scanned, where the list shows them and nobody was looked for or chosen by hand."""
        taken = self.query or self.marked or self.chosen not in (None, self._scanned)
        if not taken and self.shows(delegate):
            self._choose(delegate)
            self._by_hand, self._scanned = True, delegate

    def _choose_meant(self) -> None:
        """Whom the query means by itself; else the first arrow chooses the first."""
        self.place = 0
        self._choose(self._meant.delegate if isinstance(self._meant, Person) else None)

    def _choose(self, delegate: DelegateId | None) -> None:
        """Nobody, if the list does not have them; then an arrow goes on where they stood."""
        last = max(len(self.rows) - 1, 0)
        if delegate is not None and delegate in self.rows:
            self.chosen, self.place = delegate, self.rows.index(delegate)
        else:
            self.chosen, self.place = None, min(self.place, last)
