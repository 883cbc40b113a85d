"""F12: what the door tells the hall without a network: copied to be sent by message, shown, or printed."""

from __future__ import annotations

from io import StringIO
from typing import Any, ClassVar, Final

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button

from tui import places
from tui.dialogs.dialog import Dialog, plain
from tui.dialogs.printing import print_introductions
from tui.i18n import _
from tui.machine import clipboard
from tui.window import Window


async def hand_over(app: App[Any], window: Window) -> None:
    """Copies at once, then shows what was copied; Enter prints the introductions."""
    from store.documents import handover, handover_text

    text = handover_text(handover(window.store.state, window.store.now()))
    if await app.push_screen_wait(HandoverDialog(await _copied(app, text), text)):
        await print_introductions(app, window)


async def _copied(app: App[Any], text: str) -> str:
    """How it got to whoever sits there: the clipboard of the laptop is not that of a browser."""
    if app.is_web:
        app.deliver_text(StringIO(text), save_filename=_FILE)
        return _("Sent to this browser as a text file")
    return clipboard.told(await clipboard.copy(app, text))


_FILE: Final = "bao-tin.txt"


class HandoverDialog(Dialog[bool]):
    """The text as it will be pasted. Returns True to print."""

    PLACE = places.ASKED
    AUTO_FOCUS = "Button.-first"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
    ]

    def __init__(self, how: str, text: str) -> None:
        super().__init__()
        self._how, self._text = how, text

    def compose(self) -> ComposeResult:
        """What was copied, and two buttons."""
        with Vertical(classes="dialog"):
            yield plain(self._how, classes="dialog-title")
            with VerticalScroll(classes="concerned", can_focus=False):
                yield plain(self._text)
            with Horizontal(classes="buttons"):
                yield Button(_("Close"), id="close", classes="-first", compact=True)
                yield Button(_("Print the introductions"), id="print", compact=True)

    def action_scroll(self, by: int) -> None:
        """Looks further down or up."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answers."""
        self.dismiss(True if event.button.id == "print" else None)
