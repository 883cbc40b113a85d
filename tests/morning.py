"""The morning that pictures are of: half of the delegates in, then the papers read a few minutes late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import after_the_day
import builders
from after_the_day import DISCUSSION, PAPERS
from builders import present, ran, span, speech
from screens import categories, here, people
from store.live_records import Fate, SpeechKind
from store.records import DelegateId, Record
from store.state import State


def at_the_door() -> State:
    """Half an hour before the opening; half of them are in."""
    everybody = people()
    return builders.state(*everybody, *here(everybody), *after_the_day.agenda(), **_about())


def in_the_hall(*others: Record) -> State:
    """The papers are being read, a few minutes late."""
    everybody = people()
    in_time = [present(one, "07:40:00") for one in everybody if one.number % 14]
    done = (ran(1, span("07:15", "08:02")), ran(2, span("08:02", "08:13")), ran(3, span("08:13", "08:23")))
    now = (ran(4, span("08:23", "08:44")), ran(PAPERS, span("08:44")))
    return builders.state(
        *everybody,
        *in_time,
        *after_the_day.agenda(),
        after_the_day.opening(),
        *done,
        *now,
        *_papers(),
        *others,
        **_about(),
    )


def _about() -> dict[str, object]:
    return after_the_day.ABOUT | {"categories": categories()}


TOPICS: Final = (
    (41, "Vận động nhân dân hiến đất mở rộng ngõ xóm"),
    (58, "Tổ tự quản về môi trường"),
    (66, "Hòa giải ở cơ sở, không để việc nhỏ thành lớn"),
    (73, "Nắm tình hình, phản ánh kịp thời"),
)


def _papers() -> Iterator[Record]:
    for place, (number, topic) in enumerate(TOPICS, 1):
        given = {"span": span("08:45", "08:53"), "fate": Fate.DELIVERED} if place == 1 else {}
        yield speech(
            place,
            kind=SpeechKind.PREPARED,
            delegate=DelegateId(number),
            name="",
            topic=topic,
            item=PAPERS,
            **given,
        )


def in_discussion() -> State:
    """The last of the papers is over; people ask for the floor."""
    asked = [
        speech(10 + place, delegate=DelegateId(number), name="", item=DISCUSSION)
        for place, number in enumerate((12, 47, 88))
    ]
    return in_the_hall(*asked)


def at_the_lectern() -> State:
    """Somebody speaks."""
    paper = {"kind": SpeechKind.PREPARED, "name": "", "topic": TOPICS[1][1], "item": PAPERS}
    return in_the_hall(speech(2, delegate=DelegateId(TOPICS[1][0]), span=span("08:54"), **paper))
