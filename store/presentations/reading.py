"""From a table of text to presentations: who speaks, about what, for how long, and whether the text is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from store.presentations.columns import Own, find_speeches_header
from store.records import Value
from store.roster.columns import Field
from store.roster.grid import Book
from store.roster.headings import is_group_mark
from store.roster.list_reading import CONVERTED, OTHER_SHEET, Entry, FoundList, Reading, found_list
from store.roster.office_list import PEOPLE, Labels, words_of
from store.roster.refusal import NoRoster, NotReadable
from store.roster.vocabulary import listed
from store.roster.words import plain
from store.vietnamese import fold

_Doubt = Callable[..., None]

LONGEST_PRESENTATION: Final = 180
"""Minutes; more is a misprint."""

_NAME: Final = (Field.NAME, Field.FAMILY)
_NUMBER = re.compile(r"\d+")
_HANDED_IN: Final = frozenset(map(fold, listed("x, có, rồi, đã nộp, đã gửi, đã có, nộp rồi, đủ, ok, true, 1")))
_NOT_HANDED_IN: Final = frozenset(map(fold, listed("chưa, chưa nộp, chưa có, chưa gửi, không, false, 0")))
_MARKS: Final = frozenset("✓✔☑√v")


class SpeechEntry(Entry, frozen=True, kw_only=True):
    """One presentation; without a name when only the unit is known."""

    topic: str = ""
    minutes: int | None = None
    paper: bool = False


class SpeechDoubtKind(StrEnum):
    """What a person should look at. The names in brackets are the values that come with it."""

    NO_SPEAKER = "no-speaker"
    """Only a unit and a topic (`topic`)."""
    NO_TOPIC = "no-topic"
    """Somebody without a topic (`name`)."""
    ODD_MINUTES = "odd-minutes"
    """No number of minutes can be made out (`text`)."""
    ODD_PAPER = "odd-paper"
    """Whether the text is in cannot be made out (`text`)."""
    SEVERAL_SPEAKERS = "several-speakers"
    """More than one name in the cell; the first was taken (`text`)."""
    OTHER_SHEET = OTHER_SHEET
    CONVERTED = CONVERTED


class SpeechDoubt(Value, frozen=True, kw_only=True):
    """Something that a person should look at; `row` is 0 when the file as a whole is meant."""

    row: int
    what: SpeechDoubtKind
    values: dict[str, str] = {}


class SpeechesReading(Reading, frozen=True, kw_only=True):
    """A list of presentations, read whole."""

    entries: tuple[SpeechEntry, ...]
    doubts: tuple[SpeechDoubt, ...] = ()


def interpret_speeches(book: Book, file: str, sheet: str | None = None) -> SpeechesReading:
    """The presentations in a book. Raises `NotReadable`."""
    found = found_list(book, sheet, find_speeches_header, NoRoster.NO_TOPICS)
    doubts = [SpeechDoubt(row=0, what=SpeechDoubtKind(what), values=values) for what, values in found.doubts]
    entries = _entries(found, doubts)
    if not entries:
        raise NotReadable(NoRoster.NO_PEOPLE, header_row=found.header.row + 1)
    return SpeechesReading(entries=tuple(entries), doubts=tuple(doubts), **found.about(file, (*PEOPLE, *Own)))


def _entries(found: FoundList, doubts: list[SpeechDoubt]) -> list[SpeechEntry]:
    entries = []
    for row, cells in found.rows:
        if not _is_furniture(cells, found.header):
            entry = _entry(row, cells, found.header, doubts)
            if entry.name or entry.topic:
                entries.append(entry)
    return entries


def _is_furniture(cells: list[str], header: Labels) -> bool:
    """Headings and signatures too: no presentation."""
    topic, unit, name = (plain(header.cell(cells, *of)) for of in ((Own.TOPIC,), (Field.UNIT,), _NAME))
    stt = plain(header.cell(cells, Field.STT))
    nobody = not (name or (topic and unit)) or not (topic or stt) or is_group_mark(stt)
    return nobody or header.is_furniture(cells, Own.TOPIC)


def _entry(row: int, cells: list[str], header: Labels, doubts: list[SpeechDoubt]) -> SpeechEntry:
    def doubt(what: SpeechDoubtKind, **values: str) -> None:
        doubts.append(SpeechDoubt(row=row, what=what, values=values))

    name, post = _speaker(cells, header, doubt)
    title, unit = header.post(cells, post)
    topic = words_of(header.cell(cells, Own.TOPIC))
    if not name:
        doubt(SpeechDoubtKind.NO_SPEAKER, topic=topic)
    elif not topic:
        doubt(SpeechDoubtKind.NO_TOPIC, name=name)
    return SpeechEntry(
        row=row,
        name=name,
        title=title,
        unit=unit,
        topic=topic,
        minutes=_minutes(plain(header.cell(cells, Own.MINUTES)), doubt),
        paper=_paper(plain(header.cell(cells, Own.PAPER)), doubt),
    )


def _speaker(cells: list[str], header: Labels, doubt: _Doubt) -> tuple[str, str]:
    """The name, and what stands behind it in the same cell."""
    found, text = header.speaker(cells)
    if len(found) > 1:
        doubt(SpeechDoubtKind.SEVERAL_SPEAKERS, text=text)
    return (found[0].name, found[0].post) if found else ("", "")


def _minutes(text: str, doubt: _Doubt) -> int | None:
    found = _NUMBER.findall(text)
    if len(found) == 1 and 0 < int(found[0][:4]) <= LONGEST_PRESENTATION:
        return int(found[0])
    if text:
        doubt(SpeechDoubtKind.ODD_MINUTES, text=text)
    return None


def _paper(text: str, doubt: _Doubt) -> bool:
    words = fold(text)
    if text and (text in _MARKS or words in _HANDED_IN):
        return True
    if text and words not in _NOT_HANDED_IN:
        doubt(SpeechDoubtKind.ODD_PAPER, text=text)
    return False
