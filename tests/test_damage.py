"""Every byte, every block and every length of a conference's files, damaged: never a traceback, never silence.

The short form damages each of some hundred places, the long form every bit and every length.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import builders
from damages import Morning, cuts, flips, here, holes
from store import Scan, Store
from store.engine.examination import examine
from store.engine.repair import Repaired, repair, restore_backup
from store.errors import BeyondRepair, Damaged, NotAConference, StoreError
from stores import QuietSystem, documents, opened

SYSTEM = QuietSystem()


MEMORY = Path("/dev/shm")
"""A disk that costs nothing, where there is one: a thousand repairs write a thousand folders."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where everything lies; copies of backups are opened there too."""
    disk = MEMORY if MEMORY.is_dir() else tmp_path_factory.mktemp("damage")
    with TemporaryDirectory(dir=disk) as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", place)
        yield Path(place)


@pytest.fixture(scope="module")
def morning(folder: Path) -> Morning:
    (folder / "morning").mkdir()
    return Morning(folder / "morning")


Damage = list[tuple[int, bytes]]


def damage_of(content: bytes, *, bits: int = 1, stride: int = 1) -> Damage:
    """A flip at every `stride`-th byte, a hole at every block, a cut at every `stride`-th length."""
    return [*flips(content, stride, bits), *holes(content), *cuts(content, stride)]


def read_only(path: Path) -> Store | None:
    """What can be looked at of a damaged conference; None if nothing can. Nothing can be changed."""
    try:
        store = opened(path)
    except StoreError:
        return None
    assert store.read_only is not None
    return store


def repaired_and_sound(path: Path) -> tuple[Repaired, Store]:
    """After a repair nothing is wrong any more and the next arrival is taken."""
    repaired = repair(path, SYSTEM)
    assert examine(path, SYSTEM).faults == ()
    store = opened(path)
    assert store.read_only is None
    return repaired, store


# -- the journal -------------------------------------------------------------------------------------------------------


def hold_journal_damage(morning: Morning, damage: Damage) -> None:
    """Shows what stands before the damage, says so, brings back every line that is whole."""
    for at, content in damage:
        morning.lay_out(morning.journal, content)
        if store := read_only(morning.path):
            came = here(store)
            store.close()
            assert came == set(range(1, len(came) + 1)), at
        assert examine(morning.path, SYSTEM).faults, at

        repaired, store = repaired_and_sound(morning.path)
        with closing(store):
            assert repaired.lost == morning.lost_with(content), at
            assert documents(store) == morning.without(repaired.lost), at
        assert (repaired.kept / morning.journal.name).read_bytes() == content


def test_damage_of_the_journal_is_never_silent_and_costs_only_the_lines_it_hit(morning: Morning) -> None:
    damage = damage_of(morning.files[morning.journal], stride=41)
    assert len(damage) > 100
    hold_journal_damage(morning, damage)


@pytest.mark.long
def test_damage_of_every_bit_of_the_journal_is_never_silent(morning: Morning) -> None:
    damage = damage_of(morning.files[morning.journal], bits=8)
    assert len(damage) > 20_000
    hold_journal_damage(morning, damage)


# -- the data file -----------------------------------------------------------------------------------------------------


def hold_data_damage(morning: Morning, damage: Damage) -> None:
    """Says so, and brings back everything from the backup and the journals."""
    for at, content in damage:
        morning.lay_out(morning.path, content)
        if store := read_only(morning.path):
            store.close()
        assert examine(morning.path, SYSTEM).faults, at

        repaired, store = repaired_and_sound(morning.path)
        with closing(store):
            assert (repaired.lost, repaired.changed) == ((), False), at
            assert documents(store) == morning.without(()), at
        assert (repaired.kept / morning.path.name).read_bytes() == content


def test_damage_of_the_data_file_is_never_silent_and_costs_nothing(morning: Morning) -> None:
    damage = damage_of(morning.files[morning.path], stride=61)
    assert len(damage) > 110
    hold_data_damage(morning, damage)


def test_every_bit_of_the_format_is_told_from_another_format(morning: Morning) -> None:
    """A format there never was is damage; one still to come is not, if the file says so in every way."""
    content = morning.files[morning.path]
    at = content.index(b'"toadam":') + len(b'"toadam":')
    damage = [(at, content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]) for bit in range(8)]
    hold_data_damage(morning, damage)


@pytest.mark.long
def test_damage_of_every_bit_of_the_data_file_is_never_silent(morning: Morning) -> None:
    damage = damage_of(morning.files[morning.path], bits=8)
    assert len(damage) > 20_000
    hold_data_damage(morning, damage)


@pytest.fixture
def alone(folder: Path) -> Iterator[Path]:
    """A folder with nothing else in it."""
    with TemporaryDirectory(dir=folder) as place:
        yield Path(place)


def hold_lone_damage(morning: Morning, damage: Damage, folder: Path) -> None:
    """A data file without journals and backups: what is changed in it is said, or it is refused; 0 silent."""
    path = folder / morning.path.name
    for at, content in damage:
        path.write_bytes(content)
        if store := read_only(path):
            store.close()
        try:
            repaired = repair(path, SYSTEM)
        except (NotAConference, BeyondRepair):
            assert path.read_bytes() == content
            continue
        assert repaired.changed, at
        shutil.rmtree(repaired.kept)
        for file in folder.glob(f"{path.name}.journal-*"):
            file.unlink()


def test_damage_of_a_data_file_carried_away_alone_is_said_too(morning: Morning, alone: Path) -> None:
    damage = damage_of(morning.files[morning.path], stride=13)
    assert len(damage) > 200
    hold_lone_damage(morning, damage, alone)


@pytest.mark.long
def test_damage_of_every_bit_of_a_data_file_carried_away_alone_is_said(morning: Morning, alone: Path) -> None:
    damage = damage_of(morning.files[morning.path], bits=8)
    assert len(damage) > 20_000
    hold_lone_damage(morning, damage, alone)


# -- a backup ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damaged", ["journal", "data"])
def test_a_backup_comes_back_whatever_is_damaged(damaged: str, morning: Morning) -> None:
    file = morning.journal if damaged == "journal" else morning.path
    for at, content in damage_of(morning.files[file], stride=97):
        morning.lay_out(file, content)
        kept = restore_backup(morning.path, morning.backup, SYSTEM)
        assert (kept / file.name).read_bytes() == content
        with closing(opened(morning.path)) as store:
            assert documents(store) == morning.without((2, 3, 4)), at
            store.run(Scan.of(builders.code(3)))


def test_a_damaged_backup_is_named_and_never_put_back(morning: Morning) -> None:
    content = morning.files[morning.backup / morning.path.name]
    for at, damage in damage_of(content, stride=29):
        morning.lay_out(morning.backup / morning.path.name, damage)
        (backup,) = examine(morning.path, SYSTEM).backups
        assert backup.trouble is not None, at
        with pytest.raises((Damaged, NotAConference)):
            restore_backup(morning.path, morning.backup, SYSTEM)
        assert morning.path.read_bytes() == morning.files[morning.path]
