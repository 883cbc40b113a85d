"""The `toadam` command: what can be asked for, and what comes of it on the way out.

Every sub-command is one function in `tui.commands`, imported only when it is asked for, because a check-in from a
script must not wait for libraries it does not use.
"""

from __future__ import annotations

import argparse
import gc
import gettext
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

from store import Address, Place, is_address
from store.errors import StoreError
from store.records import Role
from tui import __version__
from tui.export_options import add_export
from tui.guide_options import add_guide
from tui.i18n import DEFAULT, DOMAIN, FOLDER, LANGUAGES, N_, LanguageError, _, language, pgettext, set_language

DONE: Final = 0
FAILED: Final = 1
MISUSED: Final = 2

DATA_FILE: Final = "toadam.json"


class Failure(Exception):
    """One clear sentence for the person who asked; the command ends with status 1."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 done, 1 refused or failed, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        set_language(_language_of(given))
        _have_argparse_speak_it()
        return _run(_parser().parse_args(_with_badge_codes(given)))
    except LanguageError as error:
        return _complain(str(error), MISUSED)
    except Failure as failure:
        return _complain(str(failure))
    except StoreError as error:
        from tui.refusals import sentence

        return _complain(sentence(error))
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return FAILED
    except KeyboardInterrupt:
        return _complain(_("Stopped"))
    except OSError as error:
        return _complain(_("The system refused: {reason}").format(reason=error.strerror or error))


def _run(options: argparse.Namespace) -> int:
    module, _dot, function = options.command.rpartition(".")
    command: Callable[[argparse.Namespace], int | None] = getattr(import_module(f"tui.commands.{module}"), function)
    status = command(options) or DONE
    # What is left goes with the process: nobody waits until it has been looked through for garbage.
    gc.freeze()
    return status


def _complain(sentence: str, status: int = FAILED) -> int:
    from tui.saying import say

    say(f"toadam: {sentence}", error=True)
    return status


def _speak_utf8() -> None:
    """Whatever the machine's locale: a Vietnamese Windows would print question marks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _have_argparse_speak_it() -> None:
    """argparse looks its own words up in the process's default catalogue, in the language the environment names."""
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()


def _language_of(arguments: Sequence[str]) -> str | None:
    """The language is needed before the arguments can be explained."""
    finder = _Parser(add_help=False, exit_on_error=False)
    finder.add_argument("--lang")
    try:
        return finder.parse_known_args(arguments)[0].lang or None
    except argparse.ArgumentError:
        return None


def _with_badge_codes(arguments: list[str]) -> list[str]:
    """A badge code begins with a hyphen, as an option does: it gets another lead that means the same
    (`codes.LEADS`)."""
    if "checkin" not in arguments:
        return arguments
    return [_CODE_LIKE.sub("_", argument) for argument in arguments]


_CODE_LIKE: Final = re.compile(r"^-(?=[^\W\d_fF][^\W\d_])")
"""A hyphen and two letters or more; no code contains an F, so `-fPATH` stays what it is."""


# -- what can be asked for ---------------------------------------------------------------------------------------------


class _Formatter(argparse.HelpFormatter):
    """As wide as the terminal. argparse makes one for each option, and loads every kind of archive to find that out."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """Of the terminal, unless somebody says otherwise."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _COLUMNS
    except (AttributeError, ValueError, OSError):
        return _COLUMNS


_COLUMNS: Final = 80
"""Of what is no terminal."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and where help is, in the person's language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=_Formatter, **options)

    def error(self, message: str) -> NoReturn:
        hint = _("see `{command} --help`").format(command=self.prog)
        self.exit(_complain(f"{message} ({hint})", MISUSED))


def _parser() -> argparse.ArgumentParser:
    everywhere = _global_options()
    parser = _Parser(
        prog="toadam",
        description=_("Runs the day of a delegate conference: badges, check-in, head counts, attendance list."),
        epilog=_("Example: toadam demo"),
        parents=[everywhere],
    )
    parser.add_argument(
        "--version", action="version", version=f"toadam {__version__}", help=_("show program's version number and exit")
    )
    parser.set_defaults(command="screens.open_last")
    commands = parser.add_subparsers(title=_("commands"), metavar=pgettext("placeholder", "COMMAND"))

    def add(name: str, command: str, purpose: str, example: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name,
            help=purpose,
            description=purpose,
            epilog=_("Example: {command}").format(command=example),
            parents=[everywhere],
        )
        sub.set_defaults(command=command)
        return sub

    _add_screens(add)
    _add_preparation(add)
    _add_paper(add)
    add_guide(add)
    _add_door(add)
    _add_calibration(add)
    _add_care(add)
    return parser


_Add = Callable[[str, str, str, str], argparse.ArgumentParser]


def _global_options() -> _Parser:
    """Options that stand before or after the sub-command."""
    options = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = options.add_argument_group(_("options for every command"))
    group.add_argument(
        "-f", "--file", metavar="PATH", help=_("the conference file, or the address of a database (or TOADAM_FILE)")
    )
    group.add_argument(
        "--lang", choices=LANGUAGES, help=_("language (or TOADAM_LANG); {default} if not given").format(default=DEFAULT)
    )
    group.add_argument(
        "--desk", metavar="NAME", help=_("name of this desk (or TOADAM_DESK); the host name if not given")
    )
    return options


def _add_screens(add: _Add) -> None:
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
    command.add_argument("--port", type=_up_to(65535), default=8000, metavar="N", help=_("port to listen at"))
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
        type=_up_to(_MOST_ARRIVALS),
        metavar="PER_MINUTE",
        help=_("let delegates arrive by themselves, so many a minute"),
    )


def _add_preparation(add: _Add) -> None:
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


def _add_paper(add: _Add) -> None:
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
        type=_up_to(_MOST_BLANKS),
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


def _add_door(add: _Add) -> None:
    command = add("checkin", "door.check_in", _("check in badge codes, one line of answer each"), "toadam checkin -")
    command.add_argument(
        "codes", nargs="+", metavar="CODE", help=_("badge codes, or - to read them from standard input")
    )
    command = add(
        "status", "standing.status", _("say who is here, where the agenda is, who speaks"), "toadam status --json"
    )
    command.add_argument("--json", action="store_true", help=_("answer as JSON"))
    add_export(add)


def _add_calibration(add: _Add) -> None:
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


def _add_care(add: _Add) -> None:
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
        type=_up_to(_MOST_PEOPLE),
        metavar="NUMBER",
        help=_("only what is about the delegate with this number, on request; the place stays and is counted"),
    )
    command.add_argument(
        "--former", action="store_true", help=_("with --person: only what was said before it was corrected")
    )


def _up_to(highest: int) -> Callable[[str], int]:
    """Reads a whole number from 1 to `highest`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= highest):
            raise argparse.ArgumentTypeError(_("must be a number between 1 and {highest}").format(highest=highest))
        return int(text)

    return read


_MOST_ARRIVALS: Final = 6000
_MOST_BLANKS: Final = 500
_MOST_PEOPLE: Final = 1_000_000


# -- what the options mean ---------------------------------------------------------------------------------------------


def place(options: argparse.Namespace) -> Place:
    """The conference that is meant, there or not."""
    return place_named(getattr(options, "file", None) or os.environ.get("TOADAM_FILE") or DATA_FILE)


def place_named(given: str) -> Place:
    """A file or, where it is written as an address, a database."""
    return Address(given) if is_address(given) else Path(given).expanduser()


def data_file(options: argparse.Namespace) -> Path:
    """The same for what is about files only."""
    where = place(options)
    if isinstance(where, Address):
        raise Failure(_("this is about conference files; `toadam copy` brings a conference from a database into one"))
    return where


def output_file(options: argparse.Namespace, *endings: str) -> Path:
    """Where a document is to be written: refused if something is there, unless `--force` was given, or by its name."""
    path: Path = options.output
    if path.exists() and not options.force:
        raise Failure(_("{file} is there already; --force overwrites it").format(file=path))
    return named_file(options, *endings)


def named_file(options: argparse.Namespace, *endings: str) -> Path:
    """The same, whether something is there or not."""
    path: Path = options.output
    if path.suffix.lower() not in endings:
        raise Failure(_("{file}: the name must end in {endings}").format(file=path, endings=" / ".join(endings)))
    return path


def desk(options: argparse.Namespace) -> str:
    """The name of this desk."""
    import platform

    from store.text import clean

    given = getattr(options, "desk", None) or os.environ.get("TOADAM_DESK") or platform.node()
    return clean(given)[:_LONGEST_DESK]


_LONGEST_DESK: Final = 40

_ARGPARSE_WORDS: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
)
"""What argparse itself says, so that our catalogue has it."""
