"""Disks that fail, fill up or go away while the reception screen is open, in a real pseudo-terminal."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builders import code, delegates
from conftest import opener, write_conference
from idle import until
from mounts import MEBIBYTE, loop_disk, memory_disk
from reception_desk import SIZE, Desk
from reception_window import reception
from store import Store, open_store
from store.engine.examination import backups_of
from store.engine.layout import Layout
from store.engine.repair import restore_backup
from stores import Moments
from terminal import Terminal
from tui.app import ToaDamApp


class Door:
    """A window at the door, and what it has shown to whom."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.green: set[int] = set()

    def admits(self, number: int) -> None:
        """The badge is scanned and answered green."""
        self.green.add(number)
        self.terminal.send(code(number) + "\r")
        self.terminal.wait_for(lambda: "✔ ĐÃ ĐIỂM DANH" in self.text and f"Số {number:03}" in self.text)
        self.terminal.wait_for(f"Có mặt {len(self.green)}/112")

    def refuses(self, number: int, why: str) -> None:
        """The badge is scanned and answered red, with the reason; nobody is counted."""
        self.terminal.send(code(number) + "\r")
        self.terminal.wait_for(lambda: self._is_red(f"✘ CHƯA LƯU – ghi giấy số {number:03}"))
        self.terminal.wait_for(lambda: why in self.words)
        assert f"Có mặt {len(self.green)}/112" in self.text

    def fills_up(self, numbers: Iterator[int]) -> None:
        """Scans until one is not saved: what was allocated before the disk was full still takes some."""
        for number in numbers:
            self.terminal.send(code(number) + "\r")
            self.terminal.wait_for(lambda: f"Số {number:03}" in self.text)  # noqa: B023  waited for at once
            if f"CHƯA LƯU – ghi giấy số {number:03}" in self.text:
                return
            self.green.add(number)

    def quits(self) -> None:
        """Closed as people close it; the terminal has seen no traceback."""
        self.terminal.send("\x11")
        self.terminal.wait_for("Đóng cửa sổ này?")
        self.terminal.send("\x1b[C\r")
        assert self.terminal.wait() == 0
        assert b"Traceback" not in self.terminal.output

    @property
    def text(self) -> str:
        return self.terminal.text

    @property
    def words(self) -> str:
        """The screen without borders and line breaks."""
        return " ".join(self.text.replace("┃", " ").replace("│", " ").split())

    def _is_red(self, text: str) -> bool:
        """Whether the text stands on red."""
        for line, row in enumerate(self.terminal.screen()):
            if text in row:
                red, green, blue = bytes.fromhex(self.terminal.cell(row.index(text), line).bg)
                return red > 2 * max(green, blue)
        return False


@contextmanager
def door(path: Path, switch: Path | None = None) -> Iterator[Door]:
    with reception(path, switch) as terminal:
        yield Door(terminal)


def conference(folder: Path) -> Path:
    place = folder / "hoi-nghi"
    place.mkdir()
    return write_conference(place / "toadam.json", delegates(112))


def in_file(path: Path) -> set[int]:
    """The numbers of those who are in according to the file."""
    store = opener(path, "test")()
    try:
        assert store.read_only is None
        return {store.state.delegates[delegate].number for delegate in store.state.attendance}
    finally:
        store.close()


FAULTS = [
    ("write", errno.EIO, "ổ đĩa đang hỏng"),
    ("write", errno.ENOSPC, "ổ đĩa đã đầy"),
    ("write", errno.EACCES, "không có quyền"),
    ("sync", errno.EIO, "ổ đĩa đang hỏng"),
    ("replace", errno.EIO, "ổ đĩa đang hỏng"),
    ("sync", errno.ENOSPC, "ổ đĩa đã đầy"),
    ("replace", errno.EROFS, "ổ đĩa chỉ cho đọc"),
]
"""Renames are made by the commit after one whose sync failed."""


def test_whichever_call_fails_the_scan_is_red_and_the_next_is_green(roll: Path, tmp_path: Path) -> None:
    switch = tmp_path / "switch"
    with door(roll, switch) as at_the_door:
        for number, (call, error, why) in enumerate(FAULTS, 41):
            switch.write_text(f"{call} {error}", encoding="ascii")
            at_the_door.refuses(number, why)
            if call != "sync":
                switch.unlink()
                at_the_door.admits(number)
        at_the_door.quits()
    assert in_file(roll) == at_the_door.green == {41, 42, 43, 45, 47}


def test_a_full_disk_in_memory(tmp_path: Path) -> None:
    with memory_disk(tmp_path / "disk", MEBIBYTE) as disk:
        path = conference(disk.folder)
        with door(path) as at_the_door:
            with disk.full():
                at_the_door.fills_up(iter(range(1, 40)))
                at_the_door.refuses(47, "ổ đĩa đã đầy")
            at_the_door.admits(47)
            at_the_door.quits()
        assert in_file(path) == at_the_door.green


def test_a_disk_that_is_full_protected_failing_and_read_only(tmp_path: Path) -> None:
    """A real ext4, in one window; what makes it read-only is what an error makes ext4 do to itself."""
    with loop_disk("ext4") as disk:
        path = conference(disk.folder)
        journal = Layout.of(path).journal(1)
        with door(path) as at_the_door:
            at_the_door.admits(1)
            subprocess.run(["chattr", "+i", str(journal)], check=True)
            at_the_door.refuses(47, "không có quyền")
            subprocess.run(["chattr", "-i", str(journal)], check=True)
            at_the_door.admits(47)
            with disk.full():
                at_the_door.fills_up(iter(range(2, 40)))
                at_the_door.refuses(48, "ổ đĩa đã đầy")
            at_the_door.admits(48)
            disk.abort()
            at_the_door.refuses(49, "ổ đĩa chỉ cho đọc")
            at_the_door.quits()
        disk.remount()
        assert in_file(path) == at_the_door.green
        with door(path) as again:
            again.green = at_the_door.green
            again.admits(49)


def test_a_folder_moved_away_and_back_then_deleted(roll: Path, tmp_path: Path) -> None:
    path = conference(tmp_path)
    with door(path) as at_the_door:
        at_the_door.admits(1)
        path.parent.rename(tmp_path / "trash")
        at_the_door.terminal.wait_for("✘ CHỈ XEM")
        at_the_door.refuses(47, "đã bị xoá hoặc chuyển đi")
        (tmp_path / "trash").rename(path.parent)
        at_the_door.terminal.wait_for(lambda: "✘ CHỈ XEM" not in at_the_door.text)
        at_the_door.admits(47)
        assert in_file(path) == at_the_door.green
        shutil.rmtree(path.parent)
        at_the_door.refuses(48, "đã bị xoá hoặc chuyển đi")
        at_the_door.quits()
    (backup,) = backups_of(path)
    restore_backup(path, backup.path)
    assert in_file(path) == at_the_door.green


def test_another_file_copied_over_the_conference(tmp_path: Path) -> None:
    path = conference(tmp_path)
    good = path.read_bytes()
    with door(path) as at_the_door:
        for number, put in ((41, Path.write_bytes), (42, _rename_over)):
            put(path, b'{"meta":{}}')
            at_the_door.refuses(number, "chương trình khác sửa")
            put(path, good)
            at_the_door.admits(number)
        at_the_door.quits()
    assert in_file(path) == at_the_door.green


def _rename_over(path: Path, content: bytes) -> None:
    other = path.with_name("other")
    other.write_bytes(content)
    other.replace(path)


async def test_a_stick_pulled_out_is_said_at_the_top(tmp_path: Path) -> None:
    path, clock = conference(tmp_path), Moments("07:20:00")

    def open_conference() -> Store:
        return open_store(path, desk="Bàn 1", clock=clock)

    with memory_disk(tmp_path / "usb") as stick:
        app = ToaDamApp(open_conference, silent=True)
        async with app.run_test(size=SIZE) as pilot:
            desk = Desk(app, pilot, path)
            await desk.scan(code(1))
            await app._store.back_up_to(stick.folder)
            await _until(desk, "USB 07:20")
            stick.unmount(lazily=True)
            clock.move(660)
            await desk.scan(code(47))
            assert "✔ ĐÃ ĐIỂM DANH" in desk.card
            await _until(desk, "Sao lưu 07:31 · ✘ USB")
            stick.mount()
            clock.move(660)
            await desk.scan(code(48))
            await _until(desk, "Sao lưu 07:42 · ✘ USB")
        assert list(stick.folder.iterdir()) == []
    assert in_file(path) == {1, 47, 48}


async def _until(desk: Desk, text: str) -> None:
    """Until the top line says so: backups are made in a thread of their own."""
    await until(desk.pilot, lambda: text in desk.top)
