"""One person deleted on request: no word of theirs in any file, every figure as it was, everybody else untouched."""

from __future__ import annotations

import errno
import json
import platform
import shutil
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from builders import code, delegate, delegates, item, speech, stamp
from command import answer, ok, sample_conference, toadam
from disks import Disk, cuts, files_in, lay_out
from faults import Failing, Recording
from older import somebody_here
from people import HOST, figures, found_in, looked_at, scan
from store import (
    AdmitSubstitute,
    Change,
    CheckInTogether,
    CorrectDelegate,
    Draft,
    MarkAbsent,
    MergeProposals,
    NoteProposal,
    OpenConference,
    Outcome,
    QueueSpeech,
    ReissueCode,
    Scan,
    State,
    StoreError,
    TellHall,
    Undo,
    UnmergeProposal,
)
from store.care import Request, erase_person, examine, what_erasing_deletes
from store.engine.examination import backups_of
from store.engine.layout import Layout
from store.errors import InUse, Reason, Refused
from store.live_records import SpeechKind
from store.proposal_records import Proposal, ProposalKind, Submitter
from store.records import Delegate, DelegateId, LogEntry, Role
from store.traces import Words
from stores import QuietSystem, new_conference, opened

pytestmark = pytest.mark.usefixtures("temporary_folder")

NAME, OLD_NAME = "Nguyễn Thị Ánh Nguyệt", "Nguyễn Thị Ánh Nguyên"
UNIT, PHONE, OLD_PHONE = "Hợp tác xã gốm Phù Lãng", "0912345678", "0987654321"
NOTE, REASON, TOPIC = "Đi xe lăn, ngồi gần cửa", "Con nhỏ nằm viện", "Giữ nghề gốm ở khu dân cư"
SAID = "Đề nghị hỗ trợ lò nung điện cho làng nghề"
WHO = DelegateId(5)
ELSE = Request(5)


def people() -> list[Delegate]:
    everybody = delegates(8)
    everybody[4] = delegate(5, name=OLD_NAME, phone=OLD_PHONE, unit=UNIT, title="Phó Chủ nhiệm")
    return everybody


def proposals() -> list[Proposal]:
    raised = {"text": SAID, "submitters": (Submitter(delegate=WHO),)}
    together = {"text": "Cần thêm kinh phí", "submitters": (Submitter(delegate=WHO), Submitter(delegate=DelegateId(6)))}
    return [
        Proposal(id=1, number=1, kind=ProposalKind.PETITION, noted=stamp(), **raised),  # type: ignore[arg-type]
        Proposal(id=2, number=2, kind=ProposalKind.SOLUTION, noted=stamp(), **together),  # type: ignore[arg-type]
    ]


def note(id: int) -> NoteProposal:
    return NoteProposal(id=id, text="Cần thêm mẫu biểu", item=None, speech=None, noted=stamp())


def a_morning(folder: Path, stick: Path) -> Path:
    """The person came, was corrected, spoke, raised two things, and is named in what is about others."""
    path = new_conference(
        folder,
        people(),
        agenda=[item(1, responsible=f"Đồng chí {OLD_NAME}"), item(2, "08:10")],
        speeches=[speech(1, name="", delegate=WHO, topic=TOPIC, kind=SpeechKind.PREPARED)],
        proposals=proposals(),
    )
    store = opened(path, "Bàn A")
    (stick / store.engine.layout.backups.name).mkdir(parents=True)
    store.backups.second_place = stick
    store.run(scan(1))
    store.run(CheckInTogether(delegates=(WHO, DelegateId(2))))
    store.run(CorrectDelegate(delegate=WHO, name=NAME, phone=PHONE, note=NOTE))
    store.backups.make(store.now())
    store.close()
    store = opened(path, "Bàn A")
    store.run(
        CorrectDelegate(delegate=DelegateId(6), note=f"đi cùng {NAME.upper()} ({PHONE[:4]} {PHONE[4:7]} {PHONE[7:]})")
    )
    store.run(ReissueCode(delegate=WHO, seed=77))
    store.run(AdmitSubstitute(delegate=DelegateId(3), name="Lê Văn Sử"))
    store.run(MarkAbsent(delegate=DelegateId(4), excused=True, reason=REASON))
    store.run(QueueSpeech(id=2, kind=SpeechKind.FLOOR, delegate=WHO))
    store.run(TellHall(text=f"Mời {NAME} lên bục"))
    store.run(OpenConference())
    store.engine.let_go()
    return path


WORDS = {NAME, OLD_NAME, NAME.upper(), UNIT, PHONE, OLD_PHONE, "0912 345 678", NOTE, TOPIC, SAID, code(5)}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "usb"


@pytest.fixture
def path(tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platform, "node", lambda: HOST)
    folder = tmp_path / "hoi-nghi"
    folder.mkdir()
    return a_morning(folder, stick)


def looked(path: Path) -> tuple[State, list[LogEntry]]:
    with closing(opened(path, fold=False)) as store:
        return store.state, store.log()


# -- nothing is left ----------------------------------------------------------------------------------


def test_no_word_of_the_person_is_left_in_any_file(path: Path, stick: Path, temporary_folder: Path) -> None:
    backup = backups_of(path)[0].path
    lay_out(files_in(backup), backup, temporary_folder / "toadam-killed" / "2023")
    draft = path.with_name(f"{path.name}.draft-7")
    draft.write_text(json.dumps({"text": f"{NAME} đề nghị"}), encoding="utf-8")
    everywhere = [path.parent, stick, temporary_folder]
    assert {word for word, _file in found_in(everywhere, WORDS)} == WORDS
    erase_person(path, ELSE, QuietSystem())
    assert found_in(everywhere, WORDS) == set()
    opened(path).close()
    assert found_in(everywhere, WORDS) == set()


def test_every_figure_stays_and_the_place_is_nobodys(path: Path) -> None:
    before = looked_at(path)[0]
    erase_person(path, ELSE, QuietSystem())
    after = looked_at(path)[0]
    assert figures(after) == figures(before)
    place, was = after.delegates[WHO], before.delegates[WHO]
    assert (place.number, place.category, place.area, place.standing) == (
        was.number,
        was.category,
        was.area,
        was.standing,
    )
    assert (place.name, place.title, place.unit, place.phone, place.note) == ("", "", "", "", "")
    assert place.erased
    assert place.code not in (was.code, *was.retired_codes)
    assert after.attendance[WHO].arrived == before.attendance[WHO].arrived
    assert WHO not in after.nameless
    assert len(after.proposals) == len(before.proposals)
    assert {id: one.kind for id, one in after.speeches.items()} == {id: one.kind for id, one in before.speeches.items()}


def test_everybody_else_stays_as_they_were(path: Path) -> None:
    before = looked_at(path)[0]
    erase_person(path, ELSE, QuietSystem())
    after = looked_at(path)[0]
    for one in before.delegates.values():
        if one.id not in (WHO, 6):
            assert after.delegates[one.id] == one
            assert after.attendance.get(one.id) == before.attendance.get(one.id)
    assert after.attendance[DelegateId(4)].reason == REASON
    assert after.delegates[DelegateId(6)].note == "đi cùng … (…)"
    assert after.agenda[1].responsible == "Đồng chí …"


def test_what_others_raised_too_stays_theirs(path: Path) -> None:
    erase_person(path, ELSE, QuietSystem())
    proposals = looked_at(path)[0].proposals
    assert (proposals[1].text, proposals[1].submitters) == ("…", ())
    assert (proposals[2].text, proposals[2].submitters) == ("Cần thêm kinh phí", (Submitter(delegate=DelegateId(6)),))


def test_the_log_keeps_its_skeleton_and_says_that_somebody_was_deleted(path: Path) -> None:
    before = looked(path)[1]
    erase_person(path, ELSE, QuietSystem())
    after = looked(path)[1]
    assert [(one.seq, one.verb, one.at, one.session) for one in after[:-1]] == [
        (one.seq, one.verb, one.at, one.session) for one in before
    ]
    assert (after[-1].verb, after[-1].args, after[-1].images) == ("erase_person", {}, False)
    untouched = [one for one in after if one.args or one.verb == "open_conference"]
    assert {one.verb for one in untouched} >= {"scan", "admit_substitute", "mark_absent"}
    folded = [one for one in after[:-1] if one not in before]
    assert {one.verb for one in folded} == {
        *("check_in_together", "correct_delegate", "reissue_code", "queue_speech", "tell_hall"),
    }
    assert all(touched.before is None for one in folded for touched in one.touched)


def test_the_conference_goes_on_afterwards(path: Path) -> None:
    erase_person(path, ELSE, QuietSystem())
    with closing(opened(path)) as store:
        assert store.read_only is None
        assert store.state.erasure is None
        assert store.run(scan(7)).outcome is Outcome.ADMITTED
        assert store.run(Scan.of(code(5))).outcome is Outcome.UNKNOWN
        assert store.run(scan(1)).outcome is Outcome.ALREADY_IN
        store.run(Undo())
    found = examine(path)
    assert found.faults == ()
    assert [backup.trouble for backup in found.backups] == [None]


def test_a_number_that_was_given_is_not_given_again(path: Path) -> None:
    with closing(opened(path)) as store:
        store.run(note(3))
        store.run(Undo())
    erase_person(path, ELSE, QuietSystem())
    with closing(opened(path)) as store:
        assert store.run(note(4)).number == 4


def test_what_was_merged_is_told_without_the_person(path: Path) -> None:
    """Proposal 1 was raised by the person alone and 2 by somebody else too: merged into 1, its own words go."""
    with closing(opened(path)) as store:
        store.run(MergeProposals(into=1, proposals=(2,), text="Cần thêm kinh phí và mẫu biểu"))
    erase_person(path, ELSE, QuietSystem())
    assert found_in([path.parent], {SAID}) == set()
    with closing(opened(path)) as store:
        assert store.state.proposals[1].text == "Cần thêm kinh phí và mẫu biểu"
        assert store.state.proposals[1].submitters == (Submitter(delegate=DelegateId(6)),)
        store.run(UnmergeProposal(proposal=2))


# -- namesakes, and words of before -------------------------------------------------------------------


def test_what_somebody_else_has_too_is_left_and_said(tmp_path: Path) -> None:
    namesakes = [
        delegate(1, name=NAME, unit="Tổ 1"),
        delegate(2, name=NAME, unit="Tổ 2"),
        delegate(3, note=f"cùng {NAME}"),
    ]
    path = new_conference(tmp_path, namesakes)
    done = erase_person(path, Request(1), QuietSystem())
    after = looked_at(path)[0]
    assert done.shares_name
    assert after.delegates[DelegateId(2)] == namesakes[1]
    assert after.delegates[DelegateId(3)].note == f"cùng {NAME}"
    assert after.delegates[DelegateId(1)].name == ""


def test_words_of_before_a_correction_go_and_those_of_today_stay(path: Path, stick: Path) -> None:
    erase_person(path, Request(5, former=True), QuietSystem())
    assert found_in([path.parent, stick], {OLD_NAME, OLD_PHONE}) == set()
    after = looked_at(path)[0].delegates[WHO]
    assert (after.name, after.phone, after.unit, after.note, after.erased) == (NAME, PHONE, UNIT, NOTE, False)
    assert looked_at(path)[0].agenda[1].responsible == "Đồng chí …"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Mời {NAME}.", "Mời …."),
        (NAME.upper(), "…"),
        ("nguyen thi anh nguyet", "…"),
        (NAME.replace(" ", "  "), "…"),
        (f"{NAME}a", f"{NAME}a"),
        ("Nguyễn Thị Anh Nguyệt", "Nguyễn Thị Anh Nguyệt"),
        ("0912.345.678", "…"),
        ("09123456789", "09123456789"),
    ],
)
def test_words_are_found_as_people_write_them_and_nobody_elses(text: str, left: str) -> None:
    words = Words([NAME, PHONE])
    assert words.without(text) == left
    assert words.stand_in({"a": [text]}) is (text != left)


# -- who is in the way, what is out of reach ----------------------------------------------------------


def test_looking_changes_nothing_and_says_the_same(path: Path) -> None:
    before = {file: content for file, content in files_in(path.parent).items() if file.suffix not in (".lock", ".open")}
    plan = what_erasing_deletes(path, ELSE, QuietSystem())
    assert before.items() <= files_in(path.parent).items()
    assert plan.entries == 6
    assert plan.files


def test_nobody_is_deleted_under_somebody_who_works(path: Path) -> None:
    with closing(somebody_here(path, "Bàn cửa Đông")), pytest.raises(InUse):
        erase_person(path, ELSE, QuietSystem())
    assert found_in([path.parent], {UNIT})


def test_a_number_nobody_has_is_refused(path: Path) -> None:
    for look in (erase_person, what_erasing_deletes):
        with pytest.raises(Refused) as caught:
            look(path, Request(99), QuietSystem())
        assert caught.value.reason is Reason.NO_SUCH_DELEGATE


def test_a_stick_that_is_not_plugged_in_is_named_and_searched_later(path: Path, stick: Path) -> None:
    drawer = stick.rename(stick.with_name("drawer"))
    assert erase_person(path, ELSE, QuietSystem()).out_of_reach == stick
    assert looked_at(path)[0].erasure is not None
    drawer.rename(stick)
    assert found_in([stick], WORDS)
    assert erase_person(path, ELSE, QuietSystem()).out_of_reach is None
    assert found_in([path.parent, stick], WORDS) == set()
    assert looked_at(path)[0].erasure is None


def test_what_somebody_else_is_writing_stays(path: Path) -> None:
    for text in (f"{NAME} đề nghị", "Cần thêm kinh phí"):
        with closing(opened(path)) as store:
            store.drafts.keep(Draft(text=text, noted=stamp()))
    erase_person(path, ELSE, QuietSystem())
    with closing(opened(path)) as store:
        left = store.drafts.left()
    assert left is not None
    assert left.text == "Cần thêm kinh phí"
    assert len(Layout.of(path).drafts(QuietSystem())) == 1


def test_what_this_window_goes_on_writing_about_the_person_is_kept_again(path: Path) -> None:
    with closing(opened(path)) as store:
        store.drafts.keep(Draft(text=f"{NAME} đề nghị", noted=stamp()))
        store.erase_person(ELSE)
        assert Layout.of(path).drafts(QuietSystem()) == []
        store.drafts.keep(Draft(text="Đề nghị thêm kinh phí", noted=stamp()))
    with closing(opened(path)) as store:
        left = store.drafts.left()
    assert left is not None
    assert left.text == "Đề nghị thêm kinh phí"


# -- a window that is open ----------------------------------------------------------------------------


def test_the_only_window_may_do_it_and_goes_on(path: Path, stick: Path) -> None:
    heard: list[Change] = []
    with closing(opened(path)) as store:
        store.subscribe(heard.append)
        store.erase_person(ELSE)
        assert store.state.delegates[WHO].erased
        assert [change.entry.verb for change in heard] == ["erase_person"]
        assert store.run(scan(7)).outcome is Outcome.ADMITTED
    assert found_in([path.parent, stick], WORDS) == set()
    assert looked_at(path)[0].attendance.keys() >= {7}


def test_a_window_beside_another_is_refused_and_nothing_has_happened(path: Path) -> None:
    with closing(opened(path)) as store, closing(somebody_here(path, "Bàn 2")):
        with pytest.raises(InUse):
            store.erase_person(ELSE)
        assert store.state.delegates[WHO].name == NAME
        assert store.run(scan(7)).outcome is Outcome.ADMITTED


def test_only_the_office_may(path: Path) -> None:
    with closing(opened(path, role=Role.RECEPTION)) as store, pytest.raises(Refused):
        store.erase_person(ELSE)


# -- cut anywhere -------------------------------------------------------------------------------------


def small(folder: Path) -> Path:
    folder.mkdir()
    path = new_conference(folder, people()[4:7])
    with closing(opened(path)) as store:
        store.run(scan(5))
        store.backups.make(store.now())
    return path


SMALL_WORDS = {OLD_NAME, UNIT, OLD_PHONE, code(5)}


def cut_and_completed(folder: Path, every: int) -> int:
    """How many cuts left it unfinished; every so-manieth is looked at."""
    path = small(folder / "day")
    before = looked_at(path)[0]
    disk, system = Disk(path.parent, files_in(path.parent)), Recording()
    erase_person(path, ELSE, system)
    unfinished = 0
    for index, (_made, files, machine) in islice(enumerate(cuts(disk, system.calls)), 0, None, every):
        place = folder / str(index)
        lay_out(files, path.parent, place)
        with closing(opened(place / path.name, "", system=machine, fold=False)) as found:
            state = found.state
            assert found.read_only is None
            assert figures(state) == figures(before)
        if not state.delegates[WHO].erased:
            assert state.delegates[WHO] == before.delegates[WHO]
        else:
            assert state.erasure is not None or not found_in([place], SMALL_WORDS)
            unfinished += state.erasure is not None
        erase_person(place / path.name, ELSE, machine)
        assert found_in([place], SMALL_WORDS) == set()
        after = looked_at(place / path.name)[0]
        assert (figures(after), after.erasure) == (figures(before), None)
        shutil.rmtree(place)
    return unfinished


def test_cut_anywhere_it_is_whole_or_says_so_and_is_completed(tmp_path: Path) -> None:
    assert cut_and_completed(tmp_path, every=11)


@pytest.mark.long
def test_cut_before_every_call_it_is_whole_or_says_so_and_is_completed(tmp_path: Path) -> None:
    assert cut_and_completed(tmp_path, every=1)


def fails_and_goes_on(folder: Path, *, for_good: bool, every: int) -> None:
    """On a disk that fails at one call after the other, and is well again afterwards."""
    for at in range(0, 200, every):
        path = small(folder / str(at))
        system = Failing()
        system.arm(at, errno.EIO, for_good=for_good)
        try:
            erase_person(path, ELSE, system)
        except (OSError, StoreError):
            pass
        else:
            assert found_in([path.parent], SMALL_WORDS) == set(), at
        calls = len(system.calls)
        erase_person(path, ELSE, QuietSystem())
        assert found_in([path.parent], SMALL_WORDS) == set()
        if calls <= at:
            return
    pytest.fail("it makes fewer calls than this")


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_failing_anywhere_it_is_not_called_done(tmp_path: Path, for_good: bool) -> None:
    fails_and_goes_on(tmp_path, for_good=for_good, every=13)


@pytest.mark.long
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_failing_at_every_call_it_is_not_called_done(tmp_path: Path, for_good: bool) -> None:
    fails_and_goes_on(tmp_path, for_good=for_good, every=1)


# -- the command --------------------------------------------------------------------------------------


def test_the_command_says_first_and_deletes_when_told(tmp_path: Path) -> None:
    path = sample_conference(tmp_path)
    (person,) = [row for row in answer(tmp_path, "codes") if row["number"] == 47]
    ok(tmp_path, "checkin", person["code"])
    before = answer(tmp_path, "status") | {"at": ""}

    told = toadam(tmp_path, "purge", "--person", "47")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert "toadam purge --person 47 --yes" in told.stderr
    assert f"047 {person['name']}" in told.stdout

    done = ok(tmp_path, "purge", "--person", "47", "--yes")
    assert person["name"] not in done
    assert "Chương trình không với tới" in done
    assert answer(tmp_path, "status") | {"at": ""} == before
    assert found_in([path.parent], {person["code"]}) == set()
    assert [row["name"] for row in answer(tmp_path, "codes") if row["number"] == 47] == [""]
    assert toadam(tmp_path, "purge", "--person", "4711").returncode == 1
    ok(tmp_path, "export", "attendance", "-o", "a.csv")
    assert "(đã xóa theo yêu cầu)" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_what_was_cut_short_is_told_with_the_command_that_goes_on(
    path: Path, stick: Path, temporary_folder: Path
) -> None:
    drawer = stick.rename(stick.with_name("drawer"))
    told = ok(path.parent, "-f", path, "purge", "--person", "5", "--former", "--yes", TMPDIR=str(temporary_folder))
    assert str(stick) in told
    command = "toadam purge --person 5 --former --yes"
    verified = toadam(path.parent, "-f", path, "verify")
    assert (verified.returncode, command in verified.stdout) == (1, True)
    assert command in ok(path.parent, "-f", path, "status")
    drawer.rename(stick)
    ok(path.parent, "-f", path, "purge", "--person", "5", "--former", "--yes", TMPDIR=str(temporary_folder))
    assert "purge" not in ok(path.parent, "-f", path, "verify").replace("toadam purge`", "")
    assert found_in([path.parent, stick], {OLD_NAME}) == set()
