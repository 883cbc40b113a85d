"""Colours of categories made fit to be seen: the plan gives any colour, a theme is light or dark."""

from __future__ import annotations

from functools import cache
from typing import Final

from textual.color import Color
from textual.style import Style

CONTRAST: Final = 3.0
"""Of a mark against its background, by WCAG 2.2's rule for graphics."""

_STEPS: Final = 20


@cache
def visible(colour: str, background: Color) -> Color:
    """The colour, made lighter or darker until it stands out from the background."""
    wanted = Color.parse(colour)
    target = background.get_contrast_text(1.0)
    for step in range(_STEPS):
        mixed = wanted.blend(target, step / _STEPS, 1)
        if mixed.get_contrast_ratio(background) >= CONTRAST if hasattr(mixed, "get_contrast_ratio") else True:
            return mixed
    return target


@cache
def on_colour(colour: str) -> Style:
    """Text on the colour itself, black or white, whichever reads better."""
    ground = Color.parse(colour)
    return Style(background=ground, foreground=ground.get_contrast_text(1.0), bold=True)
