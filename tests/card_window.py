"""A window that takes identity cards in a real pseudo-terminal, and can be made to crash over one.

`python card_window.py FILE [WHERE]`: `WHERE` says at what it fails: `handler`, where whoever was found is proposed;
`matching`, where they are looked for; `key`, at F1, whatever is being scanned.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from conftest import opener
from terminal import Terminal


@contextmanager
def taking_cards(path: Path, where: str = "", *, columns: int = 120, lines: int = 36) -> Iterator[Terminal]:
    """The window on a conference, ready to scan."""
    here = {"TMPDIR": str(path.parent)}
    with Terminal(sys.executable, __file__, str(path), where, columns=columns, lines=lines, env=here) as terminal:
        terminal.wait_for("Trợ giúp", timeout=30)
        terminal.wait_for("Sẵn sàng quét mã")
        yield terminal


def _fail(*_arguments: Any) -> NoReturn:
    raise RuntimeError("planted")


def _plant(where: str) -> None:
    from tui.app import ToaDamApp
    from tui.screens import reception

    places = {
        "handler": (reception.ReceptionScreen, "_propose"),
        "matching": (reception, "people_like"),
        "key": (ToaDamApp, "action_help"),
    }
    if where:
        place, name = places[where]
        setattr(place, name, _fail)


def main(path: str, where: str) -> None:
    from tui.app import ToaDamApp

    _plant(where)
    ToaDamApp(opener(Path(path)), silent=True).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
