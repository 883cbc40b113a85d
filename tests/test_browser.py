"""The screens in a real browser: whoever sits there works as on the laptop, loses the network, and goes on."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from selenium.webdriver.common.keys import Keys

import builders
from browser import SIZES, Browser, browser
from cut_line import Line
from served import free_port, server_for, serving_through
from store import State, open_store
from store.course import running
from store.records import Role, Status
from stores import new_conference
from tui.web.addresses import Addresses
from tui.web.server import WebServer

SAID = "Hỗ trợ phòng họp cho Tổ Dân vận khu phố Đình Bảng"


@dataclass
class Seat:
    """Somebody in front of a browser at the other end of a network cable."""

    browser: Browser
    server: WebServer
    line: Line
    path: Path

    @property
    def state(self) -> State:
        """What is true by now."""
        with closing(open_store(self.path, desk="kiểm tra", fold=False)) as store:
            return store.state

    def until(self, true: Callable[[State], object]) -> State:
        self.browser.until(lambda _driver: true(self.state))
        return self.state

    def kill_window(self) -> None:
        """The program dies in the middle of whatever it does."""
        (window,) = self.server.windows._running.values()
        assert window._process is not None
        os.kill(psutil.Process(window._process.pid).pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    """One browser for all: what it remembers of a server that is gone opens nothing at the next."""
    with browser() as opened:
        yield opened


@contextmanager
def seat(page: Browser, folder: Path, role: Role) -> Iterator[Seat]:
    """In, as this role."""
    path = new_conference(folder, 12, agenda=builders.agenda())
    with ExitStack() as opened:
        line = opened.enter_context(Line(free_port()))
        server = server_for(path, Addresses("http", ("127.0.0.1",), line.port))
        opened.enter_context(serving_through(line, server))
        page.asked_for()
        page.go(server.addresses.urls[0])
        page.enter(role.value, server.door.pins[role])
        yield Seat(page, server, line, path)


def test_a_badge_scanned_on_a_tablet_is_admitted(page: Browser, tmp_path: Path) -> None:
    with seat(page, tmp_path, Role.RECEPTION) as one:
        delegate = one.state.delegates[one.state.numbers[7]]
        one.browser.type(delegate.code + Keys.ENTER)
        one.until(lambda state: state.attendance.get(delegate.id))
        assert one.state.attendance[delegate.id].status is Status.PRESENT


def test_the_moderator_runs_an_item(page: Browser, tmp_path: Path) -> None:
    with seat(page, tmp_path, Role.MODERATOR) as one:
        one.browser.type(Keys.F9)
        assert running(one.until(running))


def test_what_a_secretary_writes_in_vietnamese_is_kept_letter_for_letter(page: Browser, tmp_path: Path) -> None:
    with seat(page, tmp_path, Role.SECRETARY) as one:
        one.browser.type(SAID[:9])
        one.browser.insert(SAID[9:])
        one.browser.type(Keys.F9)
        state = one.until(lambda state: len(list(state.proposals.values())))
        assert [proposal.text for proposal in state.proposals.values()] == [SAID]


def test_a_lost_network_is_said_and_the_page_comes_back_to_the_text(page: Browser, tmp_path: Path) -> None:
    with seat(page, tmp_path, Role.SECRETARY) as one:
        one.browser.insert(SAID)
        one.line.pull()
        one.browser.until(lambda _driver: "Mất kết nối" in one.browser.notice)
        one.line.plug_in()
        one.browser.until(lambda _driver: not one.browser.notice)
        one.browser.until_shown()
        one.browser.type(" và Tân Hồng", Keys.F9)
        state = one.until(lambda state: len(list(state.proposals.values())))
        assert [proposal.text for proposal in state.proposals.values()] == [f"{SAID} và Tân Hồng"]


def test_a_window_that_dies_comes_back_by_itself_with_the_text(page: Browser, tmp_path: Path) -> None:
    with seat(page, tmp_path, Role.SECRETARY) as one:
        one.browser.insert(SAID)
        one.browser.until(lambda _driver: list(tmp_path.glob("*draft*")))
        one.kill_window()
        one.browser.until(lambda _driver: "Mất kết nối" in one.browser.notice)
        one.browser.until(lambda _driver: not one.browser.notice)
        one.browser.until_shown()
        one.browser.type(Keys.F9)
        state = one.until(lambda state: len(list(state.proposals.values())))
        assert [proposal.text for proposal in state.proposals.values()] == [SAID]


def test_nothing_is_asked_of_any_other_machine_and_the_face_is_our_own(page: Browser, tmp_path: Path) -> None:
    with seat(page, tmp_path, Role.HALL) as one:
        asked = one.browser.asked_for()
        assert len(asked) > 5
        own = (one.server.addresses.urls[0], one.server.addresses.urls[0].replace("http", "ws"), "data:")
        assert [url for url in asked if not url.startswith(own)] == []
        assert one.browser.driver.execute_script("return document.fonts.check('16px \"Roboto Mono\"', 'ễẫổ')")


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY, Role.HALL, Role.RECEPTION])
def test_every_screen_can_be_looked_at(page: Browser, tmp_path: Path, role: Role, size: str) -> None:
    """Pictures to be looked at, in the folder the run keeps."""
    page.driver.set_window_size(*SIZES[size])
    with seat(page, tmp_path, role) as one:
        one.browser.picture(tmp_path / f"{role}-{size}.png")
    assert (tmp_path / f"{role}-{size}.png").stat().st_size > 10_000
