"""Which conferences are offered: those opened lately, and files that say they are one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import conference
from conftest import write_conference
from store import glance
from tui import last_opened


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def conferences(folder: Path, count: int) -> list[Path]:
    files = [folder / f"{number}.json" for number in range(count)]
    for file in files:
        file.touch()
    return files


def test_at_first_there_are_none() -> None:
    assert last_opened.recall() is None
    assert last_opened.lately() == []


def test_the_last_comes_first_each_once_and_no_more_than_eight(tmp_path: Path) -> None:
    files = conferences(tmp_path, last_opened.MOST + 2)
    for file in (*files, files[4]):
        last_opened.remember(file)
    assert last_opened.recall() == files[4]
    rest = [file for file in reversed(files) if file != files[4]]
    assert last_opened.lately() == [files[4], *rest][: last_opened.MOST]


def test_one_that_is_gone_is_not_offered_and_the_one_before_is_not_opened_in_its_place(tmp_path: Path) -> None:
    first, second = conferences(tmp_path, 2)
    last_opened.remember(first)
    last_opened.remember(second)
    second.unlink()
    assert last_opened.recall() is None
    assert last_opened.lately() == [first]


def test_a_note_of_an_earlier_version_with_one_path_is_read(tmp_path: Path) -> None:
    [file] = conferences(tmp_path, 1)
    (tmp_path / "state" / "toadam").mkdir(parents=True)
    (tmp_path / "state" / "toadam" / "last-opened").write_text(str(file), encoding="utf-8")
    assert last_opened.recall() == file


def test_a_conference_says_what_it_is_called_and_when_it_is(tmp_path: Path) -> None:
    seen = glance(write_conference(tmp_path / "toadam.json", []))
    assert seen is not None
    assert (seen.short_title, seen.date) == (conference().short_title, conference().date)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1, 2]",
        b'{"meta":',
        b'{"meta":{"1":{"toadam":3}}}',
        b'{"meta":{"1":{"toadam":3}},"conference":{}}',
        b'{"meta":{"1":{"toadam":3}},"conference":{"1":{"short_title":"\xff","date":"2026-09-15"}}}',
        json.dumps({"meta": {"1": {}}, "conference": {"1": {}}}, separators=(",", ":")).encode(),
    ],
)
def test_what_is_no_conference_says_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(content)
    assert glance(tmp_path / "x.json") is None
    assert glance(tmp_path / "gone.json") is None
