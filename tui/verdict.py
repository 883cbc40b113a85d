"""What is said of something typed while it is being typed."""

from __future__ import annotations

from typing import NamedTuple


class Verdict(NamedTuple):
    """How it is understood, or what is wrong with it."""

    words: str
    right: bool = True
