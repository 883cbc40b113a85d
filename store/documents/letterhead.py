"""The words around a report or minutes: who issues it, its number, the day, who gets it, as the profile has them."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from store.documents.paper import Paper
from store.documents.profiles import HeadLine, Profile
from store.documents.tables import roman
from store.records import Organiser, Recipient
from store.text import clean
from store.vietnamese import fold

_TWO_DIGIT_MONTHS: Final = 2
"""Months up to this one are written with a zero in front, so that no 1 can be put there."""


class Headed(NamedTuple):
    """A line of the head, filled in."""

    line: HeadLine
    words: str


class Letterhead:
    """Fills the places in a profile's patterns."""

    def __init__(self, paper: Paper, profile: Profile) -> None:
        conference = paper.conference
        organiser = conference.organiser
        self._profile = profile
        self._recipients = conference.recipients if paper.sent else ()
        self._words = {
            "superior": clean(organiser.superior),
            "issuer": issuer(organiser),
            "supreme": clean(organiser.supreme),
            "place": clean(organiser.place),
            "month": month(conference.date),
            "year": str(conference.date.year),
            "kind": paper.symbol,
            "symbol": clean(organiser.symbol),
        }

    @property
    def left(self) -> list[Headed]:
        return [self._filled(line) for line in self._profile.left]

    @property
    def right(self) -> list[Headed]:
        return [self._filled(line) for line in self._profile.right]

    @property
    def recipients(self) -> list[str]:
        """Those who get it, each as a line; the last has another end."""
        how = self._profile.recipients
        lines = [self._recipient(one) for one in self._recipients]
        return [f"{line}{how.after}" for line in lines[:-1]] + [f"{line}{how.last}" for line in lines[-1:]]

    def _filled(self, line: HeadLine) -> Headed:
        return Headed(line, _fill(line.text, self._words))

    def _recipient(self, recipient: Recipient) -> str:
        how = self._profile.recipients
        one = _fill(how.one, {"name": clean(recipient.name)})
        return one + (_fill(how.purpose, {"purpose": clean(recipient.purpose)}) if recipient.purpose else "")


def heading(profile: Profile, level: int, number: int, title: str) -> str:
    """`I- CÔNG TÁC TỔ CHỨC`; levels count from 1."""
    words = {"roman": roman(number), "number": str(number), "letter": _letter(number), "title": title}
    return _fill(profile.headings[level - 1], words)


def issuer(organiser: Organiser) -> str:
    """The organiser's name without the superior's, which stands above it: `Ban Dân vận`."""
    name, superior = clean(organiser.name), clean(organiser.superior)
    kept = name.split()[: -len(superior.split())] if superior else []
    return " ".join(kept) if kept and fold(name).endswith(f" {fold(superior)}") else name


def month(date: dt.date) -> str:
    """As documents write it: `02`, `9`."""
    return f"{date.month:02}" if date.month <= _TWO_DIGIT_MONTHS else str(date.month)


def _fill(pattern: str, words: dict[str, str]) -> str:
    """A place in capitals is filled in capitals."""
    for name, value in words.items():
        pattern = pattern.replace(f"{{{name}}}", value).replace(f"{{{name.upper()}}}", value.upper())
    return pattern


_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet as points are counted by it."""


def _letter(number: int) -> str:
    times, place = divmod(number - 1, len(_LETTERS))
    return _LETTERS[place] * (times + 1)
