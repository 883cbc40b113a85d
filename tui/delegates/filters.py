"""Whom the list of delegates shows: everybody, those of one state, one area, one category. Pure.

The summoned divide into present, absent and not arrived just as in the head counts, so that a filter's number is the
one people have read elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from store import State, in_protocol_order, to_be_made
from store.records import CAME, AreaId, CategoryId, Delegate, DelegateId, Standing
from store.text import shown
from tui.i18n import N_, _


class Kind(StrEnum):
    """What a filter asks."""

    EVERYBODY = "everybody"
    NOT_ARRIVED = "not-arrived"
    PRESENT = "present"
    """Of the summoned, whoever came, in person or by substitute, still here or gone."""
    ABSENT = "absent"
    """Of the summoned, whoever was marked so, with or without a reason."""
    NAMELESS = "nameless"
    """Places that have nobody's name, and who came without giving one."""
    BADGE = "badge"
    """Whose badge has to be made, for the first time or again."""
    UNLISTED = "unlisted"
    GUESTS = "guests"
    """Walk-ins and service staff."""
    STRUCK_OFF = "struck-off"
    AREA = "area"
    CATEGORY = "category"


class Filter(NamedTuple):
    """One question, and for an area or a category which one."""

    kind: Kind
    group: str = ""


EVERYBODY: Final = Filter(Kind.EVERYBODY)

_LABELS: Final = {
    Kind.EVERYBODY: N_("All on the list: {n}"),
    Kind.NOT_ARRIVED: N_("Not arrived: {n}"),
    Kind.PRESENT: N_("Present: {n}"),
    Kind.ABSENT: N_("Absent: {n}"),
    Kind.NAMELESS: N_("To be named: {n}"),
    Kind.BADGE: N_("Badge to be printed: {n}"),
    Kind.UNLISTED: N_("No longer on the roster: {n}"),
    Kind.GUESTS: N_("Walk-ins and service: {n}"),
    Kind.STRUCK_OFF: N_("Struck off: {n}"),
}


def filters(state: State) -> list[Filter]:
    """All there are, in the order in which they are offered; of areas and categories those the plan has."""
    areas = (Filter(Kind.AREA, area.id) for area in state.conference.areas)
    categories = (Filter(Kind.CATEGORY, category.id) for category in state.conference.categories)
    return [*map(Filter, _LABELS), *areas, *categories]


def label(filter: Filter, state: State, people: int) -> str:
    """The filter with its number: `Chưa đến: 54`; of a group how many of the summoned are here: `Đình Bảng 6/8`."""
    match filter.kind:
        case Kind.AREA:
            area, count = state.conference.area(AreaId(filter.group)), state.area_count(AreaId(filter.group))
            return f"{shown(area.name if area else filter.group)} {count.present}/{count.summoned}"
        case Kind.CATEGORY:
            category = state.conference.category(CategoryId(filter.group))
            count = state.category_count(CategoryId(filter.group))
            return f"{shown(category.short if category else filter.group)} {count.present}/{count.summoned}"
    return _(_LABELS[filter.kind]).format(n=people)


# -- who fits ----------------------------------------------------------------------------------------------------------


def _not_arrived(one: Delegate, state: State) -> bool:
    return one.standing is Standing.SUMMONED and one.id not in state.attendance


def _present(one: Delegate, state: State) -> bool:
    attendance = state.attendance.get(one.id) if one.standing is Standing.SUMMONED else None
    return attendance is not None and attendance.status in CAME


def _absent(one: Delegate, state: State) -> bool:
    attendance = state.attendance.get(one.id) if one.standing is Standing.SUMMONED else None
    return attendance is not None and attendance.status not in CAME


def is_unnamed(one: Delegate, state: State) -> bool:
    """Whether somebody's name is still to be found out; nobody asks service staff, or waits for whoever is struck."""
    if one.id in state.nameless:
        return True
    return not one.name and not one.erased and one.standing in (Standing.SUMMONED, Standing.WALK_IN)


_ON_THE_DAY: Final[Mapping[Kind, Callable[[Delegate, State], bool]]] = {
    Kind.NOT_ARRIVED: _not_arrived,
    Kind.PRESENT: _present,
    Kind.ABSENT: _absent,
    Kind.NAMELESS: is_unnamed,
}
"""What hangs on who has come; the rest hangs on the list alone."""

_GUESTS: Final = (Standing.WALK_IN, Standing.SERVICE)


def _grouped(people: Iterable[Delegate]) -> dict[Filter, list[DelegateId]]:
    """Everybody under each filter that hangs on the list alone."""
    groups: defaultdict[Filter, list[DelegateId]] = defaultdict(list)
    areas: defaultdict[AreaId, list[DelegateId]] = defaultdict(list)
    categories: defaultdict[CategoryId, list[DelegateId]] = defaultdict(list)
    for one in people:
        groups[EVERYBODY].append(one.id)
        areas[one.area].append(one.id)
        categories[one.category].append(one.id)
        if one.unlisted:
            groups[Filter(Kind.UNLISTED)].append(one.id)
        if one.standing in _GUESTS:
            groups[Filter(Kind.GUESTS)].append(one.id)
        elif one.standing is Standing.STRUCK_OFF:
            groups[Filter(Kind.STRUCK_OFF)].append(one.id)
    of_areas = {Filter(Kind.AREA, area): ids for area, ids in areas.items()}
    return groups | of_areas | {Filter(Kind.CATEGORY, category): ids for category, ids in categories.items()}


class Roll:
    """Everybody on the list in protocol order, and who of them fits a filter.

    Of a list of thousands only that is worked out again which hangs on what has changed.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._order: list[Delegate] = []
        self._groups: dict[Filter, list[DelegateId]] = {}
        self._to_print: frozenset[DelegateId] = frozenset()
        self._fitting: dict[Filter, Sequence[DelegateId]] = {}
        self._list()
        self._look_at_badges()

    def follow(self, state: State) -> bool:
        """Takes in what has become true; whether anybody may now fit who did not, or the other way round."""
        before, self._state = self._state, state
        relisted = state.delegates is not before.delegates or state.conference is not before.conference
        if relisted:
            self._list()
        if relisted or state.badges is not before.badges:
            self._look_at_badges()
        elif state.attendance is before.attendance:
            return False
        self._fitting.clear()
        return True

    def _list(self) -> None:
        # To look somebody up is cheaper than to walk through the map, and what is nearly in order is sorted fast.
        state = self._state
        known = [one for old in self._order if (one := state.delegates.get(old.id)) is not None]
        people = known if len(known) == len(state.delegates) else state.delegates.values()
        self._order = in_protocol_order(state.conference, people)
        self._groups = _grouped(self._order)

    def _look_at_badges(self) -> None:
        self._to_print = frozenset(one.id for one in to_be_made(self._state))

    def fitting(self, filter: Filter) -> Sequence[DelegateId]:
        """Who fits, in protocol order; the same sequence as long as it is the same people."""
        if filter.kind not in _ON_THE_DAY and filter.kind is not Kind.BADGE:
            return self._groups.get(filter, ())
        if filter not in self._fitting:
            self._fitting[filter] = [one.id for one in self._order if self._fits(one, filter.kind)]
        return self._fitting[filter]

    def _fits(self, one: Delegate, kind: Kind) -> bool:
        return one.id in self._to_print if kind is Kind.BADGE else _ON_THE_DAY[kind](one, self._state)

    def label(self, filter: Filter) -> str:
        """The filter with its number."""
        return label(filter, self._state, len(self.fitting(filter)))

    def is_to_print(self, delegate: DelegateId) -> bool:
        """Whether this delegate's badge has to be made, for the first time or again."""
        return delegate in self._to_print
