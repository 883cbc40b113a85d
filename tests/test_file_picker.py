"""A file chosen from those that arrived, or given as a path in whatever form a person has it."""

from __future__ import annotations

import datetime as dt
import os
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.events import Paste
from textual.geometry import Offset

from dialog_bench import COMFORTABLE, SMALL, Talking, talking
from tui.dialogs.file_picker import FilePicker, matching, when
from tui.machine.folders import Folder, Found
from tui.typed_path import shortened, there, typed_path
from tui.widgets.long_list import LongList
from tui.widgets.search_field import SearchField

ROSTERS = (".xlsx", ".csv")
NOW = dt.datetime(2023, 9, 15, 14, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))

posix = pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")


pytestmark = pytest.mark.usefixtures("english")


def add(folder: Path, name: str, *, minutes_old: int = 0) -> Path:
    """A file last written so long ago."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(b"roster")
    written = dt.datetime.now().timestamp() - 60 * minutes_old
    os.utime(file, (written, written))
    return file


def found(name: str, label: str = "Zalo", *, modified: dt.datetime = NOW) -> Found:
    return Found(Path("/x") / name, label, modified, 100)


# -- paths as people give them -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "danh sach", "lan 3.xlsx", "p1", "12/9", "nvh -", "ds~1.xlsx", "'lan 3'", "c:"])
def test_words_are_no_path(words: str) -> None:
    assert typed_path(words) is None


@posix
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/tmp/ds.xlsx", "/tmp/ds.xlsx"),
        ("  /tmp/ds lan 3.xlsx ", "/tmp/ds lan 3.xlsx"),
        ("'/tmp/ds lan 3.xlsx'", "/tmp/ds lan 3.xlsx"),
        ('"/tmp/ds.xlsx"', "/tmp/ds.xlsx"),
        ("“/tmp/ds.xlsx”", "/tmp/ds.xlsx"),
        ("./ds.xlsx", "ds.xlsx"),
        ("../ds.xlsx", "../ds.xlsx"),
        ("file:///tmp/Danh%20s%C3%A1ch.xlsx", "/tmp/Danh sách.xlsx"),
        ("file://localhost/tmp/ds.xlsx", "/tmp/ds.xlsx"),
        ("FILE:/tmp/ds.xlsx", "/tmp/ds.xlsx"),
        ("'file:///tmp/ds%23 2.xlsx'", "/tmp/ds# 2.xlsx"),
        (r"C:\Zalo\ds.xlsx", r"C:\Zalo\ds.xlsx"),
        ("D:/Zalo/ds.xlsx", "D:/Zalo/ds.xlsx"),
    ],
)
def test_a_path_is_understood_in_every_form(text: str, path: str) -> None:
    assert typed_path(text) == Path(path)


@posix
def test_the_home_folder_is_known_by_its_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/vp")
    assert typed_path("~/ds.xlsx") == Path("/home/vp/ds.xlsx")
    assert typed_path("~nobody-at-all/ds.xlsx") == Path("~nobody-at-all/ds.xlsx")


@pytest.mark.parametrize("name", ["ds.xlsx", "Danh sách  lần 2.xlsx", unicodedata.normalize("NFD", "Đại biểu.xlsx")])
def test_a_file_is_found_by_its_name_as_it_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / unicodedata.normalize("NFD", "Hội nghị")
    file = add(folder, name)
    read = unicodedata.normalize("NFC", str(file)).replace("  ", " ")
    assert there(Path(read)) == file


@posix
def test_blanks_that_a_terminal_escaped_are_blanks(tmp_path: Path) -> None:
    file = add(tmp_path, "ds lan 3.xlsx")
    assert there(Path(str(file).replace(" ", r"\ "))) == file


@pytest.mark.parametrize("path", ["nowhere/ds.xlsx", "ds.xlsx/inside", "a\0b", "x" * 5_000])
def test_what_is_nowhere_is_not_found(tmp_path: Path, path: str) -> None:
    add(tmp_path, "ds.xlsx")
    assert there(tmp_path / path) is None


@pytest.mark.parametrize(
    ("name", "width", "short"),
    [
        ("ds.xlsx", 20, "ds.xlsx"),
        ("danh sach dai bieu du hoi nghi - lan 3.xlsx", 30, "danh sach dai b…i - lan 3.xlsx"),
        ("danh sach lan 3.xlsx", 10, "danh….xlsx"),
    ],
)
def test_a_long_name_keeps_its_end(name: str, width: int, short: str) -> None:
    assert len(shortened(name, width)) <= width
    assert shortened(name, width) == short


# -- when it came, what is meant ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (NOW, "today 14:30"),
        (NOW.replace(hour=0, minute=5), "today 00:05"),
        (NOW - dt.timedelta(hours=15), "yesterday 23:30"),
        (NOW - dt.timedelta(days=2), "13/09"),
        (NOW - dt.timedelta(days=300), "19/11/2022"),
        (NOW + dt.timedelta(days=3), "18/09"),
    ],
)
def test_it_is_told_when_a_file_came(moment: dt.datetime, told: str) -> None:
    assert when(moment, NOW) == told


FILES = [found("Danh sách đại biểu lần 3.xlsx"), found("danh-sach-lan-2.xlsx", "Downloads"), found("Kế hoạch.xlsx")]


@pytest.mark.parametrize(
    ("words", "places"),
    [("", [0, 1, 2]), ("danh sach", [0, 1]), ("lan 2", [1]), ("DÁNH 3", [0]), ("downloads", [1]), ("đại", [0])],
)
def test_letters_find_files_without_their_diacritics(words: str, places: Sequence[int]) -> None:
    assert matching(FILES, words) == [FILES[place] for place in places]


# -- the dialog --------------------------------------------------------------------------------------------------------


class Arrived:
    """A folder with three files, looked into by a picker."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.old = add(path, "Danh sách lần 1.xlsx", minutes_old=60)
        self.new = add(path, "Danh sách lần 2.xlsx", minutes_old=5)
        add(path, "Ảnh.png")
        self.csv = add(path, "phuong.csv", minutes_old=90)

    async def pick(self, talk: Talking) -> FilePicker:
        picker: FilePicker = await talk.asked(FilePicker)
        await talk.until(lambda: "Looking" not in talk.text)
        return picker

    def talk(self, size: tuple[int, int] = COMFORTABLE) -> AbstractAsyncContextManager[Talking]:
        folders = [Folder(self.path, "Zalo")]
        return talking(lambda app: app.push_screen_wait(FilePicker("Which file?", ROSTERS, folders)), size)


@pytest.fixture
def arrived(tmp_path: Path) -> Arrived:
    return Arrived(tmp_path / "Zalo")


async def test_the_newest_is_one_enter_away(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        assert "⏎ Read Danh sách lần 2.xlsx" in talk.text
        await talk.press("enter")
        assert await talk.answered() == arrived.new


@pytest.mark.parametrize("size", [SMALL, COMFORTABLE])
async def test_every_file_is_shown_with_folder_and_time(arrived: Arrived, size: tuple[int, int]) -> None:
    async with arrived.talk(size) as talk:
        picker = await arrived.pick(talk)
        rows = picker.query_one(LongList).text.splitlines()
        assert [row[2:].split("  ")[0] for row in rows] == [
            "Danh sách lần 2.xlsx",
            "Danh sách lần 1.xlsx",
            "phuong.csv",
        ]
        assert all("Zalo" in row and ":" in row for row in rows)


async def test_arrows_choose_and_stop_at_the_last(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        await talk.press("down", "down", "down", "up", "enter")
        assert await talk.answered() == arrived.old


async def test_letters_leave_fewer_files(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        await talk.type("lan 1")
        await talk.press("enter")
        assert await talk.answered() == arrived.old


async def test_escape_chooses_nothing(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        await talk.press("escape")
        assert await talk.answered() is None


async def test_a_pasted_path_is_taken(arrived: Arrived, tmp_path: Path) -> None:
    elsewhere = add(tmp_path / "USB", "danh sach khac.xlsx")
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        talk.app.post_message(Paste(f"'{elsewhere}'\n"))
        await talk.until(lambda: "⏎ Read" in talk.text and "khac" in talk.text)
        await talk.press("enter")
        assert await talk.answered() == elsewhere


async def test_a_path_to_nothing_is_said_to_be_one(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        await talk.type("/nowhere/ds.xlsx")
        await talk.press("enter")
        await talk.until(lambda: "There is no such file: /nowhere/ds.xlsx" in talk.text)
        await talk.press("backspace")
        assert "no such file" not in talk.text


async def test_the_path_of_a_folder_shows_what_is_in_it(arrived: Arrived, tmp_path: Path) -> None:
    other = add(tmp_path / "USB", "phuong khac.csv")
    async with arrived.talk() as talk:
        picker = await arrived.pick(talk)
        await talk.type(str(other.parent))
        await talk.press("enter")
        await talk.until(lambda: "phuong khac.csv" in talk.text)
        assert picker.query_one(SearchField).value == ""
        await talk.press("enter")
        assert await talk.answered() == other


async def test_words_that_find_nothing_say_what_else_can_be_done(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        await talk.type("qqq")
        assert "whole path" in talk.text
        await talk.press("enter")
        assert isinstance(talk.app.screen, FilePicker)


async def test_nothing_at_all_says_where_a_file_should_be_put(tmp_path: Path) -> None:
    folders = [Folder(tmp_path / "a", "Zalo"), Folder(tmp_path / "b", "Zalo"), Folder(tmp_path, "Downloads")]
    async with talking(lambda app: app.push_screen_wait(FilePicker("Which?", ROSTERS, folders)), SMALL) as talk:
        await talk.asked(FilePicker)
        await talk.until(lambda: "No file .xlsx, .csv in: Zalo, Downloads." in talk.text)


async def test_a_file_saved_meanwhile_is_there_when_the_window_is_looked_at_again(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        talk.app.app_focus = False
        newest = add(arrived.path, "Danh sách lần 3.xlsx")
        talk.app.app_focus = True
        await talk.until(lambda: "lần 3" in talk.text)
        await talk.press("enter")
        assert await talk.answered() == newest


async def test_whoever_has_gone_to_a_file_stays_there_when_another_arrives(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        await talk.press("down")
        talk.app.app_focus = False
        add(arrived.path, "Danh sách lần 3.xlsx")
        talk.app.app_focus = True
        await talk.until(lambda: "lần 3" in talk.text)
        await talk.press("enter")
        assert await talk.answered() == arrived.old


async def test_a_click_chooses_and_a_second_one_takes(arrived: Arrived) -> None:
    async with arrived.talk() as talk:
        await arrived.pick(talk)
        await talk.pilot.click(LongList, offset=Offset(5, 1))
        assert "⏎ Read Danh sách lần 1.xlsx" in talk.text
        await talk.pilot.click(LongList, offset=Offset(5, 1))
        assert await talk.answered() == arrived.old


@posix
async def test_a_name_that_would_command_the_terminal_is_drawn_harmless(arrived: Arrived) -> None:
    add(arrived.path, "\x1b[31m[red]đỏ.xlsx")
    async with arrived.talk() as talk:
        picker = await arrived.pick(talk)
        assert "␛[31m[red]đỏ.xlsx" in picker.query_one(LongList).text
