"""What `toadam` alone opens, in a real terminal."""

from __future__ import annotations

import signal
from pathlib import Path

from command import toadam
from terminal import Terminal

READY = "Sẵn sàng quét mã"


def opened(folder: Path, state: Path, *arguments: str) -> Terminal:
    return Terminal.module("tui", *arguments, cwd=folder, env={"XDG_STATE_HOME": str(state)})


def test_the_conference_opened_last_is_opened_again_from_anywhere(roll: Path, tmp_path: Path) -> None:
    elsewhere, state = tmp_path / "elsewhere", tmp_path / "state"
    elsewhere.mkdir()
    with opened(roll.parent, state) as terminal:
        terminal.wait_for(READY)
        terminal.process.send_signal(signal.SIGTERM)
        terminal.wait()
    with opened(elsewhere, state) as terminal:
        terminal.wait_for("0/112")


def test_a_file_that_is_named_is_never_replaced_by_the_last_one(roll: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with opened(roll.parent, state) as terminal:
        terminal.wait_for(READY)
    done = toadam(tmp_path, "-f", "khac.json", XDG_STATE_HOME=str(state))
    assert done.returncode == 1
    assert "khac.json" in done.stderr


def test_a_damaged_conference_is_shown_read_only_and_says_so(roll: Path, tmp_path: Path) -> None:
    content = roll.read_bytes()
    roll.write_bytes(content.replace(b'"note":""', b'"note":"x"', 1))
    with opened(roll.parent, tmp_path / "state", "open", "--mode", "reception") as terminal:
        terminal.wait_for("CHỈ XEM")
        terminal.send("47\r")
        terminal.wait_for("0/112")
