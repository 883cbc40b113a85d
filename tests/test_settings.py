"""Settings of the conference: who may set them, within which limits, what follows from them, and how they are asked."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from textual.widgets import Static

from assets import ASSETS
from builders import agenda, delegates, present, speech
from conftest import write_conference
from idle import until
from podium import Podium
from reception_desk import desk_on
from store import LIMITS, AdjustConference, Level, StartSpeech, Undo, level_of, limit_of, value_of
from store.errors import OutOfRange, Reason, Refused
from store.plan import PlanError, read_plan
from store.records import DelegateId, Role
from stores import documents, new_conference, opened
from tui.dialogs.form import FormDialog
from tui.dialogs.refused import RefusedDialog
from tui.screens.reception import ReceptionScreen
from tui.widgets.hint_line import HintLine
from tui.widgets.text_field import TextField

WANTED = {
    "presentation_minutes": 12,
    "discussion_minutes": 4,
    "reply_minutes": 3,
    "warning_minutes": 5,
    "danger_minutes": 2,
    "late_after_minutes": 15,
    "retention_days": 60,
}


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    return new_conference(tmp_path, 3, attendance=[present(delegates(3)[0], "08:10:00")])


def test_what_is_set_is_in_the_file_and_the_rest_of_the_conference_as_it_was(path: Path) -> None:
    with closing(opened(path)) as store:
        before = documents(store)["conference"]["1"]
        store.run(AdjustConference(**WANTED))
    with closing(opened(path)) as store:
        after = documents(store)["conference"]["1"]
        assert {setting: value_of(store.state.conference, setting) for setting in LIMITS} == WANTED
    assert WANTED.keys() == LIMITS.keys()
    for document in (before, after):
        for set_here in ("speaking", "late_after_minutes", "retention_days"):
            del document[set_here]
    assert after == before


def test_what_is_not_said_stays(path: Path) -> None:
    with closing(opened(path)) as store:
        store.run(AdjustConference(retention_days=7))
        now = {setting: value_of(store.state.conference, setting) for setting in LIMITS}
    assert (now["retention_days"], now["late_after_minutes"], now["warning_minutes"]) == (7, 5, 2)


def test_undo_gives_back_what_was_set_before(path: Path) -> None:
    with closing(opened(path)) as store:
        before = store.state.conference
        store.run(AdjustConference(**WANTED))
        store.run(Undo())
        assert store.state.conference == before


def test_who_is_late_is_counted_anew_in_every_window(path: Path) -> None:
    with closing(opened(path)) as store, closing(opened(path, "Bàn B")) as other:
        assert store.state.head_count().late == 1
        store.run(AdjustConference(late_after_minutes=15))
        other.refresh()
        assert (store.state.head_count().late, other.state.head_count().late) == (0, 0)
        assert not other.state.is_late(DelegateId(1))


def test_what_is_still_to_come_gets_the_new_limit_and_what_has_begun_keeps_its_own() -> None:
    podium = Podium(*agenda(), speech(1), speech(2), role=Role.OFFICE)
    podium.run(StartSpeech(speech=1))
    podium.run(AdjustConference(discussion_minutes=3))
    limits = [limit_of(podium.state, podium.state.speeches[id]) for id in (1, 2)]
    assert limits == [5 * 60_000, 3 * 60_000]


def test_a_clock_presses_from_the_minute_that_was_set() -> None:
    podium = Podium(role=Role.OFFICE)
    assert level_of(4 * 60_000, podium.state.conference.speaking) is Level.IN_TIME
    podium.run(AdjustConference(warning_minutes=5))
    assert level_of(4 * 60_000, podium.state.conference.speaking) is Level.WARNING


@pytest.mark.parametrize("setting", LIMITS)
def test_each_has_its_limits(path: Path, setting: str) -> None:
    lowest, highest = LIMITS[setting]
    with closing(opened(path)) as store:
        for value in (lowest, highest):
            store.run(AdjustConference(**{setting: value}))
            assert value_of(store.state.conference, setting) == value
        before = store.state.conference
        for value in (lowest - 1, highest + 1):
            with pytest.raises(OutOfRange) as refusal:
                store.run(AdjustConference(**{setting: value}))
            assert (refusal.value.setting, refusal.value.lowest, refusal.value.highest) == (setting, lowest, highest)
        assert store.state.conference is before


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MODERATOR, Role.SECRETARY])
def test_only_the_office_sets_them(path: Path, role: Role) -> None:
    with closing(opened(path, role=role)) as store, pytest.raises(Refused) as refusal:
        store.run(AdjustConference(retention_days=1))
    assert refusal.value.reason is Reason.ROLE


@pytest.mark.parametrize("setting", [one for one in LIMITS if one != "retention_days"])
def test_the_limits_are_those_of_a_plan(tmp_path: Path, setting: str) -> None:
    text = (ASSETS / "plan.toml").read_text(encoding="utf-8")
    highest = LIMITS[setting].highest
    for value, good in ((highest, True), (highest + 1, False)):
        lines = [f"{setting} = {value}" if line.startswith(f"{setting} =") else line for line in text.splitlines()]
        plan = tmp_path / "plan.toml"
        plan.write_text("\n".join(lines), encoding="utf-8")
        if good:
            made = read_plan(plan, id=1, code_letters="KT", mint=iter(range(1, 999)).__next__)
            assert value_of(made.conference, setting) == value
        else:
            with pytest.raises(PlanError):
                read_plan(plan, id=1, code_letters="KT", mint=iter(range(1, 999)).__next__)


# -- how they are asked -------------------------------------------------------------------------------


async def test_f8_with_nobody_chosen_asks_for_them(tmp_path: Path) -> None:
    async with desk_on(write_conference(tmp_path / "toadam.json", delegates(3)), (80, 24)) as desk:
        await desk.press("f8", "0")
        assert desk.asks(FormDialog)
        fields = {field.id: field.value for field in desk.app.screen.query(TextField)}
        assert fields == {setting: str(value_of(desk.state.conference, setting)) for setting in LIMITS}
        late = desk.app.screen.query_one("#late_after_minutes", TextField)
        late.value = "900"
        late.focus()
        await desk.press("enter")
        assert desk.asks(FormDialog)
        assert "720" in desk.app.screen.query_one(HintLine).text
        assert desk.state.conference.late_after_minutes == 5
        again = desk.app.screen.query_one("#late_after_minutes", TextField)
        assert again.value == "900"
        again.value = "10"
        again.focus()
        await desk.press("enter")
        assert desk.state.conference.late_after_minutes == 10
        assert "Ctrl+Z" in desk.card
        await desk.press("ctrl+z")
        assert desk.state.conference.late_after_minutes == 5


async def test_a_second_place_that_cannot_be_had_is_said_until_somebody_has_read_it(tmp_path: Path) -> None:
    taken = tmp_path / "usb"
    taken.write_text("a file, and no folder", encoding="utf-8")
    async with desk_on(write_conference(tmp_path / "toadam.json", delegates(3)), (80, 24)) as desk:
        await desk.press("f8", "9")
        desk.app.screen.query_one(TextField).value = str(taken)
        await desk.press("enter")
        await until(desk.pilot, lambda: desk.asks(RefusedDialog))
        told = " ".join(str(one.render()) for one in desk.app.screen.query(Static))
        assert "an toàn" in told
        assert str(taken) in told
        await desk.press("enter")
        assert desk.asks(ReceptionScreen)
        assert desk.app._store.safety.second_place is None
