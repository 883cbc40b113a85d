"""What a day at the desks should do, said once more in the plainest way: tables of dicts and stacks.

This is the model the store is held against (`test_model.py`). It knows no files, no indexes and no before-images: each
document has a stack of the actions that wrote it, with what it was before, and an action can be taken back as long as
it is on top of every stack it stands on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final, NamedTuple

from store import codes
from store.records import Role
from store.verbs import VERBS, Verb

Row = dict[str, Any]
Place = tuple[str, int]
CAME: Final = ("present", "left")
OFFICE_ONLY: Final = {
    "strike_off",
    "keep_on_list",
    "record_badges",
    "mint_blanks",
    "import_roster",
    "adjust_conference",
}
PRINTED: Final = {"record_badges", "mint_blanks"}
"""Paper is not taken back."""
AT_BOTH: Final = {"undo", "open_conference", "withdraw_opening"}
PODIUM: Final = {name for name, verb in VERBS.items() if Role.MODERATOR in verb.roles} - AT_BOTH
"""What is done at the podium is held against a plain count of its own (`test_podium.py`)."""
TAKEN_AS_FOUND: Final = {"import_roster"}
"""Whom a roster means is a long story, told in `test_roster_compare.py`; here only what it touched counts."""
REACH_S: Final = 24 * 3600


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
    office: bool
    at_s: float
    today: dt.date


class Action:
    """Something that was done, and what each document it wrote had been."""

    def __init__(self, seq: int, verb: str, moment: Moment) -> None:
        self.seq, self.verb, self.moment = seq, verb, moment
        self.before: dict[Place, Row | None] = {}
        self.is_undo = False


class PlainDay:
    """Everything that is true, and how it came about."""

    def __init__(self, letters: str, categories: set[str], tables: dict[str, dict[int, Row]]) -> None:
        self.letters, self.categories, self.tables = letters, categories, tables
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
            if name in OFFICE_ONLY and not moment.office:
                raise No("role")
            answer = self._undo() if name == "undo" else RULES[name](self, verb)
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

    def must_be_category(self, category: str) -> None:
        if category not in self.categories:
            raise No("no-such-category")

    def minted(self, seed: int) -> str:
        taken = {code for row in self.tables["delegates"].values() for code in (row["code"], *row["retired_codes"])}
        return codes.mint(self.letters, seed, taken | set(self.free_blanks()))

    def free_blanks(self) -> dict[str, int]:
        return {row["code"]: id for id, row in self.tables["blanks"].items() if row["bound_to"] is None}

    # -- taking back --------------------------------------------------------------------------------------------------

    def _undo(self) -> Row:
        mine = [action for action in self.done if action.moment.session == self.moment.session]
        mine = [action for action in mine if self._stands(action) and action.verb not in PRINTED]
        if not mine or self.moment.at_s - mine[-1].moment.at_s > REACH_S:
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
        """What it wrote; and where a code goes with it, whatever was done with the badge that has it."""
        ground = set(action.before)
        for (table, key), before in action.before.items():
            now = self.tables["delegates"].get(key) if table == "delegates" else None
            if now is not None and (before is None or before["code"] != now["code"]):
                ground |= {("attendance", key), ("badges", key)}
        return ground


# -- the rules --------------------------------------------------------------------------------------------------------


def _clean(text: str) -> str:
    return " ".join(text.split())


def _arrival(day: PlainDay, method: str, substitute: Row | None = None) -> Row:
    return {
        "status": "present",
        "desk": day.moment.desk,
        "method": method,
        "substitute": substitute,
        "reason": "",
        "day": day.moment.today,
    }


def _arrive(day: PlainDay, id: int, method: str) -> str:
    row = day.attendance(id)
    if row is not None and row["status"] == "present":
        last = day.asked.get(id)
        soon = last is not None and last.session == day.moment.session and day.moment.at_s - last.at_s < 5
        return "repeat" if soon else "already-in"
    if row is not None and row["status"] == "left":
        day.change("attendance", id, status="present")
        return "re-entry"
    day.write("attendance", id, _arrival(day, method))
    return "admitted"


def _scan(day: PlainDay, verb: Any) -> Any:
    if verb.code is None or not verb.sound:
        return "unknown" if verb.code is None else "misread"
    for id, row in day.tables["delegates"].items():
        if row["code"] == verb.code:
            return _asked(day, [id], "scan")[0]
    if verb.code not in day.free_blanks():
        if any(verb.code in row["retired_codes"] for row in day.tables["delegates"].values()):
            return "replaced"
        if verb.conference != day.letters:
            return "other-conference"
    return "unknown"


def _asked(day: PlainDay, ids: Any, method: str) -> list[str]:
    answers = [_arrive(day, id, method) for id in ids]
    day.asked |= dict.fromkeys(ids, day.moment)
    return answers


def _admit_substitute(day: PlainDay, verb: Any) -> str:
    row = day.attendance(verb.delegate)
    substitute = {"name": _clean(verb.name), "title": _clean(verb.title)}
    if row is None or row["status"] not in CAME:
        day.write("attendance", verb.delegate, _arrival(day, "substitute", substitute))
    elif row["status"] == "present" and row["substitute"] is None:
        day.change("attendance", verb.delegate, method="substitute", substitute=substitute)
    else:
        raise No("already-present")
    return "admitted"


def _name_substitute(day: PlainDay, verb: Any) -> None:
    row = day.attendance(verb.delegate)
    if row is None or row["substitute"] is None:
        raise No("no-substitute")
    day.change("attendance", verb.delegate, substitute={"name": _clean(verb.name), "title": _clean(verb.title)})


def _new_person(day: PlainDay, verb: Any, **fields: Any) -> int:
    row = {
        "number": day.last_number + 1,
        "code": day.minted(verb.seed),
        "name": _clean(verb.name),
        "title": _clean(verb.title),
        "unit": _clean(verb.unit),
        "category": verb.category,
        "area": "",
        "standing": "summoned",
        "role": "",
        "unlisted": False,
        "kept": False,
        "retired_codes": [],
    }
    day.write("delegates", verb.id, row | fields)
    number: int = day.last_number
    return number


def _admit_walk_in(day: PlainDay, verb: Any) -> str:
    if verb.standing not in ("walk_in", "service"):
        raise No("not-a-guest")
    if not (verb.standing == "service" and not verb.category):
        day.must_be_category(verb.category)
    _new_person(day, verb, standing=verb.standing.value)
    day.write("attendance", verb.id, _arrival(day, "walk_in"))
    return "admitted"


def _add_delegate(day: PlainDay, verb: Any) -> int:
    day.must_be_category(verb.category)
    return _new_person(day, verb, area=verb.area)


def _correct_delegate(day: PlainDay, verb: Any) -> None:
    day.person(verb.delegate)
    if verb.category is not None:
        day.must_be_category(verb.category)
    told = {field: getattr(verb, field) for field in ("name", "title", "unit", "category", "area", "role")}
    day.change("delegates", verb.delegate, **{field: _clean(text) for field, text in told.items() if text is not None})


def _check_out(day: PlainDay, verb: Any) -> None:
    row = day.attendance(verb.delegate)
    if row is None or row["status"] not in CAME:
        raise No("not-arrived")
    if row["status"] == "left":
        raise No("already-left")
    day.change("attendance", verb.delegate, status="left")


def _absence(status: str, reason: str = "") -> Row:
    return {"status": status, "desk": "", "method": None, "substitute": None, "reason": reason, "day": None}


def _mark_absent(day: PlainDay, verb: Any) -> None:
    day.person(verb.delegate)
    if day.came(verb.delegate):
        raise No("already-present")
    status = "excused" if verb.excused else "unexcused"
    day.write("attendance", verb.delegate, _absence(status, _clean(verb.reason)))


def _move_arrival(day: PlainDay, verb: Any) -> str:
    moved = day.attendance(verb.source)
    day.person(verb.target)
    if verb.source == verb.target:
        raise No("same-person")
    if moved is None or not day.came(verb.source):
        raise No("not-arrived")
    if day.came(verb.target):
        raise No("already-present")
    day.write("attendance", verb.source, None)
    day.write("attendance", verb.target, moved)
    return "admitted"


def _withdraw_arrival(day: PlainDay, verb: Any) -> None:
    if day.attendance(verb.delegate) is None:
        raise No("not-arrived")
    day.write("attendance", verb.delegate, None)


def _admit_from_paper(day: PlainDay, verb: Any) -> int:
    new = {id for id in verb.delegates if id in day.tables["delegates"] and not day.came(id)}
    for id in new:
        day.write("attendance", id, _arrival(day, "paper") | {"day": verb.signed.date()})
    return len(new)


def _stand(standing: str) -> Callable[[PlainDay, Any], None]:
    def rule(day: PlainDay, verb: Any) -> None:
        for id in verb.delegates:
            if day.person(id)["standing"] not in ("summoned", "struck_off"):
                raise No("not-summoned")
            day.change("delegates", id, standing=standing, unlisted=False, kept=standing == "summoned")

    return rule


def _record_badges(day: PlainDay, verb: Any) -> None:
    for made in verb.made:
        row = {"code": made.code, "face": list(made.face), "at_s": day.moment.at_s}
        day.write("badges", made.delegate, row)


def _give_code(day: PlainDay, id: int, code: str) -> None:
    row = day.person(id)
    day.change("delegates", id, code=code, retired_codes=[*row["retired_codes"], row["code"]])


def _reissue_code(day: PlainDay, verb: Any) -> None:
    day.person(verb.delegate)
    _give_code(day, verb.delegate, day.minted(verb.seed))


def _mint_blanks(day: PlainDay, verb: Any) -> list[int]:
    ids = []
    for seed in verb.seeds:
        ids.append(max(day.tables["blanks"], default=0) + 1)
        day.write("blanks", ids[-1], {"code": day.minted(seed), "bound_to": None})
    return ids


def _bind_badge(day: PlainDay, verb: Any) -> None:
    day.person(verb.delegate)
    if verb.code not in day.free_blanks():
        raise No("no-such-blank")
    day.change("blanks", day.free_blanks()[verb.code], bound_to=verb.delegate)
    _give_code(day, verb.delegate, verb.code)
    day.write("badges", verb.delegate, {"code": verb.code, "face": [], "at_s": day.moment.at_s})


def _open_conference(day: PlainDay, _verb: Any) -> None:
    if day.tables["openings"]:
        raise No("already-opened")
    here = sorted(id for id, row in day.tables["attendance"].items() if row["status"] == "present")
    day.write("openings", 1, {"day": day.moment.today, "present": here})


def _withdraw_opening(day: PlainDay, _verb: Any) -> None:
    if not day.tables["openings"]:
        raise No("not-opened")
    day.write("openings", 1, None)


def _close_check_in(day: PlainDay, _verb: Any) -> list[int]:
    summoned = [id for id, row in day.tables["delegates"].items() if row["standing"] == "summoned"]
    missing = sorted(id for id in summoned if id not in day.tables["attendance"])
    for id in missing:
        day.write("attendance", id, _absence("unexcused"))
    before = day.tables["closings"].get(1)
    if missing or before is None:
        absent = sorted({*(before["absent"] if before else ()), *missing})
        day.write("closings", 1, {"day": day.moment.today, "absent": absent})
    return missing


def _note_head_count(day: PlainDay, verb: Any) -> int:
    if verb.people < 0:
        raise No("negative")
    id = max(day.tables["hand_counts"], default=0) + 1
    row = {"people": verb.people, "source": verb.source.value, "day": day.moment.today}
    day.write("hand_counts", id, row)
    return id


def _clear_rehearsal(day: PlainDay, verb: Any) -> int:
    arrived = {id: row["day"] for id, row in day.tables["attendance"].items() if row["day"] is not None}
    if verb.today in arrived.values():
        return 0
    earlier = [id for id, when in arrived.items() if when < verb.today]
    for closing in day.tables["closings"].values():
        if closing["day"] < verb.today:
            earlier += [id for id in closing["absent"] if day.tables["attendance"].get(id) == _absence("unexcused")]
    for id in earlier:
        day.write("attendance", id, None)
    for table in ("openings", "closings", "hand_counts"):
        for key, row in list(day.tables[table].items()):
            if row["day"] < verb.today:
                day.write(table, key, None)
    return sum(id in arrived for id in earlier)


def _adjust_conference(day: PlainDay, verb: Any) -> None:
    told = {name: getattr(verb, name) for name in verb.__struct_fields__ if getattr(verb, name) is not None}
    if any(not 0 <= value <= (3650 if name == "retention_days" else 720) for name, value in told.items()):
        raise No("out-of-range")
    day.write("conference", 1, day.tables["conference"][1] | told)


RULES: Final[dict[str, Callable[[PlainDay, Any], Any]]] = {
    "scan": _scan,
    "check_in": lambda day, verb: _asked(day, [verb.delegate], verb.method.value)[0],
    "check_in_together": lambda day, verb: _asked(day, verb.delegates, "name"),
    "admit_substitute": _admit_substitute,
    "name_substitute": _name_substitute,
    "admit_walk_in": _admit_walk_in,
    "add_delegate": _add_delegate,
    "correct_delegate": _correct_delegate,
    "check_out": _check_out,
    "mark_absent": _mark_absent,
    "move_arrival": _move_arrival,
    "withdraw_arrival": _withdraw_arrival,
    "admit_from_paper": _admit_from_paper,
    "strike_off": _stand("struck_off"),
    "keep_on_list": _stand("summoned"),
    "record_badges": _record_badges,
    "reissue_code": _reissue_code,
    "mint_blanks": _mint_blanks,
    "bind_badge": _bind_badge,
    "open_conference": _open_conference,
    "withdraw_opening": _withdraw_opening,
    "close_check_in": _close_check_in,
    "note_head_count": _note_head_count,
    "clear_rehearsal": _clear_rehearsal,
    "adjust_conference": _adjust_conference,
}
