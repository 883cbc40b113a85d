"""Colours of categories made fit to be seen: the plan gives any colour, a theme is light or dark."""

from __future__ import annotations

from functools import cache
from typing import Final

from textual.color import BLACK, WHITE, Color
from textual.style import Style

CONTRAST: Final = 3.0
"""Of a mark against its background: WCAG 2.2, 1.4.11."""

LEGIBLE: Final = 7.0
"""Of text that everybody shall be able to read: WCAG 2.2, 1.4.6."""

_STEPS: Final = 20


@cache
def visible(colour: str, background: Color) -> Color:
    """The colour, made lighter or darker until it stands out from the background."""
    wanted, away = Color.parse(colour), _opposite(background)
    mixed = (wanted.blend(away, step / _STEPS, 1) for step in range(_STEPS + 1))
    return next((colour for colour in mixed if contrast(colour, background) >= CONTRAST), away)


@cache
def on_colour(colour: str) -> Style:
    """Black or white text, whichever reads better, on the colour itself, made lighter or darker until it reads well."""
    wanted = Color.parse(colour)
    text = _opposite(wanted)
    away = WHITE if text == BLACK else BLACK
    mixed = (wanted.blend(away, step / _STEPS, 1) for step in range(_STEPS + 1))
    ground = next(ground for ground in mixed if contrast(text, ground) >= LEGIBLE)
    return Style(background=ground, foreground=text, bold=True)


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio of two colours, 1…21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _opposite(colour: Color) -> Color:
    return max((BLACK, WHITE), key=lambda text: contrast(text, colour))


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    linear_below = 0.04045
    return part / 12.92 if part <= linear_below else ((part + 0.055) / 1.055) ** 2.4
