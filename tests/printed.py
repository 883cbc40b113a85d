"""What is on the pages of a PDF, read back from the pages: words, and where each letter stands."""

from __future__ import annotations

from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw

MM = 25.4 / 72
"""Millimetres a point."""


class Letter(NamedTuple):
    """A letter on a page: millimetres from its upper left corner."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


def texts(pdf: bytes) -> list[str]:
    """The words of each page with one space between them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_flat(page.get_textpage().get_text_range()) for page in document]


def _flat(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def sizes(pdf: bytes) -> set[float]:
    """Of the type on the pages, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return {size for page in document for size in _sizes(page.get_textpage())}


def _sizes(text: Any) -> set[float]:
    written = (place for place, char in enumerate(text.get_text_range()) if not char.isspace())
    return {pypdfium2.raw.FPDFText_GetFontSize(text, place) for place in written}


def squeezed(text: str) -> str:
    """Without what a line break may add or take."""
    return "".join(text.split())


def letters(pdf: bytes, page: int = 0) -> list[Letter]:
    """Every letter of a page, in the order it was written."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        height = document[page].get_height()
        return [
            _letter(char, text.get_charbox(index), height)
            for index in range(text.count_chars())
            if not (char := text.get_text_range(index, 1)).isspace() and char != "\u200b"
        ]


def _letter(char: str, box: tuple[float, float, float, float], height: float) -> Letter:
    left, bottom, right, top = box
    return Letter(char, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
