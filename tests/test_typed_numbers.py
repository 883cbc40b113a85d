"""A number typed on a layout that makes letters of digits finds whoever has it."""

from __future__ import annotations

import pytest

from builders import delegate, state
from layouts import MACOS_VIETNAMESE, WINDOWS_FRENCH, WINDOWS_VIETNAMESE, XKB_FRENCH, XKB_VIETNAMESE, Layout, typed_on
from store.records import Delegate
from store.search import Directory
from tui.delegates.filters import Roll
from tui.delegates.listing import Listing
from tui.finding import Code, Finding, Nobody, Person
from tui.machine.keyboard_signs import Sign, typed_numbers
from tui.podium.queueing import Several, asked

FOREIGN = (WINDOWS_VIETNAMESE, XKB_VIETNAMESE, MACOS_VIETNAMESE, WINDOWS_FRENCH, XKB_FRENCH)
PEOPLE = [
    delegate(number, name={47: "Đỗ Văn Đô", 18: "Trần Thị Ấn"}.get(number, f"Lê Văn Sơn {number}"))
    for number in range(1, 200)
]
STATE = state(*PEOPLE)
DIRECTORY = Directory.of(PEOPLE)


def found(query: str, *, ready: bool = True) -> Finding:
    finding = Finding()
    if ready:
        finding.search_in(DIRECTORY, STATE)
    finding.look_for(query, STATE)
    return finding


def by_number(person: Delegate) -> Person:
    return Person(person.id, by_number=True)


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("layout", FOREIGN, ids=str)
def test_every_number_as_it_stands_on_the_badge_finds_its_delegate(layout: Layout, caps: bool) -> None:
    for person in PEOPLE:
        finding = found(typed_on(layout, f"{person.number:03}", caps=caps))
        if layout is MACOS_VIETNAMESE and person.number == 47:
            assert finding.meaning == Person(person.id, by_number=False)
        else:
            assert finding.meaning == by_number(person)


@pytest.mark.parametrize("ready", [True, False])
def test_two_digits_are_found_before_and_after_the_names_are_known(ready: bool) -> None:
    assert found("âê", ready=ready).meaning == by_number(PEOPLE[22])
    assert found("âê", ready=ready).layout is Sign.VIETNAMESE_LAYOUT


def test_a_name_an_input_method_typed_is_a_name() -> None:
    for query in ("đỗ", "Đỗ", "đô", "ấn"):
        assert found(query).meaning != by_number(PEOPLE[46])
        assert found(query).layout is None
    assert found("đỗ").meaning == Person(PEOPLE[46].id, by_number=False)


def test_the_same_keys_on_a_layout_are_the_number_and_the_names_stand_below() -> None:
    people = [delegate(47, name="Lê Văn Sơn"), delegate(3, name="Đỗ Văn Hùng")]
    finding = Finding()
    finding.search_in(Directory.of(people), state(*people))
    finding.look_for("đô\u0303", state(*people))
    assert finding.meaning == by_number(people[0])
    assert [match.delegate for match in finding.matches] == [47, 3]


@pytest.mark.parametrize("query", ["-", "_", "--"])
def test_what_is_left_of_a_scan_is_no_number(query: str) -> None:
    assert found(query).meaning == Code(query)


def test_letters_of_a_number_nobody_has_are_letters() -> None:
    assert found("ââđ").meaning == Nobody("ââđ")


def test_a_number_chooses_for_the_group_as_digits_do() -> None:
    finding = found("âê")
    assert finding.chosen_by_number
    assert finding.mark()
    assert list(finding.marked) == [23]


@pytest.mark.parametrize("layout", FOREIGN, ids=str)
def test_a_list_of_numbers_is_several_people(layout: Layout) -> None:
    typed = " ".join(typed_on(layout, number) for number in ("12", "047", "159", "008"))
    assert [int(number.digits) for number in typed_numbers(typed)] == [12, 47, 159, 8]
    assert asked(found(typed), STATE) == Several((PEOPLE[11].id, PEOPLE[46].id, PEOPLE[158].id, PEOPLE[7].id))


def test_the_list_of_delegates_finds_them_too() -> None:
    listing = Listing(Roll(STATE), STATE)
    listing.search_in(DIRECTORY)
    listing.look_for("đâê")
    assert listing.chosen == 23
    assert listing.layout is Sign.VIETNAMESE_LAYOUT
    listing.look_for("")
    assert listing.layout is None
