"""What commands print, made safe on its way out: nothing a roster, a plan or the name of a file holds is obeyed."""

from __future__ import annotations

import json
import re
import sys
from typing import Final

from store.text import shown

DONE: Final = 0
FAILED: Final = 1
MISUSED: Final = 2
"""Exit statuses."""


def say(*columns: str, error: bool = False) -> None:
    """One line for a person, its columns apart by tabs."""
    print("\t".join(map(shown, columns)), file=sys.stderr if error else sys.stdout, flush=True)


def complain(sentence: str, status: int = FAILED) -> int:
    """Why a command did not do what was asked; returns its exit status."""
    say(f"toadam: {sentence}", error=True)
    return status


def say_json(value: object) -> None:
    """A value as one line of JSON, in which what a terminal would obey or hide is escaped: it means the same."""
    print(_NOT_ASCII.sub(_harmless, json.dumps(value, ensure_ascii=False)), flush=True)


_NOT_ASCII = re.compile(r"[^ -~]")


def _harmless(char: re.Match[str]) -> str:
    return char[0] if char[0].isprintable() else json.dumps(char[0])[1:-1]
