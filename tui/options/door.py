"""What happens at the door can be asked for: check-in, head counts, the scanner's test."""

from __future__ import annotations

from pathlib import Path

from tui.i18n import _
from tui.options.adding import Add
from tui.options.export import add_export


def add_door(add: Add) -> None:
    """`checkin`, `status` and `export`."""
    command = add("checkin", "door.check_in", _("check in badge codes, one line of answer each"), "toadam checkin -")
    command.add_argument(
        "codes", nargs="+", metavar="CODE", help=_("badge codes, or - to read them from standard input")
    )
    command = add(
        "status", "standing.status", _("say who is here, where the agenda is, who speaks"), "toadam status --json"
    )
    command.add_argument("--json", action="store_true", help=_("answer as JSON"))
    add_export(add)


def add_calibration(add: Add) -> None:
    """`calibrate`."""
    command = add(
        "calibrate",
        "calibration.calibrate",
        _("find out what scanner, keyboard and input method of this machine do to a badge"),
        "toadam calibrate -o setup-card.pdf",
    )
    command.description = _(
        "Asks for the test badge of the set-up card to be scanned two or three times and says what is set how, and what"
        " to change. Without a terminal it reads scans from standard input. With -o it writes the set-up card instead."
    )
    command.add_argument(
        "-o",
        "--card",
        "--output",
        dest="output",
        type=Path,
        metavar="FILE.pdf",
        help=_("write the set-up card, an A4 page"),
    )
    command.add_argument("--force", action="store_true", help=_("overwrite the file if it is there"))
