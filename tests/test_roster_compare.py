"""A roster held against the delegates there are: nobody is taken for somebody else, nobody is added twice."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rosters import delegate
from store.records import AreaId, CategoryId, Delegate, Standing
from store.roster import Comparison, Entry, Field, compare

UNIT = "Tổ Dân vận khu phố Trầm, phường Đình Bảng"
AN = Entry(
    row=9,
    stt="1",
    name="Nguyễn Văn An",
    title="Tổ trưởng",
    unit=UNIT,
    category=CategoryId("to-truong"),
    area=AreaId("dinh-bang"),
    phone="0900000001",
)
HA = replace(AN, row=10, stt="2", name="Lê Thị Hà", unit="Tổ Dân vận khu phố Bà La", phone="0900000002")


def known(*entries: Entry) -> list[Delegate]:
    return [delegate(entry, number) for number, entry in enumerate(entries, 1)]


def counts(found: Comparison) -> dict[str, int]:
    groups = {
        "added": found.added,
        "corrected": found.corrected,
        "replaced": found.replaced,
        "unlisted": found.unlisted,
        "unchanged": found.unchanged,
    }
    return {name: len(group) for name, group in groups.items() if group}


def test_into_an_empty_conference_everybody_is_new() -> None:
    assert compare([AN, HA], []).added == (AN, HA)


def test_the_same_roster_again_changes_nothing() -> None:
    found = compare([AN, HA], known(AN, HA))
    assert counts(found) == {"unchanged": 2}
    assert [(match.entry.name, match.delegate.number) for match in found.unchanged] == [(AN.name, 1), (HA.name, 2)]


NAMES = st.sampled_from(["Nguyễn Văn Hùng", "Nguyễn Thị Hương", "Nguyễn Thị Hường", "Lê Hà"])
UNITS = st.sampled_from(["", "Tổ Dân vận khu phố Trầm", "Tổ Dân vận khu phố Bà La"])
PHONES = st.sampled_from(["", "0900000001", "0900000002"])
ENTRIES = st.builds(
    lambda name, unit, phone, category: replace(AN, name=name, unit=unit, phone=phone, category=CategoryId(category)),
    NAMES,
    UNITS,
    PHONES,
    st.sampled_from(["to-truong", "truong-khoi"]),
)


@given(st.lists(ENTRIES, max_size=12), st.randoms(use_true_random=False))
def test_no_order_and_no_namesakes_change_that(entries: list[Entry], shuffler: random.Random) -> None:
    shuffled = list(entries)
    shuffler.shuffle(shuffled)
    assert set(counts(compare(shuffled, known(*entries)))) <= {"unchanged"}


@given(st.lists(ENTRIES, max_size=10), st.lists(ENTRIES, max_size=10))
def test_everybody_is_in_exactly_one_place(new: list[Entry], old: list[Entry]) -> None:
    found = compare(new, known(*old))
    pairs = (*found.corrected, *found.replaced, *found.unchanged)
    assert len(found.added) + len(pairs) == len(new)
    assert len(found.unlisted) + len(pairs) == len(old)
    numbers = [match.delegate.number for match in pairs] + [one.number for one in found.unlisted]
    assert sorted(numbers) == list(range(1, len(old) + 1))


@pytest.mark.parametrize(
    "name", ["NGUYỄN VĂN AN", "Nguyễn Văn Ân", "Nguyen Van An", "Nguyễn Văn Ann", "Nguyễn Viết An", "Nguyễn An"]
)
def test_another_spelling_under_the_same_phone_is_the_same_person(name: str) -> None:
    found = compare([replace(AN, name=name), HA], known(AN, HA))
    assert counts(found) == {"corrected": 1, "unchanged": 1}
    assert (found.corrected[0].delegate.number, found.corrected[0].fields) == (1, (Field.NAME,))


@pytest.mark.parametrize("name", ["Nguyễn Văn Ân", "Nguyên Văn An", "Nguyen Van An", "Nguyễn Văng An"])
def test_a_spelling_corrected_within_a_unit_keeps_the_delegate(name: str) -> None:
    found = compare([replace(AN, name=name, phone="")], known(AN))
    assert counts(found) == {"corrected": 1}


def test_the_place_of_the_tone_is_no_correction() -> None:
    assert counts(compare([replace(AN, name="Nguyễn Thị Hoà")], known(replace(AN, name="Nguyễn Thị Hòa")))) == {
        "unchanged": 1
    }


@pytest.mark.parametrize("name", ["Trần Thị Bưởi", "Nguyễn Văn Dũng"])
@pytest.mark.parametrize("phone", ["", "0900000099"])
def test_somebody_else_in_the_same_post_is_a_replacement(name: str, phone: str) -> None:
    found = compare([replace(AN, name=name, phone=phone)], known(AN))
    assert counts(found) == {"replaced": 1}
    assert found.replaced[0].delegate.name == AN.name


def test_two_posts_alike_replace_nobody() -> None:
    deputies = [replace(AN, name=name, phone="", title="Phó Chủ tịch") for name in ("Đỗ Hải", "Vũ Sơn")]
    new = [replace(one, name=name) for one, name in zip(deputies, ("Lý Trà", "Bùi Mai"), strict=True)]
    assert counts(compare(new, known(*deputies))) == {"added": 2, "unlisted": 2}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.TITLE, "Tổ phó"),
        (Field.UNIT, "Tổ Dân vận khu phố Đình"),
        (Field.CATEGORY, "truong-khoi"),
        (Field.AREA, "phu-khe"),
        (Field.PHONE, "0900000009"),
        (Field.SEAT, "A1"),
        (Field.NOTE, "Tham luận"),
    ],
)
def test_one_field_changed_is_a_correction_of_that_field(field: Field, value: str) -> None:
    found = compare([replace(AN, **{field: value}), HA], known(AN, HA))
    assert [correction.fields for correction in found.corrected] == [(field,)]
    assert counts(found) == {"corrected": 1, "unchanged": 1}


@pytest.mark.parametrize("field", ["phone", "note", "seat", "title"])
def test_where_the_roster_is_silent_what_is_known_stays(field: str) -> None:
    full = replace(AN, note="Tham luận", seat="A1")
    assert counts(compare([replace(full, **{field: ""})], known(full))) == {"unchanged": 1}


def test_namesakes_in_two_units_stay_apart() -> None:
    other = replace(AN, unit="Tổ Dân vận khu phố Núi, phường Tam Sơn", area=AreaId("tam-son"), phone="0900000005")
    moved = replace(other, phone="0900000006")
    found = compare([moved, AN], known(AN, other))
    assert [correction.delegate.number for correction in found.corrected] == [2]
    assert [match.delegate.number for match in found.unchanged] == [1]


def test_a_namesake_with_another_phone_and_unit_is_somebody_else() -> None:
    other = replace(AN, unit="Tổ Dân vận khu phố Núi", area=AreaId("tam-son"), phone="0900000005")
    assert counts(compare([other], known(AN))) == {"added": 1, "unlisted": 1}


def test_the_running_number_and_the_row_are_no_correction() -> None:
    assert counts(compare([replace(AN, stt="77", row=200)], known(AN))) == {"unchanged": 1}


@pytest.mark.parametrize("standing", [Standing.WALK_IN, Standing.SERVICE])
def test_only_the_summoned_can_be_unlisted(standing: Standing) -> None:
    walk_in = delegate(AN, 1, standing)
    assert counts(compare([], [walk_in])) == {}
    assert counts(compare([AN], [walk_in])) == {"unchanged": 1}


def test_ten_thousand_are_compared_with_themselves_in_reverse() -> None:
    entries = [replace(AN, name=f"Nguyễn Văn {chr(65 + n % 26)}n", unit=f"Tổ {n}", phone="") for n in range(10_000)]
    assert counts(compare(reversed(entries), known(*entries))) == {"unchanged": 10_000}
