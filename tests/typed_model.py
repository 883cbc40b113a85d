"""A field as somebody with the time to be careful would write it: a list of letters, an anchor and a cursor.

Held against the fields people type into. It knows no history; what was typed in one go is counted, since Backspace
takes that back character by character.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple


class Key(NamedTuple):
    """What a terminal sends, and what it does to the model."""

    name: str
    sent: str
    act: Callable[[TypedModel], None]


class TypedModel:
    """What stands in the field."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.anchor = self.cursor = 0
        self._sent, self._typed_at = 0, 0

    @property
    def text(self) -> str:
        return "".join(self.letters)

    @property
    def chosen(self) -> tuple[int, int]:
        """In characters."""
        return self._characters(self.anchor), self._characters(self.cursor)

    def _characters(self, letters: int) -> int:
        return sum(map(len, self.letters[:letters]))

    # -- keys ----------------------------------------------------------------------------------------------------------

    def type(self, letter: str) -> None:
        if self.anchor != self.cursor:
            self._take_out(self.anchor, self.cursor)
            self._typed_at = -1
        sent = self.in_one_go
        self.letters.insert(self.cursor, letter)
        self.anchor = self.cursor = self._typed_at = self.cursor + 1
        self._sent = 0 if letter.isspace() else sent + len(letter)

    @property
    def in_one_go(self) -> int:
        """Characters before the cursor that were typed there one after another."""
        return self._sent if self.cursor == self._typed_at else 0

    def backspace(self) -> None:
        letter = self.letters[self.cursor - 1] if self.cursor else ""
        if self.anchor == self.cursor and self.in_one_go and len(letter) > 1:
            self.letters[self.cursor - 1] = letter[:-1]
            self._sent -= 1
        else:
            self.delete(max(self.cursor - 1, 0))

    def delete(self, to: int) -> None:
        """What is selected, else as far as that."""
        self._take_out(*((self.anchor, self.cursor) if self.anchor != self.cursor else (to, self.cursor)))

    def go(self, to: int, select: bool) -> None:
        self.cursor = to
        self.anchor = self.anchor if select else self.cursor

    def step(self, by: int, select: bool) -> None:
        start, end = sorted((self.anchor, self.cursor))
        if select or start == end:
            self.go(min(max(self.cursor + by, 0), len(self.letters)), select)
        else:
            self.go(start if by < 0 else end, select)

    def select_all(self) -> None:
        self.anchor, self.cursor = 0, len(self.letters)

    def _take_out(self, one: int, other: int) -> None:
        start, end = sorted((one, other))
        if start == end:
            return
        one_back = end - start == 1 and self.cursor == end
        self._sent = max(self.in_one_go - self._characters(end) + self._characters(start), 0) if one_back else 0
        del self.letters[start:end]
        self.anchor = self.cursor = self._typed_at = start

    # -- words ---------------------------------------------------------------------------------------------------------

    def _begins_word(self, place: int) -> bool:
        within = place > 0 and self.letters[place - 1][0].isalnum()
        return self.letters[place][0].isalnum() and not within

    def word_left(self) -> int:
        return max((place for place in range(self.cursor) if self._begins_word(place)), default=0)

    def word_right(self) -> int:
        behind = range(self.cursor + 1, len(self.letters))
        return min((place for place in behind if self._begins_word(place)), default=len(self.letters))


def _letter(letter: str) -> Key:
    return Key(ascii(letter), letter, lambda model: model.type(letter))


LETTERS = tuple(map(_letter, ["a", "n", "đ", "ế", "e\u0302\u0301", "o\u031b", "7", " ", " ", "-", "."]))
MOVES = (
    Key("left", "\x1b[D", lambda model: model.step(-1, False)),
    Key("right", "\x1b[C", lambda model: model.step(1, False)),
    Key("shift+left", "\x1b[1;2D", lambda model: model.step(-1, True)),
    Key("shift+right", "\x1b[1;2C", lambda model: model.step(1, True)),
    Key("ctrl+left", "\x1b[1;5D", lambda model: model.go(model.word_left(), False)),
    Key("ctrl+right", "\x1b[1;5C", lambda model: model.go(model.word_right(), False)),
    Key("alt+left", "\x1b[1;3D", lambda model: model.go(model.word_left(), False)),
    Key("alt+right", "\x1b[1;3C", lambda model: model.go(model.word_right(), False)),
    Key("ctrl+shift+left", "\x1b[1;6D", lambda model: model.go(model.word_left(), True)),
    Key("ctrl+shift+right", "\x1b[1;6C", lambda model: model.go(model.word_right(), True)),
    Key("home", "\x1b[H", lambda model: model.go(0, False)),
    Key("end", "\x1b[F", lambda model: model.go(len(model.letters), False)),
    Key("shift+home", "\x1b[1;2H", lambda model: model.go(0, True)),
    Key("shift+end", "\x1b[1;2F", lambda model: model.go(len(model.letters), True)),
    Key("ctrl+a", "\x01", TypedModel.select_all),
)
DELETIONS = (
    Key("backspace", "\x7f", TypedModel.backspace),
    Key("backspace, as some machines send it", "\x08", TypedModel.backspace),
    Key("delete", "\x1b[3~", lambda model: model.delete(min(model.cursor + 1, len(model.letters)))),
    Key("ctrl+w", "\x17", lambda model: model.delete(model.word_left())),
    Key("alt+backspace", "\x1b\x7f", lambda model: model.delete(model.word_left())),
    Key("ctrl+backspace in the kitty protocol", "\x1b[127;5u", lambda model: model.delete(model.word_left())),
    Key("ctrl+delete", "\x1b[3;5~", lambda model: model.delete(model.word_right())),
)


def some_keys(chance: random.Random, many: int) -> list[Key]:
    """Mostly letters, as people type."""
    kinds = chance.choices([LETTERS, MOVES, DELETIONS], [6, 3, 2], k=many)
    return [chance.choice(kind) for kind in kinds]
