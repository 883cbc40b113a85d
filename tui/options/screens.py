"""What opens on a screen can be asked for: which, for whom, with what."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from store.records import Role
from tui.i18n import _
from tui.options.adding import Add, up_to
from tui.options.rehearsal import add_rehearsal

_MOST_ARRIVALS: Final = 6000


def add_screens(add: Add) -> None:
    """`open`, `serve`, `demo` and `rehearse`."""
    command = add("open", "screens.open_mode", _("open the conference on screen"), "toadam open --mode reception")
    command.add_argument(
        "--mode",
        choices=["reception", "moderator", "proposals", "overview", "delegates", "hall"],
        default="reception",
        help=_("which screen"),
    )
    command.add_argument(
        "--role",
        choices=[role.value for role in Role],
        help=_("what this window may do; everything if not given, nothing in the hall"),
    )
    command.add_argument(
        "--camera",
        nargs="?",
        const="",
        metavar="N|FILE",
        help=_("also read badges by this camera (the first is 1) or from this film; alone: by the one used last"),
    )
    command = add(
        "serve",
        "serve.serve",
        _("give the screens to browsers on the local network, with a PIN for each role"),
        "toadam serve --port 8000",
    )
    command.add_argument(
        "--host", default="0.0.0.0", metavar="ADDRESS", help=_("address to listen at; every one if not given")
    )
    command.add_argument("--port", type=up_to(65535), default=8000, metavar="N", help=_("port to listen at"))
    command.add_argument("--cert", type=Path, metavar="PEM", help=_("certificate, to encrypt what is sent"))
    command.add_argument(
        "--key", type=Path, metavar="PEM", help=_("the certificate's key, if it is not in the same file")
    )
    command = add(
        "demo",
        "screens.demo",
        _("try the sample conference on a throw-away copy, with badges on screen to scan"),
        "toadam demo --arrivals 20",
    )
    command.add_argument(
        "--arrivals",
        type=up_to(_MOST_ARRIVALS),
        metavar="PER_MINUTE",
        help=_("let delegates arrive by themselves, so many a minute"),
    )
    add_rehearsal(add)
