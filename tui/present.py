"""Records as words: names, numbers, clocks, head counts, states. Pure, and free of any screen.

Everything that was typed by somebody goes through `shown` here, so whoever draws it need not.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final, NamedTuple

from store import HeadCount, State
from store.errors import BuiltUpon, StoreError
from store.records import Attendance, Conference, CountSource, Delegate, DelegateId, LogEntry, Stamp, Status
from store.text import shown
from tui.i18n import N_, _, language, ngettext
from tui.refusals import sentence

NUMBER_WIDTH: Final = 3
"""Digits of a delegate's number, zeros in front."""


class Tone(StrEnum):
    """How something is meant; the styles give each a colour."""

    GOOD = "good"
    MEET = "meet"
    """Somebody goes to meet this person."""
    AGAIN = "again"
    QUIET = "quiet"
    BAD = "bad"
    PLAIN = "plain"


class Mark(NamedTuple):
    """A glyph, a word and a tone: never a colour alone."""

    glyph: str
    word: str
    tone: Tone


# -- times and numbers -------------------------------------------------------------------------------------------------


def clock(moment: Stamp | dt.datetime) -> str:
    """`07:41:05`"""
    return f"{_wall(moment):%H:%M:%S}"


def minute(moment: Stamp | dt.datetime) -> str:
    """`07:41`"""
    return f"{_wall(moment):%H:%M}"


def _wall(moment: Stamp | dt.datetime) -> dt.datetime:
    return moment.wall if isinstance(moment, Stamp) else moment


def number(value: int) -> str:
    """A delegate's number as on the badge: `047`."""
    return f"{value:0{NUMBER_WIDTH}}"


def percent(share: float) -> str:
    """`92,86%`, as a report has it."""
    return decimal(share * 100, 2) + "%"


def decimal(value: float, places: int) -> str:
    """`92,86`, with the sign the language has."""
    figure = f"{value:.{places}f}"
    return figure.replace(".", ",") if language() == "vi" else figure


def rate(count: HeadCount) -> str:
    """The share of the summoned who are present; a dash when nobody is summoned."""
    return "–" if count.rate is None else percent(count.rate)


def head_count(count: HeadCount) -> str:
    """`Có mặt 104/112 (92,86%)`; of nobody there is no part."""
    if not count.summoned:
        return _("Present {present}").format(present=count.present)
    return _("Present {present}/{summoned} ({rate})").format(
        present=count.present, summoned=count.summoned, rate=rate(count)
    )


def hand_count(source: CountSource, people: int) -> str:
    """`Đếm tay: 98 người`, `Số báo từ cửa: 98 người`"""
    text = _("Counted by hand: {n}") if source is CountSource.HALL else _("Told by the door: {n}")
    return text.format(n=people)


# -- people ------------------------------------------------------------------------------------------------------------


def name_of(delegate: Delegate) -> str:
    """The name; a walk-in may have none yet, and somebody deleted on request has none any more."""
    if delegate.erased:
        return _("(deleted on request)")
    return shown(delegate.name) or _("(no name yet)")


def person(delegate: Delegate) -> str:
    """`047 Nguyễn Văn Hưởng`"""
    return f"{number(delegate.number)} {name_of(delegate)}"


def post(delegate: Delegate, conference: Conference) -> str:
    """Title and unit, and the area where the unit does not say it: `Tổ trưởng – Tổ Dân vận số 3, Đình Bảng`."""
    area = conference.area(delegate.area)
    unit = shown(delegate.unit)
    if area is not None and area.name.casefold() not in unit.casefold():
        unit = ", ".join(filter(None, (unit, shown(area.name))))
    return " – ".join(filter(None, (shown(delegate.title), unit)))


def post_beside_place(delegate: Delegate, conference: Conference) -> str:
    """The post where `where` stands beside it: the title alone if that is the unit already."""
    has_area = conference.area(delegate.area) is not None
    return post(delegate, conference) if has_area else shown(delegate.title)


def person_and_place(delegate: Delegate, conference: Conference) -> str:
    """`047 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng`: short, and enough to tell namesakes apart."""
    place = ", ".join(filter(None, (shown(delegate.title), where(delegate, conference))))
    return " – ".join(filter(None, (person(delegate), place)))


def telephone(number: str) -> str:
    """`0912 345 678`; anything else as it is."""
    if len(number) == _MOBILE and number.isdigit():
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    return shown(number)


_MOBILE: Final = 10


def where(delegate: Delegate, conference: Conference) -> str:
    """What tells namesakes apart in a short column: the area, or else the unit."""
    area = conference.area(delegate.area)
    return shown(area.name if area is not None else delegate.unit)


_MARKS: Final = {
    Status.PRESENT: Mark("✔", N_("Present"), Tone.GOOD),
    Status.LEFT: Mark("↩", N_("Left early"), Tone.QUIET),
    Status.EXCUSED: Mark("–", N_("Absent, excused"), Tone.AGAIN),
    Status.UNEXCUSED: Mark("✘", N_("Absent, unexcused"), Tone.BAD),
}
_NOT_ARRIVED: Final = Mark("○", N_("Not arrived"), Tone.PLAIN)
_SUBSTITUTE: Final = Mark("⇄", N_("Substitute"), Tone.GOOD)


def mark(attendance: Attendance | None) -> Mark:
    """What a delegate's state is called, in the person's language."""
    if attendance is None:
        found = _NOT_ARRIVED
    elif attendance.status is Status.PRESENT and attendance.substitute is not None:
        found = _SUBSTITUTE
    else:
        found = _MARKS[attendance.status]
    return found._replace(word=_(found.word))


def behind(offset_ms: int) -> str:
    """How late or early the day is: as many minutes as lie between the times shown, which have no seconds."""
    minutes = offset_ms // 60_000
    if minutes == 0:
        return _("on time")
    if minutes > 0:
        return ngettext("{n} minute behind", "{n} minutes behind", minutes).format(n=minutes)
    return ngettext("{n} minute ahead", "{n} minutes ahead", -minutes).format(n=-minutes)


# -- what was done -----------------------------------------------------------------------------------------------------

_DEEDS: Final = {
    "scan": N_("check-in"),
    "check_in": N_("check-in"),
    "admit_substitute": N_("substitute"),
    "admit_walk_in": N_("walk-in"),
    "check_out": N_("leaving early"),
    "mark_absent": N_("absence"),
    "check_in_together": N_("check-in of a group"),
    "name_substitute": N_("naming a substitute"),
    "move_arrival": N_("exchange of persons"),
    "withdraw_arrival": N_("undoing a check-in"),
    "admit_from_paper": N_("check-in from paper"),
    "add_delegate": N_("adding a delegate"),
    "correct_delegate": N_("correction"),
    "strike_off": N_("striking off"),
    "keep_on_list": N_("keeping on the list"),
    "import_roster": N_("roster import"),
    "record_badges": N_("printing badges"),
    "reissue_code": N_("new badge code"),
    "mint_blanks": N_("printing blank badges"),
    "bind_badge": N_("giving a blank badge"),
    "open_conference": N_("opening"),
    "introduce_late": N_("introducing those who came late"),
    "withdraw_opening": N_("withdrawing the opening"),
    "close_check_in": N_("end of check-in"),
    "note_head_count": N_("hand count"),
    "clear_rehearsal": N_("clearing test arrivals"),
    "add_item": N_("adding an agenda item"),
    "edit_item": N_("changing an agenda item"),
    "move_item": N_("moving an agenda item"),
    "delete_item": N_("deleting an agenda item"),
    "skip_item": N_("skipping an agenda item"),
    "unskip_item": N_("taking an agenda item in again"),
    "start_item": N_("starting an agenda item"),
    "next": N_("going on to the next item"),
    "stop_item": N_("ending an agenda item"),
    "pause_item": N_("pausing the agenda"),
    "resume_item": N_("going on after a pause"),
    "grant_time": N_("changing the time of an item"),
    "go_back": N_("going back to the item before"),
    "correct_start": N_("correcting a start"),
    "replan": N_("cutting the agenda"),
    "recover": N_("accounting for a gap"),
    "queue_speakers": N_("taking down speakers"),
    "queue_speech": N_("taking down a speaker"),
    "queue_again": N_("taking down a speaker again"),
    "give_floor": N_("giving the floor"),
    "start_speech": N_("giving the floor"),
    "next_speaker": N_("going on to the next speaker"),
    "pause_speech": N_("pausing a speech"),
    "resume_speech": N_("going on with a speech"),
    "end_speech": N_("ending a speech"),
    "reopen_speech": N_("going on with a speech"),
    "grant_speech_time": N_("changing the time of a speech"),
    "move_speech": N_("moving a speaker"),
    "put_on_deck": N_("telling a speaker to be ready"),
    "dismiss": N_("striking a speaker off the list"),
    "restore": N_("putting a speaker back on the list"),
    "correct_speech": N_("correcting a speech"),
    "close_list": N_("closing or opening the list of speakers"),
    "cap_speeches": N_("limiting the speeches to come"),
    "offer_advice": N_("turning advice on or off"),
    "show_in_hall": N_("choosing what the hall sees"),
    "tell_hall": N_("message to the hall"),
    "count_in_hall": N_("showing or hiding the count in the hall"),
    "import_speeches": N_("import of presentations"),
    "note_proposal": N_("writing down a proposal"),
    "edit_proposal": N_("putting a proposal right"),
    "sort_proposals": N_("sorting proposals"),
    "answer_proposal": N_("answering a proposal"),
    "set_proposal_state": N_("what becomes of a proposal"),
    "recommend_proposal": N_("the chair's opinion of a proposal"),
    "merge_proposals": N_("merging proposals"),
    "unmerge_proposal": N_("taking a proposal out of another"),
    "split_proposal": N_("splitting a proposal"),
    "withdraw_proposal": N_("withdrawing a proposal"),
    "restore_proposal": N_("restoring a proposal"),
    "import_proposals": N_("import of slips"),
    "adjust_conference": N_("settings of the conference"),
    "decide": N_("deciding between two copies"),
    "erase_person": N_("deletion on request"),
    "undo": N_("undoing"),
}


def deed(verb: str) -> str:
    """What a verb of the log is called in a sentence."""
    known = _DEEDS.get(verb)
    return _(known) if known else verb


def subject(entry: LogEntry) -> DelegateId | None:
    """Whom a commit was about."""
    return next((DelegateId(put.key) for put in entry.touched if put.table in ABOUT_A_PERSON), None)


ABOUT_A_PERSON: Final = frozenset({Attendance.table, Delegate.table})


def refusal(error: StoreError, state: State) -> str:
    """Why the store said no, naming who and when where the state knows it."""
    return _built_upon(error, state) if isinstance(error, BuiltUpon) else sentence(error)


def _built_upon(error: BuiltUpon, state: State) -> str:
    entry = state.recent.get(error.seq)
    delegate = state.delegates.get(subject(entry) or DelegateId(0)) if entry else None
    said = (
        _("Cannot be undone: after it, {desk} noted “{deed}” for {person} at {time}; undo that first")
        if delegate
        else _("Cannot be undone: after it, {desk} noted “{deed}” at {time}; undo that first")
    )
    return said.format(
        desk=shown(state.desk_of(error.session)) or "?",
        deed=deed(error.verb),
        person=person(delegate) if delegate else "",
        time=clock(error.at),
    )
