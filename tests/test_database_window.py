"""A window on a database in a real terminal: what others do is seen, and it works on while the server is stopped."""

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

OFFLINE = "đang làm việc ngoại tuyến"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")


@pytest.mark.long
def test_a_window_works_on_while_the_server_is_stopped_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    with own_server() as server:
        address = write(server.address("window"), 112)
        arguments = ("-m", "tui", "-f", address.url, "--desk", "Bàn 1", "open", "--mode", "reception")
        with Terminal(sys.executable, *arguments, columns=80, lines=24) as terminal:
            terminal.wait_for(READY, timeout=30)
            with closing(open_store(address, desk="Bàn 2")) as other:
                other.run(Scan.of(builders.code(3)))
            terminal.wait_for("Có mặt 1/112")
            server.stop()
            terminal.wait_for(OFFLINE)
            for waiting, number in enumerate((5, 3), 1):
                terminal.send(builders.code(number) + "\r")
                terminal.wait_for(f"Số {number:03}")
                terminal.wait_for(f"{OFFLINE}, {waiting} thao tác chờ gửi")
            assert "CHƯA LƯU" not in terminal.text
            server.start()
            terminal.wait_for("Đã gửi 2 thao tác", timeout=30)
            assert OFFLINE not in terminal.text
        with closing(open_store(address, desk="Bàn 3")) as after:
            assert after.waiting is None
            assert after.state.head_count().present == 2
