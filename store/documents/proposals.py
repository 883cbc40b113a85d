"""Everything that was raised and counts, as a list: what, by whom, when, what became of it; and what was merged into
it, under it, as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from store.documents.csv_text import csv_text
from store.documents.proposal_words import KIND_NAMES, MANY, STATE_NAMES
from store.documents.sentence import clock
from store.documents.tables import Cell, Column, Kind, Sheet, Table, table
from store.documents.workbook import workbook
from store.documents.writing import write_whole
from store.progress import Progress, unwatched
from store.proposal_records import Proposal
from store.proposals import with_originals
from store.speakers import Speaker, speaker_of
from store.state import State

UNTOLD = "–"
"""Of somebody among several who has no title or unit: the others' stay in their places."""


def proposals_xlsx(state: State, path: Path, progress: Progress = unwatched) -> None:
    """Writes the workbook to `path`, over what was there. Raises `Unwritable`, and what `progress` does."""
    sheet = Sheet("Ý kiến, đề xuất", "Ý kiến, đề xuất tại hội nghị", (proposal_table(state),), frozen_columns=2)
    write_whole(path, workbook(state.conference, [sheet], progress))


def proposals_csv(state: State, path: Path) -> None:
    """The same rows as text."""
    write_whole(path, csv_text(proposal_table(state)))


def proposal_table(state: State) -> Table:
    """In the order of the numbers, what was merged into one right after it. What was withdrawn is not there."""
    return table(_columns(state), with_originals(state))


def _columns(state: State) -> tuple[Column[Proposal], ...]:
    themes = {theme.id: theme.name for theme in state.conference.themes}

    def item(one: Proposal) -> str:
        found = state.agenda.get(one.item) if one.item is not None else None
        return found.title if found else ""

    def merged_into(one: Proposal) -> Cell:
        return state.proposals[one.merged_into].number if one.merged_into is not None else ""

    def of(part: Callable[[Speaker], str]) -> Callable[[Proposal], str]:
        return lambda one: _together(part(speaker_of(state, who)) for who in one.submitters)

    def names(one: Proposal) -> str:
        return "; ".join(filter(None, (of(lambda who: who.name)(one), MANY if one.many else "")))

    return (
        Column("Số", lambda one: one.number, width=6, kind=Kind.CENTRED),
        Column("Loại", lambda one: KIND_NAMES[one.kind], width=16),
        Column("Nhóm vấn đề", lambda one: themes.get(one.theme, ""), width=24),
        Column("Nội dung", lambda one: one.text, width=60),
        Column("Gửi tới, giao cho", lambda one: one.addressee, width=20),
        Column("Thời hạn", lambda one: one.due, width=12),
        Column("Người nêu", names, width=24),
        Column("Chức vụ", of(lambda who: who.title), width=18),
        Column("Đơn vị", of(lambda who: who.unit), width=24),
        Column("Mục chương trình", item, width=20),
        Column("Thời điểm", lambda one: clock(one.noted, state.conference), width=10, kind=Kind.CENTRED),
        Column("Kết quả xử lý", lambda one: STATE_NAMES[one.state], width=14),
        Column("Đề nghị của chủ trì", _recommendation, width=14),
        Column("Ý kiến tiếp thu", lambda one: one.response, width=36),
        Column("Gộp vào số", merged_into, width=8, kind=Kind.CENTRED),
        Column("Lời ban đầu", _own_words, width=36),
    )


def _together(parts: Iterable[str]) -> str:
    """What is told of each; nothing if it is told of none."""
    told = list(parts)
    return "; ".join(one or UNTOLD for one in told) if any(told) else ""


def _recommendation(one: Proposal) -> str:
    return STATE_NAMES[one.recommendation] if one.recommendation else ""


def _own_words(one: Proposal) -> str:
    """What a whole said before others were merged into it, if it says something else now."""
    return one.own.text if one.own and one.own.text != one.text else ""
