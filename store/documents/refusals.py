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


class UnknownName(StoreError):
    """No category or area of the conference is called so; `known` are the names there are."""

    def __init__(self, text: str, known: Sequence[str]) -> None:
        super().__init__(f"unknown: {text!r}; known are {', '.join(known)}")
        self.text = text
        self.known = tuple(known)


class NoAllowance(StoreError):
    """The plan says of no category how much its delegates are paid."""

    def __init__(self) -> None:
        super().__init__("no category has an allowance")


class NoBadgeToMake(StoreError):
    """Every badge that has been made is right, and nobody lacks one."""

    def __init__(self) -> None:
        super().__init__("every badge is right")


class BadProfile(StoreError):
    """A layout profile that somebody changed says what nobody understands."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


class BadTemplate(StoreError):
    """The document whose styles were to be used is none that can be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: not a .docx that can be read")
        self.path = path
