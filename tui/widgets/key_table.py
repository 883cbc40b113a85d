"""The keys and what each does, drawn at once: a widget for each text would take several frames to appear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.content import Content
from textual.geometry import Size

from tui.i18n import _
from tui.keys import Key
from tui.widgets.lines import Line, Lines, cell, wrapped

KEY_WIDTH: Final = 10


class Section(NamedTuple):
    """Keys that belong together."""

    title: str
    keys: Sequence[Key]


class KeyTable(Lines):
    """As many rows as the texts take in the width there is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-table--key", "key-table--title"}

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections = sections
        self._wrapped: tuple[int, Sequence[Line]] = (-1, ())
        """A width, and the rows for it: while a dialog opens they are asked for half a dozen times."""

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Of all keys."""
        return len(self.lines(width, 0))

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """Each key once under what it belongs to, its text beside it."""
        if self._wrapped[0] != width:
            self._wrapped = width, [row for section in self._sections for row in self._section(section, width)]
        return self._wrapped[1]

    def notify_style_update(self) -> None:
        """The keys are marked in other colours."""
        self._wrapped = -1, ()
        super().notify_style_update()

    def _section(self, section: Section, width: int) -> Iterator[Line]:
        yield Line(cell(section.title, width), "key-table--title")
        for key in section.keys:
            yield from self._paragraph(key, width)

    def _paragraph(self, key: Key, width: int) -> Iterator[Line]:
        shown = cell(key.shown, KEY_WIDTH).stylize(self.get_visual_style("key-table--key", partial=True))
        for row in wrapped(Content(_(key.help)), width - KEY_WIDTH):
            yield Line(shown + row)
            shown = cell("", KEY_WIDTH)
