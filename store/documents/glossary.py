"""What offices write short, written out as it is read aloud: `PCT UBND` → `Phó Chủ tịch Ủy ban nhân dân`."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from assets import ASSETS
from store.records import Conference
from store.text import clean

_FILE = ASSETS / "abbreviations.toml"


class Glossary:
    """The abbreviations known everywhere, and those of one conference, which go before them."""

    def __init__(self, conference: Conference) -> None:
        self._long = {**_known_everywhere(), **dict(conference.abbreviations)}
        longest_first = sorted(self._long, key=len, reverse=True)
        self._short = re.compile("|".join(map(_pattern, longest_first)))

    def written_out(self, text: str) -> str:
        """The text with every abbreviation in full; what is not known stays as it is."""
        return " ".join(self._short.sub(self._in_full, clean(text)).split())

    def _in_full(self, found: re.Match[str]) -> str:
        words = self._long[" ".join(found[0].split())]
        # `P.Tam Sơn`: the full stop parted the words.
        return f"{words} " if found[0].endswith(".") else words


@cache
def _known_everywhere() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["abbreviations"]
    return table


def _pattern(short: str) -> str:
    """As a word of its own, however wide its blanks are."""
    words = r"\s+".join(map(re.escape, short.split()))
    return rf"(?<!\w){words}" if short.endswith(".") else rf"(?<!\w){words}(?!\w)"
