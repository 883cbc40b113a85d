"""How long from a scan's last byte to the painted answer, in a real pseudo-terminal.

    python tests/benchmarks/scan_to_answer.py [--delegates 112 10000] [--scans 200] [--short]

The reception screen runs in a pseudo-terminal of 120 × 36; each scan is written as a scanner types it and the clock
stops when the answer's card, with the delegate's name, has come back as bytes. The control in the same run is a bare
Textual application that echoes each line: what the machine and the library cost without us.
"""

from __future__ import annotations

import argparse
import os
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

import fcntl
import termios

from builders import delegates
from conftest import write_conference
from store.records import Delegate

GOAL_MS = 33.0
"""A person sees a change within two frames as immediate."""

ECHO = """
from textual.app import App
from textual.widgets import Static
class Echo(App):
    line = ""
    def compose(self):
        yield Static("READY", id="answer", markup=False)
    def on_key(self, event):
        if event.key == "enter":
            self.query_one("#answer", Static).update("ANSWER " + self.line, layout=False)
            self.line = ""
        elif event.character:
            self.line += event.character
Echo().run()
"""

RECEPTION = """
import sys
from pathlib import Path
from store import open_store
from tui.app import ToaDamApp
ToaDamApp(lambda: open_store(Path(sys.argv[1]), desk="Bàn 1"), silent=True).run()
"""


class Window:
    """A program in a pseudo-terminal, seen as the bytes it writes."""

    def __init__(self, source: str, *arguments: str) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        env = {name: value for name, value in os.environ.items() if not name.startswith("TOADAM_")}
        env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(Path(__file__).parents[2])}
        self._process = subprocess.Popen(
            [sys.executable, "-c", source, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=env,
        )
        os.close(slave)

    def answer_ms(self, typed: str, awaited: str, patience: float = 30) -> float:
        """Milliseconds from the last byte typed to the last byte of what is awaited. Raises `TimeoutError`."""
        os.write(self._master, typed.encode())
        start, seen, needle = time.perf_counter(), b"", awaited.encode()
        while needle not in seen:
            if not select.select([self._master], [], [], patience)[0]:
                raise TimeoutError(f"{awaited!r} was never painted")
            seen = (seen + os.read(self._master, 65536))[-65536 - len(needle) :]
        return (time.perf_counter() - start) * 1000

    def settle(self) -> None:
        """Reads on until nothing has been painted for a while."""
        while select.select([self._master], [], [], 0.15)[0]:
            os.read(self._master, 65536)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)


def main() -> int:
    """Prints the table; with --short ends with status 1 if the goal is missed by far."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--delegates", type=int, nargs="+", default=[112, 10_000])
    options.add_argument("--scans", type=int, default=200)
    options.add_argument("--short", action="store_true", help="few scans, for every change")
    given = options.parse_args()
    scans = 40 if given.short else given.scans
    echoes = measure_echo(scans)
    print("| delegates | p50 ms | p99 ms | bare Textual echo p50 | ratio |")
    print("|---|---|---|---|---|")
    missed = False
    for count in given.delegates:
        times = measure_reception(count, scans)
        ratio = statistics.median(times) / statistics.median(echoes)
        echo = statistics.median(echoes)
        print(f"| {count} | {statistics.median(times):.1f} | {p99(times):.1f} | {echo:.1f} | {ratio:.2f}× |")
        missed |= statistics.median(times) > GOAL_MS
    return int(given.short and missed)


def p99(times: Iterable[float]) -> float:
    """The largest of a hundred, or of all where there are fewer."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]


def measure_echo(scans: int) -> list[float]:
    """The control."""
    window = Window(ECHO)
    try:
        window.answer_ms("", "READY")
        window.settle()
        return [window.answer_ms(f"{number:04}-BCGHKLNPRST\r", f"{number:04}-BCGHKLNPRST") for number in range(scans)]
    finally:
        window.close()


def measure_reception(count: int, scans: int) -> list[float]:
    """One admission after the other."""
    with tempfile.TemporaryDirectory() as folder:
        people = delegates(count)
        path = write_conference(Path(folder) / "toadam.json", people)
        window = Window(RECEPTION, str(path))
        try:
            window.answer_ms("", str(count))
            window.settle()
            return [scan_ms(window, delegate) for delegate in spread(people, scans)]
        finally:
            window.close()


def spread(people: list[Delegate], scans: int) -> list[Delegate]:
    """Delegates from all over the roster, each once; no two of one name in turn: what stands is not painted again."""
    step = max(1, len(people) // scans)
    chosen = people[::step][:scans]
    return [one for one, before in zip(chosen, [None, *chosen], strict=False) if not before or one.name != before.name]


def scan_ms(window: Window, delegate: Delegate) -> float:
    taken = window.answer_ms(f"{delegate.code}\r", delegate.name.upper())
    window.settle()
    return taken


if __name__ == "__main__":
    sys.exit(main())
