"""What `toadam rehearse` can be asked for: which part of the day, how fast, which morning."""

from __future__ import annotations

from tui.drill.clock import SPEEDS, USUAL
from tui.drill.part import Part
from tui.i18n import _
from tui.options.adding import Add


def add_rehearsal(add: Add) -> None:
    """Its parser."""
    command = add(
        "rehearse",
        "screens.rehearse",
        _("rehearse the day on a copy of the conference: people come, speakers run over; nothing is kept"),
        "toadam rehearse --mode moderator --speed 5",
    )
    command.add_argument(
        "--mode",
        choices=[part.value for part in Part],
        default=Part.DOOR.value,
        help=_("what to rehearse: the entrance, or the hall"),
    )
    command.add_argument(
        "--speed",
        type=int,
        choices=SPEEDS,
        default=USUAL,
        help=_("how many times as fast as in earnest; can be changed meanwhile"),
    )
    command.add_argument("--seed", type=int, metavar="N", help=_("the same number gives the same morning again"))
