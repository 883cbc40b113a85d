"""What every screen begins with: in a rehearsal that it is one, which conference and desk, and who is to be met."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from tui.widgets.awaited import Awaited
from tui.widgets.drill_bar import DrillBar
from tui.widgets.top_line import TopLine
from tui.window import Window


def heading(window: Window) -> Iterator[Widget]:
    """From the top."""
    store = window.store
    if window.drill is not None:
        yield DrillBar(window, id="drill")
    yield TopLine(store.state, store.session.desk, store.safety, id="top")
    yield Awaited(id="awaited")
