"""A small day replayed up to every system call, then cut: what was acknowledged is there, once and whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import builders
from faults import Call, Disk, OtherBoot, Recording, lay_out
from store import (
    AdmitWalkIn,
    BindBadge,
    CheckOut,
    MarkAbsent,
    MintBlanks,
    MoveArrival,
    OpenConference,
    Outcome,
    Scan,
    Undo,
)
from store.records import CategoryId, DelegateId, Document
from store.verbs import Verb
from stores import Moments, QuietSystem, every_document, new_conference, opened


class Day(NamedTuple):
    """What the engine did to the disk, and what had been promised when."""

    folder: Path
    path: Path
    calls: list[Call]
    acknowledged: list[tuple[int, int]]
    """How many calls had been made when so many commits were acknowledged."""
    states: list[dict[str, dict[str, Document]]]
    """Every document after each commit, from none on."""

    def acknowledged_after(self, calls: int) -> int:
        return max((count for made, count in self.acknowledged if made <= calls), default=0)


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def walk_in(id: int) -> AdmitWalkIn:
    return AdmitWalkIn(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name="Đỗ Thị Loan")


FIRST: list[Verb[Any]] = [
    *(walk_in(900 + index) for index in range(5)),
    *(scan(1), scan(2), scan(1), Scan.of("https://example.org"), CheckOut(delegate=DelegateId(2)), Undo()),
]
SECOND: list[Verb[Any]] = [
    *(scan(3), MarkAbsent(delegate=DelegateId(4), excused=True), scan(4)),
    *(MintBlanks(seeds=(7001,)), BindBadge(delegate=DelegateId(4), code=builders.code(7001))),
    *(OpenConference(), MoveArrival(source=DelegateId(3), target=DelegateId(5))),
]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Create, a first session, a fold, a second session, a backup, a fold."""
    folder = tmp_path_factory.mktemp("day")
    system = Recording()
    path = new_conference(folder, 6, system=system)
    day = Day(folder, path, system.calls, [], [])
    for verbs in (FIRST, SECOND):
        store = opened(path, system=system)
        if not day.states:
            day.states.append(every_document(store))
        for verb in verbs:
            store.run(verb)
            day.acknowledged.append((len(system.calls), store.state.seq))
            day.states.append(every_document(store))
        store.back_up_if_due()
        store.close()
    return day


def _creation(day: Day) -> int:
    """How many calls make the conference; before them there is nothing to lose."""
    return next(index for index, call in enumerate(day.calls) if call.what == "replace" and call.target == day.path) + 2


def _prefixes(day: Day) -> Iterator[tuple[int, Disk]]:
    """The disk before each call, from the moment the conference was made, and at the very end."""
    disk, first = Disk(), _creation(day)
    for made, call in enumerate(day.calls):
        if made >= first:
            yield made, disk
        disk.apply(call)
    yield len(day.calls), disk


def _check(day: Day, made: int, files: dict[Path, bytes], place: Path, system: QuietSystem) -> None:
    """Opens what is left; everything acknowledged is there, at most the commit under way besides, and work goes on."""
    lay_out(files, day.folder, place)
    path = place / day.path.name
    store = opened(path, system=system, clock=Moments(boot=system.boot_id()))
    assert store.read_only is None, store.read_only
    promised = day.acknowledged_after(made)
    assert store.state.seq in (promised, promised + 1)
    assert every_document(store) == day.states[store.state.seq]
    assert [entry.seq for entry in store.log()] == list(range(1, store.state.seq + 1))
    assert store.run(scan(6)).outcome is Outcome.ADMITTED
    store.close()
    again = opened(path, system=system)
    assert again.read_only is None
    assert every_document(again) == every_document(store)
    again.close()


def test_killed_before_any_call(day: Day, tmp_path: Path) -> None:
    for made, disk in _prefixes(day):
        _check(day, made, disk.after_kill(), tmp_path / str(made), QuietSystem())


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_killed_in_the_middle_of_any_write(day: Day, tmp_path: Path, part: float) -> None:
    for made, disk in _prefixes(day):
        if made < len(day.calls) and day.calls[made].what == "write" and day.calls[made].offset < 0:
            call = day.calls[made]
            torn = disk.copy()
            torn.apply(call._replace(data=call.data[: int(len(call.data) * part)]))
            _check(day, made, torn.after_kill(), tmp_path / str(made), QuietSystem())


def test_power_cut_before_any_call(day: Day, tmp_path: Path) -> None:
    checked: set[tuple[object, ...]] = set()
    for made, disk in _prefixes(day):
        for index, (what, files) in enumerate(disk.after_power_cut(".lock")):
            left = (day.acknowledged_after(made), *sorted(files.items()))
            if left in checked:
                continue
            checked.add(left)
            try:
                _check(day, made, files, tmp_path / f"{made}-{index}", OtherBoot())
            except BaseException as error:
                error.add_note(f"power cut before call {made} ({what})")
                raise


def test_a_power_cut_may_leave_an_old_lock_file(day: Day, tmp_path: Path) -> None:
    """The lock file is never synced: whatever it said at any time since the start may be what is left of it."""
    marks = [disk.copy() for made, disk in _prefixes(day) if day.calls[made - 1].path.suffix == ".lock"][::9]
    disk = Disk()
    for call in day.calls:
        disk.apply(call)
    for index, old in enumerate(marks):
        locks = {path: file.content for path, file in old.names.items() if path.suffix == ".lock"}
        files = disk.after_kill() | locks
        _check(day, len(day.calls), files, tmp_path / str(index), OtherBoot())


def test_a_backup_opens_as_the_conference_it_was(day: Day, tmp_path: Path) -> None:
    disk = Disk()
    for call in day.calls:
        disk.apply(call)
    backups = {path.parent for path in disk.names if ".backups" in str(path)}
    assert backups
    for index, backup in enumerate(sorted(backups)):
        files = {path: file.content for path, file in disk.names.items() if path.parent == backup}
        lay_out(files, backup, tmp_path / str(index))
        store = opened(tmp_path / str(index) / day.path.name)
        assert store.read_only is None
        assert every_document(store) == day.states[store.state.seq]
        assert store.state.seq > 0
        store.close()
