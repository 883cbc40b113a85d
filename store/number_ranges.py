"""Lists of delegate numbers as people write them: `3,7-9`."""

from __future__ import annotations

import re

from store.errors import BadRange

_PART = re.compile(r"\s*([0-9]{1,18})\s*(?:[-–]\s*([0-9]{1,18})\s*)?")
_APART = re.compile(r"[,;]")


def number_ranges(text: str) -> list[range]:
    """`3,7-9` → 3, and 7 to 9; a comma too many at the end is forgiven. Raises `BadRange`."""
    return [_number_range(text, part) for part in _APART.split(text.strip().rstrip(",;"))]


def _number_range(text: str, part: str) -> range:
    match = _PART.fullmatch(part)
    if match is None:
        raise BadRange(text, part.strip())
    first = int(match[1])
    last = int(match[2] or first)
    if last < first:
        raise BadRange(text, part.strip())
    return range(first, last + 1)
