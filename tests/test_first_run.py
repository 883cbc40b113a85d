"""The first minute, in a real terminal: from `toadam` in a home where nothing is yet, with every key counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from command import SAMPLE, badge_codes, toadam
from conftest import write_conference
from terminal import Terminal
from test_demo import BADGE
from tui.commands import screens
from tui.next_window import NextWindow, OpenConference

ENTER, ESCAPE, PALETTE = "\r", "\x1b", "\x10"


class Newcomer:
    """Somebody at the keyboard for the first time; what is typed into fields is counted as one key a letter."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.keys = 0

    def sees(self, words: str) -> None:
        self.terminal.wait_for(words, timeout=30)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.terminal.send(key)


@contextmanager
def newcomer(home: Path, *arguments: str, columns: int = 80, lines: int = 24) -> Iterator[Newcomer]:
    """`toadam` in an empty home."""
    kept = {"HOME": str(home), "TMPDIR": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    state = {"XDG_STATE_HOME": str(home / "state"), "XDG_DOCUMENTS_DIR": str(home / "Documents"), "TZ": "UTC-7"}
    with Terminal.module("tui", *arguments, columns=columns, lines=lines, env=kept | state, cwd=home) as terminal:
        yield Newcomer(terminal)


def test_from_nothing_to_the_first_scan_of_the_sample_is_one_key(tmp_path: Path) -> None:
    with newcomer(tmp_path, columns=120, lines=36) as person:
        person.sees("1  Dùng thử hội nghị mẫu")
        person.presses("1")
        person.terminal.wait_for(lambda: bool(BADGE.findall(person.terminal.text)), timeout=30)
        number, code = BADGE.findall(person.terminal.text)[0]
        person.terminal.send(f"{code}\r")
        person.sees(f"Số {number}")
        person.sees("Có mặt 1/112")
        assert person.keys == 1, "besides the scanner's"


def test_from_nothing_to_a_conference_with_its_roster_is_seven_keys(tmp_path: Path) -> None:
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "danh-sach.xlsx").write_bytes(SAMPLE.read_bytes())
    with newcomer(tmp_path) as person:
        person.sees("2  Tạo hội nghị mới")
        person.presses("2")
        person.sees("theo kế hoạch nào?")
        person.presses("1")
        person.sees("như trong giấy mời")
        person.presses(ENTER)
        person.sees("lưu ở đâu?")
        person.presses(ENTER)
        person.sees("danh-sach.xlsx")
        person.presses(ENTER)
        person.sees("112")
        person.presses(ENTER)
        person.sees("tiếp theo là thẻ")
        assert person.keys == 6
        person.presses("2")
        person.sees("SẴN SÀNG")
        person.sees("112 đại biểu, kế hoạch 112")
        assert person.keys == 7
    [made] = tmp_path.glob("Documents/toa-dam-2023-09-15/toadam.json")
    assert len(badge_codes(made.parent)) == 112
    assert made.parent.stat().st_mode & 0o077 == 0, "the owner's alone"


def test_a_running_window_goes_back_to_the_start_and_what_cannot_be_opened_is_said_there(tmp_path: Path) -> None:
    write_conference(tmp_path / "toadam.json", [])
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    with newcomer(tmp_path) as person:
        person.sees("Có mặt 0")
        person.presses(PALETTE)
        person.sees("Việc cần làm, họ tên hoặc số")
        person.terminal.send("trang dau")
        person.sees("Đóng hội nghị này, về nơi")
        person.presses(ENTER)
        person.sees("Đóng hội nghị này?")
        person.presses("\x1b[C", ENTER)
        person.sees("3  Mở hội nghị")
        person.presses("3")
        person.sees("Mở gần đây")
        person.terminal.send(f"{tmp_path}/other.json\r")
        person.sees("không phải tệp hội nghị")
        person.presses(ESCAPE)
        assert person.terminal.wait() == 0


def test_without_a_terminal_one_line_says_what_to_type(tmp_path: Path) -> None:
    done = toadam(tmp_path, HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path / "state"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "toadam demo" in done.stderr


def test_a_conference_that_cannot_be_opened_leads_to_the_start_which_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def welcome(words: str) -> NextWindow | None:
        said.append(words)
        return OpenConference(tmp_path / "gone.json") if len(said) == 1 else None

    monkeypatch.setattr(screens, "_welcome", welcome)
    monkeypatch.setattr(screens, "must_be_a_terminal", lambda: None)
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    screens._follow(OpenConference(tmp_path / "other.json"), "Bàn 1")
    assert ["không phải tệp hội nghị" in said[0], "gone.json" in said[1], len(said)] == [True, True, 2]
