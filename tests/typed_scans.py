"""Scans as they arrive through input methods and layouts, and what the program reads of them.

`python tests/typed_scans.py` prints the table of the README: payload × layout × input method → share of scans read.
"""

from __future__ import annotations

import random
import string
import sys
import unicodedata
import uuid
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from textual import events

from input_programs import BAMBOO, EVKEY, IBUS, NONE, OPENKEY, UNIKEY, Program, seen, sent
from layouts import (
    MACOS_VIETNAMESE,
    US,
    WINDOWS_FRENCH,
    WINDOWS_VIETNAMESE,
    XKB_FRENCH,
    XKB_VIETNAMESE,
    Layout,
    typed_on,
)
from store import codes
from tui.machine.terminal_input import Parser
from tui.scanner import Scan, ScanFilter
from typing_rules import METHODS

UNFINISHED: Final = ("", "nguye", "hoa", "d", "ê", "vn", "ak", "windo", "Tr", "a")
"""What somebody has typed of a word when the scan comes. Some of it the program changes when the word ends."""

PACE_S: Final = 0.002
GROUPS: Final[dict[str, Sequence[tuple[Layout, bool]]]] = {
    "US": ((US, False),),
    "US, Caps Lock": ((US, True),),
    "Vietnamese": tuple(product((WINDOWS_VIETNAMESE, MACOS_VIETNAMESE, XKB_VIETNAMESE), (False, True))),
    "French": tuple(product((WINDOWS_FRENCH, XKB_FRENCH), (False, True))),
}
"""Layouts by what they are called, with Caps Lock off and on."""
HOOKS: Final = (UNIKEY, EVKEY, OPENKEY, BAMBOO, IBUS)
CASES: Final = 30
"""Scans to a cell of the table; every program and layout of the cell comes in turn."""


def parted(arriving: str, backspace: str = "\x7f") -> tuple[list[Scan], str]:
    """The scans that were read, and what else went on to where it was typed, `\\b` for a Backspace.

    Every byte goes the way it goes in the program: through the decoder of the terminal, then the filter.
    """
    filter_: ScanFilter[events.Key] = ScanFilter()
    keys = [one for one in Parser().feed(arriving.replace("\b", backspace)) if isinstance(one, events.Key)]
    for place, key in enumerate(keys):
        # This machine may have stalled between two keys; a scanner does not.
        key.time = place * PACE_S
    came = [result for key in keys for result in filter_.feed(key)]
    scans = [one for one in came if isinstance(one, Scan)]
    typed = [one for one in [*came, *filter_.release()] if isinstance(one, events.Key)]
    return scans, "".join("\b" if key.key == "backspace" else str(key.character) for key in typed)


def _ours(chance: random.Random) -> str:
    return codes.mint(codes.mint_conference_letters(chance.randrange(codes.SEEDS)), chance.randrange(codes.SEEDS), ())


def _of(letters: str, length: int) -> Callable[[random.Random], str]:
    return lambda chance: "".join(chance.choices(letters, k=length))


def _uuid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


PAYLOADS: Final[dict[str, Callable[[random.Random], str]]] = {
    "Tọa Đàm": _ours,
    "14 digits": _of(string.digits, 14),
    "base32, 12 letters": _of("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 12),
    "pretix, 32 letters": _of("abcdefghijkmnpqrstuvwxyz23456789", 32),
    "UUID": _uuid,
}


def _is_read(payload: str, arrived: str, before: str) -> bool:
    """Ours among other typing, which stays as it was; another where it was typed, by whoever compares its letters."""
    scans, typed = parted(arrived)
    if payload.startswith(codes.LEAD):
        return [codes.read(scan.payload) for scan in scans] == [codes.read(payload)] and seen(typed) == before
    return not scans and unicodedata.normalize("NFC", seen(typed)).casefold() == f"{payload}\r".casefold()


def share(payload: str, group: str, program: Program | None, cases: int = CASES) -> float:
    """Of the scans of one cell of the table, those that are read, with the method of `program`; None is no method."""
    chance = random.Random(f"{payload} {group}")
    return sum(_case(payload, group, program, chance, place) for place in range(cases)) / cases


def _case(kind: str, group: str, program: Program | None, chance: random.Random, place: int) -> bool:
    layout, caps = GROUPS[group][place % len(GROUPS[group])]
    used = NONE if program is None else HOOKS[place % len(HOOKS)].typing(program.method)
    payload = PAYLOADS[kind](chance)
    before = UNFINISHED[place % len(UNFINISHED)] if kind == "Tọa Đàm" else ""
    return _is_read(payload, sent(used, before + typed_on(layout, payload, caps=caps) + "\r"), left(used, before))


def left(program: Program, before: str) -> str:
    """What stands in the field of an unfinished word once it has ended, as it does at a hyphen."""
    return seen(sent(program, before + "-"))[:-1] if before else ""


def table(cases: int = CASES) -> str:
    """Markdown."""
    methods = [NONE, *(BAMBOO.typing(method) for method in METHODS)]
    names = ["off", *map(str, METHODS)]
    rows = [
        f"| {kind} | {group} | " + " | ".join(_shares(kind, group, methods, cases)) + " |"
        for kind, group in product(PAYLOADS, GROUPS)
    ]
    return "\n".join([f"| payload | layout | {' | '.join(names)} |", "|---|---|" + "---|" * len(names), *rows])


def _shares(kind: str, group: str, methods: Sequence[Program], cases: int) -> Iterator[str]:
    for method in methods:
        yield f"{share(kind, group, None if method is NONE else method, cases):.0%}"


if __name__ == "__main__":
    print(table())
