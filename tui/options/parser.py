"""How commands are read: what `toadam --help` says, and what is wrong with what was typed."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, Final, NoReturn

from tui import __version__
from tui.i18n import DEFAULT, LANGUAGES, N_, _, pgettext
from tui.options.care import add_care
from tui.options.door import add_calibration, add_door
from tui.options.guide import add_guide
from tui.options.paper import add_paper
from tui.options.preparation import add_preparation
from tui.options.screens import add_screens
from tui.saying import MISUSED, complain


class Formatter(argparse.HelpFormatter):
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


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and where help is, in the person's language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=Formatter, **options)

    def error(self, message: str) -> NoReturn:
        hint = _("see `{command} --help`").format(command=self.prog)
        self.exit(complain(f"{message} ({hint})", MISUSED))


def toadam_parser() -> Parser:
    """Every command there is."""
    everywhere = _global_options()
    parser = Parser(
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

    add_screens(add)
    add_preparation(add)
    add_paper(add)
    add_guide(add)
    add_door(add)
    add_calibration(add)
    add_care(add)
    return parser


def _global_options() -> Parser:
    """Options that stand before or after the sub-command."""
    options = Parser(add_help=False, argument_default=argparse.SUPPRESS)
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
