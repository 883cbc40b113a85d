"""Writing in a real pseudo-terminal: what depends on the order of bytes, and what outlives the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

import pytest

from builders import code, proposal
from input_programs import UNIKEY, sent
from secretary_desk import name_of, sitting
from secretary_window import secretary
from store import open_store, standing_proposals
from store.proposal_records import Proposal
from terminal import Terminal

F8, F9 = "\x1b[19~", "\x1b[20~"
UP, HOME, CTRL_HOME = "\x1b[A", "\x1b[H", "\x1b[1;5H"
ANSWER, SPLIT = "7", "6"
ASKED_ANSWER, ASKED_SPLIT = "Ý kiến tiếp thu, giải trình", "Phần sau con trỏ thành"
VIET = sent(UNIKEY, "vieetj")
FRAME_S = 0.033
PRESSES = 5
SAID = "kinh phí hoạt động tổ dân vận khu phố mô hình ngõ sáng nhà sạch loa kéo giao ban quy chế"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sitting(tmp_path / "toadam.json")


def noted(path: Path) -> list[Proposal]:
    with closing(open_store(path, desk="test")) as store:
        return standing_proposals(store.state)


def test_what_an_input_method_types_and_f9_in_one_burst_are_texts_of_their_own(path: Path) -> None:
    with secretary(path) as terminal:
        terminal.send(f"{VIET} mot{F9}" + sent(UNIKEY, "huowngr") + f"\r{VIET}{F9}ba")
        terminal.wait_for("ĐÃ GHI SỐ 2")
        terminal.wait_for("ba")
    assert [one.text for one in noted(path)] == ["việt mot", "hưởng\nviệt"]


def test_a_scan_between_the_letters_of_a_syllable_leaves_them_as_they_are(path: Path) -> None:
    with secretary(path) as terminal:
        terminal.send("vie\bê" + code(12) + "\r" + "t\b\bệt" + F9)
        terminal.wait_for("ĐÃ GHI SỐ 1")
    (one,) = noted(path)
    assert one.text == "việt"
    assert [person.delegate for person in one.submitters] == [12]


def test_a_paste_from_word_keeps_its_lines_in_nfc(path: Path) -> None:
    with secretary(path) as terminal:
        terminal.paste("Kinh phi\u0301:\r\n\u2022 loa\x07\r\n\r\n\u2022 máy\u00a0bơm\x0bmới")
        terminal.wait_for("máy bơm")
        terminal.send(F9)
        terminal.wait_for("ĐÃ GHI SỐ 1")
    assert noted(path)[0].text.splitlines() == ["Kinh phí:", "• loa", "• máy bơm", "mới"]


def test_half_a_text_half_an_answer_and_half_a_split_outlive_windows_that_are_killed(tmp_path: Path) -> None:
    path = sitting(tmp_path / "toadam.json", proposal(1, "Ngõ sáng\nnhà sạch"))
    with secretary(path) as terminal:
        terminal.send(f"{VIET} mot\rhai")
        terminal.send(code(12) + "\r")
        terminal.wait_for(f"NGƯỜI NÊU · 012 {name_of(12)}")
        terminal.send(CTRL_HOME)
        _asks_about_the_last(terminal, ANSWER, ASKED_ANSWER)
        terminal.send(f"{VIET} tiep t")
        _kill(terminal, path, '"delegate":12', "việt tiep t")
    with secretary(path, columns=80, lines=24, ready=ASKED_ANSWER) as terminal:
        terminal.send(f"hu{F9}")
        terminal.wait_for(lambda: ASKED_ANSWER not in terminal.text)
        terminal.wait_for("việt mot")
        terminal.send(f" ba{F9}")
        terminal.wait_for("ĐÃ GHI SỐ 2")
        terminal.wait_for(lambda: not _drafts(path))
        terminal.send(UP)
        _asks_about_the_last(terminal, SPLIT, ASKED_SPLIT)
        terminal.send(" bon")
        _kill(terminal, path, "nhà sạch bon")
    with secretary(path, ready=ASKED_SPLIT) as terminal:
        terminal.send(f"{HOME}{F9}")
        terminal.wait_for("ĐÃ TÁCH")
        terminal.wait_for(lambda: not _drafts(path))
    first, second, third = noted(path)
    assert [one.text for one in (first, second, third)] == ["Ngõ sáng", "việt mot\nhai ba", "nhà sạch bon"]
    assert first.response == "việt tiep thu"
    assert [person.delegate for person in second.submitters] == [12]


def _asks_about_the_last(terminal: Terminal, question: str, asked: str) -> None:
    terminal.send(UP)
    terminal.wait_for("F8 việc khác")
    terminal.send(F8)
    terminal.wait_for("⏎ chọn")
    terminal.send(question)
    terminal.wait_for(asked)


def _kill(terminal: Terminal, path: Path, *kept: str) -> None:
    """Once these words are on the medium."""

    def is_kept() -> bool:
        written = b"".join(draft.read_bytes() for draft in _drafts(path))
        return all(words.encode() in written for words in kept)

    terminal.wait_for(is_kept)
    terminal.process.kill()
    terminal.process.wait()


def test_a_window_that_is_closed_in_the_middle_of_a_word_leaves_it_to_the_next(path: Path) -> None:
    with secretary(path) as terminal:
        terminal.send("kinh p\x11")
        terminal.wait_for("Đóng cửa sổ này?")
        terminal.send("\x1b[C\r")
        assert terminal.wait() == 0
    with secretary(path) as terminal:
        terminal.wait_for("kinh p")


def _drafts(path: Path) -> list[Path]:
    return list(path.parent.glob("toadam.json.draft-*"))


# -- many --------------------------------------------------------------------------------------------------------------


def crowded(path: Path, count: int) -> Path:
    words = SAID.split()
    texts = (" ".join(words[(number * step) % len(words)] for step in range(1, 30)) for number in range(1, count + 1))
    return sitting(path, *(proposal(number, f"{text} {number}") for number, text in enumerate(texts, 1)))


def test_keys_answer_among_two_thousand_within_a_frame_of_what_they_take_among_twenty(tmp_path: Path) -> None:
    few, many = crowded(tmp_path / "few.json", 20), crowded(tmp_path / "many.json", 2000)
    with secretary(few) as small, secretary(many) as large:
        for measure in (_letters, _arrows, _saves):
            control, measured = (list(measure(one, count)) for one, count in ((small, 20), (large, 2000)))
            assert median(measured) <= 2 * median(control) + FRAME_S, (measure, control, measured)


Measure = Callable[[Terminal, int], Iterator[float]]


def _letters(terminal: Terminal, _count: int) -> Iterator[float]:
    """From a letter to the letter, with those that say much the same."""
    typed = ""
    for letter in "kinh phí loa":
        typed += letter
        yield _answered(terminal, letter, typed.strip())
    terminal.wait_for("≈ Số")
    terminal.send("\x15")
    terminal.wait_for(lambda: "≈ Số" not in terminal.text)


def _arrows(terminal: Terminal, count: int) -> Iterator[float]:
    """From an arrow to which one the hint names."""
    for place in range(PRESSES):
        yield _answered(terminal, UP, f"sửa số {count - place} ")
    terminal.send("\x1b")
    terminal.wait_for("F9 ghi")


def _saves(terminal: Terminal, count: int) -> Iterator[float]:
    """From F9 to the answer that it is noted, durably."""
    for place in range(1, PRESSES + 1):
        terminal.send("mot hai")
        terminal.wait_for("F9 ghi · ")
        yield _answered(terminal, F9, f"ĐÃ GHI SỐ {count + place}")


def _answered(terminal: Terminal, keys: str, shown: str) -> float:
    since = time.monotonic()
    terminal.send(keys)
    terminal.wait_for(shown)
    return time.monotonic() - since
