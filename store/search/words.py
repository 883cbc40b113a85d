"""Whether a text is meant by a few letters."""

from __future__ import annotations

from store.vietnamese import fold


def begins_words(query: str, text: str) -> bool:
    """Whether each word of the query begins a word of the text, whatever their marks and case."""
    folded = f" {fold(text)}"
    return all(f" {word}" in folded for word in fold(query).split())
