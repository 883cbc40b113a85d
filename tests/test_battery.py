"""What the system says of its battery, and what is said of it at the desk."""

from __future__ import annotations

import sys
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tui.i18n import set_language
from tui.machine.battery import LOW, Battery, read, words

Reading = namedtuple("Reading", "percent secsleft power_plugged")

linux = pytest.mark.skipif(sys.platform != "linux", reason="the files of Linux")


@pytest.fixture
def senses(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], None]:
    """Makes the system's answer."""

    def sense(answer: object) -> None:
        monkeypatch.setattr(psutil, "sensors_battery", lambda: answer, raising=False)

    return sense


@pytest.mark.parametrize(
    ("reading", "battery"),
    [
        (Reading(34, 5400, False), Battery(34, plugged=False, minutes=90)),
        (Reading(92.848, 3599, False), Battery(93, plugged=False, minutes=59)),
        (Reading(81, psutil.POWER_TIME_UNLIMITED, True), Battery(81, plugged=True, minutes=None)),
        (Reading(81, 5400, True), Battery(81, plugged=True, minutes=None)),
        (Reading(12, psutil.POWER_TIME_UNKNOWN, False), Battery(12, plugged=False, minutes=None)),
        (Reading(12, None, False), Battery(12, plugged=False, minutes=None)),
        (Reading(60, psutil.POWER_TIME_UNKNOWN, None), Battery(60, plugged=True, minutes=None)),
        (Reading(104.2, 60, False), Battery(100, plugged=False, minutes=1)),
        (Reading(-1, 59, False), Battery(0, plugged=False, minutes=0)),
        (None, None),
    ],
)
def test_what_the_system_says(
    senses: Callable[[object], None], reading: Reading | None, battery: Battery | None
) -> None:
    senses(reading)
    assert read() == battery


@pytest.mark.parametrize("answer", ["full", Reading(None, None, False), Reading("?", 0, False)])
def test_an_answer_that_makes_no_sense_is_none(senses: Callable[[object], None], answer: object) -> None:
    senses(answer)
    assert read() is None


@pytest.mark.parametrize("error", [OSError("no such device"), ValueError(), RuntimeError(), NotImplementedError()])
def test_a_driver_that_fails_is_no_battery(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(psutil, "sensors_battery", fail, raising=False)
    assert read() is None


def test_a_system_whose_psutil_has_no_such_sensor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psutil", SimpleNamespace())
    assert read() is None


def test_a_machine_without_psutil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psutil", None)
    assert read() is None


class Supplies:
    """A folder as Linux has it under /sys/class/power_supply."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, supply: str, **files: object) -> None:
        place = self._folder / supply
        place.mkdir()
        for name, content in files.items():
            (place / name).write_text(f"{content}\n", encoding="ascii")


@pytest.fixture
def supplies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Supplies:
    monkeypatch.setattr("psutil._pslinux.POWER_SUPPLY_PATH", str(tmp_path))
    return Supplies(tmp_path)


@linux
def test_no_battery_on_a_real_file_system(supplies: Supplies) -> None:
    supplies.add("AC", online=1)
    assert read() is None


@linux
def test_a_laptop_that_is_unplugged(supplies: Supplies) -> None:
    supplies.add("AC", online=0)
    supplies.add("BAT0", energy_now=10_000, energy_full=40_000, power_now=20_000, status="Discharging")
    assert read() == Battery(25, plugged=False, minutes=30)


@linux
def test_a_laptop_that_is_plugged_in(supplies: Supplies) -> None:
    supplies.add("AC", online=1)
    supplies.add("BAT0", energy_now=10_000, energy_full=40_000, power_now=20_000, status="Charging")
    assert read() == Battery(25, plugged=True, minutes=None)


@linux
@pytest.mark.parametrize(("status", "plugged"), [("Discharging", False), ("Not charging", True), ("Full", True)])
def test_a_charger_of_an_unusual_name(supplies: Supplies, status: str, plugged: bool) -> None:
    supplies.add("ADP1", online=int(plugged))
    supplies.add("BAT1", capacity=79, status=status)
    assert read() == Battery(79, plugged=plugged, minutes=None)


@linux
def test_a_battery_that_is_all_rubbish(supplies: Supplies) -> None:
    supplies.add("BAT0", capacity="full", status="?")
    assert read() is None


@pytest.mark.parametrize(
    ("battery", "low"),
    [
        (Battery(LOW, plugged=False, minutes=None), False),
        (Battery(LOW - 1, plugged=False, minutes=None), True),
        (Battery(0, plugged=False, minutes=None), True),
        (Battery(LOW - 1, plugged=True, minutes=None), False),
    ],
)
def test_when_somebody_has_to_do_something(battery: Battery, low: bool) -> None:
    assert battery.low is low


@pytest.mark.parametrize(
    ("battery", "text"),
    [
        (Battery(34, plugged=False, minutes=None), "Battery 34% · plug in"),
        (Battery(34, plugged=False, minutes=80), "Battery 34% · plug in"),
        (Battery(29, plugged=False, minutes=None), "Battery 29% · plug in"),
        (Battery(29, plugged=False, minutes=0), "Battery 29% · plug in"),
        (Battery(29, plugged=False, minutes=45), "Battery 29% (about 45 minutes) · plug in"),
        (Battery(2, plugged=False, minutes=1), "Battery 2% (about 1 minute) · plug in"),
        (Battery(29, plugged=True, minutes=None), ""),
        (Battery(100, plugged=True, minutes=None), ""),
    ],
)
def test_what_is_said(battery: Battery, text: str) -> None:
    set_language("en")
    assert words(battery) == text
