"""The list the master of ceremonies reads out: everybody who is there, in large type, to be printed."""

from __future__ import annotations

from store.documents import typeset
from store.documents.handover import Handover
from store.documents.handover_words import HEADING, Block, asides, introductions, opening_words, title


def introductions_pdf(handover: Handover) -> bytes:
    """A4 upright. Raises `NobodySelected` if nobody is there."""
    data = {
        "title": title(handover),
        "heading": HEADING,
        "opening": opening_words(handover),
        "introductions": [_as_data(block) for block in introductions(handover)],
        "asides": [_as_data(block) for block in asides(handover)],
    }
    return typeset.pdf("introductions.typ", data)


def _as_data(block: Block) -> dict[str, object]:
    return {"heading": block.heading, "lines": [line._asdict() for line in block.lines]}
