"""A window on no conference: what it is drawn with and how it ends, and nothing to lose in it."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.driver import Driver

from assets import ASSETS
from tui.coloured import Coloured
from tui.dialogs.dialog import Dialog, overhears
from tui.dialogs.help import HelpDialog, sections
from tui.machine.hang_up import end_with_terminal
from tui.machine.terminal_input import mend
from tui.places import BARE, Place
from tui.stylesheet import Stylesheet

T = TypeVar("T")


class BareWindow(Coloured[T], Generic[T]):
    """Base of such windows."""

    CSS_PATH: ClassVar[list[Any]] = sorted((ASSETS / "styles").glob("*.tcss"))
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, title: str, *, theme: str | None = None) -> None:
        super().__init__()
        self.stylesheet = Stylesheet(variables=self.get_css_variables())
        self.title = title
        self.put_on(theme)

    def get_driver_class(self) -> type[Driver]:
        """The terminal's driver, with its decoder mended."""
        return mend(super().get_driver_class())

    def on_mount(self) -> None:
        """Textual calls this besides the subclass's own `on_mount`, which must not call it again."""
        end_with_terminal(self.exit)

    async def on_event(self, event: events.Event) -> None:
        """Every event passes here first."""
        if not overhears(self, event):
            await super().on_event(event)

    def action_help(self) -> None:
        """The keys."""
        if isinstance(self.screen, Dialog) and not isinstance(self.screen, HelpDialog):
            self.tell_keys(self.screen.PLACE)

    def tell_keys(self, place: Place) -> None:
        """Those of where one is; a dialog may be one of a desk's, and of the desk there is nothing here."""
        self.push_screen(HelpDialog(sections(self.screen, place._replace(everywhere=BARE))))

    def action_ask_to_quit(self) -> None:
        """There is nothing to lose."""
        self.exit()

    async def action_quit(self) -> None:
        """Ctrl+C and what else asks to quit."""
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C."""
        self.exit()
