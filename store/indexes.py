"""How everything that is looked up or counted follows when a record is put or removed.

Each function takes a state and gives the next one; what one record changes is found without looking at the others,
except where the start of the conference or its plan changes, on which every count hangs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from msgspec.structs import replace
from rpds import HashTrieMap, HashTrieSet

from store.admission import lacks_name
from store.head_counts import Lateness, count_of
from store.live_records import HallDisplay, ItemRun, Recovery, SpeakerList, Speech
from store.proposal_records import Proposal
from store.protocol import is_met
from store.records import (
    AgendaItem,
    AreaId,
    Attendance,
    Badge,
    BlankBadge,
    CategoryId,
    Closing,
    Conference,
    Conflict,
    Delegate,
    DelegateId,
    Erasure,
    HandCount,
    HeadCount,
    Opening,
    Record,
    Session,
)
from store.vietnamese import fold

if TYPE_CHECKING:
    from store.state import State


def unit_key(delegate: Delegate) -> str:
    """Units are the same if they are spelt the same but for tones and spacing."""
    return _folded(delegate.unit)


_folded = lru_cache(maxsize=4096)(fold)


def met_of(conference: Conference, delegates: Iterable[Delegate]) -> HashTrieSet[DelegateId]:
    """Whom of these somebody goes to meet."""
    return HashTrieSet(one.id for one in delegates if is_met(conference, one))


def all_counted(state: State) -> State:
    """With every head count made anew: everybody alike is counted at once, on top of those whose data was deleted."""
    alike: Counter[tuple[CategoryId, AreaId, HeadCount]] = Counter()
    for delegate in state.delegates.values():
        alike[delegate.category, delegate.area, state.count_of(delegate)] += 1
    tally = state.tally
    categories: defaultdict[CategoryId, HeadCount] = defaultdict(
        lambda: HeadCount.NOBODY, tally.categories if tally else {}
    )
    areas: defaultdict[AreaId, HeadCount] = defaultdict(lambda: HeadCount.NOBODY, tally.areas if tally else {})
    for (category, area, one), times in alike.items():
        categories[category] += one * times
        areas[area] += one * times
    return replace(state, counts=HashTrieMap(categories), area_counts=HashTrieMap(areas))


def _put_conference(state: State, conference: Conference) -> State:
    return all_counted(
        replace(
            state,
            conference=conference,
            lateness=Lateness.of(conference, state.opening),
            met=met_of(conference, state.delegates.values()),
        )
    )


def _put_opening(state: State, opening: Opening) -> State:
    return _opened(replace(state, openings=state.openings.insert(opening.key, opening)))


def _remove_opening(state: State, key: int) -> State:
    return _opened(replace(state, openings=state.openings.discard(key)))


def _opened(state: State) -> State:
    """Who is late hangs on when the conference began."""
    return all_counted(replace(state, lateness=Lateness.of(state.conference, state.opening)))


def _put_closing(state: State, closing: Closing) -> State:
    return replace(state, closings=state.closings.insert(closing.key, closing))


def _remove_closing(state: State, key: int) -> State:
    return replace(state, closings=state.closings.discard(key))


def _put_badge(state: State, badge: Badge) -> State:
    return replace(state, badges=state.badges.insert(badge.delegate, badge))


def _remove_badge(state: State, key: int) -> State:
    return replace(state, badges=state.badges.discard(DelegateId(key)))


def _put_blank(state: State, blank: BlankBadge) -> State:
    codes = _blank_codes_without(state, blank.id)
    codes = codes.insert(blank.code, blank.id) if blank.bound_to is None else codes
    return replace(state, blanks=state.blanks.insert(blank.id, blank), blank_codes=codes)


def _remove_blank(state: State, key: int) -> State:
    return replace(state, blanks=state.blanks.discard(key), blank_codes=_blank_codes_without(state, key))


def _blank_codes_without(state: State, key: int) -> HashTrieMap[str, int]:
    blank = state.blanks.get(key)
    return _given_up(state.blank_codes, blank.code, key) if blank else state.blank_codes


def _put_hand_count(state: State, count: HandCount) -> State:
    return replace(state, hand_counts=state.hand_counts.insert(count.id, count))


def _remove_hand_count(state: State, key: int) -> State:
    return replace(state, hand_counts=state.hand_counts.discard(key))


def _put_agenda_item(state: State, item: AgendaItem) -> State:
    return replace(state, agenda=state.agenda.insert(item.id, item))


Put = Callable[["State", Any], "State"]
Remove = Callable[["State", int], "State"]


def _kept(field: str) -> tuple[Put, Remove]:
    """How a map follows on which nothing else hangs: when a record is put, and when one is removed."""

    def put(state: State, record: Record) -> State:
        return replace(state, **{field: getattr(state, field).insert(record.key, record)})

    def remove(state: State, key: int) -> State:
        return replace(state, **{field: getattr(state, field).discard(key)})

    return put, remove


_LIVE: Final[tuple[type[Record], ...]] = (ItemRun, Speech, SpeakerList, Recovery, HallDisplay, Conflict, Erasure)


def _put_proposal(state: State, proposal: Proposal) -> State:
    return replace(
        state,
        proposals=state.proposals.insert(proposal.id, proposal),
        last_proposal=max(state.last_proposal, proposal.number),
    )


def _remove_proposal(state: State, key: int) -> State:
    return replace(state, proposals=state.proposals.discard(key))


def _put_session(state: State, session: Session) -> State:
    return replace(state, sessions=state.sessions.insert(session.id, session))


def _put_delegate(state: State, delegate: Delegate) -> State:
    old = state.delegates.get(delegate.id)
    cleared = _without_delegate(state, old) if old else state
    retired = cleared.retired_codes
    for code in delegate.retired_codes:
        retired = retired.insert(code, delegate.id)
    known = replace(
        cleared,
        delegates=cleared.delegates.insert(delegate.id, delegate),
        codes=cleared.codes.insert(delegate.code, delegate.id),
        numbers=cleared.numbers.insert(delegate.number, delegate.id),
        retired_codes=retired,
        met=cleared.met.insert(delegate.id) if is_met(state.conference, delegate) else cleared.met,
        nameless=_marked(cleared.nameless, delegate, cleared.attendance.get(delegate.id)),
        units=_grouped(cleared.units, unit_key(delegate), delegate.id),
        namesakes=_grouped(cleared.namesakes, delegate.name, delegate.id),
        last_number=max(state.last_number, delegate.number),
    )
    return _recounted(known, delegate, known.count_of(delegate))


def _without_delegate(state: State, delegate: Delegate) -> State:
    retired = state.retired_codes
    for code in delegate.retired_codes:
        retired = _given_up(retired, code, delegate.id)
    cleared = replace(
        state,
        delegates=state.delegates.remove(delegate.id),
        codes=_given_up(state.codes, delegate.code, delegate.id),
        numbers=_given_up(state.numbers, delegate.number, delegate.id),
        retired_codes=retired,
        met=state.met.discard(delegate.id),
        nameless=state.nameless.discard(delegate.id),
        units=_ungrouped(state.units, unit_key(delegate), delegate.id),
        namesakes=_ungrouped(state.namesakes, delegate.name, delegate.id),
    )
    return _recounted(cleared, delegate, HeadCount.NOBODY - state.count_of(delegate))


Name = TypeVar("Name", str, int)
Owner = TypeVar("Owner", int, DelegateId)


def _given_up(owners: HashTrieMap[Name, Owner], name: Name, owner: Owner) -> HashTrieMap[Name, Owner]:
    """Another may have the number or the code by now."""
    return owners.discard(name) if owners.get(name) == owner else owners


Groups: TypeAlias = "HashTrieMap[str, HashTrieSet[DelegateId]]"


def _grouped(groups: Groups, key: str, delegate: DelegateId) -> Groups:
    return groups.insert(key, groups.get(key, HashTrieSet()).insert(delegate))


def _ungrouped(groups: Groups, key: str, delegate: DelegateId) -> Groups:
    members = groups[key].discard(delegate)
    return groups.insert(key, members) if members else groups.discard(key)


def _put_attendance(state: State, attendance: Attendance) -> State:
    return _with_attendance(state, attendance.delegate, attendance)


def _with_attendance(state: State, delegate_id: DelegateId, attendance: Attendance | None) -> State:
    records = state.attendance.insert(delegate_id, attendance) if attendance else state.attendance.discard(delegate_id)
    delegate = state.delegates.get(delegate_id)
    if delegate is None:
        return replace(state, attendance=records)
    change = count_of(delegate, attendance, state.lateness) - state.count_of(delegate)
    nameless = _marked(state.nameless, delegate, attendance)
    return _recounted(state, delegate, change, attendance=records, nameless=nameless)


def _marked(
    nameless: HashTrieSet[DelegateId], delegate: Delegate, attendance: Attendance | None
) -> HashTrieSet[DelegateId]:
    if lacks_name(delegate, attendance):
        return nameless.insert(delegate.id)
    return nameless.discard(delegate.id) if delegate.id in nameless else nameless


def _recounted(state: State, delegate: Delegate, change: HeadCount, **changes: Any) -> State:
    """With the head counts changed by what has become of this delegate, and `changes` made at the same time."""
    category, area = delegate.category, delegate.area
    return replace(
        state,
        counts=state.counts.insert(category, state.category_count(category) + change),
        area_counts=state.area_counts.insert(area, state.area_count(area) + change),
        **changes,
    )


def _remove_delegate(state: State, key: int) -> State:
    delegate = state.delegates.get(DelegateId(key))
    return _without_delegate(state, delegate) if delegate else state


def _remove_attendance(state: State, key: int) -> State:
    return _with_attendance(state, DelegateId(key), None)


def _remove_agenda_item(state: State, key: int) -> State:
    return replace(state, agenda=state.agenda.discard(key))


WHEN_PUT: Final[dict[type[Record], Put]] = {
    Conference: _put_conference,
    AgendaItem: _put_agenda_item,
    Session: _put_session,
    Delegate: _put_delegate,
    Attendance: _put_attendance,
    Badge: _put_badge,
    BlankBadge: _put_blank,
    Opening: _put_opening,
    Closing: _put_closing,
    HandCount: _put_hand_count,
    Proposal: _put_proposal,
    **{kind: _kept(kind.table)[0] for kind in _LIVE},
}

WHEN_REMOVED: Final[dict[str, Remove]] = {
    AgendaItem.table: _remove_agenda_item,
    Delegate.table: _remove_delegate,
    Attendance.table: _remove_attendance,
    Badge.table: _remove_badge,
    BlankBadge.table: _remove_blank,
    Opening.table: _remove_opening,
    Closing.table: _remove_closing,
    HandCount.table: _remove_hand_count,
    Proposal.table: _remove_proposal,
    **{kind.table: _kept(kind.table)[1] for kind in _LIVE},
}
