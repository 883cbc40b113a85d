"""The status of a conference as other programs read it: every figure at a known moment."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

import builders
from podium import Clocks
from store import EndSpeech, NextSpeaker, StartItem, Store, open_store
from stores import QuietSystem, new_conference
from tui.commands import standing


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    clocks = Clocks("08:13:00")
    monkeypatch.setattr(standing, "open_store", lambda path, desk, fold: store_at(path, clocks))
    return clocks


def store_at(path: Path, clocks: Clocks) -> Store:
    return open_store(path, desk="Chủ trì", clock=lambda _zone: clocks.now, system=QuietSystem())


def status(path: Path, capsys: pytest.CaptureFixture[str], *, as_json: bool = True) -> Any:
    standing.status(argparse.Namespace(file=str(path), json=as_json))
    said = capsys.readouterr().out
    return json.loads(said) if as_json else said.splitlines()


def test_the_day_in_figures(tmp_path: Path, clocks: Clocks, capsys: pytest.CaptureFixture[str]) -> None:
    speeches = (builders.speech(id, topic="Hiến đất", unit="Phường Tam Sơn") for id in (1, 2, 3))
    path = new_conference(tmp_path, agenda=builders.agenda(), speeches=speeches)
    store = store_at(path, clocks)
    store.run(StartItem(item=2))
    store.run(NextSpeaker(current=None))
    clocks.wait(60)
    store.run(NextSpeaker(current=1))
    clocks.wait(90)
    store.close()
    said = status(path, capsys)
    assert said["agenda"] == {
        "current": {
            "title": "Nội dung 2",
            "planned_start": "2023-09-15T08:10:00+07:00",
            "started_at": "2023-09-15T08:13:00+07:00",
            "remaining_s": 450,
        },
        "offset_s": 180,
        "expected_end": "2023-09-15T09:03:00+07:00",
    }
    assert said["speakers"] == {
        "speaking": {
            "name": "Người 2",
            "title": "",
            "unit": "Phường Tam Sơn",
            "topic": "Hiến đất",
            "kind": "floor",
            "elapsed_s": 90,
            "remaining_s": 210,
        },
        "waiting": 1,
        "finished": 1,
    }
    assert status(path, capsys, as_json=False)[-4:] == [
        "Đang diễn ra: Nội dung 2, chậm 3 phút",
        "Dự kiến kết thúc: 09:03",
        "Đang phát biểu: Người 2",
        "Chờ phát biểu: 1",
    ]


def test_somebody_unknown_and_without_a_limit(
    tmp_path: Path, clocks: Clocks, capsys: pytest.CaptureFixture[str]
) -> None:
    path = new_conference(tmp_path, agenda=builders.agenda(), speeches=[builders.speech(1, name="", unlimited=True)])
    store = store_at(path, clocks)
    store.run(NextSpeaker(current=None))
    assert status(path, capsys)["speakers"]["speaking"]["remaining_s"] is None
    assert "Đang phát biểu: chưa rõ" in status(path, capsys, as_json=False)
    store.run(EndSpeech(speech=1))
    assert status(path, capsys)["speakers"] == {"speaking": None, "waiting": 0, "finished": 1}
    store.close()


def test_without_an_agenda_there_is_no_end_to_expect(
    tmp_path: Path, clocks: Clocks, capsys: pytest.CaptureFixture[str]
) -> None:
    said = status(new_conference(tmp_path), capsys)
    assert said["agenda"] == {"current": None, "offset_s": 0, "expected_end": None}


@pytest.mark.parametrize(
    ("at", "words"),
    [("08:00:00", "đúng giờ"), ("08:00:29", "đúng giờ"), ("08:01:00", "chậm 1 phút"), ("07:58:00", "sớm 2 phút")],
)
def test_late_and_early_in_words(
    tmp_path: Path, clocks: Clocks, capsys: pytest.CaptureFixture[str], at: str, words: str
) -> None:
    clocks.now = builders.stamp(at)
    path = new_conference(tmp_path, agenda=builders.agenda())
    store = store_at(path, clocks)
    store.run(StartItem(item=1))
    store.close()
    assert f"Đang diễn ra: Nội dung 1, {words}" in status(path, capsys, as_json=False)
