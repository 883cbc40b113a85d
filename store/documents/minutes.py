"""The minutes of the conference, as a draft: the course of the day with who said what, in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Final

from store.documents.address import Address
from store.documents.contributions import Contributions
from store.documents.delays import delay_sentences
from store.documents.happenings import (
    begun,
    figures,
    late_in_words,
    planned_in_words,
    span_in_words,
)
from store.documents.moments import day, stopwatch
from store.documents.paper import MISSING, Block, Chapter, Paper, Points, Text, points_or_missing, texts
from store.documents.speech_words import KINDS, about, fate_in_words, small, speaker_in_words
from store.documents.tables import Column, Kind, Signature, Table, table
from store.documents.turnout import CHAIR, SECRETARY, attendance, chair_and_secretary, signing
from store.live_records import Fate, Speech
from store.projection import Line, Projection, project
from store.proposal_records import Proposal, ProposalKind
from store.records import Stamp
from store.spans import elapsed_ms
from store.speakers import spoken
from store.state import State
from store.text import clean

_CONCLUDING: Final = (ProposalKind.CONCLUSION, ProposalKind.TASK)
"""Told under a heading of their own, whenever they were said."""


def minutes(state: State, now: Stamp) -> Paper:
    """As far as the day has come."""
    conference, course = state.conference, project(state, now)
    title, raised = clean(conference.title), Contributions(state)
    return Paper(
        conference=conference,
        kind="BIÊN BẢN",
        symbol="BB",
        summary=title,
        opening="",
        chapters=(
            Chapter("Thời gian, địa điểm", _when_and_where(state, course)),
            Chapter("Thành phần tham dự", chapters=_present(state)),
            Chapter("Diễn biến hội nghị", (_programme(state, course),), tuple(_course(state, course, raised, now))),
            Chapter("Kết luận hội nghị", points_or_missing(_concluded(raised))),
            Chapter("Kết thúc", _end(state, course, now)),
        ),
        closing=f"Biên bản lập xong lúc {MISSING}",
        signatures=(
            Signature(SECRETARY.upper(), signing(state, SECRETARY)),
            Signature(CHAIR.upper(), signing(state, CHAIR)),
        ),
        figures=figures(state, raised, now),
        sent=False,
    )


def _when_and_where(state: State, course: Projection) -> tuple[Block, ...]:
    conference = state.conference
    return texts(f"Bắt đầu lúc {begun(state, course)}, {day(conference.date)}.", f"Tại {clean(conference.venue)}.")


def _present(state: State) -> tuple[Chapter, ...]:
    return (
        Chapter("Chủ trì, thư ký", (chair_and_secretary(state),)),
        Chapter("Đại biểu", attendance(state)),
    )


def _programme(state: State, course: Projection) -> Table:
    columns = (
        Column[Line]("Nội dung", lambda line: line.item.title, 34),
        Column[Line]("Người thực hiện", lambda line: line.item.responsible, 20),
        Column[Line]("Chương trình", lambda line: planned_in_words(state, line), 13, Kind.CENTRED),
        Column[Line]("Thực tế", lambda line: span_in_words(state, line), 13, Kind.CENTRED),
        Column[Line]("Bắt đầu", late_in_words, 12, Kind.CENTRED),
    )
    return table(columns, course.lines)


# -- item by item ------------------------------------------------------------------------------------------------------


class _Said:
    """Which speeches belong to which item, and what was raised in each."""

    def __init__(self, state: State, raised: Contributions, now: Stamp) -> None:
        self.state, self.raised = state, raised
        self._address, self._timeline = Address(state.conference), state.timeline(now)
        spoken_in: defaultdict[int | None, list[Speech]] = defaultdict(list)
        for speech in spoken(state, now):
            spoken_in[speech.item if speech.item in state.agenda else None].append(speech)
        self.speeches = spoken_in
        """By item; those of an item that has been deleted are of none."""
        self.in_speeches: defaultdict[int, list[Proposal]] = defaultdict(list)
        self.in_items: defaultdict[int | None, list[Proposal]] = defaultdict(list)
        """Raised outside any speech."""
        heard = {one.id for those in spoken_in.values() for one in those}
        for proposal in raised.standing:
            if proposal.kind not in _CONCLUDING:
                self._place(proposal, heard)

    def _place(self, proposal: Proposal, heard: Container[int]) -> None:
        if proposal.speech is not None and proposal.speech in heard:
            self.in_speeches[proposal.speech].append(proposal)
        else:
            self.in_items[proposal.item if proposal.item in self.state.agenda else None].append(proposal)

    def told(self, speech: Speech) -> Iterator[Block]:
        """A speech, and what was raised in it."""
        who = speaker_in_words(self.state, self._address, speech)
        yield Text(self._sentence(speech, who))
        if raised := self.in_speeches[speech.id]:
            yield Points(self.points(raised, who))

    def points(self, proposals: Iterable[Proposal], speaker: str = "") -> tuple[str, ...]:
        """With what kind of thing each is."""
        haste = ProposalKind.UNSORTED
        return tuple(self.raised.point(one, kind=one.kind is not haste, speaker=speaker) for one in proposals)

    def _sentence(self, speech: Speech, who: str) -> str:
        read = f" ({small(fate_in_words(speech))})" if speech.fate is Fate.READ else ""
        return f"{self._when(speech)}: {who}{read} – {about(speech)}."

    def _when(self, speech: Speech) -> str:
        assert speech.span is not None
        start = speech.span.started.wall.astimezone(self.state.conference.zone)
        return f"{start:%H:%M} ({stopwatch(round(elapsed_ms(speech.span, self._timeline) / 1000))})"

    def not_given(self) -> tuple[str, ...]:
        """Papers and turns that nobody heard, and why."""
        silent = sorted(
            (one for one in self.state.speeches.values() if one.span is None), key=lambda one: (one.position, one.id)
        )
        return tuple(
            f"{KINDS[one.kind]} của {speaker_in_words(self.state, self._address, one)}: {small(fate_in_words(one))}."
            for one in silent
        )


def _course(state: State, course: Projection, raised: Contributions, now: Stamp) -> Iterator[Chapter]:
    """The items in which something was said; what was said outside all of them; who was not heard."""
    said = _Said(state, raised, now)
    for line in course.lines:
        blocks = _item(said, line.item.id)
        if blocks:
            yield Chapter(f"{clean(line.item.title)} ({span_in_words(state, line)})", blocks)
    elsewhere = _item(said, None)
    if elsewhere:
        yield Chapter("Ngoài các nội dung trên", elsewhere)
    not_given = said.not_given()
    if not_given:
        yield Chapter("Tham luận, ý kiến đăng ký nhưng không trình bày tại hội nghị", (Points(not_given),))


def _item(said: _Said, item: int | None) -> tuple[Block, ...]:
    speeches = tuple(block for speech in said.speeches[item] for block in said.told(speech))
    others = said.in_items[item]
    return (*speeches, *((Points(said.points(others)),) if others else ()))


# -- the end -----------------------------------------------------------------------------------------------------------


def _concluded(raised: Contributions) -> tuple[str, ...]:
    tasks = tuple(f"Giao nhiệm vụ – {raised.task(one)}" for one in raised.of(ProposalKind.TASK))
    return (*raised.points(ProposalKind.CONCLUSION), *tasks)


def _end(state: State, course: Projection, now: Stamp) -> tuple[Block, ...]:
    return texts(*delay_sentences(state, course, now)) or texts(f"Hội nghị kết thúc lúc {MISSING}.")
