"""Programs as a person starts them: in a pseudo-terminal, seen as the bytes they write, or whole, to their end."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

QUIET_S = 0.15

AHEAD_S = 8.0
"""How long a window that nobody touches makes the screens ahead to which somebody may go."""


def environment(**changes: str) -> Mapping[str, str]:
    """Ours; modules are found compiled, as where they are installed."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TOADAM_")}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    path = os.pathsep.join([str(PROJECT), str(PROJECT / "tests")])
    return own | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": path, "PYTHONUTF8": "1"} | changes


class Painting:
    """A program in a pseudo-terminal of 120 × 36."""

    def __init__(self, *arguments: str) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self._started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=environment(),
        )
        os.close(slave)

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def started_ms(self, awaited: str) -> float:
        """Milliseconds from its start to the last byte of what is awaited. Raises `TimeoutError`."""
        return (self._painted(awaited) - self._started) * 1000

    def answer_ms(self, typed: str, awaited: str) -> float:
        """Milliseconds from the last byte typed to the last byte of what is awaited. Raises `TimeoutError`."""
        self.type(typed)
        start = time.perf_counter()
        return (self._painted(awaited) - start) * 1000

    def awaited(self, text: str) -> float:
        """When it had been painted, by the clock of `time.perf_counter`."""
        return self._painted(text)

    def _painted(self, awaited: str, patience: float = 60) -> float:
        seen, needle = b"", awaited.encode()
        while needle not in seen:
            if not select.select([self._master], [], [], patience)[0]:
                raise TimeoutError(f"{awaited!r} was never painted")
            seen = (seen + os.read(self._master, 65536))[-65536 - len(needle) :]
        return time.perf_counter()

    def last_byte_ms(self, typed: str, quiet_s: float) -> float:
        """Milliseconds from the last byte typed to the last one painted before it is quiet for so long."""
        self.type(typed)
        start = last = time.perf_counter()
        while select.select([self._master], [], [], quiet_s)[0]:
            os.read(self._master, 65536)
            last = time.perf_counter()
        return (last - start) * 1000

    def settle(self) -> None:
        """Reads on until nothing has been painted for a while."""
        while select.select([self._master], [], [], QUIET_S)[0]:
            os.read(self._master, 65536)

    def drain(self, seconds: float) -> None:
        """Reads whatever is painted for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                os.read(self._master, 65536)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)


@contextmanager
def painting(*arguments: str) -> Iterator[Painting]:
    program = Painting(*arguments)
    try:
        yield program
    finally:
        program.close()


def whole_ms(*arguments: str, folder: Path | None = None) -> float:
    """Milliseconds a program takes from its start to its end. Raises if it fails."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment(), stdout=subprocess.DEVNULL, check=True, timeout=600
    )
    return (time.perf_counter() - start) * 1000


def toadam(path: Path, *arguments: str) -> tuple[str, ...]:
    """The command on a conference."""
    return ("-m", "tui", "-f", str(path), *arguments)


READY = "Sẵn sàng quét mã"
"""What the reception desk says once it can be used."""

BARE_READY = "READY"
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    line = ""
    def compose(self):
        yield Static("READY", id="answer", markup=False)
    def on_key(self, event):
        if event.key == "enter":
            self.query_one("#answer", Static).update("ANSWER " + self.line, layout=False)
            self.line = ""
        elif event.character:
            self.line += event.character
Bare().run()
"""
"""A bare Textual application: what the machine and the library cost without us. It echoes each line."""

BARE_CLOCK = """
import time
from textual.app import App
from textual.widgets import Static
class Clock(App):
    def compose(self):
        yield Static("READY", id="clock", markup=False)
    def on_mount(self):
        self.set_interval(1, self.tick)
    def tick(self):
        self.query_one("#clock", Static).update(time.strftime("%H:%M:%S"), layout=False)
Clock().run()
"""
