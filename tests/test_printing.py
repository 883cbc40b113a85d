"""Where printed files go, and what is said of the viewer that opens them."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.documents import Unwritable
from tui.i18n import set_language
from tui.machine.printing import open_in_viewer, place_for, told

posix = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the opener of Linux")


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    file = tmp_path / "toadam.json"
    file.touch()
    return file


# -- the place ---------------------------------------------------------------------------------------------------------


def test_a_file_goes_beside_the_conference_under_its_name(data_file: Path) -> None:
    place = place_for(data_file, "the-dai-bieu.pdf")
    assert place == data_file.parent / "toadam.json.print" / "the-dai-bieu.pdf"
    assert not place.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_folder_is_its_owners_alone(data_file: Path) -> None:
    assert stat.S_IMODE(place_for(data_file, "a.pdf").parent.stat().st_mode) == 0o700


def test_a_name_that_is_taken_gets_a_number(data_file: Path) -> None:
    names = []
    for _each in range(4):
        place = place_for(data_file, "the-dai-bieu.pdf")
        place.touch()
        names.append(place.name)
    assert names == ["the-dai-bieu.pdf", "the-dai-bieu-2.pdf", "the-dai-bieu-3.pdf", "the-dai-bieu-4.pdf"]


def test_a_gap_between_the_numbers_is_filled(data_file: Path) -> None:
    folder = place_for(data_file, "a.pdf").parent
    for taken in ("a.pdf", "a-3.pdf"):
        (folder / taken).touch()
    assert place_for(data_file, "a.pdf").name == "a-2.pdf"


def test_a_link_to_nowhere_takes_a_name(data_file: Path) -> None:
    place = place_for(data_file, "a.pdf")
    place.symlink_to(place.with_name("gone"))
    assert place_for(data_file, "a.pdf").name == "a-2.pdf"


def test_another_name_of_the_data_file_has_the_same_folder(data_file: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "hoi-nghi.json"
    link.parent.mkdir()
    link.symlink_to(data_file)
    assert place_for(link, "a.pdf") == place_for(data_file, "a.pdf")


def test_a_folder_that_cannot_be_made_is_refused(data_file: Path) -> None:
    folder = data_file.with_name("toadam.json.print")
    folder.write_text("no folder", encoding="ascii")
    with pytest.raises(Unwritable) as refused:
        place_for(data_file, "a.pdf")
    assert refused.value.path == folder


# -- the viewer --------------------------------------------------------------------------------------------------------


class Opener:
    """The only program on the path: a shell script that notes what it is to open."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "xdg-open"
        self.notes = folder / "notes"
        self.goes_on = folder / "goes-on"
        self.does("exit 0")

    def does(self, commands: str) -> None:
        self.program.write_text(f'#!/bin/sh\nprintf %s "$1" > {self.notes}\n{commands}\n', encoding="utf-8")
        self.program.chmod(0o755)

    def opened(self) -> str:
        return self.notes.read_text(encoding="utf-8")


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return Opener(tmp_path)


def _finish() -> None:
    """Waits for the threads that wait for viewers."""
    for thread in threading.enumerate():
        if thread.name == "viewer":
            thread.join()


@posix
async def test_a_file_is_opened_by_what_the_system_has(opener: Opener, tmp_path: Path) -> None:
    file = tmp_path / "Thẻ đại biểu - 1.pdf"
    assert await open_in_viewer(file)
    assert opener.opened() == str(file)
    _finish()


@posix
@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
async def test_either_kind_of_screen_will_do(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv(variable, "0")
    assert await open_in_viewer(tmp_path / "a.pdf")
    _finish()


@posix
async def test_without_a_screen_nothing_is_started(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    assert not await open_in_viewer(tmp_path / "a.pdf")
    assert not opener.notes.exists()


@posix
@pytest.mark.parametrize("status", [1, 2, 3, 4])
async def test_an_opener_that_knows_no_viewer_says_so(opener: Opener, tmp_path: Path, status: int) -> None:
    opener.does(f"exit {status}")
    assert not await open_in_viewer(tmp_path / "a.pdf")
    _finish()


@posix
async def test_a_machine_without_an_opener(opener: Opener, tmp_path: Path) -> None:
    opener.program.unlink()
    assert not await open_in_viewer(tmp_path / "a.pdf")


@posix
async def test_an_opener_that_may_not_be_run(opener: Opener, tmp_path: Path) -> None:
    opener.program.write_bytes(b"\0")
    assert not await open_in_viewer(tmp_path / "a.pdf")


@posix
async def test_a_viewer_that_stays_open_is_not_waited_for_and_leaves_nothing_behind(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.machine.printing._REFUSES_WITHIN_S", 0.01)
    os.mkfifo(opener.goes_on)
    opener.does(f"echo $$ > {opener.notes}; read line < {opener.goes_on}; exit 1")
    assert await open_in_viewer(tmp_path / "a.pdf")
    opener.goes_on.write_text("close\n", encoding="ascii")
    _finish()
    with pytest.raises(ProcessLookupError):
        os.kill(int(opener.opened()), 0)


@pytest.fixture
def typed() -> Iterator[None]:
    """Something is there to be read from the standard input."""
    kept, (reading, writing) = os.dup(0), os.pipe()
    os.dup2(reading, 0)
    yield
    os.dup2(kept, 0)
    for end in (kept, reading, writing):
        os.close(end)


@posix
@pytest.mark.usefixtures("typed")
async def test_a_viewer_has_no_terminal_and_outlives_ours(opener: Opener, tmp_path: Path) -> None:
    opener.does(
        f"/bin/cat /proc/self/stat > {opener.notes}; /bin/ls -l /proc/self/fd/0 /proc/self/fd/2 >> {opener.notes}"
    )
    assert await open_in_viewer(tmp_path / "a.pdf")
    session = int(opener.opened().split()[5])
    assert session != os.getsid(0)
    assert opener.opened().count("-> /dev/null") == 2
    _finish()


@pytest.mark.parametrize("known", [True, False])
async def test_windows_opens_it_or_knows_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    started: list[Path] = []

    def startfile(file: Path) -> None:
        started.append(file)
        if not known:
            raise OSError(1155, "No application is associated with the specified file for this operation")

    monkeypatch.setattr(os, "startfile", startfile, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert await open_in_viewer(tmp_path / "a.pdf") is known
    assert started == [tmp_path / "a.pdf"]


# -- the words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "opened", "words"),
    [
        ("the.pdf", True, "Opened the.pdf. When printing choose “Actual size 100 %”"),
        ("the.pdf", False, "Written to {path}; open it and print with “Actual size 100 %”"),
        ("ds.xlsx", True, "Opened ds.xlsx"),
        ("ds.xlsx", False, "Written to {path}; open it to print"),
        ("\x1b.pdf", True, "Opened ␛.pdf. When printing choose “Actual size 100 %”"),
    ],
)
def test_what_is_said(tmp_path: Path, name: str, opened: bool, words: str) -> None:
    set_language("en")
    assert told(tmp_path / name, opened=opened) == words.format(path=tmp_path / name)
