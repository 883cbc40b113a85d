"""Picks badge scans out of everything that is typed or pasted.

A scanner is a keyboard: its characters come mixed with what people type, into whatever has the focus. They are told
apart by content, not by speed, because time stamps lie when the machine is busy. A scan is a lead and fifteen letters
of the badges' alphabet, in either case: what follows a lead is held back, and the sixteenth character decides. A text
of this shape whose check letters are wrong is a misread badge, so it is taken as well. A prefix that can no longer
become a scan goes on to where it was typed, in order; so does one after which nothing comes.

An input method corrects what it has typed with Backspaces, so what counts is what a person would see: a Backspace takes
back the last character held, and a character no badge has may be taken back by the very next key. If it was no scan
after all, every key goes on as it came, the Backspaces too.

`ScanFilter` is the rule, and knows no Textual. `ScanCapture` applies it in front of everything an application does with
a key, so that a scan never presses a button, leaves letters in a field or moves a row.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from textual import events
from textual.app import App

from store import codes
from tui.machine.keyboard_signs import BACKSPACE
from tui.silence import Silence

SILENCE = 0.1
"""Seconds of silence after which a held prefix is released."""

SILENCE_AFTER_LEAD = 0.6
"""The same while nothing but the lead is held: ibus sends that at once, and keeps the letters until the scan ends."""

TERMINATOR_WAIT = 0.25
"""Seconds of silence after a scan in which a terminator belongs to it; no person answers a scan this fast."""

_LENGTH = 1 + codes.LETTERS
_LEADS = frozenset(codes.LEADS)
_LETTERS = frozenset(codes.ALPHABET)
TERMINATORS = frozenset({"enter", "ctrl+m", "ctrl+j", "tab", "ctrl+i"})
BEFORE_LINE_FEED = frozenset({"enter", "ctrl+m", "ctrl+j"})
"""`ctrl+j` among them: until the terminal is in raw mode it turns CR LF into LF LF."""
LINE_FEED = frozenset({"ctrl+j"})
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
    """Everything the keys typed, `BACKSPACE` among it; nothing if it was pasted."""


class ScanFilter(Generic[K]):
    """Takes keys one by one; returns what is to be done now, in order: keys that go on, and scans."""

    def __init__(self) -> None:
        self._held: list[K] = []
        self._seen: list[str] = []
        """What a person would see of what is held."""
        self._may_follow: frozenset[str] = frozenset()

    @property
    def holding(self) -> bool:
        """Whether keys are held back that may become a scan."""
        return bool(self._held)

    @property
    def awaits_terminator(self) -> bool:
        """Whether Enter or Tab would now belong to a scan."""
        return bool(self._may_follow)

    @property
    def silence(self) -> float:
        """Seconds of silence after which `release` is due."""
        if self.awaits_terminator:
            return TERMINATOR_WAIT
        return SILENCE if len(self._seen) > 1 else SILENCE_AFTER_LEAD

    def feed(self, stroke: K) -> list[K | Scan]:
        """Nothing is returned for a key that is held back, or that ends a scan."""
        if self._ends_scan(stroke):
            return []
        released: list[K | Scan] = [] if self._continues(stroke) else [*self.release()]
        if not self._held and text_of(stroke) not in _LEADS:
            return [*released, stroke]
        self._hold(stroke)
        return [*released, self._take_scan()] if self._is_scan() else released

    def release(self) -> list[K]:
        """Gives up what is held, and no longer expects a terminator."""
        held, self._held, self._seen, self._may_follow = self._held, [], [], frozenset()
        return held

    def _ends_scan(self, stroke: K) -> bool:
        expected, self._may_follow = self._may_follow, frozenset()
        if stroke.key not in expected:
            return False
        self._may_follow = LINE_FEED if expected is TERMINATORS and stroke.key in BEFORE_LINE_FEED else frozenset()
        return True

    def _continues(self, stroke: K) -> bool:
        if not self._held:
            return False
        if _takes_back(stroke):
            return len(self._seen) > 1
        text = text_of(stroke)
        return text != "" and text.isprintable() and text not in _LEADS and _may_stand(self._seen[1:])

    def _hold(self, stroke: K) -> None:
        self._held.append(stroke)
        if _takes_back(stroke):
            self._seen.pop()
        else:
            self._seen.append(text_of(stroke))

    def _is_scan(self) -> bool:
        return len(self._seen) == _LENGTH and _may_stand(self._seen[1:])

    def _take_scan(self) -> Scan:
        payload = "".join(self._seen)
        typed = "".join(BACKSPACE if _takes_back(key) else text_of(key) for key in self.release())
        self._may_follow = TERMINATORS
        return Scan(payload, typed)


def _takes_back(stroke: Keystroke) -> bool:
    return stroke.key == "backspace"


def _may_stand(letters: list[str]) -> bool:
    """Whether the last of the letters is one a badge has; those before it have been asked."""
    return not letters or letters[-1].upper() in _LETTERS


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

    `on_scan` is called once a scan, in order, before any key typed later is looked at; it must return at once.
    """

    def __init__(
        self, app: App[Any], pass_on: Callable[[events.Event], Awaitable[None]], on_scan: Callable[[Scan], None]
    ) -> None:
        self._pass_on = pass_on
        self._on_scan = on_scan
        self._filter: ScanFilter[events.Key] = ScanFilter()
        self._silence = Silence(app, self._release)

    async def route(self, event: events.Event) -> None:
        """Handles what comes from the terminal; what bubbled up from a widget has been here before and goes on."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._act(self._filter.feed(event))
            self._await_silence()
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            await self._act([*self._filter.release()])
            await self._paste(event)
        else:
            await self._pass_on(event)

    async def _act(self, results: list[events.Key | Scan]) -> None:
        for result in results:
            if isinstance(result, Scan):
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
        if self._filter.holding or self._filter.awaits_terminator:
            self._silence.wait(self._filter.silence)
        else:
            self._silence.stop()

    async def _release(self) -> None:
        await self._act([*self._filter.release()])
