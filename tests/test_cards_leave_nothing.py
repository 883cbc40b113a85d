"""Identity cards in a real pseudo-terminal, on every screen and over dialogs: afterwards nothing of them is anywhere.

Every byte of every file is searched in every encoding used, and every byte the terminal was sent.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from itertools import chain, count, cycle
from pathlib import Path

import pytest

from builders import code, delegate, delegates
from card_window import taking_cards
from cards import DAMAGES, NAME, SECRETS, card, secrets_as
from conftest import write_conference
from people import found_in
from reception_window import answers
from terminal import Terminal

F1, F2, F3, F4, F5, F6 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~"
F7, F8, F12, DOWN, ESCAPE = "\x1b[18~", "\x1b[19~", "\x1b[24~", "\x1b[B", "\x1b"
CTRL_F, CTRL_P, CTRL_Q = "\x06", "\x10", "\x11"

SCREENS = {"check-in": F2, "running the day": F3, "proposals": F4, "overview": F5, "delegates": F6}
OVER = {
    "nothing": ("", ""),
    "letters": ("xyz", "\x7f\x7f\x7f"),
    "the help": (F1, ESCAPE),
    "the palette": (CTRL_P, ESCAPE),
    "letters in the palette": (CTRL_P + "xyz", ESCAPE),
    "a question": (CTRL_Q, ESCAPE),
    "what F7 offers": (F7, ESCAPE),
    "what F8 offers": (F8, ESCAPE),
}
AT_THE_DESK = {
    "all about somebody": ("4" + F8, ESCAPE + "\x7f"),
    "somebody to be chosen": ("4" + F8 + "5", ESCAPE + ESCAPE + "\x7f"),
    "a form": ("4" + F8, ESCAPE + "\x7f", "Sửa họ tên", "6"),
    "who is told": (F12, ESCAPE),
}
"""What to press to get there, and back; what is then to be waited for, and pressed."""
LONG = pytest.mark.long
ENDS = ("\r", "\r\n", "\t", "\n")


def situations(screen: str) -> Iterator[tuple[str, ...]]:
    """Every dialog on a screen, behind the screen's key."""
    for there, *rest in {**OVER, **(AT_THE_DESK if screen == "check-in" else {})}.values():
        yield SCREENS[screen] + there, *rest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hoi-nghi").mkdir()
    return tmp_path / "hoi-nghi"


def conference(folder: Path, *, read: bool = True) -> Path:
    people = [*delegates(120), delegate(121, name=NAME)]
    return write_conference(folder / "toadam.json", people, identity_cards=read)


def in_files(folder: Path, damage: str = "none") -> set[tuple[str, str]]:
    return found_in([folder], secrets_as(damage))


def on_terminal(terminal: Terminal, damage: str = "none") -> set[str]:
    return {secret for secret in secrets_as(damage) if secret.encode() in terminal.output}


def last_words(terminal: Terminal) -> str:
    """What was printed when the window had gone, as text."""
    told = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told)


def on_screen(terminal: Terminal) -> list[str]:
    return [secret for secret in SECRETS if secret in terminal.text]


def goes_on(terminal: Terminal, folder: Path, number: int) -> None:
    """The badge scanned behind everything is saved: what came before it has been dealt with."""
    terminal.send(code(number) + "\r")
    terminal.wait_for(lambda: scans(folder) == number)


def scans(folder: Path) -> int:
    return sum(journal.read_bytes().count(b'"verb":"scan"') for journal in folder.glob("*.journal-*"))


def quits(terminal: Terminal) -> None:
    terminal.send("\x11")
    terminal.wait_for("Đóng cửa sổ này?")
    terminal.send("\x1b[C\r")
    assert terminal.wait() == 0


# -- everywhere ---------------------------------------------------------------------------------------


FEW = [*list(situations("check-in"))[1::2], *chain.from_iterable(list(situations(one))[1:3] for one in [*SCREENS][1:])]
ALL = list(chain.from_iterable(map(situations, SCREENS)))


@pytest.mark.parametrize("over", [FEW, pytest.param(ALL, marks=LONG)], ids=["a few", "all"])
def test_a_card_over_anything_leaves_nothing_and_presses_nothing(folder: Path, over: list[tuple[str, ...]]) -> None:
    path = conference(folder)
    numbers, ends = count(1), cycle(ENDS)
    with taking_cards(path, columns=80, lines=24) as terminal:
        for there, back, *further in over:
            terminal.send(there)
            for text, key in zip(further[::2], further[1::2], strict=True):
                terminal.wait_for(text)
                terminal.send(key)
            terminal.send(card() + next(ends))
            goes_on(terminal, folder, next(numbers))
            for key in back:
                terminal.send(key)
                goes_on(terminal, folder, next(numbers))
        quits(terminal)
        assert on_terminal(terminal) == set()
    assert {entry.verb for entry in answers(path)} == {"scan"}
    assert in_files(folder) == set()


@pytest.mark.parametrize(
    ("damage", "gap"),
    [
        ("none", 0.006),
        *(pytest.param(damage, gap, marks=LONG) for damage in DAMAGES for gap in (0.001, 0.03)),
    ],
)
def test_a_slow_scanner_and_a_paste_leave_nothing(folder: Path, damage: str, gap: float) -> None:
    path = conference(folder)
    scanned = DAMAGES[damage](card())
    with taking_cards(path) as terminal:
        terminal.send(scanned + "\r", gap=gap)
        terminal.wait_for("GIẤY TỜ: TÌM THẤY 1 NGƯỜI")
        terminal.send("\x1b")
        terminal.wait_for("↓ xem ai chưa đến")
        terminal.paste(scanned)
        terminal.wait_for("Giấy tờ: tìm thấy 1 người")
        quits(terminal)
        assert on_terminal(terminal, damage) == set()
    assert answers(path) == []
    assert in_files(folder, damage) == set()


def test_an_enter_that_comes_late_checks_nobody_in(folder: Path) -> None:
    path = conference(folder)
    with taking_cards(path) as terminal:
        terminal.send(card())
        terminal.wait_for("Giấy tờ: tìm thấy 1 người")
        terminal.send("\r")
        goes_on(terminal, folder, 1)
        terminal.send(DOWN + "\r")
        terminal.wait_for("Có mặt 2/121")
    assert [entry.outcome["delegate"] for entry in answers(path)] == [1, 121]


# -- where cards are not read -------------------------------------------------------------------------


FIELDS = {
    "the search": ("xyz", "xyz", "\x7f" * 3),
    "the moderator's field": (F3 + "xyz", "xyz", "\x7f" * 3),
    "the editor": (F4 + "bơm nước", "bơm nước", ""),
    "the palette": (F2 + CTRL_P + "xyz", "xyz", "\x1b"),
    "the list of delegates": (F6 + "xyz", "xyz", "\x7f" * 3),
}


def test_where_cards_are_not_read_no_field_keeps_one(folder: Path) -> None:
    path = conference(folder, read=False)
    with taking_cards(path) as terminal:
        for number, (there, typed, back) in enumerate(FIELDS.values(), 1):
            terminal.send(there)
            terminal.wait_for(typed)
            terminal.send(card() + "\r")
            goes_on(terminal, folder, number)
            terminal.wait_for(typed)
            terminal.wait_for(lambda: not on_screen(terminal))
            terminal.send(back)
        # The draft is put aside a second after the last key; it is looked for in the files.
        terminal.wait_for(lambda: bool(found_in([folder], ["bơm nước"])))
        assert in_files(folder) == set()
        terminal.process.kill()
        terminal.wait()
    assert in_files(folder) == set()
    assert {entry.verb for entry in answers(path)} == {"scan"}


# -- in a crash ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "pasted"),
    [
        *(("matching", False), ("handler", True), ("key", False)),
        *(pytest.param(*other, marks=LONG) for other in (("matching", True), ("handler", False))),
    ],
)
def test_a_crash_over_a_card_shows_and_keeps_nothing_of_it(folder: Path, where: str, pasted: bool) -> None:
    path = conference(folder)
    with taking_cards(path, where) as terminal:
        if where == "key":
            terminal.send(card()[:60] + F1)
        elif pasted:
            terminal.paste(card())
        else:
            terminal.send(card() + "\r")
        terminal.wait()
        terminal.wait_for(lambda: b"planted" in terminal.output)
        assert on_terminal(terminal) == set()
        assert "planted" in last_words(terminal)
        people = [NAME, *(each for person in delegates(120) for each in (person.name, person.phone))]
        assert not [word for word in people if word in last_words(terminal)]
    assert in_files(folder) == set()


@pytest.mark.parametrize(
    ("read", "share"),
    [
        *((True, 0.5), (False, 0.5)),
        *(pytest.param(read, share, marks=LONG) for read in (True, False) for share in (0.05, 0.13, 0.15, 0.3, 1)),
    ],
)
def test_a_window_killed_over_a_card_has_kept_nothing(folder: Path, read: bool, share: float) -> None:
    path = conference(folder, read=read)
    with taking_cards(path) as terminal:
        terminal.send(F4 + "bơm nước")
        terminal.wait_for("bơm nước")
        terminal.wait_for(lambda: bool(found_in([folder], ["bơm nước"])))
        terminal.send(card()[: int(len(card()) * share)])
        goes_on(terminal, folder, 1)
        terminal.process.send_signal(signal.SIGKILL)
        terminal.wait()
    assert in_files(folder) == set()
    assert {entry.verb for entry in answers(path)} <= {"scan"}
    assert in_files(folder) == set()
