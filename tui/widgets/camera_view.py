"""What the camera sees, small, to aim a badge by; or why it sees nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from tui.camera import camera_words
from tui.camera.camera import PICTURE_S, Camera
from tui.camera.picture import Colour, Picture
from tui.live_camera import LiveCamera
from tui.widgets.blanks import Blanks
from tui.widgets.lines import Line

MOST_COLUMNS: Final = 48
"""A picture wider than this costs more to draw than it helps to aim."""

_SHADES: Final = 0xF0
"""Bits kept of a colour: alike ones are made once, and a picture without noise is drawn in half the time."""


class CameraView(Blanks):
    """Two pixels a cell. Takes what the thread made last whenever it is time to draw, so nothing ever queues."""

    def __init__(self, live: LiveCamera, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._live = live
        self._picture: Picture | None = None

    def on_mount(self) -> None:
        """From here on it is looked at whenever a picture may have come."""
        self._live.changed.subscribe(self, self.show)
        self.set_interval(PICTURE_S, self._look)

    def show(self, camera: Camera | None) -> None:
        """Another camera, or another sight."""
        self.border_title = camera_words.name(camera.eye) if camera else ""
        self.set_class(camera is not None and camera.sight.fails, "-fails")
        self._look()
        self.redraw()

    def _look(self) -> None:
        """Pictures are made for a window that shows them only."""
        camera = self._live.camera
        if camera is None:
            return
        camera.room = self._room() if self.app.screen_stack[0] is self.screen else None
        if camera.picture is not self._picture:
            self._picture = camera.picture
            self.refresh()

    def _room(self) -> tuple[int, int] | None:
        width, height = self.size
        return (min(width, MOST_COLUMNS), 2 * height) if width and height else None

    def on_hide(self, _event: events.Hide) -> None:
        """Nobody sees it."""
        if self._live.camera is not None:
            self._live.camera.room = None

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """Why there is no picture."""
        camera = self._live.camera
        return list(self.blank(camera_words.instead(camera.sight), width)) if camera else []

    def render_line(self, y: int) -> Strip:
        """One row of the picture, if there is one."""
        picture = self._picture
        if picture is None:
            return super().render_line(y)
        width, height = self.size
        first = 2 * (y - (height - (picture.height + 1) // 2) // 2)
        if not 0 <= first < picture.height:
            return Strip.blank(width, self.rich_style)
        strip = half_blocks(picture, first)
        margin = Segment(" " * ((width - picture.width) // 2), self.rich_style)
        return Strip([margin, *strip]).adjust_cell_length(width, self.rich_style)


def half_blocks(picture: Picture, first: int) -> Strip:
    """Two rows of a picture, from `first` on, as one of cells."""
    above = picture.row(first)
    below = picture.row(first + 1) or above
    cells = (Segment("▀", _style(_shade(one), _shade(other))) for one, other in zip(above, below, strict=True))
    return Strip(cells, picture.width)


def _shade(colour: Colour) -> Colour:
    red, green, blue = colour
    return red & _SHADES, green & _SHADES, blue & _SHADES


@lru_cache(maxsize=4096)
def _style(above: Colour, below: Colour) -> Style:
    return Style(color=Color.from_rgb(*above), bgcolor=Color.from_rgb(*below))
