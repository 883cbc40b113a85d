"""Any verb there is, made up from what its fields say: a verb added tomorrow is drawn too.

`draw` gives one of a kind, with arguments that meet what is true now as often as not. The same chance on the same state
draws the same verb.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import Enum
from functools import cache
from random import Random
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import replace

import builders
from store import (
    ClearRehearsal,
    CloseCheckIn,
    CorrectSpeech,
    GapChoice,
    GrantSpeechTime,
    GrantTime,
    Next,
    NextSpeaker,
    NoteProposal,
    QueueSpeakers,
    RecordBadges,
    Recover,
    Scan,
    State,
    UnmergeProposal,
    codes,
    moment_of,
    on_the_floor,
    running,
)
from store.clock import shifted
from store.presentations import ImportSpeeches
from store.presentations.reading import SpeechEntry
from store.records import AreaId, CategoryId, DelegateId, Role
from store.roster import ImportRoster
from store.roster.reading import Entry
from store.slips import ImportProposals, SlipEntry
from store.verbs import VERBS, Verb

FULL: Final = 60
"""From as many people on, nobody is added any more: every verb stays quick however long it goes on."""

_SWEEPING: Final = (ClearRehearsal, CloseCheckIn)
_NOBODY: Final = DelegateId(99_999)
_WORDS: Final = ("", "Lê Văn Sử", "Ngô Yến", "Đỗ  Loan", "Phường Tam Sơn", "phuong tam son")
_FOREIGN: Final = ("-BKTXXXXXXXXXXXX", "https://example.org", "001099012345|", "")
_CLOCKS: Final = ("07:10:00", "08:40:00")

Maker = Callable[[Random, State], Any]


def kinds(state: State) -> list[type[Verb[Any]]]:
    """The verbs that may be drawn now: all, or those that add nobody once the list is full."""
    found = [VERBS[name] for name in sorted(VERBS)]
    return [kind for kind in found if not _adds(kind)] if len(state.delegates) >= FULL else found


def draw_any(chance: Random, state: State) -> Verb[Any]:
    """A scan every third time, as at a door, else mostly another verb of the door; what sweeps the list, seldom."""
    kind = Scan if chance.random() < 1 / 3 else chance.choice(_of_one_place(chance, kinds(state)))
    return draw(Scan if kind in _SWEEPING and chance.random() < 0.9 else kind, chance, state)


def _of_one_place(chance: Random, kinds: list[type[Verb[Any]]]) -> list[type[Verb[Any]]]:
    """The podium has more verbs than the door, and fewer people who use them."""
    podium = chance.random() < 1 / 4
    return [kind for kind in kinds if (Role.MODERATOR in kind.roles) is podium]


def draw(kind: type[Verb[Any]], chance: Random, state: State) -> Verb[Any]:
    verb: Verb[Any] = (_NATURAL.get(kind) or _struct(kind))(chance, state)
    return verb


def _adds(kind: type[Verb[Any]]) -> bool:
    return not {"id", "ids"}.isdisjoint(kind.__struct_fields__)


# -- verbs that nobody makes field by field ---------------------------------------------------------------------------


def _scan(chance: Random, state: State) -> Scan:
    other_conference = codes.mint("GH", chance.randrange(4), taken=())
    return Scan.of(chance.choice([*(_code(chance, state) for _more in range(12)), other_conference, *_FOREIGN]))


def _badges(chance: Random, state: State) -> RecordBadges:
    people = [state.delegates[id] for id in _chosen(chance, sorted(state.delegates))]
    return RecordBadges.of(people, state.conference)


def _roster(chance: Random, state: State) -> ImportRoster:
    """Some of those on the list, as an office might have corrected them, and somebody new while there is room."""
    known = [state.delegates[id] for id in _chosen(chance, sorted(state.delegates))]
    entries = [Entry(row=3, name=one.name, title=one.title, unit=one.unit, category=one.category) for one in known]
    entries.append(_struct(Entry)(chance, state))
    return ImportRoster.of(entries, _chosen(chance, ["p01", "p02"]), lambda: _minted(chance))


def _queue(chance: Random, state: State) -> QueueSpeakers:
    people = tuple(_delegate(chance, state) for _place in range(chance.randrange(4)))
    return QueueSpeakers(ids=tuple(_minted(chance) for _one in people), delegates=people)


def _note(chance: Random, state: State) -> NoteProposal:
    """Of what goes on now, mostly."""
    made: NoteProposal = _struct(NoteProposal)(chance, state)
    moment = moment_of(state)
    return replace(made, item=moment.item, speech=moment.speech) if chance.random() < 0.8 else made


def _unmerge(chance: Random, state: State) -> UnmergeProposal:
    merged = sorted(one.id for one in state.proposals.values() if one.merged_into is not None)
    return UnmergeProposal(
        proposal=chance.choice(merged) if merged and chance.random() < 0.8 else _proposal(chance, state)
    )


def _presentations(chance: Random, state: State) -> ImportSpeeches:
    entries = [_entry(chance, state) for _place in range(chance.randrange(4))]
    return ImportSpeeches.of(entries, lambda: _minted(chance))


def _slips(chance: Random, state: State) -> ImportProposals:
    """Of some the theme is none of the conference's, and then none is taken in."""
    entries = [_struct(SlipEntry)(chance, state) for _slip in range(chance.randrange(3))]
    return ImportProposals.of(entries, lambda: _minted(chance))


def _entry(chance: Random, state: State) -> SpeechEntry:
    """Somebody on the list of delegates as often as anybody."""
    made: SpeechEntry = _struct(SpeechEntry)(chance, state)
    who = state.delegates.get(_delegate(chance, state))
    return replace(made, name=who.name, unit=chance.choice([who.unit, made.unit])) if who else made


def _correction(chance: Random, state: State) -> CorrectSpeech:
    """Times near those that were taken down."""
    made: CorrectSpeech = _struct(CorrectSpeech)(chance, state)
    speech = state.speeches.get(made.speech)
    if speech is None or speech.span is None:
        return made
    about = [stamp.wall for stamp in (speech.span.started, speech.span.ended) if stamp]
    near = [chance.choice(about) + dt.timedelta(seconds=chance.choice([-400, -1, 0, 30])) for _each in range(2)]
    return replace(made, started=chance.choice([None, near[0]]), ended=chance.choice([None, near[1]]))


def _grant(kind: type[Verb[Any]]) -> Maker:
    def made(chance: Random, state: State) -> Verb[Any]:
        return replace(_struct(kind)(chance, state), seconds=chance.choice([-6000, -60, 1, 60, 300]))

    return made


def _next(chance: Random, state: State) -> Next:
    """Mostly by somebody who sees what runs."""
    made: Next = _struct(Next)(chance, state)
    now = running(state)
    return replace(made, current=now.item if now else None) if chance.random() < 0.7 else made


def _next_speaker(chance: Random, state: State) -> NextSpeaker:
    made: NextSpeaker = _struct(NextSpeaker)(chance, state)
    now = on_the_floor(state)
    return replace(made, current=now.id if now else None) if chance.random() < 0.7 else made


def _recovery(chance: Random, state: State) -> Recover:
    """A gap that ended some time before the last thing that was done; now and then in a run of the machine of which
    nobody knows."""
    last = state.last or builders.stamp()
    until = shifted(last, -1000 * chance.choice([0, 0, 30, 600]))
    since = shifted(until, -1000 * chance.choice([1, 61, 300]))
    boot = chance.choice([last.boot] * 3 + ["another"])
    return Recover(
        since=replace(since, boot=boot), until=replace(until, boot=boot), choice=chance.choice(list(GapChoice))
    )


_NATURAL: Final[dict[type, Maker]] = {
    Scan: _scan,
    RecordBadges: _badges,
    ImportRoster: _roster,
    QueueSpeakers: _queue,
    ImportSpeeches: _presentations,
    ImportProposals: _slips,
    NoteProposal: _note,
    UnmergeProposal: _unmerge,
    CorrectSpeech: _correction,
    GrantTime: _grant(GrantTime),
    GrantSpeechTime: _grant(GrantSpeechTime),
    Next: _next,
    NextSpeaker: _next_speaker,
    Recover: _recovery,
}


# -- everything else, by the types and names of its fields ------------------------------------------------------------


def _code(chance: Random, state: State) -> str:
    """A delegate's, mostly; else a blank badge's or one that was replaced."""
    others = [state.blank_codes, state.retired_codes][chance.randrange(2)] if chance.random() < 0.3 else state.codes
    return chance.choice(sorted(others or state.codes))


def _minted(chance: Random) -> int:
    return chance.randrange(100_000, 1 << 53)


def _delegate(chance: Random, state: State) -> DelegateId:
    return chance.choice([*sorted(state.delegates), _NOBODY])


def _category(chance: Random, state: State) -> CategoryId:
    return chance.choice([*(one.id for one in state.conference.categories), CategoryId(""), CategoryId("khong-co")])


def _area(chance: Random, state: State) -> AreaId:
    return chance.choice([AreaId(""), *(one.id for one in state.conference.areas)])


def _item(chance: Random, state: State) -> int:
    """The one that runs as often as any other."""
    now = running(state)
    return now.item if now and chance.random() < 0.5 else chance.choice([*sorted(state.agenda), 0])


def _speech(chance: Random, state: State) -> int:
    """Whoever has the floor as often as anybody else."""
    now = on_the_floor(state)
    return now.id if now and chance.random() < 0.5 else chance.choice([*sorted(state.speeches), 0])


def _proposal(chance: Random, state: State) -> int:
    """One that counts, mostly."""
    counting = sorted(one.id for one in state.proposals.values() if one.stands)
    return chance.choice(counting if counting and chance.random() < 0.8 else [*sorted(state.proposals), 0])


def _seen(chance: Random, state: State) -> int | None:
    """What a window saw running: what does, mostly, as an item or as a speech."""
    item, speech = running(state), on_the_floor(state)
    return chance.choice([item.item if item else None, speech.id if speech else None, None])


def _soon(chance: Random, _state: State) -> int:
    return chance.choice([0] * 6 + [30, 30, 600, 600, -1])


def _chosen(chance: Random, among: list[Any]) -> list[Any]:
    return chance.sample(among, min(len(among), chance.randrange(4)))


_BY_NAME: Final[dict[str, Maker]] = {
    "id": lambda chance, _state: DelegateId(_minted(chance)),
    "ids": lambda chance, _state: (_minted(chance),),
    "seed": lambda chance, _state: _minted(chance),
    "seeds": lambda chance, _state: tuple(_minted(chance) for _seed in range(chance.randrange(3))),
    "code": _code,
    "category": _category,
    "item": _item,
    "after": lambda chance, state: chance.choice([None, _item(chance, state)]),
    "drop": lambda chance, state: (_item(chance, state),),
    "shorten": lambda chance, state: ((_item(chance, state), chance.randrange(30)),),
    "speech": _speech,
    "proposal": _proposal,
    "into": _proposal,
    "proposals": lambda chance, state: tuple(_proposal(chance, state) for _one in range(chance.randrange(4))),
    "theme": lambda chance, state: chance.choice(["", "khong-co", *(one.id for one in state.conference.themes)]),
    "replies_to": lambda chance, state: chance.choice([None, _speech(chance, state)]),
    "current": _seen,
    "by": lambda chance, _state: chance.choice([-99, -2, -1, 0, 1, 2, 99]),
    "ago_s": _soon,
}
_BY_TYPE: Final[dict[Any, Maker]] = {
    DelegateId: _delegate,
    CategoryId: _category,
    AreaId: _area,
    str: lambda chance, _state: chance.choice(_WORDS),
    bool: lambda chance, _state: chance.random() < 0.5,
    int: lambda chance, _state: chance.randrange(300),
    float: lambda chance, _state: chance.random(),
    type(None): lambda _chance, _state: None,
    dt.time: lambda chance, _state: dt.time(chance.randrange(6, 12), chance.choice([0, 30])),
    dt.date: lambda chance, _state: builders.DAY + dt.timedelta(days=chance.randrange(2)),
    dt.datetime: lambda chance, _state: builders.stamp(chance.choice(_CLOCKS)).wall,
}


def _struct(kind: type[msgspec.Struct]) -> Maker:
    def made(chance: Random, state: State) -> Any:
        return kind(**{name: maker(chance, state) for name, maker in _makers(kind)})

    return made


@cache
def _makers(kind: type[msgspec.Struct]) -> list[tuple[str, Maker]]:
    types = get_type_hints(kind)
    named = {name: maker for name, maker in _BY_NAME.items() if types.get(name) is not bool}
    return [(name, named.get(name) or _of_type(types[name])) for name in kind.__struct_fields__]


def _of_type(wanted: Any) -> Maker:
    """Raises `TypeError` for a type nobody has said how to make."""
    if wanted in _BY_TYPE:
        return _BY_TYPE[wanted]
    if get_origin(wanted) is tuple:
        return _several(_of_type(get_args(wanted)[0]))
    if get_origin(wanted) in (Union, UnionType):
        return _one_of([_of_type(one) for one in get_args(wanted)])
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return lambda chance, _state: chance.choice(list(wanted))
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        return _struct(wanted)
    raise TypeError(f"no verb had a field of type {wanted} before")


def _several(one: Maker) -> Maker:
    return lambda chance, state: tuple(one(chance, state) for _place in range(chance.randrange(4)))


def _one_of(makers: list[Maker]) -> Maker:
    return lambda chance, state: chance.choice(makers)(chance, state)
