"""What all dialogs share: they stand at the bottom, leave the answer card in sight, and return plain data or None.

Scans are taken before a dialog sees a key, so none of them has to know about scanners.
"""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual, VisualType
from textual.widgets import Static

from tui import keys, places
from tui.places import Place
from tui.widgets.hint_line import HintLine, KeyLine

T = TypeVar("T")


@runtime_checkable
class Overhears(Protocol):
    """A dialog that is given keys before anything looks for scans or bindings in them."""

    def overhear(self, event: events.Key | events.Paste, /) -> bool:
        """Takes what is its own; False for the rest."""


def overhears(app: App[Any], event: events.Event) -> bool:
    """Whether the dialog on top takes this event, so that nothing else may."""
    if not isinstance(event, events.Key | events.Paste) or event.is_forwarded or not app.screen_stack:
        return False
    top: object = app.screen
    if isinstance(top, Dialog):
        top.calm()
    return isinstance(top, Overhears) and top.overhear(event)


class Dialog(ModalScreen[T | None]):
    """Esc closes it without an answer."""

    AUTO_FOCUS = "Input, Button.-first"
    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in (keys.BACK, keys.HELP, keys.QUIT)]
    PLACE: ClassVar[Place] = places.DIALOG
    """What F1 says of it."""

    def render(self) -> VisualType:  # type: ignore[override]  # as of any other widget
        """What is around the dialog."""
        beneath = super().render()
        return Beneath(beneath.screen) if isinstance(beneath, BackgroundScreen) else beneath

    def _screen_resized(self, size: Size) -> None:
        """Textual tells a dialog its size when it has been laid out and painted in it: once is enough."""
        if size != self._size:
            super()._screen_resized(size)

    @on(events.ScreenResume)
    def _keep_styles(self, event: events.ScreenResume) -> None:
        """They were worked out when it was made; what another theme changes has been seen to before."""
        event.refresh_styles = False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Answers, once. A key pressed twice, or too early, would otherwise close whatever stands here next."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def action_back(self) -> None:
        """Closes without an answer."""
        self.dismiss(None)

    def refuse(self, why: str) -> None:
        """What was pressed does nothing: said where it is said what Enter does, or which keys there are."""
        self.query(HintLine).first().refuse(why)

    def calm(self) -> None:
        """A key came: what the one before did not do is no news."""
        for line in self.query(HintLine):
            line.calm()


def key_line(text: str = "", *, id: str | None = None) -> KeyLine:
    """Which keys do what, at the foot of a dialog."""
    return KeyLine(text, id=id, classes="dialog-hint")


class Beneath(Visual):
    """The screen beneath as it is. Textual takes it through Rich to tint it, three times as long as a dialog takes."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen

    def render_strips(
        self,
        width: int,  # noqa: ARG002  Textual's signature, here and below
        height: int | None,  # noqa: ARG002
        style: Style,  # noqa: ARG002
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        """Its rows, with nothing in them to click."""
        return [strip.discard_meta() for strip in self._screen._compositor.render_strips()]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """As high as the screen."""
        return self._screen.size.height


def plain(text: str, *, id: str | None = None, classes: str | None = None) -> Static:
    """Text as it is: nothing in it is markup."""
    return Static(Content(text), id=id, classes=classes, markup=False)
