"""Copies text so that it can be pasted into a message.

Two ways at once: the clipboard of the system, which answers whether it took the text, and a request to the terminal
(OSC 52), which reaches the clipboard of whoever sits in front of it even from a distance, but is never answered: the
terminals of GNOME and macOS and the old Windows console ignore it.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Final, NamedTuple, Protocol

from tui.i18n import _

_LONGEST_S: Final = 2.0
"""How long one program may take."""


class Copied(Enum):
    """Which way a text went."""

    SYSTEM = auto()
    """The system's clipboard has it."""
    TERMINAL = auto()
    """The terminal was asked to take it, and does not say."""


class Terminal(Protocol):
    """What asks the terminal; Textual's `App`."""

    def copy_to_clipboard(self, text: str) -> None:
        """Sends OSC 52."""


class _Program(NamedTuple):
    """A program that puts its standard input, as UTF-8, into the clipboard."""

    command: tuple[str, ...]
    environment: Mapping[str, str]


_OF_MACOS: Final = _Program(("pbcopy",), {"LC_ALL": "en_US.UTF-8"})
"""It takes the encoding of its input from its language."""
_OF_WAYLAND: Final = (_Program(("wl-copy",), {}),)
_OF_X11: Final = (_Program(("xclip", "-selection", "clipboard"), {}), _Program(("xsel", "--input", "--clipboard"), {}))


async def copy(terminal: Terminal, text: str) -> Copied:
    """Copies clean text of any number of lines and says which way it went."""
    whole = unicodedata.normalize("NFC", text)
    terminal.copy_to_clipboard(whole)
    return Copied.SYSTEM if await asyncio.to_thread(_to_system, whole) else Copied.TERMINAL


def told(copied: Copied) -> str:
    """What is known of the text."""
    if copied is Copied.SYSTEM:
        return _("Copied")
    return _("Sent to the clipboard of the terminal; if it does not paste, use Print")


def _to_system(text: str) -> bool:
    if sys.platform == "win32":
        from tui.machine.windows_clipboard import put, system_libraries

        done = put(text, system_libraries())
    else:
        done = any(_run(program, text.encode()) for program in _programs())
    return done


def _programs() -> Iterator[_Program]:
    """What could be there; a program without its screen would only fail."""
    if sys.platform == "darwin":
        yield _OF_MACOS
    if os.environ.get("WAYLAND_DISPLAY"):
        yield from _OF_WAYLAND
    if os.environ.get("DISPLAY"):
        yield from _OF_X11


def _run(program: _Program, text: bytes) -> bool:
    try:
        ended = subprocess.run(
            program.command,
            input=text,
            # Part of it stays behind to hand the text out: it must not hold on to a pipe, nor end with this terminal.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, **program.environment},
            timeout=_LONGEST_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
