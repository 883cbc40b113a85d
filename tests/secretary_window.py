"""A secretary's screen in a real pseudo-terminal. `python secretary_window.py FILE` is the window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from conftest import clock_from
from store import open_store
from terminal import Terminal


@contextmanager
def secretary(path: Path, *, columns: int = 120, lines: int = 36, ready: str = "F9 ghi") -> Iterator[Terminal]:
    """The window on a conference, once it says what it is ready for."""
    with Terminal(sys.executable, __file__, str(path), columns=columns, lines=lines) as terminal:
        terminal.wait_for("Trợ giúp", timeout=30)
        terminal.wait_for(ready)
        yield terminal


def main(path: str) -> None:
    from tui.app import ToaDamApp

    clock = clock_from("08:42")
    ToaDamApp(lambda: open_store(Path(path), desk="Thư ký", clock=clock), silent=True, mode="proposals").run()


if __name__ == "__main__":
    main(*sys.argv[1:])
