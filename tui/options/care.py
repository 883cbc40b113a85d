"""What is done with a conference as a whole can be asked for: copied, merged, checked, put back, deleted."""

from __future__ import annotations

from typing import Final

from tui.i18n import _
from tui.options.adding import Add, up_to

_MOST_PEOPLE: Final = 1_000_000


def add_care(add: Add) -> None:
    """`copy`, `merge`, `verify`, `restore` and `purge`."""
    command = add(
        "copy",
        "moving.copy",
        _("move a conference between a file and a PostgreSQL database, whole history"),
        "toadam copy toadam.json postgresql://desk@server/conference",
    )
    command.description = _(
        "Copies everything, the log too. Nothing is overwritten. From then on work with the copy only: what is done"
        " with the original afterwards is not in it."
    )
    command.add_argument("source", nargs="?", metavar="FROM", help=_("a conference file or the address of a database"))
    command.add_argument("target", nargs="?", metavar="TO", help=_("where nothing is yet"))
    command.add_argument(
        "--sql",
        action="store_true",
        help=_("instead, print what an administrator runs once to make tables and a role for the desks"),
    )
    command = add(
        "merge",
        "merging.merge",
        _("bring another copy of this conference in: what was done at two laptops without a network"),
        "toadam merge /media/usb/toadam.json",
    )
    command.description = _(
        "Nobody is lost and nothing is done twice: the earliest arrival holds, a number given twice is given anew, and"
        " what both changed is listed for a person to decide. The other copy is only read. Bringing in the same again"
        " changes nothing."
    )
    command.add_argument("other", metavar="OTHER", help=_("a conference file or the address of a database"))
    command = add("verify", "care.verify", _("check file, journal and backups"), "toadam verify")
    command.add_argument("--repair", action="store_true", help=_("bring back what can be had; the original is kept"))
    command = add("restore", "care.restore", _("list backups, or put one back"), "toadam restore")
    command.add_argument("backup", nargs="?", metavar="BACKUP", help=_("a name from the list"))
    command = add(
        "purge",
        "care.purge",
        _("delete everybody's personal data for good, keep the head counts"),
        "toadam purge --yes",
    )
    command.description = _(
        "Deletes names, telephone numbers, badges, arrivals and the log from the conference, with its journals, backups"
        " and kept files; head counts by category and area stay. Nothing brings it back. What was deleted may still be"
        " readable with special tools on the disk, above all on an SSD or a USB stick, until something else has been"
        " written there: a disk that was encrypted from the start, or is erased as a whole before it is given away, is"
        " safe."
    )
    command.add_argument("--yes", action="store_true", help=_("delete; without it, only say what would be deleted"))
    command.add_argument(
        "--person",
        type=up_to(_MOST_PEOPLE),
        metavar="NUMBER",
        help=_("only what is about the delegate with this number, on request; the place stays and is counted"),
    )
    command.add_argument(
        "--former", action="store_true", help=_("with --person: only what was said before it was corrected")
    )
