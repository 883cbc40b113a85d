"""A window that was gone for a while: what ran still runs, and a person says how the gap is counted."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import msgspec
import pytest

import builders
from podium import Clocks, Podium
from store import (
    GapChoice,
    ItemState,
    NextSpeaker,
    PauseItem,
    PauseSpeech,
    Recover,
    RecoveryQuestion,
    SpeechState,
    StartItem,
    StartSpeech,
    StopItem,
    Store,
    Undo,
    delay_ledger,
    open_store,
    project,
    speech_clock,
    speech_state,
)
from store.engine.heartbeat import MOST_GAPS, Gap, Heartbeat, Pulse
from store.engine.layout import Layout
from store.recovery import after_beat, recovery_question
from stores import QuietSystem, new_conference

MINUTE = 60_000


class Machine:
    """Podium and heartbeat together: a beat every ten seconds while a window is open."""

    def __init__(self) -> None:
        self.podium = Podium(*builders.agenda(), builders.speech(1), builders.speech(2))
        self.pulse: Pulse | None = None

    def live(self, seconds: int) -> None:
        for _ in range(0, seconds, 10):
            self.podium.clocks.wait(10)
            self.beat()

    def beat(self) -> None:
        self.pulse = after_beat(self.podium.state, self.pulse, self.podium.now)

    @property
    def question(self) -> RecoveryQuestion | None:
        return recovery_question(self.podium.state, self.pulse, self.podium.now)

    def gone(self, seconds: float, *, reboot: bool = False) -> None:
        (self.podium.clocks.reboot if reboot else self.podium.clocks.wait)(seconds)
        self.beat()

    def answer(self, choice: GapChoice) -> bool:
        asked = self.question
        assert asked is not None
        return self.podium.run(Recover(since=asked.since, until=asked.until, choice=choice))

    def elapsed(self) -> tuple[float, float]:
        """Of the first item and the first speech, in minutes."""
        podium = self.podium
        item = project(podium.state, podium.now).lines[0].elapsed_ms
        return item / MINUTE, speech_clock(podium.state, podium.state.speeches[1], podium.now).elapsed_ms / MINUTE


@pytest.fixture
def machine() -> Machine:
    """Item 1 and speech 1 have been running for two minutes."""
    machine = Machine()
    machine.podium.run(StartItem(item=1))
    machine.podium.run(StartSpeech(speech=1))
    machine.live(120)
    return machine


@pytest.mark.parametrize("reboot", [False, True])
@pytest.mark.parametrize(
    ("choice", "elapsed"),
    [(GapChoice.RAN_ON, (6, 6)), (GapChoice.PAUSED, (3, 3)), (GapChoice.STOPPED, (2, 2))],
)
def test_a_gap_is_counted_as_a_person_says(
    machine: Machine, reboot: bool, choice: GapChoice, elapsed: tuple[float, float]
) -> None:
    machine.gone(180, reboot=reboot)
    asked = machine.question
    assert asked is not None
    assert (asked.gap_ms, asked.item, asked.speech) == (3 * MINUTE, 1, 1)
    assert machine.elapsed() == (5, 5)
    before = machine.podium.documents()
    assert machine.answer(choice)
    machine.live(60)
    assert machine.elapsed() == elapsed
    assert machine.question is None
    podium = machine.podium
    assert delay_ledger(podium.state, podium.now).total == project(podium.state, podium.now).offset_ms
    podium.undo()
    assert podium.documents() == before
    assert machine.question == asked


def test_what_is_said_to_have_stopped_is_over_since_then(machine: Machine) -> None:
    machine.gone(180)
    machine.answer(GapChoice.STOPPED)
    podium = machine.podium
    assert podium.state.runs[1].spans == (builders.span("08:00:00", "08:02:00"),)
    assert speech_state(podium.state.speeches[1]) is SpeechState.DELIVERED
    assert project(podium.state, podium.now).lines[0].state is ItemState.DONE


@pytest.mark.parametrize(("seconds", "asked"), [(50, False), (60, False), (60.001, True)])
def test_only_more_than_a_minute_is_asked_about(machine: Machine, seconds: float, asked: bool) -> None:
    machine.gone(seconds)
    assert (machine.question is not None) is asked


def test_nothing_is_asked_when_nothing_ran() -> None:
    machine = Machine()
    machine.live(20)
    machine.gone(600)
    assert machine.question is None
    machine.podium.run(StartItem(item=1))
    machine.podium.run(StopItem(item=1))
    machine.gone(600)
    assert machine.question is None


def test_nothing_is_asked_of_what_stood_still(machine: Machine) -> None:
    machine.podium.run(PauseItem(item=1))
    machine.podium.run(PauseSpeech(speech=1))
    machine.gone(600)
    assert machine.question is None


def test_the_question_stays_until_it_is_answered_also_after_another_crash_and_after_going_on(machine: Machine) -> None:
    machine.gone(180)
    first = machine.question
    machine.live(10)
    machine.gone(120)
    assert machine.question == first
    machine.podium.run(NextSpeaker(current=1))
    machine.podium.run(StartItem(item=2))
    assert machine.question == first
    machine.answer(GapChoice.PAUSED)
    second = machine.question
    assert second is not None
    assert (second.gap_ms, second.item, second.speech) == (2 * MINUTE, 1, 1)
    machine.answer(GapChoice.PAUSED)
    assert machine.question is None
    run = machine.podium.state.runs[1].spans[0]
    assert run == builders.span("08:00:00", "08:07:10", ("08:02:00", "08:05:00"), ("08:05:10", "08:07:10"))


def test_a_gap_that_began_in_a_boot_without_commits_is_settled_for_good(machine: Machine) -> None:
    """Started, restarted, looked at for a while without doing anything, restarted again."""
    machine.gone(20, reboot=True)
    machine.live(100)
    machine.gone(180, reboot=True)
    machine.answer(GapChoice.STOPPED)
    assert machine.elapsed() == (4, 4)
    machine.podium.clocks.set_wall(-5000)
    assert machine.elapsed() == (4, 4)


def test_a_gap_of_a_clock_that_went_wrong_does_not_reach_into_the_future(machine: Machine) -> None:
    since, until = builders.stamp("08:01:00", boot="?"), builders.stamp("09:00:00", boot="?")
    machine.podium.run(Recover(since=since, until=until, choice=GapChoice.PAUSED))
    machine.live(60)
    assert machine.elapsed() == (2, 2)


def test_two_windows_answer_once(machine: Machine) -> None:
    machine.gone(180)
    asked = machine.question
    assert asked is not None
    machine.answer(GapChoice.RAN_ON)
    before = machine.podium.documents()
    late = Recover(since=asked.since, until=asked.until, choice=GapChoice.STOPPED)
    assert machine.podium.run(late) is False
    assert machine.podium.documents() == before


def test_a_commit_is_a_sign_of_life_too(machine: Machine) -> None:
    machine.podium.clocks.wait(50)
    machine.podium.run(StartItem(item=2))
    machine.gone(50)
    assert machine.question is None


def test_setting_the_clock_is_no_gap(machine: Machine) -> None:
    machine.podium.clocks.set_wall(3600)
    machine.live(10)
    assert machine.question is None


# -- the file ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def heartbeat(tmp_path: Path) -> Heartbeat:
    return Heartbeat(Layout.of(tmp_path / "hoi-nghi.json"), QuietSystem())


def test_a_sign_of_life_is_read_back(heartbeat: Heartbeat, tmp_path: Path) -> None:
    assert heartbeat.read() is None
    gaps = tuple(Gap(since=builders.stamp(f"08:{n:02}:00"), until=builders.stamp("09:00:00")) for n in range(20))
    heartbeat.write(Pulse(alive=builders.stamp(), gaps=gaps))
    assert heartbeat.read() == Pulse(alive=builders.stamp(), gaps=gaps[-MOST_GAPS:])
    heartbeat.write(Pulse(alive=builders.stamp("09:00:00")))
    assert heartbeat.read() == Pulse(alive=builders.stamp("09:00:00"))
    assert oct((tmp_path / "hoi-nghi.json.alive").stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("content", [b"", b"{", b"\x00" * 4096, b'{"alive": 3}', b"[]"])
def test_a_sign_of_life_that_cannot_be_read_is_none(heartbeat: Heartbeat, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hoi-nghi.json.alive").write_bytes(content)
    assert heartbeat.read() is None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_conference(tmp_path, agenda=builders.agenda(), speeches=[builders.speech(1)])


class Window:
    """A store whose clocks a test moves."""

    def __init__(self, path: Path, clocks: Clocks) -> None:
        self._path, self._clocks = path, clocks

    def __enter__(self) -> Store:
        self._store = open_store(self._path, desk="Chủ trì", clock=lambda _zone: self._clocks.now, system=QuietSystem())
        self._store.beat_if_due()
        return self._store

    def __exit__(self, *_raised: object) -> None:
        self._store.engine.close()


def test_after_a_crash_the_next_window_asks_and_the_answer_holds(path: Path) -> None:
    clocks = Clocks("08:00:00")
    with Window(path, clocks) as store:
        store.run(StartItem(item=1))
        store.run(StartSpeech(speech=1))
        clocks.wait(30)
        store.beat_if_due()
        clocks.wait(5)
    clocks.reboot(240)
    with Window(path, clocks) as store:
        asked = store.recovery
        assert asked is not None
        assert (asked.since, asked.gap_ms, asked.item, asked.speech) == (builders.stamp("08:00:30"), 245_000, 1, 1)
        assert store.log() == [entry for entry in store.log() if entry.verb.startswith("start")]
    with Window(path, clocks) as store:
        assert store.recovery == asked
        store.run(Recover(since=asked.since, until=asked.until, choice=GapChoice.PAUSED))
        clocks.wait(15)
        assert project(store.state, store.now()).lines[0].elapsed_ms == 45_000
    with Window(path, clocks) as store:
        assert store.recovery is None
        assert project(store.state, store.now()).lines[0].elapsed_ms == 45_000


def test_a_window_that_stays_open_covers_for_the_one_that_crashed(path: Path) -> None:
    clocks = Clocks("08:00:00")
    with Window(path, clocks) as door:
        with Window(path, clocks) as store:
            store.run(StartItem(item=1))
        for _ in range(30):
            clocks.wait(10)
            door.beat_if_due()
        with Window(path, clocks) as store:
            assert store.recovery is None


def test_a_lid_that_was_closed_is_asked_about_by_the_window_that_wakes(path: Path) -> None:
    clocks = Clocks("08:00:00")
    with Window(path, clocks) as store:
        store.run(StartItem(item=1))
        clocks.wait(600)
        store.beat_if_due()
        asked = store.recovery
        assert asked is not None
        assert asked.gap_ms == 600_000
        store.run(Recover(since=asked.since, until=asked.until, choice=GapChoice.STOPPED))
        store.run(Undo())
        assert store.recovery == asked


def test_a_sign_of_life_is_given_every_ten_seconds_and_a_sick_disk_is_no_matter(path: Path) -> None:
    clocks = Clocks("08:00:00")
    with Window(path, clocks) as store:
        first = store.pulse
        clocks.wait(9.9)
        store.beat_if_due()
        assert store.pulse is first
        clocks.wait(0.1)
        store.beat_if_due()
        assert store.pulse == Pulse(alive=clocks.now)
        alive = store.engine.layout.heartbeat
        alive.unlink()
        alive.mkdir()
        clocks.wait(10)
        store.beat_if_due()
        assert store.recovery is None


def test_the_sign_of_life_is_never_in_the_log_or_in_the_file(path: Path) -> None:
    clocks = Clocks("08:00:00")
    with closing(open_store(path, desk="A", clock=lambda _zone: clocks.now, system=QuietSystem())) as store:
        before = path.read_bytes()
        for _ in range(3):
            clocks.wait(10)
            store.beat_if_due()
        assert store.log() == []
    assert path.read_bytes() == before
    assert msgspec.json.decode(path.with_name(path.name + ".alive").read_bytes())["alive"]["boot"] == "boot"
