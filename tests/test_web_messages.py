"""What a page may say to its window; everything else is none of ours."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.web.messages import Ping, Resize, Typed, Watched, read
from tui.web.window_process import HIGHEST, SMALLEST, WIDEST, clamped, passed_on


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["stdin", "việt"], Typed("việt".encode())),
        (["stdin", "a\ud800b"], Typed(b"ab")),
        (["resize", {"width": 100, "height": 30}], Resize(100, 30)),
        (["ping", "1700000000000"], Ping("1700000000000")),
        (["focus"], Watched(True)),
        (["blur"], Watched(False)),
    ],
)
def test_what_pages_say_is_understood(said: object, meant: object) -> None:
    assert read(json.dumps(said)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "[1]",
        '["stdin"]',
        '["stdin", 1]',
        '["resize", {"width": 1}]',
        '["resize", {"width": 1.5, "height": 2}]',
        '["resize", {"width": true, "height": 2}]',
        '["ping", "' + "x" * 33 + '"]',
        '["quit"]',
        "[" * 100_000,
        "9" * 50_000,
    ],
    ids=lambda text: text[:24],
)
def test_what_makes_no_sense_is_nothing(text: str) -> None:
    assert read(text) is None


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_nothing_that_is_said_is_an_error(text: str) -> None:
    read(text)


@given(st.integers() | st.none() | st.text(), st.integers() | st.floats())
def test_a_window_is_never_larger_or_smaller_than_it_can_be_drawn(width: object, height: object) -> None:
    columns, rows = clamped(width, height)
    assert SMALLEST[0] <= columns <= WIDEST
    assert SMALLEST[1] <= rows <= HIGHEST


def test_a_window_sees_nothing_of_the_environment_that_it_does_not_need() -> None:
    environment = {"PATH": "/bin", "Path": "C:\\", "AWS_SECRET_ACCESS_KEY": "s", "PGPASSWORD": "p", "TOADAM_FILE": "x"}
    assert passed_on(environment) == {"PATH": "/bin", "Path": "C:\\"}
