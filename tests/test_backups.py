"""Backups: made when due, readable, thinned out, and never in anybody's way."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import builders
from disks import Disk
from faults import Failing, Recording
from store import Outcome, Scan, Store
from store.engine.backups import backups_in, superseded
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


def test_two_backups_in_one_second_leave_the_newer(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    store = opened(path)
    for number in (1, 2):
        store.run(scan(number))
        made = store.backups.make(store.now())
    assert [place.name for place in store.engine.layout.backups.iterdir()] == [made.name]
    copy = opened(made / path.name, "Bàn B")
    assert set(copy.state.attendance) == {1, 2}
    copy.close()
    store.close()


def test_the_second_place_gets_the_same_backup(tmp_path: Path) -> None:
    path = new_conference(tmp_path)
    stick = tmp_path / "usb"
    store = opened(path)
    store.backups.second_place = stick
    assert store.backups.last_good_elsewhere() is None
    store.run(scan(1))
    made = store.backups.make(store.now())
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

    def read_file(self, path: Path) -> bytes:
        content = super().read_file(path)
        return content[:-1] if ".unfinished" in str(path) else content


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
    backups: list[tuple[Path, dt.datetime]] = []
    now = NOON
    for _ in range(7 * 24 * 6):
        now += dt.timedelta(minutes=10)
        backups.append((Path(str(now)), now))
        gone = set(superseded(backups, now))
        backups = [backup for backup in backups if backup[0] not in gone]
    assert len(backups) <= 6 + 25 + 8
    ages = sorted(now - made for _, made in backups)
    assert ages[:6] == [dt.timedelta(minutes=10 * step) for step in range(6)]


def test_other_things_in_the_folder_are_no_backups(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("x")
    (tmp_path / "2023-09-15_07-30-00").mkdir()
    (tmp_path / "2023-09-15_07-30-00.1.unfinished").mkdir()
    assert [path.name for path, _ in backups_in(tmp_path)] == ["2023-09-15_07-30-00"]
    assert backups_in(tmp_path / "missing") == []
