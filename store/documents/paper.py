"""A report or minutes before any layout: parts under headings, made of sentences, points and tables.

Nothing here says what anything looks like: `profiles.py` does, and a template an office has made of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from store.documents.tables import Signature, Table
from store.records import Conference

MISSING: Final = "[CẦN BỔ SUNG]"
"""Where only a person can write."""


class Text(NamedTuple):
    """A paragraph."""

    words: str


class Points(NamedTuple):
    """Lines under each other, each with a dash."""

    lines: tuple[str, ...]


Block = Text | Points | Table


class Chapter(NamedTuple):
    """What stands under a heading."""

    title: str
    blocks: tuple[Block, ...] = ()
    chapters: tuple[Chapter, ...] = ()


class Figure(NamedTuple):
    """A number the document states, to be held against the next edition's."""

    name: str
    value: str


class Paper(NamedTuple):
    """The whole of it."""

    conference: Conference
    kind: str
    """`BÁO CÁO`, above the summary."""
    symbol: str
    """`BC`, in its number."""
    summary: str
    opening: str
    chapters: tuple[Chapter, ...]
    closing: str
    """The last sentence, without what ends it."""
    signatures: tuple[Signature, ...]
    figures: tuple[Figure, ...]
    sent: bool = True
    """Whether it goes to those who are named as recipients."""
    changes: tuple[Chapter, ...] = ()
    """Behind the signatures: for the secretary, not for the readers."""


def length(chapters: Iterable[Chapter]) -> int:
    """How many paragraphs, points and rows there are."""
    return sum(sum(map(_length, one.blocks)) + length(one.chapters) for one in chapters)


def _length(block: Block) -> int:
    return 1 if isinstance(block, Text) else len(block.lines if isinstance(block, Points) else block.rows)


def texts(*sentences: str) -> tuple[Block, ...]:
    """Paragraphs, the empty ones left out."""
    return tuple(Text(sentence) for sentence in sentences if sentence)


def points_or_missing(lines: tuple[str, ...]) -> tuple[Block, ...]:
    """The lines, or the mark that somebody has to write them."""
    return (Points(lines),) if lines else (Text(MISSING),)


def ended(sentence: str) -> str:
    """With a full stop, unless it ends in a mark of its own."""
    return sentence if sentence.endswith((".", "!", "?", "…", ":", ";", "]")) else f"{sentence}."
