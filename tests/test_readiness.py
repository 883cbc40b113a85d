"""What is said before the doors open, rule by rule: as it stands, what to do, and nothing to do where all is well."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import DAY, conference, delegate
from conftest import write_conference
from store import RecordBadges, open_store
from tui.i18n import set_language
from tui.machine import disk
from tui.machine.battery import Battery
from tui.machine.disk import Disk
from tui.machine.keyboard_watch import KeyboardWatch
from tui.preferences import Preferences
from tui.readiness.checks import Check, Mark, Subject, checks, first_amiss, summary
from tui.readiness.facts import Facts, Machine, Roster, Screen
from tui.store_thread import Safety

NOW = dt.datetime.combine(DAY, dt.time(7, 30, 12), conference().zone)
STICK = Path("/media/usb")
ALL_WELL = Facts(
    conference=conference(),
    now=NOW,
    offset_minutes=7 * 60,
    file=Path("/home/office/toadam.json"),
    safety=Safety(second_place=STICK, backup=NOW, backup_elsewhere=NOW),
    screen=Screen(120, 36, 1 << 24),
    roster=Roster(people=112, planned=112, badges=112),
    machine=Machine(Disk(12_345_000_000, 3.0), Battery(80, True, None)),
    f_keys=True,
    tried=Preferences(scanner_tried=DAY.isoformat(), scanner_good=True, hall_tried=DAY.isoformat()),
)


def said(subject: Subject, **changes: Any) -> Check:
    """Of one thing, all else being well."""
    told = checks(replace(ALL_WELL, **changes))
    others = [check for check in told if check.subject is not subject]
    assert all(check.mark is not Mark.AMISS for check in others), "what is wrong with one thing is said of that alone"
    return told[list(Subject).index(subject)]


def shown_on(day: str) -> Preferences:
    """The display for the hall, last shown then."""
    return Preferences(scanner_tried=DAY.isoformat(), scanner_good=True, hall_tried=day)


def test_where_all_is_well_nothing_is_to_be_done() -> None:
    told = checks(ALL_WELL)
    assert [check.subject for check in told] == list(Subject)
    assert {check.mark for check in told} == {Mark.READY}
    assert summary(told) == "mọi việc đã xong"
    assert first_amiss(told) == 0


TROUBLES: list[tuple[Subject, dict[str, Any], str]] = [
    (Subject.ROSTER, {"roster": Roster(planned=112)}, "chưa có đại biểu nào"),
    (Subject.ROSTER, {"roster": Roster(112, 112, unlisted=3, badges=112)}, "không còn trong danh sách"),
    (Subject.ROSTER, {"roster": Roster(112, 112, nameless=2, badges=112)}, "chưa có tên 2"),
    (Subject.BADGES, {"roster": Roster(112, 112, badges=100, to_print=12)}, "cần in 12 · đã đúng 100"),
    (Subject.SCANNER, {"tried": Preferences()}, "chưa thử trên máy này"),
    (Subject.SCANNER, {"tried": Preferences(scanner_tried="2023-09-12")}, "đã thử 3 ngày trước, còn điều phải chỉnh"),
    (Subject.F_KEYS, {"f_keys": False}, "bấm F2"),
    (Subject.DISK, {"file": Path("/home/x/OneDrive/toadam.json")}, "OneDrive"),
    (Subject.DISK, {"machine": Machine(None, None)}, "không xem được"),
    (Subject.DISK, {"machine": Machine(Disk(90_000_000, 3.0), None)}, "còn trống 90 MB"),
    (Subject.DISK, {"machine": Machine(Disk(9_000_000_000, 1234.0), None)}, "mỗi lần ghi mất 1,2 giây"),
    (Subject.DISK, {"machine": Machine(Disk(9_000_000_000, None), None)}, "không ghi được"),
    (Subject.BACKUPS, {"safety": Safety(backup=NOW)}, "chỉ có trên máy này"),
    (Subject.BACKUPS, {"safety": Safety(backup=NOW, second_place=STICK)}, "chưa nhận bản mới nhất"),
    (Subject.CLOCK, {"offset_minutes": -5 * 60 - 30}, "UTC-5:30"),
    (Subject.CLOCK, {"now": NOW + dt.timedelta(days=3)}, "3 ngày trước"),
    (Subject.POWER, {"machine": Machine(Disk(9_000_000_000, 3.0), Battery(34, False, 50))}, "đang dùng pin, còn 34%"),
    (Subject.SCREEN, {"screen": Screen(79, 24, 256)}, "79×24"),
    (Subject.SCREEN, {"screen": Screen(120, 36, 0)}, "0 màu"),
]


@pytest.mark.parametrize(("subject", "changes", "words"), TROUBLES, ids=lambda value: getattr(value, "name", ""))
def test_what_is_not_ready_is_said_with_what_to_do(subject: Subject, changes: dict[str, Any], words: str) -> None:
    check = said(subject, **changes)
    assert check.mark is Mark.AMISS
    assert words in check.found
    assert check.advice
    told = checks(replace(ALL_WELL, **changes))
    assert told[first_amiss(told)].subject is subject
    assert summary(told) == "còn 1 việc"


CALM: list[tuple[Subject, dict[str, Any], Mark, str]] = [
    (Subject.BADGES, {"roster": Roster(0, 0)}, Mark.OPEN, "chưa có ai để in thẻ"),
    (Subject.DISK, {"machine": None}, Mark.OPEN, "đang xem"),
    (Subject.DISK, {}, Mark.READY, "còn trống 12,3 GB · ghi nhanh"),
    (Subject.POWER, {"machine": Machine(Disk(9_000_000_000, 3.0), None)}, Mark.READY, "điện lưới"),
    (Subject.CLOCK, {}, Mark.READY, "07:30:12 · hội nghị hôm nay, lúc 08:00"),
    (Subject.CLOCK, {"now": NOW - dt.timedelta(days=1)}, Mark.READY, "ngày mai"),
    (Subject.CLOCK, {"now": NOW - dt.timedelta(days=9)}, Mark.READY, "còn 9 ngày nữa"),
    (Subject.SCREEN, {}, Mark.READY, "ệ ơ Đ"),
    (Subject.HALL, {"tried": shown_on("")}, Mark.OPEN, "chưa thử"),
    (Subject.HALL, {"tried": shown_on("gần đây")}, Mark.OPEN, "chưa thử"),
    (Subject.BACKUPS, {}, Mark.READY, "có thêm ở /media/usb, lần cuối 07:30"),
]


@pytest.mark.parametrize(("subject", "changes", "mark", "words"), CALM)
def test_what_is_well_or_cannot_be_known_is_no_task(
    subject: Subject, changes: dict[str, Any], mark: Mark, words: str
) -> None:
    told = checks(replace(ALL_WELL, **changes))[list(Subject).index(subject)]
    assert (told.mark, words in told.found) == (mark, True), told


def test_in_english_a_size_has_a_point() -> None:
    set_language("en")
    assert said(Subject.DISK).found == "12.3 GB free · saves at once"


def test_what_is_counted_is_what_the_conference_has(tmp_path: Path) -> None:
    people = [delegate(1), delegate(2, name=""), delegate(3, unlisted=True)]
    with closing(open_store(write_conference(tmp_path / "toadam.json", people), desk="Bàn 1")) as store:
        before = Roster.of(store.state)
        store.run(RecordBadges.of([store.state.delegates[people[0].id]], store.state.conference))
        after = Roster.of(store.state)
    assert (before.people, before.nameless, before.unlisted, before.badges) == (3, 1, 1, 0)
    assert (after.badges, after.to_print) == (1, before.to_print - 1)


def test_a_disk_is_tried_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    seen = disk.read(tmp_path)
    assert seen is not None
    assert seen.free > 0
    assert seen.sync_ms is not None
    assert not list(tmp_path.iterdir())


def test_a_disk_that_is_gone_says_nothing(tmp_path: Path) -> None:
    assert disk.read(tmp_path / "gone") is None


def test_an_f_key_that_arrived_is_known_from_then_on() -> None:
    watch = KeyboardWatch()
    for key in ("f", "ctrl+f", "escape"):
        watch.hear(key)
    assert not watch.f_keys
    for key in ("f9", "a"):
        watch.hear(key)
    assert watch.f_keys
