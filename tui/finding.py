"""What has been typed into the search field, whom it means, and so what Enter will do. Knows no screen.

Digits alone are a delegate's number, and so is what some layouts make of them. A name that more than one person bears
means nobody until one of them has been chosen: the wrong Nguyễn Văn Hùng admitted is worse than one more key. So it is
with a name that is only nearly that of somebody, even of one person alone: whoever stands at the desk may not be on the
list at all, and then the one who is nearly called so is exactly somebody else. A hint is not read by those who type a
name and Enter in one go. And so it is with several who are found by where they come from: `phu khe`, or a name whose
one wrong letter makes it a ward.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from store import State, codes, in_protocol_order
from store.records import Delegate, DelegateId, Standing
from store.search import Directory, Match, Rank
from tui.machine.keyboard_signs import Sign, has_loose_mark, typed_number

SHOWN: Final = 50
"""As many people as a search shows; whoever needs more letters types them."""

LONGEST_NUMBER: Final = 6
"""Digits; longer ones are a bar code of something else."""


_BY_PLACE: Final = (Rank.SPELLED_ELSEWHERE, Rank.ELSEWHERE)


class Nothing(NamedTuple):
    """The field is empty, and nobody of those who are missing has been chosen."""


class Preparing(NamedTuple):
    """The directory is still being made."""


class Nobody(NamedTuple):
    """Nobody on the list is meant."""

    query: str


class Near(NamedTuple):
    """Nobody is called so, but these are but for one letter, the likeliest first: an arrow has to choose."""

    query: str
    delegates: tuple[DelegateId, ...]


class Namesakes(NamedTuple):
    """Several people of one name: an arrow has to choose."""

    people: int


class Many(NamedTuple):
    """Several people who have a title, a unit or an area in common: an arrow has to choose."""

    people: int


class Proposed(NamedTuple):
    """Those whom an identity card may be of: an arrow has to choose, even if there is only one."""

    people: int


class Code(NamedTuple):
    """A badge's letters typed by hand, or something else that only a scanner types."""

    raw: str


class Person(NamedTuple):
    """Exactly this delegate."""

    delegate: DelegateId
    by_number: bool


class Group(NamedTuple):
    """Several people to be admitted together, in the order in which they were marked."""

    delegates: tuple[DelegateId, ...]


Meaning = Group | Nothing | Preparing | Nobody | Near | Namesakes | Many | Proposed | Code | Person


def not_listed(meaning: object) -> str:
    """The name typed of somebody who does not seem to be on the list: what a new delegate is called."""
    return meaning.query if isinstance(meaning, Nobody | Near) else ""


class Missing:
    """The summoned who have not arrived, in protocol order: what an empty field lists."""

    def __init__(self) -> None:
        self._delegates: object = None
        self._in_order: list[Delegate] = []

    def of(self, state: State) -> tuple[Match, ...]:
        """The first of them. Sorted again only when the list of delegates has changed, not at every arrival."""
        if state.delegates is not self._delegates:
            self._delegates = state.delegates
            self._in_order = in_protocol_order(state.conference, state.delegates.values())
        missing = (
            one for one in self._in_order if one.standing is Standing.SUMMONED and one.id not in state.attendance
        )
        return tuple(Match(delegate=one.id, rank=Rank.NUMBER) for one in islice(missing, SHOWN))


class Finding:
    """A query and the people found for it, one of them perhaps chosen by hand."""

    def __init__(self) -> None:
        self.query = ""
        self.matches: tuple[Match, ...] = ()
        self.place = 0
        """Which of the matches is meant, if any."""
        self.layout: Sign | None = None
        """The keyboard layout that typed the number somebody was found by, if it typed no digits."""
        self.marked: dict[DelegateId, None] = {}
        """Who is to be admitted together."""
        self._directory: Directory | None = None
        self._chosen = False
        self._meaning: Meaning = Nothing()
        self._missing = Missing()
        self._proposed: tuple[Match, ...] = ()

    @property
    def meaning(self) -> Meaning:
        """What Enter will act upon: with some marked, on them and on who is typed besides."""
        if not self.marked:
            return self._meaning
        typed = self._meaning if isinstance(self._meaning, Person) and not self._chosen else None
        return Group(tuple({**self.marked, typed.delegate: None} if typed else self.marked))

    @property
    def highlighted(self) -> int | None:
        """The match Enter will act upon; None while it would act upon none."""
        return self.place if self.matches and isinstance(self._meaning, Person) else None

    def mark(self) -> bool:
        """Space: marks whoever an arrow has chosen, or takes the mark away, and goes on to the next.

        A number typed whole chooses too: no number goes on behind a blank. False if nobody has been chosen: then it is
        a blank between two words.
        """
        if not self._chosen and not self.chosen_by_number:
            return False
        whom = self.matches[self.place].delegate
        if self.marked.pop(whom, whom) is not None:
            self.marked[whom] = None
        self.move(1)
        return True

    @property
    def chosen_by_number(self) -> bool:
        """Whether a number typed, and no arrow, has chosen somebody."""
        by_digits = is_number(self.query.strip()) or self.layout is not None
        return not self._chosen and by_digits and isinstance(self._meaning, Person)

    def unmark_all(self) -> None:
        """Nobody is marked any more."""
        self.marked.clear()

    def forget_choice(self, state: State) -> None:
        """Nobody has been chosen by hand."""
        self._look(state)

    def refresh(self, state: State) -> None:
        """Somebody has come or gone: the list of those missing follows, with who was chosen if still there."""
        if not self.query.strip():
            chosen = self.matches[self.place].delegate if self._chosen and self.matches else None
            self._look(state)
            for place, match in enumerate(self.matches):
                if match.delegate == chosen:
                    self.choose(place)

    @property
    def proposes(self) -> bool:
        """Whether an empty field lists those who were proposed."""
        return bool(self._proposed) and not self.query.strip()

    def propose(self, people: Sequence[DelegateId], state: State) -> None:
        """While nothing is typed, these are listed instead of the missing; nobody, and it is as before."""
        self._proposed = tuple(Match(delegate=one, rank=Rank.NAME) for one in people[:SHOWN])
        if not self.query.strip():
            self._look(state)

    def search_in(self, directory: Directory, state: State) -> None:
        """Takes a directory that knows more; keeps who was chosen."""
        chosen = self.matches[self.place].delegate if self._chosen else None
        self._directory = directory
        self._look(state)
        for place, match in enumerate(self.matches):
            if match.delegate == chosen:
                self.choose(place)

    def look_for(self, query: str, state: State) -> None:
        """The field now says `query`."""
        if query != self.query:
            self.query = query
            self._proposed = ()
            self._look(state)

    def move(self, by: int) -> None:
        """An arrow: chooses the next or the one before. The first one chooses the first."""
        if self.matches:
            fresh = not self._chosen and isinstance(self._meaning, Namesakes | Many | Near | Proposed | Nothing)
            start = -1 if fresh and by > 0 else self.place
            self.choose(min(max(start + by, 0), len(self.matches) - 1))

    def choose(self, place: int) -> None:
        """A click, or an arrow: this one is meant."""
        if 0 <= place < len(self.matches):
            self.place, self._chosen = place, True
            self._meaning = self._person(self.matches[place])

    def _look(self, state: State) -> None:
        self.place, self._chosen, self.layout = 0, False, None
        self.matches = ()
        query = self.query.strip()
        if not query:
            self.matches = self._proposed or self._missing.of(state)
        elif (mapped := self._by_layout(query, state)) is not None:
            self.matches, self._meaning = mapped, self._person(mapped[0])
            return
        elif not _is_code(query):
            self.matches = self._found(query, state)
        self._meaning = self._interpret(query, state)

    def _by_layout(self, query: str, state: State) -> tuple[Match, ...] | None:
        """Who has the number that came as letters, then whom the letters mean; None if they are letters.

        Letters that begin somebody's name, marks included, are that name, unless a tone stands apart as only a layout
        types it: `đỗ` typed by an input method is a family name, on a Vietnamese layout it is 047.
        """
        number = typed_number(query)
        if number is None or number.layout is None or len(number.digits) > LONGEST_NUMBER:
            return None
        whose = state.numbers.get(int(number.digits))
        named = self._found(query, state)
        if whose is None or (not has_loose_mark(query) and any(match.rank <= Rank.SPELLED for match in named)):
            return None
        self.layout = number.layout
        return (Match(delegate=whose, rank=Rank.NUMBER), *(match for match in named if match.delegate != whose))

    def _found(self, query: str, state: State) -> tuple[Match, ...]:
        if self._directory is not None:
            return tuple(self._directory.find(query, SHOWN))
        exact = state.numbers.get(int(query)) if is_number(query) else None
        return (Match(delegate=exact, rank=Rank.NUMBER),) if exact is not None else ()

    def _interpret(self, query: str, state: State) -> Meaning:
        if not query:
            return Proposed(len(self._proposed)) if self._proposed else Nothing()
        if _is_code(query):
            return Code(query)
        if is_number(query):
            exact = bool(self.matches) and self.matches[0].rank is Rank.NUMBER
            return self._person(self.matches[0]) if exact else Nobody(query)
        if self._directory is None:
            return Preparing()
        if not self.matches:
            return Nobody(query)
        if self.matches[0].rank.is_near:
            return Near(query, tuple(match.delegate for match in self.matches))
        alike = self._alike(state)
        if alike > 1:
            return Namesakes(alike)
        of_there = sum(match.rank in _BY_PLACE for match in self.matches)
        by_place = self.matches[0].rank in _BY_PLACE and of_there > 1
        return Many(of_there) if by_place else self._person(self.matches[0])

    def _alike(self, state: State) -> int:
        """How many of those found as surely as the first bear the same name."""
        first = self.matches[0]
        delegate = state.delegates.get(first.delegate)
        if delegate is None or self._directory is None:
            return 0
        same = {first.delegate, *self._directory.namesakes(delegate)}
        return sum(match.delegate in same and match.rank is first.rank for match in self.matches)

    @staticmethod
    def _person(match: Match) -> Person:
        return Person(match.delegate, by_number=match.rank in (Rank.NUMBER, Rank.NUMBER_BEGINS))


def is_number(query: str) -> bool:
    """Whether this is a delegate's number, and no bar code."""
    return query.isascii() and query.isdigit() and len(query) <= LONGEST_NUMBER


def _is_code(query: str) -> bool:
    """A badge's letters, or what no person types into a search: an identity card's QR, a web address, a bar code."""
    reading = codes.read(query)
    if isinstance(reading, codes.Foreign):
        scanned = reading.kind in (codes.ForeignKind.ID_CARD, codes.ForeignKind.URL)
        return scanned or (reading.kind is codes.ForeignKind.DIGITS and reading.length > LONGEST_NUMBER)
    return isinstance(reading, codes.Badge) or query[:1] in codes.LEADS
