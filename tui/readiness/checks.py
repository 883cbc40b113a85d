"""The rules: of each thing whether it is ready, how it stands, and what to do if it is not. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import Enum
from typing import Final, NamedTuple

from store import cloud_folder
from store.text import shown
from tui import calendar_words, present
from tui.i18n import N_, _, ngettext
from tui.machine.disk import Disk
from tui.readiness.facts import Facts

LOW_DISK: Final = 500_000_000
"""Bytes below which a day with its backups and documents may not fit."""
SLOW_SYNC_MS: Final = 150.0
"""Longer than this and a queue at the door feels it."""
FEWEST_COLUMNS: Final = 80
FEWEST_ROWS: Final = 24
FEWEST_COLOURS: Final = 16
SAMPLE: Final = "ệ ơ Đ ✔ ▶ █"
"""Letters and signs a font may lack, to be looked at."""

_GIGABYTE: Final = 1_000_000_000
_MEGABYTE: Final = 1_000_000
_AN_HOUR: Final = 60


class Subject(Enum):
    """What is looked at, in the order in which it is prepared."""

    ROSTER = N_("Roster")
    BADGES = N_("Badges")
    SCANNER = N_("Scanner")
    F_KEYS = N_("F keys")
    DISK = N_("Disk")
    BACKUPS = N_("Backups")
    CLOCK = N_("Clock")
    POWER = N_("Power")
    SCREEN = N_("Screen")
    HALL = N_("Hall display")

    @property
    def label(self) -> str:
        """In the person's language."""
        return _(self.value)


class Mark(Enum):
    """How it stands; the value is the glyph."""

    READY = "✓"
    AMISS = "!"
    OPEN = "○"
    """Not known yet, or not needed."""


class Check(NamedTuple):
    """What is said of one thing."""

    subject: Subject
    mark: Mark
    found: str
    advice: str = ""
    """What to do; nothing if it is ready."""


def checks(facts: Facts) -> list[Check]:
    """All of it, in order."""
    return [_checked(subject, facts) for subject in Subject]


def first_amiss(told: list[Check]) -> int:
    """The place of the first that is not ready; the first of all if there is none."""
    return next((place for place, check in enumerate(told) if check.mark is Mark.AMISS), 0)


def summary(told: list[Check]) -> str:
    """How much is left to do."""
    left = sum(check.mark is Mark.AMISS for check in told)
    return ngettext("{n} thing to do", "{n} things to do", left).format(n=left) if left else _("all is ready")


def _checked(subject: Subject, facts: Facts) -> Check:
    mark, found, advice = _RULES[subject](facts)
    return Check(subject, mark, found, advice)


_Told = tuple[Mark, str, str]


def _ready(found: str) -> _Told:
    return Mark.READY, found, ""


# -- people and paper --------------------------------------------------------------------------------------------------


def _roster(facts: Facts) -> _Told:
    roster = facts.roster
    if not roster.people:
        return Mark.AMISS, _("nobody is on the list yet"), _("Take in the roster of the office, an Excel or Word file")
    found = ngettext("{n} delegate, planned {planned}", "{n} delegates, planned {planned}", roster.people)
    found = found.format(n=roster.people, planned=roster.planned)
    if roster.unlisted:
        found += " · " + _("no longer listed {n}").format(n=roster.unlisted)
        return Mark.AMISS, found, _("Decide whom to keep and whom to strike off: F6, then Ctrl+F")
    if roster.nameless:
        found += " · " + _("without a name {n}").format(n=roster.nameless)
        return Mark.AMISS, found, _("Name them, or take in the roster again once the office has the names")
    return _ready(found)


def _badges(facts: Facts) -> _Told:
    roster = facts.roster
    if not roster.people:
        return Mark.OPEN, _("nobody to print a badge for yet"), ""
    if roster.to_print:
        found = _("to be printed {n} · right {right}").format(n=roster.to_print, right=roster.badges)
        return Mark.AMISS, found, _("Print those that are new or no longer right")
    return _ready(ngettext("{n} printed and right", "{n} printed, all right", roster.badges).format(n=roster.badges))


# -- the machine -------------------------------------------------------------------------------------------------------


def _scanner(facts: Facts) -> _Told:
    tried = _day(facts.tried.scanner_tried)
    if tried is None:
        return Mark.AMISS, _("not tried on this machine yet"), _("Scan the test badge two or three times")
    when = _("tried {day}").format(day=calendar_words.how_far(tried, facts.now.date()))
    if not facts.tried.scanner_good:
        return Mark.AMISS, _("{when}, something was to be changed").format(when=when), _("Change it and try again")
    return _ready(_("{when}, badges are read").format(when=when))


def _f_keys(facts: Facts) -> _Told:
    if facts.f_keys:
        return _ready(_("arrive in this window"))
    return Mark.AMISS, _("press F2 here"), _("No ✓ after F2: press Fn+Esc once, or hold Fn while pressing F2")


def _disk(facts: Facts) -> _Told:
    cloud = cloud_folder(facts.file)
    if cloud:
        found = _("{cloud} copies the folder away, names included").format(cloud=cloud)
        return Mark.AMISS, found, _("Close the conference and move its folder to another place on this machine")
    if facts.machine is None:
        return Mark.OPEN, _("being looked at …"), ""
    disk = facts.machine.disk
    if disk is None:
        return Mark.AMISS, _("says nothing of itself"), _("Try a check-in; if it is saved, all is well")
    return _judged(disk)


def _judged(disk: Disk) -> _Told:
    found = _("{room} free · {pace}").format(room=_size(disk.free), pace=_pace(disk.sync_ms))
    if disk.sync_ms is None:
        return Mark.AMISS, found, _("The folder cannot be written to: free it, or move the conference")
    if disk.free < LOW_DISK:
        return Mark.AMISS, found, _("Make room: backups and documents need it")
    if disk.sync_ms > SLOW_SYNC_MS:
        return Mark.AMISS, found, _("Keep the conference on the disk inside the machine, the backups on the stick")
    return _ready(found)


def _size(count: int) -> str:
    if count >= _GIGABYTE:
        return present.decimal(count / _GIGABYTE, 1) + " GB"
    return f"{count // _MEGABYTE} MB"


def _pace(ms: float | None) -> str:
    if ms is None:
        return _("cannot be written to")
    if ms <= SLOW_SYNC_MS:
        return _("saves at once")
    return _("takes {seconds} s to save").format(seconds=present.decimal(ms / 1000, 1))


def _backups(facts: Facts) -> _Told:
    safety = facts.safety
    if safety.second_place is None:
        return Mark.AMISS, _("only on this machine"), _("Plug in a USB stick and name it for a second backup")
    place = shown(str(safety.second_place))
    if safety.backup_missed:
        return Mark.AMISS, _("{place} has not got the last one").format(place=place), _("Plug the stick in again")
    good = f"{safety.backup_elsewhere:%H:%M}" if safety.backup_elsewhere else ""
    return _ready(_("also in {place}, last {time}").format(place=place, time=good))


def _clock(facts: Facts) -> _Told:
    conference, today = facts.conference, facts.now.date()
    shows = f"{facts.now:%H:%M:%S}"
    if facts.offset_minutes != conference.utc_offset_minutes:
        zones = {"time": shows, "machine": _zone(facts.offset_minutes), "plan": _zone(conference.utc_offset_minutes)}
        found = _("{time} · the machine's zone is {machine}, the plan's {plan}").format(**zones)
        return Mark.AMISS, found, _("Set the zone in the system's settings, then compare the time with a telephone")
    found = _("{time} · the conference is {when}, at {opens}").format(
        time=shows, when=calendar_words.how_far(conference.date, today), opens=f"{conference.opens:%H:%M}"
    )
    if conference.date < today:
        found = _("{time}, {today} · the conference was {when}").format(
            time=shows, today=calendar_words.written(today), when=calendar_words.how_far(conference.date, today)
        )
        return Mark.AMISS, found, _("Set the machine's date right, or make a conference for the new day")
    return Mark.READY, found, _("The same as on a telephone?")


def _zone(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), _AN_HOUR)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _power(facts: Facts) -> _Told:
    if facts.machine is None:
        return Mark.OPEN, _("being looked at …"), ""
    battery = facts.machine.battery
    if battery is None:
        return _ready(_("from the mains, no battery is told of"))
    if battery.plugged:
        return _ready(_("plugged in, battery {percent}%").format(percent=battery.percent))
    return Mark.AMISS, _("on battery, {percent}%").format(percent=battery.percent), _("Plug the machine in")


def _screen(facts: Facts) -> _Told:
    screen = facts.screen
    found = _("{columns}×{rows} · can these be read: {sample}").format(
        columns=screen.columns, rows=screen.rows, sample=SAMPLE
    )
    if screen.columns < FEWEST_COLUMNS or screen.rows < FEWEST_ROWS:
        return (
            Mark.AMISS,
            found,
            _("Make the window larger, at least {columns}×{rows}").format(columns=FEWEST_COLUMNS, rows=FEWEST_ROWS),
        )
    if screen.colours < FEWEST_COLOURS:
        found = _("{columns}×{rows} · {n} colours").format(columns=screen.columns, rows=screen.rows, n=screen.colours)
        return Mark.AMISS, found, _("Use Windows Terminal, or another terminal with colours")
    return Mark.READY, found, _("If not: choose the font Cascadia Mono or Consolas in the terminal's settings")


def _hall(facts: Facts) -> _Told:
    tried = _day(facts.tried.hall_tried)
    if tried is None:
        found = _("not tried yet; only with a projector")
        return Mark.OPEN, found, _("In a second window: toadam open hall, and drag it to the projector")
    return _ready(_("shown {day}").format(day=calendar_words.how_far(tried, facts.now.date())))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


_RULES: Final[dict[Subject, Callable[[Facts], _Told]]] = {
    Subject.ROSTER: _roster,
    Subject.BADGES: _badges,
    Subject.SCANNER: _scanner,
    Subject.F_KEYS: _f_keys,
    Subject.DISK: _disk,
    Subject.BACKUPS: _backups,
    Subject.CLOCK: _clock,
    Subject.POWER: _power,
    Subject.SCREEN: _screen,
    Subject.HALL: _hall,
}
