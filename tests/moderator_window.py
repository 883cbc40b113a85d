"""The moderator's screen in a real pseudo-terminal, on a clock that runs as fast as it is told to.

`python moderator_window.py FILE CLOCK FROM` is the window. Its time starts at `FROM` and runs on to what the file
`CLOCK` says; once it is there, the file beside it, `CLOCK.reached`, says so. Only the store's thread makes it run, and
by less than a minute each time it looks: no window has been away.
"""

from __future__ import annotations

import datetime as dt
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from msgspec.structs import replace

from builders import stamp
from store.records import Stamp
from terminal import Terminal

STEP: Final = dt.timedelta(seconds=20)
LOOKS: Final = 4


class FastClock:
    """Runs to where it is told."""

    def __init__(self, told: Path, start: str) -> None:
        self._told = told
        self._now = stamp(start)
        self._looks = 0
        """How often the store's thread has looked since the clock stands where it was told to."""

    def __call__(self, _zone: dt.tzinfo) -> Stamp:
        if threading.current_thread().name == "store":
            self._run()
        return self._now

    def _run(self) -> None:
        text = self._told.read_text(encoding="ascii")
        left = stamp(text).wall - self._now.wall if text else dt.timedelta()
        step = min(max(left, dt.timedelta()), STEP)
        ms = step // dt.timedelta(milliseconds=1)
        self._now = replace(self._now, wall=self._now.wall + step, boot_ms=self._now.boot_ms + ms)
        self._looks = 0 if left else self._looks + 1
        if self._looks == LOOKS:
            # By now the window has given a sign of life at this time.
            self._told.with_suffix(".reached").write_text(text, encoding="ascii")


class Hall:
    """One window in its terminal, and its clock."""

    def __init__(self, terminal: Terminal, told: Path) -> None:
        self.terminal = terminal
        self._told = told

    def until(self, at: str) -> None:
        """Time passes."""
        self._told.write_text(at, encoding="ascii")
        reached = self._told.with_suffix(".reached")
        self.terminal.wait_for(lambda: reached.exists() and reached.read_text(encoding="ascii") == at, timeout=60)

    def press(self, keys: str, *shown: str) -> None:
        """Types, and waits until all that is shown."""
        self.terminal.send(keys)
        for text in shown:
            self.terminal.wait_for(text, timeout=20)


@contextmanager
def hall(path: Path, start: str, *, columns: int = 120, lines: int = 36) -> Iterator[Hall]:
    told = path.with_name(f"clock-{start.replace(':', '')}")
    told.write_text("", encoding="ascii")
    with Terminal(sys.executable, __file__, str(path), str(told), start, columns=columns, lines=lines) as terminal:
        terminal.wait_for("Trợ giúp", timeout=30)
        terminal.wait_for("Chương trình")
        yield Hall(terminal, told)


def main(path: str, told: str, start: str) -> None:
    from store import open_store
    from tui.app import ToaDamApp

    clock = FastClock(Path(told), start)
    ToaDamApp(lambda: open_store(Path(path), desk="Chủ trì", clock=clock), silent=True, mode="moderator").run()


if __name__ == "__main__":
    main(*sys.argv[1:])
