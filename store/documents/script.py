"""The words of the master of ceremonies from now on: each item of the agenda announced, each speaker invited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from store.agenda import MINUTE_MS
from store.documents.address import Address, Person
from store.documents.sentence import clock, counted
from store.documents.spoken import Block, Line, Spoken
from store.documents.spoken_docx import spoken_docx
from store.documents.spoken_pdf import spoken_pdf
from store.live_records import Speech, SpeechKind
from store.projection import ItemState, Projection, project
from store.projection import Line as Expected
from store.protocol import in_protocol_order, speaks_in
from store.queue_fit import SPOKEN_IN
from store.records import AgendaItem, AgendaKind, Stamp
from store.speakers import in_hall, speaker_of, waiting_list
from store.speech_limits import limit_of
from store.state import State
from store.text import clean

HEADING: Final = "LỜI DẪN CHƯƠNG TRÌNH"
OVER: Final = "Chương trình đã kết thúc."
NOT_THERE: Final = "chưa có mặt"
SOMEBODY: Final = "đại biểu tiếp theo"

_INVITED: Final = "Xin trân trọng kính mời "
_THEMSELVES: Final = "Người dẫn chương trình"
"""Whom nobody has to invite."""
_LEFT: Final = (ItemState.RUNNING, ItemState.PAUSED, ItemState.TO_COME)


def script_pdf(state: State, now: Stamp) -> bytes:
    """A4 upright, large type."""
    return spoken_pdf(script(state, now))


def script_docx(state: State, now: Stamp) -> bytes:
    """The same words, for an office to change."""
    return spoken_docx(script(state, now), state.conference.organiser, now)


def script(state: State, now: Stamp) -> Spoken:
    """What is still to be said, with the times as they are expected now."""
    day = project(state, now)
    speeches = speeches_by_item(state, day)
    address = Address(state.conference)
    blocks = [_item(state, address, line, speeches[line.item.id]) for line in lines_left(day)]
    return Spoken(
        title=clean(state.conference.short_title),
        heading=HEADING,
        opening=f"Theo chương trình và danh sách phát biểu lúc {clock(now, state.conference)}; giờ là giờ dự kiến.",
        aloud=blocks or [Block(OVER)],
    )


def lines_left(day: Projection) -> list[Expected]:
    """What runs and what is still to come."""
    return [line for line in day.lines if line.state in _LEFT]


def speeches_by_item(state: State, day: Projection) -> Mapping[int, Sequence[Speech]]:
    """Whoever waits, under the item in which they will speak: papers among papers, the rest in the discussion."""
    open_to_them = [line.item for line in lines_left(day) if line.item.kind in SPOKEN_IN]
    found: defaultdict[int, list[Speech]] = defaultdict(list)
    for speech in waiting_list(state) if open_to_them else ():
        found[_where(speech, open_to_them).id].append(speech)
    return found


def _where(speech: Speech, items: Sequence[AgendaItem]) -> AgendaItem:
    kind = AgendaKind.PRESENTATIONS if speech.kind is SpeechKind.PREPARED else AgendaKind.DISCUSSION
    return next((item for item in items if item.kind is kind), items[0])


# -- one item ----------------------------------------------------------------------------------------------------------


def _item(state: State, address: Address, line: Expected, speeches: Sequence[Speech]) -> Block:
    runs = line.state is not ItemState.TO_COME
    heading = f"{'Đang diễn ra' if runs else f'{line.start:%H:%M}'} – {clean(line.item.title)}"
    said = () if runs else tuple(_announced(state, address, line))
    return Block(heading, (*said, *_invitations(state, address, speeches)))


def _announced(state: State, address: Address, line: Expected) -> Iterator[Line]:
    """What is said before an item begins."""
    title = address.in_full(line.item.title)
    if line.item.kind is AgendaKind.BREAK:
        minutes = counted(line.allotted_ms // MINUTE_MS)
        yield Line(f"Kính mời các đồng chí đại biểu nghỉ {minutes} phút; {line.end:%H:%M} chúng ta tiếp tục làm việc.")
        return
    yield Line(f"Kính thưa các đồng chí đại biểu, tiếp theo chương trình là nội dung: {title}.")
    if line.item.kind not in SPOKEN_IN:
        yield from _responsible(state, address, line.item)


def _responsible(state: State, address: Address, item: AgendaItem) -> Iterator[Line]:
    """Who is invited to it: by name and title where the plan names a delegate; nobody else to a ceremony."""
    if not item.responsible or item.responsible.startswith(_THEMSELVES):
        return
    named = [one for one in state.delegates.values() if speaks_in(item, one)]
    for delegate in in_protocol_order(state.conference, named):
        person = address.delegate(delegate, state.attendance.get(delegate.id))
        yield Line(f"{_INVITED}đồng chí ", person.name, f"{_post(person)}{_to_do(item, person.post)}.")
    if not named and item.kind is not AgendaKind.CEREMONY:
        yield Line(_INVITED, address.in_full(item.responsible), f"{_to_do(item)}.")


_SPEECH: Final = "phát biểu"


def _to_do(item: AgendaItem, post: str = "") -> str:
    """What somebody is invited to do; a comma closes what stands between name and verb."""
    speaks = item.kind is AgendaKind.DIRECTIVE or item.title.casefold().startswith(_SPEECH)
    verb = "lên phát biểu" if speaks else "lên trình bày" if item.kind is AgendaKind.REPORT else ""
    return f"{',' if post else ''} {verb}" if verb else ""


# -- the speakers ------------------------------------------------------------------------------------------------------


class _Turn(NamedTuple):
    speech: Speech
    who: Person


def _invitations(state: State, address: Address, speeches: Sequence[Speech]) -> Iterator[Line]:
    turns = [_Turn(one, address.speaker(speaker_of(state, one))) for one in speeches]
    for turn, following in zip_longest(turns, turns[1:]):
        after = f"{_post(turn.who)}, {_to_what(address, turn.speech)}{_be_ready(following)}{_aside(state, turn.speech)}"
        yield Line(
            "Xin trân trọng kính mời đồng chí " if turn.who.name else "Xin trân trọng kính mời ", _name(turn), after
        )


def _name(turn: _Turn) -> str:
    return turn.who.name or SOMEBODY


def _post(person: Person) -> str:
    return f", {person.post}" if person.post else ""


def _to_what(address: Address, speech: Speech) -> str:
    topic = address.in_full(speech.topic).rstrip(".")
    if speech.kind is SpeechKind.PREPARED:
        return f"lên trình bày tham luận: “{topic}”" if topic else "lên trình bày tham luận"
    return f"phát biểu ý kiến về: {topic}" if topic else "phát biểu ý kiến"


def _be_ready(following: _Turn | None) -> str:
    if following is None or not following.who.name:
        return "."
    return f"; chuẩn bị: đồng chí {following.who.name}{_post(following.who)}."


def _aside(state: State, speech: Speech) -> str:
    """For the eyes only: how long, and whether the speaker is there."""
    limit = limit_of(state, speech)
    told = [f"{limit // MINUTE_MS} phút"] if limit is not None else []
    if in_hall(state, speech) is False:
        told.append(NOT_THERE)
    return f" ({', '.join(told)})" if told else ""
