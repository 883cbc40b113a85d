"""The laptop's own screen while it gives the others to browsers: how to get in, who is in, and an end to each."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from textual.pilot import Pilot

from served import Served, free_port, server_for
from store.records import Role
from stores import new_conference
from tui.dialogs.confirm import ConfirmDialog
from tui.web.addresses import addresses
from tui.web.served_list import ServedList
from tui.web.serving import ServingApp
from tui.web.sessions import WebSession
from tui.widgets.qr_code import QrCode, rows_of

SIZE = (80, 24)


class Laptop:
    """The screen, and the server behind it."""

    def __init__(self, app: ServingApp, pilot: Pilot[None], served: Served) -> None:
        self.app, self.pilot, self.served = app, pilot, served

    @property
    def rows(self) -> list[str]:
        return self.app.query_one(ServedList).text.rstrip().split("\n")

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()


@asynccontextmanager
async def laptop(folder: Path) -> AsyncIterator[Laptop]:
    port = free_port()
    server = server_for(new_conference(folder, 3), addresses("127.0.0.1", port, secure=False))
    app = ServingApp(server, "127.0.0.1", port)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        yield Laptop(app, pilot, Served(server))


async def test_it_says_where_to_go_and_every_pin_in_two_halves(tmp_path: Path) -> None:
    async with laptop(tmp_path) as here:
        assert str(here.app.query_one("#addresses").render()) == here.served.url
        for role in (Role.MODERATOR, Role.SECRETARY, Role.HALL, Role.RECEPTION):
            pin = here.served.pin(role)
            assert any(f"{pin[:4]} {pin[4:]}" in line for line in here.rows)
        assert "0/12 cửa sổ" in str(here.app.query_one(ServedList).border_title)


async def test_whoever_enters_is_listed_with_device_and_address(tmp_path: Path) -> None:
    async with laptop(tmp_path) as here, here.served.client() as client:
        agent = "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605 Version/17 Safari/604"
        async with client.post("/enter", {"pin": here.served.pin(Role.SECRETARY)}, **{"User-Agent": agent}) as answer:
            assert answer.status == 303
        await here.pilot.pause()
        assert "Thư ký" in here.rows[-1]
        assert "iPad · Safari" in here.rows[-1]


async def test_the_code_on_the_screen_lets_one_device_in_and_the_next_is_another(tmp_path: Path) -> None:
    async with laptop(tmp_path) as here, here.served.client() as client:
        first = scanned(here.app)
        assert first.startswith(f"{here.served.url}/q/")
        async with client.enter(link=first.rpartition("/")[2]) as answer:
            assert answer.status == 303
        await here.pilot.pause()
        assert [one.role for one in here.served.server.sessions] == [Role.MODERATOR]
        second = scanned(here.app)
        assert second not in ("", first)
        await here.press("f9")
        assert scanned(here.app) not in ("", second)
        assert here.served.server.door.role_of_link(second.rpartition("/")[2]) is None


async def test_an_arrow_shows_the_code_of_another_role(tmp_path: Path) -> None:
    async with laptop(tmp_path) as here:
        await here.press("down", "down")
        key = scanned(here.app).rpartition("/")[2]
        assert here.served.server.door.role_of_link(key) is Role.HALL


async def test_a_device_is_ended_after_a_question_and_is_out(tmp_path: Path) -> None:
    async with laptop(tmp_path) as here, here.served.entered(Role.SECRETARY) as client:
        await here.press("down", "down", "down", "down")
        assert isinstance(here.app.query_one(ServedList).entry, WebSession)
        await here.press("f8")
        assert isinstance(here.app.screen, ConfirmDialog)
        await here.press("right", "enter")
        async with client.get("/alive") as answer:
            assert answer.status == 401
        await here.pilot.pause()
        assert len(here.rows) == 4


async def test_with_no_device_chosen_nothing_is_ended(tmp_path: Path) -> None:
    async with laptop(tmp_path) as here, here.served.entered(Role.SECRETARY):
        await here.press("f8")
        assert not isinstance(here.app.screen, ConfirmDialog)
        assert len(here.served.server.sessions) == 1


async def test_closing_asks_only_while_windows_are_open(tmp_path: Path) -> None:
    async with laptop(tmp_path) as here, here.served.entered(Role.SECRETARY) as client:
        async with client.window() as page:
            await page.shows("F9")
            await here.press("ctrl+q")
            assert isinstance(here.app.screen, ConfirmDialog)
            await here.press("escape")
        assert here.app.return_code is None


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        server = server_for(new_conference(tmp_path, 1), addresses("127.0.0.1", port, secure=False))
        app = ServingApp(server, "127.0.0.1", port)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
        assert app.failure is not None


@pytest.mark.parametrize("text", ["http://192.168.100.100:8000/q/" + "x" * 22, "a"])
def test_the_code_is_read_off_the_screen(text: str) -> None:
    assert decoded(rows_of(text)) == text


def scanned(app: ServingApp) -> str:
    """What a camera reads off the screen."""
    return decoded(app.query_one(QrCode).text.split("\n"))


def decoded(rows: list[str]) -> str:
    """As a picture of half blocks, each a few dots wide."""
    light = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}
    width = max(map(len, rows))
    dots = [[light[char][half] for char in row.ljust(width)] for row in rows for half in (0, 1)]
    picture = Image.new("L", (width, len(dots)))
    picture.putdata([255 * dot for row in dots for dot in row])
    (found,) = zxingcpp.read_barcodes(picture.resize((width * 6, len(dots) * 6), Image.Resampling.NEAREST))
    return str(found.text)
