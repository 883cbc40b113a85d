"""How long some work will take still, told in steps so that it does not flicker. Pure."""

from __future__ import annotations

from math import ceil
from typing import Final

from tui import time_words
from tui.i18n import _

_FIRST_S: Final = 2.0
"""How long nothing is said of the time left: it would be a guess."""
_STEP_S: Final = 5


def left_s(elapsed_s: float, done: int, total: int | None) -> int | None:
    """How long it will take still, if it goes on as so far; None while nobody can tell."""
    if not done or total is None or elapsed_s < _FIRST_S:
        return None
    left = elapsed_s * (total - done) / done
    return ceil(left / _STEP_S) * _STEP_S


def left_words(seconds: int) -> str:
    """`Còn khoảng 01:05`."""
    return _("About {time} left").format(time=time_words.count_up(seconds * time_words.SECOND_MS))
