"""What every field a person types into does with keys and mouse, and that it does so in the order of typing.

A stock Textual widget inserts letters in its own queue, but looks up Backspace, Enter and every other key of its
bindings only after the key has bubbled up to the application, where letters typed later have overtaken it. Vietnamese
input methods send Backspace and the corrected letters in one burst, so `vieetj` becomes `viet`, and two lines sent in
one burst become one value (https://github.com/Textualize/textual/issues/6605). `run_key_in_order` runs a widget's own
keys in its own queue.

The text stays as it was typed, since an input method counts its Backspaces in the characters it sent; UniKey's
decomposed Unicode sends the marks one by one. So Backspace takes back one character of what has just been typed.
Anywhere else it deletes what a person sees as one letter, and the cursor passes over it as one.
"""

from __future__ import annotations

import unicodedata
from abc import abstractmethod
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui import letters
from tui.widgets.typing_history import Snapshot, TypingHistory

_SAME_KEY: Final = {"ctrl+j": "enter"}
"""Enter typed before the terminal was switched to raw mode arrives as a line feed."""
_NO_LETTER_WITH: Final = frozenset({"alt", "ctrl", "super", "hyper", "meta"})
"""Keys with which a letter is none."""
_DOUBLE: Final = 2
"""Clicks that choose a word; one more chooses the line."""


async def run_key_in_order(widget: Widget, event: events.Key) -> None:
    """Runs what a widget has bound to a key now, in order with the letters. Call it from the widget's own `on_key`.

    It comes before the handlers of the classes the widget is made from, which then do not see the key: one that types
    a letter would type it too. A key whose action is refused (`SkipAction`, `check_action`) bubbles up as usual.
    """
    action = _actions(type(widget)).get(_SAME_KEY.get(event.key, event.key))
    if action is not None and await widget.app.run_action(action, widget):
        event.stop()
        event.prevent_default()


@cache
def _actions(kind: type[Widget]) -> Mapping[str, str]:
    """The action of every key bound by a widget's class or the classes it is made from."""
    declared = [vars(base).get("BINDINGS", ()) for base in reversed(kind.__mro__)]
    return {binding.key: binding.action for bindings in declared for binding in Binding.make_bindings(bindings)}


def ending_in_common(text: str, typed: str) -> int:
    """How much of the end of `typed` the text ends in."""
    return next(length for length in range(len(typed), -1, -1) if text.endswith(typed[len(typed) - length :]))


KEYS: Final[tuple[BindingType, ...]] = (
    Binding("left", "cursor_left", show=False),
    Binding("right", "cursor_right", show=False),
    Binding("shift+left", "cursor_left(True)", show=False),
    Binding("shift+right", "cursor_right(True)", show=False),
    Binding("ctrl+left,alt+left", "word_left", show=False),
    Binding("ctrl+right,alt+right", "word_right", show=False),
    Binding("ctrl+shift+left,alt+shift+left", "word_left(True)", show=False),
    Binding("ctrl+shift+right,alt+shift+right", "word_right(True)", show=False),
    Binding("backspace", "delete_left", show=False),
    Binding("delete,ctrl+d", "delete_right", show=False),
    Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_word_left", show=False),
    Binding("ctrl+delete,alt+delete,alt+d", "delete_word_right", show=False),
    Binding("ctrl+a,ctrl+shift+a", "select_all", show=False),
    Binding("ctrl+c,super+c", "copy", show=False),
    Binding("ctrl+x,super+x", "cut", show=False),
    Binding("ctrl+v", "paste", show=False),
    Binding("ctrl+z,super+z", "undo", show=False),
    Binding("ctrl+y,ctrl+shift+z,super+y", "redo", show=False),
)
"""Of every field, for its `BINDINGS`.

Ctrl+Backspace is 0x17 or ESC 0x7F to most terminals. Some send 0x08, which cannot be taken for it: it is what input
methods send for a plain Backspace on many machines.
"""

if TYPE_CHECKING:
    _Mixin = Widget
else:
    # Textual takes styles from the first of its own classes that a widget is made from: this must not be one.
    _Mixin = object


class Editing(_Mixin):
    """What a field has besides the widget of Textual that draws it. Places are counted in characters of `typed`."""

    EMPTY_UNDOES: ClassVar[bool] = True
    """Whether Ctrl+Z brings back what a person has emptied; else it is somebody else's key in an empty field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._history = TypingHistory()
        super().__init__(*args, **kwargs)

    # -- what the widget below has to say ------------------------------------------------------------------------------

    @property
    @abstractmethod
    def typed(self) -> str:
        """The text as it was typed, its lines divided by line feeds."""

    @property
    @abstractmethod
    def chosen(self) -> tuple[int, int]:
        """Where the selection began, and where the cursor is: the same place if nothing is selected."""

    @abstractmethod
    def choose(self, anchor: int, cursor: int) -> None:
        """Selects the text between the two; with both the same, puts the cursor there."""

    @abstractmethod
    def put(self, text: str, start: int, end: int) -> None:
        """An edit by a person: the text in place of what stands there."""

    @abstractmethod
    def put_back(self, snapshot: Snapshot) -> None:
        """What the text was before, without a step in the history."""

    @abstractmethod
    def pasted(self, text: str) -> str:
        """What is taken of a text that comes from elsewhere."""

    # -- in order ------------------------------------------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        """Acts on Backspace, Enter and every other key of this field before the letters typed after it."""
        await run_key_in_order(self, event)
        if not _NO_LETTER_WITH.isdisjoint(event.key.split("+")[:-1]):
            # Many terminals tell of a letter with Alt, such as the Alt+Z of UniKey, as of a character.
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Inserts what is text, made safe."""
        event.prevent_default()
        event.stop()
        self._insert(event.text)

    def on_click(self, event: events.Click) -> None:
        """A double click selects a word, a triple one the line; the first has put the cursor there."""
        if event.chain >= _DOUBLE:
            around = letters.word_around if event.chain == _DOUBLE else letters.line_around
            self.choose(*around(self.typed, self.chosen[1]))

    # -- the cursor ----------------------------------------------------------------------------------------------------

    def action_cursor_left(self, select: bool = False) -> None:
        """A letter back; to the beginning of what is selected."""
        start, end = sorted(self.chosen)
        cursor = self.chosen[1]
        self.go(letters.before_letter(self.typed, cursor) if select or start == end else start, select)

    def action_cursor_right(self, select: bool = False) -> None:
        """A letter on; to the end of what is selected."""
        start, end = sorted(self.chosen)
        cursor = self.chosen[1]
        self.go(letters.behind_letter(self.typed, cursor) if select or start == end else end, select)

    def action_word_left(self, select: bool = False) -> None:
        """To the beginning of the word, or of the one before."""
        self.go(letters.word_before(self.typed, self.chosen[1]), select)

    def action_word_right(self, select: bool = False) -> None:
        """To the beginning of the next word."""
        self.go(letters.word_behind(self.typed, self.chosen[1]), select)

    def action_select_all(self) -> None:
        """All there is, the cursor at its end."""
        self.choose(0, len(self.typed))

    def go(self, place: int, select: bool) -> None:
        """Moves the cursor; what it passes over is selected or let go."""
        self.choose(self.chosen[0] if select else place, place)

    # -- deleting ------------------------------------------------------------------------------------------------------

    def action_delete_left(self) -> None:
        """Backspace: what is selected; the character just sent; or else a letter."""
        cursor = self.chosen[1]
        sent = self._history.sent_before(self.snapshot())
        self._delete_to(cursor - 1 if sent else letters.before_letter(self.typed, cursor))

    def action_delete_right(self) -> None:
        """What is selected, or the letter behind the cursor."""
        self._delete_to(letters.behind_letter(self.typed, self.chosen[1]))

    def action_delete_word_left(self) -> None:
        """What is selected, or back to the beginning of a word."""
        self._delete_to(letters.word_before(self.typed, self.chosen[1]))

    def action_delete_word_right(self) -> None:
        """What is selected, or on to the beginning of the next word."""
        self._delete_to(letters.word_behind(self.typed, self.chosen[1]))

    def _delete_to(self, place: int) -> None:
        anchor, cursor = self.chosen
        start, end = sorted((anchor, cursor) if anchor != cursor else (place, cursor))
        if start < end:
            self.put("", start, end)

    # -- the clipboard -------------------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """What is selected; with nothing selected the key is somebody else's, and the clipboard keeps what it has."""
        start, end = sorted(self.chosen)
        if start == end:
            raise SkipAction
        self.app.copy_to_clipboard(unicodedata.normalize("NFC", self.typed[start:end]))

    def action_cut(self) -> None:
        """What is selected goes where it can be pasted from."""
        self.action_copy()
        self.put("", *sorted(self.chosen))

    def action_paste(self) -> None:
        """Inserts what was last copied inside the application."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        if safe := self.pasted(text):
            self.put(safe, *sorted(self.chosen))

    # -- back and forth ------------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """The text now, and where the cursor stands."""
        return Snapshot(self.typed, self.chosen[1])

    def take_back(self, typed: str) -> None:
        """Removes as much of the end of this text as stands before the cursor, and any memory of it."""
        text, cursor = self.snapshot()
        kept = text[: cursor - ending_in_common(text[:cursor], typed)]
        if len(kept) < cursor:
            self.put_back(Snapshot(kept + text[cursor:], len(kept)))
            self._history.forget_typed(self.snapshot())

    def action_undo(self) -> None:
        """Takes back typing; where there is none the key is somebody else's, unless there is text."""
        if not (self.typed or self.EMPTY_UNDOES):
            raise SkipAction
        self._go_to(self._history.undo(self.snapshot()))

    def action_redo(self) -> None:
        """Types again what was taken back, if anything was."""
        self._go_to(self._history.redo(self.snapshot()))

    def _go_to(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self.put_back(snapshot)
        elif not self.typed:
            raise SkipAction
