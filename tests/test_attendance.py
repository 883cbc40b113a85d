"""Who is in, who came in whose place, who left; what a scan answers; head counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import builders
from store import (
    AdmitSubstitute,
    AdmitWalkIn,
    Answer,
    CheckIn,
    CheckOut,
    HeadCount,
    MarkAbsent,
    Outcome,
    Scan,
    Store,
    Undo,
    WithdrawArrival,
    codes,
)
from store.errors import Reason, Refused
from store.head_counts import Lateness, count_of
from store.records import (
    Attendance,
    CategoryId,
    Delegate,
    DelegateId,
    Method,
    Role,
    Standing,
    Status,
    Substitute,
)
from store.verbs import Verb
from stores import Moments, new_conference, opened

ONE, TWO = DelegateId(1), DelegateId(2)
OLD_CODE = codes.mint(builders.CODE_LETTERS, 4001, taken=())
OTHERS_CODE = codes.mint("LC", 5, taken=())
UNKNOWN_CODE = codes.mint(builders.CODE_LETTERS, 4002, taken=())


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


def walk_in(id: int = 900, **fields: Any) -> AdmitWalkIn:
    return AdmitWalkIn(id=DelegateId(id), seed=id, **{"category": CategoryId("to-truong"), "name": "Đỗ Loan"} | fields)


@pytest.fixture
def clock() -> Moments:
    return Moments("07:30:00")


@pytest.fixture
def path(tmp_path: Path, both_engines: None) -> Path:
    people = builders.delegates(4)
    return new_conference(tmp_path, [builders.delegate(5, retired_codes=(OLD_CODE,)), *people])


@pytest.fixture
def store(path: Path, clock: Moments) -> Iterator[Store]:
    store = opened(path, "Bàn A", clock=clock)
    yield store
    store.close()


@pytest.fixture
def other(path: Path, clock: Moments, store: Store) -> Iterator[Store]:
    other = opened(path, "Bàn B", clock=clock)
    yield other
    other.close()


# -- scans ----------------------------------------------------------------------------------------


def test_a_first_scan_admits(store: Store) -> None:
    answer = store.run(scan(1))
    assert answer == Answer(outcome=Outcome.ADMITTED, delegate=ONE, at=builders.stamp("07:30:00"))
    assert store.state.attendance[ONE] == builders.present(builders.delegate(1), "07:30:00")


def test_the_same_scan_within_five_seconds_is_a_repeat_and_no_incident(store: Store, clock: Moments) -> None:
    store.run(scan(1))
    for times in range(2, 6):
        clock.move(4.9)
        answer = store.run(scan(1))
        assert (answer.outcome, answer.times) == (Outcome.REPEAT, times)


def test_the_same_scan_after_five_seconds_is_already_in(store: Store, clock: Moments) -> None:
    store.run(scan(1))
    clock.move(5)
    answer = store.run(scan(1))
    assert answer.outcome is Outcome.ALREADY_IN
    assert (answer.arrived, answer.desk, answer.times) == (builders.stamp("07:30:00"), "Bàn A", 2)


def test_another_desk_is_told_when_and_where_even_at_once(store: Store, other: Store) -> None:
    store.run(scan(1))
    answer = other.run(scan(1))
    assert answer.outcome is Outcome.ALREADY_IN
    assert (answer.arrived, answer.desk, answer.times) == (builders.stamp("07:30:00"), "Bàn A", 2)


def test_who_left_comes_in_again_with_the_badge(store: Store, other: Store, clock: Moments) -> None:
    store.run(scan(1))
    store.run(CheckOut(delegate=ONE))
    clock.move(3600)
    answer = other.run(scan(1))
    assert (answer.outcome, answer.arrived, answer.desk) == (Outcome.REENTRY, builders.stamp("07:30:00"), "Bàn A")
    attendance = other.state.attendance[ONE]
    assert attendance.status is Status.PRESENT
    assert (attendance.arrived, attendance.reentered) == (builders.stamp("07:30:00"), builders.stamp("08:30:00"))


@pytest.mark.parametrize(
    ("raw", "outcome", "delegate"),
    [
        (OLD_CODE, Outcome.REPLACED, 5),
        (OTHERS_CODE, Outcome.OTHER_CONFERENCE, None),
        (UNKNOWN_CODE, Outcome.UNKNOWN, None),
        (builders.code(1)[:-1] + ("B" if builders.code(1)[-1] != "B" else "C"), Outcome.MISREAD, None),
        (builders.code(1)[:-1], Outcome.MISREAD, None),
        ("001190012345|123456789|Nguyễn Văn A|01011990|Nam|Bắc Ninh|01012021", Outcome.UNKNOWN, None),
        ("https://example.org/a", Outcome.UNKNOWN, None),
        ("", Outcome.UNKNOWN, None),
    ],
)
def test_a_refused_scan_changes_nothing_and_says_why(
    store: Store, raw: str, outcome: Outcome, delegate: int | None
) -> None:
    answer = store.run(Scan.of(raw))
    assert (answer.outcome, answer.delegate) == (outcome, delegate)
    assert not list(store.state.attendance)
    assert [entry.verb for entry in store.log()] == ["scan"]


@pytest.mark.parametrize(
    "raw", [builders.code(1).lower(), builders.code(1)[1:], f" {builders.code(1)}\r", f"]Q1{builders.code(1)}"]
)
def test_a_code_is_read_however_a_scanner_types_it(store: Store, raw: str) -> None:
    assert store.run(Scan.of(raw)).outcome is Outcome.ADMITTED


@pytest.mark.parametrize(
    "raw", ["001190012345|123456789|Nguyễn Văn A|01011990|Nam|Bắc Ninh|01012021", "https://example.org/?q=secret"]
)
def test_nothing_of_a_stranger_stays_in_the_files(store: Store, path: Path, raw: str) -> None:
    store.run(Scan.of(raw))
    store.close()
    with closing(opened(path, "Bàn C")) as again:
        entry = again.log()[0]
    assert entry.args["length"] == len(raw)
    assert entry.args["foreign"]
    for file in filter(Path.is_file, path.parent.rglob("*")):
        content = file.read_bytes()
        for secret in (raw, "001190012345", "Nguyễn Văn A", "secret"):
            assert secret.encode() not in content
            assert ascii(secret)[1:-1].encode() not in content


def test_every_scan_is_in_the_log_the_refused_ones_too(store: Store) -> None:
    for raw in (builders.code(1), builders.code(1), OLD_CODE, OTHERS_CODE, "x"):
        store.run(Scan.of(raw))
    outcomes = [entry.outcome["outcome"] for entry in store.log()]
    assert outcomes == ["admitted", "repeat", "replaced", "other-conference", "unknown"]


def test_an_admission_taken_back_and_given_again_counts_from_one(store: Store, clock: Moments) -> None:
    store.run(scan(1))
    store.run(Undo())
    assert store.run(scan(1)).times == 1
    clock.move(60)
    assert store.run(scan(1)).times == 2


def test_how_often_somebody_was_asked_for_is_known_after_reopening(store: Store, path: Path, clock: Moments) -> None:
    store.run(scan(1))
    store.run(scan(1))
    store.close()
    again = opened(path, "Bàn C", clock=clock)
    answer = again.run(scan(1))
    assert (answer.outcome, answer.times) == (Outcome.ALREADY_IN, 3)
    again.close()


# -- by hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [Method.NUMBER, Method.NAME, Method.PAPER])
def test_an_arrival_by_hand_is_an_arrival(store: Store, method: Method) -> None:
    assert store.run(CheckIn(delegate=ONE, method=method)).outcome is Outcome.ADMITTED
    assert store.state.attendance[ONE].method is method
    assert store.run(scan(1)).outcome is Outcome.REPEAT


@pytest.mark.parametrize("excused", [True, False])
def test_who_was_marked_absent_and_comes_is_in(store: Store, excused: bool) -> None:
    store.run(MarkAbsent(delegate=ONE, excused=excused, reason="Ốm"))
    answer = store.run(scan(1))
    assert (answer.outcome, answer.excuse_lifted) == (Outcome.ADMITTED, True)
    assert store.state.attendance[ONE].reason == ""
    assert store.run(scan(2)).excuse_lifted is False


def test_a_substitute_comes_in_somebodys_place(store: Store, clock: Moments) -> None:
    store.run(AdmitSubstitute(delegate=ONE, name="  Lê  Văn Sử ", title="Phó ban"))
    assert store.state.attendance[ONE].substitute == Substitute(name="Lê Văn Sử", title="Phó ban")
    assert store.run(scan(1)).outcome is Outcome.ALREADY_IN


def test_a_walk_in_is_put_on_the_list_and_admitted(store: Store) -> None:
    answer = store.run(walk_in(900, unit="Phường Tam Sơn"))
    assert (answer.outcome, answer.delegate) == (Outcome.ADMITTED, 900)
    delegate = store.state.delegates[DelegateId(900)]
    assert (delegate.number, delegate.position, delegate.standing) == (6, 6, Standing.WALK_IN)
    assert codes.read(delegate.code) == codes.Badge(code=delegate.code, conference=builders.CODE_LETTERS)
    assert store.run(Scan.of(delegate.code)).outcome is Outcome.ALREADY_IN


REFUSED: list[tuple[list[Verb[Any]], Verb[Any], Reason]] = [
    ([], CheckIn(delegate=DelegateId(99), method=Method.NAME), Reason.NO_SUCH_DELEGATE),
    ([], AdmitSubstitute(delegate=DelegateId(99)), Reason.NO_SUCH_DELEGATE),
    ([], CheckOut(delegate=ONE), Reason.NOT_ARRIVED),
    ([MarkAbsent(delegate=ONE, excused=True)], CheckOut(delegate=ONE), Reason.NOT_ARRIVED),
    ([scan(1), CheckOut(delegate=ONE)], CheckOut(delegate=ONE), Reason.ALREADY_LEFT),
    ([scan(1)], MarkAbsent(delegate=ONE, excused=True), Reason.ALREADY_PRESENT),
    ([scan(1), CheckOut(delegate=ONE)], MarkAbsent(delegate=ONE, excused=False), Reason.ALREADY_PRESENT),
    ([AdmitSubstitute(delegate=ONE)], AdmitSubstitute(delegate=ONE), Reason.ALREADY_PRESENT),
    ([scan(1), CheckOut(delegate=ONE)], AdmitSubstitute(delegate=ONE), Reason.ALREADY_PRESENT),
    ([], WithdrawArrival(delegate=ONE), Reason.NOT_ARRIVED),
    ([], walk_in(category=CategoryId("khong-co")), Reason.NO_SUCH_CATEGORY),
    ([], Undo(), Reason.NOTHING_TO_UNDO),
]


@pytest.mark.parametrize(("before", "verb", "reason"), REFUSED)
def test_what_cannot_be_is_refused_and_not_recorded(
    store: Store, before: list[Verb[Any]], verb: Verb[Any], reason: Reason
) -> None:
    for earlier in before:
        store.run(earlier)
    state = store.state
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert refusal.value.reason is reason
    assert store.state == state
    assert len(store.log()) == len(before)


@pytest.mark.parametrize("arrival", [scan(1), AdmitSubstitute(delegate=ONE), MarkAbsent(delegate=ONE, excused=True)])
def test_an_arrival_or_absence_can_be_withdrawn(store: Store, arrival: Verb[Any]) -> None:
    store.run(arrival)
    store.run(WithdrawArrival(delegate=ONE))
    assert ONE not in store.state.attendance
    assert store.run(scan(1)).outcome is Outcome.ADMITTED


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY, Role.HALL])
@pytest.mark.parametrize(
    "verb",
    [
        scan(1),
        walk_in(),
        CheckIn(delegate=ONE, method=Method.NAME),
        CheckOut(delegate=ONE),
        WithdrawArrival(delegate=ONE),
    ],
    ids=lambda verb: type(verb).verb_name,
)
def test_only_the_desk_admits(path: Path, role: Role, verb: Verb[Any]) -> None:
    store = opened(path, "Hội trường", role=role)
    with pytest.raises(Refused) as refusal:
        store.run(verb)
    assert (refusal.value.reason, refusal.value.role) == (Reason.ROLE, role)
    assert store.log() == []
    store.close()


@pytest.mark.parametrize("role", [Role.OFFICE, Role.RECEPTION])
def test_office_and_reception_are_the_desk(path: Path, role: Role) -> None:
    store = opened(path, "Bàn C", role=role)
    assert store.run(scan(1)).outcome is Outcome.ADMITTED
    assert store.log()[0].role is role
    store.close()


# -- head counts ----------------------------------------------------------------------------------

SUMMONED = builders.delegate(1)
WALK_IN = builders.delegate(2, standing=Standing.WALK_IN)
SERVICE = builders.delegate(3, standing=Standing.SERVICE)

ON_TIME = Lateness.of(builders.conference(), None)

COUNTS: list[tuple[Delegate, Attendance | None, HeadCount]] = [
    (SUMMONED, None, HeadCount(summoned=1)),
    (SUMMONED, builders.present(SUMMONED), HeadCount(summoned=1, present=1)),
    (SUMMONED, builders.present(SUMMONED, "08:05:01"), HeadCount(summoned=1, present=1, late=1)),
    (SUMMONED, builders.substituted(SUMMONED, "Ai đó"), HeadCount(summoned=1, present=1, substitutes=1)),
    (SUMMONED, builders.substituted(SUMMONED, ""), HeadCount(summoned=1, present=1, substitutes=1)),
    (SUMMONED, builders.gone(SUMMONED), HeadCount(summoned=1, present=1, left=1)),
    (SUMMONED, builders.absent(SUMMONED, "Ốm"), HeadCount(summoned=1, excused=1)),
    (SUMMONED, builders.absent(SUMMONED), HeadCount(summoned=1, unexcused=1)),
    (WALK_IN, None, HeadCount()),
    (WALK_IN, builders.present(WALK_IN, "09:00:00"), HeadCount(walk_ins=1)),
    (WALK_IN, builders.gone(WALK_IN), HeadCount(walk_ins=1)),
    (SERVICE, None, HeadCount()),
    (SERVICE, builders.present(SERVICE), HeadCount(service=1)),
]


@pytest.mark.parametrize(("delegate", "attendance", "expected"), COUNTS)
def test_what_one_delegate_counts_as(delegate: Delegate, attendance: Attendance | None, expected: HeadCount) -> None:
    assert count_of(delegate, attendance, ON_TIME) == expected


def test_head_counts_add_up() -> None:
    total = sum((count_of(*row[:2], ON_TIME) for row in COUNTS), HeadCount.NOBODY)
    assert total == HeadCount(8, 5, 2, 1, 1, 2, 1, 1, 1)
    assert total.not_arrived == 1
    assert total.rate == 5 / 8
    assert total - total == HeadCount.NOBODY
    assert HeadCount.NOBODY.rate is None


def test_walk_ins_never_raise_the_rate(store: Store) -> None:
    store.run(scan(1))
    before = store.state.head_count().rate
    store.run(walk_in(900))
    store.run(walk_in(901, standing=Standing.SERVICE))
    count = store.state.head_count()
    assert (count.rate, count.walk_ins, count.service) == (before, 1, 1)


@pytest.mark.parametrize(
    ("arrived", "late"), [("07:00:00", False), ("08:05:00", False), ("08:05:01", True), ("11:00:00", True)]
)
def test_late_is_past_the_announced_start_and_the_time_allowed(arrived: str, late: bool) -> None:
    assert ON_TIME.is_late(builders.present(SUMMONED, arrived)) is late


def test_a_unit_is_counted_across_its_spellings(tmp_path: Path) -> None:
    units = ["Phường Tam Sơn", "phường  Tam Son", "Phường Đồng Kỵ"]
    people = [builders.delegate(number, unit=unit) for number, unit in enumerate(units, 1)]
    store = opened(new_conference(tmp_path, people))
    store.run(scan(1))
    assert [tuple(store.state.unit_count(person)) for person in people] == [(1, 2), (1, 2), (0, 1)]
    store.close()
