"""Sounds and colours are tomorrow as they were chosen today, and nothing is ever in the way of starting."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from tui import preferences
from tui.preferences import Preferences, change, load, save
from tui.themes import DARK, LIGHT


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where they are kept."""
    folder = tmp_path / "config" / "toadam"

    def of_the_test(name: str, *, appauthor: bool) -> Path:
        assert (name, appauthor) == ("toadam", False)
        return folder

    monkeypatch.setattr(preferences, "user_config_path", of_the_test)
    return folder / "preferences.json"


def write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(content)


def test_before_anything_was_chosen() -> None:
    assert load() == Preferences(silent=False, theme=DARK)


@pytest.mark.parametrize("chosen", [Preferences(silent=True), Preferences(theme=LIGHT), Preferences()])
def test_what_was_chosen_last_is_there_again(chosen: Preferences) -> None:
    save(Preferences(silent=True, theme="another"))
    save(chosen)
    assert load() == chosen


def test_what_is_chosen_leaves_the_rest_as_it_was() -> None:
    save(Preferences(silent=True, theme=LIGHT))
    change(camera="2")
    change(theme=DARK)
    assert load() == Preferences(silent=True, theme=DARK, camera="2")


def test_a_person_can_read_the_file(file: Path) -> None:
    save(Preferences(silent=True, theme=LIGHT))
    tried = {"scanner_tried": "", "scanner_good": False, "hall_tried": ""}
    assert json.loads(file.read_text(encoding="utf-8")) == {"silent": True, "theme": LIGHT, "camera": "", **tried}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_file_and_folder_are_their_owners_alone(file: Path) -> None:
    write(file, b"{}")
    file.chmod(0o666)
    save(Preferences())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_folder_is_its_owners_alone(file: Path) -> None:
    save(Preferences())
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe{}",
        b'{"theme": "\xff"}',
        b'{"theme": "\\ud800"}',
        b"[" * 100_000,
        b'{"silent": "yes"}',
        b'{"theme": 3}',
        b'{"silent": true, "theme": null}',
    ],
)
def test_a_broken_file_is_ignored_and_mended(file: Path, content: bytes) -> None:
    write(file, content)
    assert load() == Preferences()
    save(Preferences(silent=True))
    assert load() == Preferences(silent=True)


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (b"{}", Preferences()),
        (b'{"silent": true}', Preferences(silent=True)),
        (b'{"theme": "toadam-light"}', Preferences(theme=LIGHT)),
        (b'{"silent": true, "volume": 11}', Preferences(silent=True)),
    ],
)
def test_a_file_of_another_version_is_read_as_far_as_it_goes(file: Path, content: bytes, read: Preferences) -> None:
    write(file, content)
    assert load() == read


def test_where_nothing_can_be_written_nothing_happens(file: Path) -> None:
    file.parent.parent.mkdir()
    file.parent.write_text("no folder", encoding="ascii")
    save(Preferences(silent=True))
    assert load() == Preferences()


def test_what_cannot_be_put_in_place_leaves_nothing_behind(file: Path) -> None:
    file.mkdir(parents=True)
    save(Preferences(silent=True))
    assert load() == Preferences()
    assert list(file.parent.iterdir()) == [file]
