"""A region of lines: redraws those that changed, and nothing else.

The stock widgets lay out or redraw everything when one word changes; on the way from a scan to its answer that is the
largest cost. Lines are made by `lines`, compared, and only the rows that differ are painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Line(NamedTuple):
    """One row: what stands on it, and the component class that styles all of it."""

    content: Content = Content("")
    style: str = ""

    def same(self, other: Line) -> bool:
        """Whether both look alike; contents that are `==` may differ in colour."""
        return self.style == other.style and self.content.is_same(other.content)


class Lines(Widget, can_focus=False):
    """Base of the regions; `lines` says what they show."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._shown: Sequence[Line] = ()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What is to be seen in a region of this size, from the top."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Paints the rows that are no longer right."""
        width, height = self.size
        if not width or not height:
            return
        before, self._shown = self._shown, self.lines(width, height)
        rows = [Region(0, y, width, 1) for y in range(height) if not _row(before, y).same(_row(self._shown, y))]
        if rows:
            self.refresh(*rows)

    def on_resize(self, _event: events.Resize) -> None:
        """Another width cuts and wraps elsewhere."""
        self._shown = self.lines(*self.size)
        self.refresh()

    def notify_style_update(self) -> None:
        """Colours that were worked out from the theme are worked out again."""
        super().notify_style_update()
        if self._shown:
            # Textual tells this before it has worked out the styles of the parts.
            self.call_later(self.redraw)

    def render_line(self, y: int) -> Strip:
        """One row, as Textual asks for it."""
        line = _row(self._shown, y)
        style = self.get_visual_style(line.style) if line.style else self.visual_style
        strip = Strip(line.content.render_segments(style), line.content.cell_length)
        return strip.adjust_cell_length(self.size.width, style.rich_style)

    @property
    def text(self) -> str:
        """What can be read here."""
        return "\n".join(line.content.plain.rstrip() for line in self._shown)


def _row(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if y < len(lines) else Line()


def cell(text: str, width: int, style: str = "") -> Content:
    """A column: cut with an ellipsis or filled up to `width`."""
    content = Content.styled(text, style) if style else Content(text)
    return content.truncate(width, ellipsis=True, pad=True)


def fitted(rows: Sequence[Line], width: int, height: int) -> list[Line]:
    """As many as there is room for; an ellipsis at the end of the last says that there are more."""
    if len(rows) <= height or not height:
        return list(rows[:height])
    last = rows[height - 1]
    content = last.content.rstrip()
    if not content.plain.rstrip().endswith("…"):
        apart = content.cell_length + len(_MORE) <= width
        content = content + Content(_MORE) if apart else content.truncate(max(width - 1, 0)) + Content("…")
    return [*rows[: height - 1], last._replace(content=content)]


def parted(text: str, width: int) -> list[Content]:
    """Rows broken where dots set parts apart; a part longer than a row is broken at words."""
    rows: list[str] = []
    for part in text.split(_DOT):
        if rows and Content(rows[-1] + _DOT + part).cell_length <= width:
            rows[-1] += _DOT + part
        else:
            rows.append(part)
    return [row for whole in rows for row in wrapped(Content(whole), width)]


_DOT: Final = " · "
_MORE: Final = " …"
"""Apart from the last word, which is whole."""


def wrapped(content: Content, width: int) -> list[Content]:
    """The content broken at words into rows of `width`."""
    return content.wrap(max(width, 1)) if content else []
