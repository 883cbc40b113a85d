"""The handover in words: what the hall reads out, and what it should know besides. One wording for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store.documents.address import Person
from store.documents.handover import Handover, IntroducedGroup, LateArrival, Missing
from store.documents.sentence import NO_NAME, clock, hand_counted, opening_sentence, people
from store.documents.spoken import Block, Line, Spoken
from store.documents.tables import roman
from store.text import clean

HEADING = "DANH SÁCH GIỚI THIỆU ĐẠI BIỂU"
NOBODY = "Chưa có đại biểu nào có mặt."


def spoken(handover: Handover) -> Spoken:
    """The list the master of ceremonies reads out, with what the hall should know besides."""
    return Spoken(
        title=title(handover),
        heading=HEADING,
        opening=opening_words(handover),
        aloud=[*introductions(handover), *supplement(handover)],
        asides=asides(handover),
    )


def title(handover: Handover) -> str:
    """Which conference."""
    return clean(handover.conference.short_title)


def opening_words(handover: Handover) -> str:
    """How many are there and as of when: what the conference is opened with."""
    at = clock(handover.opened or handover.now, handover.conference)
    moment = f"lúc khai mạc, {at}" if handover.opened else at
    sentence = opening_sentence(handover.counts)
    return f"Tính đến {moment}: {sentence[0].lower()}{sentence[1:]}"


def introductions(handover: Handover) -> list[Block]:
    """Everybody who is there, in the order of protocol; never empty."""
    blocks = [_introduced(place, group) for place, group in enumerate(handover.introductions, 1)]
    return blocks or [Block(NOBODY, ())]


def _introduced(place: int, group: IntroducedGroup) -> Block:
    lines = [Line("Đồng chí ", one.name, _behind(one)) for one in group.people]
    if group.others:
        lines.append(Line(f"{_together(place, group)}{people(group.others)} {_whoever(group)}"))
    return Block(f"{roman(place)}. {group.category} ({people(len(group.people) + group.others)})", tuple(lines))


def _together(place: int, group: IntroducedGroup) -> str:
    if group.people:
        return "Và "
    return "Cùng " if place > 1 else ""


def _whoever(group: IntroducedGroup) -> str:
    """What those are called who are not introduced by name."""
    return "khác" if group.people else group.category


def _behind(person: Person) -> str:
    """What is said behind a name."""
    post = f", {person.post}" if person.post else ""
    return f"{post} ({person.role})" if person.role else post


def supplement(handover: Handover) -> list[Block]:
    """Whoever is met and came when the others had been introduced; nothing if nobody did."""
    lines = tuple(_late(one, clock(one.at, handover.conference)) for one in handover.late)
    return [Block("Giới thiệu bổ sung", lines)] if lines else []


def asides(handover: Handover) -> list[Block]:
    """What is not read out: who is missing of those who are met, who is missing where, hand counts."""
    conference = handover.conference
    blocks = (
        Block("Đại biểu được đón, sắp phát biểu mà chưa đến", tuple(_awaited(one) for one in handover.awaited)),
        Block(f"Vắng, chưa đến lúc {clock(handover.now, conference)}", tuple(_areas(handover.missing))),
        Block("Số đếm", tuple(Line(hand_counted(one, conference)) for one in handover.hand_counts)),
    )
    return [block for block in blocks if block.lines]


def _late(arrival: LateArrival, at: str) -> Line:
    return Line(f"{at} – đồng chí ", arrival.who.name or NO_NAME, _behind(arrival.who))


def _awaited(person: Person) -> Line:
    return Line("Đồng chí ", person.name or NO_NAME, _behind(person))


def _areas(missing: Sequence[Missing]) -> Iterator[Line]:
    if missing:
        yield Line(", ".join(f"{one.area or 'khác'} {one.people}" for one in missing))


def handover_text(handover: Handover) -> str:
    """Everything as a message to send: plain text without markup, a person a line, NFC."""
    parts = [
        f"{title(handover)}\n{opening_words(handover)}",
        "\n".join([HEADING, *(_paragraph(block) for block in introductions(handover))]),
        *(_paragraph(block) for block in supplement(handover)),
        *(_paragraph(block) for block in asides(handover)),
    ]
    return "\n\n".join(parts) + "\n"


def _paragraph(block: Block) -> str:
    return "\n".join([block.heading, *_items(block.lines)])


def _items(lines: Iterable[Line]) -> Iterator[str]:
    return (f"- {line.text}" for line in lines)
