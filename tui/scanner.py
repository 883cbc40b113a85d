"""Picks badge scans out of everything that is typed or pasted.

A scanner is a keyboard: its characters come mixed with what people type, into whatever has the focus. They are told
apart by content, not by speed, because time stamps lie when the machine is busy. A scan is a lead and fifteen letters
of the badges' alphabet, in either case: what follows a lead is held back, and the sixteenth character decides if it
makes a badge that is known here. If not, it may yet be one with somebody's letter in it (`tui.burst`): what comes next
decides, or silence. A text of this shape whose check letters are wrong is a misread badge, so it is taken as well. A
prefix that can no longer become a scan goes on to where it was typed, in order; so does one after which nothing comes.
What is of a scanner for sure, but no badge, is swallowed as a broken scan, with what comes late of it.

An input method corrects what it has typed with Backspaces, so what counts is what a person would see: a Backspace takes
back the last character held. If it was no scan after all, every key goes on as it came, the Backspaces too.

`ScanFilter` is the rule, and knows no Textual. `ScanCapture` applies it in front of everything an application does with
a key, so that a scan never presses a button, leaves letters in a field or moves a row.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from textual import events
from textual.app import App

from store import codes
from tui import burst
from tui.machine.keyboard_signs import BACKSPACE
from tui.silence import Silence
from tui.terminators import TERMINATORS, Endings

SILENCE = 0.1
"""Seconds of silence after which a held prefix is released."""

SILENCE_AFTER_LEAD = 0.6
"""The same while nothing but the lead is held: ibus sends that at once, and keeps the letters until the scan ends."""

TERMINATOR_WAIT = 0.25
"""Seconds of silence after a scan in which a terminator belongs to it; no person answers a scan this fast.

As long is waited for the rest of what is a scanner's for sure, and for what comes late of a broken scan.
"""

_MOST_ENDS = 4
"""Of two scanners that put CR LF behind."""
_SCAN_IN_TEXT = re.compile(
    rf"([{re.escape(codes.LEADS)}][{codes.ALPHABET}]{{{codes.LETTERS}}})(?:\r\n|[\r\n\t])?", re.IGNORECASE | re.ASCII
)


class Keystroke(Protocol):
    """A key as Textual reports it."""

    key: str
    character: str | None


K = TypeVar("K", bound=Keystroke)


@dataclass(frozen=True, slots=True)
class Scan:
    """Sixteen characters of a badge's shape."""

    payload: str
    typed: str = ""
    """Everything the scanner's keys typed, `BACKSPACE` among it; nothing if it was pasted."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A scanner typed this, but no badge."""

    length: int
    """In characters."""


Result: TypeAlias = K | Scan | Broken


def _anything(_code: str) -> bool:
    return True


class ScanFilter(Generic[K]):
    """Takes keys one by one; returns what is to be done now, in order: keys that go on, and scans.

    `knows` tells whether a code is one of this conference.
    """

    def __init__(self, knows: Callable[[str], bool] = _anything) -> None:
        self._knows = knows
        self._held: list[K] = []
        self._seen: list[K] = []
        """Those of the held a person would see the characters of."""
        self._endings = Endings()
        self._late = 0
        """Letters that may still come of a broken scan."""

    @property
    def waits(self) -> bool:
        """Whether a silence would now mean something."""
        return bool(self._held or self._endings or self._late)

    @property
    def awaits_terminator(self) -> bool:
        """Whether Enter or Tab would now belong to a scan."""
        return bool(self._endings)

    @property
    def silence(self) -> float:
        """Seconds of silence after which `release` is due."""
        letters = len(burst.letters_of(self._texts_of_last))
        if not self._held or self._endings or burst.SURELY_SCANNED <= letters < codes.LETTERS:
            return TERMINATOR_WAIT
        return SILENCE if len(self._seen) > 1 else SILENCE_AFTER_LEAD

    def feed(self, stroke: K) -> list[Result[K]]:
        """Nothing is returned for a key that is held back, or that ends a scan."""
        ends = stroke.key in TERMINATORS
        if not (ends and self._whole) and self._is_scanners(stroke):
            return []
        if ends:
            released = self.release()
            return released if self._is_scanners(stroke) else [*released, stroke]
        released = [] if self._continues(stroke) else self.release() if self._held else []
        if self._held or burst.is_lead(text_of(stroke)):
            self._hold(stroke)
            return [*released, *self._badge()]
        self._endings.let_pass()
        return [*released, stroke]

    def release(self) -> list[Result[K]]:
        """Nothing more comes: gives up what is held, unless it is a scan, and expects nothing of one."""
        self._endings.forget()
        self._late = 0
        return self._ended()

    def _ended(self) -> list[Result[K]]:
        taken = self._taken(whole) if (whole := self._whole) else []
        return [*taken, *self._given_up()]

    @property
    def _texts(self) -> list[str]:
        return [text_of(key) for key in self._seen]

    @property
    def _texts_of_last(self) -> list[str]:
        return self._texts[burst.last_lead(self._texts) :]

    @property
    def _whole(self) -> str:
        """The letters of what is a scan unless more comes: of a badge that is not known, or a misread."""
        alone = burst.last_lead(self._texts) == 0
        return burst.whole_in(burst.letters_of(self._texts_of_last), alone=alone)

    def _is_scanners(self, stroke: K) -> bool:
        """Whether it ends a scan, or comes late of a broken one. What no scanner types is a person's, and goes on."""
        if self._endings.take(stroke.key):
            return True
        late = self._late > 0 and not self._held
        if not late or not (burst.is_letter(text_of(stroke)) or stroke.key in TERMINATORS):
            return False
        self._late -= 1
        return True

    def _continues(self, stroke: K) -> bool:
        if not self._held:
            return False
        if _takes_back(stroke):
            return len(self._seen) > 1 and not self._whole
        if burst.is_lead(text_of(stroke)):
            return not self._whole and burst.last_lead(self._texts) == 0
        return burst.may_go_on(self._texts, text_of(stroke))

    def _hold(self, stroke: K) -> None:
        self._held.append(stroke)
        if _takes_back(stroke):
            self._seen.pop()
        else:
            self._seen.append(stroke)

    def _badge(self) -> list[Result[K]]:
        """The scan, as soon as it is one that is known; what cannot become one any more is given up."""
        letters = burst.letters_of(self._texts_of_last)
        alone = len(letters) == codes.LETTERS or burst.last_lead(self._texts) == 0
        badge = burst.badge_in(letters, self._knows) if alone else None
        if badge is not None:
            return self._taken(badge)
        return self._ended() if len(letters) > codes.LETTERS + burst.MOST_SURPLUS else []

    def _taken(self, badge: str) -> list[Result[K]]:
        """The scan, and behind it what came in its middle, unless something before its lead is still held."""
        start = burst.last_lead(self._texts)
        seen, texts = self._seen[start:], self._texts_of_last
        first = next(place for place, key in enumerate(self._held) if key is seen[0])
        own = {id(seen[place]) for place in burst.places_of(badge, texts)}
        others = [key for key in seen if id(key) not in own]
        typed = [key for key in self._held[first:] if not any(key is other for other in others)]
        payload = "".join(text_of(key) for key in seen if id(key) in own)
        scan = Scan(payload, "".join(map(_as_typed, typed)))
        self._held, self._seen = self._held[:first], self._seen[:start]
        self._late = 0
        self._endings.expect()
        if not self._held:
            return [scan, *others]
        self._held += others
        self._seen += others
        return [scan]

    def _given_up(self) -> list[Result[K]]:
        """The keys; or of a broken scan those that are nobody's but a person's."""
        held, seen, texts = self._held, self._seen, self._texts
        self._held, self._seen = [], []
        if not held or not burst.is_broken(texts):
            return [*held]
        letters = len(burst.letters_of(texts))
        self._late = max(2 * codes.LETTERS - letters, 0) + _MOST_ENDS
        others = (key for key, text in zip(seen, texts, strict=True) if burst.others_in([text]))
        return [Broken(letters), *others]


def _takes_back(stroke: Keystroke) -> bool:
    return stroke.key == "backspace"


def _as_typed(stroke: Keystroke) -> str:
    return BACKSPACE if _takes_back(stroke) else text_of(stroke)


def text_of(stroke: Keystroke) -> str:
    """What the key types; nothing if it was pressed together with Alt or Ctrl."""
    return "" if stroke.character is None or "+" in stroke.key else stroke.character


def split_text(text: str) -> tuple[list[str], str]:
    """The scans in a pasted text, in order, and the rest; nothing is left of a text in which only blanks remain."""
    scans = _SCAN_IN_TEXT.findall(text)
    rest = _SCAN_IN_TEXT.sub("", text) if scans else text
    return scans, rest if not scans or rest.strip() else ""


class ScanCapture:
    """Stands between the terminal and an application's own handling of events.

    The application gives every event to `route` from its `on_event`; `pass_on` is what it would have done without it:

        def __init__(self) -> None:
            super().__init__()
            self._scans = ScanCapture(self, super().on_event, self.take_scan)

        async def on_event(self, event: events.Event) -> None:
            await self._scans.route(event)

    `on_scan` is called once a scan, in order, before any key typed later is looked at; it must return at once. `knows`
    tells whether a code is one of this conference.
    """

    def __init__(
        self,
        app: App[Any],
        pass_on: Callable[[events.Event], Awaitable[None]],
        on_scan: Callable[[Scan | Broken], None],
        knows: Callable[[str], bool] = _anything,
    ) -> None:
        self._pass_on = pass_on
        self._on_scan = on_scan
        self._filter: ScanFilter[events.Key] = ScanFilter(knows)
        self._silence = Silence(app, self._release)

    async def route(self, event: events.Event) -> None:
        """Handles what comes from the terminal; what bubbled up from a widget has been here before and goes on."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._act(self._filter.feed(event))
            self._await_silence()
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            await self._act(self._filter.release())
            await self._paste(event)
        else:
            await self._pass_on(event)

    async def _act(self, results: list[Result[events.Key]]) -> None:
        for result in results:
            if isinstance(result, Scan | Broken):
                self._on_scan(result)
            else:
                await self._pass_on(result)

    async def _paste(self, event: events.Paste) -> None:
        scans, rest = split_text(event.text)
        for payload in scans:
            self._on_scan(Scan(payload))
        if rest or not scans:
            await self._pass_on(events.Paste(rest) if scans else event)

    def _await_silence(self) -> None:
        if self._filter.waits:
            self._silence.wait(self._filter.silence)
        else:
            self._silence.stop()

    async def _release(self) -> None:
        await self._act(self._filter.release())
        self._await_silence()
