"""Badges to print: A4 sheets of ten, with marks to cut along."""

from __future__ import annotations

import math
from collections.abc import Sequence

from store.documents import typeset
from store.documents.faces import face, heading
from store.documents.refusals import NobodySelected
from store.documents.writing import Progress
from store.records import Conference, Delegate

PER_SHEET = 10
BATCH = 150
"""Badges set at once. Typst remembers what it laid out in its last runs: ten thousand at once would take 4 GB."""


def badges_pdf(conference: Conference, delegates: Sequence[Delegate], progress: Progress | None = None) -> bytes:
    """The sheets, in the order of `delegates`. Raises `NobodySelected`, and whatever `progress` raises."""
    if not delegates:
        raise NobodySelected
    parts = []
    for start in range(0, len(delegates), BATCH):
        batch = delegates[start : start + BATCH]
        parts.append(_sheets(conference, batch))
        if progress:
            progress(start + len(batch), len(delegates))
    return parts[0].content if len(parts) == 1 else typeset.joined(parts)


def _sheets(conference: Conference, delegates: Sequence[Delegate]) -> typeset.Part:
    faces = [face(conference, delegate) for delegate in delegates]
    content = typeset.pdf("badges.typ", {**heading(conference), "badges": faces})
    return typeset.Part(content, math.ceil(len(delegates) / PER_SHEET))
