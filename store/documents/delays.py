"""How late the day ended and where the minutes went, in a sentence whose parts add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.delay_ledger import Ledger, delay_ledger
from store.documents.moments import hour, lasting
from store.projection import Projection
from store.records import Conference, Stamp
from store.state import State

_LOST: Final = {
    "late_start": "bắt đầu muộn",
    "pauses": "tạm dừng",
    "granted": "cho thêm thời gian",
    "overtime": "quá thời gian đã định",
    "changeover": "chuyển tiếp giữa các nội dung",
    "inserted": "nội dung xếp trùng thời gian",
    "skipped": "thêm nội dung",
}
_GAINED: Final = {
    "late_start": "bắt đầu sớm",
    "granted": "rút bớt thời gian",
    "early_finish": "nội dung xong sớm",
    "skipped": "bỏ bớt nội dung",
    "gaps": "không chờ đến giờ đã định",
}


def seconds_of(ledger: Ledger) -> dict[str, int]:
    """Each part in whole seconds, rounded so that they add up to the whole as it is stated elsewhere."""
    so_far, parts = 0, {}
    for name in ledger.__struct_fields__:
        before = round(so_far / 1000)
        so_far += getattr(ledger, name)
        parts[name] = round(so_far / 1000) - before
    return parts


def delay_sentences(state: State, day: Projection, now: Stamp) -> Iterator[str]:
    """When the day ended, against the plan, and why; nothing before it began."""
    if not day.begun:
        return
    parts = seconds_of(delay_ledger(state, now))
    yield f"{_end(state.conference, day)}; {_offset(sum(parts.values()))}."
    lost = [f"{_LOST[name]} {lasting(seconds)}" for name, seconds in parts.items() if seconds > 0]
    gained = [f"{_GAINED[name]} {lasting(-seconds)}" for name, seconds in parts.items() if seconds < 0]
    if lost:
        yield f"Thời gian chậm do: {'; '.join(lost)}."
    if gained:
        yield f"Thời gian rút ngắn được: {'; '.join(gained)}."


def _end(conference: Conference, day: Projection) -> str:
    planned = f" (theo chương trình: {hour(day.planned_end, conference)})" if day.planned_end else ""
    end = hour(day.expected_end, conference) if day.expected_end else ""
    return f"Chương trình {'kết thúc' if day.over else 'đang diễn ra, dự kiến kết thúc'} lúc {end}{planned}"


def _offset(seconds: int) -> str:
    if not seconds:
        return "đúng chương trình"
    return f"{'chậm' if seconds > 0 else 'sớm'} {lasting(abs(seconds))} so với chương trình"
