"""The one-line field a person types into: what was typed first takes effect first.

A stock Textual widget inserts letters in its own queue, but looks up Backspace, Enter and every other key of its
bindings only after the key has bubbled up to the application, where letters typed later have overtaken it. Vietnamese
input methods send Backspace and the corrected letters in one burst, so `vieetj` becomes `viet`, and two lines sent in
one burst become one value (https://github.com/Textualize/textual/issues/6605). `run_key_in_order` runs a widget's own
keys in its own queue; it suits any widget people type into.

The text stays as it was typed, since an input method counts its Backspaces in the characters it sent. Who reads it, by
`TextField.text` or in a message, gets it in NFC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from store.text import clean

_SAME_KEY = {"ctrl+j": "enter"}
"""Enter typed before the terminal was switched to raw mode arrives as a line feed."""


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


class Snapshot(NamedTuple):
    """The text at a moment, and where the cursor stood."""

    value: str
    cursor: int


class TypingHistory:
    """The way back through what was typed, a word at a time, and forward again."""

    def __init__(self) -> None:
        self._past: list[Snapshot] = []
        self._future: list[Snapshot] = []
        self._present = Snapshot("", 0)
        self._word_open = False

    def record(self, before: Snapshot, after: Snapshot, typed: str) -> None:
        """Notes an edit. Single characters continue the step of the word they belong to; a blank ends it."""
        self._forget_unless_at(before.value)
        self._future.clear()
        single = abs(len(after.value) - len(before.value)) <= 1
        if not (single and self._word_open and before == self._present):
            self._past.append(before)
        self._word_open = single and not typed.isspace()
        self._present = after

    def undo(self, now: Snapshot) -> Snapshot | None:
        """What the text was before the last step; None if there is none."""
        return self._step(now, self._past, self._future)

    def redo(self, now: Snapshot) -> Snapshot | None:
        """What the text was before the last `undo`; None if there is none."""
        return self._step(now, self._future, self._past)

    def forget_typed(self, now: Snapshot) -> None:
        """What was typed last was nobody's typing and is gone."""
        self._future.clear()
        if self._past and self._past[-1].value == now.value:
            self._past.pop()
        self._present, self._word_open = now, False

    def _step(self, now: Snapshot, source: list[Snapshot], target: list[Snapshot]) -> Snapshot | None:
        self._forget_unless_at(now.value)
        if not source:
            return None
        target.append(now)
        self._present = source.pop()
        self._word_open = False
        return self._present

    def _forget_unless_at(self, value: str) -> None:
        """A text the program has put in or cleared begins a new history."""
        if value != self._present.value:
            self._past.clear()
            self._future.clear()
            self._word_open = False


class TextField(Input):
    """A one-line field; takes the arguments of Textual's `Input`.

    `clear_on_submit` empties it the moment Enter is pressed, so that what follows in the same burst is a text of its
    own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y,ctrl+shift+z", "redo", show=False),
    ]

    class Changed(Input.Changed):
        """The text has changed; `value` is in NFC."""

        def __post_init__(self) -> None:
            self.value = _composed(self.value)
            super().__post_init__()

    class Submitted(Input.Submitted):
        """Enter was pressed; `value` is the text of that moment, in NFC."""

        def __post_init__(self) -> None:
            self.value = _composed(self.value)
            super().__post_init__()

    def __init__(self, *args: Any, clear_on_submit: bool = False, **kwargs: Any) -> None:
        self._history = TypingHistory()
        self.clear_on_submit = clear_on_submit
        super().__init__(*args, **kwargs)

    @property
    def text(self) -> str:
        """What was typed, in NFC."""
        return _composed(self.value)

    async def on_key(self, event: events.Key) -> None:
        """Acts on Backspace, Enter and every other key of this field before the letters typed after it."""
        await run_key_in_order(self, event)

    def replace(self, text: str, start: int, end: int) -> None:
        """Every edit by a person comes through here; what the program does sets `value`."""
        before = self._snapshot()
        super().replace(text, start, end)
        if self.value != before.value:
            self._history.record(before, self._snapshot(), text)

    async def action_submit(self) -> None:
        """Posts `Submitted`."""
        await super().action_submit()
        if self.clear_on_submit:
            self.clear()

    def action_undo(self) -> None:
        """Takes back typing; in an empty field the key is somebody else's."""
        if not self.value:
            raise SkipAction
        self._go_to(self._history.undo(self._snapshot()))

    def action_redo(self) -> None:
        """Types again what was taken back, if anything was."""
        snapshot = self._history.redo(self._snapshot())
        if snapshot is None:
            raise SkipAction
        self._go_to(snapshot)

    def take_back(self, typed: str) -> None:
        """Removes as much of the end of this text as stands before the cursor, and any memory of it."""
        before, after = self.value[: self.cursor_position], self.value[self.cursor_position :]
        kept = before[: len(before) - ending_in_common(before, typed)]
        if kept != before:
            self.value, self.cursor_position = kept + after, len(kept)
            self._history.forget_typed(self._snapshot())

    def action_paste(self) -> None:
        """Inserts what was last copied inside the application."""
        self._insert_line(self.app.clipboard)

    def on_paste(self, event: events.Paste) -> None:
        """Inserts the first line that says something, made safe."""
        event.prevent_default()
        event.stop()
        self._insert_line(event.text)

    def _insert_line(self, text: str) -> None:
        line = next(filter(None, map(clean, text.splitlines())), "")
        if line:
            self.replace(line, *self.selection)

    def _snapshot(self) -> Snapshot:
        return Snapshot(self.value, self.cursor_position)

    def _go_to(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self.value, self.cursor_position = snapshot


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
