"""Why a document was not made. Every refusal carries data; the words for people are made in the interface."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from store.errors import StoreError


class Unwritable(StoreError):
    """The file could not be written, and what was there before is untouched.

    A `PermissionError` on Windows most often means that the file is open in another program.
    """

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: {error}")
        self.path = path
        self.error = error


class NobodySelected(StoreError):
    """There is no delegate to make the document of."""

    def __init__(self) -> None:
        super().__init__("nobody is selected")


class BadRange(StoreError):
    """A list of delegate numbers that cannot be read; `part` is the piece that is wrong."""

    def __init__(self, text: str, part: str) -> None:
        super().__init__(f"no list of numbers: {text!r}, at {part!r}")
        self.text = text
        self.part = part


class UnknownName(StoreError):
    """No category or area of the conference is called so; `known` are the names there are."""

    def __init__(self, text: str, known: Sequence[str]) -> None:
        super().__init__(f"unknown: {text!r}; known are {', '.join(known)}")
        self.text = text
        self.known = tuple(known)
