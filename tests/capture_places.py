"""Every place of the program at which a badge may be scanned, and the keys that lead there from a desk."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from textual.screen import Screen

import tui
from assets import ASSETS
from capture_model import DOWN, LEFT, RIGHT
from capture_window import HALL, PROGRESS, REFUSED, Report, Watched
from tui.blank import Lack
from tui.i18n import N_, _

F1, F2, F3, F4, F5, F6, F7, F8, F12 = (
    "\x1bOP",
    "\x1bOQ",
    "\x1bOR",
    "\x1bOS",
    *(f"\x1b[{key}~" for key in (15, 17, 18, 19, 24)),
)
CTRL_F, CTRL_P, CTRL_Q = "\x06", "\x10", "\x11"
ESCAPE: Final = "\x1b[27u"
"""As the protocol reports it that tells Escape from the beginning of something longer."""
ROSTER: Final = ASSETS / "sample" / "danh-sach-dai-bieu.xlsx"


class Pick(NamedTuple):
    """The entry of a list that begins so."""

    label: str


class Keys(StrEnum):
    """What a person may do there besides scanning, that is not an answer."""

    WRITE = "write"
    CHOOSE = "choose"
    READ = "read"
    """Nothing but what means nothing."""


class Place(NamedTuple):
    """Where it is, and what it does with keys."""

    name: str
    steps: Sequence[str | Pick]
    top: str
    """The class of what is on top."""
    keys: Keys = Keys.WRITE
    asks: bool = False
    """Whether the badge of somebody who is in is an answer here, or chooses them: then only others are scanned."""
    queues: bool = False
    """Whether the badge of somebody who is in asks for the floor."""
    back: str = ""
    """The key that undoes what `steps` leave behind."""

    @property
    def is_read(self) -> bool:
        """Whether it stays as it was found. The others tell what has become true meanwhile."""
        return self.keys is Keys.READ and self.top not in ("ModeratorScreen", "OverviewScreen")


CHOOSE, READ = Keys.CHOOSE, Keys.READ

PLACES: Final = (
    Place("reception", [F2], "ReceptionScreen"),
    Place("reception, half a name", [F2, "ngu"], "ReceptionScreen"),
    Place("reception, somebody chosen", [F2, "tran", DOWN, DOWN], "ReceptionScreen", READ),
    Place("reception, two marked", [F2, DOWN, " ", " "], "ReceptionScreen", READ),
    Place("delegates", [F6], "DelegatesScreen", asks=True),
    Place("delegates, half a name", [F6, "tr"], "DelegatesScreen"),
    Place("delegates, somebody chosen", [F6, DOWN, DOWN, DOWN], "DelegatesScreen", READ),
    Place("moderator", [F3], "ModeratorScreen", queues=True),
    Place("moderator, half a name", [F3, "ng"], "ModeratorScreen", queues=True),
    Place("moderator, a speech chosen", [F3, DOWN], "ModeratorScreen", READ, queues=True),
    Place("moderator, an item chosen", [F3, "\t", DOWN], "ModeratorScreen", READ, queues=True, back="\t"),
    Place("proposals", [F4], "ProposalsScreen"),
    Place("proposals, half a text", [F4, "Đề nghị hỗ trợ"], "ProposalsScreen"),
    Place("overview", [F5], "OverviewScreen", READ),
    Place("overview, somebody missing chosen", [F5, RIGHT, DOWN], "OverviewScreen", READ, back=LEFT),
    Place("display for the hall", [F2, HALL], "HallScreen", READ),
    Place("help", [F2, F1], "HelpDialog", READ),
    Place("palette", [F2, CTRL_P], "Palette"),
    Place("palette, half a name", [F6, CTRL_P, "ngu"], "Palette"),
    Place("question whether to quit", [F2, CTRL_Q], "ConfirmDialog", CHOOSE),
    Place("list of deeds", [F2, "7", F8], "PickDialog", CHOOSE),
    Place("which guest", [F2, F7], "PickDialog", CHOOSE),
    Place("what is ready", [F2, CTRL_P, "san sang", "\r"], "ReadinessDialog", CHOOSE),
    Place("which filter", [F6, CTRL_F], "PickDialog", READ),
    Place("to the hall", [F2, F12], "HandoverDialog", READ),
    Place("form of a delegate", [F6, F7, Pick(N_("Add one delegate…")), "7"], "FormDialog"),
    Place("second field of a form", [F6, F7, Pick(N_("Add one delegate…")), "7", "An", "\t", "Tổ"], "FormDialog"),
    Place("form of a note", [F2, "7", F8, Pick(N_("Note"))], "FormDialog"),
    Place("new badge", [F2, "8", F8, Pick(N_("New badge"))], "NewBadgeDialog", CHOOSE),
    Place("exchange", [F2, "9", F8, Pick(N_("Exchange: it was somebody else"))], "PersonDialog"),
    Place("telephone", [F2, "9", F8, Pick(N_("Show telephone"))], "NoticeDialog", READ),
    Place("which file", [F6, F7, Pick(N_("Take in a roster from a file…"))], "FilePicker"),
    Place(
        "what a roster changes",
        [F6, F7, Pick(N_("Take in a roster from a file…")), str(ROSTER), "\r"],
        "ImportPreview",
        CHOOSE,
    ),
    Place("how a speaker is told", [F3, F7, "1"], "_WhoDialog", CHOOSE, asks=True),
    Place("who speaks", [F3, F7, "1", "1"], "PersonDialog", asks=True),
    Place("who speaks, half a name", [F3, F7, "1", "1", "ngu"], "PersonDialog", asks=True),
    Place("speaker not on the list", [F3, F7, "1", "2"], "FormDialog"),
    Place("cuts of the agenda", [F3, F8, Pick(N_("Adjust the agenda: cap, drop, shorten…"))], "WhatIfDialog", CHOOSE),
    Place("message to the hall", [F3, F8, "9", Pick(N_("Message in your own words…"))], "FormDialog"),
    Place("which proposals", [F4, CTRL_F], "FindDialog"),
    Place("quick sorting", [F4, F8, Pick(N_("Sort quickly what is not sorted yet: {n}"))], "SortingPass", CHOOSE),
    Place("who raised it", [F4, F8, Pick(N_("Who raises it…")), "1"], "PersonDialog", asks=True),
    Place("proposal in two", [F4, "\x1b[A", F8, Pick(N_("Split into two…"))], "EditorDialog"),
    Place("what two copies say", [F2, F8, "\r"], "SidesDialog", CHOOSE),
    Place("work that takes its time", [F6, PROGRESS], "ProgressDialog", CHOOSE),
    Place("a refusal", [F6, REFUSED], "RefusedDialog", CHOOSE),
)

ONE_OF_EACH: Final = tuple({place.top: place for place in reversed(PLACES)}.values())
"""The first of each kind of screen and dialog."""

NO_PLACES: Final = {
    "DeskScreen": "only ever the base of others",
    "FollowingScreen": "only ever the base of others",
    "NoteTaking": "only ever the base of others",
    "Dialog": "only ever the base of others",
    **dict.fromkeys(
        ("WelcomeScreen", "ConferencePicker", "PlanPicker"),
        "no conference is open there: a scan is said to admit nobody (test_welcome)",
    ),
    "CalibrationDialog": "every scan there is a trial and admits nobody (test_calibration_dialog)",
}


def screens_of_the_program() -> set[str]:
    """Every screen and dialog there is, by the names of their classes."""
    names = (module.name for module in pkgutil.walk_packages(tui.__path__, "tui."))
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    kinds = {kind for module in modules for _name, kind in inspect.getmembers(module, inspect.isclass)}
    return {kind.__name__ for kind in kinds if issubclass(kind, Screen) and kind.__module__.startswith("tui.")}


GIVE_UP: Final = "\x1b[C\r"
"""Whoever has changed a text is asked before it is gone: the other button."""


def leave(window: Watched) -> None:
    """Back to the screens, with nothing typed and nothing chosen."""
    for _step in range(12):
        report = window.report()
        place = report["place"]
        if len(place["screens"]) == 1 and not place["chosen"] and not any(field[0] for field in place["fields"]):
            return
        if place["screens"][-2:] == ["EditorDialog", "ConfirmDialog"]:
            window.terminal.send(GIVE_UP)
            continue
        window.terminal.send(ESCAPE if len(place["screens"]) > 1 or place["screens"] != ["ProposalsScreen"] else "")
        if place["screens"] == ["ProposalsScreen"]:
            text = place["fields"][0][0]
            window.terminal.send(ESCAPE + DOWN * (text.count("\n") + 1) + "\x1b[F" + "\x7f" * len(text))
    raise AssertionError(f"cannot leave {place}:\n{window.terminal.text}")


def go(window: Watched, place: Place) -> Report:
    """There, as the first keys found it."""
    leave(window)
    report: Report = {}
    for step in place.steps:
        window.terminal.send(step if isinstance(step, str) else _digit(report, step))
        report = window.report()
    report = window.until(place.top)
    while _waits(report):
        report = window.report()
    return report


def _waits(report: Report) -> bool:
    """Whether it says that something is still coming."""
    place = report["place"]
    return any(said.startswith(Lack.WAITS.said("")) for said in [*place["hints"], *place["said"]])


def _digit(report: Report, pick: Pick) -> str:
    """The key of an entry of the list on top."""
    label = _(pick.label).partition("{")[0]
    lines = [line for said in report["place"]["said"] for line in said.splitlines()]
    found = [line for line in lines if re.match(rf"[▶ ]\s*\d\s+{re.escape(label)}", line)]
    assert found, f"{label} is not in {lines}"
    return str(re.findall(r"\d", found[0])[0])
