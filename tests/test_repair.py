"""Damaged files: what can be had back is brought back, what cannot is named, the originals are kept."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builders import delegates
from conftest import opener, write_conference
from damages import newer_format, newest_journal
from disks import Disk, files_in
from faults import Failing, Recording
from store import Scan, open_store
from store.engine.examination import backups_of, examine
from store.engine.file_engine import FileEngine
from store.engine.journal import Header, line
from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.repair import repair, restore_backup
from store.engine.tables import FORMAT, Tables
from store.errors import Damaged, InUse, NewerFormat, NoConference, NotSaved, Unopenable, Wrong
from tui.refusals import sentence

PEOPLE = delegates(20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Twenty delegates; five came and were folded, five more stand in the journal of a process that died."""
    path = write_conference(tmp_path / "toadam.json", PEOPLE)
    with closing(open_store(path, desk="Bàn 1")) as store:
        for person in PEOPLE[:5]:
            store.run(Scan.of(person.code))
    died = open_store(path, desk="Bàn 1")
    for person in PEOPLE[5:10]:
        died.run(Scan.of(person.code))
    died.backups.make(died.now())
    died.engine.let_go()
    return path


class SickDisk(System):
    """Syncs fail once it is sick."""

    sick = False

    def sync(self, fd: int) -> None:
        if self.sick:
            raise OSError(errno.EIO, "sick")
        super().sync(fd)


def present(path: Path) -> set[int]:
    with closing(open_store(path, desk="Bàn 2")) as store:
        assert store.read_only is None
        return {store.state.delegates[delegate].number for delegate in store.state.attendance}


def test_a_sound_conference_has_nothing_wrong(path: Path) -> None:
    found = examine(path)
    assert (found.seq, found.faults, found.torn) == (10, (), ())
    assert [backup.seq for backup in found.backups if backup.trouble is None] == [
        backup.seq for backup in found.backups
    ]


def test_looking_changes_nothing(path: Path) -> None:
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file() and ".lock" not in file.name}
    examine(path)
    assert before == {file: file.read_bytes() for file in before}


def missing_journal(path: Path) -> None:
    newest_journal(path).unlink()


def changed_data(path: Path) -> None:
    content = json.loads(path.read_bytes())
    next(iter(content["delegates"].values()))["note"] = "sửa tay"
    path.write_text(json.dumps(content), encoding="ascii")


def unreadable_data(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def no_header(path: Path) -> None:
    journal = newest_journal(path)
    journal.write_bytes(b"x" + journal.read_bytes()[1:])


@pytest.mark.parametrize(
    ("damage", "wrong", "came", "lost"),
    [
        (missing_journal, Wrong.JOURNAL_MISSING, 10, 0),
        (changed_data, Wrong.DATA_CHANGED, 10, 0),
        (unreadable_data, Wrong.DATA_UNREADABLE, 10, 0),
        (no_header, Wrong.JOURNAL_FOREIGN, 10, 0),
    ],
)
def test_damage_is_found_said_and_repaired(
    damage: Callable[[Path], None], wrong: Wrong, came: int, lost: int, path: Path
) -> None:
    damage(path)
    (fault,) = examine(path).faults
    assert isinstance(fault, Damaged)
    assert fault.wrong is wrong
    assert path.name in sentence(fault)
    kept = {file.name: file.read_bytes() for file in path.parent.glob("toadam.json*") if "journal" in file.name}

    repaired = repair(path)

    assert len(repaired.lost) == lost
    assert len(present(path)) == came
    assert all((repaired.kept / name).read_bytes() == content for name, content in kept.items())
    assert examine(path).faults == ()


@pytest.mark.parametrize("damage", [missing_journal, changed_data, unreadable_data])
def test_a_power_cut_in_the_middle_of_a_repair_takes_nothing(damage: Callable[[Path], None], path: Path) -> None:
    """Whatever was on disk still is, in its place or kept aside, and what was repaired is whole."""
    damage(path)
    layout = Layout.of(path)
    originals = {file.read_bytes() for file in (path, *map(layout.journal, layout.generations()))}
    disk = Disk(path.parent, {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()})
    system = Recording()
    repair(path, system)
    for call in (call for call in system.calls if path.parent in call.path.parents or call.path == path.parent):
        disk.apply(call)
        for files in disk.after_power_cuts(".lock", thorough=False):
            assert originals <= set(files.values())
    assert files[path] == path.read_bytes()


def test_a_data_file_that_is_gone_comes_back_from_the_newest_sound_backup(path: Path) -> None:
    with closing(open_store(path, desk="Bàn 1")) as store:
        broken = store.engine.layout.backups / "2099-09-15_07-30-00"
    broken.mkdir()
    (broken / path.name).write_bytes(b"{")
    path.unlink()
    assert sorted(backup.trouble is None for backup in backups_of(path)) == [False, True]
    repaired = repair(path)
    assert repaired.backup is not None
    assert (repaired.backup.seq, repaired.lost) == (10, ())
    assert present(path) == set(range(1, 11))


def test_a_backup_that_a_newer_program_made_or_that_lacks_its_data_file_is_in_trouble(path: Path) -> None:
    (backup,) = backups_of(path)
    newer_format(backup.path / path.name)
    (again,) = backups_of(path)
    assert isinstance(again.trouble, NewerFormat)
    (backup.path / path.name).unlink()
    (again,) = backups_of(path)
    assert isinstance(again.trouble, Damaged)
    assert again.trouble.wrong is Wrong.DATA_MISSING


def test_documents_somebody_put_in_who_keeps_the_rest_in_order_are_found(path: Path) -> None:
    """The file fits its journal, but a document is no record."""
    with closing(open_store(path, desk="Bàn 1")) as store:
        tables = store.engine.tables.read() | {"attendance": {"1": {"delegate": "một"}}}
    place = path.with_name("khac.json")
    FileEngine.create(place, 1, Tables(tables), System())
    (fault,) = examine(place).faults
    assert isinstance(fault, Damaged)
    assert fault.wrong is Wrong.DATA_UNREADABLE


def test_a_conference_on_a_disk_that_cannot_be_read_is_said_so(path: Path) -> None:
    system = Failing()
    system.arm(0, errno.EIO, for_good=True)
    (fault,) = examine(path, system).faults
    assert isinstance(fault, Unopenable)


def test_what_a_journal_says_never_happened_is_left_out_and_a_foreign_one_too(path: Path) -> None:
    """A failed sync, another journal after it, and beside them one of another conference."""
    system = SickDisk()
    store = open_store(path, desk="Bàn 1", system=system)
    store.run(Scan.of(PEOPLE[10].code))
    system.sick = True
    with pytest.raises(NotSaved):
        store.run(Scan.of(PEOPLE[11].code))
    system.sick = False
    store.run(Scan.of(PEOPLE[12].code))
    store.engine.let_go()
    foreign = Header(format=FORMAT, conference=99, generation=77, seq=0, data="")
    Layout.of(path).journal(77).write_bytes(line(foreign))
    changed_data(path)
    repair(path)
    assert present(path) == {*range(1, 12), 13}


def test_a_newer_format_is_left_to_the_newer_program(path: Path) -> None:
    newer_format(path)
    before = path.read_bytes()
    with pytest.raises(NewerFormat):
        repair(path)
    assert path.read_bytes() == before


def test_what_was_told_to_be_not_saved_does_not_come_back(path: Path) -> None:
    system = SickDisk()
    store = open_store(path, desk="Bàn 1", system=system)
    store.run(Scan.of(PEOPLE[10].code))
    system.sick = True
    with pytest.raises(NotSaved):
        store.run(Scan.of(PEOPLE[11].code))
    store.engine.let_go()
    changed_data(path)
    repair(path)
    assert present(path) == set(range(1, 12))


def test_nothing_is_repaired_under_somebody_who_works(path: Path) -> None:
    with closing(opener(path)()), pytest.raises(InUse):
        repair(path)


def test_what_was_never_there_is_not_repaired(tmp_path: Path) -> None:
    with pytest.raises(NoConference):
        repair(tmp_path / "toadam.json")


def test_a_backup_comes_back_as_it_was_and_goes_on(path: Path) -> None:
    with closing(open_store(path, desk="Bàn 1")) as store:
        for person in PEOPLE[10:15]:
            store.run(Scan.of(person.code))
    backup = backups_of(path)[0]
    assert backup.seq == 10
    kept = restore_backup(path, backup.path)
    assert present(path) == set(range(1, 11))
    assert (kept / path.name).exists()
    with closing(open_store(path, desk="Bàn 1")) as store:
        store.run(Scan.of(PEOPLE[12].code))
    assert 13 in present(path)


def test_what_is_kept_aside_is_on_the_medium_before_anything_is_replaced(path: Path) -> None:
    system, originals = Recording(), {path.name: path.read_bytes(), **_journals(path)}
    disk = Disk(path.parent, files_in(path.parent))
    kept = restore_backup(path, backups_of(path)[0].path, system)
    calls = [call for call in system.calls if call.path.is_relative_to(path.parent)]
    for call in calls[: [call.target for call in calls].index(path)]:
        disk.apply(call)
    left = list(disk.after_power_cuts(".lock", thorough=False))
    assert left
    for files in left:
        assert {file.name: content for file, content in files.items() if file.parent == kept} == originals


def _journals(path: Path) -> dict[str, bytes]:
    layout = Layout.of(path)
    return {journal.name: journal.read_bytes() for journal in map(layout.journal, layout.generations())}
