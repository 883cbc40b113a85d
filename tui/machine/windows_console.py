"""A click into the window of the Windows console must not freeze the program.

In the console's QuickEdit mode a click begins to mark text, and until that ends whoever writes to the console waits:
the screen stands still and no scan is answered. Microsoft's "SetConsoleMode function" says how it is switched off:
ENABLE_EXTENDED_FLAGS without ENABLE_QUICK_EDIT_MODE. A mode without ENABLE_EXTENDED_FLAGS, which is what Textual sets,
leaves QuickEdit as it is, and from then on "GetConsoleMode function" does not tell whether it is on. So it is switched
off before the application starts and put back after it has ended.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes
from typing import Final, Protocol, cast

from tui.i18n import _

_STD_INPUT_HANDLE: Final = -10
_ENABLE_INSERT_MODE: Final = 0x0020
_ENABLE_QUICK_EDIT_MODE: Final = 0x0040
_ENABLE_EXTENDED_FLAGS: Final = 0x0080

_AS_DELIVERED: Final = _ENABLE_EXTENDED_FLAGS | _ENABLE_QUICK_EDIT_MODE | _ENABLE_INSERT_MODE
"""How Windows delivers a console."""


class Kernel32(Protocol):
    """The functions of kernel32.dll that are needed. Zero or None is failure."""

    def GetStdHandle(self, number: int, /) -> int | None:  # noqa: N802 - Microsoft's names, here and below
        """The handle of the console's input buffer."""

    def GetConsoleMode(self, handle: int | None, mode: object, /) -> int:  # noqa: N802
        """Writes the mode into a DWORD that is passed by reference."""

    def SetConsoleMode(self, handle: int | None, mode: int, /) -> int:  # noqa: N802
        """Sets the mode, all of it."""


@contextmanager
def quick_edit_off(kernel32: Kernel32 | None = None) -> Iterator[bool]:
    """Within it no click freezes the console; yields whether that is so.

    True on every other system. False where Windows did not let it be switched off: then `if_it_freezes` is to be said.
    """
    console = kernel32 or _kernel32()
    if console is None:
        yield True
        return
    before = _mode(console)
    if before is None:
        yield False
        return
    off = _set(console, before & ~_ENABLE_QUICK_EDIT_MODE)
    try:
        yield off
    finally:
        _set(console, before)


def if_it_freezes() -> str:
    """What to do if it could not be switched off."""
    return _("If the screen stands still after a click, press Esc")


def _mode(console: Kernel32) -> int | None:
    """The input mode with its extended flags, taken to be as delivered if they are hidden; None without a console."""
    mode = wintypes.DWORD()
    if not console.GetConsoleMode(console.GetStdHandle(_STD_INPUT_HANDLE), ctypes.byref(mode)):
        return None
    return mode.value if mode.value & _ENABLE_EXTENDED_FLAGS else mode.value | _AS_DELIVERED


def _set(console: Kernel32, mode: int) -> bool:
    return bool(console.SetConsoleMode(console.GetStdHandle(_STD_INPUT_HANDLE), mode))


def _kernel32() -> Kernel32 | None:
    """The real one; None on other systems."""
    if sys.platform == "win32":
        library = ctypes.WinDLL("kernel32")
        # A handle is wider than what ctypes takes for granted.
        library.GetStdHandle.argtypes, library.GetStdHandle.restype = [wintypes.DWORD], wintypes.HANDLE
        library.GetConsoleMode.argtypes = [wintypes.HANDLE, wintypes.LPDWORD]
        library.SetConsoleMode.argtypes = [wintypes.HANDLE, wintypes.DWORD]
        return cast(Kernel32, library)
    else:  # noqa: RET505  mypy leaves out the branches of other platforms only in one chain
        return None
