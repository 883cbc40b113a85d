"""A whole day replayed up to every call to the disk, then cut: what was promised is there, once and whole.

In short the kills are taken that leave one disk in 3, and of the power cuts those that leave one in 729; a sum of what
is on the disk decides which. The long form takes them all; it also tears every short write at each of its bytes and
pairs whatever is left with everything the lock file ever said: all of those kills, and of those 3.7 million power cuts
what leaves one disk in 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice
from pathlib import Path
from zlib import crc32

import pytest

from days import SMALL, WHOLE, Day, recorded
from deeds import scan
from disks import Disk, Files, OrderedDisk, lay_out
from faults import OtherBoot
from replays import LOCK, MARK, NEXT_BOOT, SAME_BOOT, Crash, Replay, decoded_once, kills, moments, power_cuts
from store import Outcome, StoreError
from stores import Moments, QuietSystem, every_document, opened

short_and_long = pytest.mark.parametrize("thorough", [False, pytest.param(True, marks=pytest.mark.long)])


@pytest.fixture(scope="module", autouse=True)
def _decoded_once() -> Iterator[None]:
    with decoded_once():
        yield


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return recorded(tmp_path_factory.mktemp("day"), WHOLE)


@pytest.fixture(scope="module")
def small_day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return recorded(tmp_path_factory.mktemp("small"), SMALL, people=6)


def every(step: int, crashes: Iterable[Crash]) -> Iterator[Crash]:
    return islice(crashes, 0, None, step)


def one_disk_in(step: int, crashes: Iterable[Crash]) -> Iterator[Crash]:
    """Whatever leaves one of the disks chosen, at whichever moment, always the same ones."""
    return (crash for crash in crashes if _sum(crash.files) % step == 0)


def _sum(files: Files) -> int:
    """The ends of a file tell it from most others."""
    return sum(crc32(content[:MARK] + content[-MARK:], len(content)) for content in files.values())


def check_all(day: Day, crashes: Iterable[Crash]) -> Replay:
    replay = Replay(day)
    for crash in crashes:
        replay.check(crash)
    print(f"{replay.crashes} crashes, {replay.disks} disks, {replay.recoveries} recoveries")
    return replay


@short_and_long
def test_killed_at_any_moment(day: Day, thorough: bool) -> None:
    every_kill = kills(day, thorough=thorough)
    replay = check_all(day, every_kill if thorough else one_disk_in(3, every_kill))
    assert replay.crashes > (100_000 if thorough else 1_200)


def test_the_power_goes_at_any_moment(day: Day) -> None:
    assert check_all(day, one_disk_in(729, power_cuts(day, thorough=False))).crashes > 400


@pytest.mark.long
def test_the_power_goes_at_any_moment_at_length(day: Day) -> None:
    replay = check_all(day, power_cuts(day, thorough=False))
    for crash in one_disk_in(8, power_cuts(day, thorough=True)):
        replay.check(crash)
    print(f"{replay.crashes} crashes, {replay.disks} disks, {replay.recoveries} recoveries")
    assert replay.crashes > 800_000


def test_the_power_goes_where_a_folder_cannot_be_synced(small_day: Day) -> None:
    """Nothing is promised of a conference that was made a moment ago and in which nothing has happened."""
    cuts = power_cuts(small_day, thorough=False, kind=OrderedDisk)
    begun = (crash for crash in cuts if small_day.promised_after(crash.made))
    assert check_all(small_day, one_disk_in(9, begun)).crashes > 1_000


@pytest.mark.parametrize(("stride", "step"), [(3, 2003), pytest.param(1, 5, marks=pytest.mark.long)])
def test_a_second_crash_while_somebody_recovers_from_the_first(small_day: Day, stride: int, step: int) -> None:
    """After every `stride`th kill and every `step`th power cut; of the second power cuts every `step`th too."""
    replay = Replay(small_day)
    for made, disk in islice(moments(small_day), 0, None, stride):
        replay.crash_again(Crash(made, "killed", disk.after_kill(), SAME_BOOT), deepcopy(disk), step)
        for files in islice(disk.after_power_cuts(LOCK, thorough=False), made % step, None, step):
            replay.crash_again(Crash(made, "power cut", files, NEXT_BOOT), Disk(small_day.folder, files), step)
    print(f"{replay.crashes} crashes, {replay.disks} disks, {replay.recoveries} recoveries")
    assert replay.crashes > 1_000 // stride


def test_a_crash_while_the_conference_is_made_leaves_it_or_says_why_not(small_day: Day, tmp_path: Path) -> None:
    disk, refused = Disk(small_day.folder), 0
    for made, call in enumerate(small_day.calls[: small_day.created]):
        for index, files in enumerate([disk.after_kill(), *disk.after_power_cuts(LOCK, thorough=False)]):
            place = tmp_path / f"{made}-{index}"
            place.mkdir()
            refused += not _is_new_or_refused(files, small_day, place)
        disk.apply(call)
    assert refused > 0


def _is_new_or_refused(files: Files, day: Day, place: Path) -> bool:
    lay_out(files, day.folder, place)
    try:
        store = opened(place / day.path.name, system=OtherBoot())
    except StoreError:
        return False
    assert store.read_only is None
    assert every_document(store) == day.states[0]
    store.close()
    return True


def test_what_is_left_in_memory_is_left_on_real_files(day: Day, tmp_path: Path) -> None:
    """The whole program over real files comes to what the engine over a disk in memory came to."""
    replay = Replay(day)
    sample = [*every(452, kills(day, thorough=False)), *every(36_007, power_cuts(day, thorough=False))]
    for number, crash in enumerate(sample):
        kept = replay.check(crash)
        place = tmp_path / str(number)
        lay_out(crash.files, day.folder, place)
        system = OtherBoot() if crash.boot == NEXT_BOOT else QuietSystem()
        store = opened(place / day.path.name, system=system, clock=Moments("12:00:00", system.boot_id()))
        assert store.read_only is None
        assert (store.state.seq, bool(store.dropped)) == (kept.seq, kept.told)
        assert kept.not_saved or every_document(store) == day.states[kept.seq]
        assert store.run(scan(6)).outcome is Outcome.UNKNOWN
        store.close()
        again = opened(place / day.path.name, system=system)
        assert again.read_only is None
        assert every_document(again) == every_document(store)
        assert [entry.seq for entry in again.log()] == list(range(1, kept.seq + 2))
        again.close()


def test_every_state_of_the_day_is_counted_without_a_gap(day: Day) -> None:
    """What the crashes are held against: dense numbers, each id once, one state for each."""
    log = day.states[-1]["log"]
    assert sorted(entry["seq"] for entry in log.values()) == list(range(1, len(day.states)))
    assert len({entry["id"] for entry in log.values()}) == len(log)
    assert len(day.states[-1]["attendance"]) >= 112
    assert len(day.not_saved) == 2


def test_a_finished_backup_outlives_a_power_cut_and_opens_as_the_conference_it_was(day: Day) -> None:
    looked_at = 0
    known: dict[int, int] = {}
    for made, disk in moments(day):
        for finished, backup, seq in day.backups:
            if made < finished:
                continue
            for files in islice(disk.after_power_cuts(LOCK, thorough=False), 3):
                inside = {path: content for path, content in files.items() if path.parent == backup}
                key = hash(frozenset(inside.items()))
                if key not in known:
                    known[key] = _last_commit(day, inside, backup)
                assert known[key] == seq
                looked_at += 1
    assert looked_at > 100


def _last_commit(day: Day, inside: Files, backup: Path) -> int:
    moved = Crash(0, "backup", {day.folder / path.name: content for path, content in inside.items()}, NEXT_BOOT)
    assert day.path in moved.files, "the backup is gone"
    replay = Replay(day)
    return replay.look(moved).seq
