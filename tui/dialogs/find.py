"""One out of many, found by a few letters: what is typed narrows the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tui import places
from tui.blank import Blank
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _
from tui.widgets.long_list import Items, LongList
from tui.widgets.search_field import SearchField
from tui.widgets.text_field import TextField


class Found(NamedTuple):
    """One row, and what choosing it answers; None cannot be chosen."""

    label: Content
    value: Any


class FindDialog(Dialog[Any]):
    """Returns the value of the row that was chosen, or None."""

    PLACE = places.LOOKING
    AUTO_FOCUS = "SearchField"

    def __init__(self, title: str, find: Callable[[str], Sequence[Found]], *, placeholder: str = "") -> None:
        super().__init__()
        self._title, self._find, self._placeholder = title, find, placeholder
        self._query = ""
        self.found: Sequence[Found] = ()

    def compose(self) -> ComposeResult:
        """A field, and what was found."""
        with Vertical(classes="dialog find"):
            yield plain(self._title, classes="dialog-title")
            yield SearchField(self._enter, self._move)
            yield LongList()
            yield key_line(_("⏎ choose · ↑↓ another · Esc back"))

    def on_mount(self) -> None:
        """Everything there is, before anything is typed."""
        self.query_one(SearchField).placeholder = self._placeholder
        self._look("")

    @on(TextField.Changed)
    def _typed(self, event: TextField.Changed) -> None:
        event.stop()
        self._look(event.value)

    def _look(self, query: str) -> None:
        self._query = query.strip()
        self.found = self._find(self._query)
        nothing = Blank(_("No match"), _("Type fewer letters"))
        self.query_one(LongList).show(Items(len(self.found), self._draw, instead=nothing))

    def _draw(self, place: int, _width: int) -> Sequence[Content]:
        return [self.found[place].label]

    def _move(self, by: int) -> None:
        self.query_one(LongList).move(by)

    @on(LongList.Clicked)
    def _point_at(self, event: LongList.Clicked) -> None:
        self._choose(event.place)

    def _enter(self, text: str) -> bool:
        """Enter means what was typed before it."""
        if text.strip() != self._query:
            self._look(text)
        self._choose(self.query_one(LongList).place)
        return False

    def _choose(self, place: int | None) -> None:
        if place is None or self.found[place].value is None:
            self.refuse(_("Nothing is called so: type fewer letters, or Esc"))
        else:
            self.dismiss(self.found[place].value)
