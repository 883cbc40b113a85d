"""What is read out, typeset to be printed: A4 upright, large type, names bold."""

from __future__ import annotations

from store.documents import typeset
from store.documents.spoken import Block, Spoken


def spoken_pdf(spoken: Spoken) -> bytes:
    """The whole document."""
    data = spoken._asdict() | {
        "aloud": [_as_data(block) for block in spoken.aloud],
        "asides": [_as_data(block) for block in spoken.asides],
    }
    return typeset.pdf("spoken.typ", data)


def _as_data(block: Block) -> dict[str, object]:
    return {"heading": block.heading, "lines": [line._asdict() for line in block.lines]}
