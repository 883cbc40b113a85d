"""What F9 does at this moment: the next speaker while somebody waits for the item that runs, else the next item. Pure.

A step carries what the window saw, so that two people who press at once go on once.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from store import ItemState, Next, NextSpeaker, Speech, SpeechKind, StartItem, Verb, open_speeches
from store.records import AgendaKind
from tui.podium.outlook import Outlook


class Going(StrEnum):
    """Where F9 goes."""

    SPEAKER = "speaker"
    """The first of those waiting has the floor."""
    BACK = "back"
    """A question is over: its speaker goes on."""
    ITEM = "item"
    FORGOTTEN = "forgotten"
    """An item that should have begun, from when it should have."""
    END = "end"
    """The last item is over."""
    NOWHERE = "nowhere"


class Step(NamedTuple):
    """One press of F9."""

    going: Going
    seen: int | None = None
    """The item or speech the window saw running."""
    to: int | None = None
    """The item or speech it leads to."""

    def verb(self, outlook: Outlook) -> Verb[Any] | None:
        """What is done; None for nothing."""
        match self.going:
            case Going.SPEAKER | Going.BACK:
                return NextSpeaker(current=self.seen)
            case Going.ITEM | Going.END:
                return Next(current=self.seen)
            case Going.FORGOTTEN if outlook.forgotten is not None:
                return StartItem(item=outlook.forgotten.item, ago_s=outlook.forgotten.ago_s)
        return None


def next_step(outlook: Outlook) -> Step:
    """Where the next press of F9 goes."""
    floor = outlook.floor.id if outlook.floor else None
    interrupted = _interrupted(outlook)
    if interrupted is not None:
        return Step(Going.BACK, floor, interrupted.id)
    if outlook.first_waiting is not None and _is_called(outlook):
        return Step(Going.SPEAKER, floor, outlook.first_waiting.id)
    projection = outlook.projection
    if outlook.forgotten is not None:
        return Step(Going.FORGOTTEN, None, outlook.forgotten.item)
    if projection.next is not None:
        return Step(Going.ITEM, projection.current, projection.next)
    if projection.current is not None:
        return Step(Going.END, projection.current)
    return Step(Going.NOWHERE)


def _interrupted(outlook: Outlook) -> Speech | None:
    """Whose speech the question interrupted that is being put."""
    floor = outlook.floor
    if floor is None or floor.kind is not SpeechKind.QUESTION:
        return None
    return next((one for one in open_speeches(outlook.state) if one.id != floor.id), None)


def _is_called(outlook: Outlook) -> bool:
    """Whether those waiting belong to the item that runs: turns in the discussion wait for the discussion."""
    projection = outlook.projection
    line = projection.line(projection.current)
    if line is None:
        return not projection.lines
    match line.item.kind:
        case AgendaKind.DISCUSSION:
            return True
        case AgendaKind.PRESENTATIONS:
            is_ordinary = all(one.kind is SpeechKind.FLOOR for one in outlook.waiting)
            return not (is_ordinary and _discussed_later(outlook))
    return False


def _discussed_later(outlook: Outlook) -> bool:
    lines = outlook.projection.lines
    place = next((place for place, line in enumerate(lines) if line.item.id == outlook.projection.current), 0)
    return any(
        line.item.kind is AgendaKind.DISCUSSION and line.state is ItemState.TO_COME for line in lines[place + 1 :]
    )
