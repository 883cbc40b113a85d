"""Whole files gone, foreign, swapped or out of reach: opening, `verify`, `verify --repair`, `restore`, one by one."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from tinydb import TinyDB

import builders
from command import toadam
from damages import Morning, here, newest_journal
from reception_desk import desk_on
from store import CheckOut, Scan
from store.engine.examination import backups_of, examine
from store.engine.layout import Layout
from store.engine.repair import repair, restore_backup
from store.errors import BeyondRepair, Damaged, NoConference, NotAConference, StoreError, Unopenable, Wrong
from store.records import DelegateId
from stores import QuietSystem, new_conference, opened
from tui.cli import main
from tui.refusals import sentence

SYSTEM = QuietSystem()
Toadam = Callable[..., tuple[int, str]]

EVERYBODY = {1, 2, 3, 4}


@pytest.fixture
def morning(tmp_path: Path) -> Morning:
    (tmp_path / "morning").mkdir()
    return Morning(tmp_path / "morning")


def empty(morning: Morning) -> None:
    morning.path.write_bytes(b"")


def binary(morning: Morning) -> None:
    morning.path.write_bytes(bytes(range(256)) * 16)


def other_json(morning: Morning) -> None:
    morning.path.write_text(json.dumps({"meta": {"1": {"name": "khác"}}}))


def other_tinydb(morning: Morning) -> None:
    morning.path.unlink()
    with TinyDB(morning.path) as db:
        db.insert({"name": "khác"})


def other_conference(morning: Morning) -> None:
    folder = morning.path.parent.parent / "other"
    folder.mkdir()
    other = new_conference(folder, 4, id=2)
    morning.path.write_bytes(other.read_bytes())


def older_data(morning: Morning) -> None:
    morning.path.write_bytes(morning.files[morning.backup / morning.path.name])


def data_gone(morning: Morning) -> None:
    morning.path.unlink()


def data_is_folder(morning: Morning) -> None:
    morning.path.unlink()
    morning.path.mkdir()


def journal_gone(morning: Morning) -> None:
    morning.journal.unlink()


def journal_empty(morning: Morning) -> None:
    morning.journal.write_bytes(b"")


def journal_is_folder(morning: Morning) -> None:
    morning.journal.unlink()
    morning.journal.mkdir()


def journal_of_another_conference(morning: Morning) -> None:
    folder = morning.path.parent.parent / "other"
    folder.mkdir()
    other = new_conference(folder, 4, id=2)
    morning.journal.write_bytes(newest_journal(other).read_bytes())


def journals_swapped(morning: Morning) -> None:
    older = Layout.of(morning.path).journal(1)
    content = morning.journal.read_bytes()
    morning.journal.write_bytes(older.read_bytes())
    older.write_bytes(content)


class Case(NamedTuple):
    """What is wrong, what opening says of it, and who is there after a repair."""

    damage: Callable[[Morning], None]
    said: Wrong | type[StoreError]
    shown: bool
    repaired: set[int]


CASES = (
    Case(empty, Wrong.DATA_UNREADABLE, False, EVERYBODY),
    Case(binary, Wrong.DATA_UNREADABLE, False, EVERYBODY),
    Case(other_json, Wrong.DATA_UNREADABLE, False, EVERYBODY),
    Case(other_tinydb, Wrong.DATA_UNREADABLE, False, EVERYBODY),
    Case(other_conference, Wrong.JOURNAL_FOREIGN, True, EVERYBODY),
    Case(older_data, Wrong.DATA_STALE, True, EVERYBODY),
    Case(data_gone, Wrong.DATA_MISSING, False, EVERYBODY),
    Case(data_is_folder, Unopenable, False, EVERYBODY),
    Case(journal_gone, Wrong.JOURNAL_MISSING, True, {1}),
    Case(journal_empty, Wrong.JOURNAL_FOREIGN, True, {1}),
    Case(journal_is_folder, Unopenable, False, {1}),
    Case(journal_of_another_conference, Wrong.JOURNAL_FOREIGN, True, {1}),
    Case(journals_swapped, Wrong.JOURNAL_FOREIGN, True, EVERYBODY),
)
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.damage.__name__)


def kind(trouble: Exception) -> Wrong | type[Exception]:
    return trouble.wrong if isinstance(trouble, Damaged) else type(trouble)


@each
def test_opening_says_what_is_wrong_and_changes_nothing(case: Case, morning: Morning) -> None:
    case.damage(morning)
    before = contents(morning.path)
    if case.shown:
        with closing(opened(morning.path)) as store:
            assert store.read_only is not None
            assert kind(store.read_only.why) == case.said
            assert morning.path.parent.name in sentence(store.read_only)
    else:
        with pytest.raises(StoreError) as caught:
            opened(morning.path)
        assert kind(caught.value) == case.said
        assert morning.path.parent.name in sentence(caught.value)
    assert contents(morning.path) == before


def contents(path: Path) -> dict[Path, bytes]:
    """What the files of the conference say, the locks left out."""
    layout = Layout.of(path)
    files = (file for file in path.parent.rglob("*") if file.is_file() and file not in (layout.turn, layout.presence))
    return {file: file.read_bytes() for file in files}


@each
def test_a_repair_brings_back_what_can_be_had_and_keeps_the_files(case: Case, morning: Morning) -> None:
    case.damage(morning)
    before = contents(morning.path)
    repaired = repair(morning.path, SYSTEM)
    assert set(range(1, 5)) - set(repaired.lost) == case.repaired
    with closing(opened(morning.path)) as store:
        assert store.read_only is None
        assert here(store) == case.repaired
    for file, content in before.items():
        if file.parent == morning.path.parent and ".second" not in file.name:
            assert (repaired.kept / file.name).read_bytes() == content


@each
def test_a_backup_is_put_back_over_anything(case: Case, morning: Morning) -> None:
    case.damage(morning)
    (backup,) = backups_of(morning.path, SYSTEM)
    restore_backup(morning.path, backup.path, SYSTEM)
    with closing(opened(morning.path)) as store:
        assert store.read_only is None
        assert here(store) == {1}
        store.run(Scan.of(builders.code(2)))


@pytest.fixture
def toadam_here(morning: Morning, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Toadam:
    """The command, run in this process: status, and all that was printed."""
    monkeypatch.setenv("LANGUAGE", "")

    def run(*arguments: str) -> tuple[int, str]:
        status = main([*arguments, "-f", str(morning.path)])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


@each
def test_every_damage_is_told_at_the_prompt_and_repaired_from_there(
    case: Case, morning: Morning, toadam_here: Toadam
) -> None:
    case.damage(morning)
    status, told = toadam_here("checkin", builders.code(4))
    assert (status, told.count("\n")) == (1, 1)
    assert morning.path.parent.name in told
    status, told = toadam_here("verify")
    assert status == 1
    assert morning.path.parent.name in told.partition("\n")[0]
    status, told = toadam_here("verify", "--repair")
    assert status == 0
    assert ".kept-" in told
    assert f"có {len(case.repaired)} thao tác" in told
    assert ("Mất hẳn: thao tác 2–4" in told) == (case.repaired == {1})
    assert toadam_here("verify")[0] == 0
    assert toadam_here("checkin", builders.code(4))[0] == 0


@pytest.mark.parametrize("damage", [other_conference, journal_is_folder])
def test_a_process_of_its_own_prints_no_traceback_either(damage: Callable[[Morning], None], morning: Morning) -> None:
    damage(morning)
    for command in ("verify", "status", "restore"):
        done = toadam(morning.path.parent, command, "-f", morning.path)
        assert done.returncode in (0, 1)
        assert done.stdout + done.stderr


# -- locks, links and files out of reach -------------------------------------------------------------------------------


@pytest.mark.parametrize("garbage", [b"", b"x", bytes(512), b"\xff" * 512, os.urandom(4096)], ids=len)
def test_nothing_is_lost_by_a_lock_file_full_of_garbage(garbage: bytes, morning: Morning) -> None:
    layout = Layout.of(morning.path)
    layout.turn.write_bytes(garbage)
    layout.presence.write_bytes(garbage)
    assert examine(morning.path, SYSTEM).faults == ()
    with closing(opened(morning.path)) as store:
        assert store.read_only is None
        assert here(store) == EVERYBODY


@pytest.mark.parametrize("which", ["turn", "presence"])
def test_a_folder_in_place_of_a_lock_is_refused_by_name(which: str, morning: Morning) -> None:
    lock: Path = getattr(Layout.of(morning.path), which)
    lock.unlink()
    lock.mkdir()
    for attempt in (opened, lambda path: repair(path, SYSTEM)):
        with pytest.raises(Unopenable) as caught:
            attempt(morning.path)
        assert lock.name in sentence(caught.value)
    assert contents(morning.path).items() <= morning.files.items()


def test_a_link_that_leads_back_to_itself_is_refused(morning: Morning) -> None:
    morning.path.unlink()
    morning.path.symlink_to(morning.path)
    for attempt in (opened, examine, backups_of, repair):
        with pytest.raises(StoreError) as caught:
            attempt(morning.path)
        assert morning.path.name in sentence(caught.value)


def test_two_names_of_one_file_are_one_conference(morning: Morning) -> None:
    link = morning.path.parent.parent / "ten-khac.json"
    link.symlink_to(morning.path)
    with closing(opened(link)) as store, closing(opened(morning.path)) as other:
        store.run(CheckOut(delegate=DelegateId(2)))
        other.refresh()
        assert other.state.attendance == store.state.attendance


class OutOfReach(QuietSystem):
    """One file may not be read."""

    def __init__(self, path: Path, error: int) -> None:
        self._refused = path, error

    def read_file(self, path: Path) -> bytes:
        if path == self._refused[0]:
            raise OSError(self._refused[1], os.strerror(self._refused[1]), str(path))
        return super().read_file(path)


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO])
def test_a_file_out_of_reach_is_refused_and_left_alone(error: int, morning: Morning) -> None:
    system = OutOfReach(morning.path, error)
    with pytest.raises(Unopenable):
        opened(morning.path, system=system)
    (fault,) = examine(morning.path, system).faults
    assert isinstance(fault, Unopenable)
    with pytest.raises(Unopenable) as caught:
        repair(morning.path, system)
    assert morning.path.name in sentence(caught.value)
    assert {path: morning.files[path] for path in contents(morning.path)} == contents(morning.path)


def test_nothing_to_build_on_is_said_and_nothing_is_changed(morning: Morning) -> None:
    morning.path.write_bytes(b"{}")
    shutil.rmtree(morning.backup.parent)
    before = contents(morning.path)
    with pytest.raises(BeyondRepair) as caught:
        repair(morning.path, SYSTEM)
    assert morning.path.name in sentence(caught.value)
    assert contents(morning.path) == before


def test_a_foreign_file_alone_is_no_conference_and_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "khac.json"
    with pytest.raises(NoConference):
        repair(path, SYSTEM)
    path.write_text("{}")
    with pytest.raises(NotAConference):
        repair(path, SYSTEM)
    assert path.read_text() == "{}"


def test_a_backup_without_its_data_file_is_called_damaged(morning: Morning) -> None:
    (morning.backup / morning.path.name).unlink()
    (backup,) = backups_of(morning.path, SYSTEM)
    assert backup.trouble is not None
    assert examine(morning.path, SYSTEM).faults == ()


# -- the data file alone -----------------------------------------------------------------------------------------------


@pytest.fixture
def alone(morning: Morning, tmp_path: Path) -> Path:
    """Only the data file was carried to another machine; three arrivals stay behind in the journal."""
    path = tmp_path / morning.path.name
    path.write_bytes(morning.path.read_bytes())
    return path


def test_a_data_file_carried_away_alone_can_be_looked_at_and_the_missing_journal_is_named(alone: Path) -> None:
    with closing(opened(alone)) as store:
        assert store.read_only is not None
        assert kind(store.read_only.why) == Wrong.JOURNAL_MISSING
        assert f"{alone.name}.journal-2" in sentence(store.read_only)
        assert here(store) == {1}


def test_a_data_file_carried_away_alone_is_taken_on_when_a_person_says_so(alone: Path) -> None:
    repaired = repair(alone, SYSTEM)
    assert (repaired.seq, repaired.lost, repaired.changed) == (1, (), False)
    with closing(opened(alone)) as store:
        store.run(Scan.of(builders.code(2)))
        assert here(store) == {1, 2}


# -- on the screen -----------------------------------------------------------------------------------------------------


async def test_the_reception_screen_of_a_damaged_conference_shows_it_and_takes_nobody_in(morning: Morning) -> None:
    content = bytearray(morning.journal.read_bytes())
    content[len(content) // 2] ^= 1
    morning.journal.write_bytes(content)
    async with desk_on(morning.path) as desk:
        assert "CHỈ XEM" in desk.top
        await desk.scan(builders.code(4))
        assert "CHƯA LƯU – ghi giấy số 004" in desk.card
        assert "khôi phục được gì" in " ".join(desk.card.split())
    assert morning.journal.read_bytes() == content
