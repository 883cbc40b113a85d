"""What `toadam guide` can be asked for: whose page, and where to."""

from __future__ import annotations

from pathlib import Path

from store.records import Role
from tui.i18n import _
from tui.options.adding import Add


def add_guide(add: Add) -> None:
    """Its parser."""
    command = add(
        "guide",
        "guide.guide",
        _("make one-page guides to print, one for each role, with what to do when a machine fails"),
        "toadam guide -o guides.pdf",
    )
    command.add_argument(
        "--role",
        action="append",
        choices=[role.value for role in Role],
        help=_("only the page of this role; may be repeated"),
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", required=True, help=_("an A4 page for each"))
    command.add_argument("--force", action="store_true", help=_("overwrite the file if it is there"))
