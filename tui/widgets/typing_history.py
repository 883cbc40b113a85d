"""The way back through what was typed: by words, pastes and deletions. Knows no widget.

What an input method corrects belongs to the word it corrects, since to a person they were one act.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.letters import is_one_letter


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
        self._sent = 0
        """Characters behind which nothing was done but typing: what an input method may still take back."""
        self._whole: Snapshot | None = None
        """Where the Backspaces now going on began."""

    def record(self, before: Snapshot, after: Snapshot, typed: str) -> None:
        """Notes an edit. Single letters continue the step of the word they belong to; a blank ends it.

        Backspaces do so too, as far as they take back letters of that word. Those that go further are a step of their
        own from where they began: a word that was erased with what stood before it comes back.
        """
        self._forget_unless_at(before.value)
        self._future.clear()
        removed = _removed(before, after, typed)
        single = (len(typed) == 1 and not removed) or (not typed and is_one_letter(removed))
        if not (single and self._word_open and before == self._present):
            self._begin(before)
        if typed:
            self._sent, self._whole = self._sent + len(typed), None
        else:
            self._take_back(before, len(removed) if after.cursor < before.cursor else self._sent)
        self._word_open = single and not typed.isspace()
        self._present = after

    def sent_before(self, now: Snapshot) -> int:
        """How many characters before the cursor were typed there one after another, with no other edit since."""
        return self._sent if self._word_open and now == self._present else 0

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
        self._end_word()
        self._present = now

    def _begin(self, before: Snapshot) -> None:
        self._past.append(before)
        self._end_word()

    def _take_back(self, before: Snapshot, characters: int) -> None:
        self._whole = self._whole or before
        if not self._sent and self._whole.value != self._past[-1].value:
            self._past.append(self._whole)
        self._sent = max(self._sent - characters, 0)

    def _step(self, now: Snapshot, source: list[Snapshot], target: list[Snapshot]) -> Snapshot | None:
        self._forget_unless_at(now.value)
        if not source:
            return None
        target.append(now)
        self._present = source.pop()
        self._end_word()
        return self._present

    def _end_word(self) -> None:
        self._word_open, self._sent, self._whole = False, 0, None

    def _forget_unless_at(self, value: str) -> None:
        """A text the program has put in or cleared begins a new history."""
        if value != self._present.value:
            self._past.clear()
            self._future.clear()
            self._end_word()


def _removed(before: Snapshot, after: Snapshot, typed: str) -> str:
    """What stood where the edit was, and does not any more."""
    start = after.cursor - len(typed)
    return before.value[start : start + len(before.value) + len(typed) - len(after.value)]
