"""Picks badge scans out of everything that is typed or pasted.

A scanner is a keyboard: its characters come mixed with what people type, into whatever has the focus. They are told
apart by content, not by speed, because time stamps lie when the machine is busy. A scan is a lead and fifteen letters
of the badges' alphabet, in either case: what follows a lead is held back, and the sixteenth character decides. A text
of this shape whose check letters are wrong is a misread badge, so it is taken as well. A prefix that can no longer
become a scan goes on to where it was typed, in order; so does one after which nothing comes.

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
from tui.silence import Silence

SILENCE = 0.1
"""Seconds of silence after which a held prefix is released."""

TERMINATOR_WAIT = 0.25
"""Seconds of silence after a scan in which a terminator belongs to it; no person answers a scan this fast."""

_LENGTH = 1 + codes.LETTERS
_LEADS = frozenset(codes.LEADS)
_LETTERS = frozenset(codes.ALPHABET)
_TERMINATORS = frozenset({"enter", "ctrl+m", "ctrl+j", "tab", "ctrl+i"})
_BEFORE_LINE_FEED = frozenset({"enter", "ctrl+m", "ctrl+j"})
"""`ctrl+j` among them: until the terminal is in raw mode it turns CR LF into LF LF."""
_LINE_FEED = frozenset({"ctrl+j"})
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
    """Sixteen characters of a badge's shape, as they were typed."""

    payload: str


class ScanFilter(Generic[K]):
    """Takes keys one by one; returns what is to be done now, in order: keys that go on, and scans."""

    def __init__(self) -> None:
        self._held: list[K] = []
        self._may_follow: frozenset[str] = frozenset()

    @property
    def holding(self) -> bool:
        """Whether keys are held back that may become a scan."""
        return bool(self._held)

    @property
    def awaits_terminator(self) -> bool:
        """Whether Enter or Tab would now belong to a scan."""
        return bool(self._may_follow)

    def feed(self, stroke: K) -> list[K | Scan]:
        """Nothing is returned for a key that is held back, or that ends a scan."""
        if self._ends_scan(stroke):
            return []
        released: list[K | Scan] = [] if self._continues(stroke) else [*self.release()]
        if not self._held and _text(stroke) not in _LEADS:
            return [*released, stroke]
        self._held.append(stroke)
        return [*released, self._take_scan()] if len(self._held) == _LENGTH else released

    def release(self) -> list[K]:
        """Gives up what is held, and no longer expects a terminator."""
        held, self._held, self._may_follow = self._held, [], frozenset()
        return held

    def _ends_scan(self, stroke: K) -> bool:
        expected, self._may_follow = self._may_follow, frozenset()
        if stroke.key not in expected:
            return False
        self._may_follow = _LINE_FEED if expected is _TERMINATORS and stroke.key in _BEFORE_LINE_FEED else frozenset()
        return True

    def _continues(self, stroke: K) -> bool:
        return bool(self._held) and _text(stroke).upper() in _LETTERS

    def _take_scan(self) -> Scan:
        scan = Scan("".join(map(_text, self.release())))
        self._may_follow = _TERMINATORS
        return scan


def _text(stroke: Keystroke) -> str:
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
        self, app: App[Any], pass_on: Callable[[events.Event], Awaitable[None]], on_scan: Callable[[str], None]
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
                self._on_scan(result.payload)
            else:
                await self._pass_on(result)

    async def _paste(self, event: events.Paste) -> None:
        scans, rest = split_text(event.text)
        for payload in scans:
            self._on_scan(payload)
        if rest or not scans:
            await self._pass_on(events.Paste(rest) if scans else event)

    def _await_silence(self) -> None:
        if self._filter.holding:
            self._silence.wait(SILENCE)
        elif self._filter.awaits_terminator:
            self._silence.wait(TERMINATOR_WAIT)
        else:
            self._silence.stop()

    async def _release(self) -> None:
        await self._act([*self._filter.release()])
