"""Badges to send by message: one picture a delegate, the name drawn on it, the code large enough for a scanner to read
from the screen of a phone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from store.documents import typeset
from store.documents.faces import face, heading
from store.documents.refusals import NobodySelected, Unwritable
from store.documents.writing import write_whole
from store.progress import Progress, unwatched
from store.records import Conference, Delegate
from store.vietnamese import fold

PPI = 254
"""Ten pixels a millimetre: 1080 × 1620 pixels."""
BATCH = 10
"""Pictures set at once, so that progress is told often and few are held in memory."""
LONGEST_NAME = 80


def card_png(conference: Conference, delegate: Delegate) -> bytes:
    """The picture for one delegate."""
    return _pictures(conference, [delegate])[0]


def cards(
    conference: Conference, delegates: Sequence[Delegate], folder: Path, progress: Progress = unwatched
) -> list[Path]:
    """Writes one picture a delegate into `folder`, made if need be. Raises `NobodySelected`, `Unwritable`.

    Each picture is whole or absent; stopped half-way, those made so far stay.
    """
    if not delegates:
        raise NobodySelected
    _make(folder)
    written: list[Path] = []
    for start in range(0, len(delegates), BATCH):
        batch = delegates[start : start + BATCH]
        for delegate, picture in zip(batch, _pictures(conference, batch), strict=True):
            written.append(folder / card_name(delegate))
            write_whole(written[-1], picture)
        progress(len(written), len(delegates))
    return written


def card_name(delegate: Delegate) -> str:
    """A file name any system and any messenger takes: `047-nguyen-van-huong.png`."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(delegate.name))[:LONGEST_NAME].strip("-")
    return f"{delegate.number:03}-{words}.png" if words else f"{delegate.number:03}.png"


def _pictures(conference: Conference, delegates: Sequence[Delegate]) -> list[bytes]:
    faces = [face(conference, delegate) for delegate in delegates]
    return typeset.pngs("cards.typ", {**heading(conference), "cards": faces}, ppi=PPI)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(folder, error) from error
