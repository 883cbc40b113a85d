"""Two copies of one conference, brought together."""

from __future__ import annotations

import argparse

from tui.i18n import _
from tui.meanwhile import meanwhile
from tui.merge_words import report
from tui.options.meaning import place, place_named
from tui.saying import say


def merge(options: argparse.Namespace) -> None:
    """Brings what was done in another copy into ours, and says what a person has to see to."""
    from store.care import merge_conference

    other = place_named(options.other)
    with meanwhile(_("Bringing {place} in").format(place=other)):
        merged = merge_conference(place(options), other)
    for line in report(merged):
        say(line)
