"""The line that says what Enter will do, always; and why a key did nothing, where that was pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size

from tui.blank import Lack
from tui.widgets.lines import Line, Lines, fitted, wrapped


class HintLine(Lines):
    """One sentence; emphasised while Enter would act."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint-line--acts", "hint-line--waits", "hint-line--refused"}

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text
        self._acts = False
        self._refused = ""

    def show(self, text: str, *, acts: bool) -> None:
        """Draws the sentence."""
        self._text, self._acts, self._refused = text, acts, ""
        self.redraw()

    def refuse(self, why: str) -> None:
        """A key did nothing: heard, and said why, until the next key."""
        self.app.bell()
        self._refused = why
        self.redraw()

    def insist(self) -> None:
        """Enter was pressed all the same: what stands here is why it did nothing."""
        self.refuse(self._text)

    def calm(self) -> None:
        """Another key was pressed: what the one before did not do is no news."""
        if self._refused:
            self._refused = ""
            self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The sentence, wrapped; what does not fit is cut with an ellipsis."""
        return fitted([Line(row, self._style) for row in self._wrapped(width)], width, height)

    def _wrapped(self, width: int) -> list[Content]:
        return wrapped(Content(Lack.REFUSED.said(self._refused) if self._refused else self._text), width)

    @property
    def _style(self) -> str:
        if self._refused:
            return "hint-line--refused"
        return "hint-line--acts" if self._acts else "hint-line--waits"


class KeyLine(HintLine):
    """The last line of a dialog: which keys do what. As many rows as it takes."""

    def show(self, text: str, *, acts: bool = False) -> None:
        """Draws the keys."""
        super().show(text, acts=acts)
        self.refresh(layout=True)

    def refuse(self, why: str) -> None:
        """Says why in place of the keys."""
        super().refuse(why)
        self.refresh(layout=True)

    def calm(self) -> None:
        """The keys again."""
        if self._refused:
            super().calm()
            self.refresh(layout=True)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """What is said, wrapped."""
        return max(len(self._wrapped(width)), 1)
