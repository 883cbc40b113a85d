"""The clipboard of Windows, by the functions Microsoft's "Using the Clipboard" describes.

Not by `clip.exe`: it guesses the encoding of what it reads, without a byte order mark sometimes wrongly, and keeps the
mark as a letter of the text.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes
from typing import Final, NamedTuple, Protocol, cast

_CF_UNICODETEXT: Final = 13
_GMEM_MOVEABLE: Final = 0x0002

_TRIES: Final = 20
_BETWEEN_TRIES_S: Final = 0.05
"""Another program may have the clipboard open, for moments."""


class User32(Protocol):
    """The functions of user32.dll that are needed. Zero or None is failure."""

    def CreateWindowExW(self, *arguments: int | str | None) -> int | None:  # noqa: N802 - Microsoft's names
        """Makes a window."""

    def DestroyWindow(self, window: int, /) -> int:  # noqa: N802
        """Ends a window."""

    def OpenClipboard(self, window: int, /) -> int:  # noqa: N802
        """Keeps others away from the clipboard."""

    def EmptyClipboard(self) -> int:  # noqa: N802
        """Frees what is in it and makes the window its owner."""

    def SetClipboardData(self, kind: int, memory: int, /) -> int | None:  # noqa: N802
        """Hands memory over to the system."""

    def CloseClipboard(self) -> int:  # noqa: N802
        """Lets others at it."""


class Kernel32(Protocol):
    """The functions of kernel32.dll that are needed. Zero or None is failure."""

    def GlobalAlloc(self, kind: int, size: int, /) -> int | None:  # noqa: N802
        """Takes memory, by a handle."""

    def GlobalLock(self, memory: int, /) -> int | None:  # noqa: N802
        """Where it lies."""

    def GlobalUnlock(self, memory: int, /) -> int:  # noqa: N802
        """Lets it be moved."""

    def GlobalFree(self, memory: int, /) -> int | None:  # noqa: N802
        """Gives it back."""


class Libraries(NamedTuple):
    """The system."""

    user32: User32
    kernel32: Kernel32


def put(text: str, libraries: Libraries) -> bool:
    """Puts the text into the clipboard; returns whether it is there. For a thread."""
    user32 = libraries.user32
    data = text.replace("\n", "\r\n").encode("utf-16-le") + b"\0\0"
    with _window(user32) as window:
        if not window or not _opened(user32, window):
            return False
        try:
            return bool(user32.EmptyClipboard()) and _hand_over(data, libraries)
        finally:
            user32.CloseClipboard()


@contextmanager
def _window(user32: User32) -> Iterator[int | None]:
    """One that nobody sees: what is put into a clipboard opened for no window is refused."""
    window = user32.CreateWindowExW(0, "STATIC", None, 0, 0, 0, 0, 0, None, None, None, None)
    try:
        yield window
    finally:
        if window:
            user32.DestroyWindow(window)


def _opened(user32: User32, window: int) -> bool:
    for _try in range(_TRIES):
        if user32.OpenClipboard(window):
            return True
        time.sleep(_BETWEEN_TRIES_S)
    return False


def _hand_over(data: bytes, libraries: Libraries) -> bool:
    user32, kernel32 = libraries
    memory = kernel32.GlobalAlloc(_GMEM_MOVEABLE, len(data))
    if not memory:
        return False
    if address := kernel32.GlobalLock(memory):
        ctypes.memmove(address, data, len(data))
        kernel32.GlobalUnlock(memory)
        if user32.SetClipboardData(_CF_UNICODETEXT, memory):
            return True  # from here on it is the system's to free
    kernel32.GlobalFree(memory)
    return False


if sys.platform == "win32":

    def system_libraries() -> Libraries:
        """The real ones. A handle is wider than what ctypes takes for granted, so every type is told."""
        user32, kernel32 = ctypes.WinDLL("user32"), ctypes.WinDLL("kernel32")
        handle, dword, text, number = wintypes.HANDLE, wintypes.DWORD, wintypes.LPCWSTR, ctypes.c_int
        place, parents = (number, number, number, number), (handle, handle, handle, wintypes.LPVOID)
        user32.CreateWindowExW.argtypes = [dword, text, text, dword, *place, *parents]
        user32.CreateWindowExW.restype = handle
        user32.DestroyWindow.argtypes = [handle]
        user32.OpenClipboard.argtypes = [handle]
        user32.SetClipboardData.argtypes, user32.SetClipboardData.restype = [wintypes.UINT, handle], handle
        kernel32.GlobalAlloc.argtypes, kernel32.GlobalAlloc.restype = [wintypes.UINT, ctypes.c_size_t], handle
        kernel32.GlobalLock.argtypes, kernel32.GlobalLock.restype = [handle], wintypes.LPVOID
        kernel32.GlobalUnlock.argtypes = [handle]
        kernel32.GlobalFree.argtypes, kernel32.GlobalFree.restype = [handle], handle
        return Libraries(cast(User32, user32), cast(Kernel32, kernel32))
