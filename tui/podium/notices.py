"""What the moderator should see to now, the most urgent alone. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from store import RecoveryQuestion, State, awaits_opening, met_late
from store.records import DelegateId
from store.text import shown
from tui import present
from tui.i18n import _
from tui.podium import day_words
from tui.podium.outlook import Outlook
from tui.time_words import in_minutes


class Matter(StrEnum):
    """What it is about, and so what Enter does."""

    GAP = "gap"
    FORGOTTEN = "forgotten"
    OPENING = "opening"
    INTRODUCE = "introduce"


class Notice(NamedTuple):
    """A sentence, and what it is about."""

    matter: Matter
    text: str
    people: tuple[DelegateId, ...] = ()


def notice(outlook: Outlook, gap: RecoveryQuestion | None) -> Notice | None:
    """The most urgent matter."""
    state = outlook.state
    if gap is not None:
        return Notice(Matter.GAP, gap_sentence(gap))
    if outlook.forgotten is not None:
        return Notice(Matter.FORGOTTEN, day_words.forgotten(outlook.forgotten, state))
    if awaits_opening(state, outlook.now):
        return Notice(Matter.OPENING, _("The opening has not been noted"))
    introduced = state.opening.introduced if state.opening else ()
    late = tuple(id for id in met_late(state) if id not in introduced)
    if late:
        return Notice(
            Matter.INTRODUCE, _("To be introduced, came late: {people}").format(people=_named(late, state)), late
        )
    return None


def gap_sentence(gap: RecoveryQuestion) -> str:
    """`Chương trình tắt 14:02–14:05 (3 phút)`"""
    return _("The program was away {times} ({minutes})").format(
        times=day_words.from_to(gap.since.wall, gap.until.wall), minutes=in_minutes(gap.gap_ms)
    )


def _named(people: tuple[DelegateId, ...], state: State) -> str:
    return ", ".join(_introduced(one, state) for one in people)


def _introduced(one: DelegateId, state: State) -> str:
    """As they are read out: whoever came, and what they are."""
    delegate, attendance = state.delegates[one], state.attendance[one]
    if attendance.substitute is not None:
        stand_in = attendance.substitute
        return " – ".join(filter(None, (shown(stand_in.name), shown(stand_in.title or delegate.unit))))
    return " – ".join(filter(None, (present.name_of(delegate), present.post(delegate, state.conference))))
