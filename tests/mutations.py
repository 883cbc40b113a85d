"""Bytes made worse, for the fuzzer: what disks, hands and enemies do to a file, drawn by chance from real ones."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

Mutation = Callable[[bytearray, Sequence[bytes], Random], None]
"""Changes the bytes in place; other real files may be taken from."""

HOW_MANY = (1, 1, 1, 2, 3, 6)
"""Mutations one input is put through: after one alone a reader comes furthest."""
Mutate = Callable[[bytes, Sequence[bytes], Random], bytes]
"""Makes one input of a real one, with others at hand."""


class Target(NamedTuple):
    """A reader under fire. It may raise the refusals it names and nothing else."""

    seeds: Callable[[], list[bytes]]
    """Real inputs to begin from."""
    feed: Callable[[bytes], None]
    """Reads one input, and asserts what is known of the answer."""
    long: int
    """Inputs in the long form."""
    short: int
    refusals: tuple[type[Exception], ...] = ()
    mutate: Mutate | None = None
    """If it takes more than `mutated`."""


LONGEST = 200
"""Bytes that are put in, taken out or doubled at once."""

NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF9, 0xFFFFFFFE, 0xFFFFFFFF)
"""Where length fields break."""
DIGITS = re.compile(rb"[0-9a-f]{8}|[0-9]+")
SAYINGS = (
    *(b"\0", b"\n", b"\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xcc\x81", b"\xed\xa0\x80"),
    *(b"\x1b", b"\x1b[", b"\x1b]52;c;", b"\x9b", b"\x1b[200~", b"\x1b[201~", b"[/x]", b"[[", b"]]", b"{", b"}"),
    *(b'"', b'""', b"'''", b"\\", b"=", b"<!DOCTYPE a [", b"<![CDATA[", b"&#0;", b"]]>"),
    *(b"1e999", b"-1", b"99999999999999999999", b"null", b"true", b"NaN"),
)
"""What some reader takes for a command."""


def mutated(content: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """The bytes after some mutations."""
    worse = bytearray(content)
    for _ in range(chance.choice(HOW_MANY)):
        chance.choice(MUTATIONS)(worse, others, chance)
    return bytes(worse)


def mutated_archive(content: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """An archive whose parts are worse, or itself: what is inside a sound one would else never be reached."""
    if chance.random() < 0.3:
        return mutated(content, others, chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as worse:
        hit = chance.choice(archive.namelist())
        for name in archive.namelist():
            part = archive.read(name)
            worse.writestr(name, mutated(part, [part], chance) if name == hit else part)
    return packed.getvalue()


def _place(content: bytearray, chance: Random) -> int:
    return chance.randrange(len(content) + 1)


def _stretch(content: Sequence[int], chance: Random) -> slice:
    start = chance.randrange(len(content) + 1)
    return slice(start, start + chance.randint(1, LONGEST))


def _flip(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    if content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _insert(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    place = _place(content, chance)
    content[place:place] = chance.randbytes(chance.randint(1, LONGEST // 10))


def _say(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    place = _place(content, chance)
    content[place:place] = chance.choice(SAYINGS) * chance.choice((1, 1, 1, LONGEST))


def _delete(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    del content[_stretch(content, chance)]


def _zero(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    stretch = _stretch(content, chance)
    content[stretch] = bytes(len(content[stretch]))


def _double(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    stretch = _stretch(content, chance)
    content[stretch] = content[stretch] * 2


def _splice(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    place, other = _place(content, chance), chance.choice(others)
    content[place:] = other[chance.randrange(len(other) + 1) :]


def _double_line(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    lines.insert(place, lines[place])
    content[:] = b"\n".join(lines)


def _lie(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    """A binary number that is another one than it was."""
    width = chance.choice((1, 2, 4, 8))
    number = chance.choice(NUMBERS) & ((1 << 8 * width) - 1)
    place = _place(content, chance)
    content[place : place + width] = number.to_bytes(width, chance.choice(("little", "big")))


def _lie_in_digits(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    """A written number that is another one than it was."""
    found = list(DIGITS.finditer(content))
    if found:
        match = chance.choice(found)
        number = chance.choice(NUMBERS)
        content[match.start() : match.end()] = (
            b"%0*x" % (len(match[0]), number) if chance.random() < 0.5 else b"%d" % number
        )


def _cut(content: bytearray, others: Sequence[bytes], chance: Random) -> None:
    del content[_place(content, chance) :]


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _flip, _insert, _say, _delete, _zero, _double, _splice, _double_line, _lie, _lie_in_digits, _cut),
)
