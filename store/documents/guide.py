"""What each role has to know, on a page of its own. The interface fills in its keys and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from store.documents import typeset


class Word(NamedTuple):
    """A stretch of words: as it is, a key, or what can be chosen on the screen."""

    kind: Literal["text", "key", "menu"]
    text: str


class GuideSection(NamedTuple):
    """What may happen, and what is to be done."""

    title: str
    lines: Sequence[tuple[Sequence[Word], Sequence[Word]]]
    colour: str = "#1f1f1f"


class GuidePage(NamedTuple):
    """Of one role."""

    picture: str
    """A file beside the template."""
    title: str
    purpose: str
    sections: Sequence[GuideSection]


def guide_pdf(pages: Sequence[GuidePage], foot: str) -> bytes:
    """A page each."""
    whole = [page._asdict() | {"sections": [one._asdict() for one in page.sections]} for page in pages]
    return typeset.pdf("guide.typ", {"pages": whole, "foot": foot})
