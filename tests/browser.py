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

SIZES = {"tablet": (1024, 768), "laptop": (1366, 768)}

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
        fields = self.driver.find_elements(By.ID, "pin")
        if fields:
            fields[0].send_keys(pin)
            self.driver.find_element(By.CSS_SELECTOR, "form button").click()
        else:
            self.driver.find_element(By.CSS_SELECTOR, f"input[value={role}] + button").click()
        self.until_shown()

    def until_shown(self) -> None:
        """The window has drawn something, and has the keyboard."""
        self.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "body.-first-byte:not(.-closed)"))
        self.until(
            lambda driver: driver.execute_script(
                "return document.activeElement.classList.contains('xterm-helper-textarea')"
            )
        )

    def type(self, *keys: str) -> None:
        """Keys as they come from a keyboard, one after the other."""
        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def insert(self, text: str) -> None:
        """Text as an input method gives it to a page, whole."""
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    @property
    def notice(self) -> str:
        """What is said over the window; nothing while there is nothing to say."""
        return self.driver.find_element(By.ID, "notice").text

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
