"""The footer: at most seven keys of this screen, each of which can be clicked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from tui.keys import FOOTER, Key
from tui.roles import may_press
from tui.widgets.lines import Line, Lines


class KeyHints(Lines):
    """One line of keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-hints--key"}

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    def __init__(self, keys: Sequence[Key], *, id: str | None = None) -> None:
        assert len(keys) <= FOOTER
        super().__init__(id=id)
        self._keys = keys

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """Key and label, side by side; where not all have room, the last ones are left to the help."""
        style = self.get_visual_style("key-hints--key", partial=True)
        shown = [key for key, end in self._ends() if end <= width]
        parts = (Content.styled(f" {key.shown} ", style) + Content(f"{key.hint} ") for key in shown)
        return [Line(Content("").join(parts))]

    def on_click(self, event: events.Click) -> None:
        """Does what the key does."""
        x = event.get_content_offset_capture(self).x
        for key, end in self._ends():
            if x < end:
                self.post_message(self.Pressed(key))
                return

    def _leads_somewhere(self, key: Key) -> bool:
        """Not every role has every screen."""
        return may_press(self.app, key)

    def _ends(self) -> Iterator[tuple[Key, int]]:
        end = 0
        for key in filter(self._leads_somewhere, self._keys):
            end += Content(f" {key.shown} {key.hint} ").cell_length
            yield key, end
