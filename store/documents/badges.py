"""Badges to print: A4 sheets of ten, with marks to cut along."""

from __future__ import annotations

from collections.abc import Sequence

from store.documents import typeset
from store.documents.faces import face, heading
from store.documents.refusals import NobodySelected
from store.documents.writing import Progress
from store.records import Conference, Delegate

PER_SHEET = 10


def badges_pdf(conference: Conference, delegates: Sequence[Delegate], progress: Progress | None = None) -> bytes:
    """The sheets, in the order of `delegates`. Raises `NobodySelected`.

    `progress` hears of every sheet whose codes are drawn; setting the type takes about twice as long again.
    """
    if not delegates:
        raise NobodySelected
    faces = []
    for done, delegate in enumerate(delegates, 1):
        faces.append(face(conference, delegate))
        if progress and (done % PER_SHEET == 0 or done == len(delegates)):
            progress(done, len(delegates))
    return typeset.pdf("badges.typ", {**heading(conference), "badges": faces})
