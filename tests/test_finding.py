"""What is typed, whom it means, and what the hint says Enter will do."""

from __future__ import annotations

import pytest

import builders
from builders import absent, code, conference, delegate, gone, present
from store.records import AreaId, Attendance, Delegate
from store.search import Directory
from store.state import State
from tui.door.hints import acts, hint
from tui.finding import Code, Finding, Many, Namesakes, Near, Nobody, Nothing, Person, Preparing, not_listed

PEOPLE = (
    delegate(1, name="Nguyễn Văn Hưởng", area=AreaId("p02"), unit="Tổ 1"),
    delegate(2, name="Trịnh Công Sơn", area=AreaId("p03"), unit="Tổ 2"),
    delegate(3, name="Trịnh Công Sơn", area=AreaId("p12"), unit="Tổ 3"),
    delegate(4, name="Trịnh Công Sởn", area=AreaId("p01"), unit="Tổ 4"),
    delegate(12, name="Lê Thị Yến", area=AreaId("p01"), unit="Tổ 12"),
)


def state_of(*attendance: Attendance) -> State:
    return builders.state(*PEOPLE, *attendance)


STATE = state_of()
DIRECTORY = Directory.of(PEOPLE, conference().areas)


def finding(query: str, *, ready: bool = True) -> Finding:
    found = Finding()
    if ready:
        found.search_in(DIRECTORY, STATE)
    found.look_for(query, STATE)
    return found


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_field_means_nothing(query: str) -> None:
    assert finding(query).meaning == Nothing()


@pytest.mark.parametrize("ready", [True, False])
@pytest.mark.parametrize("query", ["1", "001", " 1 "])
def test_digits_are_a_number_with_or_without_a_directory(query: str, ready: bool) -> None:
    assert finding(query, ready=ready).meaning == Person(PEOPLE[0].id, by_number=True)


def test_a_number_nobody_has_means_nobody() -> None:
    assert finding("99").meaning == Nobody("99")


def test_a_name_waits_for_the_directory_and_then_means_somebody() -> None:
    found = finding("huong", ready=False)
    meanings = [found.meaning]
    found.search_in(DIRECTORY, STATE)
    meanings.append(found.meaning)
    assert meanings == [Preparing(), Person(PEOPLE[0].id, by_number=False)]


def test_namesakes_mean_nobody_until_an_arrow() -> None:
    found = finding("trinh cong son")
    assert (found.meaning, found.highlighted) == (Namesakes(3), None)
    found.move(1)
    assert (found.meaning, found.highlighted) == (Person(found.matches[0].delegate, by_number=False), 0)
    found.move(1)
    assert found.highlighted == 1


def test_marks_tell_namesakes_apart() -> None:
    assert finding("trịnh công sởn").meaning == Person(PEOPLE[3].id, by_number=False)


def test_a_ward_tells_namesakes_apart() -> None:
    assert finding("trinh cong son tuong giang").meaning == Person(PEOPLE[2].id, by_number=False)


@pytest.mark.parametrize(
    ("query", "person"), [("yeen", PEOPLE[4]), ("huongg", PEOPLE[0]), ("nguyen vna huong", PEOPLE[0])]
)
def test_a_typo_means_nobody_until_an_arrow_even_if_only_one_is_nearly_called_so(query: str, person: Delegate) -> None:
    found = finding(query)
    assert (found.meaning, found.highlighted) == (Near(query, (person.id,)), None)
    found.move(1)
    assert (found.meaning, found.highlighted) == (Person(person.id, by_number=False), 0)


def test_a_name_is_meant_whoever_else_is_nearly_called_so() -> None:
    found = finding("trinh cong son tuong giang")
    assert not found.matches[0].rank.is_near
    found = finding("yến")
    found.search_in(Directory.of((*PEOPLE, delegate(5, name="Lê Thị Yếng"))), STATE)
    found.look_for("lê thị yến", STATE)
    assert found.meaning == Person(PEOPLE[4].id, by_number=False)


def test_whoever_is_only_nearly_called_so_may_be_somebody_new() -> None:
    assert not_listed(finding("huongg").meaning) == "huongg"
    assert not_listed(finding("xyz").meaning) == "xyz"
    assert not_listed(finding("huong").meaning) == ""


def test_those_who_have_a_place_in_common_mean_nobody_until_an_arrow() -> None:
    assert finding("to truong dinh").meaning == Person(PEOPLE[0].id, by_number=False)
    found = finding("tổ trưởng")
    assert (found.meaning, found.highlighted) == (Many(5), None)
    found.move(1)
    assert found.meaning == Person(found.matches[0].delegate, by_number=False)


def test_another_letter_forgets_the_arrow() -> None:
    found = finding("trinh cong son")
    found.move(1)
    found.look_for("trinh cong so", STATE)
    assert found.meaning == Namesakes(3)


def test_a_new_directory_keeps_who_was_chosen() -> None:
    found = finding("trinh cong son")
    found.move(1)
    found.move(1)
    chosen = found.meaning
    found.search_in(Directory.of((*PEOPLE, delegate(99, name="Trịnh Công An")), conference().areas), STATE)
    assert found.meaning == chosen


@pytest.mark.parametrize("by", [1, -1, 5, -5])
def test_arrows_stay_within_what_was_found(by: int) -> None:
    found = finding("trinh cong son")
    for _step in range(9):
        found.move(by)
    assert found.highlighted in (0, 2)


@pytest.mark.parametrize(
    "query",
    [code(1), code(1).lower(), code(1)[1:], "001099012345|1|A|2", "https://example.vn/x", "8934567890123", "-abc"],
)
def test_what_only_a_scanner_types_is_a_scan(query: str) -> None:
    assert finding(query).meaning == Code(query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Sẵn sàng quét mã · ↓ xem ai chưa đến"),
        ("1", "⏎ Điểm danh 001 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng"),
        ("trinh cong son", "Có 3 người trùng tên – chọn bằng ↑↓"),
        ("xyz", "Không tìm thấy · F7 thêm “xyz”"),
        ("huongg", "Không có “huongg” · F7 thêm · ↓ có phải 001 Nguyễn Văn Hưởng – Tổ trưởng, Đình Bảng?"),
        ("tổ trưởng", "Có 5 người cùng đơn vị, chức danh – chọn bằng ↑↓"),
        (code(1), "⏎ Điểm danh theo mã vừa gõ"),
    ],
)
def test_the_hint_says_what_enter_does(query: str, said: str) -> None:
    meaning = finding(query).meaning
    assert hint(meaning, STATE) == said
    assert acts(meaning) == said.startswith("⏎")


@pytest.mark.parametrize(
    ("attendance", "begins"),
    [
        (present(PEOPLE[0], "07:12:30"), "⏎ Đã có mặt từ 07:12, xem lại 001"),
        (gone(PEOPLE[0]), "⏎ Cho vào lại 001"),
        (absent(PEOPLE[0], "ốm"), "⏎ Đã báo vắng, điểm danh 001"),
    ],
)
def test_the_hint_knows_where_somebody_stands(attendance: Attendance, begins: str) -> None:
    assert hint(finding("1").meaning, state_of(attendance)).startswith(begins)
