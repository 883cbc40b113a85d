"""A roster held against the delegates there are: nobody is taken for somebody else, nobody is added twice."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rosters import delegate
from store.records import AreaId, CategoryId, Delegate, Standing
from store.roster import Comparison, DoubtKind, Entry, Field, compare, doubts_against, preview

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


@pytest.mark.parametrize("standing", [Standing.WALK_IN, Standing.SERVICE, Standing.STRUCK_OFF])
def test_only_the_summoned_can_be_unlisted(standing: Standing) -> None:
    assert counts(compare([], [delegate(AN, 1, standing)])) == {}


def test_a_walk_in_who_is_on_the_roster_stays_one() -> None:
    assert counts(compare([AN], [delegate(AN, 1, Standing.WALK_IN)])) == {"unchanged": 1}


@pytest.mark.parametrize("standing", [Standing.SERVICE, Standing.STRUCK_OFF])
def test_whoever_is_summoned_again_is_a_correction(standing: Standing) -> None:
    (correction,) = compare([AN], [delegate(AN, 1, standing)]).corrected
    assert correction.fields == (Field.STANDING,)


def test_who_turns_out_to_serve_is_a_correction() -> None:
    driver = replace(AN, category=CategoryId(""), standing=Standing.SERVICE)
    (correction,) = compare([driver], known(AN)).corrected
    assert set(correction.fields) == {Field.CATEGORY, Field.STANDING}


def test_a_role_is_corrected_and_silence_about_it_is_none() -> None:
    chairs = replace(AN, role="Chủ trì")
    assert [correction.fields for correction in compare([chairs], known(AN)).corrected] == [(Field.ROLE,)]
    assert counts(compare([AN], known(chairs))) == {"unchanged": 1}


@pytest.mark.parametrize("standing", [Standing.WALK_IN, Standing.STRUCK_OFF])
def test_nobody_replaces_who_holds_no_place(standing: Standing) -> None:
    other = replace(AN, name="Trần Thị Bưởi", phone="")
    assert counts(compare([other], [delegate(AN, 1, standing)])) == {"added": 1}


PLACE = replace(AN, name="", title="Lãnh đạo", unit="Hội Nông dân", phone="")
NAMED = replace(PLACE, name="Đỗ Hải", phone="0900000009")
BLANK = replace(PLACE, title="", unit="")


@pytest.mark.parametrize("place", [PLACE, BLANK, replace(BLANK, standing=Standing.SERVICE, title="Lái xe")])
@pytest.mark.parametrize("count", [1, 3])
def test_the_same_places_again_change_nothing(place: Entry, count: int) -> None:
    found = compare([AN, *[place] * count], known(AN, *[place] * count))
    assert counts(found) == {"unchanged": 1 + count}
    assert [match.delegate.number for match in found.unchanged] == list(range(1, count + 2))


def test_one_place_more_is_one_more() -> None:
    assert counts(compare([PLACE] * 3, known(PLACE, PLACE))) == {"unchanged": 2, "added": 1}
    assert counts(compare([PLACE], known(PLACE, PLACE))) == {"unchanged": 1, "unlisted": 1}


@pytest.mark.parametrize(
    ("field", "value"), [("title", "Chuyên viên"), ("unit", "Hội Phụ nữ"), ("category", "truong-khoi")]
)
def test_another_post_is_another_place(field: str, value: str) -> None:
    assert counts(compare([replace(PLACE, **{field: value})], known(PLACE))) == {"added": 1, "unlisted": 1}


@pytest.mark.parametrize("place", [PLACE, replace(PLACE, title="")])
@pytest.mark.parametrize("title", ["Lãnh đạo", "", "Chủ tịch"])
def test_somebody_named_for_a_place_is_a_correction(place: Entry, title: str) -> None:
    found = compare([AN, replace(NAMED, title=title)], known(AN, place))
    assert counts(found) == {"unchanged": 1, "corrected": 1}
    assert (found.corrected[0].delegate.number, found.corrected[0].fields[0]) == (2, Field.NAME)


def test_a_place_with_a_title_of_its_own_is_not_anybodys() -> None:
    specialist = replace(PLACE, title="Chuyên viên")
    assert counts(compare([replace(NAMED, title="Chủ tịch")], known(specialist))) == {"added": 1, "unlisted": 1}


def test_who_has_been_named_at_the_desk_stays_named() -> None:
    at_the_desk = replace(NAMED, title="Phó Chủ tịch", unit="Hội Nông dân thành phố")
    assert counts(compare([PLACE, PLACE], known(replace(NAMED, unit=PLACE.unit), PLACE))) == {"unchanged": 2}
    assert counts(compare([PLACE], known(replace(at_the_desk, unit=PLACE.unit)))) == {"unchanged": 1}


def test_people_come_before_places() -> None:
    found = compare([NAMED, PLACE], known(PLACE, NAMED))
    assert counts(found) == {"unchanged": 2}


@pytest.mark.parametrize("standing", [Standing.WALK_IN, Standing.STRUCK_OFF])
def test_a_place_is_not_taken_for_who_holds_none(standing: Standing) -> None:
    assert counts(compare([PLACE], [delegate(NAMED, 1, standing)])) == {"added": 1}
    walk_in = delegate(PLACE, 1, Standing.WALK_IN)
    assert counts(compare([PLACE, NAMED], [walk_in])) == {"added": 2}


def test_a_place_struck_off_comes_back() -> None:
    (correction,) = compare([PLACE], [delegate(PLACE, 1, Standing.STRUCK_OFF)]).corrected
    assert correction.fields == (Field.STANDING,)


SOME = st.one_of(ENTRIES, st.sampled_from([PLACE, BLANK, replace(PLACE, title="Chuyên viên")]))


@given(st.lists(SOME, max_size=12), st.randoms(use_true_random=False))
def test_no_order_and_no_places_change_that(entries: list[Entry], shuffler: random.Random) -> None:
    shuffled = list(entries)
    shuffler.shuffle(shuffled)
    assert set(counts(compare(shuffled, known(*entries)))) <= {"unchanged"}


@given(st.lists(SOME, max_size=10), st.lists(SOME, max_size=10))
def test_people_and_places_are_in_exactly_one_place(new: list[Entry], old: list[Entry]) -> None:
    found = compare(new, known(*old))
    pairs = (*found.corrected, *found.replaced, *found.unchanged)
    assert len(found.added) + len(pairs) == len(new)
    assert len(found.unlisted) + len(pairs) == len(old)


# -- what an import would change --------------------------------------------------------------------


def test_a_preview_keeps_the_place_of_who_has_come() -> None:
    others = [replace(AN, name="Trần Thị Bưởi", phone=""), replace(HA, name="Phạm Quốc Đạt", phone="")]
    on_list = known(AN, HA)
    assert counts(preview(others, (), on_list, ())) == {"replaced": 2}
    found = preview(others, (), on_list, {on_list[0].id})
    assert (found.added, [one.delegate for one in found.replaced], found.unlisted) == (
        (others[0],),
        [on_list[1]],
        (on_list[0],),
    )


def test_a_preview_for_some_areas_leaves_the_others_alone() -> None:
    far = replace(HA, area=AreaId("tam-son"))
    assert counts(preview([], [AreaId("dinh-bang")], known(AN, far), ())) == {"unlisted": 1}


def test_places_that_are_alike_keep_their_order_whatever_order_the_delegates_come_in() -> None:
    on_list = known(PLACE, PLACE, PLACE)
    for delegates in permutations(on_list):
        assert [match.delegate for match in preview([PLACE] * 3, (), delegates, ()).unchanged] == on_list


def test_added_people_keep_the_order_of_the_roster() -> None:
    first, second = replace(AN, name="Trần Thị Bưởi", phone=""), replace(AN, name="Đỗ Hải", unit="Tổ khác", phone="")
    on_list = known(AN)
    assert preview([first, second], (), on_list, {on_list[0].id}).added == (first, second)


# -- one person, two capacities? --------------------------------------------------------------------


def test_a_telephone_of_somebody_on_the_list_elsewhere_is_doubted() -> None:
    (doubt,) = doubts_against([replace(HA, phone=AN.phone)], known(AN))
    assert (doubt.row, doubt.what, doubt.values) == (10, DoubtKind.ON_LIST_ELSEWHERE, {"name": HA.name, "number": 1})


@pytest.mark.parametrize(
    ("fields", "doubted"),
    [
        ({"category": "truong-khoi", "phone": ""}, True),
        ({"category": "truong-khoi", "area": ""}, True),
        ({"category": "truong-khoi", "phone": "0900000099"}, False),
        ({"category": "truong-khoi", "area": "tam-son", "phone": ""}, False),
        ({"phone": ""}, False),
        ({"category": "truong-khoi", "phone": "", "name": ""}, False),
        ({"category": "truong-khoi", "phone": "", "name": "Nguyễn Văn Ân"}, False),
    ],
)
def test_a_name_on_the_list_elsewhere_is_doubted_unless_something_tells_two_people(
    fields: dict[str, str], doubted: bool
) -> None:
    assert bool(doubts_against([replace(AN, **fields)], known(AN))) is doubted


def test_places_and_people_without_telephones_are_nobody_elsewhere() -> None:
    assert doubts_against([PLACE, BLANK], known(PLACE, BLANK, replace(PLACE, category=CategoryId("x")))) == ()


def test_ten_thousand_are_compared_with_themselves_in_reverse() -> None:
    entries = [replace(AN, name=f"Nguyễn Văn {chr(65 + n % 26)}n", unit=f"Tổ {n}", phone="") for n in range(10_000)]
    assert counts(compare(reversed(entries), known(*entries))) == {"unchanged": 10_000}
