"""The reception screen in a real pseudo-terminal: what depends on the order of bytes, and what reaches the terminal."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import reception_window
from builders import code, delegate
from conftest import write_conference
from reception_window import READY, answers, reception
from terminal import Terminal


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\t", ""])
def test_fifty_scans_in_one_write_get_fifty_answers_in_order(roll: Path, end: str) -> None:
    with reception(roll) as terminal:
        terminal.send("".join(code(number) + end for number in range(1, 51)))
        terminal.wait_for("Có mặt 50/112")
        terminal.wait_for("Số 050")
        assert delegate(50).name.upper() in terminal.text
    entries = answers(roll)
    assert [entry.outcome["delegate"] for entry in entries] == list(range(1, 51))
    assert {entry.outcome["outcome"] for entry in entries} == {"admitted"}


def test_a_scan_typed_before_there_is_anything_to_see_is_answered(roll: Path) -> None:
    """The terminal keeps it, and hands it over as lines are typed: with a line feed."""
    with Terminal(sys.executable, reception_window.__file__, str(roll)) as terminal:
        terminal.send(code(7) + "\r")
        terminal.wait_for("Số 007", timeout=30)
    assert [entry.outcome["delegate"] for entry in answers(roll)] == [7]


def test_two_numbers_in_one_write_are_two_people(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.send("47\r48\r")
        terminal.wait_for("Có mặt 2/112")
    assert [entry.outcome["delegate"] for entry in answers(roll)] == [47, 48]


def test_a_pasted_list_of_badges_is_scanned(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.paste("\n".join(code(number) for number in (3, 5, 7)))
        terminal.wait_for("Có mặt 3/112")


def test_a_scan_between_letters_leaves_the_letters(roll: Path) -> None:
    with reception(roll, columns=80, lines=24) as terminal:
        terminal.send("zyx" + code(9) + "\r" + "w")
        terminal.wait_for("Số 009")
        terminal.wait_for("zyxw")


def test_a_window_that_loses_the_keyboard_says_so_until_it_has_it_again(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.send("\x1b[O")
        terminal.wait_for("KHÔNG NHẬN PHÍM")
        terminal.send("\x1b[I")
        terminal.wait_for(lambda: "KHÔNG NHẬN PHÍM" not in terminal.text)
        terminal.send("47")
        terminal.wait_for("⏎ Điểm danh 047")


def test_no_name_commands_the_terminal(tmp_path: Path) -> None:
    name = "Nguyễn\x1b]52;c;aGFjaw==\x07\x9b31m \u202eVăn [/x] A"
    path = write_conference(tmp_path / "toadam.json", [delegate(1, name=name, unit="\x1b[2J", note="\x1bc")])
    with reception(path) as terminal:
        terminal.send(code(1))
        terminal.wait_for("Số 001")
        assert b"\x1b]52" not in terminal.output
        assert b"\x1bc" not in terminal.output
        assert "\u202e".encode() not in terminal.output
        assert "\x9b".encode() not in terminal.output
        assert "[/X]" in terminal.text


def test_a_window_too_small_says_so_and_recovers(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.resize(60, 18)
        terminal.wait_for("Cửa sổ quá nhỏ")
        terminal.resize(80, 24)
        terminal.wait_for(lambda: READY in terminal.text and "quá nhỏ" not in terminal.text)


def test_quitting_leaves_an_ordinary_file(roll: Path) -> None:
    with reception(roll) as terminal:
        terminal.send(code(47))
        terminal.wait_for("Số 047")
        terminal.send("\x11")
        terminal.wait_for("Đóng cửa sổ này?")
        terminal.send("\x1b[C\r")
        assert terminal.wait() == 0
    assert re.search(r'"method":\s*"scan"', roll.read_text(encoding="ascii"))
