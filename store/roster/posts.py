"""A person's post in one cell, taken apart: the title before, the unit after."""

from __future__ import annotations

import re

from store.roster.vocabulary import TITLES
from store.roster.words import exact, lines

_NOUNS = {"văn phòng": "Văn phòng", "phòng": "Phòng", "khối": "Khối", "ban": "Ban"}
"""What a head heads: `Trưởng Khối Dân vận` is Trưởng Khối of Khối Dân vận."""

_COMMA = re.compile(r"\s*[,;]\s*")
_DASH = re.compile(r"\s+[-–—]\s+")


def split_post(cell: str) -> tuple[str, str]:
    """Title and unit: `Tổ trưởng Tổ Dân vận khu phố X, phường Y` → `Tổ trưởng`, `Tổ Dân vận khu phố X, phường Y`.

    Leading parts that begin with a title are titles, what follows is the unit; a unit that stands inside the last title
    is taken out of it. Text that begins with no title is cut at its first comma or dash, or is all title.
    """
    parts = _parts(cell)
    titles = _leading_titles(parts)
    if not titles:
        return (parts[0], ", ".join(parts[1:])) if parts else ("", "")
    title, unit = _taken_out(parts[titles - 1])
    return ", ".join([*parts[: titles - 1], title]), ", ".join(filter(None, [unit, *parts[titles:]]))


def swapped_post(cell: str) -> tuple[str, str]:
    """Title and unit where the unit stands first: `Ban Dân vận Tỉnh ủy, Phó Trưởng ban`."""
    parts = _parts(cell)
    first = next((index for index, part in enumerate(parts) if index and TITLES.begin(part)), len(parts))
    return ", ".join(parts[first:]), ", ".join(parts[:first])


def _parts(cell: str) -> list[str]:
    """A cell at its commas, and at a dash that parts a title from its unit: not `chính trị - xã hội`."""
    parts = list(filter(None, _COMMA.split(joined_lines(cell))))
    return [piece for part in parts for piece in _at_dash(part)]


def joined_lines(cell: str) -> str:
    """The lines of a cell as one: a line that begins small goes on with the sentence, another is a part of its own."""
    found = lines(cell)
    return "".join(found[:1] + [(" " if line[0].islower() else ", ") + line for line in found[1:]])


def _at_dash(part: str) -> list[str]:
    left, *right = _DASH.split(part, maxsplit=1)
    if right and (TITLES.are(left) or TITLES.begin(right[0])):
        return [left, *_at_dash(right[0])]
    return [part]


def _leading_titles(parts: list[str]) -> int:
    return next((index for index, part in enumerate(parts) if not TITLES.begin(part)), len(parts))


def _taken_out(part: str) -> tuple[str, str]:
    """`Trưởng Ban Dân vận Thành ủy` → `Trưởng Ban`, `Ban Dân vận Thành ủy`."""
    words = part.split()
    length = TITLES.begin(part)
    title, rest = " ".join(words[:length]), " ".join(words[length:])
    noun = next((noun for noun in _NOUNS if exact(title).endswith(" " + exact(noun))), "")
    if not rest or not noun or exact(rest).startswith(exact(noun)):
        return title, rest
    return title, f"{_NOUNS[noun]} {rest}"
