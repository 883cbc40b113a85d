"""Who is in, and for how long: as rules on a clock of our own, and what becomes of a window nobody looks at."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path

import pytest

from served import serving
from store.records import Role
from stores import new_conference
from tui.web import windows
from tui.web.sessions import REST_S, Sessions, WebSession


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(clock: Clock) -> Sessions:
    tokens = count(1)
    return Sessions(clock, token=lambda: f"token-{next(tokens)}")


def entered(sessions: Sessions) -> WebSession:
    return sessions.enter(Role.HALL, device="d", address="192.168.1.9", browser="")


def test_a_token_opens_until_it_is_ended_and_nobodys_opens_nothing(sessions: Sessions) -> None:
    one, other = entered(sessions), entered(sessions)
    assert sessions.find(one.token) is one
    assert sessions.end(one.token) is one
    assert [sessions.find(token) for token in (one.token, None, "", "token-3")] == [None] * 4
    assert list(sessions) == [other]


def test_whoever_was_not_seen_for_twelve_hours_is_out_unless_a_page_is_open(sessions: Sessions, clock: Clock) -> None:
    away, watching, asking = entered(sessions), entered(sessions), entered(sessions)
    watching.connected = True
    clock.seconds = REST_S
    sessions.find(asking.token)
    clock.seconds += 1
    assert sessions.rested() == [away]


def test_no_secret_is_in_what_a_log_would_show(sessions: Sessions) -> None:
    assert entered(sessions).token not in repr(sessions)


async def test_a_window_whose_page_does_not_come_back_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "KEPT_S", 0.05)
    async with serving(new_conference(tmp_path, 3)) as served, served.entered(Role.HALL) as client:
        async with client.window() as page:
            await page.shows("TỪ SƠN")
        async with asyncio.timeout(20):
            while len(served.server.windows):
                await asyncio.sleep(0.02)
        async with client.window() as page:
            await page.shows("TỪ SƠN")
