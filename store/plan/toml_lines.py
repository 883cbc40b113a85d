"""Where in a TOML text something stands, so that a person can be shown the line.

The parser itself is asked: the statement that first makes a path exist ends on the shortest prefix that parses and
holds the path, and begins right after the longest prefix that parses without it. Only prefixes that end inside a value
of several lines do not parse, so no second reading of TOML's grammar is needed.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line, counted from 1, on which the statement begins that gives `path` its value or its table header.

    `text` must be valid TOML. A path that is nowhere has the line of its longest part; the empty path has line 1.
    """
    whole = tomllib.loads(text)
    while path and not _holds(whole, path):
        path = path[:-1]
    return _first_line(text.split("\n"), path) if path else 1


def line_of_error(text: str, error: tomllib.TOMLDecodeError) -> int:
    """The line at which the parser gave up; the last one if it was surprised by the end."""
    found = _AT_LINE.search(str(error))
    return int(found[1]) if found else max(1, len(text.rstrip().split("\n")))


def _first_line(lines: list[str], path: tuple[str | int, ...]) -> int:
    """Halves the interval between a prefix that parses without the path and one that holds it."""
    without, holding = 0, len(lines)
    while True:
        middle, document = _longest_readable(lines, (without + holding) // 2)
        if middle <= without:
            middle, document = _shortest_readable(lines, without + 1)
            if _holds(document, path):
                return without + 1
        if _holds(document, path):
            holding = middle
        else:
            without = middle


def _longest_readable(lines: list[str], count: int) -> tuple[int, Any]:
    while (document := _prefix(lines, count)) is None:
        count -= 1
    return count, document


def _shortest_readable(lines: list[str], count: int) -> tuple[int, Any]:
    while (document := _prefix(lines, count)) is None:
        count += 1
    return count, document


def _prefix(lines: list[str], count: int) -> dict[str, Any] | None:
    try:
        return tomllib.loads("\n".join(lines[:count]) + "\n")
    except tomllib.TOMLDecodeError:
        return None


def _holds(document: Any, path: tuple[str | int, ...]) -> bool:
    for step in path:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
