"""What is said where nobody is listed, or nobody is found. Pure."""

from __future__ import annotations

from tui.blank import Blank
from tui.i18n import _


def nobody_listed(*, listed_here: bool) -> Blank:
    """There is no roster; `listed_here` says whether this window can take one in."""
    return Blank(_("Nobody is on the list yet"), _("F6, then F7 takes in a roster") if listed_here else "")


def nobody_found() -> Blank:
    """Nobody is called what was typed."""
    return Blank(_("No match"), _("Type fewer letters, or the number on the badge"))
