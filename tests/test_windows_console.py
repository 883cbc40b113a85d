"""QuickEdit is off while the program runs and as it was afterwards, on a console that behaves as Microsoft's does."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from tui.i18n import set_language
from tui.machine.windows_console import if_it_freezes, quick_edit_off

INSERT, QUICK_EDIT, EXTENDED, AUTO_POSITION = 0x20, 0x40, 0x80, 0x100
EXTENSIONS = INSERT | QUICK_EDIT | EXTENDED | AUTO_POSITION
MOUSE, VIRTUAL_TERMINAL = 0x10, 0x200
USUAL = 0x1F7
"""The mode of a console as cmd.exe has it on Windows 10 and 11."""


class Console:
    """The input mode as `SetConsoleInputModeImpl` and `GetConsoleInputModeImpl` of Microsoft's conhost keep it.

    The extensions belong to the console; they change, and are told, only together with a flag of their own.
    """

    INPUT = 7
    """The handle of the input buffer."""

    def __init__(self, mode: int = USUAL, *, attached: bool = True, locked: bool = False) -> None:
        self._attached = attached
        self._locked = False
        self.SetConsoleMode(self.INPUT, mode)
        self._locked = locked

    @property
    def everything(self) -> tuple[int, int]:
        """What it hides, too."""
        return self._mode, self.extensions

    @property
    def quick_edit(self) -> bool:
        return bool(self.extensions & QUICK_EDIT)

    def hide(self) -> None:
        """As a program leaves it that knows of no extensions."""
        self.SetConsoleMode(self.INPUT, self._mode)

    def GetStdHandle(self, number: int) -> int | None:  # noqa: N802
        return self.INPUT if number == -10 else None

    def GetConsoleMode(self, handle: int | None, mode: Any) -> int:  # noqa: N802
        if not self._attached or handle != self.INPUT:
            return 0
        mode._obj.value = self._mode | (self.extensions | EXTENDED if self._told else 0)
        return 1

    def SetConsoleMode(self, handle: int | None, mode: int) -> int:  # noqa: N802
        if self._locked or handle != self.INPUT:
            return 0
        self._told = bool(mode & EXTENSIONS)
        if self._told:
            self.extensions = mode & (INSERT | QUICK_EDIT | AUTO_POSITION)
        self._mode = mode & ~EXTENSIONS
        return 1


def textual(console: Console) -> None:
    """What Textual's driver for Windows does from its start to its end, as far as it concerns the input mode."""
    before = Reference()
    assert console.GetConsoleMode(Console.INPUT, before)
    console.SetConsoleMode(Console.INPUT, VIRTUAL_TERMINAL)
    assert not console.quick_edit
    console.SetConsoleMode(Console.INPUT, before._obj.value)


class Reference:
    """What `ctypes.byref` makes."""

    class _Number:
        value = 0

    def __init__(self) -> None:
        self._obj = self._Number()


@pytest.mark.parametrize(
    "mode",
    [USUAL, USUAL & ~INSERT, USUAL & ~MOUSE, USUAL & ~AUTO_POSITION, USUAL & ~QUICK_EDIT, EXTENDED, EXTENDED | MOUSE],
)
def test_quick_edit_is_off_within_and_all_is_as_it_was_after(mode: int) -> None:
    console = Console(mode)
    before = console.everything
    with quick_edit_off(console) as off:
        assert off
        assert not console.quick_edit
        assert console.everything == (before[0], before[1] & ~QUICK_EDIT)
        textual(console)
        assert not console.quick_edit
    assert console.everything == before


def test_it_is_put_back_when_the_program_fails() -> None:
    console = Console()
    before = console.everything

    with pytest.raises(RuntimeError), quick_edit_off(console):
        raise RuntimeError
    assert console.everything == before


@pytest.mark.parametrize("mode", [USUAL, USUAL & ~AUTO_POSITION])
def test_a_console_that_hides_its_extensions_is_left_as_windows_delivers_it(mode: int) -> None:
    console = Console(mode)
    console.hide()
    with quick_edit_off(console) as off:
        assert off
        assert console.extensions == INSERT
    assert console.quick_edit
    assert console.extensions & INSERT


@pytest.mark.parametrize("console", [Console(attached=False), Console(locked=True)])
def test_where_it_cannot_be_switched_off_that_is_said(console: Console) -> None:
    before = console.everything
    with quick_edit_off(console) as off:
        assert not off
        assert console.everything == before
    assert console.everything == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a console to switch")
def test_no_other_system_freezes() -> None:
    with quick_edit_off() as off:
        assert off


def test_what_to_do_if_it_freezes() -> None:
    set_language("en")
    assert if_it_freezes() == "If the screen stands still after a click, press Esc"
