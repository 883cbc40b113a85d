"""What `toadam export` can be asked for: which documents, where to, with what."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Final

from tui.i18n import _
from tui.options.adding import Add

_WHAT: Final = (
    *("attendance", "allowance", "introductions", "script", "programme", "template"),
    *("report", "minutes", "speeches", "proposals", "log", "all"),
)


def add_export(add: Add) -> None:
    """Its parser."""
    command = add(
        "export",
        "export.export",
        _("write a list or document to a file"),
        "toadam export attendance -o attendance.xlsx",
    )
    command.add_argument(
        "what",
        choices=_WHAT,
        help=_(
            "attendance list, list to sign for an allowance, introductions to read out, words of the master of"
            " ceremonies, the rest of the programme for the chair, an empty roster to send to offices; after the day:"
            " drafts of report and minutes, lists of speeches and of what was raised, log, or all of it in a folder"
        ),
    )
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        required=True,
        help=_(
            "where to: .xlsx, attendance, speeches, proposals and log also .csv; introductions, script and programme"
            " .pdf or .docx; report and minutes .docx or .md; a folder for all"
        ),
    )
    command.add_argument(
        "--force",
        action="store_true",
        help=_(
            "overwrite the file if it is there; without it, lists are refused, and a new draft of report or minutes is"
            " put beside the one that is there, as “FILE (lần 2).docx”, with the figures that have changed"
        ),
    )
    command.add_argument("--phones", action="store_true", help=_("with telephone numbers (attendance)"))
    command.add_argument(
        "--amount",
        type=_amount,
        action="append",
        metavar="[ID=]DONG",
        help=_("allowance a delegate, of one category or of all, in place of the plan's; may be repeated"),
    )


def _amount(text: str) -> tuple[str, int]:
    """`200000`, `200.000`, `to-truong=200000`: the category if one is named, and đồng."""
    name, _equals, figure = text.rpartition("=")
    if not _DONG.fullmatch(figure.strip()) or (amount := int(re.sub(r"\D", "", figure))) > _MOST_DONG:
        raise argparse.ArgumentTypeError(_("must be an amount in dong, such as 200000 or 200.000"))
    return name.strip(), amount


_DONG: Final = re.compile(r"[0-9]{1,10}|[0-9]{1,3}([. ][0-9]{3}){1,3}")
_MOST_DONG: Final = 1_000_000_000
