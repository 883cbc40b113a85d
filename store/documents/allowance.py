"""The list on which those who were there sign for their allowance, by the rates of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.documents.amount_in_words import amount_in_words
from store.documents.refusals import NoAllowance, NobodySelected
from store.documents.roll import Entry, Roll
from store.documents.sentence import counted
from store.documents.tables import Column, Kind, Section, Sheet, Signature, Table, looks, numbered
from store.documents.workbook import workbook
from store.documents.writing import write_whole
from store.progress import Progress, unwatched
from store.records import Category, CategoryId, Conference, Standing
from store.text import clean

UNNAMED = "…" * 12
"""Where a name is still to be written by hand."""
INVITED_LATE = "Mời thêm"
SIGNATURES = ("NGƯỜI LẬP BIỂU", "KẾ TOÁN")
"""Who signs where the plan does not say, before the head of the organiser."""


class _Payee(NamedTuple):
    """Somebody who is paid."""

    name: str
    post: str
    category: str
    amount: int
    note: str


_COLUMNS = (
    Column[_Payee]("Họ và tên", lambda payee: payee.name, width=22),
    Column[_Payee]("Chức vụ – đơn vị", lambda payee: payee.post, width=26),
    Column[_Payee]("Thành phần", lambda payee: payee.category, width=13),
    Column[_Payee]("Số tiền (đồng)", lambda payee: payee.amount, width=11, kind=Kind.MONEY),
    Column[_Payee]("Ký nhận", lambda _payee: "", width=16, fixed=True),
    Column[_Payee]("Ghi chú", lambda payee: payee.note, width=8, fixed=True),
)


def with_amounts(conference: Conference, amounts: Mapping[CategoryId, int]) -> Conference:
    """The conference with these amounts, in đồng, in place of its plan's."""
    categories = (
        msgspec.structs.replace(one, allowance=amounts.get(one.id, one.allowance)) for one in conference.categories
    )
    return msgspec.structs.replace(conference, categories=tuple(categories))


def allowance_xlsx(roll: Roll, path: Path, progress: Progress = unwatched) -> None:
    """Writes the list to `path`, over what was there: everybody who came, in person or for somebody, and is paid.

    Service staff are not paid, nor are categories without an amount. Raises `NoAllowance` if there is no category with
    one, `NobodySelected` if nobody of them came, `Unwritable`, and what `progress` does.
    """
    write_whole(path, workbook(roll.conference, [_sheet(roll)], progress))


def _sheet(roll: Roll) -> Sheet:
    conference = roll.conference
    paid = [category for category in conference.categories if category.allowance]
    if not paid:
        raise NoAllowance
    table, total = _table(paid, roll.entries())
    return Sheet(
        "Chi tiền",
        "Danh sách chi tiền đại biểu dự hội nghị",
        (table,),
        below=(f"Số tiền bằng chữ: {amount_in_words(total)}.",),
        dated=f"{clean(conference.organiser.place)}, ngày … tháng … năm {conference.date.year}",
        signatures=_signatures(conference),
        portrait=True,
        row_lines=1.8,
    )


def _table(paid: Iterable[Category], entries: Iterable[Entry]) -> tuple[Table, int]:
    """Everybody under the category, and what they get together."""
    came = [entry for entry in entries if entry.came and entry.delegate.standing is not Standing.SERVICE]
    sections: list[Section] = []
    people = 0
    for category in paid:
        payees = [_payee(entry, category) for entry in came if entry.delegate.category == category.id]
        if payees:
            heading = f"{clean(category.name)} ({counted(len(payees))} đ/c)"
            rows = numbered(_COLUMNS, payees, people + 1)
            sections.append(Section(rows, heading, sum(payee.amount for payee in payees)))
            people += len(payees)
    if not people:
        raise NobodySelected
    total = sum(section.subtotal or 0 for section in sections)
    return Table(looks(_COLUMNS), sections, total=("", "Tổng cộng", "", "", total, "", "")), total


def _payee(entry: Entry, category: Category) -> _Payee:
    delegate = entry.delegate
    substitute = entry.attendance.substitute if entry.attendance else None
    name, title = delegate.name or UNNAMED, delegate.title
    if substitute:
        for_whom = f"đi thay {delegate.name}" if delegate.name else "đi thay"
        name, title = f"{substitute.name or UNNAMED} ({for_whom})", substitute.title
    return _Payee(
        name=name,
        post=" – ".join(filter(None, (title, delegate.unit))),
        category=category.short or category.name,
        amount=category.allowance,
        note="" if delegate.standing is Standing.SUMMONED else INVITED_LATE,
    )


def _signatures(conference: Conference) -> tuple[Signature, ...]:
    organiser = conference.organiser
    titles = conference.allowance_signatures or (*SIGNATURES, organiser.signatory_title)
    *others, last = (clean(title).upper() for title in titles)
    return (*map(Signature, others), Signature(last, clean(organiser.signatory)))
