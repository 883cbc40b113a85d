"""Work that takes its time: what is being done, how far it is, how long it will take, and a way to stop it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from time import monotonic
from typing import Any, Final, TypeVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, ProgressBar, Static

from tui import places
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _
from tui.time_left import left_s, left_words

T = TypeVar("T")

_LOOK_S: Final = 0.1
"""How often the bar is brought up to date: work may tell of every row."""


class Course:
    """How far some work is. The work tells it from its thread, the dialog reads it."""

    def __init__(self) -> None:
        self._done, self._total = 0, 0
        self._stopped = asyncio.Event()

    def tell(self, done: int, total: int) -> None:
        """So many parts of all are done."""
        self._done, self._total = done, total

    def stopped(self) -> bool:
        """Whether nobody wants the work any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Nobody wants it any more; it ends as soon as it asks. For the event loop."""
        self._stopped.set()

    async def unless_stopped(self, coming: Coroutine[Any, Any, T]) -> T:
        """What comes, unless nobody wants to wait for it any more: then it is left, and `Stopped` raised."""
        work, stopped = asyncio.ensure_future(coming), asyncio.ensure_future(self._stopped.wait())
        await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not work.done():
            work.cancel()
            raise Stopped
        return work.result()

    @property
    def far(self) -> tuple[int, int | None]:
        """Parts done, and parts there are if that is known yet."""
        return self._done, self._total or None


class Stopped(Exception):
    """Somebody did not want to wait for it."""


Work = Callable[[Course], T]
AsyncWork = Callable[[Course], Coroutine[Any, Any, T]]


class ProgressDialog(Dialog[Future[T]]):
    """Does the work while it is shown, and returns it done: with a result, or with what it raised.

    Esc or the button stops it, unless it must not be left half done; the dialog closes when it has stopped.

    Whoever goes to another screen meanwhile finds it closed only after coming back, so that what follows is asked where
    it began.
    """

    PLACE = places.WORKING
    AUTO_FOCUS = ""  # a second Enter from the dialog before must not stop it

    def __init__(self, title: str, work: AsyncWork[T], *, stops: bool = True) -> None:
        super().__init__()
        self._title, self._work, self._stops = title, work, stops
        self._course = Course()
        self._begun = monotonic()
        self._ended: Future[T] = Future()

    def compose(self) -> ComposeResult:
        """What is being done, the bar, the button."""
        with Vertical(classes="dialog"):
            yield plain(self._title, classes="dialog-title")
            yield ProgressBar(show_eta=False)
            yield plain("", id="left", classes="dialog-hint")
            if self._stops:
                with Horizontal(classes="buttons"):
                    yield Button(_("Cancel (Esc)"), compact=True)
            else:
                yield key_line(_("This takes a moment, and is not left half done"))

    def on_mount(self) -> None:
        """Begins."""
        self.run_worker(self._run())
        self.set_interval(_LOOK_S, self._look)

    async def _run(self) -> None:
        try:
            self._ended.set_result(await self._work(self._course))
        except Exception as error:
            self._ended.set_exception(error)
        finally:
            self._course.stop()
        self._close()

    def _look(self) -> None:
        done, total = self._course.far
        self.query_one(ProgressBar).update(progress=done, total=total)
        left = left_s(monotonic() - self._begun, done, total)
        self.query_one("#left", Static).update(Content("" if left is None else left_words(left)))

    def ended(self) -> bool:
        """Whether the work is done."""
        return self._ended.done()

    def _close(self) -> None:
        if self.ended() and self.is_active:
            self.dismiss(self._ended)

    def on_screen_resume(self) -> None:
        """Somebody came back, or closed what stood above."""
        self.call_later(self._close)

    def action_back(self) -> None:
        """Stops the work; the dialog closes when it has stopped."""
        if self._stops:
            self._course.stop()
        else:
            self.refuse(_("This is not left half done: it closes by itself when it is through"))

    def on_button_pressed(self) -> None:
        """Stops the work."""
        self.action_back()


async def with_progress(app: App[Any], title: str, work: Work[T]) -> T:
    """Does the work in a thread behind a bar, and returns or raises what it did."""
    return await behind_bar(app, title, lambda course: asyncio.to_thread(work, course))


async def behind_bar(app: App[Any], title: str, work: AsyncWork[T], *, stops: bool = True) -> T:
    """The same for work that is no thread's."""
    ended = await app.push_screen_wait(ProgressDialog(title, work, stops=stops))
    assert ended is not None
    return ended.result()
