"""What a conference is without one person: their place stays, so that no count changes, and nobody has it. Pure.

The place keeps number, category, area and whether somebody came; name, title, unit, telephone, seat, role, notes and
badge go, the code is another one. Speeches keep their times and proposals their kind and theme; the text goes unless
others raised it too. Log entries about the person become skeletons: when, at which desk, what kind of thing. What two
copies said of them differently is no longer to be decided. Their words in texts about others are replaced
(`traces.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from store import codes
from store.engine.tables import Tables
from store.live_records import Speech
from store.proposal_records import Proposal, Submitter, Wording
from store.records import (
    Attendance,
    Badge,
    BlankBadge,
    Conflict,
    Delegate,
    DelegateId,
    Document,
    Erasure,
    LogEntry,
    Record,
    Role,
    SessionId,
    Stamp,
    Substitute,
    Touched,
)
from store.state import State
from store.traces import GONE, Traces

DEED: Final = "erase_person"
"""What the log calls it."""


class Request(NamedTuple):
    """Whom to delete, decided outside."""

    number: int
    """The delegate's."""
    former: bool = False
    """Only what was said of the person before it was put right: the name of today stays."""


class Occasion(NamedTuple):
    """When it is done, by whom, and where ids come from."""

    at: Stamp
    session: SessionId
    role: Role
    mint: Callable[[], int]


def without_person(tables: Tables, state: State, traces: Traces, request: Request, occasion: Occasion) -> Tables:
    """The same conference, and one more entry in its log, which names nobody."""
    said = tables.read()
    rows = {table: _scrubbed(table, documents, traces) for table, documents in said.items() if table != Conflict.table}
    undecided = said.get(Conflict.table, {})
    rows[Conflict.table] = {key: one for key, one in undecided.items() if not traces.is_named_in_two(one)}
    if not request.former:
        code = codes.mint(state.conference.code_letters, occasion.mint(), state.known_codes())
        for record in _anonymous(traces, code):
            rows[record.table][str(record.key)] = record.to_document()
        rows.get(Badge.table, {}).pop(str(traces.id), None)
    left = Erasure(since=occasion.at.wall, number=request.number, former=request.former)
    entry = _entry(state.seq + 1, traces.id, occasion)
    rows[Erasure.table] = {str(left.key): left.to_document()}
    rows[LogEntry.table] = rows.get(LogEntry.table, {}) | {str(entry.key): entry.to_document()}
    return Tables(rows, tables.last_number, tables.last_proposal)


def _scrubbed(table: str, documents: dict[str, Document], traces: Traces) -> dict[str, Document]:
    if table == LogEntry.table:
        return {key: _skeleton(one) if traces.is_named_by(one) else one for key, one in documents.items()}
    found = traces.words.stand_in
    return {key: traces.words.without(one) if found(one) else one for key, one in documents.items()}


def _skeleton(entry: Document) -> Document:
    """That something was done, when and by which window; no argument, no answer but what became of it."""
    answer: Any = entry["outcome"]
    kept = {"outcome": answer["outcome"]} if isinstance(answer, dict) and "outcome" in answer else None
    touched = [one | {"before": None} for one in entry["touched"]]
    return entry | {"args": {}, "outcome": kept, "images": False, "touched": touched}


def _entry(seq: int, id: DelegateId, occasion: Occasion) -> LogEntry:
    return LogEntry(
        seq=seq,
        id=occasion.mint(),
        at=occasion.at,
        session=occasion.session,
        role=occasion.role,
        verb=DEED,
        args={},
        touched=(Touched(table=Delegate.table, key=id),),
        images=False,
    )


def _anonymous(traces: Traces, code: str) -> Iterator[Record]:
    """Their records without them."""
    for record in traces.records:
        match record:
            case Delegate():
                yield _place(record, code)
            case Attendance():
                nobody = Substitute(name="") if record.substitute else None
                yield replace(record, reason="", substitute=nobody)
            case BlankBadge():
                yield replace(record, code=code)
            case Speech():
                area = traces.delegate.area or record.area
                silent = replace(record, delegate=None, name="", title="", unit="", topic="", reader="")
                yield replace(silent, area=area)
            case Proposal():
                yield _proposal(record, traces)


def _place(delegate: Delegate, code: str) -> Delegate:
    bare = replace(delegate, name="", title="", unit="", role="", phone="", seat="", note="", stt="")
    return replace(bare, code=code, retired_codes=(), unlisted=False, kept=True, erased=True)


def _proposal(proposal: Proposal, traces: Traces) -> Proposal:
    others = replace(proposal, submitters=_others(proposal, traces), own=_own(proposal.own, traces), slip="")
    return others if traces.is_of_others_too(proposal) else replace(others, text=GONE, response="")


def _own(own: Wording | None, traces: Traces) -> Wording | None:
    """What it said by itself goes with whoever said it alone; what all said together stays."""
    if own is None:
        return None
    others = replace(own, submitters=_others(own, traces))
    return others if traces.is_of_others_too(own) else replace(others, text=GONE)


def _others(raised: Proposal | Wording, traces: Traces) -> tuple[Submitter, ...]:
    return tuple(one for one in raised.submitters if not traces.is_theirs(one))
