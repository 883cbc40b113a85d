"""What libraries write to the terminal past everybody, which would draw over the screen.

A cheap webcam has the decoder of its pictures complain about most of them, straight to the standard error of the
process; Textual draws there as well. So the screen gets a way to the terminal of its own, and what else is written to
standard error goes nowhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STDERR: Final = 2


@contextmanager
def no_complaints() -> Iterator[None]:
    """While it lasts, only Python itself reaches the terminal by standard error."""
    before = sys.stderr, sys.__stderr__
    with os.fdopen(os.dup(_STDERR), "w", encoding="utf-8", errors="backslashreplace", buffering=1) as ours:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), _STDERR)
        sys.stderr = sys.__stderr__ = ours  # type: ignore[misc]
        try:
            yield
        finally:
            sys.stderr, sys.__stderr__ = before  # type: ignore[misc]
            os.dup2(ours.fileno(), _STDERR)
