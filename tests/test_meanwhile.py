"""A command that takes its time says what it is doing, to whoever watches, and leaves no trace of that."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from unittest.mock import patch

import pytest

from tui.saying import meanwhile

NEVER_S = 3_600.0
PATIENCE_S = 60.0


class Watched(io.StringIO):
    """A terminal, in which it is seen when something is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        self.written.set()
        return written


@contextmanager
def watched() -> Iterator[Watched]:
    """In the test itself: pytest puts its own back before a test begins."""
    terminal = Watched()
    with patch.object(sys, "stderr", terminal):
        yield terminal


def test_it_is_said_while_the_work_goes_on_and_gone_afterwards() -> None:
    with watched() as terminal:
        with meanwhile("Đang kiểm tra", after_s=0):
            assert terminal.written.wait(PATIENCE_S)
            assert terminal.getvalue().startswith("… Đang kiểm tra")
        rest = terminal.getvalue().removeprefix("… Đang kiểm tra")
        assert rest.strip(" \r") == ""
        assert len(rest.strip("\r")) == len("… Đang kiểm tra")


def test_of_work_that_is_done_at_once_nothing_is_said() -> None:
    with watched() as terminal:
        with meanwhile("Đang kiểm tra", after_s=NEVER_S):
            pass
        assert terminal.getvalue() == ""


def test_what_goes_wrong_comes_through() -> None:
    def work() -> None:
        with meanwhile("Đang kiểm tra", after_s=0):
            assert terminal.written.wait(PATIENCE_S)
            raise OSError("full")

    with watched() as terminal:
        with pytest.raises(OSError, match="full"):
            work()
        assert terminal.getvalue().endswith("\r")


def test_where_nobody_watches_nothing_is_written() -> None:
    nobody = io.StringIO()
    with patch.object(sys, "stderr", nobody), meanwhile("Đang kiểm tra", after_s=0):
        pass
    assert nobody.getvalue() == ""
