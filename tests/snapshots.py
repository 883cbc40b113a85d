"""A few screens as text, with the style of every piece: what a change of the interface changes, to be read in a diff.

`python tests/snapshots.py` writes them anew into `tests/snapshots`; `test_snapshots.py` compares. The clock stands.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest.mock import patch

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from rich.segment import Segment
from rich.style import Style
from textual.app import App

import after_the_day
from day_scenes import running
from idle import settled
from office_scenes import usual
from seat import Hand
from store import State, open_store
from store.records import Role
from tui.app import ToaDamApp
from tui.machine import battery

FOLDER: Final = Path(__file__).resolve().parent / "snapshots"
_ATTRIBUTES: Final = ("bold", "italic", "strike", "reverse", "underline")


class Snapshot(NamedTuple):
    """One situation."""

    name: str
    mode: str
    state: Any
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)
    at: str = "09:30:00"


SNAPSHOTS: Final = (
    Snapshot("reception-ready", "reception", running),
    Snapshot("reception-found", "reception", running, tuple("nguyen")),
    Snapshot("reception-more", "reception", running, (*"47", "f8")),
    Snapshot("moderator", "moderator", running, size=(120, 36)),
    Snapshot("moderator-help", "moderator", running, ("f1",)),
    Snapshot("proposals", "proposals", usual, ("up",), at="17:00:00"),
    Snapshot("overview-missing", "overview", usual, ("right",), at="17:00:00"),
    Snapshot("hall", "hall", running),
)


async def taken(snapshot: Snapshot) -> str:
    """What is seen then, on a machine without a battery."""
    with tempfile.TemporaryDirectory() as folder, patch.object(battery, "read", return_value=None):
        return await _taken(snapshot, snapshot.state(), Path(folder))


async def _taken(snapshot: Snapshot, state: State, folder: Path) -> str:
    path = after_the_day.on_disk(folder, state)
    clock = Hand(snapshot.at)
    app = ToaDamApp(
        lambda: open_store(path, desk="Bàn 1", role=Role.OFFICE, clock=clock), silent=True, mode=snapshot.mode
    )
    async with app.run_test(size=snapshot.size) as pilot:
        await app.workers.wait_for_complete()
        await settled(pilot, app._store)
        for key in snapshot.keys:
            await pilot.press(key)
            await settled(pilot, app._store)
        return as_text(app)


def as_text(app: App[Any]) -> str:
    """Each row as it is read, and below the screen of which styles each row is made, from the left."""
    strips = app.screen._compositor.render_strips()
    names = {value: name for name, value in _meanings(app)}
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    styles = [f"{place:3} " + " · ".join(_pieces(strip, names)) for place, strip in enumerate(strips, 1)]
    return "\n".join([*rows, "", *styles, ""])


def _pieces(strip: list[Segment] | Any, names: dict[str, str]) -> Iterator[str]:
    told = ((_told(segment.style, names), segment.cell_length) for segment in strip)
    for style, pieces in groupby(told, key=lambda one: one[0]):
        yield f"{sum(length for _style, length in pieces)} {style}"


def _told(style: Style | None, names: dict[str, str]) -> str:
    if style is None:
        return "-"
    colours = (None if one is None else one.get_truecolor().hex for one in (style.color, style.bgcolor))
    text, ground = (names.get(colour or "", colour or "-") for colour in colours)
    return " ".join([f"{text} on {ground}", *(name for name in _ATTRIBUTES if getattr(style, name))])


def _meanings(app: App[Any]) -> Iterator[tuple[str, str]]:
    """What colours are called; of several of one colour the first."""
    own = ("foreground", "background", "surface", "panel", "primary", "accent", "success", "warning", "error")
    variables = app.theme_variables
    for name in reversed((*own, "hush", "edge", "quiet", "meet", "text-success", "text-warning", "text-error")):
        yield name, variables[name].lower()


def main() -> None:
    """Writes all of them."""
    FOLDER.mkdir(exist_ok=True)
    for snapshot in SNAPSHOTS:
        (FOLDER / f"{snapshot.name}.txt").write_text(asyncio.run(taken(snapshot)), encoding="utf-8")


if __name__ == "__main__":
    main()
