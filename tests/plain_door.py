"""What the verbs of the door should do, said once more in the plainest way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from plain_day import CAME, No, PlainDay, Rules, clean
from plain_times import Row, seconds_between


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
        soon = last is not None and last.session == day.moment.session and seconds_between(last.at, day.moment.at) < 5
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
        if verb.conference != day.plan.letters:
            return "other-conference"
    return "unknown"


def _asked(day: PlainDay, ids: Any, method: str) -> list[str]:
    answers = [_arrive(day, id, method) for id in ids]
    day.asked |= dict.fromkeys(ids, day.moment)
    return answers


def _admit_substitute(day: PlainDay, verb: Any) -> str:
    row = day.attendance(verb.delegate)
    substitute = {"name": clean(verb.name), "title": clean(verb.title)}
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
    day.change("attendance", verb.delegate, substitute={"name": clean(verb.name), "title": clean(verb.title)})


def _new_person(day: PlainDay, verb: Any, **fields: Any) -> int:
    row = {
        "number": day.last_number + 1,
        "code": day.minted(verb.seed),
        "name": clean(verb.name),
        "title": clean(verb.title),
        "unit": clean(verb.unit),
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
    day.change("delegates", verb.delegate, **{field: clean(text) for field, text in told.items() if text is not None})


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
    day.write("attendance", verb.delegate, _absence(status, clean(verb.reason)))


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
        row = {"code": made.code, "face": list(made.face), "at": day.moment.at}
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
    day.write("badges", verb.delegate, {"code": verb.code, "face": [], "at": day.moment.at})


def _open_conference(day: PlainDay, _verb: Any) -> None:
    if day.tables["openings"]:
        raise No("already-opened")
    here = sorted(id for id, row in day.tables["attendance"].items() if row["status"] == "present")
    day.write("openings", 1, {"day": day.moment.today, "present": here, "introduced": []})


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
    for id, run in list(day.tables["runs"].items()):
        if any(span["started"].wall.date() < verb.today for span in run["spans"]):
            day.write("runs", id, None)
    for id, row in list(day.tables["speeches"].items()):
        if row["span"] and row["span"]["started"].wall.date() < verb.today:
            again = {"span": None, "fate": None, "item": None, "limit_ms": None, "added_ms": 0, "reader": ""}
            day.change("speeches", id, **again)
    return sum(id in arrived for id in earlier)


def _adjust_conference(day: PlainDay, verb: Any) -> None:
    told = {name: getattr(verb, name) for name in verb.__struct_fields__ if getattr(verb, name) is not None}
    if any(not 0 <= value <= (3650 if name == "retention_days" else 720) for name, value in told.items()):
        raise No("out-of-range")
    day.write("conference", 1, day.tables["conference"][1] | told)


def _decide(_day: PlainDay, _verb: Any) -> None:
    """One place alone has nothing to decide (`test_merge.py`)."""
    raise No("nothing-to-decide")


RULES: Final[Rules] = {
    "decide": _decide,
    "adjust_conference": _adjust_conference,
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
}
