"""What the moderator has the hall shown: the course of the day, the banner or nothing, a message, the head count.

None of it is undone: what has been seen has been seen, and undo at the moderator's table is about the day itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from store.clock import elapsed_s
from store.floor import on_the_floor
from store.live_records import HallMessage, HallView
from store.text import clean
from store.verbs import MODERATOR, Verb

if TYPE_CHECKING:
    from store.records import Stamp
    from store.state import State
    from store.transaction import Transaction

LONGEST_MESSAGE: Final = 120
"""Characters: more cannot be read from the last row."""


class ShowInHall(Verb[None], frozen=True, kw_only=True):
    """The course of the day, the banner, or nothing."""

    roles = MODERATOR
    answers = None
    undoable = False

    view: HallView

    def apply(self, tx: Transaction) -> None:
        tx.put(replace(tx.state.hall, view=self.view))


class TellHall(Verb[None], frozen=True, kw_only=True):
    """Words for the hall to read, for so many seconds or until others take their place; empty ones take them down.

    Those meant for whoever speaks are gone when the speech is over.
    """

    roles = MODERATOR
    answers = None
    undoable = False

    text: str
    seconds: int | None = None
    to_speaker: bool = False

    def apply(self, tx: Transaction) -> None:
        text = clean(self.text)[:LONGEST_MESSAGE]
        tx.put(replace(tx.state.hall, message=self._message(tx, text) if text else None))

    def _message(self, tx: Transaction, text: str) -> HallMessage:
        speech = on_the_floor(tx.state) if self.to_speaker else None
        return HallMessage(text=text, sent=tx.at, seconds=self.seconds, speech=speech.id if speech else None)


class CountInHall(Verb[None], frozen=True, kw_only=True):
    """Whether the hall sees how many are present."""

    roles = MODERATOR
    answers = None
    undoable = False

    shown: bool

    def apply(self, tx: Transaction) -> None:
        tx.put(replace(tx.state.hall, counts=self.shown))


def hall_message(state: State, now: Stamp) -> str:
    """What the hall is told now; empty when that is nothing."""
    message = state.hall.message
    if message is None or _is_expired(message, now):
        return ""
    if message.speech is not None:
        speech = on_the_floor(state)
        return message.text if speech is not None and speech.id == message.speech else ""
    return message.text


def _is_expired(message: HallMessage, now: Stamp) -> bool:
    return message.seconds is not None and elapsed_s(message.sent, now) >= message.seconds
