"""The screens in a real browser: whoever sits there works as on the laptop, loses the network, and goes on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from pathlib import Path

import psutil
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import builders
from browser import SIZES, Browser, browser
from cut_line import Line
from moderator_desk import written
from served import Thread, free_port, server_for, serving_through
from store import State, open_store
from store.course import running
from store.records import Role, Status
from stores import new_conference
from test_overview_screen import a_day
from tui import keys
from tui.podium.haste import HASTE_MS
from tui.roles import SCREENS
from tui.web import windows
from tui.web.access import IN_BROWSERS
from tui.web.addresses import Addresses
from tui.web.server import WebServer
from tui.web.sessions import WebSession

SAID = "Hỗ trợ phòng họp cho Tổ Dân vận khu phố Đình Bảng"


class Seat:
    """A browser at the other end of a network cable, and whoever sits in front of it."""

    def __init__(self, browser: Browser, server: WebServer, thread: Thread, line: Line, path: Path) -> None:
        self.browser, self.server, self.line = browser, server, line
        self._thread, self._folder = thread, path.parent
        self._store = open_store(path, desk="kiểm tra", fold=False)
        self._role: Role | None = None

    @property
    def state(self) -> State:
        """What is true by now."""
        self._store.refresh()
        return self._store.state

    @property
    def proposals(self) -> list[str]:
        return [proposal.text for proposal in self.state.proposals.values()]

    @property
    def drafts(self) -> list[Path]:
        """What is half written, as it lies on the laptop."""
        return list(self._folder.glob("*draft*"))

    def sit(self, role: Role) -> None:
        """In as this role: where somebody of it sat last, in that window."""
        if role is not self._role:
            self.enter(role)

    def enter(self, role: Role) -> None:
        """Anew, with the PIN."""
        self.leave()
        self.browser.enter(role.value, self.server.door.pins[role])
        self._role = role

    def leave(self) -> None:
        """The next one is a stranger."""
        self._role = None
        self.browser.driver.delete_all_cookies()
        self.browser.go(self.server.addresses.urls[0])

    def close(self) -> None:
        self._store.close()

    def until(self, true: Callable[[State], object]) -> State:
        self.browser.until(lambda _driver: true(self.state))
        return self.state

    def until_proposed(self, text: str) -> None:
        self.until(lambda _state: text in self.proposals)

    def until_lost(self) -> None:
        self.browser.until(lambda _driver: "Mất kết nối" in self.browser.notice)

    def until_back(self) -> None:
        self.browser.until(lambda _driver: not self.browser.notice)
        self.browser.until_shown()

    def until_on(self, mode: str) -> None:
        """Until that screen is there."""
        self.browser.until(lambda _driver: self._session.mode == mode)
        self.browser.until_still()

    def kill_window(self) -> None:
        """The program dies in the middle of whatever it does."""
        window = self.server.windows.of(self._session)
        assert window is not None
        assert window._process is not None
        os.kill(psutil.Process(window._process.pid).pid, signal.SIGKILL)

    def end_session(self) -> None:
        """On the laptop."""
        self._thread.carry_out(self.server.end(self._session.token))
        self._role = None

    @property
    def _session(self) -> WebSession:
        cookie = self.browser.driver.get_cookie("toadam")
        found = self.server.sessions.find(cookie["value"] if cookie else None)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    """One browser for all."""
    with browser() as opened:
        yield opened


@contextmanager
def serving_seat(page: Browser, path: Path) -> Iterator[Seat]:
    with ExitStack() as opened:
        line = opened.enter_context(Line(free_port()))
        server = server_for(path, Addresses("http", ("127.0.0.1",), line.port))
        thread = opened.enter_context(serving_through(line, server))
        yield opened.enter_context(closing(Seat(page, server, thread, line, path)))


@pytest.fixture(scope="module")
def seat(page: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """One server for all: each test takes the seat as somebody."""
    path = new_conference(tmp_path_factory.mktemp("phuc-vu"), 12, agenda=builders.agenda())
    with serving_seat(page, path) as seat:
        yield seat


@pytest.fixture(scope="module")
def full_seat(page: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """In the middle of a day with something of everything."""
    with serving_seat(page, written(tmp_path_factory.mktemp("mot-ngay") / "hoi-nghi.json", *a_day())) as seat:
        yield seat


def test_a_badge_scanned_on_a_tablet_is_admitted(seat: Seat) -> None:
    seat.sit(Role.RECEPTION)
    delegate = seat.state.delegates[seat.state.numbers[7]]
    seat.browser.type(delegate.code + Keys.ENTER)
    seat.until(lambda state: state.attendance.get(delegate.id))
    assert seat.state.attendance[delegate.id].status is Status.PRESENT


# -- whoever writes ----------------------------------------------------------------------------------------------------


def test_what_a_secretary_writes_in_vietnamese_is_kept_letter_for_letter(seat: Seat) -> None:
    seat.sit(Role.SECRETARY)
    seat.browser.type(SAID[:9])
    seat.browser.insert(SAID[9:])
    seat.browser.type(Keys.F9)
    seat.until_proposed(SAID)


def test_what_an_input_method_composes_in_the_browser_arrives_whole(seat: Seat) -> None:
    """A tablet's keyboard shows a word as it grows and gives it when it is whole."""
    seat.sit(Role.SECRETARY)
    for word in ("Đề", "nghị", "Việt"):
        seat.browser.compose(*(word[:end] for end in range(1, len(word))), word)
        seat.browser.insert(" ")
    seat.browser.type("Nam", Keys.F9)
    seat.until_proposed("Đề nghị Việt Nam")


def test_what_an_input_method_takes_back_and_writes_anew_arrives_whole(seat: Seat) -> None:
    """UniKey on a laptop: `vieetj` as letters, backspaces and letters in one burst."""
    seat.sit(Role.SECRETARY)
    back = Keys.BACKSPACE
    seat.browser.type(
        "Tieengs"[:3], back, "ê", "ng", back * 3, "ếng", " v", "ie", back, "ê", "t", back * 2, "ệt", Keys.F9
    )
    seat.until_proposed("Tiếng việt")


def test_a_lost_network_is_said_and_the_page_comes_back_to_the_text(seat: Seat) -> None:
    seat.sit(Role.SECRETARY)
    seat.browser.insert(SAID)
    seat.line.pull()
    seat.browser.let_silence_pass()
    seat.until_lost()
    seat.line.plug_in()
    seat.until_back()
    seat.browser.type(" và Tân Hồng", Keys.F9)
    seat.until_proposed(f"{SAID} và Tân Hồng")


def test_a_window_that_dies_comes_back_by_itself_with_the_text(seat: Seat) -> None:
    seat.sit(Role.SECRETARY)
    seat.browser.insert(f"{SAID} và Phù Chẩn")
    seat.until(lambda _state: seat.drafts)
    seat.kill_window()
    seat.until_lost()
    seat.until_back()
    seat.browser.type(Keys.F9)
    seat.until_proposed(f"{SAID} và Phù Chẩn")


def test_a_document_asked_for_comes_into_the_browser(seat: Seat, tmp_path: Path) -> None:
    seat.sit(Role.SECRETARY)
    seat.browser.download_into(tmp_path)
    seat.browser.type(Keys.F12)
    seat.browser.until(lambda _driver: (tmp_path / "bao-tin.txt").exists())
    assert "ĐẠI BIỂU" in (tmp_path / "bao-tin.txt").read_text(encoding="utf-8").upper()
    seat.browser.type(Keys.TAB, Keys.ENTER)
    seat.browser.until(lambda _driver: (tmp_path / "gioi-thieu-dai-bieu.pdf").exists())
    assert (tmp_path / "gioi-thieu-dai-bieu.pdf").read_bytes().startswith(b"%PDF")
    assert len(seat.browser.driver.window_handles) == 1


# -- a tablet ----------------------------------------------------------------------------------------------------------


def test_a_finger_on_the_footer_is_the_key(seat: Seat) -> None:
    seat.sit(Role.MODERATOR)
    before = [f" {key.shown} {key.hint} " for key in keys.MODERATOR_FOOTER]
    place = sum(map(len, before[: keys.MODERATOR_FOOTER.index(keys.NEXT)])) + 3
    seat.browser.touch_cell(place, -1)
    assert running(seat.until(running))


def test_a_tablet_has_the_keys_its_own_keyboard_lacks(seat: Seat) -> None:
    seat.sit(Role.MODERATOR)
    with seat.browser.as_tablet():
        now = running(seat.until(running))
        bar = seat.browser.driver.find_element(By.ID, "touch")
        offered = {button.get_attribute("value") for button in bar.find_elements(By.TAG_NAME, "button")}
        assert {"escape", "f3", "f4", "f5", "f9", "undo", "up"} <= offered
        assert not {"f2", "f6"} & offered, "of screens the moderator has not"
        time.sleep(
            2 * HASTE_MS / 1000
        )  # a step nobody can have read yet is not taken; the window hears of it later than we
        bar.find_element(By.CSS_SELECTOR, "[value=f9]").click()
        seat.until(lambda state: running(state) not in (None, now))
        assert seat.browser.has_keyboard


def test_a_keyboard_on_the_screen_leaves_what_is_written_in_sight(seat: Seat) -> None:
    seat.sit(Role.MODERATOR)
    whole = seat.browser.drawn_height()
    for left, drawn in ((550, 550), (300, whole)):
        seat.browser.cover_all_but(left)
        assert seat.browser.drawn_height() == drawn
    seat.browser.cover_all_but(0)


@pytest.mark.parametrize("size", [(360, 640), (1024, 768)])
def test_the_way_in_has_room_on_a_small_screen(seat: Seat, size: tuple[int, int]) -> None:
    seat.leave()
    with seat.browser.of_size(*size):
        field, button = (
            seat.browser.driver.find_element(By.ID, "pin"),
            seat.browser.driver.find_element(By.TAG_NAME, "button"),
        )
        assert field.get_attribute("inputmode") == "numeric"
        for one in (field, button):
            assert one.rect["height"] >= 44, "a finger's width"
            assert one.rect["x"] >= 0
            assert one.rect["x"] + one.rect["width"] <= size[0]
            assert one.rect["y"] + one.rect["height"] <= size[1] / 2, "the keyboard covers the rest"


# -- what the page says ------------------------------------------------------------------------------------------------


def test_nothing_is_asked_of_any_other_machine_and_the_face_is_our_own(seat: Seat) -> None:
    seat.browser.asked_for()
    seat.enter(Role.HALL)
    asked = seat.browser.asked_for()
    assert len(asked) > 5
    own = (seat.server.addresses.urls[0], seat.server.addresses.urls[0].replace("http", "ws"), "data:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert seat.browser.driver.execute_script("return document.fonts.check('16px \"Roboto Mono\"', 'ễẫổ')")


def test_nothing_that_is_shown_opens_another_page(seat: Seat) -> None:
    seat.sit(Role.HALL)
    opened = "return [window.open(), window.open('http://evil.example/'), window.open('/', '_self')]"
    assert seat.browser.driver.execute_script(opened) == [None, None, None]
    assert len(seat.browser.driver.window_handles) == 1


def test_whoever_is_ended_on_the_laptop_is_asked_for_the_pin_again(seat: Seat) -> None:
    seat.sit(Role.HALL)
    seat.end_session()
    seat.browser.until(lambda driver: driver.find_elements(By.ID, "pin"))


def test_a_page_for_which_there_is_no_window_says_so(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "WINDOWS", 0)
    seat.leave()
    seat.browser.hand_in(seat.server.door.pins[Role.HALL])
    seat.browser.until(lambda _driver: "12" in seat.browser.notice)
    monkeypatch.undo()
    seat.browser.press_notice()
    seat.browser.until_shown()


SCREENS_SEEN = [(role, mode) for role in IN_BROWSERS for mode in SCREENS[role]]
KEYS = {"reception": Keys.F2, "moderator": Keys.F3, "proposals": Keys.F4, "overview": Keys.F5}


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("role", "mode"), SCREENS_SEEN)
def test_every_screen_can_be_looked_at(full_seat: Seat, tmp_path: Path, role: Role, mode: str, size: str) -> None:
    """Pictures to be looked at, in the folder the run keeps."""
    full_seat.browser.driver.set_window_size(*SIZES[size])
    with full_seat.browser.as_tablet() if "tablet" in size else nullcontext():
        full_seat.sit(role)
        if mode in KEYS:
            full_seat.browser.type(KEYS[mode])
        full_seat.until_on(mode)
        full_seat.browser.picture(tmp_path / f"{role}-{mode}-{size}.png")
    assert (tmp_path / f"{role}-{mode}-{size}.png").stat().st_size > 10_000
