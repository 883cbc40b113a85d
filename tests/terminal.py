"""A real pseudo-terminal with a screen in memory, for everything that depends on the order of bytes.

    with Terminal.python(SOURCE) as terminal:
        terminal.wait_for("Ready")
        terminal.send("vieetj\\r")
        terminal.wait_for(lambda: "việt" in terminal.text)

The program runs as the leader of its own session with the pseudo-terminal as its controlling one, exactly as under a
terminal window; what it draws is fed to pyte by a thread, which also answers what a program may ask a terminal. Nothing
here sleeps to synchronise: `wait_for` looks again whenever the program has written something.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

import warm

PROJECT = Path(__file__).resolve().parent.parent

_TAKE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)
"""Run in the child: makes the terminal the controlling one, so that a change of size reaches the program."""

PAUSE_S = 0.001
"""What comes within this time of each other is drawn at once."""

Condition = str | Callable[[], bool]
"""A text that is to be on the screen, or a function that says whether things are as they are to be."""


class Screen(pyte.Screen):
    """pyte's screen, sending its answers to the program's questions back through the terminal."""

    def __init__(self, columns: int, lines: int, answer: Callable[[bytes], None]) -> None:
        self._answer = answer
        super().__init__(columns, lines)

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())


class Terminal:
    """A program in a pseudo-terminal of `columns` × `lines`. Use as a context manager: leaving ends the program."""

    def __init__(
        self, *argv: str, columns: int = 120, lines: int = 36, env: Mapping[str, str] | None = None, cwd: Path = PROJECT
    ) -> None:
        self._master, slave = os.openpty()
        self._changed = threading.Condition()
        self._screen = Screen(columns, lines, self._write)
        self._stream = pyte.ByteStream(self._screen)
        self._received = bytearray()
        self._lines: list[str] | None = None
        """What stands on the screen, once somebody has asked since it last changed."""
        self._awaited: Condition | None = None
        self._answered = 0.0
        self._ended = False
        self.resize(columns, lines)
        self.process = _started(argv, slave, cwd, _environment(env or {}))
        os.close(slave)
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    @classmethod
    def python(cls, source: str, *argv: str, **options: Any) -> Self:
        """Runs a program given as source text. Options are those of the class."""
        return cls(sys.executable, "-c", source, *argv, **options)

    @classmethod
    def module(cls, name: str, *argv: str, **options: Any) -> Self:
        """Runs `python -m name`. Options are those of the class."""
        return cls(sys.executable, "-m", name, *argv, **options)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, data: str | bytes, gap: float = 0) -> None:
        """Types `data`: in one write, or byte by byte with `gap` seconds between them, as a keyboard does."""
        raw = data.encode() if isinstance(data, str) else data
        if not gap:
            self._write(raw)
            return
        for byte in raw:
            self._write(bytes([byte]))
            time.sleep(gap)

    def paste(self, text: str) -> None:
        """Pastes `text` as a terminal does with bracketed paste switched on."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def wait_for(self, condition: Condition, timeout: float = 10) -> list[str]:
        """Waits until a text is on the screen, or a function says so; returns the screen.

        Raises `AssertionError`, showing the screen, after `timeout` seconds or as soon as the program has ended.
        """
        deadline = time.monotonic() + timeout
        with self._changed:
            while not self._met(condition):
                remaining = deadline - time.monotonic()
                if self._ended or remaining <= 0:
                    raise AssertionError(self._complaint(condition))
                self._changed.wait(min(remaining, 0.05))
            return self.screen()

    def answer(self, keys: str, shown: Condition, timeout: float = 20) -> float:
        """Types, and returns the seconds until the last byte had come of what shows the answer: before it was drawn
        here, and whatever has come since."""
        with self._changed:
            assert not self._met(shown), "it is there already"
            self._awaited = shown
        since = time.monotonic()
        self.send(keys)
        self.wait_for(lambda: self._awaited is None, timeout)
        return self._answered - since

    def screen(self) -> list[str]:
        """The lines now on the screen, without trailing blanks."""
        with self._changed:
            if self._lines is None:
                self._lines = list(map(self._line, range(self._screen.lines)))
            return list(self._lines)

    def _line(self, number: int) -> str:
        """As pyte's `display` has it, which asks of every character how wide it is."""
        cells = self._screen.buffer[number]
        return "".join([cells[column].data for column in range(self._screen.columns)]).rstrip()

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.screen())

    @property
    def output(self) -> bytes:
        """Every byte the program has written: what reached the terminal, whether or not it can be seen."""
        with self._changed:
            return bytes(self._received)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the cursor, counted from 0."""
        with self._changed:
            return self._screen.cursor.x, self._screen.cursor.y

    def cell(self, column: int, line: int) -> Any:
        """pyte's `Char` at a place: `data`, `fg`, `bg` (`rrggbb` or a name), `bold`, `reverse`, …"""
        with self._changed:
            return self._screen.buffer[line][column]

    def resize(self, columns: int, lines: int) -> None:
        """Changes the size of the window; the program hears of it as it would from a terminal."""
        with self._changed:
            self._screen.resize(lines, columns)
            self._lines = None
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def wait(self, timeout: float = 20) -> int:
        """Waits for the program to end by itself; returns its exit status."""
        return self.process.wait(timeout)

    def close(self) -> None:
        """Ends the program, gently if it listens, and gives the terminal back."""
        for end in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is not None:
                break
            self.process.send_signal(end)
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                continue
        self._reader.join(3)
        os.close(self._master)

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._master, view) :]

    def _read(self) -> None:
        while data := _read_or_end(self._master):
            heard = time.monotonic()
            while select.select([self._master], [], [], PAUSE_S)[0] and (more := _read_or_end(self._master)):
                # A pseudo-terminal hands over a few thousand bytes at a time; drawing them would keep the rest waiting.
                data, heard = data + more, time.monotonic()
            with self._changed:
                self._received += data
                self._stream.feed(data)
                self._lines = None
                if self._awaited is not None and self._met(self._awaited):
                    self._awaited, self._answered = None, heard
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _met(self, condition: Condition) -> bool:
        return condition in self.text if isinstance(condition, str) else condition()

    def _complaint(self, condition: Condition) -> str:
        wanted = repr(condition) if isinstance(condition, str) else "what was waited for"
        state = "the program ended" if self._ended else "no"
        return f"{state}: {wanted} is not on the screen:\n" + "\n".join(line for line in self.screen() if line)


def _started(
    argv: Sequence[str], slave: int, cwd: Path, env: Mapping[str, str]
) -> warm.Program | subprocess.Popen[bytes]:
    if warm.can_start(argv, env):
        return warm.start(warm.Request(argv[1:], str(cwd), env), slave)
    command = [sys.executable, "-c", _TAKE_TERMINAL, *argv]
    return subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, cwd=cwd, env=env)


def _read_or_end(descriptor: int) -> bytes:
    """What can be read now; empty when no process has the terminal open any more (an error on Linux, not on macOS)."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The tests' own environment, as a plain terminal that shows colours would have it."""
    foreign = ("TOADAM_", "TEXTUAL", "COLUMNS", "LINES")  # pytest's workers set the latter two
    own = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH", "")]))
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": path, "PYTHONUTF8": "1"}
    return {**own, **terminal, **extra}
