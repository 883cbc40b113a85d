"""Speakers as words: kinds, states, who it is, whether they are there, how often and how long they were heard. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from store import Advice, AdviceReason, Fit, Speaker, Speech, SpeechKind, SpeechState, State, speaker_of, speech_state
from store.text import shown
from tui import present, time_words
from tui.i18n import N_, _, ngettext
from tui.podium.outlook import Outlook

_KINDS: Final = {
    SpeechKind.PREPARED: N_("Presentation"),
    SpeechKind.FLOOR: N_("Discussion"),
    SpeechKind.POINT_OF_ORDER: N_("Point of order"),
    SpeechKind.REPLY: N_("Reply"),
    SpeechKind.QUESTION: N_("Question"),
}
_KIND_SIGNS: Final = {
    SpeechKind.PREPARED: "▤",
    SpeechKind.FLOOR: " ",
    SpeechKind.POINT_OF_ORDER: "!",
    SpeechKind.REPLY: "↳",
    SpeechKind.QUESTION: "?",
}


class Mark(NamedTuple):
    """A glyph and a word."""

    glyph: str
    word: str


_STATES: Final = {
    SpeechState.WAITING: Mark(" ", N_("Waits")),
    SpeechState.ON_DECK: Mark("◉", N_("Told to be ready")),
    SpeechState.SPEAKING: Mark("▶", N_("Speaking")),
    SpeechState.PAUSED: Mark("‖", N_("Paused")),
    SpeechState.DELIVERED: Mark("✔", N_("Has spoken")),
    SpeechState.READ: Mark("✔", N_("Read by somebody else")),
    SpeechState.ABSENT: Mark("✘", N_("Was not there when called")),
    SpeechState.WITHDRAWN: Mark("–", N_("Withdrew")),
    SpeechState.IN_WRITING: Mark("✎", N_("Handed in writing")),
}
_REASONS: Final = {
    AdviceReason.UNIT_NOT_HEARD: N_("unit not heard yet"),
    AdviceReason.FIRST_SPEECH: N_("first speech"),
    AdviceReason.LEAST_TIME: N_("unit heard least"),
}


def kind(speech: Speech) -> str:
    """`Tham luận`"""
    return kind_name(speech.kind)


def kind_name(kind: SpeechKind) -> str:
    """What a kind of speech is called."""
    return _(_KINDS[kind])


def kind_sign(speech: Speech) -> str:
    """One character, for a narrow column; blank for a turn in the discussion."""
    return _KIND_SIGNS[speech.kind]


def mark(speech: Speech) -> Mark:
    """Where a speech stands."""
    found = _STATES[speech_state(speech)]
    return found._replace(word=_(found.word))


# -- who it is ---------------------------------------------------------------------------------------------------------


def name(speaker: Speaker) -> str:
    """The name; `(chưa rõ tên)` while nobody knows it."""
    return shown(speaker.name) or _("(not known yet)")


def number(state: State, speaker: Speaker) -> str:
    """`047`; empty for who is no delegate."""
    delegate = state.delegates.get(speaker.delegate) if speaker.delegate is not None else None
    return present.number(delegate.number) if delegate else ""


def where(state: State, speaker: Speaker) -> str:
    """The ward, or else the unit."""
    area = state.conference.area(speaker.area)
    return shown(area.name if area is not None else speaker.unit)


def post(state: State, speaker: Speaker) -> str:
    """`Tổ trưởng – Tổ Dân vận số 3, Đình Bảng`"""
    area, unit = state.conference.area(speaker.area), shown(speaker.unit)
    if area is not None and area.name.casefold() not in unit.casefold():
        unit = ", ".join(filter(None, (unit, shown(area.name))))
    return " – ".join(filter(None, (shown(speaker.title), unit)))


def who(state: State, speech: Speech) -> str:
    """`047 Nguyễn Văn Hưởng`"""
    speaker = speaker_of(state, speech)
    return " ".join(filter(None, (number(state, speaker), name(speaker))))


def who_and_where(state: State, speech: Speech) -> str:
    """`047 Nguyễn Văn Hưởng – Đình Bảng`"""
    return " – ".join(filter(None, (who(state, speech), where(state, speaker_of(state, speech)))))


# -- what is known about them ------------------------------------------------------------------------------------------


def turn(n: int | None) -> str:
    """`lần đầu`, `lần 3`; empty if nobody knows."""
    if n is None:
        return ""
    return _("first time") if n == 1 else _("time no. {n}").format(n=n)


def heard(outlook: Outlook, speech: Speech) -> str:
    """`lần đầu · đơn vị chưa phát biểu`, `lần 2 · đã nói 4′ · đơn vị 12′`"""
    tally = outlook.tally
    parts = [turn(tally.turn(speech))]
    if own := tally.person_ms(speech):
        parts.append(_("spoke {time}").format(time=time_words.span(own)))
    if tally.is_unit_heard(speech) is False:
        parts.append(_("unit not heard yet"))
    elif unit := tally.unit_ms(speech):
        parts.append(_("unit {time}").format(time=time_words.span(unit)))
    return " · ".join(filter(None, parts))


def fit(found: Fit) -> str:
    """`Còn 22 phút / 6 người chờ: 3′40″ mỗi người`"""
    left = time_words.in_minutes(found.left_ms)
    if not found.waiting:
        return _("{time} left · nobody waits").format(time=left)
    told = ngettext("{time} left / {n} waits: {each}", "{time} left / {n} wait: {each} each", found.waiting)
    return told.format(time=left, n=found.waiting, each=time_words.span(found.each_ms))


def without_floor(found: Fit, state: State) -> str:
    """`Không kịp: 047 Nguyễn Văn Hưởng, 088 …`; empty if all are through in time."""
    if found.fits:
        return ""
    names = [who(state, state.speeches[one]) for one in found.without_floor[:_NAMED] if one in state.speeches]
    more = len(found.without_floor) - len(names)
    return _("not in time: {people}").format(people=", ".join(names + ([f"+{more}"] if more else [])))


_NAMED: Final = 5


def advised(found: Advice, state: State) -> str:
    """`★ Gợi ý: 088 Trần Thị B – đơn vị chưa phát biểu`"""
    speech = state.speeches[found.speech]
    return "★ " + _("Suggested: {person} – {reason}").format(
        person=who(state, speech), reason=_(_REASONS[found.reason])
    )
