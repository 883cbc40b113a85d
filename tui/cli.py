"""The `toadam` command, and what comes of it on the way out.

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
from typing import Final

from store.errors import StoreError
from tui.i18n import DOMAIN, FOLDER, LanguageError, _, language, set_language
from tui.options.meaning import Failure
from tui.options.parser import Parser, toadam_parser
from tui.saying import DONE, FAILED, MISUSED, complain


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0 done, 1 refused or failed, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        set_language(_language_of(given))
        _have_argparse_speak_it()
        return _run(toadam_parser().parse_args(_with_badge_codes(given)))
    except LanguageError as error:
        return complain(str(error), MISUSED)
    except Failure as failure:
        return complain(str(failure))
    except StoreError as error:
        from tui.refusals import sentence

        return complain(sentence(error))
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return FAILED
    except KeyboardInterrupt:
        return complain(_("Stopped"))
    except OSError as error:
        return complain(_("The system refused: {reason}").format(reason=error.strerror or error))


def _run(options: argparse.Namespace) -> int:
    module, _dot, function = options.command.rpartition(".")
    command: Callable[[argparse.Namespace], int | None] = getattr(import_module(f"tui.commands.{module}"), function)
    status = command(options) or DONE
    # What is left goes with the process: nobody waits until it has been looked through for garbage.
    gc.freeze()
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
    finder = Parser(add_help=False, exit_on_error=False)
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
