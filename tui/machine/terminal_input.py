"""What Textual's input decoder gets wrong on the way from the terminal to a key, mended.

Five things stop, corrupt or delay the input of a stock Textual 8.2 application:

- One invalid UTF-8 byte (a Latin-1 letter, a character cut in two) ends the thread that reads the keyboard, and the
  application with it: https://github.com/Textualize/textual/issues/6456. Such a byte is read as U+FFFD here.
- A key report of the kitty protocol with an event type or an alternate key (`CSI 49:33;1:1;49u`), or with a number that
  is no character, ends it too. Here the parts Textual does not ask for are left out, the release of a key is no key,
  and nonsense is ignored.
- Whatever follows the Escape key within a tenth of a second is taken for a sequence that begins with ESC: a scan just
  after Escape loses its lead, and Escape is lost as well. Here ESC before the lead of a badge is the Escape key.
- Before every correction OpenKey types a blank drawn as nothing, and takes it back with a Backspace of its own. Textual
  types no such blank but obeys the Backspace, which then takes a letter: `vieetj` becomes `ệt`. Here both are dropped.
- The Escape key itself is answered a tenth of a second late, since a sequence may begin with it. A terminal writes its
  sequences whole; here a hundredth of a second without another byte make it the key.

Textual offers no seam for any of them, so `mend` replaces two names in the module of the driver that is about to run.
"""

from __future__ import annotations

import codecs
import re
import select
import sys
from collections.abc import Callable, Iterable
from functools import partial
from types import ModuleType
from typing import Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.keys import Keys
from textual.message import Message

from store import codes

ESCAPE_S: Final = 0.01
"""How long after ESC the rest of a sequence is waited for: within a frame, and longer than a line splits one for."""

_ESCAPE = "\x1b"
_LEADS = frozenset(codes.LEADS)
_LEAD_AFTER_ESCAPE = re.compile(f"(?<={_ESCAPE})(?=[{re.escape(codes.LEADS)}])")
_KITTY_KEY = re.compile(
    r"(?P<code>\x1b\[\d*)(?::[\d:]*)?"
    r"(?:(?P<modifiers>;\d*)(?::(?P<event>\d*)[\d:]*)?)?"
    r"(?P<text>;[\d:]*)?(?P<end>[u~ABCDEFHPQRS])"
)
"""Code and alternate keys; modifiers and event type; text."""
_RELEASED = "3"
_DRAWN_AS_NOTHING = frozenset("\u202f\u200c")


class Reading:
    """How far the thread that reads the terminal is: it waits, reads what came, hands it on, and begins a new round.

    Other threads ask it whether the terminal is silent. A clock cannot tell them: while a machine stands still, or
    while this thread has to wait for its turn, time passes and what was typed has not been read.
    """

    def __init__(self) -> None:
        self.rounds = 0
        """Rounds ended; 0 as long as no terminal is read."""
        self._in_vain = True
        """Whether nothing came in the last round."""
        self._came = False

    def came(self) -> None:
        """Something was read."""
        self._came, self._in_vain = True, False

    def end_round(self) -> None:
        """Everything read has been handed on."""
        self._in_vain, self._came = not self._came, False
        self.rounds += 1

    def has_handed_on_everything(self, since: int) -> bool:
        """Whether all that had come by the end of round `since` is handed on; without a terminal nothing comes.

        The round after it may have begun to read before that, the one after that has not.
        """
        return self._in_vain or self.rounds > since + 1


READING = Reading()
"""Of the one terminal of this process."""


class Parser(XTermParser):
    """Textual's parser of terminal input, forgiving what a terminal, a keyboard or a scanner may really send."""

    _ends_in_escape = False
    _owed = 0
    """Backspaces that take back what was never typed."""

    def feed(self, data: str) -> Iterable[Message]:
        """Reads what arrived; yields keys, pastes and reports. An empty text is the end of the input."""
        READING.came()
        for part in _LEAD_AFTER_ESCAPE.split(data):
            if self._ends_in_escape and part[:1] in _LEADS:
                yield from self._end_escape()
            yield from filter(self._is_meant, super().feed(part))
            self._ends_in_escape = part.endswith(_ESCAPE)

    def _is_meant(self, message: Message) -> bool:
        """Not so a character drawn as nothing, nor the Backspace that comes at once to take it back."""
        if not isinstance(message, events.Key):
            return True
        nothing = message.character in _DRAWN_AS_NOTHING
        taken_back = self._owed > 0 and message.key == Keys.Backspace
        self._owed = self._owed + 1 if nothing else self._owed - 1 if taken_back else 0
        return not (nothing or taken_back)

    def tick(self) -> Iterable[Message]:
        """The driver asks this at the end of each round, when it has read all there was."""
        if self._timeout_time is not None and self._ends_in_escape and _stays_silent():
            yield from self._end_escape()
        yield from super().tick()
        READING.end_round()

    def _end_escape(self) -> Iterable[Message]:
        """Decides now, not when the wait for the rest of a sequence is over, that ESC was the Escape key."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from super().tick()

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]  # cached there
        plain = plain_key(sequence)
        if plain is None:
            return [events.Key(Keys.Ignore, sequence)]
        try:
            return super()._parse_extended_key(plain)
        except (ValueError, OverflowError):
            return [events.Key(Keys.Ignore, sequence)]


def _stays_silent() -> bool:
    """Whether nothing more comes. Windows cannot wait for its console in this way: there Textual's tenth of a second
    decides.
    """
    return (
        sys.platform != "win32"
        and sys.__stdin__ is not None
        and not select.select([sys.__stdin__], [], [], ESCAPE_S)[0]
    )


def plain_key(sequence: str) -> str | None:
    """A kitty key report with only the fields Textual understands; None for the release of a key."""
    match = _KITTY_KEY.fullmatch(sequence)
    if match is None:
        return sequence
    if match["event"] == _RELEASED:
        return None
    return "".join(part or "" for part in match.group("code", "modifiers", "text", "end"))


def forgiving_decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    """Stands in for `codecs.getincrementaldecoder`: what is not text becomes U+FFFD instead of an error."""
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


def mend(driver: type[Driver]) -> type[Driver]:
    """Makes a driver read its input with the mended decoder. For use in `App.get_driver_class`, before it runs.

    On Windows the parser belongs to `win32`, which decodes UTF-16 itself; only the parser is replaced there.
    """
    for name in (*(kind.__module__ for kind in driver.__mro__), "textual.drivers.win32"):
        if name.startswith("textual.drivers.") and name in sys.modules:
            _mend_module(sys.modules[name])
    return _going_on(driver) if hasattr(driver, "_sigcont_application") else driver


def _going_on(driver: type[Any]) -> type[Driver]:
    class GoingOn(driver):  # type: ignore[misc]  # one of several
        """Starts again only what it has ended."""

        def _sigcont_application(self, *signal: object) -> None:
            if self._must_signal_resume:
                super()._sigcont_application(*signal)

    return GoingOn


def _mend_module(module: ModuleType) -> None:
    for name, mended in {"XTermParser": Parser, "getincrementaldecoder": forgiving_decoder}.items():
        if hasattr(module, name):
            setattr(module, name, mended)
