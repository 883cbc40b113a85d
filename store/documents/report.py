"""The report on the conference, as a draft: what is known is filled in, what only a person can write is marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store.documents.address import Address
from store.documents.contributions import Contributions, kinds_in_words
from store.documents.delays import delay_sentences
from store.documents.happenings import figures, held, item_in_words, items_of, span_in_words
from store.documents.letterhead import issuer
from store.documents.moments import day
from store.documents.paper import (
    MISSING,
    Block,
    Chapter,
    Paper,
    Points,
    Text,
    ended,
    points_or_missing,
    texts,
)
from store.documents.sentence import counted
from store.documents.speech_words import FATES, HEARD, WAITING, fate_in_words
from store.documents.tables import Column, Signature, Table, table
from store.documents.turnout import attendance, chair_and_secretary
from store.live_records import Fate, Speech, SpeechKind
from store.projection import Projection, project
from store.proposal_records import Proposal, ProposalKind
from store.records import AgendaKind, Stamp
from store.speakers import speaker_of
from store.state import State
from store.text import clean

_IN_THE_DISCUSSION: Final = (ProposalKind.SOLUTION, ProposalKind.UNSORTED)
"""Told by theme; each of the other kinds has a place of its own."""


def report(state: State, now: Stamp) -> Paper:
    """As far as it is known now."""
    conference, course = state.conference, project(state, now)
    organiser, title = conference.organiser, clean(conference.title)
    raised = Contributions(state)
    return Paper(
        conference=conference,
        kind="BÁO CÁO",
        symbol="BC",
        summary=f"kết quả {title}",
        opening=(
            f"Thực hiện Kế hoạch số {MISSING}, {day(conference.date)}, tại {clean(conference.venue)}, "
            f"{clean(organiser.name)} đã tổ chức {title}. Kết quả như sau:"
        ),
        chapters=(
            Chapter("Công tác tổ chức", chapters=_organisation(state, course, now)),
            Chapter("Nội dung, kết quả", chapters=_contents(state, course, raised)),
            Chapter("Đánh giá chung", chapters=_judgement(raised)),
            Chapter("Đề xuất, kiến nghị", *_petitions(raised)),
        ),
        closing=f"Trên đây là Báo cáo kết quả {title} của {issuer(organiser)}",
        signatures=(Signature(clean(organiser.signatory_title), clean(organiser.signatory)),),
        figures=figures(state, raised, now),
    )


# -- how it was held ---------------------------------------------------------------------------------------------------


def _organisation(state: State, course: Projection, now: Stamp) -> tuple[Chapter, ...]:
    return (
        Chapter("Thời gian, địa điểm", texts(held(state, course))),
        Chapter("Thành phần, số lượng đại biểu", attendance(state)),
        Chapter("Chủ trì, thư ký", (chair_and_secretary(state),)),
        Chapter("Thực hiện chương trình", texts(*delay_sentences(state, course, now)) or texts(MISSING)),
    )


# -- what was said -----------------------------------------------------------------------------------------------------


def _contents(state: State, course: Projection, raised: Contributions) -> tuple[Chapter, ...]:
    return (
        Chapter("Báo cáo đề dẫn", _items(state, course, AgendaKind.REPORT)),
        Chapter("Tham luận", tuple(_papers(state))),
        Chapter("Ý kiến trao đổi", texts(_discussed(state, raised)), tuple(_themes(raised))),
        Chapter("Phát biểu chỉ đạo", _directions(state, course, raised)),
        Chapter("Kết luận hội nghị", points_or_missing(raised.points(ProposalKind.CONCLUSION)), _tasks(raised)),
    )


def _items(state: State, course: Projection, kind: AgendaKind) -> tuple[Block, ...]:
    """Who did what when; what it was about, a person has to write."""
    lines = tuple(
        f"{item_in_words(line)}, {span_in_words(state, line)}. Nội dung chính: {MISSING}"
        for line in items_of(course, kind)
    )
    return points_or_missing(lines)


def _papers(state: State) -> Iterator[Block]:
    papers = sorted(
        (one for one in state.speeches.values() if one.kind is SpeechKind.PREPARED),
        key=lambda one: (one.position, one.id),
    )
    if not papers:
        yield Text("Không có tham luận.")
        return
    yield Text(f"Đăng ký: {counted(len(papers))} tham luận, trong đó {_fates(papers)}.")
    yield _paper_table(state, papers)


def _fates(papers: list[Speech]) -> str:
    """`đã trình bày: 04; đọc thay: 01`"""
    fates: tuple[Fate | None, ...] = (*FATES, None)
    numbers = {FATES[fate] if fate else WAITING: sum(one.fate is fate for one in papers) for fate in fates}
    return "; ".join(f"{name.lower()}: {counted(number)}" for name, number in numbers.items() if number)


def _paper_table(state: State, papers: list[Speech]) -> Table:
    address = Address(state.conference)
    who = {one.id: address.speaker(speaker_of(state, one)) for one in papers}
    columns = (
        Column[Speech]("Người trình bày", lambda one: who[one.id].name or MISSING, 20),
        Column[Speech]("Chức vụ, đơn vị", lambda one: who[one.id].post, 24),
        Column[Speech]("Nội dung", lambda one: one.topic, 28),
        Column[Speech]("Kết quả", fate_in_words, 14),
    )
    return table(columns, papers)


def _discussed(state: State, raised: Contributions) -> str:
    turns = [one for one in state.speeches.values() if one.kind is not SpeechKind.PREPARED and one.fate in HEARD]
    told = f"Có {counted(len(turns))} lượt phát biểu trao đổi, thảo luận"
    if not raised.standing:
        return f"{told}. Nội dung: {MISSING}"
    return f"{told}. Ghi nhận {counted(len(raised.standing))} nội dung, gồm: {kinds_in_words(raised.standing)}."


def _themes(raised: Contributions) -> Iterator[Chapter]:
    """Everything is counted under its theme; what has no other place in the report is told there."""
    told = {one.id for one in raised.of(*_IN_THE_DISCUSSION)}
    for theme, those in raised.by_theme(raised.standing).items():
        here = [one for one in those if one.id in told]
        counted_here = f"{counted(len(those))} nội dung ({kinds_in_words(those)})."
        yield Chapter(theme, (Text(counted_here), *([_by_kind(raised, here)] if here else [])))


def _by_kind(raised: Contributions, those: list[Proposal]) -> Points:
    """Solutions first."""
    in_order = sorted(those, key=lambda one: _IN_THE_DISCUSSION.index(one.kind))
    return Points(tuple(raised.point(one, kind=one.kind is ProposalKind.SOLUTION) for one in in_order))


def _directions(state: State, course: Projection, raised: Contributions) -> tuple[Block, ...]:
    speeches = items_of(course, AgendaKind.DIRECTIVE)
    lines = tuple(f"{item_in_words(line)}, {span_in_words(state, line)}." for line in speeches)
    said = points_or_missing(raised.points(ProposalKind.DIRECTION))
    return (*((Points(lines),) if lines else ()), *said)


def _tasks(raised: Contributions) -> tuple[Chapter, ...]:
    tasks = tuple(raised.task(one) for one in raised.of(ProposalKind.TASK))
    return (Chapter("Giao nhiệm vụ", (Points(tasks),)),) if tasks else ()


# -- what is made of it ------------------------------------------------------------------------------------------------


def _judgement(raised: Contributions) -> tuple[Chapter, ...]:
    places = (
        ("Kết quả, ưu điểm", ProposalKind.RESULT),
        ("Hạn chế, nguyên nhân", ProposalKind.SHORTCOMING),
        ("Bài học kinh nghiệm, cách làm hay", ProposalKind.LESSON),
        ("Mô hình “Dân vận khéo”", ProposalKind.MODEL),
    )
    return tuple(Chapter(title, points_or_missing(raised.points(kind))) for title, kind in places)


def _petitions(raised: Contributions) -> tuple[tuple[Block, ...], tuple[Chapter, ...]]:
    """One chapter for each whom something is asked of."""
    asked = raised.of(ProposalKind.SUGGESTION, ProposalKind.PETITION)
    chapters = tuple(
        Chapter(f"Với {to}", (Points(tuple(ended(raised.point(one)) for one in those)),))
        for to, those in raised.by_addressee(asked).items()
    )
    return (() if chapters else (Text(MISSING),)), chapters
