"""Words for the whole hall: in the middle, in rows of about the same length, as high as they need to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.content import Content
from textual.geometry import Size

from tui.hall.balanced import balanced
from tui.widgets.lines import Line, Lines


class Words(NamedTuple):
    """A paragraph; what does not fit into `most` rows is cut with an ellipsis."""

    text: str
    style: str = ""
    most: int = 9
    spaced: bool = False
    """Letters and rows stand apart."""


MEASURE: Final = 72
"""Letters a row has at most: longer ones are hard to take in from afar."""
GAP: Final = Words(" ")
"""An empty row."""


class HallText(Lines):
    """Paragraphs below each other. Where the styles leave the height open it is that of the words."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hall-text--name",
        "hall-text--strong",
        "hall-text--quiet",
    }

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words: Sequence[Words] = ()

    def show(self, *words: Words) -> None:
        """Draws these; empty ones take no room. Only another number of rows moves what stands around."""
        before = len(self._rows(self.size.width))
        self._words = [one for one in words if one.text]
        self.set_class(not self._words, "-empty")
        if len(self._rows(self.size.width)) == before:
            self.redraw()
        else:
            self.refresh(layout=True)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """As many rows as there are."""
        return len(self._rows(width))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows, with as much room above as below."""
        rows = self._rows(width)
        return [*[Line()] * ((height - len(rows)) // 2), *rows]

    def _rows(self, width: int) -> list[Line]:
        return [row for words in self._words for row in _paragraph(words, width)] if width else []


def _paragraph(words: Words, width: int) -> Iterator[Line]:
    rows = balanced(words.text, min(width // 2, MEASURE // 2) if words.spaced else min(width, MEASURE))
    if len(rows) > words.most:
        rows = [*rows[: words.most - 1], " ".join(rows[words.most - 1 :])]
    for place, row in enumerate(rows):
        if words.spaced and place:
            yield Line()
        yield Line(
            Content(" ".join(row) if words.spaced else row).truncate(width, ellipsis=True).center(width), words.style
        )
