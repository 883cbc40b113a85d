"""What has been typed on the moderator's screen, and whom it puts on the list of speakers. Pure.

Several numbers are several people. Everything else is found as at the reception desk.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from store import State, numbered
from store.errors import BadRange
from store.records import DelegateId
from tui.finding import Finding, Meaning, Person
from tui.machine.keyboard_signs import typed_numbers

FEWEST: Final = 2
"""Numbers that are a list; a single one may be the beginning of another."""


class Several(NamedTuple):
    """People by their numbers, in the order typed."""

    delegates: tuple[DelegateId, ...]


class NoSuchNumbers(NamedTuple):
    """A list of numbers of which one is nobody's, or none at all."""

    part: str


Asked = Meaning | Several | NoSuchNumbers


def asked(finding: Finding, state: State) -> Asked:
    """Whom the text means that `finding` was given."""
    digits = " ".join(number.digits for number in typed_numbers(finding.query)) or finding.query
    if not _is_list(digits):
        return finding.meaning
    try:
        return Several(numbered(state, digits))
    except BadRange as error:
        return NoSuchNumbers(error.part)


def people(asked: Asked) -> tuple[DelegateId, ...]:
    """Who is put on the list by Enter; nobody for what means nobody."""
    match asked:
        case Several():
            return asked.delegates
        case Person():
            return (asked.delegate,)
    return ()


def _is_list(text: str) -> bool:
    """`12 47`, `3,7-9`: digits, and what stands between them."""
    if not all(character.isdecimal() or character in " ,;-–" for character in text):
        return False
    parts = "".join(character if character.isdecimal() else " " for character in text).split()
    return len(parts) >= FEWEST
