"""What the laptop shows while it gives its screens to browsers: how to get in, who is in, and a way to end each.

The server runs on this application's own event loop; it ends with it.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from assets import ASSETS
from store.records import Role
from tui import keys
from tui.coloured import Coloured
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.dialog import plain
from tui.i18n import N_, _
from tui.roles import role_name
from tui.web.served_list import ServedList
from tui.web.server import WebServer
from tui.web.sessions import WINDOWS, WebSession
from tui.widgets.key_hints import KeyHints
from tui.widgets.qr_code import QrCode

END: Final = keys.Key(
    "serving.end", "f8", "F8", "end", N_("End"), N_("Ends the window of the device chosen: it has to enter anew.")
)
RENEW: Final = keys.Key(
    "serving.renew", "f9", "F9", "renew", N_("New QR code"), N_("Each code lets one device in, once.")
)
EVERY_S: Final = 60.0


class ServingApp(Coloured[None]):
    """The window of `toadam serve`."""

    CSS_PATH: ClassVar[list[Any]] = sorted((ASSETS / "styles").glob("*.tcss"))
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        END.binding(),
        RENEW.binding(),
        keys.QUIT.binding(priority=True),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(self, server: WebServer, host: str, port: int) -> None:
        super().__init__()
        self._server, self._host, self._port = server, host, port
        self._links: dict[Role, str] = {}
        self.failure: OSError | None = None
        """Why it could not listen."""
        self.put_on()

    def compose(self) -> ComposeResult:
        """Addresses, PINs and devices; the code for a camera beside them."""
        server = self._server
        with Vertical(id="serving"):
            yield plain(server.title, id="conference")
            yield plain("\n".join(server.addresses.urls), id="addresses")
            with Horizontal():
                yield ServedList(server.door.pins, server.sessions, id="served")
                with Vertical(id="camera"):
                    yield Static(id="told", markup=False)
                    yield QrCode(id="qr")
            yield plain(server.warning, id="warning")
        yield KeyHints((END, RENEW, keys.QUIT), id="keys")

    async def on_mount(self) -> None:
        """Listens; if it cannot, nothing else here makes sense."""
        self._server.changed = self._show
        try:
            await self._server.start(self._host, self._port)
        except OSError as error:
            self.failure = error
            self.exit()
            return
        self._show()
        self.set_interval(EVERY_S, self._pass)

    async def on_unmount(self) -> None:
        """Ends every window."""
        await self._server.stop()

    async def _pass(self) -> None:
        await self._server.end_rested()
        self._show()

    def _show(self) -> None:
        """Somebody came or went, or another row was chosen."""
        served = self.query_one(ServedList)
        served.border_title = _("{n} of {most} windows").format(n=len(self._server.windows), most=WINDOWS)
        served.redraw()
        entry = served.entry
        role = entry.role if isinstance(entry, WebSession) else entry
        self.query_one(QrCode).show(self._link(role))
        told = _("Scan to enter as {role}. Works once.").format(role=role_name(role).lower())
        self.query_one("#told", Static).update(Content(told))

    def _link(self, role: Role) -> str:
        """The address a camera reads; a new one once somebody has used it."""
        key = self._links.get(role, "")
        if not self._server.door.role_of_link(key):
            key = self._links[role] = self._server.door.new_link(role)
        return f"{self._server.addresses.urls[0]}/q/{key}"

    # -- keys ----------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """An arrow."""
        served = self.query_one(ServedList)
        served.choose(served.chosen() + by)
        self._show()

    @on(ServedList.Clicked)
    def _point_at(self, event: ServedList.Clicked) -> None:
        self.query_one(ServedList).choose(event.place)
        self._show()

    @on(KeyHints.Pressed)
    async def _press(self, event: KeyHints.Pressed) -> None:
        await self.run_action(event.key.action)

    def action_renew(self) -> None:
        """The code before is void: somebody may have photographed it."""
        self._links.clear()
        self._show()

    @work
    async def action_end(self) -> None:
        """Asks first: somebody may be writing there."""
        entry = self.query_one(ServedList).entry
        if not isinstance(entry, WebSession):
            self.notify(_("Choose a device below the PINs first."), markup=False)
            return
        question = _("End {role} on {device}?").format(role=role_name(entry.role).lower(), device=entry.browser)
        detail = _("What was being written there is kept.")
        dialog = ConfirmDialog(question, _("End"), detail=detail)
        if await self.push_screen_wait(dialog):
            await self._server.end(entry.token)

    @work
    async def action_ask_to_quit(self) -> None:
        """Asks first if anybody is in."""
        if isinstance(self.screen, ConfirmDialog):
            return
        question = ConfirmDialog(_("Stop giving screens to browsers?"), _("Stop"), detail=self._who_is_in())
        if len(self._server.windows) and not await self.push_screen_wait(question):
            return
        self.exit()

    def _who_is_in(self) -> str:
        return _("Windows that close: {n}. What was saved stays.").format(n=len(self._server.windows))

    async def action_quit(self) -> None:
        """Ctrl+C and what else asks to quit: asks too."""
        self.action_ask_to_quit()

    def action_help_quit(self) -> None:
        """Ctrl+C."""
        self.action_ask_to_quit()
