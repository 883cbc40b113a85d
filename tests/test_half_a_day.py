"""Half a day at the moderator's table in a real terminal, a crash in the middle of it, held against a table by hand."""

from __future__ import annotations

import signal
from contextlib import closing
from pathlib import Path

from moderator_desk import here, written
from moderator_window import hall
from store import ItemState, State, open_store, project, speech_clock, spoken
from store.records import Stamp
from tui.present import clock
from tui.time_words import count_up

F8, F9 = "\x1b[19~", "\x1b[20~"
UNDO, SPACE, ENTER, DOWN, LEFT = "\x1a", " ", "\r", "\x1b[B", "\x1b[D"


def test_half_a_day_with_a_crash_is_as_the_table_says(tmp_path: Path) -> None:
    path = written(tmp_path / "toadam.json", *here(12, 47, 88))
    with hall(path, "08:02:00") as first:
        first.press("", "08:00 Nội dung 1 chưa bấm bắt đầu")
        first.press(ENTER, "F9 ▶ Sang mục 08:10 Nội dung 2")
        first.until("08:06:00")
        first.press(SPACE, "TẠM DỪNG ·")
        first.until("08:08:00")
        first.press(SPACE, "MỤC TIẾP TỤC")
        first.until("08:13:00")
        first.press(F9, "F9 ▶ Sang mục 08:20 Nội dung 3")
        first.until("08:20:00")
        first.press(F9, "F9 ▶ Sang mục 08:30 Nội dung 4")
        first.until("08:21:00")
        first.press(UNDO, "ĐÃ HOÀN TÁC", "F9 ▶ Sang mục 08:20 Nội dung 3")
        first.until("08:25:00")
        first.press(F9, "F9 ▶ Sang mục 08:30 Nội dung 4")
        first.until("08:30:00")
        first.press(F9, "▶ 08:30 Nội dung 4")
        first.press("12 47 88" + ENTER, "Chờ phát biểu: 3")
        first.until("08:31:00")
        first.press(F9, "▶ Thảo luận · 012")
        first.until("08:37:30")
        first.press(F9, "▶ Thảo luận · 047")
        first.until("08:39:00")
        first.terminal.process.send_signal(signal.SIGKILL)
        first.terminal.wait()
    with hall(path, "08:42:00") as second:
        second.press("", "Chương trình tắt 08:39–08:42 (3 phút)", "▶ Thảo luận · 047")
        second.press(ENTER, "Đã tạm dừng: không tính")
        second.press("2", "ĐÃ TÍNH THỜI GIAN GIÁN ĐOẠN")
        second.until("08:45:00")
        second.press(F9, "▶ Thảo luận · 088")
        second.until("08:47:00")
        second.press(F9, "▶ 08:47 Nội dung 5")
        second.press(F8, "Cả buổi")
        second.press("3", "Muốn kết thúc lúc")
        second.press(DOWN + DOWN + LEFT * 5, "Kết thúc 09:02")
        second.press(ENTER, "ĐÃ ĐIỀU CHỈNH CHƯƠNG TRÌNH")
        second.until("08:55:00")
        second.press(F9, "F9 ▶ Kết thúc hội nghị")
        second.until("09:02:00")
        second.press(F9, "Chậm 2 phút – đã kết thúc 09:02")
    with closing(open_store(path, desk="test")) as store:
        now = store.log()[-1].at
        assert agenda_of(store.state, now) == AGENDA
        assert speeches_of(store.state, now) == SPEECHES


AGENDA = """
1 08:00:00 08:13:00 11:00
2 08:13:00 08:25:00 12:00
3 08:25:00 08:30:00 05:00
4 08:30:00 08:47:00 14:00
5 08:47:00 08:55:00 08:00
6 08:55:00 09:02:00 07:00
"""
"""Each item: begun, ended, and how long without pauses."""

SPEECHES = """
12 08:31:00 08:37:30 06:30
47 08:37:30 08:45:00 04:30
88 08:45:00 08:47:00 02:00
"""
"""Each speech: whose, begun, ended, and how long without pauses."""


def agenda_of(state: State, now: Stamp) -> str:
    lines = [line for line in project(state, now).lines if line.state is ItemState.DONE]
    return (
        "".join(f"\n{line.item.id} {clock(line.start)} {clock(line.end)} {count_up(line.elapsed_ms)}" for line in lines)
        + "\n"
    )


def speeches_of(state: State, now: Stamp) -> str:
    told = ""
    for one in spoken(state, now):
        assert one.span is not None
        assert one.span.ended is not None
        took = count_up(speech_clock(state, one, now).elapsed_ms)
        told += f"\n{one.delegate} {clock(one.span.started)} {clock(one.span.ended)} {took}"
    return told + "\n"
