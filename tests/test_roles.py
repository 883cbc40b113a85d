"""Who may do what: the commit refuses it, and no window shows it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec import ValidationError
from textual.command import CommandList

import builders
from any_verb import draw
from seat import Hand, Seat
from store import AdmitWalkIn, OpenConference, open_store
from store.errors import Reason, Refused, StoreError
from store.records import Attendance, Role
from store.verbs import VERBS, Verb
from stores import new_conference, opened
from tui import keys, places, preferences
from tui.app import ToaDamApp
from tui.dialogs.help import HelpDialog
from tui.dialogs.pick import Entries, PickDialog
from tui.i18n import N_, _
from tui.overview.overview_pages import PAGES, Page
from tui.palette import Palette
from tui.roles import SCREENS, may_press
from tui.screens.desk import DeskScreen
from tui.screens.overview import OverviewScreen
from tui.themes import DARK, LIGHT
from tui.widgets.awaited import Awaited
from tui.widgets.bars import Bars
from tui.widgets.counted_tabs import CountedTabs
from tui.widgets.key_hints import KeyHints

SIZE = (120, 36)
FUNCTION_KEY = re.compile(r"\bF\d{1,2}\b")
ITEM = "noi dung 4"


def named(verbs: str) -> frozenset[str]:
    return frozenset(verbs.split())


OF_THE_DOOR = named(
    "add_delegate admit_from_paper admit_substitute admit_walk_in bind_badge check_in check_in_together check_out "
    "clear_rehearsal close_check_in correct_delegate mark_absent move_arrival name_substitute note_head_count "
    "reissue_code scan withdraw_arrival"
)
OF_THE_PODIUM = named(
    "add_item cap_speeches close_list correct_speech correct_start count_in_hall delete_item dismiss edit_item "
    "end_speech give_floor go_back grant_speech_time grant_time import_speeches introduce_late move_item move_speech "
    "next next_speaker offer_advice pause_item pause_speech put_on_deck recover reopen_speech replan restore "
    "resume_item resume_speech show_in_hall skip_item start_item start_speech stop_item tell_hall unskip_item"
)
OF_WHO_WRITES = named(
    "answer_proposal edit_proposal import_proposals merge_proposals note_proposal recommend_proposal restore_proposal "
    "set_proposal_state sort_proposals split_proposal unmerge_proposal withdraw_proposal"
)
OPENING = frozenset({"open_conference", "withdraw_opening"})
QUEUE = frozenset({"queue_again", "queue_speakers", "queue_speech"})
OFFICE_ALONE = frozenset(
    {"adjust_conference", "decide", "import_roster", "keep_on_list", "mint_blanks", "record_badges", "strike_off"}
)
MAY = {
    Role.RECEPTION: OF_THE_DOOR | OPENING | QUEUE | {"undo"},
    Role.MODERATOR: OF_THE_PODIUM | OF_WHO_WRITES | OPENING | QUEUE | {"undo"},
    Role.SECRETARY: OF_WHO_WRITES | {"undo"},
    Role.HALL: frozenset({"undo"}),
    Role.OFFICE: OF_THE_DOOR | OF_THE_PODIUM | OF_WHO_WRITES | OPENING | QUEUE | OFFICE_ALONE | {"undo"},
}
"""Each verb there is stands here: a new one is decided upon."""


@pytest.mark.parametrize("role", Role)
def test_the_commit_refuses_whatever_the_role_may_not_do(role: Role, tmp_path: Path) -> None:
    path, chance = new_conference(tmp_path, agenda=builders.agenda()), Random(role.value)
    with closing(opened(path, role=role)) as store:
        done = {name for name, kind in VERBS.items() if not is_refused(store, draw(kind, chance, store.state), role)}
        committed = {entry.verb for entry in store.log()}
    assert done == MAY[role]
    assert committed <= MAY[role]


def is_refused(store: Any, verb: Verb[Any], role: Role) -> bool:
    """Whether the role is why; a verb may also make no sense as things stand."""
    try:
        store.run(verb)
    except Refused as error:
        return error.reason is Reason.ROLE and error.role is role
    except (StoreError, ValidationError):
        return False
    return False


# -- a window ----------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def window(
    folder: Path, role: Role, mode: str, people: int = 12, came: tuple[int, ...] = ()
) -> AsyncIterator[Seat]:
    """Of this role, on this screen of it."""
    listed = builders.delegates(people)
    there: list[Attendance] = [builders.present(listed[number - 1]) for number in came]
    path, clock = new_conference(folder, listed, attendance=there, agenda=builders.agenda()), Hand("08:30:00")
    app = ToaDamApp(lambda: open_store(path, desk="Máy tính bảng", role=role, clock=clock), silent=True, mode=mode)
    async with app.run_test(size=SIZE) as pilot:
        seat = Seat(app, pilot, path, clock)
        await seat.settle()
        yield seat


def text_of(seat: Seat) -> str:
    """What is drawn, as it is read."""
    rows = seat.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row) for row in rows)


def working(seat: Seat) -> set[str]:
    """The function keys that do something here, as they are printed."""
    place = seat.base.PLACE if isinstance(seat.base, DeskScreen) else places.HALL
    return {key.shown for key in (*place.keys, *place.everywhere) if may_press(seat.app, key)}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OFFICE])
async def test_no_screen_names_a_key_that_does_nothing_there(role: Role, tmp_path: Path) -> None:
    """With nobody on the list, nobody there, and nothing said: what is said then names what to do."""
    async with window(tmp_path, role, SCREENS[role][0], people=0) as seat:
        for mode in SCREENS[role]:
            await seat.app.switch_mode(mode)
            await seat.settle()
            named = set(FUNCTION_KEY.findall(text_of(seat)))
            if isinstance(seat.base, OverviewScreen):
                await seat.press("right", "right", "down")
                named |= set(FUNCTION_KEY.findall(text_of(seat)))
            await seat.press("f1")
            assert isinstance(seat.app.screen, HelpDialog)
            named |= set(FUNCTION_KEY.findall(text_of(seat)))
            assert named <= working(seat), mode
            if hints := seat.base.query(KeyHints):
                led = {key.key for key, _end in hints.first()._ends()} & {key.key for key in keys.MODES}
                assert led, "a way to the other screens"
            await seat.press("escape")


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY, Role.RECEPTION])
async def test_nothing_leads_to_a_screen_of_others(role: Role, tmp_path: Path) -> None:
    """Keys, what an arrow or a finger chooses, and whatever the palette finds."""
    async with window(tmp_path, role, "overview") as seat:
        overview = seat.base
        for key in (mode for mode in keys.MODES if mode is not keys.OVERVIEW):
            await seat.press(key.key)
            assert seat.app.current_mode == (key.id.removeprefix("app.") if may_press(seat.app, key) else "overview")
            assert seat.app.current_mode in SCREENS[role]
            await seat.app.switch_mode("overview")
        for page in (Page.MISSING, Page.DAY):
            overview.post_message(CountedTabs.Clicked(PAGES.index(page)))
            await seat.press("down", "enter")
            assert seat.app.current_mode in SCREENS[role]
            await seat.app.switch_mode("overview")
        bars = overview.query_one("#areas", Bars)
        bars.post_message(Bars.Clicked(bars, 0))
        await seat.settle()
        assert seat.base is overview
        assert await led_to(seat, "007") == {Role.RECEPTION: "reception", Role.MODERATOR: "moderator"}.get(role)
        assert await led_to(seat, ITEM) == {Role.MODERATOR: "moderator"}.get(role)


async def led_to(seat: Seat, wanted: str) -> str | None:
    """The screen on which the palette shows what it found; None if it finds nothing."""
    await seat.press("ctrl+p")
    await seat.type(wanted)
    await seat.app.workers.wait_for_complete()
    await seat.press("enter")
    if isinstance(seat.app.screen, Palette):
        await seat.press("escape")
        return None
    return seat.app.current_mode


AT_THE_DESK = (N_("End check-in"), N_("Note a head count"), N_("Key in what was signed on paper"), N_("Scanner test"))
OFFICES = (N_("Second backup, on a USB stick"), N_("Settings: times, late, how long names are kept…"))
PAPERS = (N_("All badges, by area"), N_("Blank badges…"), N_("List of allowances (.xlsx)"))


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY, Role.RECEPTION, Role.OFFICE])
async def test_each_role_is_offered_what_it_may_do(role: Role, tmp_path: Path) -> None:
    async with window(tmp_path, role, "overview") as seat:
        is_desk, opens = role in AdmitWalkIn.roles, role in OpenConference.roles
        assert ("F8" in seat.base.query_one(Awaited).text) is opens
        assert may_press(seat.app, keys.ADD) is is_desk
        await seat.press("f7")
        assert isinstance(seat.app.screen, PickDialog) is is_desk
        await seat.press("escape", "right", "down", "f8")
        assert ([_("Show telephone")] == offered(seat)) is not is_desk
        await seat.press("escape", "escape", "escape", "f8")
        deeds = set(offered(seat))
        assert deeds & set(map(_, OFFICES)) == (set(map(_, OFFICES)) if role is Role.OFFICE else set())
        assert deeds & set(map(_, AT_THE_DESK)) == (set(map(_, AT_THE_DESK)) if is_desk else set())
        assert (_("Note the opening") in deeds) is opens
        await seat.press(str(offered(seat).index(_("Print…")) + 1))
        papers = set(map(_, PAPERS))
        assert set(offered(seat)) & papers == (papers if role is Role.OFFICE else set())


async def test_a_browser_is_offered_nothing_of_the_laptop_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its camera, its loud speaker, its other folders, and what it remembers for tomorrow."""
    monkeypatch.setattr(ToaDamApp, "is_web", True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    async with window(tmp_path, Role.OFFICE, "overview") as seat:
        before = preferences.load()
        assert seat.app._window.sounds.silent
        await seat.press("f8")
        assert not {_("Camera…"), _("Sounds on"), _("Sounds off"), _(OFFICES[0])} & set(offered(seat))
        await seat.press(str(offered(seat).index(_("Other colours: dark, light, high contrast")) + 1))
        assert (seat.app.theme, before.theme) == (LIGHT, DARK)
        assert preferences.load() == before
        await seat.press("ctrl+p")
        await seat.app.workers.wait_for_complete()
        rows = [str(option.prompt) for option in seat.app.screen.query_one(CommandList).options]
        assert rows
        assert not [row for row in rows if row.startswith(_("Camera…"))]


def offered(seat: Seat) -> list[str]:
    return [entry.label for entry in seat.app.screen.query_one(Entries).entries]


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY])
async def test_a_badge_read_away_from_the_door_is_sent_there_and_nobody_is_admitted(role: Role, tmp_path: Path) -> None:
    async with window(tmp_path, role, "overview", came=(3,)) as seat:
        await seat.scan(builders.code(5))
        assert "mời quét mã ở cửa" in seat.card
        await seat.scan(builders.code(3))
        assert builders.delegates(3)[2].name.upper() in seat.card
        assert len(seat.state.attendance) == 1
        assert seat.verbs() == []


async def test_a_badge_of_somebody_present_asks_for_the_floor_at_the_moderators(tmp_path: Path) -> None:
    async with window(tmp_path, Role.MODERATOR, "moderator", came=(3,)) as seat:
        await seat.scan(builders.code(3))
        assert seat.verbs() == ["queue_speakers"]


async def test_a_badge_of_somebody_present_says_who_raises_it_at_the_secretarys(tmp_path: Path) -> None:
    async with window(tmp_path, Role.SECRETARY, "proposals", came=(3,)) as seat:
        await seat.scan(builders.code(3))
        await seat.type("Kien nghi")
        await seat.press("f9")
        (proposal,) = seat.state.proposals.values()
        assert [one.delegate for one in proposal.submitters] == [builders.delegates(3)[2].id]
