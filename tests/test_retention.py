"""The time for which names are kept: when it is over, and that it is said, quietly, with what to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from builders import DAY, delegates, stamp, state
from command import ok
from conftest import opener, write_conference
from store import is_kept_too_long, kept_until
from store.purge import purge
from store.records import Role
from stores import QuietSystem, opened
from tui.app import ToaDamApp
from tui.purge_words import reminders


@pytest.mark.parametrize(("days", "over"), [(0, False), (29, False), (30, False), (31, True), (400, True)])
def test_it_is_over_on_the_day_after_the_last(days: int, over: bool) -> None:
    now = stamp("00:00:01", day=DAY + dt.timedelta(days=days))
    about = state(*delegates(3))
    assert is_kept_too_long(about, now) is over
    assert kept_until(about.conference) == DAY + dt.timedelta(days=30)
    assert len(reminders(about, now)) == over


def test_where_nobody_is_left_nothing_is_to_be_deleted() -> None:
    assert not is_kept_too_long(state(), stamp(day=DAY + dt.timedelta(days=400)))


def test_after_a_purge_nothing_is_said_any_more(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", delegates(3))
    told = ok(tmp_path, "status")
    assert "toadam purge" in told
    assert "15/10/2023" in told
    assert "toadam purge" in ok(tmp_path, "verify")
    purge(path, QuietSystem())
    assert "15/10/2023" not in ok(tmp_path, "status")
    store = opened(path)
    late = stamp(day=DAY + dt.timedelta(days=400))
    assert reminders(store.state, late) == []
    store.close()


@pytest.mark.parametrize(
    ("role", "mode", "days", "told"),
    [
        (Role.OFFICE, "reception", 31, 1),
        (Role.OFFICE, "delegates", 31, 1),
        (Role.OFFICE, "reception", 0, 0),
        (Role.HALL, "hall", 31, 0),
    ],
)
async def test_the_screen_that_opens_says_so_but_not_to_the_hall(
    tmp_path: Path, role: Role, mode: str, days: int, told: int
) -> None:
    path = write_conference(tmp_path / "toadam.json", delegates(3))
    day = DAY + dt.timedelta(days=days)
    app = ToaDamApp(opener(path, role=role, day=day), silent=True, mode=mode)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = [one.message for one in app._notifications if "toadam purge" in one.message]
        assert len(said) == told
