"""Scans at a machine that stands still, on a disk that does not answer, beside what a terminal reports by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain

import pytest

from builders import code, delegates, proposal
from capture_model import BLUR, DOWN, FOCUS, POINTER, UP
from capture_places import ESCAPE, F7, PLACES, go, leave
from capture_window import Report, Watched, watched
from cards import SECRETS, card
from secretary_desk import sitting
from store import Outcome, QueueSpeakers, Scan
from tui.i18n import _
from tui.scanner import SILENCE

PASSER_BY = 100
BY_NAME = {place.name: place for place in PLACES}


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    noted = [proposal(1, "Đề nghị hỗ trợ kinh phí"), proposal(2, "Đề nghị bổ sung tài liệu")]
    path = sitting(tmp_path_factory.mktemp("stalls") / "toadam.json", *delegates(200), *noted)
    with watched(path) as window:
        yield window


def scanned(report: Report) -> list[str]:
    return [entry["args"]["code"] for entry in report["log"] if entry["verb"] == Scan.verb_name]


def stalled(window: Watched, before: str, seconds: float, after: str) -> bool:
    """The machine stands still between two characters; False if it had already waited too long before."""
    sent = time.monotonic()
    window.terminal.send(before)
    time.sleep(SILENCE / 5)
    window.stop()
    in_time = time.monotonic() - sent < SILENCE * 0.7
    time.sleep(seconds)
    window.terminal.send(after)
    window.go_on()
    return in_time


QUICK = [(8, 0.5), (16, 0.5), (16, 1.5)]
LONG = [(cut, seconds) for cut in (1, 2, 8, 14, 15, 16) for seconds in (0.12, 0.3, 0.9, 1.5, 3.0)]


@pytest.mark.parametrize(("cut", "seconds"), [*QUICK, *(pytest.param(*one, marks=pytest.mark.long) for one in LONG)])
@pytest.mark.parametrize("name", ["reception, half a name", "question whether to quit"])
def test_a_scan_is_whole_and_presses_nothing_though_the_machine_stood_still(
    window: Watched, name: str, cut: int, seconds: float
) -> None:
    for _try in range(5):
        before = go(window, BY_NAME[name])["place"]
        text = code(PASSER_BY) + "\r"
        in_time = stalled(window, text[:cut], seconds, text[cut:])
        after = window.report()
        if in_time:
            assert scanned(after) == [code(PASSER_BY)]
            assert after["place"] == before
            return
    pytest.fail("the machine is too busy to type on")


def test_scans_wait_for_the_disk_and_typing_does_not(window: Watched) -> None:
    go(window, BY_NAME["reception"])
    with window.disk_held():
        window.terminal.send(f"ng{code(101)}\ru{code(102)}\ry{code(103)}\te")
        window.terminal.wait_for("nguye")
    assert scanned(window.report()) == [code(101), code(102), code(103)]


def test_a_scan_answers_what_stood_there_when_it_came_and_not_what_was_opened_since(window: Watched) -> None:
    go(window, BY_NAME["moderator"])
    with window.disk_held():
        window.terminal.send(code(5) + "\r" + F7)
        window.terminal.wait_for(_("A point of order…"))
        window.terminal.send("1")
        window.terminal.wait_for(_("Somebody not on the list"))
    after = window.report()
    assert [entry["verb"] for entry in after["log"]] == [Scan.verb_name, QueueSpeakers.verb_name]
    assert after["place"]["screens"][-1] == "_WhoDialog"


def test_a_scan_in_a_dialog_that_was_left_since_asks_for_nothing(window: Watched) -> None:
    go(window, BY_NAME["who speaks"])
    with window.disk_held():
        window.terminal.send(code(6) + "\r" + ESCAPE)
        window.terminal.wait_for(lambda: _("⏎ {verb} · ↑↓ choose · Esc back")[-8:] not in window.terminal.text)
    assert [entry["verb"] for entry in window.report()["log"]] == [Scan.verb_name]


@pytest.mark.parametrize("report", [BLUR, FOCUS, BLUR + FOCUS, POINTER, "\x1b[<65;9;9M"])
def test_what_the_terminal_reports_in_the_middle_of_a_scan_is_no_part_of_it(window: Watched, report: str) -> None:
    before = go(window, BY_NAME["speaker not on the list"])["place"]
    window.terminal.send(report.join(code(104)[at : at + 3] for at in range(0, 16, 3)) + "\r")
    after = window.report()
    assert scanned(after) == [code(104)]
    assert after["place"] == before


SIZES = ((80, 24), (60, 18), (140, 40), (100, 30))


def test_a_window_made_smaller_and_larger_meanwhile_takes_every_scan(window: Watched) -> None:
    kept = ("screens", "focus", "fields")
    for _try in range(5):
        before = go(window, BY_NAME["form of a note"])["place"]
        in_time = [_resized(window, number, size) for number, size in enumerate(SIZES, 110)]
        after = window.report()
        if all(in_time):
            assert scanned(after) == [code(number) for number in range(110, 114)]
            assert {key: after["place"][key] for key in kept} == {key: before[key] for key in kept}
            return
    pytest.fail("the machine is too busy to type on")


def _resized(window: Watched, number: int, size: tuple[int, int]) -> bool:
    """In the middle of a scan; False if it took longer than a scanner does."""
    began = time.monotonic()
    window.terminal.send(code(number)[:9])
    window.terminal.resize(*size)
    window.terminal.send(code(number)[9:] + "\r\n")
    return time.monotonic() - began < SILENCE * 0.7


def test_a_paste_in_several_reads_is_one_paste(window: Watched) -> None:
    """The driver reads 4,096 bytes at a time."""
    go(window, BY_NAME["palette"])
    codes = [code(number) for number in range(1, 61)] * 5
    window.terminal.paste("\r\n".join(codes))
    after = window.report()
    assert scanned(after) == codes
    assert after["place"]["fields"][-1][0] == ""


MENUS = ["list of deeds", "which guest", "quick sorting", "form of a delegate", "question whether to quit", "moderator"]


@pytest.mark.parametrize("name", MENUS)
def test_a_strangers_card_presses_nothing_where_cards_are_not_read_and_is_said(window: Watched, name: str) -> None:
    before = go(window, BY_NAME[name])["place"]
    window.terminal.send(card() + "\r")
    after = window.report()
    assert (after["log"], after["place"]) == ([], before)
    window.terminal.wait_for(_("IDENTITY CARDS ARE NOT READ"))
    assert not [secret for secret in SECRETS if secret in window.terminal.text]
    leave(window)


def test_as_many_arrows_in_one_burst_scroll_as_many_lines(window: Watched) -> None:
    go(window, BY_NAME["help"])
    for keys, lines in ((DOWN * 3, 3), (UP * 2, 1), (DOWN + UP + DOWN, 2)):
        window.terminal.send(keys)
        assert window.report()["place"]["scrolled"] == [0, lines]
    leave(window)


FORMS = ["reception", "second field of a form", "question whether to quit", "quick sorting"]


@pytest.mark.parametrize("name", FORMS)
def test_a_scan_with_letters_lost_is_said_and_presses_and_leaves_nothing(window: Watched, name: str) -> None:
    before = go(window, BY_NAME[name])["place"]
    whole = code(140)
    for first, end in ((3, "\r"), (7, "\r\n"), (12, "\t")):
        window.terminal.send(whole[:first] + whole[first + 3 :] + end)
        after = window.report()
        assert _outcomes(after) == [Outcome.MISREAD]
        assert after["log"][0]["args"]["code"] is None
        assert after["place"] == before
    window.terminal.wait_for(_("MISREAD, SCAN AGAIN"))
    leave(window)


@pytest.mark.parametrize("name", FORMS[:2])
@pytest.mark.parametrize("shift", [0, 5, 12])
def test_of_two_scanners_at_once_it_is_said_and_nothing_else_happens(window: Watched, name: str, shift: int) -> None:
    before = go(window, BY_NAME[name])["place"]
    one, other = code(150 + shift) + "\r", code(170 + shift) + "\r"
    mixed = one[:shift] + "".join(chain.from_iterable(zip(one[shift:], other, strict=False))) + other[17 - shift :]
    window.terminal.send(mixed)
    after = window.report()
    assert set(_outcomes(after)) == {Outcome.MISREAD}
    assert after["place"] == before
    leave(window)


def _outcomes(report: Report) -> list[Outcome]:
    return [Outcome(entry["outcome"]["outcome"]) for entry in report["log"]]
