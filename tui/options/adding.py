"""How the options of a command are added."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from tui.i18n import _

Add = Callable[[str, str, str, str], argparse.ArgumentParser]
"""By name, function in `tui.commands`, purpose and example: a parser for the command's own options."""


def up_to(highest: int) -> Callable[[str], int]:
    """Reads a whole number from 1 to `highest`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= highest):
            raise argparse.ArgumentTypeError(_("must be a number between 1 and {highest}").format(highest=highest))
        return int(text)

    return read
