"""Two files that grew apart are brought together: nobody is lost, nothing is done twice, the other is only read."""

from __future__ import annotations

import errno
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import builders
from disks import Disk, cuts, files_in, lay_out
from faults import Failing, Recording
from people import found_in, scan
from reception_desk import desk_on
from store import (
    AdjustConference,
    AdmitSubstitute,
    AdmitWalkIn,
    CapSpeeches,
    CheckOut,
    CloseCheckIn,
    CorrectDelegate,
    Decide,
    EditItem,
    GiveFloor,
    MarkAbsent,
    MintBlanks,
    NoteProposal,
    OpenConference,
    RecordBadges,
    StartItem,
    State,
    Store,
    Undo,
    Verb,
    to_be_made,
    to_decide,
)
from store.care import Request, Way, erase_person, examine, merge_conference, purge
from store.errors import AnotherConference, InUse, NoConference, Purged, StoreError
from store.merging import Merged
from store.proposal_records import Submitter
from store.records import CAME, AreaId, CategoryId, Conflict, DelegateId, Status
from stores import Moments, QuietSystem, documents, new_conference, opened
from tui.cli import main
from tui.conflict_words import sides, subject
from tui.dialogs.decisions import SidesDialog
from tui.dialogs.pick import Entries
from two_places import grown_apart

pytestmark = pytest.mark.usefixtures("temporary_folder")

PEOPLE = 40


class Laptop(NamedTuple):
    """A copy of the conference, and the clock of the machine it is on."""

    path: Path
    clock: Moments

    def do(self, *steps: tuple[str, Verb[Any]]) -> None:
        """What a window does there, each thing at the time given."""
        with closing(opened(self.path, f"Cửa {self.path.parent.name}", clock=self.clock)) as store:
            for time, verb in steps:
                self._at(time, store)
                store.run(verb)

    def _at(self, time: str, store: Store) -> None:
        wanted = builders.stamp(f"{time}:00").wall
        self.clock.move((wanted - store.now().wall).total_seconds())

    def merge(self, other: Laptop) -> Merged:
        return merge_conference(self.path, other.path, QuietSystem())

    @property
    def state(self) -> State:
        with closing(opened(self.path, fold=False)) as store:
            return store.state

    @property
    def documents(self) -> dict[str, Any]:
        with closing(opened(self.path, fold=False)) as store:
            return documents(store)

    def arrived(self, number: int) -> tuple[str, str]:
        """When and at which door, as it is on record."""
        attendance = self.state.attendance[DelegateId(number)]
        assert attendance.arrived is not None
        assert attendance.status in CAME
        return f"{attendance.arrived.wall:%H:%M}", attendance.desk


@pytest.fixture
def laptops(tmp_path: Path) -> tuple[Laptop, Laptop]:
    """The same conference on two laptops, which see each other no more."""
    places = [tmp_path / name for name in ("A", "B")]
    for place in places:
        place.mkdir()
    path = new_conference(places[0], PEOPLE)
    with closing(opened(path, "Văn phòng")) as store:
        store.run(CorrectDelegate(delegate=DelegateId(1), note="Đã gọi điện"))
    shutil.copytree(places[0], places[1], dirs_exist_ok=True)
    first, second = (Laptop(place / path.name, Moments("07:00:00", boot=place.name)) for place in places)
    return first, second


def walk_in(id: int, name: str) -> AdmitWalkIn:
    return AdmitWalkIn(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name=name)


def corrected(number: int, **changes: str) -> CorrectDelegate:
    return CorrectDelegate(delegate=DelegateId(number), **changes)  # type: ignore[arg-type]


def a_morning(first: Laptop, second: Laptop) -> None:
    """Two doors: most come once, one is seen at both, each has a walk-in, each corrects one name."""
    first.do(
        *((f"07:{10 + number}", scan(number)) for number in range(1, 16)),
        ("07:41", walk_in(901, "Lý Thị Hằng")),
        ("07:42", corrected(3, name="Trần Văn Một")),
        ("07:43", corrected(4, unit="Phường Tam Sơn")),
        ("08:00", CloseCheckIn()),
        ("09:30", CheckOut(delegate=DelegateId(2))),
    )
    second.do(
        ("07:15", scan(15)),
        *((f"07:{20 + number - 16}", scan(number)) for number in range(16, 31)),
        ("07:36", scan(1)),
        ("07:37", scan(31)),
        ("07:40", walk_in(902, "Ngô Văn Đạt")),
        ("07:44", corrected(3, name="Trần Văn Hai")),
        ("07:45", corrected(4, phone="0912345678")),
        ("08:02", CloseCheckIn()),
    )


@pytest.fixture
def morning(laptops: tuple[Laptop, Laptop]) -> tuple[Laptop, Laptop]:
    a_morning(*laptops)
    return laptops


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


def test_of_two_with_one_number_the_later_gets_the_next_and_another_badge(laptops: tuple[Laptop, Laptop]) -> None:
    first, second = laptops
    first.do(("07:10", walk_in(901, "Lý Thị Hằng")))
    with closing(opened(first.path)) as store:
        store.run(RecordBadges.of([store.state.delegates[DelegateId(901)]], store.state.conference))
    second.do(("07:05", walk_in(902, "Ngô Văn Đạt")))
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


# -- cut short ---------------------------------------------------------------------------------------------------------


def small(laptops: tuple[Laptop, Laptop]) -> tuple[Laptop, Laptop]:
    first, second = laptops
    first.do(("07:10", scan(1)), ("07:12", scan(2)), ("07:13", corrected(3, name="Trần Văn Một")))
    second.do(("07:11", scan(2)), ("07:14", walk_in(902, "Ngô Văn Đạt")), ("07:15", corrected(3, name="Trần Văn Hai")))
    return first, second


@pytest.mark.parametrize("step", [17, pytest.param(1, marks=pytest.mark.long)])
def test_a_merge_cut_anywhere_has_not_happened_or_is_whole(
    laptops: tuple[Laptop, Laptop], tmp_path: Path, step: int
) -> None:
    first, second = small(laptops)
    folder = first.path.parent
    before, disk, system = first.documents, Disk(folder, files_in(folder)), Recording()
    merge_conference(first.path, second.path, system)
    whole = first.documents
    ways = set()
    states = list(cuts(disk, system.calls))
    for index, (_made, files, machine) in enumerate([*states[::step], states[-1]]):
        place = tmp_path / f"cut-{index}"
        lay_out(files, folder, place)
        with closing(opened(place / first.path.name, system=machine, fold=False)) as found:
            assert found.read_only is None
            assert documents(found) in (before, whole)
        ways.add(merge_conference(place / first.path.name, second.path, machine).way)
        with closing(opened(place / first.path.name, system=machine)) as found:
            assert documents(found) == whole
            assert len({entry.id for entry in found.log()}) == len(found.log())
    assert ways == {Way.BROUGHT, Way.KNOWN}


def test_a_merge_on_a_disk_that_fails_is_done_again(laptops: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    first, second = small(laptops)
    pristine = tmp_path / "pristine"
    shutil.copytree(first.path.parent, pristine)
    done = first.merge(second)
    assert done.way is Way.BROUGHT
    whole = first.documents
    for at in range(0, 200, 7):
        folder = tmp_path / f"fails-{at}"
        shutil.copytree(pristine, folder)
        system = Failing()
        system.arm(at, errno.EIO)
        with suppress(OSError, StoreError):
            merge_conference(folder / first.path.name, second.path, system)
        calls = len(system.calls)
        merge_conference(folder / first.path.name, second.path, QuietSystem())
        with closing(opened(folder / first.path.name)) as found:
            assert documents(found) == whole, at
        if calls <= at:
            return
    pytest.fail("a merge makes fewer calls than this")


# -- as people see it --------------------------------------------------------------------------------------------------


def test_the_command_says_who_came_twice_which_numbers_are_new_and_what_is_to_be_decided(
    morning: tuple[Laptop, Laptop], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = morning
    name = first.state.delegates[DelegateId(1)].name
    status = main(["-f", str(first.path), "merge", str(second.path)])
    said = capsys.readouterr().out.splitlines()
    assert status == 0
    assert said[0] == "Đã nhập 22 thao tác"
    assert f"  001 {name}: 07:11 Cửa A · 07:36 Cửa B" in said
    assert "  041 → 042 Lý Thị Hằng" in said
    assert "In lại thẻ: toadam badges --changed -o TỆP.pdf" in said
    told = said.index("  Đại biểu: 003 Trần Văn Một")
    assert said[told + 1 : told + 3] == [
        "    Ở đây: Họ và tên “Trần Văn Một” (Cửa A 07:42, sửa thông tin)",
        "    Bên kia: Họ và tên “Trần Văn Hai” (Cửa B 07:44, sửa thông tin)",
    ]
    assert main(["-f", str(first.path), "merge", str(second.path)]) == 0
    assert capsys.readouterr().out.startswith("Không có gì để nhập")


def test_another_conference_is_refused_in_one_sentence(
    laptops: tuple[Laptop, Laptop], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = new_conference(tmp_path, 3, id=2)
    assert main(["-f", str(laptops[0].path), "merge", str(stranger)]) == 1
    assert capsys.readouterr().err == (
        f"toadam: {stranger} là hội nghị khác, không phải bản sao của hội nghị này; chưa thay đổi gì\n"
    )


async def test_f8_goes_to_what_is_to_be_decided_and_a_button_decides(morning: tuple[Laptop, Laptop]) -> None:
    first, second = morning
    first.merge(second)
    async with desk_on(first.path, size=(80, 24)) as desk:
        await desk.press("f8", "enter")
        assert desk.asks(SidesDialog)
        await desk.pilot.click("#theirs")
        await desk.settle()
        assert desk.state.delegates[DelegateId(3)].name == "Trần Văn Hai"
        assert "Lấy như bên kia" in desk.card
        await desk.press("f8")
        assert "Cần quyết định" not in desk.app.screen.query_one(Entries).text
        await desk.press("escape", "ctrl+z")
        assert desk.state.delegates[DelegateId(3)].name == "Trần Văn Một"
        assert len(desk.state.conflicts) == 1


def test_every_kind_of_contradiction_has_words_of_its_own() -> None:
    """What can be changed twice, and what is said of it: never a bare name of a table or a field."""
    here, there = grown_apart(builders.state(*builders.delegates(5), *builders.agenda()))
    noted = builders.stamp("08:00")
    for one, word, minutes in ((here, "Một", 3), (there, "Hai", 4)):
        one.do(CorrectDelegate(delegate=DelegateId(1), name=word, area=AreaId("p01" if one is here else "p02")))
        one.do(MarkAbsent(delegate=DelegateId(2), excused=True, reason=word))
        one.do(EditItem(item=1, title=word))
        one.do(StartItem(item=1))
        one.do(NoteProposal(id=1, text=word, noted=noted))
        one.do(GiveFloor(id=1, name=word))
        one.do(OpenConference())
        one.do(CapSpeeches(minutes=minutes))
        one.do(AdjustConference(retention_days=minutes))
    here.bring(there)
    kinds = {conflict.subject for conflict in here.state.conflicts.values()}
    assert kinds == {
        *("delegates", "attendance", "agenda", "runs", "proposals", "speeches", "openings", "speaker_lists"),
        "conference",
    }
    found = {conflict.subject: sides(conflict, here.state) for conflict in to_decide(here.state)}
    for conflict in to_decide(here.state):
        assert not subject(conflict, here.state).startswith(conflict.subject)
        assert found[conflict.subject].who_here.startswith("Cửa A 07:30, ")
        assert found[conflict.subject].who_there.startswith("Cửa B 07:30, ")
    assert found["delegates"].here == "Họ và tên “Một”, Địa bàn “Châu Khê”"
    assert found["conference"].there == "Số ngày lưu tên “4”"
