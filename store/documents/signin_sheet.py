"""The list to sign on paper when the power goes: where a delegate signs follows from the number (`store.paper`)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from store.documents import typeset
from store.documents.faces import NO_COLOUR, heading
from store.documents.refusals import NobodySelected
from store.paper import LINES, sheet_line
from store.progress import Progress, unwatched
from store.records import AreaId, Conference, Delegate, Standing
from store.text import clean

BATCH = 10
"""Sheets set at once: Typst remembers what it laid out in its last runs."""

HEADING = "DANH SÁCH ĐẠI BIỂU KÝ ĐIỂM DANH"

_SIGNING = (Standing.SUMMONED, Standing.WALK_IN)
_Line = dict[str, str]


def signin_sheet_pdf(
    conference: Conference,
    delegates: Sequence[Delegate],
    progress: Progress = unwatched,
    *,
    area: AreaId | None = None,
) -> bytes:
    """The sheets: a line for every number up to the last, and at least one whole sheet of free lines after it.

    Numbers nobody signs at, because they are nobody's, of service staff or of somebody struck off, keep their line.
    With `area`, the delegates of that area alone as a list to take along, without sheets and lines. Raises
    `NobodySelected`, and whatever `progress` raises.
    """
    if area is None:
        return _pdf(conference, _sheets(conference, delegates), HEADING, progress, lined=True)
    return _pdf(conference, _area_pages(conference, delegates, area), _area_heading(conference, area), progress)


def _pdf(
    conference: Conference,
    sheets: Sequence[dict[str, object]],
    title: str,
    progress: Progress,
    *,
    lined: bool = False,
) -> bytes:
    parts = []
    for start in range(0, len(sheets), BATCH):
        batch = sheets[start : start + BATCH]
        data = {**_head(conference, title), "lined": lined, "sheets": batch}
        parts.append(typeset.Part(typeset.pdf("signin.typ", data), len(batch)))
        progress(start + len(batch), len(sheets))
    return parts[0].content if len(parts) == 1 else typeset.joined(parts)


def _head(conference: Conference, title: str) -> dict[str, object]:
    said = heading(conference)
    return {
        "superior": clean(conference.organiser.superior).upper(),
        "organiser": clean(conference.organiser.name).upper(),
        "heading": title,
        "title": clean(conference.title),
        "when": f"{said['when']}, {said['venue']}",
    }


# -- by number ---------------------------------------------------------------------------------------------------------


def _sheets(conference: Conference, delegates: Iterable[Delegate]) -> list[dict[str, object]]:
    by_number = {one.number: one for one in delegates}
    if not by_number:
        raise NobodySelected
    last = max(by_number)
    count = sheet_line(last).sheet + 1
    lines = (_numbered_line(conference, by_number, number, last) for number in range(1, count * LINES + 1))
    return [
        {
            "corner": f"TỜ {sheet}",
            "numbers": f"Số {(sheet - 1) * LINES + 1:03} – {sheet * LINES:03}",
            "foot": f"Tờ {sheet}/{count}",
            "lines": list(islice(lines, LINES)),
        }
        for sheet in range(1, count + 1)
    ]


def _numbered_line(conference: Conference, by_number: Mapping[int, Delegate], number: int, last: int) -> _Line:
    delegate = by_number.get(number)
    place = {"line": str(sheet_line(number).line), "number": f"{number:03}"}
    if number > last:
        return place | {"sort": "free"}
    if delegate is None or delegate.standing not in _SIGNING:
        return place | {"sort": "nobody"}
    return place | _person(conference, delegate)


def _person(conference: Conference, delegate: Delegate) -> _Line:
    category = conference.category(delegate.category)
    area = conference.area(delegate.area)
    return {
        "sort": "person",
        "name": clean(delegate.name),
        "title": clean(delegate.title),
        "unit": clean(delegate.unit),
        "area": clean(area.name) if area else "",
        "category": clean(category.short or category.name) if category else "",
        "colour": category.colour if category else NO_COLOUR,
    }


# -- of an area --------------------------------------------------------------------------------------------------------


def _area_heading(conference: Conference, area: AreaId) -> str:
    known = conference.area(area)
    return f"DANH SÁCH ĐẠI BIỂU: {clean(known.name).upper()}" if known else HEADING


def _area_pages(conference: Conference, delegates: Iterable[Delegate], area: AreaId) -> list[dict[str, object]]:
    members = sorted(
        (one for one in delegates if one.area == area and one.standing in _SIGNING), key=lambda one: one.number
    )
    if not members:
        raise NobodySelected
    lines = [{"line": "", "number": f"{one.number:03}", **_person(conference, one)} for one in members]
    count = math.ceil(len(lines) / LINES)
    return [
        {
            "corner": "",
            "numbers": "",
            "foot": f"Trang {page + 1}/{count}",
            "lines": lines[page * LINES : (page + 1) * LINES],
        }
        for page in range(count)
    ]
