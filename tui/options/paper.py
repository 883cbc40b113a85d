"""What is printed before the day can be asked for: badges, lists to sign."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tui.i18n import _
from tui.options.adding import Add, up_to

_MOST_BLANKS: Final = 500


def add_paper(add: Add) -> None:
    """`badges` and `signin-sheet`."""
    command = add("badges", "paper.badges", _("make badges to print or to send"), "toadam badges -o badges.pdf")
    command.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", help=_("A4 sheets, ten badges a page"))
    command.add_argument("--png", type=Path, metavar="DIR", help=_("one picture a delegate, to send by message"))
    command.add_argument("--category", metavar="ID", help=_("only this category"))
    command.add_argument("--area", metavar="NAME", help=_("only this area"))
    command.add_argument("--only", metavar="3,7-9", help=_("only these numbers"))
    command.add_argument("--changed", action="store_true", help=_("only badges that are new or no longer right"))
    command.add_argument("--by-area", action="store_true", help=_("each area on sheets of its own, to hand out there"))
    command.add_argument(
        "--blank",
        type=up_to(_MOST_BLANKS),
        metavar="N",
        help=_("so many empty badges instead, to be given to somebody at the desk"),
    )
    command.add_argument("--force", action="store_true", help=_("overwrite the file if it is there"))
    command = add(
        "signin-sheet",
        "paper.signin_sheet",
        _("make the list to sign on paper for when the power goes"),
        "toadam signin-sheet -o signin.pdf",
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE.pdf", required=True, help=_("A4 sheets, twenty lines a page")
    )
    command.add_argument("--area", metavar="NAME", help=_("only this area, as a list to take along"))
    command.add_argument("--force", action="store_true", help=_("overwrite the file if it is there"))
