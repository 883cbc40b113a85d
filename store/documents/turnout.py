"""Who attended, in a report or in minutes: the sentences of the attendance list, and a table by category."""

from __future__ import annotations

from typing import Final, NamedTuple

from store.documents.address import Address
from store.documents.attendance_tables import TOTAL, announcement, asides
from store.documents.paper import MISSING, Block, Figure, Points, Text
from store.documents.roll import Roll, announced
from store.documents.speech_words import comrade
from store.documents.tables import Column, Kind, Table, cells, table
from store.protocol import in_protocol_order
from store.records import HeadCount
from store.state import State
from store.text import clean
from store.vietnamese import fold

CHAIR: Final = "Chủ trì"
SECRETARY: Final = "Thư ký"

_CHAIRING: Final = ("chu tri", "dong chu tri", "chu toa", "doan chu tich")
_NOTING: Final = ("thu ky",)


class _Group(NamedTuple):
    name: str
    at_opening: HeadCount
    counts: HeadCount


def attendance(state: State) -> tuple[Block, ...]:
    """As announced at the opening, as it was at the end, by category."""
    roll = Roll.of(state)
    total = state.head_count()
    sentences = (*announcement(roll, total), *asides(roll, roll.entries(), total))
    return (*map(Text, sentences), by_category(state))


def by_category(state: State) -> Table:
    """How many of each category; at the opening too, if it was noted."""
    opening = state.opening
    groups = [
        _Group(
            clean(category.name),
            opening.counts.get(category.id, HeadCount.NOBODY) if opening else HeadCount.NOBODY,
            state.category_count(category.id),
        )
        for category in state.conference.categories
    ]
    whole = _Group(TOTAL, announced(opening) if opening else HeadCount.NOBODY, state.head_count())
    columns = [column for column in _COLUMNS if opening or column is not _AT_OPENING]
    return table(columns, groups)._replace(total=("", *cells(columns, whole)))


_AT_OPENING: Final = Column[_Group]("Có mặt khi khai mạc", lambda one: one.at_opening.present, 8, Kind.CENTRED)
_COLUMNS: Final = (
    Column[_Group]("Thành phần", lambda one: one.name, 34),
    Column[_Group]("Triệu tập", lambda one: one.counts.summoned, 7, Kind.CENTRED),
    _AT_OPENING,
    Column[_Group]("Có mặt", lambda one: one.counts.present, 7, Kind.CENTRED),
    Column[_Group]("Đi thay", lambda one: one.counts.substitutes, 7, Kind.CENTRED),
    Column[_Group]("Vắng có lý do", lambda one: one.counts.excused, 7, Kind.CENTRED),
    Column[_Group]("Vắng không lý do", lambda one: one.counts.unexcused, 8, Kind.CENTRED),
    Column[_Group]("Chưa đến", lambda one: one.counts.not_arrived, 7, Kind.CENTRED),
    Column[_Group]("Mời thêm", lambda one: one.counts.walk_ins, 7, Kind.CENTRED),
)


def chair_and_secretary(state: State) -> Points:
    """Who chairs and who takes the minutes; a mark where the list of delegates does not say."""
    return Points(
        tuple(
            f"{name}: {person}."
            for name, roles in ((CHAIR, _CHAIRING), (SECRETARY, _NOTING))
            for person in _with_role(state, roles) or [MISSING]
        )
    )


def signing(state: State, name: str) -> str:
    """The name of the only one who is chair, or secretary; empty if there are several, or none."""
    people = _names(state, _CHAIRING if name == CHAIR else _NOTING)
    return people[0] if len(people) == 1 else ""


def _with_role(state: State, roles: tuple[str, ...]) -> list[str]:
    address = Address(state.conference)
    found = (one for one in state.delegates.values() if fold(one.role) in roles)
    in_order = in_protocol_order(state.conference, found)
    return [comrade(address.delegate(one, state.attendance.get(one.id))) for one in in_order]


def _names(state: State, roles: tuple[str, ...]) -> list[str]:
    address = Address(state.conference)
    found = (one for one in state.delegates.values() if fold(one.role) in roles)
    return [address.delegate(one, state.attendance.get(one.id)).name for one in found]


def attendance_figures(state: State) -> list[Figure]:
    """Every number of the table."""
    total = state.head_count()
    told = [Figure(words, str(getattr(total, field))) for field, words in _FIGURES.items()]
    for category in state.conference.categories:
        count = state.category_count(category.id)
        told.append(Figure(f"Có mặt – {clean(category.name)}", f"{count.present}/{count.summoned}"))
    opening = state.opening
    return [Figure("Có mặt khi khai mạc", str(announced(opening).present)), *told] if opening else told


_FIGURES: Final = {
    "summoned": "Triệu tập",
    "present": "Có mặt",
    "substitutes": "Đi thay",
    "excused": "Vắng có lý do",
    "unexcused": "Vắng không lý do",
    "not_arrived": "Chưa đến",
    "walk_ins": "Mời thêm",
    "service": "Phóng viên, lái xe, phục vụ",
    "late": "Đến muộn",
    "left": "Về sớm",
}
