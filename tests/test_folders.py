"""Rosters are found where they arrive, the newest first, whatever else lies there."""

from __future__ import annotations

import datetime as dt
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.i18n import set_language
from tui.machine import folders
from tui.machine.folders import Folder, Found, likely_folders, roster_files

ROSTERS = (".xlsx", ".csv")
NEWEST = dt.datetime(2023, 9, 15, 7, 30, tzinfo=dt.UTC)

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and pipes of POSIX")


def add(folder: Path, name: str, *, minutes_old: int = 0, content: bytes = b"roster") -> Path:
    """A file that was last written so long before `NEWEST`."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(content)
    written = (NEWEST - dt.timedelta(minutes=minutes_old)).timestamp()
    os.utime(file, (written, written))
    return file


def names(*looked_into: Folder, extensions: tuple[str, ...] = ROSTERS, most: int = 200) -> list[str]:
    return [file.path.name for file in roster_files(extensions, looked_into, most)]


@pytest.fixture
def downloads(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "Downloads", "Tải xuống")


@pytest.fixture
def zalo(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "Zalo Received Files", "Zalo", with_subfolders=True)


# -- which files -------------------------------------------------------------------------------------------------------


def test_a_file_with_all_that_is_shown_of_it(downloads: Folder) -> None:
    path = add(downloads.path, "DS đại biểu (bản 3).xlsx", content=b"12345")
    [found] = roster_files(ROSTERS, [downloads])
    assert found == Found(path, "Tải xuống", NEWEST, 5)


@pytest.fixture
def hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's clock is that of Vietnam."""
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@posix
@pytest.mark.usefixtures("hanoi")
def test_the_time_is_that_of_the_clock_on_the_wall(downloads: Folder) -> None:
    add(downloads.path, "a.xlsx")
    [found] = roster_files(ROSTERS, [downloads])
    assert f"{found.modified:%d/%m %H:%M}" == "15/09 14:30"


def test_the_newest_file_of_all_folders_is_first(downloads: Folder, zalo: Folder) -> None:
    add(downloads.path, "third.xlsx", minutes_old=30)
    add(zalo.path, "second.xlsx", minutes_old=20)
    add(zalo.path / "2023-09-14", "fourth.xlsx", minutes_old=40)
    add(downloads.path, "first.csv", minutes_old=10)
    assert names(downloads, zalo) == ["first.csv", "second.xlsx", "third.xlsx", "fourth.xlsx"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.xlsx", True),
        ("A.XLSX", True),
        ("a.b.csv", True),
        ("ds~$1.xlsx", True),
        ("a.xls", False),
        ("a.xlsx.crdownload", False),
        ("axlsx", False),
        ("~$a.xlsx", False),
        (".a.xlsx", False),
        (".xlsx", False),
        (".~lock.a.xlsx#", False),
    ],
)
def test_which_names_are_taken(downloads: Folder, name: str, found: bool) -> None:
    add(downloads.path, name)
    assert names(downloads) == [name] * found


def test_extensions_may_be_written_in_capitals(downloads: Folder) -> None:
    add(downloads.path, "a.xlsx")
    assert names(downloads, extensions=(".XLSX",)) == ["a.xlsx"]


def test_no_more_than_are_wanted_and_these_the_newest(downloads: Folder) -> None:
    for minutes in range(30):
        add(downloads.path, f"{minutes}.xlsx", minutes_old=minutes)
    assert names(downloads, most=3) == ["0.xlsx", "1.xlsx", "2.xlsx"]


def test_a_full_folder_shows_its_two_hundred_newest(downloads: Folder) -> None:
    for minutes in range(210):
        add(downloads.path, f"{minutes}.xlsx", minutes_old=minutes)
    assert len(roster_files(ROSTERS, [downloads])) == 200


def test_what_windows_hides_is_hidden() -> None:
    class State:
        st_file_attributes = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_ARCHIVE

    class Plain:
        st_file_attributes = stat.FILE_ATTRIBUTE_ARCHIVE

    assert folders._hidden_by_windows(State())  # type: ignore[arg-type]
    assert not folders._hidden_by_windows(Plain())  # type: ignore[arg-type]


@pytest.mark.parametrize("seconds", [-1e12, 1e13, 1e19, -1e19])
def test_a_date_no_calendar_has_is_long_ago(seconds: float) -> None:
    assert folders._moment(seconds) == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


# -- which folders -----------------------------------------------------------------------------------------------------


def test_only_where_it_is_wanted_one_level_deeper(downloads: Folder, zalo: Folder) -> None:
    for folder in (downloads.path, zalo.path):
        add(folder / "14-09", f"in {folder.name}.xlsx")
        add(folder / "14-09" / "deeper", f"too deep in {folder.name}.xlsx")
    assert names(downloads, zalo) == ["in Zalo Received Files.xlsx"]


def test_files_in_subfolders_have_the_name_of_their_folder(zalo: Folder) -> None:
    add(zalo.path / "14-09", "a.xlsx")
    assert roster_files(ROSTERS, [zalo])[0].folder_label == "Zalo"


def test_a_hidden_subfolder_is_left_alone(zalo: Folder) -> None:
    add(zalo.path / ".thumbnails", "a.xlsx")
    assert names(zalo) == []


def test_a_folder_named_like_a_roster_is_none(zalo: Folder) -> None:
    (zalo.path / "a.xlsx").mkdir(parents=True)
    assert names(zalo) == []


def test_folders_that_are_not_there_or_are_none(downloads: Folder, zalo: Folder, tmp_path: Path) -> None:
    file = add(tmp_path, "a.txt")
    add(zalo.path, "b.xlsx")
    assert names(downloads, Folder(file, "no folder", with_subfolders=True), zalo) == ["b.xlsx"]


@posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(zalo: Folder) -> None:
    add(zalo.path / "locked", "a.xlsx")
    add(zalo.path, "b.xlsx")
    (zalo.path / "locked").chmod(0)
    try:
        assert names(zalo) == ["b.xlsx"]
    finally:
        (zalo.path / "locked").chmod(0o700)


@pytest.mark.parametrize("locked", ["Downloads", "Zalo Received Files", "14-09"])
def test_a_folder_that_refuses(downloads: Folder, zalo: Folder, monkeypatch: pytest.MonkeyPatch, locked: str) -> None:
    files = {
        "Downloads": add(downloads.path, "a.xlsx"),
        "Zalo Received Files": add(zalo.path, "b.xlsx"),
        "14-09": add(zalo.path / "14-09", "c.xlsx"),
    }
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == locked:
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    hidden = {locked, "14-09"} if locked == "Zalo Received Files" else {locked}
    assert set(names(downloads, zalo)) == {file.name for place, file in files.items() if place not in hidden}


@posix
def test_links_and_pipes(downloads: Folder, zalo: Folder) -> None:
    real = add(downloads.path, "a.xlsx")
    zalo.path.mkdir()
    (zalo.path / "link.xlsx").symlink_to(real)
    (zalo.path / "broken.xlsx").symlink_to(zalo.path / "gone")
    (zalo.path / "loop.xlsx").symlink_to(zalo.path / "loop.xlsx")
    (zalo.path / "back").symlink_to(zalo.path, target_is_directory=True)
    (zalo.path / "to downloads").symlink_to(downloads.path, target_is_directory=True)
    os.mkfifo(zalo.path / "pipe.xlsx")
    assert sorted(names(zalo)) == ["link.xlsx"]


def test_a_folder_known_by_two_names_counts_once_by_the_first(downloads: Folder, zalo: Folder) -> None:
    add(zalo.path, "a.xlsx")
    add(zalo.path / "14-09", "b.xlsx")
    conference = Folder(zalo.path / "14-09", "Hội nghị")
    downloads.path.symlink_to(zalo.path, target_is_directory=True)
    found = roster_files(ROSTERS, [zalo, downloads, conference])
    assert sorted((file.path.name, file.folder_label) for file in found) == [("a.xlsx", "Zalo"), ("b.xlsx", "Zalo")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_no_text(downloads: Folder) -> None:
    downloads.path.mkdir()
    Path(os.fsdecode(os.fsencode(downloads.path) + b"/\xff.xlsx")).write_bytes(b"")
    assert names(downloads) == ["\udcff.xlsx"]


# -- where rosters arrive ----------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, on the systems that ask the environment for it."""
    home = tmp_path / "home"
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    for variable in ("XDG_CONFIG_HOME", "XDG_DOWNLOAD_DIR", "XDG_DESKTOP_DIR", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(variable, raising=False)
    home.mkdir()
    return home


linux = pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")


@linux
@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("Documents/Zalo Received Files", "Zalo"),
        ("Documents/Zalo Received Files/2023-09-14", "Zalo"),
        ("OneDrive/Documents/Zalo Received Files", "Zalo"),
        ("Downloads", "Downloads"),
        ("Tải xuống", "Downloads"),
        ("Desktop", "Desktop"),
        ("Documents", "Documents"),
        ("hội nghị", "Conference folder"),
    ],
)
def test_a_roster_is_found_where_it_arrives(home: Path, place: str, label: str) -> None:
    set_language("en")
    path = add(home / place, "a.xlsx")
    [found] = roster_files(ROSTERS, likely_folders(home / "hội nghị" / "toadam.json"))
    assert (found.path, found.folder_label) == (path, label)


@linux
def test_folders_with_vietnamese_names_are_asked_for(home: Path) -> None:
    set_language("en")
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text(
        'XDG_DOWNLOAD_DIR="$HOME/Tải về"\nXDG_DESKTOP_DIR="$HOME/Bàn làm việc"\nXDG_DOCUMENTS_DIR="$HOME/Tài liệu"\n',
        encoding="utf-8",
    )
    for place in ("Tải về", "Bàn làm việc", "Tài liệu", "Tài liệu/Zalo Received Files"):
        add(home / place, f"{Path(place).name}.xlsx")
    found = roster_files(ROSTERS, likely_folders(home / "toadam.json"))
    assert {(file.path.stem, file.folder_label) for file in found} == {
        ("Tải về", "Downloads"),
        ("Bàn làm việc", "Desktop"),
        ("Tài liệu", "Documents"),
        ("Zalo Received Files", "Zalo"),
    }


@linux
def test_a_conference_in_downloads_is_in_downloads(home: Path) -> None:
    set_language("en")
    add(home / "Downloads", "a.xlsx")
    found = roster_files(ROSTERS, likely_folders(home / "Downloads" / "toadam.json"))
    assert [file.folder_label for file in found] == ["Downloads"]


def test_a_system_that_does_not_tell_where_home_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(folders, "_LIKELY", (folders._Place("Zalo", lost), folders._Place("here", lambda: tmp_path)))
    assert [folder.path for folder in likely_folders(tmp_path / "hn" / "toadam.json")] == [tmp_path, tmp_path / "hn"]
