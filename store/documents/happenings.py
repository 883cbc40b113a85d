"""How the day went, for those who write about it: when it was held, what ran when, every figure there is."""

from __future__ import annotations

from store.agenda import MINUTE_MS
from store.delay_ledger import delay_ledger
from store.documents.contributions import Contributions
from store.documents.delays import seconds_of
from store.documents.moments import day, hour, lasting
from store.documents.paper import MISSING, Figure
from store.documents.speech_words import HEARD
from store.documents.turnout import attendance_figures
from store.projection import ItemState, Line, Projection
from store.records import AgendaKind, Stamp
from store.speakers import waiting_list
from store.state import State
from store.text import clean
from store.vietnamese import fold

_RAN = (ItemState.DONE, ItemState.RUNNING, ItemState.PAUSED)


def held(state: State, course: Projection) -> str:
    """When and where it was held, as far as that is known."""
    return (
        f"Hội nghị bắt đầu lúc {begun(state, course)}, kết thúc lúc {over(state, course)}, "
        f"{day(state.conference.date)}, tại {clean(state.conference.venue)}."
    )


def begun(state: State, course: Projection) -> str:
    """When it was opened; if nobody noted that, when the first item began."""
    if state.opening is not None:
        return hour(state.opening.at.wall, state.conference)
    first = min((line.start for line in course.lines if line.state in _RAN), default=None)
    return hour(first, state.conference) if first else MISSING


def over(state: State, course: Projection) -> str:
    """When the last item was over."""
    return hour(course.expected_end, state.conference) if course.over and course.expected_end else MISSING


def items_of(course: Projection, kind: AgendaKind) -> list[Line]:
    """The items of one kind that were not left out."""
    return [line for line in course.lines if line.item.kind is kind and line.state is not ItemState.SKIPPED]


def item_in_words(line: Line) -> str:
    """What it was, and who did it unless that is said already."""
    title, who = clean(line.item.title), clean(line.item.responsible)
    return title if not who or fold(who) in fold(title) else f"{title} ({who})"


def span_in_words(state: State, line: Line) -> str:
    """`08:22 – 08:41`, or that it was not to be."""
    zone = state.conference.zone
    start = f"{line.start.astimezone(zone):%H:%M}"
    match line.state:
        case ItemState.DONE:
            return f"{start} – {line.end.astimezone(zone):%H:%M}"
        case ItemState.RUNNING | ItemState.PAUSED:
            return f"từ {start}, đang diễn ra"
        case ItemState.TO_COME:
            return f"dự kiến {start}"
    return "không thực hiện"


def planned_in_words(state: State, line: Line) -> str:
    """`08:20 – 08:40 (20 phút)`"""
    zone = state.conference.zone
    start, end = (f"{moment.astimezone(zone):%H:%M}" for moment in (line.planned_start, line.planned_end))
    return f"{start} – {end}"


def late_in_words(line: Line) -> str:
    """`chậm 03 phút`; empty where it began in the planned minute, or has not begun."""
    minutes = round(line.late_ms / MINUTE_MS)
    if not minutes or line.state not in _RAN:
        return ""
    return f"{'chậm' if minutes > 0 else 'sớm'} {lasting(abs(minutes) * 60)}"


def figures(state: State, raised: Contributions, now: Stamp) -> tuple[Figure, ...]:
    """Every number the documents state."""
    fates = [one.fate for one in state.speeches.values()]
    offset = sum(seconds_of(delay_ledger(state, now)).values())
    return (
        *attendance_figures(state),
        Figure("Phát biểu, tham luận đã nghe", str(sum(fates.count(fate) for fate in HEARD))),
        Figure("Đang chờ phát biểu", str(len(waiting_list(state)))),
        Figure("Chậm (+), sớm (-) so với chương trình", f"{'-' if offset < 0 else ''}{lasting(abs(offset))}"),
        *raised.figures(),
    )
