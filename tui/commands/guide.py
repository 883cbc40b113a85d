"""The one-page guides, to be printed and laid beside each machine."""

from __future__ import annotations

import argparse

from store.records import Role
from tui.i18n import _
from tui.options.meaning import output_file
from tui.saying import say


def guide(options: argparse.Namespace) -> None:
    """One page for each role asked for, or for all; no conference is needed."""
    from store.documents import write_whole
    from tui import guides

    output = output_file(options, ".pdf")
    write_whole(output, guides.guide([Role(one) for one in options.role or ()]))
    say(_("Written: {file}").format(file=output))
