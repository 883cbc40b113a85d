"""A roster takes its time: it can be stopped, others change the list meanwhile, disks fail."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Button, ProgressBar

import tui.dialogs.importing
from dialog_bench import SMALL, talking
from import_desk import (
    FIRST,
    STAYED,
    Office,
)
from store import CheckIn, CorrectDelegate, Store, StrikeOff, Verb
from store.errors import NotSaved
from store.records import Method, Role
from store.roster import (
    NoRoster,
    RosterError,
    RosterReading,
)
from tui.dialogs.notice import NoticeDialog
from tui.dialogs.progress import Course, ProgressDialog, with_progress
from tui.dialogs.refused import RefusedDialog
from tui.widgets.roster_preview import Part

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


# -- while it is being done --------------------------------------------------------------------------------------------


def _work_until(stopped: Callable[[], bool]) -> None:
    """As a reader works: it asks now and then."""
    asks = threading.Event()
    while not stopped():
        asks.wait(0.01)


async def test_reading_can_be_stopped_and_changes_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, *_: object, cancelled: Callable[[], bool], progress: Any, **_others: object) -> RosterReading:
        progress(30, 120)
        _work_until(cancelled)
        raise RosterError(path, NoRoster.CANCELLED)

    monkeypatch.setattr(tui.dialogs.importing, "read_roster", read)
    before = office.path.read_bytes()
    office.send("rat lon.xlsx", *FIRST)
    async with office.asks(SMALL) as importing:
        await importing.choose()
        dialog = await importing.talk.asked(ProgressDialog)
        await importing.talk.until(lambda: dialog.query_one(ProgressBar).percentage == 0.25)
        assert "Reading rat lon.xlsx" in importing.text
        await importing.press("escape")
        await importing.files()
        await importing.press("escape")
        assert await importing.answered() is None
    assert office.path.read_bytes() == before


async def test_the_button_stops_it_too_but_no_second_enter() -> None:
    def work(course: Course) -> str:
        _work_until(course.stopped)
        return "stopped"

    async with talking(lambda app: with_progress(app, "Reading", work)) as talk:
        dialog = await talk.asked(ProgressDialog)
        await talk.press("enter")
        assert not dialog.ended()
        await talk.pilot.click(Button)
        assert await talk.answered() == "stopped"


async def test_whoever_went_elsewhere_meanwhile_finds_it_done_after_coming_back() -> None:
    done = threading.Event()

    async with talking(lambda app: with_progress(app, "Reading", lambda _course: done.wait(60))) as talk:
        dialog = await talk.asked(ProgressDialog)
        elsewhere: Screen[None] = Screen()
        await talk.app.push_screen(elsewhere)
        done.set()
        await talk.until(dialog.ended)
        await talk.pilot.pause()
        assert talk.app.screen is elsewhere
        elsewhere.dismiss()
        assert await talk.answered() is True


async def test_what_the_work_raises_is_raised(office: Office) -> None:
    def work(_course: Course) -> None:
        raise RosterError(office.path, NoRoster.DAMAGED)

    async def talk_about_it(app: App[Any]) -> object:
        with pytest.raises(RosterError) as raised:
            await with_progress(app, "Reading", work)
        return raised.value.reason

    async with talking(talk_about_it) as talk:
        assert await talk.answered() is NoRoster.DAMAGED


async def test_what_others_change_meanwhile_is_shown_before_it_is_taken_in(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *FIRST)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        assert importing.tabs == {"Unchanged": 4}
        office.do(CorrectDelegate(delegate=office.called("Lê Văn Cường").id, phone="0988000003"))
        await importing.store.call(lambda store: store.refresh())
        await importing.press("enter")
        await importing.talk.until(lambda: "changed at another desk" in importing.hint)
        assert importing.tabs == {"Corrected": 1, "Unchanged": 3}
        await importing.press("enter")
        assert (await importing.answered()).corrected == 1


async def test_an_arrival_meanwhile_is_no_reason_to_look_again(office: Office) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *FIRST)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        office.do(CheckIn(delegate=office.called("Lê Văn Cường").id, method=Method.NUMBER))
        await importing.store.call(lambda store: store.refresh())
        await importing.press("enter")
        assert (await importing.answered()).unchanged == 4


async def test_what_could_not_be_saved_is_said_and_nothing_chosen_is_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("ctrl+a")
        with monkeypatch.context() as sick:
            sick.setattr(Store, "run", _no_room)
            await importing.press("enter")
            await importing.talk.asked(RefusedDialog)
            assert "the disk is full" in importing.text
        await importing.press("enter")
        await importing.preview()
        assert importing.hint == "⏎ Take in 2 delegates · strike off 2"
        await importing.press("enter")
        assert (await importing.answered()).struck == 2


def _no_room(_store: Store, _verb: object) -> None:
    raise NotSaved(OSError(errno.ENOSPC, "No space left on device"))


async def test_a_striking_off_that_failed_is_said_after_the_import(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Store.run

    def run_but_strike_off(store: Store, verb: Verb[Any]) -> object:
        if isinstance(verb, StrikeOff):
            _no_room(store, verb)
        return run(store, verb)

    monkeypatch.setattr(Store, "run", run_but_strike_off)
    office.take_in(*FIRST)
    office.send("lan 2.xlsx", *STAYED)
    async with office.asks() as importing:
        await importing.choose()
        await importing.preview()
        await importing.see(Part.UNLISTED)
        await importing.press("ctrl+a", "enter")
        await importing.talk.asked(NoticeDialog)
        assert "Taken in, but nobody was struck off" in importing.text
        await importing.press("enter")
        assert (await importing.answered()).struck == 0


async def test_a_reception_desk_is_told_at_once_that_it_may_not(office: Office) -> None:
    async with office.asks(role=Role.RECEPTION) as importing:
        await importing.talk.asked(NoticeDialog)
        assert "This window may not do that" in importing.text
        await importing.press("escape")
        assert await importing.answered() is None
