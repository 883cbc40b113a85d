from __future__ import annotations

import array
import os
import sys
import threading
import wave
from itertools import combinations
from pathlib import Path

import pytest

import sounds
from tui.machine.sound import Sound, Sounds

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows plays sounds itself")


def _read(sound: Sound) -> tuple[wave._wave_params, array.array[int]]:
    with wave.open(str(sound.path), "rb") as file:
        data = array.array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            data.byteswap()
        return file.getparams(), data


@pytest.mark.parametrize("sound", Sound)
def test_the_files_are_what_the_tunes_make(sound: Sound) -> None:
    parameters, data = _read(sound)
    made = sounds.samples(sound)
    assert (parameters.nchannels, parameters.sampwidth, parameters.framerate) == (1, 2, sounds.RATE)
    assert len(data) == len(made)
    assert max(abs(shipped - new) for shipped, new in zip(data, made, strict=True)) <= 1


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_short_audible_and_begins_and_ends_in_silence(sound: Sound) -> None:
    parameters, data = _read(sound)
    assert 0.1 < parameters.nframes / parameters.framerate <= 0.5
    assert max(data) > 8000
    assert abs(data[0]) < 500
    assert abs(data[-1]) < 500


@pytest.mark.parametrize(("one", "other"), list(combinations(Sound, 2)))
def test_no_two_sounds_have_the_same_notes(one: Sound, other: Sound) -> None:
    assert _notes(one).isdisjoint(_notes(other))


def _notes(sound: Sound) -> set[float]:
    return {frequency for frequency, _, _ in sounds.TUNES[sound] if frequency}


def test_whoever_is_met_hears_three_rising_notes() -> None:
    frequencies = [frequency for frequency, _, _ in sounds.TUNES[Sound.MEET]]
    assert len(set(frequencies)) == 3
    assert frequencies == sorted(frequencies)


class Player:
    """The only program on the path that can play: a shell script that notes its process and what it plays."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "aplay"
        self.notes = folder / "notes"
        self.does("exit 0")

    def does(self, commands: str) -> None:
        self.program.write_text(f'#!/bin/sh\necho "$$ $2" >> {self.notes}\n{commands}\n', encoding="utf-8")
        self.program.chmod(0o755)

    def played(self) -> list[str]:
        return [Path(line.split()[1]).stem for line in self.notes.read_text(encoding="utf-8").splitlines()]

    def processes(self) -> list[int]:
        return [int(line.split()[0]) for line in self.notes.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Player:
    monkeypatch.setenv("PATH", str(tmp_path))
    return Player(tmp_path)


def _finish() -> None:
    """Waits for the threads that play."""
    for thread in threading.enumerate():
        if thread.name == "sound":
            thread.join()


def _is_gone(process: int) -> bool:
    """Whether a process has ended and left nothing behind."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def _must_not_ring() -> None:
    raise AssertionError("the bell rang")


@posix
@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_played_by_what_the_system_has(player: Player, sound: Sound) -> None:
    Sounds(_must_not_ring).play(sound)
    _finish()
    assert player.played() == [sound.value]


@posix
def test_a_player_that_hangs_gives_way_to_the_next_sound_and_nothing_is_left_of_it(player: Player) -> None:
    ready = player.program.with_name("ready")
    os.mkfifo(ready)
    player.does(f"trap 'exit 1' TERM; echo > {ready}; while :; do :; done")
    sounds_ = Sounds(_must_not_ring)
    sounds_.play(Sound.REFUSED)
    ready.read_text(encoding="utf-8")
    player.does("exit 0")
    sounds_.play(Sound.ADMITTED)
    _finish()
    assert player.played() == ["refused", "admitted"]
    assert all(map(_is_gone, player.processes()))
    sounds_.play(Sound.AGAIN)
    _finish()


@posix
def test_a_player_that_never_ends_is_ended(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.machine.sound._LONGEST", 0.01)
    player.does("exec /bin/sleep 60")
    Sounds(_must_not_ring).play(Sound.REFUSED)
    _finish()


@posix
@pytest.mark.parametrize("fault", ["exit 1", "gone"])
def test_after_a_player_has_failed_the_bell_rings(player: Player, fault: str) -> None:
    rung: list[str] = []
    sounds_ = Sounds(lambda: rung.append("bell"))
    player.does(fault)
    if fault == "gone":
        player.program.unlink()
    sounds_.play(Sound.ADMITTED)
    _finish()
    sounds_.play(Sound.ADMITTED)
    assert rung == ["bell"]


@posix
def test_without_a_player_the_bell_rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    rung: list[str] = []
    Sounds(lambda: rung.append("bell")).play(Sound.ADMITTED)
    assert rung == ["bell"]


def test_silence_is_silent(player: Player) -> None:
    Sounds(_must_not_ring, silent=True).play(Sound.ADMITTED)
    _finish()
    assert not player.notes.exists()
