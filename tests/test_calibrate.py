"""`toadam calibrate`: through a pipe, in a real pseudo-terminal, and the card it writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import typing_rules
from cards import NAME, SECRETS, card
from command import ok, toadam
from input_programs import UNIKEY, bursts
from layouts import WINDOWS_FRENCH, WINDOWS_VIETNAMESE, typed_on
from printed import texts
from store.documents import text_modules
from store.trial_badges import SAMPLE_BADGE, TEST_BADGE
from terminal import Terminal
from tui.commands.calibration import strokes_of
from tui.widgets.symbol import half_blocks

READY = "Quét thẻ thử hai, ba lần"


# -- the card ----------------------------------------------------------------------------------------------------------


def test_the_card_is_written_without_a_conference_and_without_a_screen(tmp_path: Path) -> None:
    assert ok(tmp_path, "calibrate", "-o", "the.pdf") == "Đã ghi: the.pdf\n"
    assert "CÀI ĐẶT MÁY QUÉT" in texts((tmp_path / "the.pdf").read_bytes())[0]
    assert [path.name for path in tmp_path.iterdir()] == ["the.pdf"]


def test_a_card_is_not_written_over_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "the.pdf").write_text("x")
    refused = toadam(tmp_path, "calibrate", "-o", "the.pdf")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    ok(tmp_path, "calibrate", "--card", "the.pdf", "--force")
    assert (tmp_path / "the.pdf").read_bytes().startswith(b"%PDF")


def test_a_card_has_the_ending_of_what_it_is(tmp_path: Path) -> None:
    assert toadam(tmp_path, "calibrate", "-o", "the.txt").returncode == 1
    assert not list(tmp_path.iterdir())


def test_the_help_has_an_example(tmp_path: Path) -> None:
    assert "toadam calibrate -o" in ok(tmp_path, "calibrate", "--help")


# -- through a pipe ----------------------------------------------------------------------------------------------------


def test_scans_on_standard_input_are_answered_line_by_line(tmp_path: Path) -> None:
    french = typed_on(WINDOWS_FRENCH, TEST_BADGE, caps=True)
    lines = ok(tmp_path, "calibrate", stdin=f"{TEST_BADGE}\r\n{french}\t{SAMPLE_BADGE}").splitlines()
    said = [line.split("\t") for line in lines]
    assert [line[:2] for line in said if line[0].isdigit()] == [
        ["1", "Máy này sẵn sàng: quét là nhận"],
        ["2", "Quét thẻ được; nên sửa 4 chỗ"],
        ["3", "Thẻ mẫu, đọc đúng"],
    ]
    assert said[0][2] == TEST_BADGE
    amiss = {line[1]: line[2] for line in said if line[0] == "!"}
    assert set(amiss) == {
        "Bàn phím: Pháp (AZERTY)",
        "Caps Lock: đang bật",
        "Sau mã: Tab",
        "Lần quét này khác lần trước",
    }
    assert all(amiss.values())
    assert {line[0] for line in said} == {"1", "2", "3", "✓", "!"}


def test_nothing_scanned_is_said_and_is_a_failure(tmp_path: Path) -> None:
    for nothing in (b"", b"\r\n\r\n"):
        done = toadam(tmp_path, "calibrate", stdin=nothing)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", "toadam: chưa quét được gì\n")


def test_bytes_that_are_no_text_are_answered_like_any(tmp_path: Path) -> None:
    lines = ok(tmp_path, "calibrate", stdin=bytes(range(256)) * 40 + TEST_BADGE.encode() + b"\r").splitlines()
    assert lines[-1].startswith(("✓", "!"))
    assert all(char.isprintable() for line in lines for char in line.replace("\t", ""))


@settings(deadline=None)
@given(st.lists(st.binary(max_size=60), max_size=5))
def test_no_bytes_at_all_stop_the_reading_wherever_they_are_cut(chunks: list[bytes]) -> None:
    typed = [stroke.typed for stroke in strokes_of(iter(chunks))]
    whole = b"".join(chunks).decode("utf-8", errors="replace")
    assert "".join(typed) == whole.replace("\x7f", "\b")


# -- in a terminal -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def window() -> Iterator[Terminal]:
    """One for all: each test scans what it waits for, whatever was scanned before."""
    with Terminal.module("tui", "calibrate", columns=80, lines=24) as terminal:
        terminal.wait_for(READY, timeout=30)
        yield terminal


def test_a_scan_is_read_from_the_symbol_on_the_screen(window: Terminal) -> None:
    drawn = half_blocks(text_modules(TEST_BADGE))
    top = next(row for row, line in enumerate(window.screen()) if drawn[1].rstrip() in line) - 1
    left = window.screen()[top + 1].index(drawn[1].strip()) - len(drawn[1]) + len(drawn[1].lstrip())
    picture = Image.new("L", (len(drawn[0]), 2 * len(drawn)), 255)
    for x, y in product(range(len(drawn[0])), range(len(drawn))):
        for half, dark in enumerate(_dark(window, left + x, top + y)):
            picture.putpixel((x, 2 * y + half), 0 if dark else 255)
    large = picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST)
    assert [symbol.text for symbol in zxingcpp.read_barcodes(large)] == [TEST_BADGE]


def test_a_layout_and_caps_lock_in_a_terminal_are_told(window: Terminal) -> None:
    window.send("]Q1" + typed_on(WINDOWS_VIETNAMESE, TEST_BADGE, caps=True) + "\t", gap=0.001)
    for told in (
        "! Bàn phím: tiếng Việt",
        "! Caps Lock: đang bật",
        "! Trước mã: ]Q1",
        "! Sau mã: Tab",
        "Quét thẻ được; nên sửa 4 chỗ",
    ):
        window.wait_for(told)


def test_what_an_input_method_sends_in_a_terminal_is_told(window: Terminal) -> None:
    for burst in bursts(UNIKEY.typing(typing_rules.VNI), TEST_BADGE + "\r"):
        window.send(burst.replace("\b", "\x7f"))
    window.wait_for("! Bộ gõ: đang bật, kiểu VNI")


def test_no_bytes_end_the_trial_before_its_time(window: Terminal) -> None:
    window.send(b"\xff\xfe\xc3(" + bytes(range(0x80, 0x100)) + b"\x1b[99999999u\x1b[49;1:3;49u")
    window.send("x" * 900 + "\t\t")
    window.send((TEST_BADGE + "\r\n") * 2)
    window.wait_for("Máy này sẵn sàng: quét là nhận")


def test_a_paste_and_a_lost_keyboard_are_told(window: Terminal) -> None:
    window.send("\x1b[O")
    window.wait_for("CỬA SỔ KHÔNG NHẬN PHÍM")
    window.send("\x1b[I")
    window.paste(TEST_BADGE + "\r")
    window.wait_for("! Mã đến bằng cách dán")
    window.wait_for("! Cửa sổ này mất bàn phím 1 lần")


def test_what_was_found_last_stays_to_be_read_when_the_screen_is_closed() -> None:
    with Terminal.module("tui", "calibrate") as terminal:
        terminal.wait_for(READY, timeout=30)
        terminal.send(TEST_BADGE + "\r", gap=0.002)
        terminal.wait_for("Máy này sẵn sàng")
        terminal.wait_for(lambda: "▄" in terminal.text and "✓ Sau mã: Enter" in terminal.text)
        terminal.send("\x1b")
        assert terminal.wait() == 0
    assert re.search(r"✓\s+Sau mã: Enter", terminal.output.decode().rpartition("\x1b[?1049l")[2])


def _dark(terminal: Terminal, column: int, row: int) -> tuple[bool, bool]:
    """Upper and lower half of a cell, by the colours it is really drawn in."""
    cell = terminal.cell(column, row)
    ink, paper = cell.fg == "000000", cell.bg == "000000"
    return {" ": (paper, paper), "▀": (ink, paper), "▄": (paper, ink), "█": (ink, ink)}[cell.data]


# -- a stranger's card -------------------------------------------------------------------------------------------------

CRASHING = """
from tui.calibration.listening import Listening
from tui.calibrator import Calibrator

hear = Listening.hear

def fail(listening, stroke):
    told = "".join(each.typed for each in listening._strokes)
    if len(told) > 90:
        raise RuntimeError("planted")
    return hear(listening, stroke)

Listening.hear = fail
Calibrator().run()
"""


@pytest.mark.parametrize("pasted", [False, True])
def test_a_crash_over_a_strangers_card_shows_nothing_of_it(pasted: bool) -> None:
    with Terminal.python(CRASHING) as terminal:
        terminal.wait_for(READY)
        if pasted:
            terminal.paste(card())
        else:
            terminal.send(card() + "\r")
        terminal.wait()
        terminal.wait_for(lambda: b"planted" in terminal.output)
        shown = terminal.output.decode("utf-8", "replace")
    assert not [secret for secret in (*SECRETS, NAME) if secret in shown]
