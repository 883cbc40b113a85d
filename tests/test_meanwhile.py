"""A command that takes its time says what it is doing, to whoever watches, and leaves no trace of that."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from unittest.mock import patch

import pytest

from tui.meanwhile import in_a_line, meanwhile
from tui.options.meaning import Failure

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


def test_how_far_it_is_told_is_seen() -> None:
    with watched() as terminal:
        with meanwhile("Đang kiểm tra", after_s=0) as bar:
            bar(1, 4)
            while "25 %" not in terminal.getvalue():
                terminal.written.clear()
                assert terminal.written.wait(PATIENCE_S)
        assert terminal.getvalue().split("\r")[-2].strip() == ""


def test_what_stays_is_said_in_place_of_the_line() -> None:
    with watched() as terminal, meanwhile("Đang kiểm tra", after_s=0) as bar:
        assert terminal.written.wait(PATIENCE_S)
        with bar.aside():
            said = terminal.getvalue()
            assert said.split("\r")[-2].strip() == ""
            assert said.endswith("\r")


def test_stopped_it_ends_with_what_is_to_be_said_of_it() -> None:
    with pytest.raises(Failure, match="Đã dừng; chưa thay đổi gì"), meanwhile("", "Đã dừng; chưa thay đổi gì"):
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt), meanwhile(""):
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("done", "total", "elapsed_s", "columns", "line"),
    [
        (0, 0, 9.0, 80, "… Đang kiểm tra hoi-nghi.json"),
        (3, 10, 1.0, 80, "… Đang kiểm tra hoi-nghi.json  ██████░░░░░░░░░░░░░░  30 %"),
        (3, 10, 9.0, 80, "… Đang kiểm tra hoi-nghi.json  ██████░░░░░░░░░░░░░░  30 %  Còn khoảng 00:25"),
        (3, 10, 9.0, 64, "… Đang ki…hi.json  ██████░░░░░░░░░░░░░░  30 %  Còn khoảng 00:25"),
        (10, 10, 9.0, 80, "… Đang kiểm tra hoi-nghi.json  ████████████████████  100 %  Còn khoảng 00:00"),
    ],
)
def test_the_line_has_a_bar_the_amount_and_the_time_left_as_far_as_they_are_known(
    done: int, total: int, elapsed_s: float, columns: int, line: str
) -> None:
    assert in_a_line("Đang kiểm tra hoi-nghi.json", done, total, elapsed_s, columns) == line


def test_where_nobody_watches_nothing_is_written() -> None:
    nobody = io.StringIO()
    with patch.object(sys, "stderr", nobody), meanwhile("Đang kiểm tra", after_s=0):
        pass
    assert nobody.getvalue() == ""
