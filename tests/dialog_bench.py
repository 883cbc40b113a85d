"""A conversation of dialogs under test, with nothing below it: keys in, what can be read on the screen out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, ClassVar

from textual.app import App
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button, Static

from assets import ASSETS
from idle import until
from tui.stylesheet import Stylesheet
from tui.themes import DARK, THEMES
from tui.widgets.lines import Lines

SMALL, COMFORTABLE = (80, 24), (120, 36)
UNANSWERED = object()

Talk = Callable[[App[Any]], Awaitable[object]]


class Bench(App[None]):
    """Begins a conversation and keeps what it returned."""

    CSS_PATH: ClassVar[list[Any]] = sorted((ASSETS / "styles").glob("*.tcss"))
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, talk: Talk) -> None:
        super().__init__()
        self.stylesheet = Stylesheet(variables=self.get_css_variables())
        self._talk = talk
        self.answer: object = UNANSWERED
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def on_mount(self) -> None:
        self.run_worker(self._run())

    async def _run(self) -> None:
        self.answer = await self._talk(self)


class Talking:
    """A conversation, as somebody at the keyboard has it."""

    def __init__(self, app: Bench, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits for what threads and processes do."""
        await until(self.pilot, true)

    async def asked(self, kind: type[Screen[Any]]) -> Any:
        """The dialog of this kind, as soon as it stands there."""
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        await self.pilot.pause()
        return self.app.screen

    async def answered(self) -> Any:
        """What the conversation returned."""
        await self.until(lambda: self.app.answer is not UNANSWERED)
        return self.app.answer

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    @property
    def text(self) -> str:
        """Everything that can be read in the dialog on top, from the top."""
        return "\n".join(filter(None, map(_text, self.app.screen.walk_children())))


def _text(widget: object) -> str:
    match widget:
        case Lines():
            return widget.text
        case Button():
            return str(widget.label)
        case Static() if isinstance(widget.visual, Content):
            return widget.visual.plain
    return ""


@asynccontextmanager
async def talking(talk: Talk, size: tuple[int, int] = COMFORTABLE) -> AsyncIterator[Talking]:
    """Begins a conversation."""
    app = Bench(talk)
    async with app.run_test(size=size) as pilot:
        yield Talking(app, pilot)
