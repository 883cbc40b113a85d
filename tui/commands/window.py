"""One window of a command: where it can be drawn, and until it is closed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from store.drill import wipe_deserted
from tui.i18n import _
from tui.next_window import NextWindow
from tui.options.meaning import Failure

if TYPE_CHECKING:
    from tui.app import ToaDamApp


def run(app: ToaDamApp) -> NextWindow | None:
    """Until the window is closed; on Windows no click freezes it, nowhere does a library write over it."""
    from tui.machine.complaints import no_complaints
    from tui.machine.windows_console import if_it_freezes, quick_edit_off

    wipe_deserted()
    with quick_edit_off() as off, no_complaints():
        if not off:
            app.call_later(app.notify, if_it_freezes(), timeout=20, markup=False)
        app.run()
    return app.next_window


def must_be_a_terminal() -> None:
    """Raises `Failure` where nothing can be drawn."""
    if not _in_a_browser() and not in_a_terminal():
        raise Failure(_("the screens need a terminal; run this in a terminal window"))


def in_a_terminal() -> bool:
    """Whether somebody reads and types there."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _in_a_browser() -> bool:
    """Whether what is drawn goes to a page (`tui.web`)."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":PageDriver")
