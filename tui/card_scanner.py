"""Takes the QR code of an identity card out of everything that is typed or pasted, before anything else sees it.

Such a code is a stranger's number, name and address, typed by the scanner into whatever has the focus. It is known by
its beginning, twelve digits and a bar; from there on whatever is typed is swallowed, until Enter, Tab or silence. Where
the plan lets cards be read, and wherever a digit is a key that does something, digits are held back until it is known
what they begin, so that they press nothing on the way. In a field where cards are not read typing is left as it is, and
the digits are taken back.

Nothing of a card is in what a traceback may show: no variable of a frame that is still running when somebody is told.

`CardFilter` is the rule, and knows no Textual. `CardCapture` applies it behind `ScanCapture`, which has taken out
badges.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar, runtime_checkable

from textual import events
from textual.app import App

from store.identity_cards import Bearer, Progress, progress, read_card, without_cards
from tui.scanner import SILENCE, TERMINATOR_WAIT, Keystroke, text_of
from tui.silence import Silence
from tui.terminators import BEFORE_LINE_FEED, LINE_FEED, TERMINATORS

END_OF_CARD: Final = 0.4
"""Seconds of silence after which a card without Enter or Tab is over; scanners type this much text slowly."""

PATIENCE: Final = 1.0
"""Seconds between two characters, by their own stamps, beyond which they are never one card.

Much longer than `SILENCE`: a stalled machine reads the second half late, and its stamps say so.
"""

_LONGEST: Final = 600
"""Characters of a card that are looked at; what comes after is swallowed unread."""


class Stamped(Keystroke, Protocol):
    """A key, and when it was read."""

    time: float
    """Seconds on a clock of its own."""


K = TypeVar("K", bound=Stamped)


@dataclass(frozen=True, slots=True)
class Card:
    """A card was scanned; None if it was not to be read, or could not be."""

    bearer: Bearer | None


@dataclass(frozen=True, slots=True, repr=False)
class TakeBack:
    """What was typed already turns out to have begun a card."""

    typed: str


@runtime_checkable
class TakesBack(Protocol):
    """A field that what was typed into it can be taken back from."""

    def call_later(self, callback: Callable[[str], None], typed: str) -> bool:
        """Puts something to be done behind the keys that wait."""

    def take_back(self, typed: str) -> None:
        """Removes as much of the end of this text as stands before the cursor, and any memory of it."""


Result: TypeAlias = K | TakeBack | Card


class CardFilter(Generic[K]):
    """Takes keys one by one; returns what is to be done now, in order: keys that go on, what to take back, cards."""

    def __init__(self) -> None:
        self._begun = ""
        """What was typed last, as far as a card may begin so."""
        self._held: list[K] = []
        """The keys of it that have not gone on."""
        self._card: list[str] | None = None
        """The characters of a card that is being typed."""
        self._read = False
        self._may_follow: frozenset[str] = frozenset()
        self._last = 0.0

    @property
    def holding(self) -> bool:
        """Whether keys are held back that may become a card."""
        return bool(self._held)

    @property
    def within_card(self) -> bool:
        """Whether a card is being typed."""
        return self._card is not None

    def feed(self, stroke: K, *, read: bool, hold: bool) -> list[Result[K]]:
        """`read` says whether cards are to be read, `hold` whether digits are held back for what they may begin."""
        pause, self._last = stroke.time - self._last, stroke.time
        expected, self._may_follow = self._may_follow, frozenset()
        if stroke.key in expected and pause <= TERMINATOR_WAIT:
            return []
        if self._card is not None:
            return self._within(stroke) if pause <= PATIENCE else [*self.end(), *self._outside(stroke, read, hold)]
        return [*([] if pause <= PATIENCE else self.release(forget=True)), *self._outside(stroke, read, hold)]

    def release(self, *, forget: bool = False) -> list[Result[K]]:
        """Gives up what is held. What was typed is still known, to be taken back if it becomes a card late."""
        held, self._held = self._held, []
        if forget:
            self._begun = ""
        return [*held]

    def end(self) -> list[Result[K]]:
        """The card is over."""
        return [] if self._card is None else [self._finished()]

    def _outside(self, stroke: K, read: bool, hold: bool) -> list[Result[K]]:
        typed = text_of(stroke)
        released = self._make_room_for(typed)
        if not typed or progress(self._begun + typed) is Progress.NONE:
            return [*released, stroke]
        self._begun += typed
        self._held.append(stroke)
        if progress(self._begun) is Progress.CERTAIN:
            return [*released, *self._begin(read)]
        return released if hold else [*released, *self.release()]

    def _make_room_for(self, typed: str) -> list[Result[K]]:
        """Lets go of what can no longer begin a card, from the front."""
        released: list[Result[K]] = []
        while self._begun and (not typed or progress(self._begun + typed) is Progress.NONE):
            self._begun = self._begun[1:]
            if len(self._held) > len(self._begun):
                released.append(self._held.pop(0))
        return released

    def _begin(self, read: bool) -> list[Result[K]]:
        gone_on = self._begun[: len(self._begun) - len(self._held)]
        self._card, self._read = [self._begun] if read else [], read
        self._begun = ""
        self._held.clear()
        return [TakeBack(gone_on)] if gone_on else []

    def _within(self, stroke: K) -> list[Result[K]]:
        assert self._card is not None
        if stroke.key in TERMINATORS:
            self._may_follow = LINE_FEED if stroke.key in BEFORE_LINE_FEED else frozenset()
            return self.end()
        if stroke.key == "backspace":
            del self._card[max(len(self._card) - 1, 1) :]
            return []
        typed = text_of(stroke)
        if typed and self._read and len(self._card) < _LONGEST:
            self._card.append(typed)
        return [] if typed else [stroke]

    def _finished(self) -> Card:
        """Nothing of the text is left when this returns."""
        card, self._card = self._card, None
        return Card(read_card("".join(card or ())) if self._read else None)


class CardCapture:
    """Stands behind `ScanCapture`, before an application's own handling of events.

    `reads` says whether cards are read at all. `on_card` is called once a card, in order, and must return at once.
    `in_turn` does something once the keys of before are handed on, which `pass_on` may keep for a while.
    """

    def __init__(
        self,
        app: App[Any],
        pass_on: Callable[[events.Event], Awaitable[None]],
        on_card: Callable[[Bearer | None], None],
        reads: Callable[[], bool],
        in_turn: Callable[[Callable[[], object]], None],
    ) -> None:
        self._app = app
        self._in_turn = in_turn
        self._pass_on = pass_on
        self._on_card = on_card
        self._reads = reads
        self._filter: CardFilter[events.Key] = CardFilter()
        self._silence = Silence(app, self._be_over)

    async def route(self, event: events.Event) -> None:
        """Handles what comes from the terminal; what bubbled up from a widget has been here before and goes on."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            reads = self._reads()
            await self._act(self._filter.feed(event, read=reads, hold=reads or self._would_press()))
            self._await_silence()
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            await self._act([*self._filter.end(), *self._filter.release(forget=True)])
            await self._paste(event)
        else:
            await self._pass_on(event)

    def _would_press(self) -> bool:
        """Whether a digit is no letter where it goes. Without a terminal there is no scanner."""
        return not (self._app.is_headless or isinstance(self._app.focused, TakesBack))

    async def _act(self, results: list[Result[events.Key]]) -> None:
        for result in results:
            match result:
                case Card():
                    self._on_card(result.bearer)
                case TakeBack():
                    self._in_turn(partial(self._take_back, result))
                case _:
                    await self._pass_on(result)

    def _take_back(self, begun: TakeBack) -> None:
        """In the field's own queue: the digits may still wait there to be typed."""
        field: object = self._app.focused
        if isinstance(field, TakesBack):
            field.call_later(field.take_back, begun.typed)

    async def _paste(self, event: events.Paste) -> None:
        """Whoever hears of a card hears of it later: the event, of which there are variables here, holds all of it."""
        cards, rest = without_cards(event.text)
        for card in cards:
            self._app.call_later(self._on_card, read_card(card) if self._reads() else None)
        if rest.strip() or not cards:
            await self._pass_on(events.Paste(rest) if cards else event)

    def _await_silence(self) -> None:
        if self._filter.within_card:
            self._silence.wait(END_OF_CARD)
        elif self._filter.holding:
            self._silence.wait(SILENCE)
        else:
            self._silence.stop()

    async def _be_over(self) -> None:
        await self._act([*self._filter.end(), *self._filter.release()])
