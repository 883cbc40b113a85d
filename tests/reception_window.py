"""The reception screen in a real pseudo-terminal, on a disk that can be made to fail while it is open.

`python reception_window.py FILE [SWITCH]` is the window. While the file `SWITCH` says `call errno` (`sync 5`), that
call to the operating system fails.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from conftest import clock_from
from store import Store, open_store
from store.engine.platform import System
from store.records import LogEntry
from terminal import Terminal

READY: Final = "Sẵn sàng quét mã"


class Switched(System):
    """Fails what a file says, while it says so."""

    def __init__(self, switch: Path) -> None:
        self._switch = switch

    def write(self, fd: int, data: bytes) -> None:
        self._may_fail("write")
        super().write(fd, data)

    def sync(self, fd: int) -> None:
        self._may_fail("sync")
        super().sync(fd)

    def replace(self, source: Path, target: Path) -> None:
        self._may_fail("replace")
        super().replace(source, target)

    def _may_fail(self, call: str) -> None:
        if self._switch.exists():
            failing, error = self._switch.read_text(encoding="ascii").split()
            if failing == call:
                raise OSError(int(error), os.strerror(int(error)))


@contextmanager
def reception(
    path: Path,
    switch: Path | None = None,
    *,
    columns: int = 120,
    lines: int = 36,
    env: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """The window on a conference, ready to scan."""
    arguments = [__file__, str(path), *([str(switch)] if switch else [])]
    with Terminal(sys.executable, *arguments, columns=columns, lines=lines, env=env) as terminal:
        terminal.wait_for("Trợ giúp", timeout=30)
        terminal.wait_for(READY)
        yield terminal


def answers(path: Path) -> list[LogEntry]:
    """What the file says, once the window is gone."""
    with closing(open_store(path, desk="test")) as store:
        return store.log()


def main(path: str, switch: str = "") -> None:
    from tui.app import ToaDamApp

    system = Switched(Path(switch)) if switch else System()

    def open_conference() -> Store:
        return open_store(Path(path), desk="Bàn 1", clock=clock_from("07:36"), system=system)

    ToaDamApp(open_conference, silent=True).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
