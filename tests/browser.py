"""A real browser without a window: Chromium, driven as a person would use it.

Its pages draw on a canvas, so what is on a screen is looked at as a picture; what was done there is in the store.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

WAIT_S = 40
"""The longest anything takes on a machine that does ten things at once."""

SIZES = {"tablet": (1024, 768), "tablet upright": (768, 1024), "laptop": (1366, 768)}

_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests run as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--password-store=basic",
)

_MEASURE = """
const screen = document.querySelector(".xterm-screen").getBoundingClientRect();
const asked = new URL(socket.url).searchParams, rows = Number(asked.get("height"));
return {left: screen.left, top: screen.top, rows, cell: screen.width / asked.get("width"), line: screen.height / rows};
"""
_COVER = """
const seen = window.visualViewport;
if (arguments[0]) Object.defineProperty(seen, "height", {value: arguments[0], configurable: true});
else delete seen.height;
seen.dispatchEvent(new Event("resize"));
"""

T = TypeVar("T")


class Browser:
    """One browser with one page."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def until(self, there: Callable[[Chrome], T]) -> T:
        """Waits for something to be true."""
        # A page that is being loaded anew has lost what was found in it.
        lost = (StaleElementReferenceException, NoSuchElementException)
        return WebDriverWait(self.driver, WAIT_S, poll_frequency=0.05, ignored_exceptions=lost).until(there)

    def go(self, url: str) -> None:
        self.driver.get(url)

    def enter(self, role: str, pin: str) -> None:
        """By PIN, or on the machine itself by choosing the role; then waits for the window."""
        if self.driver.find_elements(By.ID, "pin"):
            self.hand_in(pin)
        else:
            self.driver.find_element(By.CSS_SELECTOR, f"input[value={role}] + button").click()
        self.until_shown()

    def hand_in(self, pin: str) -> None:
        self.driver.find_element(By.ID, "pin").send_keys(pin)
        self.driver.find_element(By.CSS_SELECTOR, "form button").click()

    def until_shown(self) -> None:
        """The window has drawn something, and has the keyboard."""
        self.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "body.-first-byte:not(.-closed)"))
        self.until(lambda _driver: self.has_keyboard)

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed goes into the window: on a tablet the keyboard is on the screen then."""
        focused = "return document.activeElement.matches('textarea.xterm-helper-textarea:not([readonly])')"
        return bool(self.driver.execute_script(focused))

    def until_still(self) -> None:
        """Nothing came for a while, and what came before is drawn."""
        self.until(lambda driver: driver.execute_script("return Date.now() - heard > 400"))
        self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    def type(self, *keys: str) -> None:
        """Keys as they come from a keyboard, one after the other."""
        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def insert(self, text: str) -> None:
        """Text as an input method gives it to a page, whole."""
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def compose(self, *grown: str) -> None:
        """A word as an input method composes it on the page: shown as it grows, given when it is whole."""
        for text in grown:
            told = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
            self.driver.execute_cdp_cmd("Input.imeSetComposition", told)
        self.insert(grown[-1])

    def let_silence_pass(self) -> None:
        """As if nothing had been heard for long: the page's own clock is set on, once it would be late anyway."""
        self.driver.execute_script("heard -= SILENT_MS")

    def download_into(self, folder: Path) -> None:
        """Where files go that are sent to the browser."""
        told = {"behavior": "allow", "downloadPath": str(folder)}
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", told)

    # -- a tablet ------------------------------------------------------------------------------------------------------

    def touch_cell(self, column: int, row: int) -> None:
        """A finger on this cell of the window, rows counted from the bottom if negative."""
        where = self.driver.execute_script(_MEASURE)
        at = {
            "x": where["left"] + (column + 0.5) * where["cell"],
            "y": where["top"] + (row % where["rows"] + 0.5) * where["line"],
        }
        for kind, points in (("touchStart", [at]), ("touchEnd", [])):
            self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    @contextmanager
    def as_tablet(self) -> Iterator[None]:
        """Touched, not pointed at."""
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})

    @contextmanager
    def of_size(self, width: int, height: int) -> Iterator[None]:
        """The screen of another device."""
        told = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", told)
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def cover_all_but(self, height: int) -> None:
        """A keyboard comes up on the screen; 0 takes it away again."""
        self.driver.execute_script(_COVER, height)

    def drawn_height(self) -> int:
        """Pixels of the page in which something is drawn."""
        return int(self.driver.execute_script("return document.body.clientHeight"))

    @property
    def notice(self) -> str:
        """What is said over the window; nothing while there is nothing to say."""
        return self.driver.find_element(By.ID, "notice").text

    def press_notice(self) -> None:
        """The button below what is said."""
        self.driver.find_element(By.CSS_SELECTOR, "#notice button").click()

    def picture(self, path: Path) -> None:
        self.driver.save_screenshot(str(path))

    def asked_for(self) -> list[str]:
        """Every address that was asked for since the last look."""
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))  # type: ignore[no-untyped-call]
        sent = ("Network.requestWillBeSent", "Network.webSocketCreated")
        return [_url(one["params"]) for one in messages if one["method"] in sent]


def _url(about: dict[str, Any]) -> str:
    return str(about["request"]["url"] if "request" in about else about["url"])


@contextmanager
def browser(size: tuple[int, int] = SIZES["tablet"]) -> Iterator[Browser]:
    """Chromium with nothing in it. Skips where it cannot be had, but not in CI."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not installed (chromium, chromium-driver)")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*_FLAGS, f"--window-size={size[0]},{size[1]}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = Chrome(options=options, service=Service(chromedriver))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
