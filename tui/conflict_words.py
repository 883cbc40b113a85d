"""What was changed in two places and a person is to decide, as words: what it is about, and either side. Pure."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, Final, NamedTuple

from store import State, theirs_of
from store.live_records import ItemRun, Span, Speech
from store.proposal_records import Proposal
from store.records import (
    AgendaItem,
    Attendance,
    BlankBadge,
    Closing,
    Conference,
    Conflict,
    Deed,
    Delegate,
    DelegateId,
    HandCount,
    Opening,
    Record,
)
from store.text import shown
from tui import present
from tui.i18n import N_, _
from tui.podium import speaker_words
from tui.proposals import proposal_words


class Sides(NamedTuple):
    """One thing as two places have it, and who made it so."""

    here: str
    there: str
    who_here: str
    who_there: str


def subject(conflict: Conflict, state: State) -> str:
    """`Đại biểu: 047 Nguyễn Văn Hưởng`"""
    record = state.find(conflict.subject, conflict.place) or theirs_of(conflict)
    about = _about(record, state) if record is not None else ""
    return f"{kind_of(conflict.subject)}: {about}" if about else kind_of(conflict.subject)


def kind_of(table: str) -> str:
    """What the documents of a table are called."""
    return _(_KINDS.get(table, table))


def _about(record: Record, state: State) -> str:
    match record:
        case Delegate():
            return present.person(record)
        case Attendance():
            found = state.delegates.get(record.delegate)
            return present.person(found) if found else ""
        case AgendaItem():
            return shown(record.title)
        case ItemRun():
            return shown(state.agenda[record.item].title) if record.item in state.agenda else ""
        case Speech():
            return speaker_words.who(state, record)
        case Proposal():
            return proposal_words.number(record)
    return ""


def sides(conflict: Conflict, state: State) -> Sides:
    """What they do not have in common, side by side."""
    here, there = state.find(conflict.subject, conflict.place), theirs_of(conflict)
    return Sides(
        here=_told(here, there, state),
        there=_told(there, here, state),
        who_here=who(conflict.here, state) if conflict.here else "",
        who_there=who(conflict.there, state),
    )


def who(deed: Deed, state: State) -> str:
    """`Cửa B 07:44, sửa thông tin`"""
    place = " ".join(filter(None, (shown(state.desk_of(deed.session)), present.minute(deed.at))))
    return f"{place}, {present.deed(deed.verb)}"


def _told(record: Record | None, other: Record | None, state: State) -> str:
    """What one place says, as far as the other says something else."""
    if record is None:
        return _("not there")
    rule = _TOLD.get(type(record))
    if rule is not None:
        return rule(record, state)
    told = [
        f"{_(label)} “{_value(getattr(record, field), state)}”"
        for field, label in _FIELDS.get(record.table, ())
        if other is None or getattr(record, field) != getattr(other, field)
    ]
    return ", ".join(told) or _("changed")


def _value(value: Any, state: State) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Enum():
            return str(value.value)
        case str():
            return _named(value, state)
        case None:
            return ""
    return shown(str(value))


def _named(value: str, state: State) -> str:
    """Categories and areas are known by what they are called."""
    about = state.conference
    names = {one.id: one.name for one in about.categories} | {one.id: one.name for one in about.areas}
    return shown({str(id): name for id, name in names.items()}.get(value, value))


def _attendance(attendance: Attendance, _state: State) -> str:
    parts = [present.mark(attendance).word, arrival(attendance) if attendance.arrived else ""]
    if attendance.substitute is not None:
        parts.append(shown(attendance.substitute.name) or _("(no name yet)"))
    return " · ".join(filter(None, (*parts, shown(attendance.reason))))


def arrival(attendance: Attendance) -> str:
    """`07:41 Cửa A`"""
    time = present.minute(attendance.arrived) if attendance.arrived else "?"
    return " ".join(filter(None, (time, shown(attendance.desk))))


def _run(run: ItemRun, _state: State) -> str:
    return ", ".join(map(_span, run.spans)) or (_("skipped") if run.skipped else _("not begun"))


def _speech(speech: Speech, _state: State) -> str:
    told = speaker_words.mark(speech).word
    return f"{told} · {_span(speech.span)}" if speech.span else told


def _span(span: Span) -> str:
    end = present.minute(span.ended) if span.ended else "…"
    return f"{present.minute(span.started)}–{end}"


def _proposal(proposal: Proposal, state: State) -> str:
    parts = [
        proposal_words.kind_name(proposal.kind),
        proposal_words.state_name(proposal.state),
        proposal_words.first_line(proposal.text),
        proposal_words.first_line(proposal.response),
    ]
    if proposal.merged_into is not None:
        whole = state.proposals.get(proposal.merged_into)
        parts.append(_("merged into {whole}").format(whole=proposal_words.number(whole) if whole else "?"))
    return " · ".join(filter(None, parts))


def _opening(record: Opening | Closing, _state: State) -> str:
    return present.minute(record.at)


def _blank(blank: BlankBadge, state: State) -> str:
    bearer = state.delegates.get(blank.bound_to or DelegateId(0))
    return present.person(bearer) if bearer else _("given to nobody")


_TOLD: Final[dict[type[Record], Callable[[Any, State], str]]] = {
    Attendance: _attendance,
    ItemRun: _run,
    Speech: _speech,
    Proposal: _proposal,
    Opening: _opening,
    Closing: _opening,
    BlankBadge: _blank,
}
_KINDS: Final = {
    Delegate.table: N_("Delegate"),
    Attendance.table: N_("Attendance"),
    AgendaItem.table: N_("Agenda item"),
    ItemRun.table: N_("Course of an item"),
    Speech.table: N_("Speech"),
    Proposal.table: N_("Proposal"),
    Opening.table: N_("Opening"),
    Closing.table: N_("End of check-in"),
    Conference.table: N_("The conference"),
    BlankBadge.table: N_("Blank badge"),
    HandCount.table: N_("Hand count"),
    "badges": N_("Badge"),
    "speaker_lists": N_("List of speakers"),
    "hall_displays": N_("Hall display"),
    "recoveries": N_("Gap in time"),
}
_FIELDS: Final = {
    Delegate.table: (
        ("name", N_("Name")),
        ("title", N_("Title")),
        ("unit", N_("Unit")),
        ("category", N_("Category")),
        ("area", N_("Area")),
        ("role", N_("Role")),
        ("phone", N_("Telephone")),
        ("seat", N_("Seat")),
        ("note", N_("Note")),
        ("code", N_("Badge code")),
    ),
    AgendaItem.table: (
        ("title", N_("Agenda item")),
        ("start", N_("Begins at")),
        ("minutes", N_("Minutes")),
        ("responsible", N_("Responsible")),
        ("position", N_("Place")),
    ),
    Conference.table: (
        ("title", N_("Title")),
        ("late_after_minutes", N_("Minutes after the opening that count as late")),
        ("retention_days", N_("Days for which names are kept")),
    ),
}
