"""Paths as people give them (typed, dropped on the terminal, pasted), and names of files as they read them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from store.text import clean

_QUOTES = {'"': '"', "'": "'", "“": "”", "«": "»"}
_BEGINNING = re.compile(r"[/\\]|~|\.{1,2}[/\\]|[A-Za-z]:[/\\]")
_ADDRESS = re.compile(r"file:(?://localhost(?=/))?", re.IGNORECASE)
_TAIL = 14
"""Characters kept of the end of a long name: versions of a file differ there."""
_ESCAPED = re.compile(r"\\(.)")


def typed_path(text: str) -> Path | None:
    """The path a text is; None for words to search with. Whether anything is there is another question (`there`)."""
    bare = text.strip()
    if len(bare) > 1 and _QUOTES.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip()
    if address := _ADDRESS.match(bare):
        from urllib.request import url2pathname

        return Path(url2pathname(bare[address.end() :]))
    return _expanded(bare) if _BEGINNING.match(bare) else None


def _expanded(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # `~somebody` nobody knows
        return Path(path)


def there(path: Path) -> Path | None:
    """Where this path really is; None if nothing is there.

    What was pasted has been put into NFC with single spaces, but names on the disk may be otherwise; and a terminal may
    have put a backslash before every space of a file that was dropped on it.
    """
    found = _found(path)
    if found is None and os.name != "nt":
        found = _found(Path(_ESCAPED.sub(r"\1", str(path))))
    return found


def _found(path: Path) -> Path | None:
    try:
        if path.exists():
            return path
        folder = _found(path.parent) if path.parent != path else None
        entries = folder.iterdir() if folder is not None else ()
        return next((entry for entry in entries if clean(entry.name) == clean(path.name)), None)
    except OSError:
        return None


def shortened(name: str, width: int) -> str:
    """A name of at most `width` characters: what is too long loses its middle, never the version or the extension."""
    if len(name) <= width:
        return name
    tail = min(_TAIL, width // 2)
    return f"{name[: width - tail - 1]}…{name[len(name) - tail :]}"
