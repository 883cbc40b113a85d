"""Proposals as words: kinds, what becomes of them, who raised them, from what they were said in. Pure.

Everything that was typed by somebody goes through `shown` here, so whoever draws it need not.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from store import State, speaker_of
from store.live_records import Speech, SpeechKind
from store.proposal_records import Proposal, ProposalKind, ProposalState, Submitter
from store.records import Conference
from store.text import shown
from tui.i18n import N_, _, ngettext
from tui.podium import day_words, speaker_words


class Mark(NamedTuple):
    """A glyph and a word."""

    glyph: str
    word: str


KINDS: Final = {
    ProposalKind.SOLUTION: Mark("◆", N_("Solution")),
    ProposalKind.SUGGESTION: Mark("△", N_("Suggestion")),
    ProposalKind.PETITION: Mark("↗", N_("Petition")),
    ProposalKind.DIRECTION: Mark("★", N_("Direction of a superior")),
    ProposalKind.CONCLUSION: Mark("■", N_("Conclusion")),
    ProposalKind.TASK: Mark("▶", N_("Task given")),
    ProposalKind.RESULT: Mark("▲", N_("Result achieved")),
    ProposalKind.SHORTCOMING: Mark("▼", N_("Shortcoming, cause")),
    ProposalKind.LESSON: Mark("✎", N_("Lesson, good practice")),
    ProposalKind.MODEL: Mark("●", N_("Model of the movement")),
}
"""In the order in which they are offered; the digits of the quick pass go by it."""
_UNSORTED: Final = Mark("○", N_("Not sorted yet"))
_SHORT: Final = {
    ProposalKind.UNSORTED: N_("unsorted"),
    ProposalKind.DIRECTION: N_("Direction"),
    ProposalKind.TASK: N_("Task"),
    ProposalKind.SHORTCOMING: N_("Shortcoming"),
    ProposalKind.LESSON: N_("Lesson"),
    ProposalKind.MODEL: N_("Model"),
}
STATES: Final = {
    ProposalState.NOTED: Mark(" ", N_("Noted")),
    ProposalState.ACCEPTED: Mark("✔", N_("Taken up")),
    ProposalState.REFERRED: Mark("→", N_("Referred to another body")),
    ProposalState.REJECTED: Mark("✘", N_("Not taken up")),
}


def kind_name(kind: ProposalKind) -> str:
    """What a kind is called."""
    return _(KINDS.get(kind, _UNSORTED).word)


def kind_mark(kind: ProposalKind) -> Mark:
    """A glyph and a word for a narrow column."""
    found = KINDS.get(kind, _UNSORTED)
    return Mark(found.glyph, _(_SHORT.get(kind, found.word)))


def state_name(state: ProposalState) -> str:
    """What became of it."""
    return _(STATES[state].word)


def state_sign(proposal: Proposal) -> str:
    """One character: what became of it, that it was taken back, or that another says it too."""
    if proposal.withdrawn:
        return "–"
    return "⊂" if proposal.merged_into is not None else STATES[proposal.state].glyph


def theme_name(conference: Conference, theme: str) -> str:
    """What a theme is called; empty until one is chosen."""
    found = next((one.name for one in conference.themes if one.id == theme), theme)
    return shown(found)


def number(proposal: Proposal) -> str:
    """`Số 12`"""
    return _("No. {number}").format(number=proposal.number)


def first_line(text: str) -> str:
    """What stands in a row for it."""
    return shown(" ".join(text.split()))


def lines(text: str) -> list[str]:
    """Every line of it."""
    return [shown(line) for line in text.splitlines()]


# -- who raised it -----------------------------------------------------------------------------------------------------


def submitter_name(state: State, submitter: Submitter) -> str:
    """`Nguyễn Văn Hưởng – Tổ trưởng, Tổ Dân vận số 3`"""
    name, post = _person(state, submitter)
    return " – ".join(filter(None, (name, post)))


def short_name(state: State, submitter: Submitter) -> str:
    """`Nguyễn Văn Hưởng`; the unit or the title where nobody knows the name."""
    return _person(state, submitter)[0]


def _person(state: State, submitter: Submitter) -> tuple[str, str]:
    speaker = speaker_of(state, submitter)
    name, post = shown(speaker.name), _post(speaker.title, speaker.unit)
    return (name, post) if name else (post or _("(not known yet)"), "")


def _post(title: str, unit: str) -> str:
    return ", ".join(filter(None, (shown(title), shown(unit))))


def unit(state: State, submitter: Submitter) -> str:
    """What a submitter's unit is called in a list: the ward, or else the unit."""
    return speaker_words.where(state, speaker_of(state, submitter))


def who(state: State, submitters: tuple[Submitter, ...], *, many: bool) -> str:
    """`Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng +1`; `nhiều đại biểu`; empty if nobody says."""
    return _told(submitters, many, [submitter_name(state, one) for one in submitters[:1]])


def short_who(state: State, submitters: tuple[Submitter, ...], *, many: bool) -> str:
    """The same without title and unit, for a narrow column."""
    return _told(submitters, many, [short_name(state, one) for one in submitters[:1]])


def _told(submitters: tuple[Submitter, ...], many: bool, first: list[str]) -> str:
    if many and not first:
        return _("many delegates")
    more = len(submitters) - 1
    others = _("and others") if many else f"+{more}" if more > 0 else ""
    return " ".join(filter(None, (*first, others)))


# -- where it was said -------------------------------------------------------------------------------------------------


def said_in(state: State, item: int | None, speech: int | None) -> str:
    """`Thảo luận`, and whose prepared presentation it was."""
    found = state.agenda.get(item) if item is not None else None
    spoken = state.speeches.get(speech) if speech is not None else None
    parts = (day_words.title(found) if found else "", _presentation(state, spoken) if spoken else "")
    return " · ".join(filter(None, parts))


def _presentation(state: State, speech: Speech) -> str:
    if speech.kind is not SpeechKind.PREPARED:
        return ""
    return f"{speaker_words.kind(speech)}: {speaker_words.name(speaker_of(state, speech))}"


def how_many(proposals: int) -> str:
    """`12 ý kiến`"""
    return ngettext("{n} contribution", "{n} contributions", proposals).format(n=proposals)
