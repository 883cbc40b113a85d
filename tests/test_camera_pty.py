"""The camera in a real pseudo-terminal: from the command line, without its libraries, and what these complain of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from builders import code, delegate
from camera_extra import needs_camera_extra
from films import Held, badge, still, write_film
from reception_window import READY, answers
from terminal import Terminal
from tui.cli import main
from tui.saying import FAILED

WITHOUT = """
import sys
sys.modules["cv2"] = None
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The command where OpenCV cannot be imported."""

COMPLAINING = """
import ctypes, os, sys
from tui.machine.complaints import no_complaints
libc = ctypes.CDLL(None)
with no_complaints():
    os.write(2, b"Corrupt JPEG data\\n")
    libc.perror(b"from C")
    print("from Python", file=sys.stderr)
    print("to the screen", file=sys.__stderr__, flush=True)
os.write(2, b"heard again\\n")
print("and Python", file=sys.stderr, flush=True)
"""


def opened(path: Path, *camera: str, columns: int = 120, lines: int = 36) -> Terminal:
    return Terminal.module("tui", "-f", str(path), "open", "--camera", *camera, columns=columns, lines=lines)


@needs_camera_extra
def test_a_film_named_on_the_command_line_checks_people_in(roll: Path, tmp_path: Path) -> None:
    shots = [*still(0.5, Held(badge(delegate(21)))), *still(0.5, Held(badge(delegate(22))))]
    film = write_film(tmp_path / "film.avi", shots)
    with opened(roll, str(film)) as terminal:
        terminal.wait_for("Có mặt 2/112", timeout=30)
        terminal.wait_for("Đã hết đoạn phim", timeout=30)
    assert [entry.outcome["delegate"] for entry in answers(roll)] == [21, 22]


@needs_camera_extra
def test_a_camera_that_is_not_there_is_said_and_nothing_is_drawn_over_the_screen(roll: Path) -> None:
    with opened(roll, "100", columns=80, lines=24) as terminal:
        terminal.wait_for("Không thấy máy ảnh", timeout=30)
        terminal.wait_for(READY)
        terminal.send(code(47) + "\r")
        terminal.wait_for("Số 047")
        for complaint in (b"WARN", b"ERROR", b"VIDEOIO", b"global cap"):
            assert complaint not in terminal.output


def test_without_its_libraries_it_says_what_to_install_and_a_scanner_works(roll: Path) -> None:
    with Terminal.python(WITHOUT, "-f", str(roll), "open", "--camera", "1", columns=80, lines=24) as terminal:
        terminal.wait_for('pip install "toadam[camera]"', timeout=30)
        terminal.send(code(47) + "\r")
        terminal.wait_for("Số 047")


def test_what_libraries_complain_of_does_not_reach_the_terminal_and_what_python_says_does() -> None:
    with Terminal.python(COMPLAINING) as terminal:
        terminal.wait_for("and Python")
        assert terminal.screen()[:4] == ["from Python", "to the screen", "heard again", "and Python"]
        assert b"JPEG" not in terminal.output
        assert b"from C" not in terminal.output


@pytest.mark.parametrize("camera", ["0", "101"])
def test_there_is_no_such_number(roll: Path, camera: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-f", str(roll), "open", "--camera", camera]) == FAILED
    assert capsys.readouterr().err == f"toadam: không có máy ảnh {camera}; máy đầu tiên là 1\n"


def test_the_projector_reads_no_badges(roll: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-f", str(roll), "open", "--mode", "hall", "--camera"]) == FAILED
    assert "--camera" in capsys.readouterr().err


def test_nobody_waits_for_the_libraries_who_does_not_look() -> None:
    loads = "import sys, tui.app; sys.exit(bool({'cv2', 'zxingcpp'} & set(sys.modules)))"
    with Terminal(sys.executable, "-c", loads) as terminal:
        assert terminal.wait() == 0
