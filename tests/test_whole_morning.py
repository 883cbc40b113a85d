"""A whole morning in a real pseudo-terminal, typed as a person types and a scanner scans, with a power cut in it.

What it comes to is written down here by hand and held against every export; none of it is worked out by the program.
The evening before, the office sends its roster twice: 3 names are spelt anew (47, 62, 80), 2 people replaced in their
posts (24 by 113, 42 by 114), 2 removed (57, 106) and 2 added (115, 116). So 112 are summoned:

    60 by badge, 15 without it, 8 by a substitute (3 of them brought the delegate's badge), 10 on paper while
    there is no power, 4 as a group, 2 taken for somebody else first, 4 late                103 present
    3 excused, 6 never come                                                                   9 absent

and besides them come 5 walk-ins and 3 reporters. Six mistakes are undone.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from assets import ASSETS
from command import SAMPLE, answer, ok, toadam
from terminal import Terminal

PROGRAM = """
import sys
sys.path.insert(0, "tests")
from pathlib import Path
from conftest import opener
from tui.app import ToaDamApp
ToaDamApp(opener(Path(sys.argv[1]), at=sys.argv[2]), silent=True).run()
"""

F6, F7, F8, DOWN, RIGHT = "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[B", "\x1b[C"
UNDO, ENTER, ESCAPE = "\x1a", "\r", "\x1b"

ALLOWANCES = (300_000, 300_000, 200_000, 200_000, 200_000, 200_000, 150_000)
"""By category, in the order of the plan."""

CORRECTED = {47: "Nguyễn Tiến Ẩn", 62: "Hồ Quý Đậu", 80: "Trần Thị Liệu"}
REPLACED = {24: "Phạm Đức Tiến", 42: "Ngô Thế Vinh"}
EXCHANGED = {57: "Đỗ Thị Quế", 106: "Tạ Quang Bảo"}
"""Removed, and somebody of another quarter in the same row."""
NOT_RIGHT = {47, 62, 80, 113, 114, 115, 116}
"""Whose badges of the first version cannot be worn."""

GROUP = (1, 2, 3, 4)
LATE = (25, 26, 27, 28)
EXCUSED = {31: "1", 32: "2", 33: "4"}
NEVER = (35, 36, 37, 38, 39, 40)
SUBSTITUTED = (50, 51, 52, 53, 54)
WITH_THE_BADGE = (58, 59, 60)
FORGOTTEN = (61, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74)
BY_NAME = {47: "nguyen tien an", 62: "ho quy dau"}
PAPER = tuple(range(85, 95))
MISTAKEN = {37: 95, 38: 96}
"""First taken for the one, then given to the other."""
SUMMONED = {*range(1, 117)} - {24, 42, 57, 106}

PRESENT_BY_CATEGORY = (3, 6, 4, 5, 6, 7, 72)
SUMMONED_BY_CATEGORY = (3, 6, 4, 5, 6, 12, 76)
TOTALS = {
    "summoned": 112,
    "present": 103,
    "substitutes": 8,
    "excused": 3,
    "unexcused": 6,
    "walk_ins": 5,
    "service": 3,
    "not_arrived": 0,
    "late": 4,
    "left": 1,
}
ANNOUNCED = "có mặt: 99 đồng chí (đạt 88,39%)"
AT_THE_END = (
    "có mặt: 103 đồng chí (đạt 91,96%), trong đó cử người dự thay: 08 đồng chí; "
    "vắng: 09 đồng chí (có lý do: 03, không lý do: 06)"
)
PAID = 18_900_000
PAID_IN_WORDS = "Mười tám triệu chín trăm nghìn đồng chẵn"


def badges_by_scan() -> list[int]:
    """Everybody for whom nothing else is planned."""
    others = {*GROUP, *LATE, *EXCUSED, *NEVER, *SUBSTITUTED, *WITH_THE_BADGE, *FORGOTTEN, *BY_NAME, *PAPER}
    return sorted(SUMMONED - others - set(MISTAKEN.values()))


# -- the evening before ------------------------------------------------------------------------------------------------


def write_plan(path: Path) -> Path:
    """The model plan with amounts."""
    text = (ASSETS / "plan.toml").read_text(encoding="utf-8")
    amounts = iter(ALLOWANCES)
    with_amounts = re.sub(r"^(colour = .*)$", lambda line: f"{line[1]}\nallowance = {next(amounts)}", text, flags=re.M)
    path.write_text(with_amounts, encoding="utf-8")
    return path


def write_second_version(path: Path) -> Path:
    """The sample roster as the office sent it again."""
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book.worksheets[0]
    row_of = {row[0].value: row for row in sheet.iter_rows(min_row=9) if isinstance(row[0].value, int)}
    for stt, name in {**CORRECTED, **REPLACED, **EXCHANGED}.items():
        row_of[stt][1].value = name
        if stt not in CORRECTED:
            row_of[stt][3].value = ""
    for stt in EXCHANGED:
        row_of[stt][2].value = re.sub(r"khu phố [^,]+", "khu phố Mới Lập", row_of[stt][2].value)
    book.save(path)
    return path


def badge_numbers(path: Path) -> set[int]:
    """The numbers on sheets of badges."""
    pages = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    return {int(number) for number in re.findall(r"(?<!\d)(\d{3})(?!\d)", text)}


# -- the morning -------------------------------------------------------------------------------------------------------


class Door:
    """The reception desk, and how many of the summoned it should show."""

    def __init__(self, terminal: Terminal, codes: dict[int, str], present: int) -> None:
        self.terminal, self.codes, self.present = terminal, codes, present

    def type(self, keys: str, until: str, more: int = 0) -> None:
        """Keys in one burst; `more` of the summoned are present afterwards."""
        self.present += more
        self.terminal.send(keys)
        self.terminal.wait_for(until)
        self.terminal.wait_for(f"Có mặt {self.present}/112")

    def pick(self, *picks: tuple[str, str], until: str, more: int = 0) -> None:
        """Keys one after the other, each when what it is meant for is on screen."""
        for keys, asked in picks:
            self.terminal.wait_for(asked)
            self.terminal.send(keys)
        self.type("", until, more)

    def person(self, number: int, digit: str, until: str, more: int = 0) -> None:
        """F8 on somebody found by number."""
        self.terminal.send(str(number))
        self.pick((F8, f" {number:03} "), (digit, "hoặc ↑↓"), until=until, more=more)

    def scan(self, number: int, more: int = 1) -> None:
        self.type(self.codes[number] + ENTER, f"Số {number:03}", more)

    def clear(self) -> None:
        """So that F8 is about the conference."""
        self.type(ESCAPE, "Quét thẻ, hoặc gõ số, gõ tên")


@contextmanager
def door(path: Path, at: str, codes: dict[int, str], present: int) -> Iterator[Door]:
    with Terminal.python(PROGRAM, str(path), at) as terminal:
        terminal.wait_for("Trợ giúp")
        terminal.wait_for("Sẵn sàng quét mã")
        yield Door(terminal, codes, present)


def before_the_power_goes(desk: Door) -> None:
    for number in badges_by_scan()[:30]:
        desk.scan(number)
    desk.clear()
    desk.type(DOWN + " " * 4, "Điểm danh 4 người: ")
    desk.type(ENTER, "ĐÃ ĐIỂM DANH CẢ NHÓM", 4)
    for number in FORGOTTEN[:6]:
        desk.type(f"{number}{ENTER}", f"Số {number:03}", 1)


def after_it_is_back(desk: Door, blanks: list[str]) -> None:
    desk.pick(
        (F8, "Sẵn sàng quét mã"),
        ("5", "hoặc ↑↓"),
        ("85-90, 91,92,93-94" + ENTER, "Ký lúc"),
        (RIGHT + ENTER, "Có trên giấy, chưa có trong máy: 10"),
        until="ĐÃ NHẬP TỪ GIẤY",
        more=10,
    )
    for number in badges_by_scan()[30:]:
        desk.scan(number)
    for number in FORGOTTEN[6:]:
        desk.type(f"{number}{ENTER}", f"Số {number:03}", 1)
    for number, name in BY_NAME.items():
        desk.type(name, f"⏎ Điểm danh {number:03}")
        desk.type(ENTER, f"Số {number:03}", 1)
    substitutes(desk)
    mistakes(desk)
    for number, digit in EXCUSED.items():
        desk.person(number, "2", "Không nêu lý do")
        desk.type(digit, "ĐÃ GHI VẮNG")
        desk.terminal.wait_for(f"Số {number:03}")
    guests(desk, blanks)
    desk.clear()
    desk.pick((F8, "Sẵn sàng quét mã"), ("2", "hoặc ↑↓"), until="ĐÃ CHỐT KHAI MẠC")


def substitutes(desk: Door) -> None:
    for number in SUBSTITUTED:
        desk.person(number, "1", "họ tên là gì?", 1)
        desk.type(f"Nguoi thay {number}{ENTER}", f"NGUOI THAY {number}")
    for number in WITH_THE_BADGE:
        desk.scan(number)
        desk.pick((F8, f"Số {number:03}"), ("1", "hoặc ↑↓"), until="họ tên là gì?")
        desk.type(f"Nguoi thay {number}{ENTER}", f"NGUOI THAY {number}")


def mistakes(desk: Door) -> None:
    for number in NEVER[:2]:
        desk.type(f"{number}{ENTER}", f"Số {number:03}", 1)
        desk.type(UNDO, "HOÀN TÁC", -1)
    for wrong, right in MISTAKEN.items():
        desk.type(f"{wrong}{ENTER}", f"Số {wrong:03}", 1)
        desk.pick((F8, f"Số {wrong:03}"), ("5", "hoặc ↑↓"), until="vậy là ai?")
        desk.type(f"{right}{ENTER}", "ĐÃ ĐỔI NGƯỜI")
    desk.type(f"39{ENTER}", "Số 039", 1)
    desk.scan(1, more=0)
    desk.person(39, "4", "ĐÃ HỦY ĐIỂM DANH", -1)
    desk.person(40, "2", "Không nêu lý do")
    desk.type("1", "ĐÃ GHI VẮNG")
    desk.person(40, "4", "ĐÃ HỦY ĐIỂM DANH")


def guests(desk: Door, blanks: list[str]) -> None:
    for place, category in enumerate("77651"):
        named = f"Số {117 + place} đã vào: họ tên là gì?"
        desk.pick((F7, "Sẵn sàng quét mã"), ("1", "1–4 hoặc"), (category, "thuộc thành phần nào?"), until=named)
        if place < len(blanks):
            desk.type(blanks[place] + ENTER, "ĐÃ GẮN THẺ TRẮNG")
        if place < 4:
            desk.type(f"Khach {place}{ENTER}", f"KHACH {place}")
        else:
            desk.terminal.send(ESCAPE)
            desk.terminal.wait_for("Cần bổ sung: 1")
            desk.terminal.wait_for(lambda: "họ tên là gì?" not in desk.terminal.text)
    for place in range(3):
        desk.pick((F7, "Sẵn sàng quét mã"), ("2", "1–4 hoặc"), until=f"Số {122 + place}")


def after_the_opening(desk: Door, old: dict[int, str]) -> None:
    desk.type(old[24] + ENTER, "THẺ CŨ")
    for number in LATE:
        desk.scan(number)
    desk.person(110, "3", "ĐÃ GHI VỀ SỚM")
    desk.clear()
    desk.pick((F8, "Sẵn sàng quét mã"), ("4", "hoặc ↑↓"), ("1", "1–2 hoặc"), until="Số người")
    desk.type("98" + ENTER, "Đếm tay: 98 người")
    desk.clear()
    desk.pick((F8, "Sẵn sàng quét mã"), ("3", "hoặc ↑↓"), until="ghi 6 người vắng không lý do?")
    desk.type(RIGHT + ENTER, "ĐÃ KẾT THÚC ĐIỂM DANH")


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after it all."""
    folder = tmp_path_factory.mktemp("morning")
    path = folder / "toadam.json"
    evening(folder)
    old = {row["number"]: row["code"] for row in answer(folder, "codes")}
    ok(folder, "import", write_second_version(folder / "v2.xlsx"))
    strike_off(path)
    ok(folder, "badges", "--changed", "-o", "changed.pdf")
    codes = {row["number"]: row["code"] for row in answer(folder, "codes")}
    ok(folder, "badges", "--blank", "2", "-o", "blank.pdf")
    with door(path, "07:20", codes, 0) as desk:
        before_the_power_goes(desk)
        shown = desk.present
        desk.terminal.process.send_signal(signal.SIGKILL)
        desk.terminal.process.wait()
    with door(path, "07:45", codes, shown) as desk:
        after_it_is_back(desk, blank_codes(path))
        shown = desk.present
        leave(desk.terminal)
    with door(path, "08:05", codes, shown) as desk:
        after_the_opening(desk, old)
        leave(desk.terminal)
    return folder


def evening(folder: Path) -> None:
    ok(folder, "new", "--plan", write_plan(folder / "plan.toml"))
    ok(folder, "import", SAMPLE)
    ok(folder, "badges", "-o", "all.pdf")


def strike_off(path: Path) -> None:
    """On the delegates screen: those the second version no longer has."""
    with Terminal.python(PROGRAM, str(path), "07:00") as terminal:
        terminal.wait_for("Trợ giúp")
        terminal.send(F6)
        terminal.wait_for("Tất cả đại biểu: 114")
        terminal.send("\x06")
        terminal.wait_for("hoặc ↑↓")
        terminal.send("7")
        terminal.wait_for("─ Không còn trong danh sách mới: 2 ─")
        terminal.send(DOWN + "  ")
        terminal.wait_for("2 người đã đánh dấu")
        terminal.send(F8)
        terminal.wait_for("1–4 hoặc")
        terminal.send("2")
        terminal.wait_for("057 Dương Danh Vũ – ")
        terminal.send(RIGHT + ENTER)
        terminal.wait_for("ĐÃ RÚT KHỎI DANH SÁCH")
        leave(terminal)


def blank_codes(path: Path) -> list[str]:
    from conftest import opener

    store = opener(path, "Bàn 2")()
    try:
        return list(store.state.blank_codes)
    finally:
        store.close()


def leave(terminal: Terminal) -> None:
    terminal.send("\x11")
    terminal.wait_for("Đóng cửa sổ này?")
    terminal.send(RIGHT + ENTER)
    assert terminal.wait() == 0


# -- what it comes to --------------------------------------------------------------------------------------------------


def test_only_badges_that_are_no_longer_right_were_made_again(morning: Path) -> None:
    assert badge_numbers(morning / "changed.pdf") == NOT_RIGHT
    assert badge_numbers(morning / "all.pdf") >= {1, 24, 57, 112}


def test_the_counts_are_those_of_the_hand_made_table(morning: Path) -> None:
    status = answer(morning, "status")
    assert status["attendance"] == TOTALS
    assert [one["present"] for one in status["categories"]] == list(PRESENT_BY_CATEGORY)
    assert [one["summoned"] for one in status["categories"]] == list(SUMMONED_BY_CATEGORY)


def cells(path: Path, sheet: str | None = None) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return list((book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True))


def test_the_attendance_list_says_so_too_and_what_was_announced(morning: Path) -> None:
    ok(morning, "export", "attendance", "-o", "attendance.xlsx")
    summary = " ".join(str(cell) for row in cells(morning / "attendance.xlsx", "Tổng hợp") for cell in row if cell)
    assert ANNOUNCED in summary
    assert AT_THE_END in summary
    assert "98 người" in summary
    everybody = cells(morning / "attendance.xlsx", "Danh sách")
    words = [" ".join(str(cell) for cell in row if cell is not None) for row in everybody]
    assert sum("Nguoi thay" in row for row in words) == 8
    assert sum("danh sách giấy" in row.casefold() for row in words) == 10


def test_the_allowance_is_the_sum_worked_out_by_hand(morning: Path) -> None:
    ok(morning, "export", "allowance", "-o", "allowance.xlsx")
    every = [cell for row in cells(morning / "allowance.xlsx") for cell in row if cell is not None]
    assert PAID in every
    assert any(PAID_IN_WORDS in str(cell) for cell in every)
    assert sum(str(cell).startswith("Nguoi thay") for cell in every) == 8


def test_who_was_announced_is_introduced_and_the_late_are_named(morning: Path) -> None:
    ok(morning, "export", "introductions", "-o", "introductions.pdf")
    pages = pypdfium2.PdfDocument(morning / "introductions.pdf")
    text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    assert ANNOUNCED in text


def test_nothing_is_damaged_and_every_kill_was_survived(morning: Path) -> None:
    assert toadam(morning, "verify").returncode == 0


def test_the_sheet_to_sign_has_a_line_for_every_number(morning: Path) -> None:
    ok(morning, "signin-sheet", "-o", "signin.pdf")
    assert badge_numbers(morning / "signin.pdf") >= SUMMONED
