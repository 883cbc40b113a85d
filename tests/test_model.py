"""Three desks do whatever desks can do, close, crash and take back; a plain model says what must come of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from any_verb import draw
from plain_day import PODIUM, RULES, TAKEN_AS_FOUND, Moment, No, PlainDay, Row
from store import Store, Undo
from store.errors import BuiltUpon, Refused
from store.records import Document, Role, SessionId
from store.verbs import VERBS, Verb
from stores import Moments, documents, new_conference, opened

DESKS = {"Bàn A": Role.OFFICE, "Bàn B": Role.OFFICE, "Bàn C": Role.RECEPTION}
COMINGS = (("Bàn A",), ("Bàn B",), ("Bàn A", "Bàn B", "Bàn C"))
"""Who goes and comes back."""
FIELDS = (
    *("number", "code", "name", "title", "unit", "category", "area", "standing", "role", "unlisted"),
    "kept",
    "retired_codes",
)
OFTEN = ("check_in", "check_in", "check_in_together", "check_out", "reissue_code", "record_badges", "add_delegate")

_desks = st.sampled_from(["Bàn A", "Bàn A", "Bàn B", "Bàn B", "Bàn C"])
_chances = st.integers(0, 1 << 32).map(Random)


def test_the_model_knows_every_verb() -> None:
    assert RULES.keys() | TAKEN_AS_FOUND | PODIUM | {"undo"} == VERBS.keys()


class Days(RuleBasedStateMachine):
    """Steps of a day, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.clock = Moments()
        self.path = new_conference(Path(self._folder.name), 3)
        self.desks = {desk: self._open(desk) for desk in DESKS}
        store = self.desks["Bàn A"]
        tables: dict[str, dict[int, Row]] = {name: {} for name in ("attendance", "badges", "blanks")}
        tables |= {
            "openings": {},
            "closings": {},
            "hand_counts": {},
            **{table: in_plain(documents(store))[table] for table in ("delegates", "conference")},
        }
        conference = store.state.conference
        self.day = PlainDay(conference.code_letters, {one.id for one in conference.categories}, tables)

    def teardown(self) -> None:
        for store in self.desks.values():
            store.close()
        self._folder.cleanup()

    # -- what happens -------------------------------------------------------------------------------------------------

    @rule(desk=_desks, name=st.sampled_from(sorted(VERBS.keys() - PODIUM - {"undo"})), chance=_chances)
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
                    self.clock.move(chance.choice([1, 10]))
                case _:
                    self._do(self.desks[desk], chance.choice(OFTEN), chance)

    @rule(desk=_desks)
    def undo(self, desk: str) -> None:
        self._hold_against(self.desks[desk], Undo())

    @rule(seconds=st.sampled_from([1, 10, 10, 13 * 3600, 13 * 3600]), gone=st.sampled_from([*[()] * 9, *COMINGS]))
    def time_passes(self, seconds: int, gone: tuple[str, ...]) -> None:
        """While some are gone: closed if there is time, else crashed. With nobody left what was done is folded."""
        for desk in gone:
            store = self.desks[desk]
            store.close() if seconds > 1 else store.engine._let_go()
        self.clock.move(seconds)
        self.desks |= {desk: self._open(desk) for desk in gone}

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
        now = store.now()
        office = store.session.role is Role.OFFICE
        return Moment(store.session.id, store.session.desk, office, now.boot_ms / 1000, now.wall.date())

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
            assert _in_short(verb, store.run(verb)) == wanted

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


def _in_short(verb: Verb[Any], answer: Any) -> Any:
    """What the model answers: how an arrival ended, what an undo took back, else the plain answer."""
    plain = msgspec.to_builtins(answer)
    match verb.verb_name:
        case "undo":
            return {"seq": plain["seq"], "verb": plain["verb"]}
        case "open_conference":
            return None
        case "close_check_in":
            return sorted(plain)
        case "check_in_together":
            return [one["outcome"] for one in plain]
    return plain["outcome"] if isinstance(plain, dict) else list(plain) if isinstance(plain, tuple) else plain


def in_plain(tables: dict[str, dict[str, Document]]) -> dict[str, dict[int, Row]]:
    """The documents with what the model has of them."""
    shown: dict[str, Any] = {
        "conference": lambda row: {
            **row["speaking"],
            **{field: row[field] for field in ("late_after_minutes", "retention_days")},
        },
        "delegates": lambda row: {field: row[field] for field in FIELDS},
        "attendance": lambda row: {
            **{field: row[field] for field in ("status", "desk", "method", "substitute", "reason")},
            "day": _day(row["arrived"]),
        },
        "badges": lambda row: {"code": row["code"], "face": row["face"], "at_s": row["made"]["boot_ms"] / 1000},
        "blanks": lambda row: {"code": row["code"], "bound_to": row["bound_to"]},
        "openings": lambda row: {"day": _day(row["at"]), "present": sorted(row["present"])},
        "closings": lambda row: {"day": _day(row["at"]), "absent": sorted(row["absent"])},
        "hand_counts": lambda row: {"people": row["people"], "source": row["source"], "day": _day(row["at"])},
    }
    return {name: {int(key): show(row) for key, row in tables.get(name, {}).items()} for name, show in shown.items()}


def _day(stamp: Document | None) -> dt.date | None:
    return dt.datetime.fromisoformat(stamp["wall"]).date() if stamp else None


@pytest.mark.parametrize(("days", "steps"), [(30, 25), pytest.param(10_000, 50, marks=pytest.mark.long)])
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
