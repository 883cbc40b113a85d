"""What a day at the desks should do, said once more in the plainest way: tables of dicts and stacks.

This is the model the store is held against (`test_model.py`). It knows no files, no indexes and no before-images: each
document has a stack of the actions that wrote it, with what it was before, and an action can be taken back as long as
it is on top of every stack it stands on.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final, NamedTuple

from plain_times import At, Line, Row, seconds_between
from store import codes
from store.verbs import Verb

Place = tuple[str, int]
CAME: Final = ("present", "left")
OFFICE_ONLY: Final = {
    *("strike_off", "keep_on_list", "record_badges", "mint_blanks", "import_roster", "adjust_conference", "decide"),
}
LASTING: Final = {"record_badges", "mint_blanks", "show_in_hall", "tell_hall", "count_in_hall"}
"""Paper is not taken back, nor what the hall has seen."""
AT_BOTH: Final = {"undo", "open_conference", "withdraw_opening", "queue_speakers", "queue_speech", "queue_again"}
"""What both the door and the moderator do."""
TAKEN_AS_FOUND: Final = {"import_roster"}
"""Whom a roster means is a long story, told in `test_roster_compare.py`; here only what it touched counts."""
REACH_S: Final = 24 * 3600
REACH: Final = 200
"""Actions."""


class No(Exception):
    """A rule refuses; for an undo `upon` is the action that stands on it."""

    def __init__(self, reason: str, upon: Action | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.upon = upon


class Moment(NamedTuple):
    """When and where something is asked for."""

    session: int
    desk: str
    role: str
    at: At

    @property
    def today(self) -> dt.date:
        return self.at.wall.date()

    def may(self, verb: str, podium: set[str]) -> bool:
        """The office may do everything."""
        if self.role == "office" or verb in AT_BOTH:
            return True
        return self.role == ("moderator" if verb in podium else "reception") and verb not in OFFICE_ONLY


class Action:
    """Something that was done, and what each document it wrote had been."""

    def __init__(self, seq: int, verb: str, moment: Moment) -> None:
        self.seq, self.verb, self.moment = seq, verb, moment
        self.before: dict[Place, Row | None] = {}
        self.is_undo = False


Rules = dict[str, Callable[["PlainDay", Any], Any]]


class Plan(NamedTuple):
    """What was settled before the day."""

    letters: str
    categories: set[str]
    wards: dict[str, str]
    """By name."""
    opens: int
    """Minutes after midnight."""


class PlainDay:
    """Everything that is true, and how it came about."""

    def __init__(self, plan: Plan, tables: dict[str, dict[int, Row]], door: Rules, podium: Rules) -> None:
        self.plan, self.tables, self.podium, self.rules = plan, tables, set(podium), door | podium
        self.line = Line()
        self.last_number = max(row["number"] for row in tables["delegates"].values())
        self.done: list[Action] = []
        self.stacks: dict[Place, list[Action]] = {}
        self.asked: dict[int, Moment] = {}
        """Who was asked for last, by delegate."""

    def do(self, verb: Verb[Any], moment: Moment) -> Any:
        """What the verb should answer. Raises `No`, and then nothing has happened."""
        name, backup = verb.verb_name, deepcopy((self.tables, self.last_number))
        self.action = Action(len(self.done) + 1, name, moment)
        self.moment = moment
        try:
            if not moment.may(name, self.podium):
                raise No("role")
            answer = self._undo() if name == "undo" else self.rules[name](self, verb)
        except No:
            self.tables, self.last_number = backup
            raise
        self._keep(self.action)
        return answer

    def found(self, verb: str, moment: Moment, written: dict[Place, Row | None]) -> None:
        """Something was done whose rule is not told here; `written` is what it left."""
        self.action = Action(len(self.done) + 1, verb, moment)
        for place, row in written.items():
            self.write(*place, row)
        self._keep(self.action)

    def _keep(self, action: Action) -> None:
        # What ended as it began was not written.
        now = {place: self.tables[place[0]].get(place[1]) for place in action.before}
        action.before = {place: row for place, row in action.before.items() if row != now[place]}
        self.done.append(action)
        self.line.done(action.moment.at)
        if not action.is_undo:
            for place in action.before:
                self.stacks.setdefault(place, []).append(action)

    # -- reading and writing ------------------------------------------------------------------------------------------

    def write(self, table: str, key: int, row: Row | None) -> None:
        rows = self.tables[table]
        self.action.before.setdefault((table, key), rows.get(key))
        rows.pop(key, None)
        if row is not None:
            rows[key] = row
            if table == "delegates":
                self.last_number = max(self.last_number, row["number"])

    def change(self, table: str, key: int, **changes: Any) -> None:
        self.write(table, key, self.tables[table][key] | changes)

    def person(self, id: int) -> Row:
        if id not in self.tables["delegates"]:
            raise No("no-such-delegate")
        return self.tables["delegates"][id]

    def attendance(self, id: int) -> Row | None:
        self.person(id)
        return self.tables["attendance"].get(id)

    def came(self, id: int) -> bool:
        row = self.tables["attendance"].get(id)
        return row is not None and row["status"] in CAME

    def ms(self, at: At) -> int:
        """Where a moment lies on the line of all moments, as seen from now."""
        return self.line.place(at, self.moment.at)

    def ward(self, unit: str) -> str:
        """The ward in which a unit lies: the one its name ends with, with its marks or without."""
        ends = (id for name, id in self.plan.wards.items() if bare(unit).endswith(bare(name)))
        return next(ends, "")

    def must_be_category(self, category: str) -> None:
        if category not in self.plan.categories:
            raise No("no-such-category")

    def minted(self, seed: int) -> str:
        taken = {code for row in self.tables["delegates"].values() for code in (row["code"], *row["retired_codes"])}
        return codes.mint(self.plan.letters, seed, taken | set(self.free_blanks()))

    def free_blanks(self) -> dict[str, int]:
        return {row["code"]: id for id, row in self.tables["blanks"].items() if row["bound_to"] is None}

    # -- taking back --------------------------------------------------------------------------------------------------

    def _undo(self) -> Row:
        mine = [action for action in self.done[-REACH:] if action.moment.session == self.moment.session]
        mine = [action for action in mine if self._stands(action) and action.verb not in LASTING]
        if not mine or seconds_between(mine[-1].moment.at, self.moment.at) > REACH_S:
            raise No("nothing-to-undo")
        last = mine[-1]
        above = [
            action for place in self._ground(last) for action in self.stacks.get(place, ()) if action.seq > last.seq
        ]
        if above:
            raise No("nothing-to-undo", max(above, key=lambda action: action.seq))
        for place, row in last.before.items():
            self.write(*place, row)
            self.stacks[place].remove(last)
        self.action.is_undo = True
        return {"seq": last.seq, "verb": last.verb}

    def _stands(self, action: Action) -> bool:
        """Whether it wrote anything that has not been taken back."""
        return any(action in self.stacks[place] for place in action.before if not action.is_undo)

    def _ground(self, action: Action) -> set[Place]:
        """What it wrote, and what goes wrong with it."""
        below = [GROUND[table](self, key, row) for (table, key), row in action.before.items() if table in GROUND]
        return set(action.before).union(*below)


def clean(text: str) -> str:
    return " ".join(text.split())


def bare(text: str) -> str:
    """Without the marks above and below the letters."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# -- what stands on what ----------------------------------------------------------------------------------------------


def _on_delegate(day: PlainDay, key: int, before: Row | None) -> set[Place]:
    """Where a code goes, whatever was done with the badge that has it; where a person goes, what they said."""
    now, places = day.tables["delegates"].get(key), set()
    if now is not None and (before is None or before["code"] != now["code"]):
        places = {("attendance", key), ("badges", key)}
    if before is None:
        places |= {("speeches", id) for id, row in day.tables["speeches"].items() if row["delegate"] == key}
    return places


def _on_item(_day: PlainDay, key: int, before: Row | None) -> set[Place]:
    return {("runs", key)} if before is None else set()


def _on_run(day: PlainDay, key: int, before: Row | None) -> set[Place]:
    """One thing runs at a time: what ran when goes back from the last on."""
    now = day.tables["runs"].get(key)
    same = now is not None and now["spans"] == (before["spans"] if before else [])
    return set() if same else {("runs", id) for id in day.tables["runs"]}


def _on_speech(day: PlainDay, key: int, before: Row | None) -> set[Place]:
    """One person speaks at a time, likewise. An answer needs what it answers."""
    rows, places = day.tables["speeches"], set()
    if key in rows and rows[key]["span"] != (before and before["span"]):
        places = {("speeches", id) for id, row in rows.items() if row["span"]}
    if before is None:
        places |= {("speeches", id) for id, row in rows.items() if row["answers"] == key}
    return places


GROUND: Final[dict[str, Callable[[PlainDay, int, Row | None], set[Place]]]] = {
    "delegates": _on_delegate,
    "agenda": _on_item,
    "runs": _on_run,
    "speeches": _on_speech,
}
