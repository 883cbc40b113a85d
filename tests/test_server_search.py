"""A server that is away is looked for in the background, until it is there or nobody wants it any more."""

from __future__ import annotations

import threading

import pytest

from store.engine.desk import search
from store.engine.desk.search import Search

PATIENCE_S = 30


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PAUSES_S", (0.001,))


class Door:
    """Somebody answers at the third knock, or when it is opened."""

    def __init__(self, knocks: int = 3) -> None:
        self._left = knocks
        self.opened = threading.Event()
        self.answered = threading.Event()
        self.left = threading.Event()

    def knock(self) -> str:
        self._left -= 1
        if self._left > 0:
            raise ConnectionRefusedError
        self.answered.set()
        self.opened.wait(PATIENCE_S)
        return "somebody"

    def leave(self, _somebody: str) -> None:
        self.left.set()


def test_it_is_tried_until_somebody_answers() -> None:
    door = Door()
    door.opened.set()
    looking = Search(door.knock, door.leave)
    assert door.answered.wait(PATIENCE_S)
    while looking.found is None:
        pass
    assert looking.found == "somebody"
    assert not door.left.is_set()


def test_whoever_answers_when_nobody_wants_it_any_more_is_let_go_of() -> None:
    door = Door()
    looking = Search(door.knock, door.leave)
    assert door.answered.wait(PATIENCE_S)
    looking.give_up()
    door.opened.set()
    assert door.left.wait(PATIENCE_S)
    assert looking.found is None


def test_whoever_answered_and_was_not_taken_is_let_go_of() -> None:
    door = Door(1)
    door.opened.set()
    looking = Search(door.knock, door.leave)
    while looking.found is None:
        pass
    looking.give_up()
    assert door.left.is_set()


def test_where_there_is_reason_to_it_is_tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PAUSES_S", (1000.0,))
    door = Door(1)
    looking = Search(door.knock, door.leave)
    looking.hurry()
    assert door.answered.wait(PATIENCE_S)
    looking.give_up()
    door.opened.set()
