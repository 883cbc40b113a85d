"""A QR symbol drawn with letters, two rows of modules a line, to be scanned from the screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from textual.color import BLACK, WHITE
from textual.style import Style

PAPER: Final = Style(background=WHITE, foreground=BLACK)
"""Scanners want dark on light, whatever the theme."""

QUIET_ZONE: Final = 2
"""Modules around the symbol; half of the standard's, enough for a screen."""

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_blocks(modules: Sequence[Sequence[bool]]) -> list[str]:
    """The symbol with its quiet zone, to be drawn in the colours of `PAPER`."""
    sides, width = [False] * QUIET_ZONE, len(modules) + 2 * QUIET_ZONE
    margin = [[False] * width] * QUIET_ZONE
    rows = [*margin, *([*sides, *row, *sides] for row in modules), *margin]
    below = [*rows[1::2], *([[False] * len(rows[0])] if len(rows) % 2 else [])]
    return [
        "".join(_HALVES[pair] for pair in zip(*halves, strict=True)) for halves in zip(rows[::2], below, strict=True)
    ]


@lru_cache(maxsize=4)
def badge_symbol(code: str) -> list[str]:
    """The symbol of a badge."""
    from store.documents import qr_modules

    return half_blocks(qr_modules(code))
