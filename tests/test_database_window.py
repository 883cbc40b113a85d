"""A window on a database in a real terminal: what others do is seen, and a server that stops is told and got over."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

import builders
from databases import write
from postgres import own_server
from reception_window import READY
from store import Scan, open_store
from terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")


@pytest.mark.long
def test_a_window_follows_others_and_works_again_when_the_server_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    with own_server() as server:
        address = write(server.address("window"), 112)
        arguments = ("-m", "tui", "-f", address.url, "--desk", "Bàn 1", "open", "--mode", "reception")
        with Terminal(sys.executable, *arguments, columns=120, lines=36) as terminal:
            terminal.wait_for(READY, timeout=30)
            terminal.send(builders.code(47) + "\r")
            terminal.wait_for("Số 047")
            with closing(open_store(address, desk="Bàn 2")) as other:
                other.run(Scan.of(builders.code(3)))
            terminal.wait_for("Có mặt 2/112")
            server.stop()
            terminal.wait_for("CHỈ XEM")
            server.start()
            terminal.wait_for(lambda: "CHỈ XEM" not in terminal.text)
            terminal.send(builders.code(5) + "\r")
            terminal.wait_for("Số 005")
        with closing(open_store(address, desk="Bàn 3")) as after:
            assert after.state.head_count().present == 3
