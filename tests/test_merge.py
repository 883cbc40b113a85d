"""Two files that grew apart are brought together: nobody is lost, nothing is done twice, the other is only read."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import builders
from disks import files_in
from laptops import PEOPLE, Laptop, a_morning, after_a_morning, corrected, two_laptops, walk_in
from people import found_in, scan
from store import (
    AdmitSubstitute,
    Decide,
    MintBlanks,
    NoteProposal,
    RecordBadges,
    Undo,
    to_be_made,
)
from store.care import Request, Way, erase_person, examine, merge_conference, purge
from store.errors import AnotherConference, Damaged, InUse, NoConference, NotAConference, Purged
from store.proposal_records import Submitter
from store.records import CAME, Conflict, DelegateId, Status
from stores import Moments, QuietSystem, documents, new_conference, opened

pytestmark = pytest.mark.usefixtures("temporary_folder")


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Laptop, Laptop]:
    """The same conference on two laptops."""
    return two_laptops(tmp_path)


@pytest.fixture
def morning(tmp_path: Path) -> tuple[Laptop, Laptop]:
    """After a morning at either door."""
    return after_a_morning(tmp_path)


def test_everybody_either_door_let_in_is_in_since_the_earlier_time(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    merged = first.merge(second)
    assert merged.way is Way.BROUGHT
    assert {id for id, one in first.state.attendance.items() if one.status in CAME} == {*range(1, 32), 901, 902}
    assert first.arrived(1) == ("07:11", "Cửa A")
    assert first.arrived(15) == ("07:15", "Cửa B")
    assert first.arrived(31) == ("07:37", "Cửa B")
    assert first.state.attendance[DelegateId(2)].status is Status.LEFT
    assert sorted((meeting.delegate, meeting.here.desk, meeting.there.desk) for meeting in merged.meetings) == [
        (1, "Cửa A", "Cửa B"),
        (15, "Cửa A", "Cửa B"),
    ]
    missing = {id for id, one in first.state.attendance.items() if one.status is Status.UNEXCUSED}
    assert missing == set(range(32, PEOPLE + 1))


@pytest.mark.parametrize("later", [0, 1], ids=["here", "there"])
def test_of_two_with_one_number_the_later_gets_the_next_and_another_badge(
    laptops: tuple[Laptop, Laptop], later: int
) -> None:
    first, second = laptops
    laptops[later].do(("07:10", walk_in(901, "Lý Thị Hằng")))
    with closing(opened(laptops[later].path)) as store:
        store.run(RecordBadges.of([store.state.delegates[DelegateId(901)]], store.state.conference))
    laptops[1 - later].do(("07:05", walk_in(902, "Ngô Văn Đạt")))
    merged = first.merge(second)
    numbers = {id: first.state.delegates[DelegateId(id)].number for id in (901, 902)}
    assert numbers == {901: PEOPLE + 2, 902: PEOPLE + 1}
    assert [(one.key, one.old, one.new) for one in merged.renumbered] == [(901, PEOPLE + 1, PEOPLE + 2)]
    assert {901, 902} <= {one.id for one in to_be_made(first.state)}


def test_what_both_changed_stays_as_it_is_here_until_somebody_decides(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    merged = first.merge(second)
    [conflict] = merged.conflicts
    assert (conflict.subject, conflict.place) == ("delegates", 3)
    assert first.state.delegates[DelegateId(3)].name == "Trần Văn Một"
    assert conflict.theirs is not None
    assert conflict.theirs["name"] == "Trần Văn Hai"
    both = first.state.delegates[DelegateId(4)]
    assert (both.unit, both.phone) == ("Phường Tam Sơn", "0912345678")
    with closing(opened(first.path)) as store:
        store.run(Decide(conflict=conflict.id, theirs=True))
        assert store.state.delegates[DelegateId(3)].name == "Trần Văn Hai"
        store.run(Undo())
        assert store.state.delegates[DelegateId(3)].name == "Trần Văn Một"
        assert list(store.state.conflicts) == [conflict.id]
        store.run(Decide(conflict=conflict.id, theirs=False))
    assert first.state.delegates[DelegateId(3)].name == "Trần Văn Một"
    assert not first.state.conflicts


def test_brought_together_both_ways_they_say_the_same_but_for_what_is_to_be_decided(
    morning: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    first, second = morning
    shutil.copytree(first.path.parent, tmp_path / "as it was")
    first.merge(second)
    second.merge(Laptop(tmp_path / "as it was" / first.path.name, first.clock))
    one, other = first.documents, second.documents
    for said in (one, other):
        assert len(said.pop(Conflict.table)) == 1
        said["delegates"].pop("3")
    assert one == other


def test_bringing_in_the_same_again_changes_nothing(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    first.merge(second)
    before = files_in(first.path.parent)
    assert first.merge(second).way is Way.KNOWN
    assert files_in(first.path.parent).keys() == before.keys()
    assert first.path.read_bytes() == before[first.path]
    ids = [entry.id for entry in log_of(first)]
    assert len(ids) == len(set(ids))
    assert {entry.id for entry in log_of(second)} <= {*ids}


def log_of(laptop: Laptop) -> list[Any]:
    with closing(opened(laptop.path, fold=False)) as store:
        return store.log()


def test_a_file_that_knows_all_of_ours_is_taken_as_it_is(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    first.merge(second)
    merged = second.merge(first)
    assert merged.way is Way.FOLLOWED
    assert second.documents == first.documents
    assert [entry.id for entry in log_of(second)] == [entry.id for entry in log_of(first)]
    assert second.merge(first).way is Way.KNOWN


def test_a_third_laptop_comes_in_after_the_second(laptops: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    first, second = laptops
    shutil.copytree(first.path.parent, tmp_path / "C")
    third = Laptop(tmp_path / "C" / first.path.name, Moments("07:00:00", boot="C"))
    a_morning(first, second)
    third.do(("07:09", scan(1)), ("07:50", scan(33)), ("07:51", walk_in(903, "Tạ Thị Loan")))
    first.merge(second)
    first.merge(third)
    assert first.arrived(1) == ("07:09", "Cửa C")
    assert first.arrived(33) == ("07:50", "Cửa C")
    numbers = sorted(first.state.delegates[DelegateId(id)].number for id in (901, 902, 903))
    assert numbers == [PEOPLE + 1, PEOPLE + 2, PEOPLE + 3]


def test_whoever_goes_on_afterwards_undoes_their_own_and_the_file_is_sound(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    first.merge(second)
    with closing(opened(first.path, "Cửa A", clock=first.clock)) as store:
        before = documents(store)
        store.run(scan(40))
        store.run(walk_in(950, "Đỗ Thị Ánh"))
        assert store.state.delegates[DelegateId(950)].number == PEOPLE + 3
        store.run(Undo())
        store.run(Undo())
        assert documents(store) == before
    found = examine(first.path, QuietSystem())
    assert (found.faults, found.torn) == ((), ())


def test_a_number_that_was_taken_back_there_is_given_to_nobody_here(laptops: tuple[Laptop, Laptop]) -> None:
    first, second = laptops
    second.do(("07:05", walk_in(902, "Ngô Văn Đạt")), ("07:06", Undo()))
    first.do(("07:10", scan(1)))
    assert first.merge(second).way is Way.BROUGHT
    first.do(("07:20", walk_in(901, "Lý Thị Hằng")))
    assert first.state.delegates[DelegateId(901)].number == PEOPLE + 2


def test_the_other_file_is_only_read(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    folder = second.path.parent
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir() if path.is_file()}
    first.merge(second)
    after = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir() if path.is_file()}
    assert after == before


def test_another_conference_is_refused(laptops: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    stranger = new_conference(tmp_path, 3, id=2)
    with pytest.raises(AnotherConference):
        merge_conference(laptops[0].path, stranger, QuietSystem())
    with pytest.raises(NoConference):
        merge_conference(laptops[0].path, tmp_path / "nowhere.json", QuietSystem())


def test_what_is_wrong_with_the_other_is_said_of_it_and_not_of_a_copy(
    morning: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    first, second = morning
    before = first.path.read_bytes()
    notes = tmp_path / "ghi-chu.json"
    notes.write_text("Không phải hội nghị", encoding="utf-8")
    content = second.path.read_text(encoding="ascii")
    second.path.write_text(content.replace(r"C\u1eeda B", r"C\u1eeda C"), encoding="ascii")
    for wrong in (notes, second.path):
        with pytest.raises((NotAConference, Damaged)) as raised:
            merge_conference(first.path, wrong, QuietSystem())
        assert getattr(raised.value, "path", None) == wrong
    assert first.path.read_bytes() == before


def test_an_open_window_is_in_the_way(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    with closing(opened(first.path)), pytest.raises(InUse):
        first.merge(second)
    assert first.merge(second).way is Way.BROUGHT


def test_a_conference_whose_people_were_deleted_brings_nobody(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    purge(second.path, QuietSystem())
    with pytest.raises(Purged) as raised:
        first.merge(second)
    assert raised.value.path == second.path


SAID = "Đề nghị hỗ trợ lò nung điện cho làng nghề"


@pytest.mark.parametrize("here", [True, False], ids=["deleted here", "deleted there"])
def test_whoever_was_deleted_in_one_does_not_come_back_from_the_other(
    laptops: tuple[Laptop, Laptop], here: bool
) -> None:
    first, second = laptops
    name = first.state.delegates[DelegateId(5)].name
    note = NoteProposal(
        id=70, text=SAID, submitters=(Submitter(delegate=DelegateId(5)),), noted=builders.stamp("08:20:00")
    )
    ours, theirs = (first, second) if here else (second, first)
    ours.do(("07:20", scan(6)))
    theirs.do(("07:10", scan(5)), ("08:20", note), ("08:30", corrected(5, note="Đi xe lăn, ngồi gần cửa")))
    erase_person(ours.path, Request(5), QuietSystem())
    first.merge(second)
    if not here:
        erase_person(first.path, Request(5), QuietSystem())
    assert found_in([first.path.parent], {name, SAID, "Đi xe lăn"}) == set()
    place = first.state.delegates[DelegateId(5)]
    assert place.erased
    assert first.state.attendance[DelegateId(5)].status is Status.PRESENT
    assert first.merge(second).way is Way.KNOWN


def test_whoever_is_deleted_is_no_longer_to_be_decided_about(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    first.merge(second)
    assert len(first.state.conflicts) == 1
    erase_person(first.path, Request(3), QuietSystem())
    assert not first.state.conflicts
    assert found_in([first.path.parent], {"Trần Văn Một", "Trần Văn Hai"}) == set()


def test_a_deletion_that_comes_in_says_that_copies_are_left(laptops: tuple[Laptop, Laptop]) -> None:
    first, second = laptops
    erase_person(second.path, Request(5), QuietSystem())
    assert first.merge(second).way is Way.FOLLOWED
    left = first.state.erasure
    assert left is not None
    assert left.number == 5


def test_one_blank_badge_is_not_counted_twice(laptops: tuple[Laptop, Laptop]) -> None:
    first, second = laptops
    first.do(("07:05", MintBlanks(seeds=(7001, 7002))))
    second.do(("07:04", MintBlanks(seeds=(7003,))))
    first.merge(second)
    codes = {id: blank.code for id, blank in first.state.blanks.items()}
    assert codes == {1: builders.code(7003), 2: builders.code(7002), 3: builders.code(7001)}


def test_what_the_rules_refuse_now_is_listed_and_not_lost(laptops: tuple[Laptop, Laptop]) -> None:
    first, second = laptops
    first.do(("07:05", AdmitSubstitute(delegate=DelegateId(8), name="Lê Văn Sử")))
    second.do(("07:06", AdmitSubstitute(delegate=DelegateId(8), name="Đàm Thị Mỹ")))
    [conflict] = first.merge(second).conflicts
    assert conflict.theirs is not None
    assert conflict.theirs["substitute"]["name"] == "Đàm Thị Mỹ"
    with closing(opened(first.path)) as store:
        store.run(Decide(conflict=conflict.id, theirs=True))
        substitute = store.state.attendance[DelegateId(8)].substitute
        assert substitute is not None
        assert substitute.name == "Đàm Thị Mỹ"
