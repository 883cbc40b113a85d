"""Backups: made when due, readable, thinned out, and never in anybody's way."""

from __future__ import annotations

import datetime as dt
import errno
import os
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from disks import Disk
from faults import Failing, Recording
from store import Outcome, Scan, Store
from store.engine import backups
from store.engine.backups import backups_in, beyond, superseded
from store.engine.examination import backups_of, examine
from store.engine.layout import Layout
from store.engine.platform import Edition
from store.engine.repair import repair, restore_backup
from store.errors import NoConference
from stores import Moments, QuietSystem, every_document, new_conference, opened

NOON = dt.datetime(2023, 9, 15, 12)


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def names(store: Store) -> list[str]:
    return [path.name for path, _ in backups_in(store.engine.layout.backups)]


def test_a_backup_is_due_after_ten_minutes_with_something_new(tmp_path: Path) -> None:
    clock = Moments("07:30:00")
    store = opened(new_conference(tmp_path), clock=clock)
    store.back_up_if_due()
    assert names(store) == []
    store.run(scan(1))
    store.back_up_if_due()
    assert names(store) == ["2023-09-15_07-30-00"]
    clock.move(599)
    store.run(scan(2))
    store.back_up_if_due()
    clock.move(1)
    store.back_up_if_due()
    assert names(store) == ["2023-09-15_07-30-00", "2023-09-15_07-40-00"]
    clock.move(3600)
    store.back_up_if_due()
    assert len(names(store)) == 2
    store.close()


def test_two_processes_make_one_backup_between_them(tmp_path: Path) -> None:
    clock = Moments("07:30:00")
    path = new_conference(tmp_path)
    one, two = opened(path, "Bàn A", clock=clock), opened(path, "Bàn B", clock=clock)
    one.run(scan(1))
    two.refresh()
    one.back_up_if_due()
    clock.move(60)
    two.run(scan(2))
    two.back_up_if_due()
    assert names(one) == ["2023-09-15_07-30-00"]
    one.close()
    two.close()


def test_a_backup_in_the_middle_of_a_session_opens_as_the_conference_it_was(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    store = opened(path)
    store.run(scan(1))
    made = store.backups.make(store.now())
    then = every_document(store)
    store.run(scan(2))
    copy = opened(made / path.name, "Bàn B")
    assert copy.read_only is None
    assert every_document(copy) == then
    copy.close()
    store.close()


def test_a_backup_leaves_out_what_was_given_up(tmp_path: Path) -> None:
    system = Failing()
    store = opened(new_conference(tmp_path), system=system)
    store.run(scan(1))
    system.calls.clear()
    store.run(scan(2))
    system.arm(system.calls.index("sync"), 5)
    with pytest.raises(Exception, match="not saved"):
        store.run(scan(3))
    system.heal()
    for number, present in ((None, {1, 2}), (4, {1, 2, 4})):
        if number:
            store.run(scan(number))
        made = store.backups.make(store.now())
        copy = opened(made / store.engine.layout.data.name, "Bàn B")
        assert copy.read_only is None
        assert every_document(copy) == every_document(store)
        assert set(copy.state.attendance) == present
        copy.close()
    store.close()


def test_two_backups_in_one_second_are_two(tmp_path: Path) -> None:
    """Nothing that is good makes room before what replaces it is there."""
    path, stick = new_conference(tmp_path), tmp_path / "usb"
    store = opened(path)
    made = []
    for number in (1, 2):
        store.run(scan(number))
        made.append(store.backups.prepare(store.now(), stick)())
    assert [place for place, _ in backups_in(store.engine.layout.backups)] == made
    assert sorted(place.name for place in stick.rglob("2023-*")) == names(store)
    copy = opened(made[-1] / path.name, "Bàn B")
    assert set(copy.state.attendance) == {1, 2}
    copy.close()
    store.close()


def test_whoever_waits_for_a_backup_is_told_how_much_is_copied_to_both_places(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with closing(opened(new_conference(tmp_path))) as store:
        store.run(scan(1))
        store.backups.prepare(store.now(), tmp_path / "usb", lambda done, total: told.append((done, total)))()
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert shares.count(0.5) == shares.count(1.0) == 1
    assert len(shares) == 4  # the data file and its journal, twice


def test_the_second_place_gets_the_same_backup(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    stick = tmp_path / "usb"
    store = opened(path)
    store.run(scan(1))
    made = store.backups.prepare(store.now(), stick)()
    assert store.backups.last_good_elsewhere() is None
    store.backups.second_place = stick
    assert store.backups.last_good() == store.backups.last_good_elsewhere() == dt.datetime(2023, 9, 15, 7, 30)
    copy = stick / "hoi-nghi.json.backups" / made.name
    assert {file.name: file.read_bytes() for file in copy.iterdir()} == {
        file.name: file.read_bytes() for file in made.iterdir()
    }
    store.close()


def test_a_power_cut_while_the_second_place_is_named_leaves_the_one_before_or_the_new_one(tmp_path: Path) -> None:
    system = Recording()
    store = opened(new_conference(tmp_path, system=system), system=system)
    named = store.engine.layout.second_place
    store.backups.second_place = tmp_path / "usb"
    begun = len(system.calls)
    store.backups.second_place = tmp_path / "usb2"
    disk, found = Disk(tmp_path), set()
    for made, call in enumerate(system.calls, 1):
        disk.apply(call)
        if made >= begun:
            found |= {files[named] for files in disk.after_power_cuts(".lock", thorough=True)}
    assert found == {str(tmp_path / name).encode() for name in ("usb", "usb2")}
    store.backups.second_place = None
    assert store.backups.second_place is None


def test_an_empty_folder_where_a_stick_was_is_no_second_place(tmp_path: Path) -> None:
    """It lies on the disk that needs the backup."""
    clock = Moments("07:30:00")
    stick = tmp_path / "usb"
    store = opened(new_conference(tmp_path), clock=clock)
    store.run(scan(1))
    store.backups.prepare(store.now(), stick)()
    store.backups.second_place = stick
    pulled_out = stick.rename(tmp_path / "pulled out")
    stick.mkdir()
    clock.move(600)
    with pytest.raises(FileNotFoundError):
        store.backups.make(store.now())
    assert list(stick.iterdir()) == []
    assert store.backups.last_good_elsewhere() is None
    assert names(store) == ["2023-09-15_07-30-00", "2023-09-15_07-40-00"]
    stick.rmdir()
    pulled_out.rename(stick)
    clock.move(600)
    store.backups.make(store.now())
    assert store.backups.last_good_elsewhere() == dt.datetime(2023, 9, 15, 7, 50)
    store.close()


class FullDisk(QuietSystem):
    """One folder has no room, the others do."""

    def __init__(self, full: Path) -> None:
        self._full = full
        self._without_room: set[int] = set()

    def open_new(self, path: Path) -> int:
        fd = super().open_new(path)
        if path.is_relative_to(self._full):
            self._without_room.add(fd)
        return fd

    def close(self, fd: int) -> None:
        self._without_room.discard(fd)
        super().close(fd)

    def write(self, fd: int, data: bytes) -> None:
        if fd in self._without_room:
            super().write(fd, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(fd, data)


def test_a_full_disk_does_not_keep_the_second_place_from_its_backup(tmp_path: Path) -> None:
    path, stick = new_conference(tmp_path), tmp_path / "usb"
    store = opened(path, system=FullDisk(Layout.of(path).backups))
    store.run(scan(1))
    with pytest.raises(OSError, match="No space"):
        store.backups.prepare(store.now(), stick)()
    (copy,) = [path for path, _ in backups_in(stick / Layout.of(path).backups.name)]
    found = opened(copy / path.name, "Bàn B")
    assert set(found.state.attendance) == {1}
    found.close()
    store.close()


def test_half_a_backup_does_not_stay_on_a_full_disk(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    store = opened(path, system=FullDisk(Layout.of(path).backups))
    store.run(scan(1))
    store.back_up_if_due()
    assert list(Layout.of(path).backups.iterdir()) == []
    store.close()


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_a_backup_that_fails_harms_nothing(tmp_path: Path, for_good: bool) -> None:
    for at in range(60):
        (tmp_path / str(at)).mkdir()
        system = Failing()
        clock = Moments()
        store = opened(new_conference(tmp_path / str(at)), clock=clock, system=system)
        store.run(scan(1))
        system.arm(at, 28, for_good=for_good)
        store.back_up_if_due()
        calls = len(system.calls)
        system.heal()
        clock.move(600)
        store.back_up_if_due()
        newest = backups_in(store.engine.layout.backups)[-1][0]
        copy = opened(newest / store.engine.layout.data.name, "Bàn B")
        assert set(copy.state.attendance) == {1}
        assert store.run(scan(2)).outcome is Outcome.ADMITTED
        copy.close()
        store.close()
        if calls <= at:
            return
    pytest.fail("a backup makes fewer calls than this")


class Forgetful(QuietSystem):
    """A stick that takes everything and keeps something else."""

    def __init__(self) -> None:
        self._bad: set[int] = set()

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        fd = super().open(path, create=create, append=append)
        if ".unfinished" in str(path):
            self._bad.add(fd)
        return fd

    def close(self, fd: int) -> None:
        self._bad.discard(fd)
        super().close(fd)

    def read_at(self, fd: int, length: int, offset: int) -> bytes:
        content = super().read_at(fd, length, offset)
        return content[:-1] + b"?" if fd in self._bad else content


def test_what_cannot_be_read_back_is_no_backup(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path), system=Forgetful())
    store.run(scan(1))
    with pytest.raises(OSError, match="not what can be read"):
        store.backups.make(store.now())
    assert names(store) == []
    store.close()


def test_what_a_crashed_backup_left_behind_is_removed(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path))
    left = store.engine.layout.backups / "2023-09-14_07-30-00.99.unfinished"
    left.mkdir(parents=True)
    store.run(scan(1))
    store.back_up_if_due()
    assert names(store) == ["2023-09-15_07-30-00"]
    assert not left.exists()
    store.close()


@pytest.mark.parametrize(
    ("minutes_ago", "kept"),
    [
        ([0, 10, 20, 30, 40, 50], [0, 10, 20, 30, 40, 50]),
        ([70, 80, 90, 100, 110], [70]),
        ([130, 190, 250], [130, 190, 250]),
        ([-30, 0], [-30, 0]),
        ([60 * 25, 60 * 26, 60 * 27], [60 * 25]),
        ([60 * 24 * 3, 60 * 24 * 4, 60 * 24 * 30], [60 * 24 * 3, 60 * 24 * 4, 60 * 24 * 30]),
    ],
)
def test_all_of_the_last_hour_then_hourly_then_daily(minutes_ago: list[int], kept: list[int]) -> None:
    backups = sorted(
        ((Path(str(ago)), NOON - dt.timedelta(minutes=ago)) for ago in minutes_ago), key=lambda backup: backup[1]
    )
    gone = superseded(backups, NOON)
    assert {int(path.name) for path, _ in backups if path not in gone} == set(kept)


def test_a_week_of_ten_minute_backups_stays_small() -> None:
    kept: list[tuple[Path, dt.datetime]] = []
    now = NOON
    for _ in range(7 * 24 * 6):
        now += dt.timedelta(minutes=10)
        kept.append((Path(str(now)), now))
        gone = set(superseded(kept, now))
        kept = [backup for backup in kept if backup[0] not in gone]
    assert len(kept) <= 6 + 25 + 8
    ages = sorted(now - made for _, made in kept)
    assert ages[:6] == [dt.timedelta(minutes=10 * step) for step in range(6)]


def test_other_things_in_the_folder_are_no_backups(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("x")
    (tmp_path / "2023-09-15_07-30-00").mkdir()
    (tmp_path / "2023-09-15_07-30-00.1.unfinished").mkdir()
    (tmp_path / "2023-99-15_07-30-00").mkdir()
    assert [path.name for path, _ in backups_in(tmp_path)] == ["2023-09-15_07-30-00"]
    assert backups_in(tmp_path / "missing") == []


# -- when the clock was wrong -----------------------------------------------------------------------------------------

YEAR_S = 365 * 86_400


@pytest.mark.parametrize("jump_s", [-YEAR_S, -3 * 3600, 3 * 3600, YEAR_S])
def test_the_newest_backup_is_the_one_with_the_most_in_it(tmp_path: Path, jump_s: int) -> None:
    """Whatever its date says: the header shows it, a repair builds on it, and the next is due ten minutes later."""
    clock = Moments("07:30:00")
    path = new_conference(tmp_path)
    store, other = opened(path, "Bàn A", clock=clock), opened(path, "Bàn B", clock=clock)
    store.run(scan(1))
    store.back_up_if_due()
    clock.move(jump_s)
    store.run(scan(2))
    store.back_up_if_due()
    newest = clock(builders.ZONE).wall.replace(tzinfo=None)
    assert store.backups.last_good() == other.backups.last_good() == newest
    assert [backup.seq for backup in backups_of(path)] == [1, 2]
    other.refresh()
    clock.move(599)
    assert not other.backups.due(other.now())
    clock.move(1)
    assert other.backups.due(other.now())
    store.close()
    other.close()


def test_a_restored_conference_goes_on_before_what_was_made_of_the_other(tmp_path: Path) -> None:
    """What was done after the backup that was put back is no longer the newest, however much it was."""
    path = new_conference(tmp_path)
    store = opened(path, clock=Moments("07:30:00"))
    store.run(scan(1))
    first = store.backups.make(store.now())
    for number in range(2, 7):
        store.run(scan(number))
    later = store.backups.make(store.now())
    store.close()
    restore_backup(path, first, QuietSystem())
    store = opened(path, clock=Moments("07:00:00"))
    store.run(scan(8))
    newest = store.backups.make(store.now())
    assert [place for place, _ in backups_in(store.engine.layout.backups)] == [first, later, newest]
    store.close()


@given(jumps_m=st.lists(st.integers(-600_000, 600_000) | st.integers(-90, 90) | st.just(10), max_size=60))
@settings(max_examples=200, deadline=None)
def test_however_the_clock_is_set_the_newest_backup_stays(jumps_m: list[int]) -> None:
    """And nothing goes whose date is within the hour, but for an older one of the same second."""
    now = NOON
    kept: list[tuple[Path, dt.datetime]] = []
    for number, minutes in enumerate(jumps_m):
        now += dt.timedelta(minutes=minutes)
        kept.append((Path(str(number)), now))
        gone = superseded(kept, now)
        assert kept[-1][0] not in gone
        latest = {made: path for path, made in kept}
        assert not {path for made, path in latest.items() if abs(now - made) < backups.KEEP_ALL} & set(gone)
        kept = [backup for backup in kept if backup[0] not in gone]


# -- in bytes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ([], []),
        ([10, 10, 10], [10, 10, 10]),
        ([50, 40, 30, 20], [40, 30, 20]),
        ([10, 60, 50], [50]),
        ([10, 101], [101]),
        ([500], [500]),
    ],
)
def test_backups_take_no_more_than_their_budget_but_for_the_newest(sizes: list[int], kept: list[int]) -> None:
    given = [(Path(str(place)), size) for place, size in enumerate(sizes)]
    gone = beyond(100, given)
    assert [size for path, size in given if path not in gone] == kept


def test_both_places_stay_within_the_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Moments("07:30:00")
    store = opened(new_conference(tmp_path), clock=clock)
    store.backups.second_place = tmp_path / "usb"
    places = [store.engine.layout.backups, tmp_path / "usb" / store.engine.layout.backups.name]
    places[1].mkdir(parents=True)
    store.run(scan(1))
    store.back_up_if_due()
    (first,) = [path for path, _ in backups_in(places[0])]
    room = 5 * sum(path.stat().st_size for path in first.iterdir())
    monkeypatch.setattr(backups, "KEEP_BYTES", room)
    for _round in range(12):
        clock.move(600)
        store.run(scan(2))
        store.back_up_if_due()
        for place in places:
            assert sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) <= room
            assert backups_in(place)[-1][1] == clock(builders.ZONE).wall.replace(tzinfo=None)
            assert len(backups_in(place)) >= 2
    store.close()


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_a_backup_the_disk_has_no_room_for_takes_none(tmp_path: Path, for_good: bool) -> None:
    """Else the next scan would find the disk full."""
    system = Failing()
    store = opened(new_conference(tmp_path), system=system)
    store.run(scan(1))
    system.calls.clear()
    store.backups.prepare(store.now())()
    first_write = system.calls.index("write")
    clock = store.now()
    system.arm(first_write, 28, for_good=for_good, half=True)
    with pytest.raises(OSError, match="No space"):
        store.backups.make(clock)
    system.heal()
    assert len(list(store.engine.layout.backups.iterdir())) == len(names(store)) == 1
    assert store.run(scan(2)).outcome is Outcome.ADMITTED
    store.close()


def test_what_is_half_removed_is_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Moments("07:30:00")
    store = opened(new_conference(tmp_path), clock=clock)
    monkeypatch.setattr(QuietSystem, "remove_folder", lambda _system, _folder: None)
    monkeypatch.setattr(backups, "KEEP_BYTES", 1)
    for number in (1, 2):
        store.run(scan(number))
        store.back_up_if_due()
        clock.move(600)
    assert names(store) == ["2023-09-15_07-40-00"]
    assert len(list(store.engine.layout.backups.iterdir())) == 2
    monkeypatch.undo()
    store.run(scan(3))
    store.back_up_if_due()
    assert [path.name for path in sorted(store.engine.layout.backups.iterdir())] == names(store)
    store.close()


def test_a_folder_without_a_conference_is_a_damaged_backup(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    (tmp_path / "hoi-nghi.json.backups" / "2023-09-15_07-30-00").mkdir(parents=True)
    (backup,) = examine(path).backups
    assert isinstance(backup.trouble, NoConference)
    assert repair(path).backup is None


def test_a_note_of_the_second_place_that_is_no_text_names_none(tmp_path: Path) -> None:
    store = opened(new_conference(tmp_path))
    store.engine.layout.second_place.write_bytes(b"\xff")
    assert store.backups.second_place is None
    store.close()


class Sick(QuietSystem):
    """One folder can no longer be looked into."""

    sick: Path | None = None

    def names_in(self, folder: Path) -> list[str]:
        self._may_look(folder)
        return super().names_in(folder)

    def edition(self, path: str) -> Edition:
        self._may_look(Path(path))
        return super().edition(path)

    def _may_look(self, path: Path) -> None:
        if self.sick and path.is_relative_to(self.sick):
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_stick_that_cannot_be_looked_into_has_no_backup_to_be_seen(tmp_path: Path) -> None:
    system, stick = Sick(), tmp_path / "usb"
    store = opened(new_conference(tmp_path), system=system)
    store.run(scan(1))
    store.backups.prepare(store.now(), stick)()
    store.backups.second_place = stick
    assert store.backups.last_good_elsewhere() == dt.datetime(2023, 9, 15, 7, 30)
    system.sick = stick
    assert store.backups.last_good_elsewhere() is None
    store.close()


def test_a_backup_that_cannot_be_looked_into_hides_no_other(tmp_path: Path) -> None:
    system, clock = Sick(), Moments("07:30:00")
    store = opened(new_conference(tmp_path), system=system, clock=clock)
    for number in (1, 2):
        store.run(scan(number))
        made = store.backups.make(store.now())
        clock.move(600)
    system.sick = made / Layout.of(store.engine.layout.data).journal(1).name
    assert {path.name for path, _ in backups_in(store.engine.layout.backups, system)} == set(names(store))
    store.close()
