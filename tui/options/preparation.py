"""What is prepared can be asked for: the plan, the lists of the office."""

from __future__ import annotations

from pathlib import Path

from tui.i18n import _
from tui.options.adding import Add


def add_preparation(add: Add) -> None:
    """`new`, the imports and `codes`."""
    command = add("new", "preparation.new", _("make a conference file from a plan"), "toadam new --plan plan.toml")
    command.add_argument(
        "--plan", type=Path, metavar="PLAN.toml", help=_("the plan; the model conference if not given")
    )
    command = add(
        "import", "preparation.import_roster", _("take in a roster of delegates"), "toadam import roster.xlsx --dry-run"
    )
    command.add_argument(
        "roster", type=Path, metavar="ROSTER", help=_("the office's file: .xlsx, .xls, .docx, .csv, .tsv or .txt")
    )
    command.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    command.add_argument("--json", action="store_true", help=_("answer as JSON"))
    command.add_argument("--sheet", metavar="NAME", help=_("which sheet of the workbook"))
    command.add_argument("--only-areas", metavar="A,B", help=_("take in only the people of these areas"))
    command = add(
        "import-speeches",
        "podium.import_speeches",
        _("take in a list of prepared presentations"),
        "toadam import-speeches tham-luan.xlsx --dry-run",
    )
    command.add_argument(
        "list", type=Path, metavar="FILE", help=_("the office's file: .xlsx, .xls, .docx, .csv, .tsv or .txt")
    )
    command.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    command.add_argument("--json", action="store_true", help=_("answer as JSON"))
    command.add_argument("--sheet", metavar="NAME", help=_("which sheet of the workbook"))
    command = add(
        "import-proposals",
        "proposals.import_proposals",
        _("take in slips with what people raise, from paper or a form"),
        "toadam import-proposals phieu-y-kien.xlsx --dry-run",
    )
    command.add_argument(
        "list", type=Path, metavar="FILE", help=_("a table with a column “Nội dung”: .xlsx, .xls, .docx, .csv or .tsv")
    )
    command.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    command.add_argument("--json", action="store_true", help=_("answer as JSON"))
    command.add_argument("--sheet", metavar="NAME", help=_("which sheet of the workbook"))
    command = add("codes", "preparation.codes", _("list delegates with their badge codes"), "toadam codes --json")
    command.add_argument("--json", action="store_true", help=_("answer as JSON"))
