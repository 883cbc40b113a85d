"""The overview as words: what its pages are called, what Enter does, each item planned and as it came. Pure."""

from __future__ import annotations

from typing import Final

from store import HeadCount, ItemState, Line, opening_on
from store.records import Attendance, Delegate, Role, Status
from store.text import shown
from tui import present
from tui.blank import Blank
from tui.i18n import N_, _, ngettext
from tui.overview.overview_figures import Figures
from tui.overview.overview_pages import PAGES, Page, Pages
from tui.podium import day_words
from tui.roles import SCREENS
from tui.time_words import MINUTE_MS, whole_minutes

_LABELS: Final = {
    Page.ARRIVALS: N_("Present"),
    Page.MISSING: N_("Missing"),
    Page.DAY: N_("Agenda"),
    Page.SPEAKING: N_("Units heard"),
    Page.CONTRIBUTIONS: N_("Proposals"),
}
_LEFT_OUT = (ItemState.SKIPPED, ItemState.PASSED_OVER)


def labels(figures: Figures) -> list[tuple[str, int]]:
    """Each page and how much is on it."""
    count = figures.head_count
    numbers = {
        Page.ARRIVALS: count.present,
        Page.MISSING: count.summoned - count.present,
        Page.DAY: len(figures.projection.lines),
        Page.SPEAKING: len(figures.units),
        Page.CONTRIBUTIONS: figures.contributions.total,
    }
    return [(_(_LABELS[page]), numbers[page]) for page in PAGES]


def hint(pages: Pages, figures: Figures, role: Role) -> str:
    """What Enter does, and what the arrows do."""
    delegate = figures.state.delegates.get(pages.delegate) if pages.delegate is not None else None
    line = figures.projection.line(pages.item)
    if delegate is not None:
        at_door = leads_to(pages, role)
        told = _("⏎ At the door: {person} · F8 absence, telephone…") if at_door else _("F8 more about {person}")
        return told.format(person=present.person(delegate))
    if line is not None and leads_to(pages, role):
        return _("⏎ Run the day: {item}").format(item=day_words.item_and_time(line.item))
    if pages.page in (Page.MISSING, Page.DAY):
        return _("↑ ↓ choose · ← → other page")
    return _("← → other page · F12 sends the sentence to the hall")


def leads_to(pages: Pages, role: Role) -> str:
    """The screen Enter goes to with what is chosen; empty if nothing is, or the role has no such screen."""
    mode = "reception" if pages.delegate is not None else "moderator" if pages.item is not None else ""
    return mode if mode in SCREENS[role] else ""


def why_nowhere(pages: Pages) -> str:
    """Why Enter goes nowhere."""
    if pages.delegate is not None or pages.item is not None:
        return _("This is seen to in another window, by whoever does that")
    if pages.page in (Page.MISSING, Page.DAY):
        return _("Nothing is chosen yet: ↑ ↓ choose")
    return _("There is nothing to choose on this page: ← → other page")


def nobody_came(role: Role) -> str:
    """While there is no curve."""
    return _("Nobody has come yet · F2 checks in") if "reception" in SCREENS[role] else _("Nobody has come yet")


def nobody_spoke(role: Role) -> Blank:
    """While nothing can be said of the units."""
    return Blank(_("Nobody has spoken yet"), _("F3 runs the day") if "moderator" in SCREENS[role] else "")


def nothing_raised(role: Role) -> Blank:
    """While nothing was proposed."""
    return Blank(_("Nothing raised yet"), _("F4 writes it down") if "proposals" in SCREENS[role] else "")


# -- who came, who is missing ------------------------------------------------------------------------------------------


def curve_title(figures: Figures, instead: str) -> str:
    """`Đã đến 58/112 · │ khai mạc 08:03`, or `instead` while nobody has come."""
    count, points = figures.head_count, figures.arrivals
    if not points:
        return instead
    told = _("Come: {present}/{summoned}").format(present=count.present, summoned=count.summoned)
    opening = opening_on(figures.state, points[-1].at.date())
    noted = figures.state.opening is not None and present.minute(figures.state.opening.at) == present.minute(opening)
    marked = _("│ opening {time}") if noted else _("│ to open at {time}")
    return f"{told} · {marked.format(time=present.minute(opening))}"


def sentence_title(figures: Figures) -> str:
    """As of when the sentence is."""
    opening = figures.state.opening
    if opening is None:
        return _("To be read out · as of now")
    return _("To be read out · as of the opening at {time}").format(time=present.minute(opening.at))


def missing_title(count: HeadCount) -> str:
    """`Vắng 8: chưa đến 2, có lý do 5, không lý do 1`"""
    total = count.summoned - count.present
    if not total:
        return _("Everybody is here") if count.summoned else _("Nobody is summoned yet")
    parts = (
        (count.not_arrived, _("not arrived {n}")),
        (count.excused, _("excused {n}")),
        (count.unexcused, _("unexcused {n}")),
    )
    return _("Missing {n}").format(n=total) + ": " + ", ".join(text.format(n=n) for n, text in parts if n)


def why_missing(attendance: Attendance | None) -> str:
    """Nothing for whoever has just not arrived; else that and why."""
    if attendance is None:
        return ""
    excused = attendance.status is Status.EXCUSED
    return shown(attendance.reason) or (_("excused") if excused else _("unexcused"))


def about(delegate: Delegate, figures: Figures) -> list[str]:
    """All about whoever is chosen."""
    attendance = figures.state.attendance.get(delegate.id)
    mark = present.mark(attendance)
    phone = _("Telephone {number}").format(number=present.telephone(delegate.phone)) if delegate.phone else ""
    state = " ".join(filter(None, (mark.glyph, mark.word, why_missing(attendance) if attendance else "")))
    return [
        present.person(delegate),
        present.post(delegate, figures.state.conference),
        " · ".join(filter(None, (state, phone))),
    ]


# -- the day -----------------------------------------------------------------------------------------------------------


def start(line: Line) -> str:
    """When it began; with `~` in front when it is expected to."""
    if line.state in _LEFT_OUT:
        return "–"
    return ("~" if line.state is ItemState.TO_COME else "") + present.minute(line.start)


def lengths(line: Line) -> tuple[str, str]:
    """Minutes planned, and as they were or are to be expected."""
    planned = f"{line.item.minutes}′"
    match line.state:
        case ItemState.SKIPPED | ItemState.PASSED_OVER:
            return planned, "–"
        case ItemState.DONE:
            return planned, f"{whole_minutes(line.elapsed_ms)}′"
    return planned, f"~{whole_minutes(max(line.allotted_ms, line.elapsed_ms))}′"


def offset(line: Line) -> str:
    """`chậm 6′`, `sớm 2′`, `đúng giờ`, `đã bỏ qua`"""
    if line.state in _LEFT_OUT:
        return day_words.mark(line).word.lower()
    minutes = line.late_ms // MINUTE_MS
    if not minutes:
        return _("on time")
    return _("{n}′ late").format(n=minutes) if minutes > 0 else _("{n}′ early").format(n=-minutes)


def causes(figures: Figures) -> str:
    """What made the day late or early, in one line."""
    told = (f"{cause} {minutes:+}′".replace("-", "−") for cause, minutes in day_words.causes(figures.ledger))
    return " · ".join(told) or _("Everything is as planned")


# -- who was heard, what was raised ------------------------------------------------------------------------------------


def speaking_title(figures: Figures) -> str:
    """`Thời gian phát biểu theo đơn vị: 5`"""
    units = len(figures.units)
    return ngettext("Speaking time: {n} unit", "Speaking time: {n} units", units).format(n=units)


def contributions_title(figures: Figures) -> str:
    """`Đề xuất, kiến nghị: 12`"""
    return _("Proposals: {n}").format(n=figures.contributions.total)
