"""Three desks and a moderator do whatever they can do, close, crash and take back, whatever becomes of the clocks; a
plain model says what must come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

import builders
import plain_door
import plain_podium
from any_verb import draw
from plain_day import TAKEN_AS_FOUND, Moment, No, PlainDay, Plan
from plain_times import At, Row, at_of
from podium import Clocks
from store import Store, Undo
from store.errors import BuiltUpon, Refused
from store.records import Document, Role, SessionId, Stamp
from store.verbs import VERBS, Verb
from stores import documents, new_conference, opened

DESKS = {"Bàn A": Role.OFFICE, "Bàn B": Role.OFFICE, "Bàn C": Role.RECEPTION, "Chủ trì": Role.MODERATOR}
COMINGS = (("Bàn A",), ("Bàn B",), ("Chủ trì",), tuple(DESKS))
"""Who goes and comes back."""
FIELDS = (
    *("number", "code", "name", "title", "unit", "category", "area", "standing", "role", "unlisted"),
    "kept",
    "retired_codes",
)
OFTEN = ("check_in", "check_in", "check_in_together", "check_out", "reissue_code", "record_badges", "add_delegate")
IN_TURN = (
    *("start_item", "next", "next", "stop_item", "pause_item", "resume_item", "go_back", "correct_start", "grant_time"),
    *("start_speech", "give_floor", "next_speaker", "next_speaker", "pause_speech", "resume_speech", "end_speech"),
    *("reopen_speech", "correct_speech", "queue_speech", "queue_speakers", "move_speech", "put_on_deck", "dismiss"),
    *("restore", "recover", "replan", "move_item", "add_item", "cap_speeches", "grant_speech_time", "queue_again"),
    *("import_speeches", "open_conference", "introduce_late", "clear_rehearsal"),
)
"""What a moderator does from one minute to the next."""
SECRETARYS = {name for name, verb in VERBS.items() if Role.SECRETARY in verb.roles} - {"undo"}
"""What a secretary writes down is held against a model of its own."""
EVERY = sorted(VERBS.keys() - SECRETARYS - {"undo"})

_desks = st.sampled_from([*["Bàn A", "Bàn B", "Chủ trì"] * 2, "Bàn C"])
_chances = st.integers(0, 1 << 32).map(Random)


def test_the_model_knows_every_verb() -> None:
    assert plain_door.RULES.keys() | plain_podium.RULES.keys() | TAKEN_AS_FOUND | {"undo"} | SECRETARYS == VERBS.keys()


class Days(RuleBasedStateMachine):
    """Steps of a day, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.clock = Clocks("07:30:00")
        waiting = [builders.speech(id) for id in (1, 2)]
        self.path = new_conference(Path(self._folder.name), 3, agenda=builders.agenda(), speeches=waiting)
        self.desks = {desk: self._open(desk) for desk in DESKS}
        store = self.desks["Bàn A"]
        conference = store.state.conference
        plan = Plan(
            letters=conference.code_letters,
            categories={one.id for one in conference.categories},
            wards={area.name: area.id for area in conference.areas},
            opens=conference.opens.hour * 60 + conference.opens.minute,
        )
        self.day = PlainDay(plan, in_plain(documents(store)), plain_door.RULES, plain_podium.RULES)

    def teardown(self) -> None:
        for store in self.desks.values():
            store.close()
        self._folder.cleanup()

    # -- what happens -------------------------------------------------------------------------------------------------

    @rule(desk=_desks, name=st.sampled_from(EVERY), chance=_chances)
    def do_anything(self, desk: str, name: str, chance: Random) -> None:
        self._do(self.desks[desk], name, chance)

    @rule(desk=_desks, name=st.sampled_from(OFTEN), chance=_chances)
    def do_the_usual(self, desk: str, name: str, chance: Random) -> None:
        self._do(self.desks[desk], name, chance)

    @rule(chance=_chances)
    def a_busy_minute(self, chance: Random) -> None:
        for _step in range(12):
            desk = chance.choice(["Bàn A", "Bàn A", "Bàn B"])
            match chance.randrange(8):
                case 0 | 1:
                    self.undo(desk)
                case 2:
                    self.clock.wait(chance.choice([1, 10]))
                case _:
                    self._do(self.desks[desk], chance.choice(OFTEN), chance)

    @rule(chance=_chances)
    def a_busy_quarter_of_an_hour(self, chance: Random) -> None:
        """At the podium, where two windows are open and the door goes on."""
        for _step in range(15):
            self._at_the_podium(chance)
            self.the_file_says_what_the_model_says()

    def _at_the_podium(self, chance: Random) -> None:
        desk = chance.choice(["Chủ trì", "Chủ trì", "Bàn A"])
        match chance.random():
            case die if die < 0.1:
                self.undo(desk)
            case die if die < 0.3:
                self.clock.wait(chance.choice([*[0.001, 1, 61.5, 400] * 10, 16 * 3600]))
            case die if die < 0.32:
                self.somebody_sets_the_clock(chance.choice([-3600, 600]))
            case die if die < 0.34:
                self.the_machine_is_off(chance.choice([0, 30, 600]), chance.choice([0, -900]))
            case die if die < 0.45:
                self._do(self.desks[chance.choice([*DESKS])], chance.choice(EVERY), chance)
            case _:
                self._do(self.desks[desk], chance.choice(IN_TURN), chance)

    @rule(desk=_desks)
    def undo(self, desk: str) -> None:
        self._hold_against(self.desks[desk], Undo())

    @rule(seconds=st.sampled_from([1, 10, 10, 13 * 3600, 13 * 3600]), gone=st.sampled_from([*[()] * 9, *COMINGS]))
    def time_passes(self, seconds: int, gone: tuple[str, ...]) -> None:
        """While some are gone: closed if there is time, else crashed. With nobody left what was done is folded."""
        for desk in gone:
            store = self.desks[desk]
            store.close() if seconds > 1 else store.engine.let_go()
        self.clock.wait(seconds)
        self.desks |= {desk: self._open(desk) for desk in gone}

    @rule(seconds=st.sampled_from([-3600, -1, 90.5, 600]))
    def somebody_sets_the_clock(self, seconds: float) -> None:
        self.clock.set_wall(seconds)

    @rule(off=st.sampled_from([0, 30, 600]), back=st.sampled_from([0, 0, -900]))
    def the_machine_is_off(self, off: int, back: int) -> None:
        for store in self.desks.values():
            store.engine.let_go()
        self.clock.reboot(off)
        self.clock.set_wall(back)
        self.desks = {desk: self._open(desk) for desk in DESKS}

    @invariant()
    def the_file_says_what_the_model_says(self) -> None:
        store = self.desks["Bàn C"]
        store.refresh()
        assert store.state.seq == len(self.day.done)
        assert in_plain(documents(store)) == self.day.tables

    # -- how --------------------------------------------------------------------------------------------------------

    def _open(self, desk: str) -> Store:
        return opened(self.path, desk, clock=self.clock, role=DESKS[desk])

    def _do(self, store: Store, name: str, chance: Random) -> None:
        store.refresh()
        verb = draw(VERBS[name], chance, store.state)
        if name in TAKEN_AS_FOUND and store.session.role is Role.OFFICE:
            self._take_as_found(store, verb)
        else:
            self._hold_against(store, verb)

    def _moment(self, store: Store) -> Moment:
        session = store.session
        return Moment(session.id, session.desk, session.role.value, at_of(store.now()))

    def _take_as_found(self, store: Store, verb: Verb[Any]) -> None:
        store.run(verb)
        entry, rows = store.log()[-1], in_plain(documents(store))
        places = [(one.table, one.key) for one in entry.touched if one.table in rows]
        self.day.found(entry.verb, self._moment(store), {place: rows[place[0]].get(place[1]) for place in places})

    def _hold_against(self, store: Store, verb: Verb[Any]) -> None:
        wanted = self._wanted(verb, self._moment(store))
        if isinstance(wanted, No):
            with pytest.raises(Refused) as refusal:
                store.run(verb)
            assert refusal.value.reason == wanted.reason
            assert _upon(refusal.value) == _named(wanted)
        else:
            assert _in_short(verb, in_moments(store.run(verb))) == wanted

    def _wanted(self, verb: Verb[Any], moment: Moment) -> Any:
        """The answer, or the refusal, that is due."""
        try:
            return self.day.do(verb, moment)
        except No as no:
            return no


def _named(no: No) -> tuple[int, str, int] | None:
    return (no.upon.seq, no.upon.verb, no.upon.moment.session) if no.upon else None


def _upon(refusal: Refused) -> tuple[int, str, SessionId] | None:
    return (refusal.seq, refusal.verb, refusal.session) if isinstance(refusal, BuiltUpon) else None


def _in_short(verb: Verb[Any], plain: Any) -> Any:
    """What the model answers: how an arrival ended, what an undo took back, else the plain answer."""
    match verb.verb_name:
        case "undo":
            return {"seq": plain["seq"], "verb": plain["verb"]}
        case "open_conference":
            return None
        case "close_check_in":
            return sorted(plain)
        case "check_in_together":
            return [one["outcome"] for one in plain]
    return plain["outcome"] if isinstance(plain, dict) and "outcome" in plain else plain


def in_moments(answer: Any) -> Any:
    """Plain data, but every stamp in it a moment."""
    match answer:
        case Stamp() | Enum():
            return at_of(answer) if isinstance(answer, Stamp) else answer.value
        case msgspec.Struct():
            return {field: in_moments(getattr(answer, field)) for field in answer.__struct_fields__}
        case list() | tuple():
            return [in_moments(one) for one in answer]
    return answer


def in_plain(tables: dict[str, dict[str, Document]]) -> dict[str, dict[int, Row]]:
    """The documents with what the model has of them: of the podium's, everything."""
    return {
        name: {int(key): show(_with_moments(row)) for key, row in tables.get(name, {}).items()}
        for name, show in SHOWN.items()
    }


def _with_moments(row: Any) -> Any:
    """A document in which every stamp is a moment."""
    if isinstance(row, dict):
        if row.keys() == {"wall", "boot_ms", "boot"}:
            return At(dt.datetime.fromisoformat(row["wall"]), row["boot_ms"], row["boot"])
        return {field: _with_moments(value) for field, value in row.items()}
    return [_with_moments(one) for one in row] if isinstance(row, list) else row


def _planned(row: Row) -> Row:
    start = dt.time.fromisoformat(row["start"])
    return row | {"start": start.hour * 60 + start.minute}


def _only(*fields: str) -> Callable[[Row], Row]:
    return lambda row: {field: row[field] for field in fields}


def _whole(row: Row) -> Row:
    return row


def _day(at: At | None) -> dt.date | None:
    return at.wall.date() if at else None


SHOWN: dict[str, Callable[[Row], Row]] = {
    "conference": lambda row: {**row["speaking"], **_only("late_after_minutes", "retention_days")(row)},
    "delegates": _only(*FIELDS),
    "attendance": lambda row: {
        **{field: row[field] for field in ("status", "desk", "method", "substitute", "reason")},
        "day": _day(row["arrived"]),
    },
    "badges": lambda row: {"code": row["code"], "face": row["face"], "at": row["made"]},
    "blanks": _only("code", "bound_to"),
    "openings": lambda row: {
        **{"day": _day(row["at"]), "present": sorted(row["present"]), "introduced": row["introduced"]}
    },
    "closings": lambda row: {"day": _day(row["at"]), "absent": sorted(row["absent"])},
    "hand_counts": lambda row: {"people": row["people"], "source": row["source"], "day": _day(row["at"])},
    "agenda": _planned,
    **dict.fromkeys(("runs", "speeches", "speaker_lists", "recoveries", "hall_displays"), _whole),
}


@pytest.mark.parametrize(("days", "steps"), [(18, 25), pytest.param(10_000, 50, marks=pytest.mark.long)])
def test_whatever_desks_do_the_model_agrees(days: int, steps: int) -> None:
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=days,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("mornings", [8, pytest.param(10_000, marks=pytest.mark.long)])
def test_whatever_a_moderator_does_the_model_agrees(mornings: int) -> None:
    given(chance=_chances)(settings(max_examples=mornings, deadline=None)(_a_morning))()


def _a_morning(chance: Random) -> None:
    day = Days()
    try:
        for _quarter in range(10):
            day.a_busy_quarter_of_an_hour(chance)
    finally:
        day.teardown()
