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
from store import Scan, open_store
from store.engine.examination import backups_of, examine
from store.engine.platform import System
from store.engine.repair import repair, restore_backup
from store.errors import Damaged, InUse, NewerFormat, NoConference, NotSaved, Wrong
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
    died.engine._let_go()
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
    store.engine._let_go()
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
