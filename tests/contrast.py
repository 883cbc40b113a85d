"""What is drawn, letter by letter, with the colour it has and the colour behind it; and what the styles hold ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import monochrome_style
from textual.screen import Screen
from textual.style import Style as VisualStyle
from textual.widget import Widget

from tui.few_colours import few, shown
from tui.widgets.colours import contrast


class Pair(NamedTuple):
    """Text of one colour on another."""

    text: Color
    ground: Color

    @property
    def ratio(self) -> float:
        return contrast(self.text, self.ground)


def drawn(screen: Screen[Any]) -> Iterator[tuple[Pair, str]]:
    """Every piece with a letter or a digit in it, as the terminal gets it."""
    for strip in screen._compositor.render_strips():
        for segment in strip:
            if any(letter.isalnum() for letter in segment.text):
                yield _pair(segment), segment.text.strip()


def _pair(segment: Segment) -> Pair:
    assert segment.style is not None
    text, ground = _colour(segment.style.color), _colour(segment.style.bgcolor)
    return Pair(ground, text) if segment.style.reverse else Pair(text, ground)


def _colour(colour: RichColor | None) -> Color:
    assert colour is not None
    return Color.from_rich_color(colour)


def pair_of(style: VisualStyle) -> Pair:
    """Of a style that says both."""
    assert style.foreground is not None
    assert style.background is not None
    return Pair(style.foreground, style.background)


def held_ready(screen: Screen[Any]) -> Iterator[tuple[Pair, str]]:
    """Every part a widget can be made of, whether it is drawn just now or not."""
    for widget in screen.walk_children(Widget):
        for part in sorted(type(widget).COMPONENT_CLASSES):
            if "--" in part and widget.id != "clock" and not _is_a_mark(part):
                yield pair_of(widget.get_visual_style(part)), f"{widget.css_identifier} {part}"


def _is_a_mark(part: str) -> bool:
    """Bars and axes are no text; what belongs to Textual's own widgets is seen where it is drawn."""
    ours = any(part.startswith(f"{name}--") for name in _TEXTUALS)
    return ours or part.rpartition("--")[2] in ("bar", "rest", "all", "axis")


_TEXTUALS = ("input", "option-list", "text-area", "bar", "toast", "plot", "label", "scrollbar")


def too_faint(
    pairs: Mapping[Pair, str], least: float, seen: Callable[[Pair], float] = lambda pair: pair.ratio
) -> list[str]:
    """Those that are hard to read, and where."""
    return [
        f"{where}: {pair.text.hex} on {pair.ground.hex}, {seen(pair):.2f}"
        for pair, where in pairs.items()
        if seen(pair) < least
    ]


def everything(app: App[Any]) -> Iterator[tuple[Pair, str]]:
    """Of the screen on top."""
    yield from drawn(app.screen)
    yield from held_ready(app.screen)


def in_sixteen(pair: Pair) -> float:
    """Of the same in a terminal that has no more."""
    few_style = few(Style(color=pair.text.rich_color, bgcolor=pair.ground.rich_color), pair.ground.rich_color)
    assert few_style.color is not None
    assert few_style.bgcolor is not None
    text, ground = few_style.color.number, few_style.bgcolor.number
    assert text is not None
    assert ground is not None
    return contrast(shown(text), shown(ground))


def without_colour(pair: Pair) -> float:
    """Of the same with `NO_COLOR`, as Textual greys it."""
    grey = monochrome_style(Style(color=pair.text.rich_color, bgcolor=pair.ground.rich_color))
    return contrast(_colour(grey.color), _colour(grey.bgcolor))
