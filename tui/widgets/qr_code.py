"""A QR code as a camera reads it off a screen: dark on light whatever the theme, two rows of it in one of ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import qrcode
from textual.content import Content

from tui.widgets.lines import Line, Lines

QUIET: Final = 2
"""Modules of light around it: the standard wants four, cameras make do with two."""
_HALVES: Final = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
"""By whether the upper and the lower module are dark; letters are light."""


def rows_of(text: str) -> list[str]:
    """The code as rows of half blocks."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_L, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    if len(matrix) % 2:
        matrix.append([False] * len(matrix[0]))
    pairs = zip(matrix[::2], matrix[1::2], strict=True)
    return ["".join(_HALVES[halves] for halves in zip(upper, lower, strict=True)) for upper, lower in pairs]


class QrCode(Lines):
    """One code; nothing where there is no room for all of it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[str] = []

    def show(self, text: str) -> None:
        """The code that says this."""
        self._rows = rows_of(text)
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Black and white: colours of a theme may be too close to each other for a camera."""
        if len(self._rows) > height or len(self._rows[0] if self._rows else "") > width:
            return [Line()]
        return [Line(Content.styled(row, "#ffffff on #000000")) for row in self._rows]
