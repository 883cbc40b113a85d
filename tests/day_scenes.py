"""What is looked at of the day itself: the door, the moderator's screen, the list and the hall; with nothing, in the
middle of a usual day, and in a crowd with names and offices as long as they come."""

from __future__ import annotations

from functools import cache
from typing import Final

import after_the_day
import builders
from builders import item, present, ran, span, speech
from office_scenes import OfficeScene
from store.live_records import Fate, SpeechKind
from store.records import AgendaKind, Delegate, DelegateId, Record
from store.state import State

MANY: Final = 10_000
LONG_NAME: Final = "Nguyễn Phúc Công Tằng Tôn Nữ Hồng Phương Thảo Vy"
LONG_TITLE: Final = "Phó Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam phường kiêm Trưởng ban Công tác Mặt trận"
LONG_UNIT: Final = "Tổ Dân vận khu phố Nguyễn Thị Minh Khai – Hoàng Quốc Việt mở rộng"
LONG_ITEM: Final = "Báo cáo kết quả thực hiện phong trào thi đua “Dân vận khéo” giai đoạn 2021 – 2025 và phương hướng"


@cache
def bare() -> State:
    """Nobody on the list, nothing planned."""
    return builders.state(**after_the_day.ABOUT)


@cache
def running() -> State:
    """Half past nine: somebody speaks in the discussion, four wait, one of them is not there."""
    everybody = after_the_day.people()
    return builders.state(
        *everybody, *after_the_day.attendance(everybody), *after_the_day.agenda(), *_course(7), *_queue(5),
        **after_the_day.ABOUT,
    )  # fmt: skip


def _course(now: int) -> list[Record]:
    done = [ran(id, span(f"0{7 + id // 4}:{id % 4}5:00", f"0{7 + id // 4}:{id % 4}9:30")) for id in range(1, now)]
    return [*done, ran(now, span("09:20:00"))]


def _queue(waiting: int) -> list[Record]:
    said = speech(1, delegate=DelegateId(41), name="", span=span("09:21", "09:26"), item=7, fate=Fate.DELIVERED)
    says = speech(2, delegate=DelegateId(42), name="", span=span("09:27:10"), item=7, topic="Kinh phí hoạt động")
    waits = [speech(id, delegate=DelegateId(40 + id * 10), name="") for id in range(3, 3 + waiting)]
    return [said, says, *waits]


@cache
def crowded(many: int = MANY) -> State:
    """Ten thousand, sixty items, forty waiting."""
    everybody = [_long(number) for number in range(1, many + 1)]
    came = [present(one, f"07:{20 + one.number % 40:02}:{one.number % 60:02}") for one in everybody if one.number % 7]
    items = [
        item(
            id,
            f"{7 + id // 12:02}:{id % 12 * 5:02}",
            5,
            title=f"{LONG_ITEM} ({id})",
            kind=_kind(id),
            responsible=LONG_NAME,
        )
        for id in range(1, 61)
    ]
    done = [
        ran(id, span(f"{7 + id // 12:02}:{id % 12 * 5:02}", f"{7 + id // 12:02}:{id % 12 * 5 + 4:02}"))
        for id in range(1, 29)
    ]
    waits = [speech(id, delegate=DelegateId(id * 11), name="", kind=SpeechKind.FLOOR) for id in range(3, 43)]
    says = speech(2, delegate=DelegateId(42), name="", span=span("09:27:10"), item=29, topic=LONG_ITEM)
    return builders.state(*everybody, *came, *items, *done, ran(29, span("09:25")), says, *waits, **after_the_day.ABOUT)


def _kind(id: int) -> AgendaKind:
    return AgendaKind.DISCUSSION if id == 29 else AgendaKind.REPORT


def _long(number: int) -> Delegate:
    usual = builders.delegates(112)[(number - 1) % 112] if number <= 112 else None
    fields = {} if usual is None else {"category": usual.category, "area": usual.area}
    if number % 3:
        return builders.delegate(number, **fields)
    return builders.delegate(number, name=LONG_NAME, title=LONG_TITLE, unit=LONG_UNIT, **fields)


SCENES: Final = tuple(
    OfficeScene(f"{mode}-{how}{ending}", mode, state, keys, at="09:30")
    for mode, ways in (
        ("reception", (("ready", ()), ("found", tuple("nguyen")))),
        ("moderator", (("day", ()), ("chosen", ("down", "down")), ("found", tuple("nguyen")))),
        ("delegates", (("list", ()), ("chosen", ("down", "down", "down")))),
        ("hall", (("shown", ()),)),
    )
    for how, keys in ways
    for ending, state in (("-empty", bare), ("", running), ("-crowd", crowded))
)
