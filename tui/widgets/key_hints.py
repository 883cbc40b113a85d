"""The footer: at most seven keys of this screen, each of which can be clicked; dim while it would do nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from tui.keys import FOOTER, MODES, Key
from tui.roles import may_press
from tui.widgets.lines import Line, Lines


class KeyHints(Lines):
    """One line of keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-hints--key", "key-hints--dim"}

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    def __init__(
        self, keys: Sequence[Key], why_not: Callable[[Key], str] = lambda _key: "", *, id: str | None = None
    ) -> None:
        """`why_not` says why a key would do nothing now; empty if it would do something."""
        assert len(keys) <= FOOTER
        super().__init__(id=id)
        self._keys, self._why_not = keys, why_not

    def lines(self, width: int, _height: int) -> Sequence[Line]:
        """Key and label, side by side; where not all have room, the last ones are left to the help."""
        shown = [key for key, end in self._ends() if end <= width]
        dim = [bool(self._why_not(key)) for key in shown]
        around = zip([False, *dim], [*dim[1:], False], strict=False)
        return [Line(Content("").join(self._hint(*one) for one in zip(shown, dim, around, strict=False)))]

    def _hint(self, key: Key, dim: bool, around: tuple[bool, bool]) -> Content:
        """Those that would do nothing stand in brackets, and those beside each other in the same."""
        if dim:
            before, after = around
            told = f"{' ' if before else '('}{key.shown} {key.hint}{',' if after else ')'}"
            return Content.styled(told, self.get_visual_style("key-hints--dim", partial=True))
        style = self.get_visual_style("key-hints--key", partial=True)
        return Content.styled(f" {key.shown} ", style) + Content(f"{key.hint} ")

    def on_click(self, event: events.Click) -> None:
        """Does what the key does."""
        x = event.get_content_offset_capture(self).x
        for key, end in self._ends():
            if x < end:
                self.post_message(self.Pressed(key))
                return

    def _offered(self) -> list[Key]:
        """Not every role has every screen: where one is missing, those it has take the place."""
        working = [key for key in self._keys if may_press(self.app, key)]
        if len(working) == len(self._keys):
            return working
        here = f"app.{self.app.current_mode}"
        others = (key for key in MODES if key.id != here and key not in working and may_press(self.app, key))
        return [*working, *others][:FOOTER]

    def _ends(self) -> Iterator[tuple[Key, int]]:
        end = 0
        for key in self._offered():
            end += Content(f" {key.shown} {key.hint} ").cell_length
            yield key, end
