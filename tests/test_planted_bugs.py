"""Bugs planted into the engine, one at a time: each turns a check red that is green without it.

The checks are those of the other tests, called as they are. So this says of the tests what the tests say of the
engine.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

import test_backups
import test_file_engine as test_engine
import test_given_up_journals
import test_journal
import test_locks
import test_platform
from days import SMALL, recorded
from planting import Bug
from replays import Replay, decoded_once, kills, power_cuts
from store import Store, StoreError
from store.engine import journal
from store.engine.copying import OnDisk
from store.engine.file_engine import FileEngine
from store.engine.journals import Journals, _mismatch
from store.engine.locks import Holder, Presence, TurnLock
from store.engine.platform import System
from store.engine.publishing import publish
from store.errors import Wrong
from stores import new_conference

Check = Callable[[Path, pytest.MonkeyPatch], object]
"""A check of another test, given a folder of its own. Red is an assertion or a refusal that should not be."""


def crashes(folder: Path, _: pytest.MonkeyPatch) -> None:
    """The small day, killed at any moment, and every 61st of its power cuts."""
    day = recorded(folder, SMALL, people=6)
    replay = Replay(day)
    with decoded_once():
        for crash in kills(day, thorough=False):
            replay.check(crash)
        for crash in islice(power_cuts(day, thorough=False), 0, None, 61):
            replay.check(crash)


def sick_disk(folder: Path, _: pytest.MonkeyPatch) -> None:
    test_engine.test_a_failing_call_is_never_taken_for_saved(folder, errno.EIO, False, False, False)


def damaged(change: Callable[[Path], None], why: Wrong) -> Check:
    """A conference whose files somebody changed can only be looked at."""

    def check(folder: Path, _: pytest.MonkeyPatch) -> None:
        test_engine.test_a_conference_whose_files_were_changed_can_be_looked_at_only(
            new_conference(folder), change, why
        )

    check.__name__ = change.__name__
    return check


def with_conference(test: Callable[[Path], object]) -> Check:
    def check(folder: Path, _: pytest.MonkeyPatch) -> None:
        test(new_conference(folder))

    check.__name__ = test.__name__
    return check


def with_folder(test: Callable[[Path], object]) -> Check:
    def check(folder: Path, _: pytest.MonkeyPatch) -> None:
        test(folder)

    check.__name__ = test.__name__
    return check


def with_file(test: Callable[[Path], object]) -> Check:
    def check(folder: Path, _: pytest.MonkeyPatch) -> None:
        test(folder / "x")

    check.__name__ = test.__name__
    return check


def with_lock(test: Callable[[TurnLock, Path], object]) -> Check:
    def check(folder: Path, _: pytest.MonkeyPatch) -> None:
        turn = TurnLock(folder / "x.lock", Holder(pid=41, desk="Bàn A"), System())
        try:
            test(turn, folder / "x.lock")
        finally:
            turn.close()

    check.__name__ = test.__name__
    return check


def with_nothing(test: Callable[..., object], *arguments: object) -> Check:
    def check(_folder: Path, _: pytest.MonkeyPatch) -> None:
        test(*arguments)

    check.__name__ = test.__name__
    return check


def older_file(folder: Path, _: pytest.MonkeyPatch) -> None:
    test_engine.test_an_older_data_file_put_back_is_noticed(new_conference(folder), False)


def short_writes(folder: Path, patch: pytest.MonkeyPatch) -> None:
    test_platform.test_a_write_the_system_takes_in_pieces_is_finished(folder / "x", patch)


BUGS: list[tuple[Bug, Check]] = [
    # -- a commit ------------------------------------------------------------------------------------------------------
    (Bug("no sync before it is acknowledged", Journals.append, "self._system.sync(self._fd)", "pass"), crashes),
    (
        Bug(
            "the mark is written before the sync",
            Journals.append,
            "    self._system.sync(self._fd)\n        self._length, self.seq = "
            "self._length + len(data), commits[-1].entry.seq\n        self._set_mark()\n",
            "    self._length, self.seq = self._length + len(data), commits[-1].entry.seq\n"
            "        self._set_mark()\n        self._system.sync(self._fd)\n",
        ),
        crashes,
    ),
    (
        Bug(
            "the sync comes after the turn is let go",
            Journals.append,
            "self._system.sync(self._fd)",
            "(self._turn.release(), self._system.sync(self._fd), self._turn.acquire())",
        ),
        with_conference(test_given_up_journals.test_nobody_has_a_turn_before_the_line_is_durable),
    ),
    (Bug("nobody is warned of the line under way", Journals.append, "self._set_mark(settled=False)", "pass"), crashes),
    (
        Bug(
            "a sync is tried again after it failed",
            Journals.append,
            "        self._system.sync(self._fd)\n",
            "        try:\n            self._system.sync(self._fd)\n        except OSError:\n"
            "            self._system.sync(self._fd)\n",
        ),
        crashes,
    ),
    (
        Bug("a journal whose sync failed is extended", Journals.append, "if self.given_up:", "if False:"),
        with_conference(test_given_up_journals.test_nobody_extends_a_journal_whose_sync_failed),
    ),
    (
        Bug("what failed is counted all the same", Journals.append, "self._length, self.seq = before", "pass"),
        sick_disk,
    ),
    (
        Bug(
            "memory is changed before the line is durable",
            Store._in_turn,
            "            self.engine.append(commit)\n            self._state = state.logged(commit.entry)\n",
            "            self._state = state.logged(commit.entry)\n            self.engine.append(commit)\n",
        ),
        sick_disk,
    ),
    (
        Bug(
            "documents are changed before the line is durable",
            FileEngine.append,
            "for written in",
            "self.tables.apply(commits[0])\n    for written in",
        ),
        sick_disk,
    ),
    (
        Bug("an id is not looked up again", Store._in_turn, "if id in self._known:", "if False:"),
        with_conference(test_engine.test_the_same_commit_twice_answers_the_same_and_happens_once),
    ),
    (
        Bug("a short write is taken for a whole one", System.write, "while written < len(data):", "while False:"),
        short_writes,
    ),
    # -- what is believed ----------------------------------------------------------------------------------------------
    (
        Bug(
            "a line nobody was told of is believed",
            Journals._open_tail,
            "if acknowledged and mark and not mark.settled:",
            "if False:",
        ),
        with_conference(test_engine.test_a_line_nobody_was_told_of_is_not_believed_until_the_machine_restarts),
    ),
    (
        Bug("a warning outlives its boot", TurnLock.mark, "unsettled_in != self._boot", "unsettled_in == 0"),
        with_lock(test_locks.test_a_mark_is_unsettled_only_until_the_machine_restarts),
    ),
    (
        Bug(
            "an illegible mark is believed",
            TurnLock.mark,
            "or content[_MARK.size :] != _CRC.pack(crc32(content[: _MARK.size]))",
            "",
        ),
        with_lock(test_locks.test_an_illegible_mark_is_none),
    ),
    (
        Bug(
            "no check sum",
            journal._end_of_json,
            'end if head == b"%08x %08x " % (crc32(covered), length) else None',
            "end",
        ),
        with_nothing(test_journal.test_any_flipped_bit_of_what_was_acknowledged_is_damage, 0),
    ),
    (
        Bug(
            "the check sum leaves out the length",
            journal._end_of_json,
            'head == b"%08x %08x " % (crc32(covered), length)',
            "int(head[:8], 16) == crc32(b'%08x %s' % (length, data[at + PREFIX : end - 1]))",
        ),
        with_nothing(test_journal.test_any_flipped_bit_of_what_was_acknowledged_is_damage, 5),
    ),
    (
        Bug("gaps in the numbers are accepted", journal.read, "if commit.entry.seq != seq + 1:", "if False:"),
        with_nothing(test_journal.test_a_gap_or_a_repetition_in_the_numbers_is_damage, (0, 2)),
    ),
    (
        Bug("damage is taken for a torn end", journal._ailment, "return Ailment.CHECKSUM if", "return Ailment.TORN if"),
        with_nothing(test_journal.test_a_flipped_bit_is_never_accepted_even_if_nobody_knows_what_was_acknowledged, 0),
    ),
    (
        Bug("a torn line that was acknowledged is no damage", journal._diagnose, "offset + at < acknowledged", "False"),
        damaged(test_engine._shortened, Wrong.JOURNAL),
    ),
    (
        Bug(
            "missing bytes that were acknowledged are no damage",
            journal.read,
            "if short > 0 else None",
            "if False else None",
        ),
        with_conference(test_engine.test_lines_that_were_acknowledged_and_are_gone_are_damage),
    ),
    (Bug("a tail of zeros is passed over", journal.read, "at < len(data)", 'at < len(data.rstrip(b"\\0"))'), crashes),
    (
        Bug(
            "a torn end is built upon",
            Journals._believe,
            "    if fault:\n        self._leave_out(self._length, end)\n",
            "",
        ),
        crashes,
    ),
    (
        Bug("a torn end is not told", Journals._leave_out, "self.dropped.append(", "("),
        with_conference(test_engine.test_a_torn_end_is_left_out_and_said),
    ),
    (
        Bug(
            "a journal is cut when it is opened",
            Journals._leave_out,
            "self.given_up = True",
            "self.given_up = True\n    __import__('os').ftruncate(self._fd, length)",
        ),
        with_conference(test_engine.test_a_torn_end_is_left_out_and_said),
    ),
    (
        Bug(
            "a journal of another generation is accepted", Journals._checked, "or found[0].generation != generation", ""
        ),
        damaged(test_engine._of_another_generation, Wrong.JOURNAL_FOREIGN),
    ),
    (
        Bug(
            "a journal of another conference is accepted",
            Journals._checked,
            "or found[0].conference != self._conference",
            "",
        ),
        damaged(test_engine._foreign, Wrong.JOURNAL_FOREIGN),
    ),
    (
        Bug("a mispaired journal is accepted", _mismatch, "if header.data != data.digest:", "if False:"),
        damaged(test_engine._rewritten, Wrong.DATA_CHANGED),
    ),
    (
        Bug("an older copy is not noticed", FileEngine._refuse_if_stale, "mark.seq > self.seq:", "False:"),
        with_conference(test_engine.test_a_whole_older_copy_put_back_is_noticed),
    ),
    (
        Bug("journals of a newer data file are passed over", FileEngine._refuse_if_stale, "> 1:", "> 99:"),
        older_file,
    ),
    # -- several processes ---------------------------------------------------------------------------------------------
    (
        Bug("the turn is not taken", TurnLock.acquire, "self._system.lock(self._fd)", "pass"),
        with_lock(test_locks.test_nobody_takes_a_turn_that_is_held),
    ),
    (
        Bug("nobody says that he is present", Presence.join, "self._system.lock(self._fd, shared=True)", "pass"),
        with_file(test_locks.test_being_alone_needs_everybody_else_gone),
    ),
    (
        Bug("folded under somebody who works", FileEngine.close, "and self._presence.alone()", ""),
        with_conference(test_engine.test_the_file_is_folded_only_by_somebody_alone),
    ),
    (
        Bug(
            "what others appended is not read",
            FileEngine._catch_up,
            "self._turn.undisturbed() and self._sound().untouched()",
            "self._sound()._followed",
        ),
        with_conference(test_engine.test_two_processes_see_each_others_commits),
    ),
    (
        Bug("the journal after one is not looked for", Journals.new_commits, "self._is_settled(mark)", "True"),
        with_conference(test_given_up_journals.test_several_journals_given_up_in_a_row_are_followed_by_everybody),
    ),
    # -- folding -------------------------------------------------------------------------------------------------------
    (Bug("a new file is not synced", System.write_new, "self.sync(fd)", "pass"), crashes),
    (Bug("names are not synced before the data file's", publish, "system.sync_folder(layout.folder)", "pass"), crashes),
    (
        Bug(
            "names are not synced before the first commit",
            Journals._make_names_durable,
            "self._system.sync_folder(self._layout.folder)",
            "pass",
        ),
        crashes,
    ),
    (
        Bug(
            "the data file is written in place",
            publish,
            "system.write_new(layout.fresh_data, content)",
            "system.write_new(layout.data, content); system.write_new(layout.fresh_data, content)",
        ),
        crashes,
    ),
    (
        Bug(
            "the data file takes its name before its journal is there",
            publish,
            "    length = write_journal(layout, header, system)\n",
            "    system.replace(layout.fresh_data, layout.data)\n    length = write_journal(layout, header, system)\n"
            "    system.write_new(layout.fresh_data, content)\n",
        ),
        crashes,
    ),
    (
        Bug(
            "the old journal goes before the new one is there",
            FileEngine._fold,
            "    try:\n        publish(",
            "    self._remove_journals_before(data.generation)\n    try:\n        publish(",
        ),
        crashes,
    ),
    (
        Bug("the last journal is not kept", FileEngine._fold, "(old.generation)", "(data.generation)"),
        with_conference(test_engine.test_the_journal_before_stays_until_the_next_fold),
    ),
    # -- backups -------------------------------------------------------------------------------------------------------
    (
        Bug(
            "a backup takes more than is durable",
            OnDisk.pieces,
            "self.length",
            "system.edition(str(self.path)).bytes",
        ),
        with_folder(test_backups.test_a_backup_leaves_out_what_was_given_up),
    ),
]

CHECKS = list(dict.fromkeys(check for _, check in BUGS))


@pytest.mark.parametrize(("bug", "check"), BUGS, ids=[bug.name for bug, _ in BUGS])
def test_a_planted_bug_turns_its_check_red(
    bug: Bug, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        bug.plant(patch)
        with pytest.raises((AssertionError, StoreError, ValueError, pytest.fail.Exception)):
            check(tmp_path, patch)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_check_is_green_without_it(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(tmp_path, monkeypatch)
