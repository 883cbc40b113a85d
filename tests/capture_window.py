"""A window in a real pseudo-terminal that says, when asked by a key, what a person would find at it.

`python capture_window.py FILE REPORTS HOLD` is the window; `watched` runs it. Its clock stands still. `ASK` are keys no
screen has: they go the way of every other key, so that the answer, a line of JSON in the pipe `REPORTS`, tells what
came of all the keys before. While the file `HOLD` is there the disk does not answer.
"""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from idle import ROUNDS, wait_for_idle
from seat import Hand
from store import open_store
from store.engine.platform import System
from terminal import Terminal
from tui.app import ToaDamApp
from tui.dialogs.progress import Course, ProgressDialog, Stopped
from tui.dialogs.refused import RefusedDialog
from tui.store_thread import News, Waiting
from tui.widgets.check_list import CheckList
from tui.widgets.hint_line import HintLine
from tui.widgets.lines import Lines
from tui.widgets.scan_card import ScanCard

ASK: Final = {f"f{number}": f"\x1b[{57363 + number}u" for number in range(20, 25)}
HALL: Final = "\x1b[57382u"
PROGRESS: Final = "\x1b[57381u"
REFUSED: Final = "\x1b[57380u"
"""Keys that bring what a desk comes to by other ways than keys."""
_HALL, _PROGRESS, _REFUSED = "f19", "f18", "f17"

PATIENCE: Final = (0.3, 1, 5, 20)
"""Seconds until it is asked again."""

Report = dict[str, Any]


class Held(System):
    """A disk that does not answer while somebody holds it."""

    def __init__(self, hold: Path) -> None:
        self._hold = hold

    def sync(self, fd: int) -> None:
        while self._hold.exists():
            time.sleep(0.005)
        super().sync(fd)


class WatchedApp(ToaDamApp):
    """The application, with keys more."""

    def __init__(self, *args: Any, reports: Path, **options: Any) -> None:
        super().__init__(*args, **options)
        self._reports = reports.open("w", encoding="utf-8")
        self._committed: list[Report] = []

    def _hear(self, news: News | Waiting) -> None:
        if isinstance(news, News):
            entries = [change.entry for change in news.changes]
            self._committed += [{"verb": one.verb, "args": one.args, "outcome": one.outcome} for one in entries]
        super()._hear(news)

    async def on_event(self, event: events.Event) -> None:
        """The keys of this window alone come when nobody else wanted them."""
        if isinstance(event, events.Key) and event.is_forwarded:
            match event.key:
                case key if key in ASK:
                    self.run_worker(self._report(key), group="report", exclusive=True)
                case key if key == _HALL:
                    self.switch_mode("hall")
                case key if key == _PROGRESS:
                    self.push_screen(ProgressDialog("…", _wait))
                case key if key == _REFUSED:
                    self.push_screen(RefusedDialog("…", "…", "…"))
        await super().on_event(event)

    async def _report(self, asked: str) -> None:
        await self._window.directory.known()
        for _round in range(ROUNDS):
            await wait_for_idle()
            await self._store.call(lambda store: store.refresh())
        await wait_for_idle()
        entries, self._committed = self._committed, []
        print(json.dumps({"asked": asked, "place": _place(self), "log": entries}), file=self._reports, flush=True)


async def _wait(course: Course) -> None:
    with suppress(Stopped):
        await course.unless_stopped(asyncio.Event().wait())


def _place(app: WatchedApp) -> Report:
    """Everything that decides what the next key does."""
    top: Screen[Any] = app.screen
    focused = top.focused
    everything = [widget for screen in app.screen_stack for widget in screen.walk_children(Widget)]
    return {
        "screens": [type(screen).__name__ for screen in app.screen_stack],
        "focus": f"{type(focused).__name__}#{focused.id} {list(top.focus_chain).index(focused)}" if focused else "",
        "fields": [_field(widget) for widget in everything if isinstance(widget, Input | TextArea)],
        "hints": [_hint(widget) for widget in everything if isinstance(widget, HintLine)],
        "chosen": [_chosen(widget) for widget in everything if _chosen(widget)],
        "said": [said for widget in top.walk_children(Widget) if (said := _said(widget))]
        if len(app.screen_stack) > 1
        else [],
        "scrolled": [
            round(widget.scroll_target_y) for widget in top.walk_children(Widget) if widget.allow_vertical_scroll
        ],
    }


def _field(widget: Input | TextArea) -> list[Any]:
    if isinstance(widget, Input):
        return [widget.value, widget.cursor_position, list(widget.selection)]
    return [widget.text, list(widget.cursor_location), [list(end) for end in widget.selection]]


BEGINNING: Final = 5
"""Words: marks, number, and most of a name."""


def _chosen(widget: Widget) -> str:
    """The rows an arrow marked, by how they begin, where they can be seen: what is hidden is not drawn again, and the
    columns are as wide as what stands in the other rows wants it."""
    lines = widget._shown if isinstance(widget, Lines) and widget.display else []
    marked = [line.content.plain for line in lines if line.style.endswith("--chosen") or "☑" in line.content.plain]
    return "\n".join(" ".join(row.split()[:BEGINNING]) for row in marked)


def _hint(widget: HintLine) -> str:
    """Without what it says of the last key: that decides nothing, and a scan ends it too."""
    widget.calm()
    return widget.text


def _said(widget: Widget) -> str:
    match widget:
        case ScanCard() | CheckList():
            return ""
        case HintLine():
            return _hint(widget)
        case Lines():
            return widget.text
        case Button():
            return str(widget.label)
        case Static():
            return str(widget.visual)
    return ""


class Watched:
    """The window, as somebody at its keyboard has it."""

    def __init__(self, terminal: Terminal, path: Path, reports: int, hold: Path) -> None:
        self.terminal, self.path = terminal, path
        self._reports, self._hold, self._unread = reports, hold, b""
        self._committed: list[Report] = []
        self.heard: list[Report] = []
        """Everything committed that was ever reported."""
        self._keys = cycle(ASK)

    def report(self) -> Report:
        """What came of every key until now; `log` has what was committed since the report before.

        Asked again when a dialog that closed took the key with it.
        """
        asked = set()
        for patience in PATIENCE:
            asked.add(key := next(self._keys))
            self.terminal.send(ASK[key])
            if answers := [answer for answer in self._answers(patience) if answer["asked"] in asked]:
                committed, self._committed = self._committed, []
                self.heard += committed
                return answers[-1] | {"log": committed}
        raise AssertionError(f"no answer:\n{self.terminal.text}")

    def until(self, top: str) -> Report:
        """Waits until this screen or dialog is on top; nothing may be committed meanwhile."""
        deadline = time.monotonic() + 30
        while (report := self.report())["place"]["screens"][-1] != top:
            assert time.monotonic() < deadline, f"{report['place']['screens']} and not {top}:\n{self.terminal.text}"
        return report

    def stop(self) -> None:
        """The machine stands still."""
        os.kill(self.terminal.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.terminal.process.pid, signal.SIGCONT)

    @contextmanager
    def disk_held(self) -> Iterator[None]:
        """Nothing is answered meanwhile."""
        self._hold.touch()
        try:
            yield
        finally:
            self._hold.unlink()

    def _answers(self, patience: float) -> list[Report]:
        """Those that have come, after a while."""
        while select.select([self._reports], [], [], 0 if b"\n" in self._unread else patience)[0]:
            self._unread += os.read(self._reports, 1 << 20)
        *lines, self._unread = self._unread.split(b"\n")
        answers: list[Report] = [json.loads(line) for line in lines]
        self._committed += [entry for answer in answers for entry in answer["log"]]
        return answers


@contextmanager
def watched(path: Path, *, columns: int = 100, lines: int = 30) -> Iterator[Watched]:
    """The window on a conference, ready."""
    reports, hold = path.with_name("reports"), path.with_name("hold")
    os.mkfifo(reports)
    descriptor = os.open(reports, os.O_RDONLY | os.O_NONBLOCK)
    try:
        arguments = [__file__, str(path), str(reports), str(hold)]
        with Terminal(sys.executable, *arguments, columns=columns, lines=lines) as terminal:
            terminal.wait_for("Trợ giúp", timeout=60)
            yield Watched(terminal, path, descriptor, hold)
    finally:
        os.close(descriptor)
        reports.unlink()


def main(path: str, reports: str, hold: str) -> None:
    clock, disk = Hand("08:42:00"), Held(Path(hold))
    WatchedApp(
        lambda: open_store(Path(path), desk="Bàn 1", clock=clock, system=disk), silent=True, reports=Path(reports)
    ).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
