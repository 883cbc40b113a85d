"""Two copies of one conference, brought together."""

from __future__ import annotations

import argparse

from tui.merge_words import report
from tui.options.meaning import place, place_named
from tui.saying import say


def merge(options: argparse.Namespace) -> None:
    """Brings what was done in another copy into ours, and says what a person has to see to."""
    from store.care import merge_conference

    for line in report(merge_conference(place(options), place_named(options.other))):
        say(line)
