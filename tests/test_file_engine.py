"""One conference in its files: what every process sees, what is left behind, what is refused."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

import builders
from damages import newer_format
from faults import Failing, OtherBoot, on_day
from store import (
    AdmitSubstitute,
    AdmitWalkIn,
    CheckIn,
    CheckOut,
    MarkAbsent,
    Outcome,
    Scan,
    Store,
    StoreError,
    Undo,
    WithdrawArrival,
)
from store.engine.data_file import read_data_file
from store.engine.file_engine import FileEngine
from store.engine.journal import Header, line, read_header
from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, TurnLock
from store.engine.platform import System
from store.engine.tables import FORMAT
from store.errors import AlreadyThere, Damaged, NewerFormat, NotAConference, NotSaved, ReadOnly, Wrong
from store.plan import Plan
from store.records import CategoryId, DelegateId, Method
from store.store import create_conference
from store.verbs import Verb
from stores import Moments, QuietSystem, documents, every_document, new_conference, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_conference(tmp_path)


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def walk_in(id: int = 900) -> AdmitWalkIn:
    return AdmitWalkIn(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name="Đỗ Thị Loan")


VERBS: list[Verb[Any]] = [
    scan(1),
    CheckIn(delegate=DelegateId(2), method=Method.NAME),
    Scan.of("https://example.org"),
    AdmitSubstitute(delegate=DelegateId(3), name="Lê Văn Sử"),
    walk_in(),
    MarkAbsent(delegate=DelegateId(4), excused=True, reason="Ốm"),
]


# -- memory and file --------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: type(verb).verb_name)
@pytest.mark.parametrize("alone", [True, False], ids=["folded", "from the journal"])
def test_what_a_verb_did_is_there_when_opened_again(path: Path, verb: Verb[Any], alone: bool) -> None:
    store = opened(path)
    store.run(verb)
    other = None if alone else opened(path, "Bàn B")
    store.close()
    again = opened(path, "Bàn C")
    assert every_document(again) == every_document(store)
    assert again.read_only is None
    again.close()
    if other:
        other.close()


def test_after_a_whole_day_the_file_is_what_memory_was(path: Path) -> None:
    store = opened(path)
    for verb in [*VERBS, CheckOut(delegate=DelegateId(1)), scan(1), WithdrawArrival(delegate=DelegateId(4)), Undo()]:
        store.run(verb)
    store.close()
    again = opened(path)
    assert every_document(again) == every_document(store)
    assert again.state.head_count() == store.state.head_count()
    again.close()


def test_two_processes_see_each_others_commits(path: Path) -> None:
    one, two = opened(path, "Bàn A"), opened(path, "Bàn B")
    one.run(scan(1))
    assert two.engine.changed()
    assert two.refresh()
    two.run(scan(2))
    assert one.run(scan(2)).outcome is Outcome.ALREADY_IN
    two.refresh()
    assert documents(one) == documents(two)
    assert not one.engine.changed()
    assert not one.refresh()
    one.close()
    two.close()


def test_everybody_knows_whose_turn_it_was_last(path: Path) -> None:
    one, two = opened(path, "Bàn A"), opened(path, "Bàn B")
    one.run(scan(1))
    holder = two.engine.turn_holder()
    assert holder is not None
    assert holder.desk == "Bàn A"
    one.close()
    two.close()


def test_listeners_are_told_of_every_change_and_whose_it_was(path: Path) -> None:
    one, two = opened(path, "Bàn A"), opened(path, "Bàn B")
    told: list[tuple[int, bool]] = []
    two.subscribe(lambda change: told.append((change.entry.seq, change.ours)))
    one.run(scan(1))
    two.run(scan(2))
    one.run(scan(3))
    two.refresh()
    assert told == [(1, False), (2, True), (3, False)]
    one.close()
    two.close()


def test_the_file_is_folded_only_by_somebody_alone(path: Path) -> None:
    before = path.read_bytes()
    one, two = opened(path, "Bàn A"), opened(path, "Bàn B")
    one.run(scan(1))
    one.close()
    assert path.read_bytes() == before
    two.close()
    assert path.read_bytes() != before


def test_opening_and_closing_without_a_change_leaves_the_file_alone(path: Path) -> None:
    before = path.read_bytes()
    opened(path).close()
    assert path.read_bytes() == before
    assert Layout.of(path).generations() == [1]


def test_the_journal_before_stays_until_the_next_fold(path: Path) -> None:
    for number, generations in ((1, [1, 2]), (2, [2, 3]), (3, [3, 4])):
        store = opened(path)
        store.run(scan(number))
        store.close()
        assert Layout.of(path).generations() == generations


def test_a_closed_file_is_plain_tinydb(path: Path) -> None:
    store = opened(path)
    for verb in VERBS:
        store.run(verb)
    store.close()
    assert path.read_bytes().isascii()
    with TinyDB(path) as plain:
        assert plain.tables() == {"meta", "conference", "delegates", "attendance", "sessions", "log"}
        assert len(plain.table("log")) == len(VERBS)
        assert len(plain.table("delegates")) == 9
        walked_in = plain.table("delegates").get(doc_id=900)
        assert isinstance(walked_in, dict)
        assert walked_in["name"] == "Đỗ Thị Loan"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_every_file_belongs_to_its_owner_alone(path: Path) -> None:
    store = opened(path)
    store.run(scan(1))
    store.close()
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()} == {
        file.name: "0o600" for file in path.parent.iterdir()
    }


def test_closing_twice_closes_nobody_elses_file(path: Path) -> None:
    store = opened(path)
    store.close()
    with path.open("rb") as somebody_elses:
        store.close()
        assert somebody_elses.read(1) == b"{"


def test_two_names_of_one_file_are_one_conference(path: Path) -> None:
    link = path.with_name("lien-ket.json")
    link.symlink_to(path)
    one, two = opened(path, "Bàn A"), opened(link, "Bàn B")
    one.run(scan(1))
    assert two.run(scan(1)).outcome is Outcome.ALREADY_IN
    one.close()
    two.close()


def test_nothing_is_written_over(path: Path) -> None:
    with pytest.raises(AlreadyThere):
        create_conference(path, builders_plan())
    path.unlink()
    with pytest.raises(AlreadyThere):
        create_conference(path, builders_plan())


def test_a_conference_can_be_made_where_another_was_deleted(path: Path) -> None:
    for number in (1, 2):
        store = opened(path)
        store.run(scan(number))
        store.close()
    for file in (path, *map(Layout.of(path).journal, Layout.of(path).generations())):
        file.unlink()
    create_conference(path, builders_plan(), system=QuietSystem())
    store = opened(path)
    assert store.read_only is None
    store.close()


def builders_plan() -> Plan:
    return Plan(conference=builders.conference(), agenda=())


# -- the same commit twice --------------------------------------------------------------------------


def test_the_same_commit_twice_answers_the_same_and_happens_once(path: Path) -> None:
    store = opened(path)
    first = store.run(scan(1), id=77)
    assert store.run(scan(1), id=77) == first
    other = opened(path, "Bàn B")
    assert other.run(scan(1), id=77) == first
    other.close()
    store.close()
    again = opened(path)
    assert again.run(scan(1), id=77) == first
    assert [entry.id for entry in again.log()] == [77]
    again.close()


# -- a sick disk ------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [True, False], ids=["first commit", "later commit"])
@pytest.mark.parametrize("half", [False, True], ids=["nothing written", "half written"])
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC], ids=["EIO", "ENOSPC"])
def test_a_failing_call_is_never_taken_for_saved(
    tmp_path: Path, error: int, for_good: bool, half: bool, first: bool
) -> None:
    """Whichever call fails: not saved, memory as before, nobody believes it, and the next commit works."""
    for at in range(40):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = new_conference(folder)
        system = Failing()
        store, witness = opened(path, "Bàn A", system=system), opened(path, "Bàn B")
        if not first:
            store.run(scan(7))
            witness.refresh()
        before, state = every_document(store), store.state
        system.arm(at, error, for_good=for_good, half=half)
        saved, calls = _is_saved(store, error), list(system.calls)
        system.heal()
        if saved:
            _all_agree(path, store, witness)
            if len(calls) <= at:
                return
            # Saying who holds the turn is the only thing that may fail without harm.
            assert (at, calls[at]) in ((0, "read_at"), (1, "write_at"))
            continue
        assert every_document(store) == before
        assert store.state == state
        fresh = opened(path, "Bàn C")
        witness.refresh()
        for other in (witness, fresh):
            assert every_document(other) == before
        assert witness.run(scan(2)).outcome is Outcome.ADMITTED
        assert store.run(scan(1), id=77).outcome is Outcome.ADMITTED
        fresh.close()
        _all_agree(path, store, witness)
    pytest.fail("a commit makes fewer calls than this")


def _is_saved(store: Store, error: int) -> bool:
    try:
        return store.run(scan(1), id=77).outcome is Outcome.ADMITTED
    except NotSaved as refusal:
        if refusal.error.errno != error:
            raise
        return False


def _all_agree(path: Path, store: Store, witness: Store) -> None:
    store.refresh()
    witness.refresh()
    assert every_document(store) == every_document(witness)
    store.close()
    witness.close()
    again = opened(path, "Bàn D")
    assert again.read_only is None
    assert every_document(again) == every_document(store)
    seqs = [entry.seq for entry in again.log()]
    assert seqs == list(range(1, len(seqs) + 1))
    again.close()


def test_tinydb_cannot_write_past_us(path: Path) -> None:
    store = opened(path)
    with pytest.raises(TypeError):
        TinyDB(storage=lambda: store.engine.tables).table("attendance").insert({"delegate": 1})
    store.close()


def test_news_read_before_an_error_is_not_forgotten(path: Path) -> None:
    system = Failing()
    store, other = opened(path, "Bàn A", system=system), opened(path, "Bàn B")
    for at in range(30):
        before = len(store.state.recent)
        other.run(Scan.of("khách"))
        system.arm(at, errno.EIO)
        try:
            store.run(Scan.of("lạ"))
        except NotSaved:
            system.heal()
            store.run(Scan.of("lạ"))
        assert len(store.state.recent) == before + 2
        assert store.state.seq == store.engine.seq
    store.close()
    other.close()
    again = opened(path)
    assert again.read_only is None
    again.close()


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_a_fold_that_fails_anywhere_loses_nothing(tmp_path: Path, for_good: bool) -> None:
    for at in range(60):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = new_conference(folder)
        system = Failing()
        store = opened(path, system=system)
        store.run(scan(1))
        system.arm(at, errno.ENOSPC, for_good=for_good)
        store.close()
        calls = len(system.calls)
        system.heal()
        again = opened(path, system=system)
        assert again.read_only is None
        assert every_document(again) == every_document(store)
        assert again.run(scan(2)).outcome is Outcome.ADMITTED
        again.close()
        last = opened(path)
        assert every_document(last) == every_document(again)
        last.close()
        if calls <= at:
            return
    pytest.fail("a fold makes fewer calls than this")


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_opening_on_a_sick_disk_works_or_says_so(tmp_path: Path, for_good: bool) -> None:
    for at in range(60):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = new_conference(folder)
        one = opened(path, "Bàn A")
        one.run(scan(1))
        _die(one)
        system = Failing()
        system.arm(at, errno.EIO, for_good=for_good)
        try:
            store = opened(path, "Bàn B", system=system)
        except StoreError:
            system.heal()
            store = opened(path, "Bàn B", system=system)
        calls = len(system.calls)
        system.heal()
        assert store.read_only is None
        assert store.run(scan(2)).outcome is Outcome.ADMITTED
        assert DelegateId(1) in store.state.attendance
        store.close()
        again = opened(path)
        assert again.read_only is None
        assert every_document(again) == every_document(store)
        again.close()
        if calls <= at:
            return
    pytest.fail("opening makes fewer calls than this")


def _die(store: Store) -> None:
    """The process is gone: its locks are free and nothing more is written."""
    store.engine.let_go()


# -- files that are not as they were left -----------------------------------------------------------


def _used(path: Path, *, closed: bool) -> Path:
    """A conference folded once, with one commit in its journal or with an empty one."""
    store = opened(path)
    store.run(scan(1))
    store.close()
    store = opened(path, "Bàn B")
    store.run(scan(2))
    if closed:
        store.close()
    else:
        _die(store)
    return path


def _journal(path: Path) -> Path:
    return Layout.of(path).journal(Layout.of(path).generations()[-1])


def _missing(path: Path) -> None:
    _journal(path).unlink()


def _foreign(path: Path) -> None:
    _journal(path).write_bytes(line(Header(format=FORMAT, conference=99, generation=2, seq=1, data="00")))


def _of_another_generation(path: Path) -> None:
    found = read_header(_journal(path).read_bytes())
    assert found is not None
    header = Header(format=1, conference=1, generation=9, seq=found[0].seq, data=found[0].data)
    _journal(path).write_bytes(line(header))


def _emptied(path: Path) -> None:
    _journal(path).write_bytes(b"")


def _flipped(path: Path) -> None:
    content = bytearray(_journal(path).read_bytes())
    content[-30] ^= 1
    _journal(path).write_bytes(content)


def _shortened(path: Path) -> None:
    _journal(path).write_bytes(_journal(path).read_bytes()[:-5])


def _newer_journal(path: Path) -> None:
    found = read_header(_journal(path).read_bytes())
    assert found is not None
    header = Header(
        format=FORMAT + 1, conference=1, generation=found[0].generation, seq=found[0].seq, data=found[0].data
    )
    _journal(path).write_bytes(line(header))


def _edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"to-truong", b"TO-TRUONG", 1))


def _with_a_field_unknown(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"checksum"', b'"checksun"', 1))


def _rewritten(path: Path) -> None:
    """As another copy of the program would have written it: whole in itself, but not what the journal builds on."""
    data = read_data_file(Layout.of(path), System())
    data.tables.read()["delegates"]["1"]["name"] = "Ngô Văn Khác"
    path.write_bytes(data.to_json())


READ_ONLY: list[tuple[Callable[[Path], None], Wrong | type[NewerFormat]]] = [
    (_missing, Wrong.JOURNAL_MISSING),
    (_foreign, Wrong.JOURNAL_FOREIGN),
    (_of_another_generation, Wrong.JOURNAL_FOREIGN),
    (_emptied, Wrong.JOURNAL_FOREIGN),
    (_flipped, Wrong.JOURNAL),
    (_shortened, Wrong.JOURNAL),
    (_newer_journal, NewerFormat),
    (_edited, Wrong.DATA_CHANGED),
    (_with_a_field_unknown, Wrong.DATA_CHANGED),
    (_rewritten, Wrong.DATA_CHANGED),
    (newer_format, NewerFormat),
]


@pytest.mark.parametrize(("change", "why"), READ_ONLY, ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_conference_whose_files_were_changed_can_be_looked_at_only(
    path: Path, change: Callable[[Path], None], why: Wrong | type[NewerFormat]
) -> None:
    change(_used(path, closed=False))
    left = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.suffix not in (".lock", ".open")}
    store = opened(path, "Bàn C")
    assert store.read_only is not None
    trouble = store.read_only.why
    assert (trouble.wrong if isinstance(trouble, Damaged) else type(trouble)) == why
    assert store.state.head_count().present >= 1
    with pytest.raises(ReadOnly):
        store.run(scan(3))
    assert not store.refresh()
    store.back_up_if_due()
    store.close()
    assert left == {
        file.name: file.read_bytes() for file in path.parent.iterdir() if file.suffix not in (".lock", ".open")
    }


def test_lines_that_were_acknowledged_and_are_gone_are_damage(path: Path) -> None:
    """Cut off at the end of a line, so that nothing but the mark tells."""
    store = opened(path)
    store.run(scan(1))
    kept = _journal(path).read_bytes()
    store.run(scan(2))
    _die(store)
    _journal(path).write_bytes(kept)
    again = opened(path, "Bàn B")
    assert again.read_only is not None
    assert isinstance(again.read_only.why, Damaged)
    assert again.read_only.why.wrong is Wrong.JOURNAL
    again.close()


def test_damage_that_appears_while_open_makes_it_read_only(path: Path) -> None:
    store, other = opened(path, "Bàn A"), opened(path, "Bàn B")
    store.run(scan(1))
    _flipped(path)
    with pytest.raises(ReadOnly):
        other.refresh()
    with pytest.raises(ReadOnly):
        other.run(scan(2))
    assert not other.refresh()
    other.close()
    store.close()


def test_what_stands_before_the_damage_is_shown(path: Path) -> None:
    store = opened(path)
    store.run(scan(1))
    store.run(scan(2))
    _flipped(path)
    _die(store)
    again = opened(path, "Bàn B")
    assert again.read_only is not None
    assert set(again.state.attendance) == {1}
    again.close()


@pytest.mark.parametrize("with_lock", [True, False], ids=["mark kept", "mark lost"])
def test_an_older_data_file_put_back_is_noticed(path: Path, with_lock: bool) -> None:
    store = opened(path)
    store.run(scan(1))
    store.close()
    old = path.read_bytes()
    store = opened(path, "Bàn B")
    store.run(scan(2))
    store.close()
    opened(path, "Bàn C").run(scan(3))
    path.write_bytes(old)
    if not with_lock:
        Layout.of(path).turn.write_bytes(b"")
    store = opened(path, "Bàn D")
    assert store.read_only is not None
    assert isinstance(store.read_only.why, Damaged)
    assert store.read_only.why.wrong is Wrong.DATA_STALE
    store.close()


def test_a_whole_older_copy_put_back_is_noticed(path: Path) -> None:
    """Data file and journals of another hour: everything fits, but the mark knows of more."""
    store = opened(path)
    store.run(scan(1))
    store.close()
    copy = {file: file.read_bytes() for file in path.parent.iterdir() if file != Layout.of(path).turn}
    store = opened(path, "Bàn B")
    store.run(scan(2))
    store.close()
    for file in path.parent.iterdir():
        if file in copy:
            file.write_bytes(copy[file])
        elif file != Layout.of(path).turn:
            file.unlink()
    store = opened(path, "Bàn C")
    assert store.read_only is not None
    assert isinstance(store.read_only.why, Damaged)
    assert store.read_only.why.wrong is Wrong.DATA_STALE
    assert set(store.state.attendance) == {1}
    store.close()


GARBAGE = [
    b"",
    b"\0" * 4096,
    b"\xff\xfe",
    b"[]",
    b"{}",
    b'{"meta": 1}',
    b'{"meta":{"1":[]}}',
    b'{"_default":{}}',
    b"[" * 99_999,
]


@pytest.mark.parametrize("content", GARBAGE, ids=lambda content: repr(content[:12]))
def test_a_file_that_is_no_conference_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(NotAConference):
        opened(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", GARBAGE, ids=lambda content: repr(content[:12]))
def test_a_data_file_that_cannot_be_read_any_more_is_damage(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged) as caught:
        opened(path)
    assert caught.value.wrong is Wrong.DATA_UNREADABLE


@pytest.mark.parametrize("broken", ['"conference":{}', '"conference":{"1":{}}', '"conference":{"x":{"id":"a"}}'])
def test_documents_that_are_no_records_are_damage(path: Path, broken: str) -> None:
    content = json.loads(path.read_text("ascii")) | json.loads(f"{{{broken}}}")
    path.write_text(json.dumps(content), "ascii")
    with pytest.raises(Damaged):
        opened(path)


def test_a_conference_that_cannot_be_made_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        new_conference(tmp_path / "khong-co")


@pytest.mark.parametrize("kind", ["missing", "folder", "in a missing folder"])
def test_a_path_without_a_file_is_a_typed_error(tmp_path: Path, kind: str) -> None:
    path = {"missing": tmp_path / "a.json", "folder": tmp_path, "in a missing folder": tmp_path / "b" / "a.json"}[kind]
    with pytest.raises(StoreError):
        opened(path)


# -- after a crash ----------------------------------------------------------------------------------


def test_a_line_nobody_was_told_of_is_not_believed_until_the_machine_restarts(path: Path) -> None:
    """A writer killed between write and sync: the line may be only in memory. After a restart it is what is on disk."""
    store = opened(path)
    store.run(scan(1))
    assert isinstance(store.engine, FileEngine)
    mark = store.engine._turn.mark()
    assert mark is not None
    store.run(scan(2))
    lock = TurnLock(Layout.of(path).turn, Holder(pid=1, desk=""), System())
    lock.set_mark(Mark(generation=1, length=mark.length, seq=1, settled=False))
    lock.close()
    _die(store)
    copies = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    same_boot = opened(path, "Bàn B")
    assert set(same_boot.state.attendance) == {1}
    assert [fault.offset for fault in same_boot.dropped] == [mark.length]
    same_boot.close()
    for file in path.parent.iterdir():
        file.unlink()
    for name, content in copies.items():
        (path.parent / name).write_bytes(content)
    other_boot = opened(path, "Bàn B", system=OtherBoot())
    assert set(other_boot.state.attendance) == {1, 2}
    other_boot.close()


def test_a_torn_end_is_left_out_and_said(path: Path) -> None:
    store = opened(path)
    store.run(scan(1))
    _die(store)
    with Layout.of(path).journal(1).open("ab") as journal:
        journal.write(b"12345678 000000ff {")
    again = opened(path, "Bàn B")
    assert again.read_only is None
    assert [fault.bytes for fault in again.dropped] == [19]
    assert b"12345678 000000ff {" in Layout.of(path).journal(1).read_bytes()
    assert again.run(scan(2)).outcome is Outcome.ADMITTED
    again.close()


# -- before-images ----------------------------------------------------------------------------------


def test_before_images_leave_the_file_after_200_actions(path: Path) -> None:
    store = opened(path)
    for _ in range(102):
        store.run(scan(1))
        store.run(CheckOut(delegate=DelegateId(1)))
    store.close()
    again = opened(path)
    images = [entry.seq for entry in again.log() if entry.images]
    assert images == list(range(5, 205))
    for entry in again.log():
        assert entry.images or all(touched.before is None for touched in entry.touched)
    assert any(touched.before for entry in again.log() for touched in entry.touched)
    again.close()


@pytest.mark.parametrize(("age", "kept"), [(timedelta(hours=23), True), (timedelta(hours=25), False)])
def test_before_images_leave_the_file_after_24_hours_even_without_a_commit(
    path: Path, age: timedelta, kept: bool
) -> None:
    system = QuietSystem()
    store = opened(path, clock=Moments("12:00:00"), system=system)
    store.run(scan(1))
    store.run(CheckOut(delegate=DelegateId(1)))
    store.close()
    with on_day(system, QuietSystem.day + age):
        opened(path, "Bàn B", system=system).close()
    again = opened(path, "Bàn C")
    assert [entry.images for entry in again.log()] == [kept, kept]
    assert any(touched.before for entry in again.log() for touched in entry.touched) is kept
    again.close()


def test_a_number_is_never_given_twice(path: Path) -> None:
    store = opened(path)
    store.run(walk_in(900))
    store.run(Undo())
    store.close()
    for folded in range(2):
        store = opened(path, f"Bàn {folded}")
        assert store.state.next_number == 10
        store.close()
