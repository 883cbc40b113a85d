"""What bytes on a disk mean: whole lines, torn ends, damage."""

from __future__ import annotations

from itertools import accumulate
from zlib import crc32

import pytest

from builders import stamp
from store.engine.journal import (
    Ailment,
    Commit,
    Continues,
    Header,
    Put,
    line,
    read,
    read_header,
    salvage,
)
from store.records import LogEntry, Role, SessionId, Touched

HEADER = Header(format=1, conference=7, generation=3, seq=0, data="ab" * 32)


def commit(seq: int, note: str = "Đến sớm\nhơn") -> Commit:
    entry = LogEntry(
        seq=seq,
        id=seq + 100,
        at=stamp(),
        session=SessionId(5),
        role=Role.RECEPTION,
        verb="scan",
        args={"note": note},
        outcome={"outcome": "admitted"},
        touched=(Touched(table="attendance", key=seq),),
    )
    return Commit(entry=entry, put=(Put(table="attendance", key=seq, document={"note": note}),), remove=(("x", 1),))


COMMITS = [commit(seq) for seq in (1, 2, 3)]
LINES = [line(one) for one in COMMITS]
JOURNAL = b"".join(LINES)
ENDS = list(accumulate(map(len, LINES)))


@pytest.mark.parametrize("count", range(4))
def test_what_was_written_is_read(count: int) -> None:
    assert read(b"".join(LINES[:count]), 0) == (COMMITS[:count], sum(map(len, LINES[:count])), None)


def test_reading_goes_on_from_the_middle_of_a_file() -> None:
    assert read(LINES[2], 2, offset=ENDS[1]) == (COMMITS[2:], ENDS[2], None)


@pytest.mark.parametrize(
    "header",
    [HEADER, Header(format=1, conference=7, generation=4, seq=9, continues=Continues(generation=3, length=99))],
)
def test_a_header_is_read_back(header: Header) -> None:
    assert read_header(line(header) + JOURNAL) == (header, len(line(header)))


def test_a_line_holds_no_raw_line_feed_nor_nul() -> None:
    assert line(commit(1, "a\nb\0c")).count(b"\n") == 1
    assert b"\0" not in line(commit(1, "a\nb\0c"))


@pytest.mark.parametrize("bit", range(8))
def test_any_flipped_bit_of_what_was_acknowledged_is_damage(bit: int) -> None:
    for at in range(len(JOURNAL)):
        flipped = bytearray(JOURNAL)
        flipped[at] ^= 1 << bit
        commits, length, fault = read(bytes(flipped), 0, acknowledged=len(JOURNAL))
        whole = sum(end <= at for end in ENDS)
        assert fault is not None, at
        assert fault.is_damage, at
        assert commits == COMMITS[:whole]
        assert length == fault.offset == ([0, *ENDS][whole])


@pytest.mark.parametrize("bit", [0, 5, 7])
def test_a_flipped_bit_is_never_accepted_even_if_nobody_knows_what_was_acknowledged(bit: int) -> None:
    for at in range(len(JOURNAL)):
        flipped = bytearray(JOURNAL)
        flipped[at] ^= 1 << bit
        commits, _, fault = read(bytes(flipped), 0)
        assert fault is not None
        assert fault.is_damage or at >= ENDS[1]
        assert commits == COMMITS[: sum(end <= at for end in ENDS)]


@pytest.mark.parametrize("bit", range(8))
def test_any_flipped_bit_of_a_header_is_noticed(bit: int) -> None:
    sound = line(HEADER)
    for at in range(len(sound)):
        flipped = bytearray(sound)
        flipped[at] ^= 1 << bit
        assert read_header(bytes(flipped)) is None


def test_a_last_line_torn_anywhere_is_left_out() -> None:
    for end in range(ENDS[1] + 1, ENDS[2]):
        commits, length, fault = read(JOURNAL[:end], 0, acknowledged=ENDS[1])
        assert (commits, length) == (COMMITS[:2], ENDS[1])
        assert fault is not None
        assert fault.ailment is Ailment.TORN
        assert fault.bytes == end - ENDS[1]


def test_a_torn_line_that_was_acknowledged_is_damage() -> None:
    for end in range(ENDS[1], ENDS[2]):
        commits, _, fault = read(JOURNAL[:end], 0, acknowledged=ENDS[2])
        assert commits == COMMITS[:2]
        assert fault is not None
        assert fault.is_damage


@pytest.mark.parametrize("zeros", [1, 17, 511, 4096])
@pytest.mark.parametrize("kept", [0, 1, 40])
def test_an_end_the_file_system_left_as_zeros_is_torn(zeros: int, kept: int) -> None:
    commits, length, fault = read(JOURNAL[: ENDS[1] + kept] + bytes(zeros), 0, acknowledged=ENDS[1])
    assert (commits, length) == (COMMITS[:2], ENDS[1])
    assert fault is not None
    assert fault.ailment is Ailment.TORN


@pytest.mark.parametrize("acknowledged", [0, 1 << 20], ids=["without mark", "with mark"])
def test_a_hole_of_512_bytes_is_never_accepted(acknowledged: int) -> None:
    many = [line(commit(seq, "x" * 300)) for seq in range(1, 9)]
    journal = b"".join(many)
    last = len(journal) - len(many[-1])
    for start in range(0, len(journal) - 512, 512):
        holed = journal[:start] + bytes(512) + journal[start + 512 :]
        commits, length, fault = read(holed, 0, acknowledged=min(acknowledged, len(journal)))
        assert fault is not None
        # Where the hole took the beginning of the last lines nobody can tell that there were several; within the last
        # alone it is how a power cut leaves one that nobody was told of.
        assert fault.is_damage or (not acknowledged and (length > start - 18 or length == last))
        assert length <= start + 512
        assert [one.entry.seq for one in commits] == list(range(1, len(commits) + 1))


@pytest.mark.parametrize("order", [(0, 2), (1,), (0, 0), (0, 1, 1), (2, 1, 0)])
def test_a_gap_or_a_repetition_in_the_numbers_is_damage(order: tuple[int, ...]) -> None:
    _, _, fault = read(b"".join(LINES[place] for place in order), 0)
    assert fault is not None
    assert fault.ailment is Ailment.SEQUENCE


def test_a_good_line_behind_garbage_is_damage() -> None:
    _, _, fault = read(LINES[0] + b"garbage" + LINES[1], 0)
    assert fault is not None
    assert fault.is_damage


@pytest.mark.parametrize(
    "garbage", [b"\n", b"\n\n", b"{}", b"\xff" * 99, b"00000000 00000000 \n", b"-0000001 -0000001 x\n"]
)
def test_garbage_is_no_commit_and_no_header(garbage: bytes) -> None:
    commits, length, fault = read(garbage, 0)
    assert (commits, length) == ([], 0)
    assert fault is not None
    assert read_header(garbage) is None


def test_sound_json_that_is_no_commit_is_damage() -> None:
    commits, _, fault = read(line(HEADER) + LINES[0], 0)
    assert commits == []
    assert fault is not None
    assert fault.is_damage


def test_a_sound_line_that_is_no_header_is_none() -> None:
    assert read_header(LINES[0]) is None


def test_salvage_finds_every_sound_line_among_damage() -> None:
    damaged = bytearray(JOURNAL)
    damaged[ENDS[0] + 30] ^= 1
    assert salvage(bytes(damaged)) == [COMMITS[0], COMMITS[2]]


def test_salvage_loses_nothing_by_a_line_feed_that_changed() -> None:
    damaged = bytearray(JOURNAL)
    damaged[ENDS[0] - 1] ^= 1
    assert salvage(bytes(damaged)) == COMMITS


def test_a_note_that_looks_like_a_line_is_none() -> None:
    forged = line(commit(9))[:-1].decode()
    assert salvage(line(commit(1, forged))) == [commit(1, forged)]
    torn = line(commit(1, forged))[1:]
    assert salvage(torn) == []


def test_a_right_checksum_over_what_is_no_text_is_damage() -> None:
    json = b'{"entry":"\xc1\xa0"}'
    covered = b"%08x %s" % (len(json), json)
    written = b"%08x %s\n" % (crc32(covered), covered)
    assert read_header(written) is None
    assert salvage(written) == read(written, 0)[0] == []
