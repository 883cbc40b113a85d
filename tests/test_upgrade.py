"""Files of an older format: everything in them is there, they are brought up to date by whoever works with them alone,
and the old state is kept."""

from __future__ import annotations

import errno
import json
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

import builders
from command import answer, ok, toadam
from disks import files_in
from faults import Failing
from older import ACTIONS, ACTIONS_OF_FORMAT_2, left_by_format_1, left_by_format_2, somebody_here
from store import Fate, NoteProposal, Outcome, Scan, Store, open_store
from store.engine import backups
from store.engine.backups import backups_in, is_of_format
from store.engine.data_file import read_data_file
from store.engine.examination import backups_of, examine, read_backup
from store.engine.journal import Continues, Header, line, read_header
from store.engine.layout import Layout
from store.engine.locks import Holder, Mark, TurnLock
from store.engine.platform import System
from store.engine.repair import repair, restore_backup
from store.engine.tables import FORMAT
from store.engine.upgrade import STEPS, each_document, upgraded
from store.errors import Damaged, NewerFormat, OlderFormat, ReadOnly, StoreError
from store.records import DelegateId, Document, Status
from stores import Moments, QuietSystem, every_document, opened
from tui.refusals import sentence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return left_by_format_1("unfolded", tmp_path)


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def format_of(path: Path) -> int:
    written: int = json.loads(path.read_bytes())["meta"]["1"]["toadam"]
    return written


def old_backups(path: Path) -> list[Path]:
    return [folder for folder, _made in backups_in(Layout.of(path).backups) if is_of_format(folder.name)]


def unlocked(files: dict[Path, bytes]) -> dict[Path, bytes]:
    return {path: content for path, content in files.items() if path.suffix not in (".lock", ".open")}


def standing(store: Store) -> dict[int, Status]:
    return {number: record.status for number, record in store.state.attendance.items()}


WHO = {
    "closed": {1: Status.PRESENT, 2: Status.LEFT, 900: Status.PRESENT},
    "unfolded": {
        **dict.fromkeys((1, 2, 3, 5, 900), Status.PRESENT),
        4: Status.EXCUSED,
    },
}
"""Who had come, written down by hand when the files were made."""


@pytest.mark.parametrize("name", ["closed", "unfolded"])
def test_a_conference_of_format_1_opens_with_everything_there(name: str, tmp_path: Path) -> None:
    path = left_by_format_1(name, tmp_path)
    store = opened(path)
    assert store.read_only is None
    assert standing(store) == WHO[name]
    assert [entry.seq for entry in store.log()] == list(range(1, ACTIONS[name] + 1))
    assert len(store.state.delegates) == 7
    assert store.state.delegates[DelegateId(900)].name == "Đỗ Thị Loan"
    assert store.run(scan(6)).outcome is Outcome.ADMITTED
    store.close()
    again = opened(path)
    assert format_of(path) == FORMAT
    assert every_document(again) == every_document(store)
    again.close()


def test_a_conference_of_format_2_opens_with_everything_there_and_takes_proposals(tmp_path: Path) -> None:
    path = left_by_format_2(tmp_path)
    with closing(opened(path)) as store:
        assert store.read_only is None
        assert standing(store) == {1: Status.PRESENT, 2: Status.PRESENT}
        assert store.state.speeches[11].fate is Fate.DELIVERED
        assert store.state.hall.message is not None
        assert [entry.seq for entry in store.log()] == list(range(1, ACTIONS_OF_FORMAT_2 + 1))
        store.run(NoteProposal(id=1, text="Hiến đất", noted=store.now(), item=1, speech=11))
    assert format_of(path) == FORMAT
    (kept,) = old_backups(path)
    assert read_backup(kept, Layout.of(path), System()).format == 2
    with closing(opened(path)) as again:
        assert [one.text for one in again.state.proposals.values()] == ["Hiến đất"]


def test_a_program_that_knows_no_proposals_does_not_touch_a_file_that_may_hold_them(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(path).close()
    before = unlocked(files_in(path.parent))
    for room in ("data_file", "publishing", "journals", "file_engine"):
        monkeypatch.setattr(f"store.engine.{room}.FORMAT", 2)
    with closing(opened(path)) as store:
        assert store.read_only is not None
        assert isinstance(store.read_only.why, NewerFormat)
        with pytest.raises(ReadOnly):
            store.run(scan(6))
    assert unlocked(files_in(path.parent)) == before


def test_nothing_of_what_only_the_journals_knew_is_lost(path: Path) -> None:
    store = opened(path)
    attendance = store.state.attendance
    assert attendance[DelegateId(4)].reason == "Ốm"
    substitute = attendance[DelegateId(5)].substitute
    assert substitute is not None
    assert substitute.name == "Lê Văn Sử"
    assert attendance[DelegateId(2)].reentered is not None
    store.close()


def test_the_last_state_of_the_old_format_is_kept_whole(path: Path) -> None:
    with closing(opened(path, fold=False)) as looking:
        before = looking.engine.tables.read()
    opened(path).close()
    (kept,) = old_backups(path)
    content = read_backup(kept, Layout.of(path), System())
    assert (content.format, content.seq) == (1, 8)
    assert upgraded(content).tables.read() == before


def test_what_is_kept_of_the_old_format_is_never_thinned_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Moments()
    store = opened(path, clock=clock)
    kept = old_backups(path)
    monkeypatch.setattr(backups, "KEEP_BYTES", 1)
    for hours in (1, 30, 10_000):
        store.run(Scan.of("khách lạ"))
        store.backups.make(store.now())
        clock.move(hours * 3600)
    store.close()
    assert len(kept) == 1
    assert old_backups(path) == kept
    assert len(backups_in(Layout.of(path).backups)) == 2


def test_a_conference_is_brought_up_to_date_once(path: Path) -> None:
    opened(path).close()
    data = path.read_bytes()
    opened(path).close()
    assert path.read_bytes() == data
    assert len(old_backups(path)) == 1


# -- steps that change documents ----------------------------------------------------------------------


def louder(document: Document) -> Document:
    return document | {"desk": document["desk"].upper()}


def test_a_step_changes_every_document_and_what_they_were_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STEPS, 1, each_document({"attendance": louder}))
    store = opened(path)
    assert {record.desk for record in store.state.attendance.values() if record.desk} == {"BÀN A", "BÀN B"}
    images = [touched.before for entry in store.log() for touched in entry.touched if touched.table == "attendance"]
    assert {before["desk"] for before in images if before} == {"BÀN A"}
    assert "title" in store.engine.tables.documents("delegates")[0]
    store.close()


def test_a_step_leaves_what_it_was_given_as_it_was(path: Path) -> None:
    data = read_data_file(Layout.of(path), System())
    before = msgspec.json.encode(data.tables.read())
    rows = each_document({"attendance": louder, "delegates": lambda document: document | {"note": "x"}})(
        data.tables.read()
    )
    assert {document["note"] for document in rows["delegates"].values()} == {"x"}
    assert msgspec.json.encode(data.tables.read()) == before


def test_a_step_that_makes_what_nobody_can_read_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STEPS, 1, each_document({"attendance": lambda document: document | {"status": 7}}))
    before = unlocked(files_in(path.parent))
    with pytest.raises(Damaged):
        opened(path)
    assert unlocked(files_in(path.parent)) == before


def test_every_older_format_has_a_step() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT))


# -- looking ------------------------------------------------------------------------------------------


def test_who_only_looks_changes_nothing(path: Path) -> None:
    before = unlocked(files_in(path.parent))
    store = opened(path, fold=False)
    assert standing(store) == WHO["unfolded"]
    assert isinstance(store.read_only, ReadOnly)
    assert isinstance(store.read_only.why, OlderFormat)
    with pytest.raises(ReadOnly):
        store.run(scan(6))
    store.back_up_if_due()
    assert not store.refresh()
    store.close()
    assert unlocked(files_in(path.parent)) == before


def test_commands_that_read_leave_an_older_file_to_the_older_program(path: Path) -> None:
    before = unlocked(files_in(path.parent))
    assert answer(path.parent, "-f", path, "status")["attendance"]["present"] == 4
    assert len(answer(path.parent, "-f", path, "codes")) == 7
    assert "phiên bản cũ" in ok(path.parent, "-f", path, "verify")
    ok(path.parent, "-f", path, "export", "attendance", "-o", path.parent / "a.csv")
    (path.parent / "a.csv").unlink()
    assert unlocked(files_in(path.parent)) == before


def test_commands_that_write_bring_it_up_to_date(path: Path) -> None:
    assert ok(path.parent, "-f", path, "checkin", builders.code(6)).startswith("admitted")
    assert format_of(path) == FORMAT
    assert answer(path.parent, "-f", path, "status")["attendance"]["present"] == 5
    assert len(old_backups(path)) == 1


# -- not alone ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("desk", ["Bàn cửa Đông", ""])
def test_beside_somebody_else_it_is_read_only_and_says_who_has_to_close(path: Path, desk: str) -> None:
    before = unlocked(files_in(path.parent))
    other = somebody_here(path, desk)
    store = opened(path, "Bàn C")
    assert standing(store) == WHO["unfolded"]
    assert store.read_only is not None
    assert desk in sentence(store.read_only)
    assert "đóng" in sentence(store.read_only)
    other.close()
    store.close()
    assert unlocked(files_in(path.parent)) == before
    again = opened(path, "Bàn C")
    assert again.read_only is None
    again.close()


def test_a_command_beside_somebody_else_says_who_has_to_close(path: Path) -> None:
    with closing(somebody_here(path, "Bàn cửa Đông")):
        refused = toadam(path.parent, "-f", path, "checkin", builders.code(6))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "Bàn cửa Đông" in refused.stderr


# -- verify, repair, restore --------------------------------------------------------------------------


def test_a_sound_file_of_an_older_format_is_sound(path: Path) -> None:
    found = examine(path)
    assert (found.faults, found.seq) == ((), 8)
    assert isinstance(found.remark, OlderFormat)
    opened(path).close()
    assert examine(path).remark is None


def test_what_is_repaired_of_an_older_format_stays_so_until_it_is_opened(path: Path) -> None:
    journal = Layout.of(path).journal(3)
    content = bytearray(journal.read_bytes())
    content[-30] ^= 1
    journal.write_bytes(content)
    assert repair(path, QuietSystem()).lost == (8,)
    assert format_of(path) == 1
    store = opened(path)
    assert store.read_only is None
    assert standing(store) == WHO["unfolded"] | {2: Status.LEFT}
    assert format_of(path) == FORMAT
    assert len(old_backups(path)) == 1
    store.close()


def test_a_backup_of_an_older_format_comes_back_and_is_brought_up_to_date(path: Path) -> None:
    store = opened(path)
    before = every_document(store)
    store.run(scan(6))
    store.close()
    (backup,) = backups_of(path)
    assert (backup.seq, backup.trouble) == (8, None)
    restore_backup(path, backup.path)
    assert format_of(path) == 1
    again = opened(path)
    assert every_document(again) == before
    assert format_of(path) == FORMAT
    again.close()


# -- a sick disk --------------------------------------------------------------------------------------


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_an_upgrade_that_fails_anywhere_loses_nothing(tmp_path: Path, for_good: bool) -> None:
    for at in range(120):
        path = left_by_format_1("unfolded", tmp_path / str(at))
        system = Failing()
        system.arm(at, errno.ENOSPC, for_good=for_good)
        try:
            store = opened(path, system=system)
        except StoreError:
            system.heal()
            store = opened(path, system=system)
        calls = len(system.calls)
        system.heal()
        assert standing(store) == WHO["unfolded"]
        if store.read_only:
            assert isinstance(store.read_only.why, OlderFormat)
            assert "đầy" in sentence(store.read_only)
        store.close()
        again = opened(path)
        assert again.read_only is None
        assert standing(again) == WHO["unfolded"]
        assert again.run(scan(6)).outcome is Outcome.ADMITTED
        again.close()
        assert len(old_backups(path)) == 1
        if calls <= at:
            return
    pytest.fail("an upgrade makes fewer calls than this")


# -- a newer format -----------------------------------------------------------------------------------


def newer(path: Path, **changes: object) -> None:
    """The data file as some later version may write it."""
    content = json.loads(path.read_bytes())
    content["meta"]["1"] |= {"toadam": FORMAT + 1, "checksum": ""}
    path.write_text(json.dumps(content | changes), encoding="ascii")


@pytest.mark.parametrize(
    "changes",
    [
        {"attendance": {"1": {"who": 1}}},
        {"conference": {}},
        {"meta": {"1": {"toadam": FORMAT + 1, "reading": "otherwise"}}},
    ],
)
def test_what_only_a_newer_program_understands_is_not_called_damaged(path: Path, changes: dict[str, object]) -> None:
    newer(path, **changes)
    before = unlocked(files_in(path.parent))
    with pytest.raises(NewerFormat):
        open_store(path, desk="Bàn A")
    (fault,) = examine(path).faults
    assert isinstance(fault, NewerFormat)
    refused = toadam(path.parent, "-f", path, "status")
    assert "mới hơn" in refused.stderr
    assert unlocked(files_in(path.parent)) == before


def journal_of_a_newer_program(path: Path, *, seq: int) -> None:
    """Another window, of a newer version, gave up our journal and went on in one of its own."""
    layout = Layout.of(path)
    generation = layout.generations()[-1]
    length = layout.journal(generation).stat().st_size
    found = read_header(layout.journal(generation).read_bytes())
    assert found is not None
    header = Header(
        format=FORMAT + 1,
        conference=found[0].conference,
        generation=generation + 1,
        seq=seq,
        continues=Continues(generation=generation, length=length),
    )
    layout.journal(generation + 1).write_bytes(line(header))
    turn = TurnLock(layout.turn, Holder(pid=1, desk=""), System())
    turn.set_mark(Mark(generation=generation + 1, length=len(line(header)), seq=seq))
    turn.close()


def test_a_newer_journal_that_appears_while_open_makes_it_read_only(path: Path) -> None:
    store = opened(path)
    store.run(scan(6))
    journal_of_a_newer_program(path, seq=store.state.seq)
    before = unlocked(files_in(path.parent))
    with pytest.raises(ReadOnly) as caught:
        store.refresh()
    assert "mới hơn" in sentence(caught.value)
    with pytest.raises(ReadOnly):
        store.run(scan(7))
    assert DelegateId(6) in store.state.attendance
    store.close()
    assert unlocked(files_in(path.parent)) == before


def test_a_newer_journal_is_not_repaired_away(path: Path) -> None:
    with closing(opened(path)) as store:
        journal_of_a_newer_program(path, seq=store.state.seq)
    before = unlocked(files_in(path.parent))
    (fault,) = examine(path).faults
    assert isinstance(fault, NewerFormat)
    with pytest.raises(NewerFormat):
        repair(path)
    assert unlocked(files_in(path.parent)) == before


def test_a_backup_of_a_newer_program_is_named_and_left(path: Path) -> None:
    with closing(opened(path)) as store:
        made = store.backups.make(store.now())
    newer(made / path.name)
    assert f"{made.name}: " in ok(path.parent, "-f", path, "verify")
    refused = toadam(path.parent, "-f", path, "restore", made.name)
    assert refused.returncode == 1
    assert "mới hơn" in refused.stderr
