"""Half-written proposals: there after a crash, never shared by two windows, never in the way."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

import builders
from disks import files_in
from faults import Failing
from store import Draft, Scan, Store, Submitter
from store.care import repair, restore_backup
from store.engine.examination import backups_of
from store.engine.layout import Layout
from store.engine.slots import SLOT_BYTES
from store.errors import DraftNotKept, ReadOnly
from store.proposal_records import ProposalKind
from store.purge import purge
from store.records import DelegateId
from stores import QuietSystem, documents, new_conference, opened
from tui.refusals import sentence

WHOLE = Draft(
    text="Hiến đất mở đường\nvà trồng cây ",
    kind=ProposalKind.TASK,
    theme="khac",
    addressee="Tổ 3",
    due="30/9",
    submitters=(Submitter(delegate=DelegateId(1)), Submitter(name="Ngô Yến", unit="Tổ 3")),
    many=True,
    item=1,
    speech=2,
    noted=builders.stamp(),
    editing=7,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_conference(tmp_path)


def draft(text: str) -> Draft:
    return Draft(text=text, noted=builders.stamp())


def crash(store: Store) -> None:
    """The window is gone, and with it its locks."""
    store.drafts.close()
    store.engine.let_go()


def on_disk(path: Path) -> list[Path]:
    return Layout.of(path).drafts(QuietSystem())


def text_left(store: Store) -> str | None:
    found = store.drafts.left()
    return found.text if found else None


def test_before_there_is_a_draft_there_is_no_file(path: Path) -> None:
    with closing(opened(path)) as store:
        assert store.drafts.left() is None
        store.drafts.drop()
        assert on_disk(path) == []


def test_what_was_kept_last_is_offered_after_a_crash(path: Path) -> None:
    store = opened(path)
    for kept in (draft("Hiến"), draft("Hiến đất"), WHOLE):
        store.drafts.keep(kept)
        assert store.drafts.left() == kept
    crash(store)
    with closing(opened(path)) as again:
        assert again.drafts.left() == WHOLE
        assert again.drafts.left() == WHOLE


def test_a_draft_is_neither_in_the_log_nor_undone(path: Path) -> None:
    with closing(opened(path)) as store:
        before = documents(store)
        store.drafts.keep(WHOLE)
        assert (store.log(), documents(store)) == ([], before)


def test_what_was_saved_leaves_nothing_behind(path: Path) -> None:
    store = opened(path)
    store.drafts.keep(WHOLE)
    assert len(on_disk(path)) == 1
    store.drafts.drop()
    assert on_disk(path) == []
    store.drafts.keep(draft("Tiếp"))
    store.drafts.drop()
    store.close()
    assert on_disk(path) == []
    assert "Hiến đất".encode() not in b"".join(files_in(path.parent).values())


def test_what_was_not_saved_outlives_a_clean_close(path: Path) -> None:
    store = opened(path)
    store.drafts.keep(WHOLE)
    store.close()
    with closing(opened(path)) as again:
        assert again.drafts.left() == WHOLE


# -- several windows --------------------------------------------------------------------------------------------------


def test_nobody_is_offered_what_a_living_window_writes(path: Path) -> None:
    with closing(opened(path)) as first, closing(opened(path)) as second:
        first.drafts.keep(draft("Một"))
        assert second.drafts.left() is None
        second.drafts.keep(draft("Hai"))
        assert (text_left(first), text_left(second)) == ("Một", "Hai")


def test_each_draft_of_the_dead_is_offered_to_one_window_alone(path: Path) -> None:
    dead = [opened(path) for _window in range(3)]
    for number, store in enumerate(dead):
        store.drafts.keep(draft(f"Ý kiến {number}"))
    living = opened(path)
    for store in dead:
        crash(store)
    assert living.drafts.left() is not None
    others = [opened(path) for _window in range(3)]
    offered = [text_left(store) for store in (living, *others)]
    assert sorted(filter(None, offered)) == ["Ý kiến 0", "Ý kiến 1", "Ý kiến 2"]
    assert offered[-1] is None
    living.drafts.drop()
    others[0].drafts.keep(draft("Viết tiếp"))
    crash(others[0])
    assert text_left(living) == "Viết tiếp"
    for store in (living, *others[1:]):
        store.close()
    assert len(on_disk(path)) == 2


# -- crashes and sick disks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("writings", [1, 2, 3])
def test_a_writing_that_is_cut_anywhere_leaves_the_one_before_or_itself(path: Path, writings: int) -> None:
    store = opened(path)
    for number in range(writings):
        store.drafts.keep(draft(f"Ý kiến {number}" * 200))
    file = on_disk(path)[0]
    before = file.read_bytes()
    store.drafts.keep(draft("Sau cùng" * 300))
    after = file.read_bytes()
    crash(store)
    start = next(
        at for at, pair in enumerate(zip(before.ljust(len(after), b"\0"), after, strict=False)) if len(set(pair)) > 1
    )
    places = [start, start + 1, start + 5, start + 19, start + 21, *range(start, start + 3000, 512), len(after)]
    for place in places:
        longer = before.ljust(place, b"\0")
        file.write_bytes(after[:place] + longer[place:])
        with closing(opened(path)) as again:
            assert text_left(again) in (f"Ý kiến {writings - 1}" * 200, "Sau cùng" * 300)


@pytest.mark.parametrize("content", [b"x", b"slot" * 99, bytes(5000), b"\xff" * (SLOT_BYTES + 50)])
def test_what_cannot_be_read_is_set_aside_and_the_next_is_offered(path: Path, content: bytes) -> None:
    store = opened(path)
    store.drafts.keep(WHOLE)
    crash(store)
    damaged = Layout.of(path).draft(1)
    damaged.write_bytes(content)
    with closing(opened(path)) as again:
        assert again.drafts.left() == WHOLE
        (kept,) = again.drafts.set_aside
        assert (kept.read_bytes(), damaged.exists()) == (content, False)


def test_a_whole_file_that_is_no_draft_is_set_aside(path: Path) -> None:
    store = opened(path)
    store.drafts.keep(draft("Một"))
    assert store.drafts._file is not None
    store.drafts._file.write(b'{"text": 7}')
    crash(store)
    with closing(opened(path)) as again:
        assert again.drafts.left() is None
        assert len(again.drafts.set_aside) == 1


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_is_told_and_the_last_draft_is_still_there(path: Path, error: int) -> None:
    for at in range(20):
        system = Failing()
        store = opened(path, system=system)
        store.drafts.keep(draft("Trước"))
        system.arm(at, error, half=True)
        told = _told(store)
        failed = len(system.calls) > at
        system.heal()
        assert bool(told) is failed, system.calls
        assert "giữ" in (told or "giữ")
        crash(store)
        with closing(opened(path)) as again:
            assert text_left(again) in ("Trước", "Sau") if failed else text_left(again) == "Sau"
            again.drafts.drop()
        if not failed:
            return
    pytest.fail("keeping a draft makes fewer calls than this")


def _told(store: Store) -> str:
    try:
        store.drafts.keep(draft("Sau"))
    except DraftNotKept as error:
        return sentence(error)
    return ""


def test_a_disk_that_fails_at_the_first_draft_takes_the_next(path: Path) -> None:
    for at in range(20):
        system = Failing()
        store = opened(path, system=system)
        system.arm(at, errno.ENOSPC)
        failed = bool(_told(store))
        system.heal()
        store.drafts.keep(draft("Lần nữa"))
        crash(store)
        with closing(opened(path)) as again:
            assert text_left(again) == "Lần nữa"
            again.drafts.drop()
            assert on_disk(path) == []
        if not failed:
            return
    pytest.fail("keeping a draft makes fewer calls than this")


def test_a_disk_that_fails_while_a_draft_is_dropped_offers_nothing_twice_unless_it_says_so(path: Path) -> None:
    for at in range(20):
        system = Failing()
        store = opened(path, system=system)
        store.drafts.keep(WHOLE)
        system.arm(at, errno.EIO)
        try:
            store.drafts.drop()
        except DraftNotKept:
            told = True
        else:
            told = False
        done = len(system.calls) <= at
        system.heal()
        crash(store)
        with closing(opened(path)) as again:
            assert told or again.drafts.left() is None
            again.drafts.drop()
        if done:
            return
    pytest.fail("dropping a draft makes fewer calls than this")


def test_what_is_longer_than_anybody_writes_is_refused_and_the_last_stays(path: Path) -> None:
    with closing(opened(path)) as store:
        store.drafts.keep(WHOLE)
        with pytest.raises(DraftNotKept):
            store.drafts.keep(draft("a" * SLOT_BYTES))
        assert store.drafts.left() == WHOLE


_WRITER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:4]
import builders
from store import Draft
from store.engine.platform import System
from stores import opened
store = opened(Path(sys.argv[1]), system=System())
for number in range(1_000_000):
    store.drafts.keep(Draft(text="Hiến đất " * (number % 97) + str(number), noted=builders.stamp()))
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.parametrize("kills", [4, pytest.param(300, marks=pytest.mark.long)])
def test_a_window_killed_in_the_middle_of_writing_loses_nothing_it_had_kept(path: Path, kills: int) -> None:
    chance = Random(kills)
    here = Path(__file__).parent
    for _kill in range(kills):
        command = [sys.executable, "-c", _WRITER, str(path), str(here.parent), str(here)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _line in range(chance.randrange(1, 120)):
                writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
            told = writer.stdout.read().split()
        with closing(opened(path)) as store:
            text = text_left(store)
            assert text is not None
            number = int(text.rpartition(" ")[2]) if " " in text else int(text)
            assert text == "Hiến đất " * (number % 97) + str(number)
            assert number >= int(told[-1] if told else 0)
            store.drafts.drop()


# -- what else happens to a conference --------------------------------------------------------------------------------


def test_repair_and_restore_leave_drafts_alone(path: Path) -> None:
    store = opened(path)
    store.run(Scan.of(builders.code(1)))
    store.backups.make(store.now())
    store.drafts.keep(WHOLE)
    crash(store)
    before = [file.read_bytes() for file in on_disk(path)]
    repair(path)
    restore_backup(path, backups_of(path)[0].path)
    assert [file.read_bytes() for file in on_disk(path)] == before
    with closing(opened(path)) as again:
        assert again.drafts.left() == WHOLE


def test_a_purge_takes_drafts_with_it_and_none_is_kept_afterwards(path: Path, temporary_folder: Path) -> None:
    assert temporary_folder.is_dir()
    store = opened(path)
    store.drafts.keep(WHOLE)
    crash(store)
    assert set(on_disk(path)) <= set(purge(path, QuietSystem()).files)
    assert on_disk(path) == []
    with closing(opened(path)) as again:
        assert again.drafts.left() is None
        with pytest.raises(ReadOnly):
            again.drafts.keep(WHOLE)
    assert on_disk(path) == []
