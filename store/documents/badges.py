"""Badges to print: A4 sheets of ten, with marks to cut along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from store.documents import typeset
from store.documents.faces import blank_face, face, heading
from store.documents.refusals import NobodySelected
from store.documents.sentence import NO_AREA
from store.progress import Progress, unwatched
from store.records import BlankBadge, Conference, Delegate
from store.text import clean

PER_SHEET = 10
BATCH = 15
"""Sheets set at once. Typst remembers what it laid out in its last runs: a thousand at once would take 4 GB."""

_Face = dict[str, str]


class _Sheet(TypedDict):
    """What the template makes a page of."""

    note: str
    badges: list[_Face]


def badges_pdf(
    conference: Conference,
    delegates: Sequence[Delegate],
    progress: Progress = unwatched,
    *,
    by_area: bool = False,
) -> bytes:
    """The sheets, in the order of `delegates`; `by_area`, each area begins a sheet of its own, named in the margin.

    Raises `NobodySelected`, and whatever `progress` raises.
    """
    groups = _by_area(conference, delegates) if by_area else [("", delegates)]
    sheets = [
        sheet
        for name, members in groups
        for sheet in _sheets([face(conference, one) for one in members], f"{name}: {len(members)} thẻ" if name else "")
    ]
    return _pdf(conference, sheets, progress)


def blank_badges_pdf(conference: Conference, blanks: Sequence[BlankBadge], progress: Progress = unwatched) -> bytes:
    """Badges with a code and room to write, for whoever nobody knows yet. Raises as `badges_pdf` does."""
    return _pdf(conference, list(_sheets([blank_face(one) for one in blanks], "")), progress)


def _by_area(conference: Conference, delegates: Sequence[Delegate]) -> Iterator[tuple[str, list[Delegate]]]:
    """In the order of the plan; those of no area last."""
    known = {area.id for area in conference.areas}
    for area in conference.areas:
        yield clean(area.name), [one for one in delegates if one.area == area.id]
    yield NO_AREA, [one for one in delegates if one.area not in known]


def _sheets(faces: Sequence[_Face], note: str) -> Iterator[_Sheet]:
    for start in range(0, len(faces), PER_SHEET):
        yield _Sheet(note=note, badges=list(faces[start : start + PER_SHEET]))


def _pdf(conference: Conference, sheets: Sequence[_Sheet], progress: Progress) -> bytes:
    if not sheets:
        raise NobodySelected
    parts = []
    for start in range(0, len(sheets), BATCH):
        batch = sheets[start : start + BATCH]
        content = typeset.pdf("badges.typ", {**heading(conference), "sheets": batch})
        parts.append(typeset.Part(content, len(batch)))
        progress(_badges_on(sheets[: start + BATCH]), _badges_on(sheets))
    return parts[0].content if len(parts) == 1 else typeset.joined(parts)


def _badges_on(sheets: Iterable[_Sheet]) -> int:
    return sum(len(sheet["badges"]) for sheet in sheets)
