"""A text of several Vietnamese lines goes into the clipboard whole, or it is said that nobody knows."""

from __future__ import annotations

import asyncio
import base64
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App

from tui.i18n import set_language
from tui.machine.clipboard import Copied, copy, told
from tui.machine.windows_clipboard import Libraries, put

posix = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the clipboards of Linux")

TEXT = "Có mặt 104/112 (92,86%)\nNguyễn Thị Hằng – Tổ Dân vận số 3\n“Đặng Quốc Ẩn” ₫ 😀"
DECOMPOSED = "Nguye\u0302\u0303n Thi\u0323 Ha\u0306\u0300ng"
COMPOSED = "Nguyễn Thị Hằng"


class Terminal:
    """Takes what it is asked to take."""

    def __init__(self) -> None:
        self.text = ""

    def copy_to_clipboard(self, text: str) -> None:
        self.text = text


class Programs:
    """The programs on the path: shell scripts that note how they were called and what they read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, then: str = "exit 0") -> None:
        notes = self._folder / f"{name}.notes"
        script = f'#!/bin/sh\necho "$LC_ALL $*" > {notes}.called\n/bin/cat > {notes}\n{then}\n'
        program = self._folder / name
        program.write_text(script, encoding="utf-8")
        program.chmod(0o755)

    def read(self, name: str) -> str:
        return (self._folder / f"{name}.notes").read_bytes().decode("utf-8")

    def called(self, name: str) -> str:
        return (self._folder / f"{name}.notes.called").read_text(encoding="utf-8").strip()

    def ran(self) -> set[str]:
        return {notes.name.removesuffix(".notes") for notes in self._folder.glob("*.notes")}


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "LC_ALL"):
        monkeypatch.delenv(variable, raising=False)
    return Programs(tmp_path)


Screen = Callable[[str], None]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    return lambda variable: monkeypatch.setenv(variable, "0")


@posix
@pytest.mark.parametrize(
    ("variable", "name", "arguments"),
    [
        ("WAYLAND_DISPLAY", "wl-copy", ""),
        ("DISPLAY", "xclip", "-selection clipboard"),
        ("DISPLAY", "xsel", "--input --clipboard"),
    ],
)
async def test_the_systems_clipboard_gets_the_whole_text(
    programs: Programs, screen: Screen, variable: str, name: str, arguments: str
) -> None:
    programs.add(name)
    screen(variable)
    terminal = Terminal()
    assert await copy(terminal, TEXT) is Copied.SYSTEM
    assert programs.read(name) == TEXT
    assert programs.called(name) == arguments
    assert terminal.text == TEXT


async def test_macos_is_told_the_encoding(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    programs.add("pbcopy")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert await copy(Terminal(), TEXT) is Copied.SYSTEM
    assert programs.read("pbcopy") == TEXT
    assert programs.called("pbcopy") == "en_US.UTF-8"


@posix
async def test_letters_are_put_together(programs: Programs, screen: Screen) -> None:
    programs.add("xclip")
    screen("DISPLAY")
    terminal = Terminal()
    await copy(terminal, DECOMPOSED)
    assert programs.read("xclip") == terminal.text == COMPOSED


@posix
async def test_a_long_text_goes_through_a_pipe(programs: Programs, screen: Screen) -> None:
    programs.add("xclip")
    screen("DISPLAY")
    text = TEXT * 20_000
    assert await copy(Terminal(), text) is Copied.SYSTEM
    assert programs.read("xclip") == text


@posix
@pytest.mark.parametrize("name", ["wl-copy", "xclip", "xsel", "pbcopy"])
async def test_a_program_without_its_screen_is_left_alone(programs: Programs, name: str) -> None:
    programs.add(name)
    assert await copy(Terminal(), TEXT) is Copied.TERMINAL
    assert programs.ran() == set()


@posix
async def test_on_a_machine_without_programs_the_terminal_is_asked(programs: Programs, screen: Screen) -> None:
    screen("DISPLAY")
    screen("WAYLAND_DISPLAY")
    terminal = Terminal()
    assert await copy(terminal, TEXT) is Copied.TERMINAL
    assert terminal.text == TEXT


@posix
async def test_the_first_that_takes_it_is_enough(programs: Programs, screen: Screen) -> None:
    for name in ("wl-copy", "xclip", "xsel"):
        programs.add(name)
    screen("DISPLAY")
    screen("WAYLAND_DISPLAY")
    assert await copy(Terminal(), TEXT) is Copied.SYSTEM
    assert programs.ran() == {"wl-copy"}


@posix
async def test_after_one_that_fails_comes_the_next(programs: Programs, screen: Screen) -> None:
    programs.add("wl-copy", "exit 1")
    programs.add("xclip", "kill -9 $$")
    programs.add("xsel")
    screen("DISPLAY")
    screen("WAYLAND_DISPLAY")
    assert await copy(Terminal(), TEXT) is Copied.SYSTEM
    assert programs.read("xsel") == TEXT


@posix
async def test_a_program_that_hangs_is_ended(
    programs: Programs, screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tui.machine.clipboard._LONGEST_S", 0.2)
    programs.add("xclip", "exec /bin/sleep 60")
    screen("DISPLAY")
    assert await copy(Terminal(), TEXT) is Copied.TERMINAL


@posix
async def test_what_stays_behind_to_hand_the_text_out_is_not_waited_for(
    programs: Programs, screen: Screen, tmp_path: Path
) -> None:
    programs.add("xclip", f"echo noise; /bin/sleep 60 & echo $! > {tmp_path}/behind")
    screen("DISPLAY")
    assert await copy(Terminal(), TEXT) is Copied.SYSTEM
    behind = int((tmp_path / "behind").read_text(encoding="ascii"))
    assert os.getsid(behind) != os.getsid(0)
    os.kill(behind, signal.SIGKILL)


@posix
async def test_the_screen_lives_on_while_a_program_takes_its_time(
    programs: Programs, screen: Screen, tmp_path: Path
) -> None:
    started, go_on = tmp_path / "started", tmp_path / "go-on"
    for pipe in (started, go_on):
        os.mkfifo(pipe)
    programs.add("xclip", f"echo > {started}; read line < {go_on}")
    screen("DISPLAY")
    copying = asyncio.create_task(copy(Terminal(), TEXT))
    await asyncio.to_thread(started.read_text, encoding="ascii")
    writing = os.open(go_on, os.O_RDWR)
    os.write(writing, b"\n")
    assert await copying is Copied.SYSTEM
    os.close(writing)


# -- the terminal ------------------------------------------------------------------------------------------------------


@posix
async def test_textual_asks_the_terminal_for_the_whole_text(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: App[None] = App()
    written: list[str] = []
    async with app.run_test():
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", written.append)
        assert await copy(app, TEXT * 100) is Copied.TERMINAL
    [request] = [data for data in written if data.startswith("\x1b]52;")]
    assert request.endswith("\a")
    assert base64.b64decode(request.removeprefix("\x1b]52;c;").removesuffix("\a")).decode() == TEXT * 100


@pytest.mark.parametrize(
    ("copied", "words"),
    [
        (Copied.SYSTEM, "Copied"),
        (Copied.TERMINAL, "Sent to the clipboard of the terminal; if it does not paste, use Print"),
    ],
)
def test_what_is_said(copied: Copied, words: str) -> None:
    set_language("en")
    assert told(copied) == words


# -- Windows -----------------------------------------------------------------------------------------------------------


class Windows:
    """user32 and kernel32, as far as Microsoft describes the clipboard. `failing` names what returns zero."""

    WINDOW = 0x1_0000_0001

    def __init__(self, failing: str = "", *, busy: int = 0) -> None:
        self._failing, self._busy = failing, busy
        self._memory: dict[int, ctypes.Array[ctypes.c_char]] = {}
        self._locked: set[int] = set()
        self._windows: set[int] = set()
        self._opened_for = self._owner = 0
        self.kept: bytes | None = b"what was there"

    @property
    def libraries(self) -> Libraries:
        return Libraries(self, self)

    @property
    def clean(self) -> bool:
        """Nothing is left open, locked or allocated."""
        return not (self._windows or self._locked or self._memory or self._opened_for)

    def CreateWindowExW(self, *arguments: int | str | None) -> int | None:  # noqa: N802
        assert len(arguments) == 12
        if self._failing == "CreateWindowExW":
            return None
        self._windows.add(self.WINDOW)
        return self.WINDOW

    def DestroyWindow(self, window: int) -> int:  # noqa: N802
        self._windows.remove(window)
        return 1

    def OpenClipboard(self, window: int) -> int:  # noqa: N802
        assert window in self._windows
        self._busy -= 1
        if self._busy >= 0 or self._failing == "OpenClipboard":
            return 0
        self._opened_for = window
        return 1

    def EmptyClipboard(self) -> int:  # noqa: N802
        assert self._opened_for
        if self._failing == "EmptyClipboard":
            return 0
        self._owner, self.kept = self._opened_for, None
        return 1

    def SetClipboardData(self, kind: int, memory: int) -> int | None:  # noqa: N802
        assert self._owner == self._opened_for != 0
        assert kind == 13
        assert memory not in self._locked
        if self._failing == "SetClipboardData":
            return None
        self.kept = self._memory.pop(memory).raw
        return memory

    def CloseClipboard(self) -> int:  # noqa: N802
        assert self._opened_for
        self._opened_for = 0
        return 1

    def GlobalAlloc(self, kind: int, size: int) -> int | None:  # noqa: N802
        assert kind == 2
        if self._failing == "GlobalAlloc":
            return None
        handle = 0x7FFF_0000_0000 + len(self._memory)
        self._memory[handle] = ctypes.create_string_buffer(size)
        return handle

    def GlobalLock(self, memory: int) -> int | None:  # noqa: N802
        if self._failing == "GlobalLock":
            return None
        self._locked.add(memory)
        return ctypes.addressof(self._memory[memory])

    def GlobalUnlock(self, memory: int) -> int:  # noqa: N802
        self._locked.remove(memory)
        return 0

    def GlobalFree(self, memory: int) -> int | None:  # noqa: N802
        del self._memory[memory]
        return None


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


@pytest.mark.parametrize("text", [TEXT, "", "một dòng"])
def test_windows_gets_every_letter_and_its_own_line_ends(text: str) -> None:
    windows = Windows()
    assert put(text, windows.libraries)
    assert windows.kept is not None
    pasted = windows.kept.decode("utf-16-le")
    assert pasted == text.replace("\n", "\r\n") + "\0"
    assert windows.clean


@pytest.mark.parametrize(
    "failing",
    ["CreateWindowExW", "OpenClipboard", "EmptyClipboard", "GlobalAlloc", "GlobalLock", "SetClipboardData"],
)
def test_whatever_windows_refuses_nothing_is_left_behind(pauses: list[float], failing: str) -> None:
    windows = Windows(failing)
    assert not put(TEXT, windows.libraries)
    assert windows.clean


def test_a_clipboard_that_another_program_has_open_is_tried_again(pauses: list[float]) -> None:
    windows = Windows(busy=3)
    assert put(TEXT, windows.libraries)
    assert len(pauses) == 3
    assert windows.clean


def test_but_not_for_ever(pauses: list[float]) -> None:
    windows = Windows(busy=1000)
    assert not put(TEXT, windows.libraries)
    assert 0.5 <= sum(pauses) <= 2
    assert windows.kept == b"what was there"
