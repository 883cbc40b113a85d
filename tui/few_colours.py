"""For a terminal of sixteen colours: each colour becomes the one of its hue, and letters can be read on it.

Rich takes the nearest colour, which makes of the red of a refusal an olive, and of grey on dark grey the same grey.
"""

from __future__ import annotations

from colorsys import rgb_to_hls
from functools import lru_cache
from typing import Final

from rich.color import Color as RichColor
from rich.palette import Palette
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.widgets.colours import contrast

PALETTE: Final = Palette(
    [
        *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0)),
        *((0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
        *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0)),
        *((92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)),
    ]
)
"""As xterm shows them; others show them much alike."""
_BLACK, _GREY, _LIGHT_GREY, _WHITE = 0, 8, 7, 15
_HUES: Final = ((25, 1), (70, 3), (165, 2), (200, 6), (265, 4), (330, 5), (360, 1))
"""Up to which degree which colour."""
_COLOURFUL: Final = 0.25
"""Saturation from which on a hue can be seen, …"""
_DARK: Final = 0.2
"""… lightness up to which none can, and from which on it is white in any case."""
_PALE: Final = 0.93
_BRIGHT: Final = 0.55
_READABLE: Final = 4.5


class FewColours(LineFilter):
    """What Textual draws, in the sixteen."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Each piece of a line."""
        behind = background.rich_color
        return [Segment(text, few(style, behind) if style else style, control) for text, style, control in segments]


@lru_cache(4096)
def few(style: Style, behind: RichColor) -> Style:
    """The same style in the sixteen."""
    ground = nearest(_seen(style.bgcolor, behind))
    text = nearest(_seen(style.color, behind))
    if contrast(shown(text), shown(ground)) < _READABLE:
        text = max((_BLACK, _WHITE), key=lambda one: contrast(shown(one), shown(ground)))
    return style + Style(color=RichColor.from_ansi(text), bgcolor=RichColor.from_ansi(ground))


def nearest(colour: Color) -> int:
    """Of its hue; what has none is black, white or a grey."""
    hue, lightness, saturation = rgb_to_hls(*colour.normalized)
    if lightness <= _DARK:
        return _BLACK
    if saturation < _COLOURFUL or lightness > _PALE:
        return _without_hue(lightness)
    plain = next(number for degree, number in _HUES if hue * 360 <= degree)
    return plain + _GREY if lightness > _BRIGHT else plain


def _without_hue(lightness: float) -> int:
    steps = ((0.22, _BLACK), (0.6, _GREY), (_PALE, _LIGHT_GREY), (1.0, _WHITE))
    return next(number for most, number in steps if lightness <= most)


def shown(number: int) -> Color:
    """As such a terminal shows it."""
    return Color(*PALETTE[number])


def _seen(colour: RichColor | None, behind: RichColor) -> Color:
    return Color.from_rich_color(behind if colour is None or colour.is_default else colour)
