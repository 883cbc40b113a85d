"""Search as you type: who on the list is meant by a few letters, initials or a number.

The delegates stand in the order of the answer, so the best of those a query fits are the first of a set of places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple, Self

from store.records import Area, Delegate, DelegateId, Value
from store.search.near import END, NearWords, is_typo, may_have_typo
from store.search.word_index import (
    Field,
    Held,
    Places,
    Spelled,
    Words,
    any_of,
    each_place,
    holding,
    holding_any,
    set_of,
    spelled_words,
    spelling,
    spelling_any,
    standing_of,
)
from store.vietnamese import (
    bare_name,
    fold,
    given_name,
    initials,
    letter_apart,
    name_key,
    name_parts,
)

NUMBER_WIDTH = 3
"""Digits of a number as it is shown, zeros in front; more if the highest number needs them."""

LONGEST_QUERY = 200
"""Letters; nothing on a list is longer, so what is was pasted by mistake."""


class Rank(IntEnum):
    """How a delegate was found, the surest way first."""

    NUMBER = 0
    SPELLED_GIVEN = 1
    """Each word begins a word of the name, marks included, and one the given name."""
    SPELLED = 2
    """Each word begins a word of the name, marks included."""
    GIVEN = 3
    """Each word begins a word of the name, marks aside, and one the given name."""
    NAME = 4
    INITIALS = 5
    SPELLED_ELSEWHERE = 6
    ELSEWHERE = 7
    """Some words are in the title, the unit, the area or what an office wrote around the name."""
    NUMBER_BEGINS = 8
    NEAR_SPELLED = 9
    """The whole name as it is spelled, but for one letter."""
    NEAR_WHOLE = 10
    """The whole name, marks aside, but for one letter."""
    NEAR_GIVEN = 11
    """One letter is wrong in one word. The words are then as for `GIVEN`."""
    NEAR = 12
    NEAR_ELSEWHERE = 13

    @property
    def is_near(self) -> bool:
        """Whether nobody is called so and this is a guess."""
        return self >= Rank.NEAR_SPELLED


class Match(Value, frozen=True, kw_only=True):
    """Somebody a query found."""

    delegate: DelegateId
    rank: Rank


class _Known(NamedTuple):
    """What a delegate can be found by."""

    order: tuple[object, ...]
    id: DelegateId
    number: int
    name: str
    given: str
    initials: str
    likeness: str
    elsewhere: str


@lru_cache(maxsize=1 << 14)
def _known(delegate: Delegate, area: str) -> _Known:
    address, _, remark = name_parts(delegate.name)
    return _Known(
        order=(name_key(delegate.name), delegate.number, delegate.id),
        id=delegate.id,
        number=delegate.number,
        name=bare_name(delegate.name),
        given=given_name(delegate.name),
        initials=initials(delegate.name),
        likeness=_likeness(delegate.name),
        elsewhere=" ".join((address, remark, delegate.title, delegate.unit, area)),
    )


class _Whole(NamedTuple):
    """A name from its first word to its last, to be compared with all of a query."""

    spelled: str
    folded: str

    @classmethod
    @lru_cache(maxsize=1 << 14)
    def of(cls, name: str) -> Self:
        """Its words one blank apart, as they are spelled and folded."""
        return cls(" ".join(map("".join, spelled_words(name))), fold(name))


def _likeness(name: str) -> str:
    return fold(letter_apart(name)[0])


class Directory:
    """Who is on the list, ready to be searched. A value: `of` makes another when the list changes."""

    def __init__(self, known: Iterable[_Known]) -> None:
        ordered = sorted(known, key=attrgetter("order"))
        self._ids = [each.id for each in ordered]
        self._called = [each.name for each in ordered]
        self._numbers = sorted((each.number, each.id) for each in ordered)
        self._names = Field((each.name for each in ordered), names=True)
        self._given = Field((each.given for each in ordered), names=True)
        self._elsewhere = Field(each.elsewhere for each in ordered)
        self._near = NearWords(
            word.removesuffix(END) for field in (self._names, self._elsewhere) for word in field.folded
        )
        self._initials = Words(((text,), places) for text, places in standing_of(each.initials for each in ordered))
        self._alike = {
            likeness: tuple(self._ids[place] for place in places)
            for likeness, places in standing_of(each.likeness for each in ordered)
        }

    @classmethod
    def of(cls, delegates: Iterable[Delegate], areas: Iterable[Area] = ()) -> Self:
        """A directory of these delegates; their areas can be searched for by the names in `areas`."""
        area_names = {area.id: area.name for area in areas}
        return cls(_known(delegate, area_names.get(delegate.area, "")) for delegate in delegates)

    def find(self, query: str, limit: int = 50) -> list[Match]:
        """The delegates the query may mean, the likeliest first, namesakes side by side, at most `limit`.

        Digits alone are a number: whose it is, then whose begin so. Otherwise each word of the query must begin another
        word of the name, title, unit or area, in any order, or the whole query the initials. Marks in the query put
        those first who are spelled so and hide nobody. Last come those whom it would find but for one wrong letter.
        """
        folded = fold(query)
        words = folded.split()
        if not words or len(folded) > LONGEST_QUERY:
            return []
        if len(words) == 1 and words[0].isdecimal():
            return self._numbered(words[0], limit)
        return self._ranked(query, words, limit)

    def namesakes(self, delegate: Delegate) -> tuple[DelegateId, ...]:
        """Everybody else whose name is the same, marks aside, so that a glance at the name could take one for another.

        What an office adds to tell them apart (`A`, `B`, a unit in parentheses) does not make names different.
        """
        return tuple(id for id in self._alike.get(_likeness(delegate.name), ()) if id != delegate.id)

    def _numbered(self, digits: str, limit: int) -> list[Match]:
        exact = int(digits)
        highest = self._numbers[-1][0] if self._numbers else 0
        spare = max(NUMBER_WIDTH, len(str(highest))) - len(digits)
        lengths = [spare] if digits.startswith("0") else range(spare + 1)
        spans = [(exact, exact + 1), *((exact * 10**more, (exact + 1) * 10**more) for more in lengths if more > 0)]
        found = dict.fromkeys(chain.from_iterable(self._between(*span) for span in spans))
        return [
            Match(delegate=id, rank=Rank.NUMBER if number == exact else Rank.NUMBER_BEGINS)
            for number, id in islice(found, limit)
        ]

    def _between(self, first: int, end: int) -> Sequence[tuple[int, DelegateId]]:
        return self._numbers[bisect_left(self._numbers, (first,)) : bisect_left(self._numbers, (end,))]

    def _ranked(self, query: str, words: Sequence[str], limit: int) -> list[Match]:
        matches: list[Match] = []
        seen: Places = 0
        for rank, places in self._found(query, words):
            fresh = islice(each_place(places & ~seen), limit - len(matches))
            matches += [Match(delegate=self._ids[place], rank=rank) for place in fresh]
            seen |= places
            if len(matches) >= limit:
                break
        return matches

    def _found(self, query: str, words: Sequence[str]) -> Iterator[tuple[Rank, Places]]:
        marked = _marked_words(query)
        named = holding(words, self._names)
        given = holding_any(words, self._given)
        if marked:
            spelled = named & spelling(marked, self._names)
            yield Rank.SPELLED_GIVEN, spelled & spelling_any(marked, self._given)
            yield Rank.SPELLED, spelled
        yield Rank.GIVEN, named & given
        yield Rank.NAME, named
        if len(words) == 1:
            yield Rank.INITIALS, any_of(self._initials.beginning(words[0]))
        anywhere = holding(words, self._names, self._elsewhere)
        if marked:
            yield Rank.SPELLED_ELSEWHERE, anywhere & spelling(marked, self._names, self._elsewhere)
        yield Rank.ELSEWHERE, anywhere
        if may_have_typo(words):
            yield from self._nearly_found(query, words, named, anywhere)

    def _nearly_found(
        self, query: str, words: Sequence[str], named: Places, anywhere: Places
    ) -> Iterator[tuple[Rank, Places]]:
        """Who is found once one of the words is another that is a typo away from it.

        Given names always; the rest of the name if nobody is called so; anything else if nobody is found at all. Half
        the list lives in some `phường`, and nobody who types `huong` means them.
        """
        found = [places for word in dict.fromkeys(words) for places in self._corrected(words, word)]
        near_given = any_of(given for given, _, _ in found)
        yield from self._nearly_whole(query, near_given)
        yield Rank.NEAR_GIVEN, near_given
        near = any_of(near for _, near, _ in found)
        if not named:
            yield Rank.NEAR, near
        if not anywhere | near:
            yield Rank.NEAR_ELSEWHERE, any_of(elsewhere for _, _, elsewhere in found)

    def _nearly_whole(self, query: str, near: Places) -> Iterator[tuple[Rank, Places]]:
        """Those of them whose whole name was typed but for a letter: the others lack a word, or have them otherwise."""
        typed = _Whole.of(query)
        wholes = [(place, _Whole.of(self._called[place])) for place in each_place(near)]
        yield Rank.NEAR_SPELLED, set_of([place for place, one in wholes if is_typo(typed.spelled, one.spelled)])
        yield Rank.NEAR_WHOLE, set_of([place for place, one in wholes if is_typo(typed.folded, one.folded)])

    def _corrected(self, words: Sequence[str], wrong: str) -> Iterator[tuple[Places, Places, Places]]:
        """For each way to put this word right: who is found by the given name, the name, and anything."""
        place = words.index(wrong)
        others = [*words[:place], *words[place + 1 :]]
        named, anywhere = Held(others, self._names), Held(others, self._names, self._elsewhere)
        given = holding_any(others, self._given)
        for right in self._near.to(wrong) if anywhere.places else ():
            found = named.and_also(right)
            yield found & (given | holding_any([right], self._given)), found, anywhere.and_also(right)


def _marked_words(query: str) -> Sequence[Spelled]:
    """The words of the query as spelled; none if it is written without any mark."""
    words = spelled_words(query)
    return words if any(tone or not letters.isascii() for letters, tone in words) else []
