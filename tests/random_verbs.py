"""Random verbs for property tests: what any desk may do to a small conference."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

import builders
from store import (
    AddDelegate,
    AddItem,
    AdmitFromPaper,
    AdmitSubstitute,
    AdmitWalkIn,
    AnswerProposal,
    BindBadge,
    CapSpeeches,
    CheckIn,
    CheckInTogether,
    CheckOut,
    ClearRehearsal,
    CloseCheckIn,
    CloseList,
    CorrectDelegate,
    CorrectSpeech,
    CorrectStart,
    DeleteItem,
    Direction,
    Dismiss,
    EditItem,
    EditProposal,
    EndSpeech,
    GiveFloor,
    GoBack,
    GrantSpeechTime,
    GrantTime,
    KeepOnList,
    MarkAbsent,
    MergeProposals,
    MintBlanks,
    MoveArrival,
    MoveItem,
    MoveSpeech,
    NameSubstitute,
    Next,
    NextSpeaker,
    NoteHeadCount,
    NoteProposal,
    OfferAdvice,
    OpenConference,
    PauseItem,
    PauseSpeech,
    PutOnDeck,
    QueueAgain,
    QueueSpeakers,
    QueueSpeech,
    RecommendProposal,
    RecordBadges,
    Recover,
    ReissueCode,
    ReopenSpeech,
    Replan,
    Restore,
    RestoreProposal,
    ResumeItem,
    ResumeSpeech,
    Scan,
    SetProposalState,
    SkipItem,
    SortProposals,
    SplitProposal,
    StartItem,
    StartSpeech,
    State,
    StopItem,
    Store,
    StrikeOff,
    Undo,
    UnmergeProposal,
    UnskipItem,
    WithdrawArrival,
    WithdrawOpening,
    WithdrawProposal,
    on_the_floor,
)
from store import running as running_item
from store.errors import Refused
from store.live_records import AdviceReason, Fate, GapChoice, Speech, SpeechKind
from store.proposal_records import Proposal, ProposalKind, ProposalState, Submitter
from store.records import (
    AgendaItem,
    AgendaKind,
    AreaId,
    CategoryId,
    CountSource,
    Delegate,
    DelegateId,
    Method,
    Standing,
)
from store.verbs import Verb

PEOPLE = 5
"""Few, so that verbs meet."""

_BLANKS = (7001, 7002)
"""What the codes of blank badges are made from, the same each time, so that some are bound and scanned."""
_NEW_CODES = (7003, 7004)

_delegates = st.integers(1, PEOPLE + 1).map(DelegateId)
_several = st.lists(_delegates, max_size=3).map(tuple)
_new_ids = st.integers(900, 1 << 50).map(DelegateId)
_seeds = st.integers(0, 1 << 50)
_names = st.sampled_from(["", "Lê Văn Sử"])
_categories = st.sampled_from(["to-truong", "truong-khoi", "khong-co", ""]).map(CategoryId)
_areas = st.sampled_from(["", "p01", "p02"]).map(AreaId)
_moments = st.sampled_from([builders.stamp(clock).wall for clock in ("07:10:00", "08:40:00")])
_days = st.sampled_from([builders.DAY, builders.DAY + dt.timedelta(days=1)])

PRESENT = 0
"""Instead of an id: the item that runs, the speech that has the floor. Most of what a moderator does is about these."""

_items = st.sampled_from([PRESENT] * 4 + [1, 2, 3, 4, 5, 6, 7])
_seen = st.sampled_from([PRESENT] * 4 + [None, 1, 2])
_ago = st.sampled_from([0, 0, 0, 1, 90, 600])
_minutes = st.sampled_from([0, 1, 5, 10])

planning: st.SearchStrategy[Verb[Any]] = st.one_of(
    st.builds(
        AddItem,
        id=st.integers(8, 10),
        title=_names,
        kind=st.sampled_from(AgendaKind),
        minutes=_minutes,
        start=st.none() | st.just(dt.time(8, 25)),
        hard_start=st.booleans(),
        after=_seen,
    ),
    st.builds(
        EditItem,
        item=_items,
        minutes=st.none() | _minutes,
        start=st.none() | st.just(dt.time(23, 55)),
        hard_start=st.none() | st.booleans(),
    ),
    st.builds(MoveItem, item=_items, by=st.integers(-3, 3)),
    st.builds(DeleteItem, item=_items),
    st.builds(SkipItem, item=_items),
    st.builds(UnskipItem, item=_items),
)
running: st.SearchStrategy[Verb[Any]] = st.one_of(
    st.builds(StartItem, item=_items, ago_s=_ago),
    st.builds(Next, current=_seen, ago_s=_ago),
    st.builds(StopItem, item=_items, ago_s=_ago),
    st.builds(PauseItem, item=_items),
    st.builds(ResumeItem, item=_items),
    st.builds(GrantTime, item=_items, seconds=st.sampled_from([-6000, -60, 1, 60])),
    st.builds(GoBack, current=_seen),
    st.builds(CorrectStart, item=_items, ago_s=_ago),
)
"""What the moderator does to the agenda of `builders.agenda`."""

_speeches = st.sampled_from([PRESENT] * 4 + [1, 2, 3, 4, 5])
_at_podium = st.sampled_from([PRESENT] * 4 + [None, 1, 2])
_new_speeches = st.integers(1, 9)
"""Few, so that most of what is said of speeches is said of one that is there."""
_limits = st.none() | st.integers(0, 3)
_reasons = st.sampled_from(AdviceReason)
_clock_times = st.none() | st.sampled_from(
    [builders.stamp(clock).wall for clock in ("07:29:00", "07:30:00", "09:00:00")]
)
_asked: dict[str, st.SearchStrategy[Any]] = {
    "id": _new_speeches,
    "kind": st.sampled_from(SpeechKind),
    "delegate": st.none() | _delegates,
    "name": _names,
    "unit": st.sampled_from(["", "Phường Tam Sơn"]),
    "minutes": _limits,
    "unlimited": st.booleans(),
    "replies_to": st.none() | _speeches,
}

listing: st.SearchStrategy[Verb[Any]] = st.one_of(
    st.lists(st.tuples(_new_speeches, _delegates), max_size=3, unique_by=lambda pair: pair[0]).map(
        lambda pairs: QueueSpeakers(ids=tuple(id for id, _ in pairs), delegates=tuple(one for _, one in pairs))
    ),
    st.builds(QueueSpeech, **_asked),
    st.builds(QueueAgain, id=_new_speeches, speech=_speeches),
    st.builds(MoveSpeech, speech=_speeches, to=st.sampled_from(Direction), places=st.integers(-1, 4)),
    st.builds(PutOnDeck, speech=_speeches, ready=st.booleans()),
    st.builds(Dismiss, speech=_speeches, fate=st.sampled_from(Fate)),
    st.builds(Restore, speech=_speeches),
    st.builds(CloseList, closed=st.booleans()),
    st.builds(CapSpeeches, minutes=_limits),
    st.builds(OfferAdvice, offered=st.booleans()),
)
speaking: st.SearchStrategy[Verb[Any]] = st.one_of(
    st.builds(
        StartSpeech, speech=_speeches, ago_s=_ago, reader=_names, reason=st.none() | st.sampled_from(AdviceReason)
    ),
    st.builds(GiveFloor, **_asked, ago_s=_ago),
    st.builds(NextSpeaker, current=_at_podium, ago_s=_ago),
    st.builds(PauseSpeech, speech=_speeches),
    st.builds(ResumeSpeech, speech=_speeches),
    st.builds(EndSpeech, speech=_speeches, ago_s=_ago),
    st.builds(ReopenSpeech, speech=_speeches),
    st.builds(GrantSpeechTime, speech=_speeches, seconds=st.sampled_from([-6000, -60, 1, 60])),
    st.builds(
        CorrectSpeech,
        speech=_speeches,
        delegate=st.none() | _delegates,
        name=st.none() | _names,
        minutes=_limits,
        unlimited=st.none() | st.booleans(),
        reader=st.none() | _names,
        started=_clock_times,
        ended=_clock_times,
    ),
)
"""What the moderator does to the list of speakers and at the podium."""

replanning: st.SearchStrategy[Verb[Any]] = st.one_of(
    st.builds(
        Replan,
        cap_minutes=_limits,
        drop=st.lists(_items, max_size=2).map(tuple),
        shorten=st.lists(st.tuples(_items, _minutes), max_size=2).map(tuple),
    ),
    st.builds(
        Recover,
        since=st.sampled_from(["07:20:00", "07:30:00", "08:01:00"]).map(builders.stamp),
        until=st.just(builders.stamp("08:05:00")),
        choice=st.sampled_from(GapChoice),
    ),
)

_proposals = st.integers(1, 5)
_new_proposals = st.integers(1, 6)
_kinds = st.sampled_from(ProposalKind)
_themes = st.sampled_from(["", "khac", "khong-co"])
_texts = st.sampled_from(["", "Hiến đất mở đường", "Thu gom rác thải", "Hòa giải ở cơ sở"])
_raised = st.lists(
    st.builds(Submitter, delegate=_delegates)
    | st.builds(Submitter, name=_names, unit=st.sampled_from(["", "Phường Tam Sơn"])),
    max_size=2,
).map(tuple)
_fates = st.sampled_from(ProposalState)

proposing: st.SearchStrategy[Verb[Any]] = st.one_of(
    *[
        st.builds(
            NoteProposal,
            id=_new_proposals,
            text=_texts,
            kind=_kinds,
            theme=_themes,
            submitters=_raised,
            many=st.booleans(),
            item=st.none() | st.integers(1, 7),
            speech=st.none() | st.integers(1, 3),
            noted=st.just(builders.stamp("08:20:00")),
        )
    ]
    * 3,
    st.builds(
        EditProposal,
        proposal=_proposals,
        text=st.none() | _texts,
        kind=st.none() | _kinds,
        theme=st.none() | _themes,
        addressee=st.none() | _names,
        submitters=st.none() | _raised,
        many=st.none() | st.booleans(),
    ),
    st.builds(
        SortProposals,
        proposals=st.lists(_proposals, max_size=2).map(tuple),
        kind=st.none() | _kinds,
        theme=st.none() | _themes,
    ),
    st.builds(AnswerProposal, proposal=_proposals, response=_texts),
    st.builds(SetProposalState, proposal=_proposals, state=_fates),
    st.builds(RecommendProposal, proposal=_proposals, recommendation=st.none() | _fates),
    *[st.builds(MergeProposals, into=_proposals, proposals=st.lists(_proposals, max_size=3).map(tuple), text=_texts)]
    * 3,
    *[st.builds(UnmergeProposal, proposal=_proposals)] * 2,
    st.builds(SplitProposal, proposal=_proposals, id=_new_proposals, text=_texts, rest=_texts),
    st.builds(WithdrawProposal, proposal=_proposals),
    st.builds(RestoreProposal, proposal=_proposals),
)
"""What a secretary does."""

at_the_desk: st.SearchStrategy[Verb[Any]] = st.one_of(
    st.sampled_from([*range(1, PEOPLE + 1), *_BLANKS, *_NEW_CODES]).map(lambda number: Scan.of(builders.code(number))),
    st.builds(CheckIn, delegate=_delegates, method=st.sampled_from([Method.NAME, Method.NUMBER])),
    st.builds(CheckInTogether, delegates=_several),
    st.builds(AdmitSubstitute, delegate=_delegates, name=_names),
    st.builds(NameSubstitute, delegate=_delegates, name=_names),
    st.builds(
        AdmitWalkIn,
        id=_new_ids,
        seed=_seeds,
        category=_categories,
        name=_names,
        unit=st.sampled_from(["", "Phường Tam Sơn"]),
        standing=st.sampled_from([Standing.WALK_IN, Standing.SERVICE]),
    ),
    st.builds(CheckOut, delegate=_delegates),
    st.builds(MarkAbsent, delegate=_delegates, excused=st.booleans()),
    st.builds(MoveArrival, source=_delegates, target=_delegates),
    st.builds(WithdrawArrival, delegate=_delegates),
    st.builds(AdmitFromPaper, delegates=_several, signed=_moments),
    st.builds(AddDelegate, id=_new_ids, seed=_seeds, category=_categories, name=_names, area=_areas),
    st.builds(
        CorrectDelegate,
        delegate=_delegates,
        name=st.none() | _names,
        unit=st.none() | st.sampled_from(["Phường Tam Sơn", "phường  tam son"]),
        category=st.none() | _categories,
        area=st.none() | _areas,
        role=st.none() | st.sampled_from(["", "Chủ trì"]),
    ),
    st.builds(StrikeOff, delegates=_several),
    st.builds(KeepOnList, delegates=_several),
    st.builds(ReissueCode, delegate=_delegates, seed=st.sampled_from(_NEW_CODES)),
    st.builds(BindBadge, delegate=_delegates, code=st.sampled_from(_BLANKS).map(builders.code)),
    st.builds(OpenConference),
    st.builds(WithdrawOpening),
    st.builds(CloseCheckIn),
    st.builds(NoteHeadCount, people=st.integers(-1, 300), source=st.sampled_from(CountSource)),
    st.builds(ClearRehearsal, today=_days),
)
changes = at_the_desk | planning | running | listing | speaking | replanning | proposing
"""Everything that changes documents and can be undone."""

_clocks = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from([0, 0.001, 1, 61.5, 600, 4000])),
    st.tuples(st.just("set_wall"), st.sampled_from([-3600, -1, 90.5, 600])),
    st.tuples(st.just("reboot"), st.sampled_from([0, 30, 600])),
)
Steps = list[tuple[list[tuple[str, float]], Verb[Any]]]


def days(verbs: st.SearchStrategy[Verb[Any]], steps: int = 20) -> st.SearchStrategy[Steps]:
    """What the moderator does, and what becomes of the clocks in between: for `podium.Podium.replay`."""
    return st.lists(st.tuples(st.lists(_clocks, max_size=2), verbs), min_size=steps // 2, max_size=steps)


day_verbs = running | running | planning | speaking | speaking | listing | replanning
day = days(day_verbs)

printing: st.SearchStrategy[Verb[Any]] = st.one_of(
    st.builds(MintBlanks, seeds=st.lists(st.sampled_from(_BLANKS), max_size=2).map(tuple)),
    st.lists(st.integers(1, PEOPLE).map(builders.delegate), max_size=2).map(
        lambda people: RecordBadges.of(people, builders.conference())
    ),
)
"""What stays, because paper exists."""

verbs: st.SearchStrategy[Verb[Any]] = changes | printing | st.builds(Undo)


def run(store: Store, verb: Verb[Any]) -> bool:
    """Whether the verb was accepted. Ids are minted: nobody new has somebody's."""
    store.refresh()
    if is_taken(store.state, verb):
        return False
    with suppress(Refused):
        store.run(aimed(store.state, verb))
        return True
    return False


def aimed(state: State, verb: Verb[Any]) -> Verb[Any]:
    """The verb, with what is there in place of `PRESENT`; with nothing there it is about nothing."""
    run, speech = running_item(state), on_the_floor(state)
    present = {
        "item": run.item if run else PRESENT,
        "after": run.item if run else None,
        "current": (speech.id if speech else None) if isinstance(verb, NextSpeaker) else run and run.item,
        "speech": speech.id if speech else PRESENT,
        "replies_to": speech.id if speech else None,
    }
    wanted = {field: id for field, id in present.items() if getattr(verb, field, None) == PRESENT}
    return replace(verb, **wanted)


def is_taken(state: State, verb: Verb[Any]) -> bool:
    """Whether something has an id that a verb brings as new."""
    return any(state.find(*place) is not None for place in brought_by(verb))


def brought_by(verb: Verb[Any]) -> list[tuple[str, int]]:
    """Where what a verb brings as new will stand."""
    match verb:
        case AddDelegate() | AdmitWalkIn():
            return [(Delegate.table, verb.id)]
        case AddItem():
            return [(AgendaItem.table, verb.id)]
        case QueueSpeech() | QueueAgain():
            return [(Speech.table, verb.id)]
        case NoteProposal() | SplitProposal():
            return [(Proposal.table, verb.id)]
        case QueueSpeakers():
            return [(Speech.table, id) for id in verb.ids]
    return []
