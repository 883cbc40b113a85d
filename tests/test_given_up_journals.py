"""Journals that are given up: nobody builds on what may not be durable, everybody follows to the next one."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from deeds import scan
from faults import Failing
from store import Scan, Store
from store.engine.journal import Continues, Header, line, read_header
from store.engine.layout import Layout
from store.errors import Damaged, NotSaved, Wrong
from store.records import DelegateId
from stores import QuietSystem, every_document, new_conference, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_conference(tmp_path)


def test_nobody_extends_a_journal_whose_sync_failed(path: Path) -> None:
    system = Failing()
    store, witness = opened(path, "Bàn A", system=system), opened(path, "Bàn B")
    store.run(scan(1))
    system.arm(_index_of(system, store, "sync"), errno.EIO)
    with pytest.raises(NotSaved):
        store.run(scan(2))
    given_up = Layout.of(path).journal(1).read_bytes()
    assert store.read_only is None
    witness.run(scan(3))
    store.run(scan(4))
    assert Layout.of(path).journal(1).read_bytes() == given_up
    assert len(Layout.of(path).journal(2).read_bytes().splitlines()) == 3
    assert store.dropped == []
    store.close()
    witness.close()


def _index_of(system: Failing, store: Store, name: str) -> int:
    """Which call of a commit this is."""
    system.calls.clear()
    store.run(Scan.of("đếm"))
    return system.calls.index(name)


def test_several_journals_given_up_in_a_row_are_followed_by_everybody(path: Path) -> None:
    system = Failing()
    store, witness = opened(path, "Bàn A", system=system), opened(path, "Bàn B")
    for number in range(1, 5):
        system.heal()
        store.run(scan(number))
        system.arm(_index_of(system, store, "sync"), errno.EIO)
        with pytest.raises(NotSaved):
            store.run(scan(8))
    fresh = opened(path, "Bàn C")
    witness.refresh()
    assert every_document(fresh) == every_document(witness) == every_document(store)
    assert DelegateId(8) not in fresh.state.attendance
    assert store.dropped == []
    for one in (store, witness, fresh):
        one.close()


class Watching(QuietSystem):
    """Looks at every sync of a file whether anybody could take the turn."""

    def __init__(self, turn: Path) -> None:
        self._turn_path = turn
        self.taken: list[bool] = []

    def sync(self, fd: int) -> None:
        somebody = super().open(self._turn_path)
        self.taken.append(not self.lock(somebody, wait=False))
        self.close(somebody)


def test_nobody_has_a_turn_before_the_line_is_durable(path: Path) -> None:
    system = Watching(Layout.of(path).turn)
    store = opened(path, system=system)
    for number in range(1, 5):
        store.run(scan(number))
    assert system.taken == [True] * 4
    store.close()


class Brittle(QuietSystem):
    """A disk that cannot sync while it is sick."""

    sick = False

    def sync(self, fd: int) -> None:
        if self.sick:
            raise OSError(errno.EIO, "sick")


def test_lines_nobody_answers_for_are_believed_when_they_can_be_synced(path: Path) -> None:
    """The mark is lost: whoever comes next syncs what stands there, and takes nothing for true before."""
    store = opened(path)
    store.run(scan(1))
    system = Brittle()
    other = opened(path, "Bàn B", system=system)
    store.run(scan(2))
    Layout.of(path).turn.write_bytes(b"")
    system.sick = True
    with pytest.raises(NotSaved):
        other.refresh()
    assert set(other.state.attendance) == {1}
    system.sick = False
    assert other.refresh()
    assert set(other.state.attendance) == {1, 2}
    store.close()
    other.close()


def _given_up(path: Path) -> None:
    """A journal with two lines, one that counts and one whose sync failed, and the journal after it."""
    system = Failing()
    store = opened(path, "Bàn A", system=system)
    store.run(scan(1))
    system.arm(_index_of(system, store, "sync"), errno.EIO)
    with pytest.raises(NotSaved):
        store.run(scan(2))
    system.heal()
    store.run(scan(3))
    store.engine.let_go()


def _first_line_flipped(path: Path) -> None:
    journal = Layout.of(path).journal(1)
    content = bytearray(journal.read_bytes())
    content[content.index(b"\n") + 30] ^= 1
    journal.write_bytes(content)


def _continued_elsewhere(path: Path) -> None:
    journal = Layout.of(path).journal(2)
    found = read_header(journal.read_bytes())
    assert found is not None
    continues = Continues(generation=1, length=len(line(found[0])))
    header = Header(format=1, conference=1, generation=2, seq=found[0].seq, continues=continues)
    journal.write_bytes(line(header) + journal.read_bytes()[found[1] :])


@pytest.mark.parametrize("change", [_first_line_flipped, _continued_elsewhere])
def test_damage_in_a_journal_that_was_given_up_is_noticed(path: Path, change: Callable[[Path], None]) -> None:
    _given_up(path)
    change(path)
    store = opened(path, "Bàn C")
    assert store.read_only is not None
    assert isinstance(store.read_only.why, Damaged)
    store.close()


def test_a_journal_that_goes_on_from_another_than_ours_is_foreign(path: Path) -> None:
    """It names the right length, but of another journal."""
    _given_up(path)
    journal = Layout.of(path).journal(2)
    found = read_header(journal.read_bytes())
    assert found is not None
    assert found[0].continues is not None
    continues = Continues(generation=7, length=found[0].continues.length)
    header = Header(format=1, conference=1, generation=2, seq=found[0].seq, continues=continues)
    journal.write_bytes(line(header) + journal.read_bytes()[found[1] :])
    store = opened(path, "Bàn C")
    assert store.read_only is not None
    assert isinstance(store.read_only.why, Damaged)
    assert store.read_only.why.wrong is Wrong.JOURNAL_FOREIGN
    store.close()
