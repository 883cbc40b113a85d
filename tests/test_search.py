"""Search as you type: whom a few letters, initials or a number mean."""

from __future__ import annotations

import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Area, AreaId, CategoryId, Delegate, DelegateId
from store.search import Directory, Match, Rank
from store.search.directory import LONGEST_QUERY
from store.vietnamese import bare_name, fold, initials, name_parts

AREAS = (Area(id=AreaId("phu-khe"), name="phường Phù Khê"), Area(id=AreaId("dong-ky"), name="phường Đồng Kỵ"))


def delegate(number: int, name: str, title: str = "", unit: str = "", area: str = "") -> Delegate:
    return Delegate(
        id=DelegateId(1000 + number),
        number=number,
        code=f"-{number}",
        name=name,
        title=title,
        unit=unit,
        area=AreaId(area),
        category=CategoryId("x"),
    )


PEOPLE = (
    delegate(1, "Đàm Thế Sử", "Trưởng ban", "Ban Dân vận"),
    delegate(2, "Nguyễn Thị Vân Anh", "Bí thư", "Chi bộ Đình Bảng"),
    delegate(3, "Nguyễn Văn Hùng", "Tổ trưởng", "Tổ dân vận số 2", "phu-khe"),
    delegate(4, "Nguyễn Văn Hưng", "Tổ phó", "Tổ dân vận số 10", "dong-ky"),
    delegate(12, "Đ/c Nguyễn Văn Hùng (Tam Sơn)"),
    delegate(40, "Trần Thị Hòa"),
    delegate(41, "Lê Thị Hoà"),
    delegate(42, "Hoàng Văn An"),
    delegate(47, "Hùng Thị Ánh"),
    delegate(112, "Vân Vân", "Phóng viên", "Đài Truyền thanh"),
    delegate(401, "Nguyễn Văn Hùng B"),
)
BY_ID = {person.id: person for person in PEOPLE}
DIRECTORY = Directory.of(PEOPLE, AREAS)


def numbers(query: str) -> list[int]:
    """Of those who are called so; a guess is none of them."""
    return list(ranks(query))


def ranks(query: str) -> dict[int, Rank]:
    return {number: rank for number, rank in all_ranks(query).items() if not rank.is_near}


def all_ranks(query: str) -> dict[int, Rank]:
    """Guesses too."""
    return {BY_ID[match.delegate].number: match.rank for match in DIRECTORY.find(query)}


@pytest.mark.parametrize("order", list(permutations(["đàm", "the", "SỬ"])))
def test_words_of_a_name_are_found_in_any_order(order: tuple[str, ...]) -> None:
    assert numbers(" ".join(order)) == [1]


@pytest.mark.parametrize("query", ["s", "su", "sử", "SU", "da su", "d t s", "dam  the-su", "dts", "dt", "Ðàm"])
def test_beginnings_case_marks_and_initials_are_enough(query: str) -> None:
    assert 1 in numbers(query)


def test_space_around_and_between_does_not_make_a_query_too_long() -> None:
    assert numbers(" " * LONGEST_QUERY + "su" + " " * LONGEST_QUERY + "dam") == [1]


def test_decomposed_letters_are_the_same_letters() -> None:
    assert numbers(unicodedata.normalize("NFD", "hùng")) == numbers("hùng")


@pytest.mark.parametrize("query", ["", " ", "-", "()", "xyz", "dam xyz", "amthe", "u", "stt", "a " * 5000])
def test_what_nobody_begins_with_finds_nobody(query: str) -> None:
    assert numbers(query) == []


def test_each_word_of_the_query_needs_a_word_of_its_own() -> None:
    assert ranks("van van") == {112: Rank.GIVEN, 3: Rank.ELSEWHERE, 4: Rank.ELSEWHERE}
    assert ranks("v va")[112] is Rank.GIVEN
    assert numbers("van van van") == numbers("su su") == numbers("nguyen n") == []


def test_given_names_come_before_other_parts_of_the_name() -> None:
    found = ranks("hung")
    assert list(found) == [3, 12, 401, 4, 47]
    assert {number: rank for number, rank in found.items() if rank is not Rank.GIVEN} == {47: Rank.NAME}


def test_marks_in_the_query_put_those_spelled_so_first_and_hide_nobody() -> None:
    found = ranks("hưng")
    assert list(found) == [4, 3, 12, 401, 47]
    assert found[4] is Rank.SPELLED_GIVEN
    assert ranks("hùng")[47] is Rank.SPELLED
    assert sorted(numbers("hưng")) == sorted(numbers("hùng")) == sorted(numbers("hung"))


@pytest.mark.parametrize("query", ["hòa", "hoà"])
def test_the_place_of_the_tone_does_not_matter(query: str) -> None:
    found = ranks(query)
    assert list(found)[:2] == [41, 40]
    assert found[40] is found[41] is Rank.SPELLED_GIVEN


@pytest.mark.parametrize(
    ("query", "spelled"),
    [("nguyễn hu", True), ("nguyễn hù", True), ("nguyễn hùn", True), ("nguyê hùng", True), ("nguyễn hung", False)],
)
def test_a_word_without_its_tone_may_still_get_it_until_it_is_whole(query: str, spelled: bool) -> None:
    assert (ranks(query)[3] is Rank.SPELLED_GIVEN) is spelled


def test_initials_come_after_names_and_before_units() -> None:
    assert ranks("nvh")[3] is Rank.INITIALS
    assert ranks("ntva") == {2: Rank.INITIALS}
    assert ranks("tt") == {40: Rank.INITIALS}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dinh bang", [2]),
        ("anh dinh", [2]),
        ("truong ban", [1]),
        ("phu khe", [3]),
        ("ky nguyen", [4]),
        ("hung tam son", [12]),
        ("to 10", [4]),
        ("dan van su", [1]),
    ],
)
def test_titles_units_areas_and_remarks_can_be_searched_too(query: str, found: list[int]) -> None:
    assert numbers(query) == found
    assert set(ranks(query).values()) == {Rank.ELSEWHERE}


def test_a_unit_spelled_as_in_the_query_comes_first() -> None:
    people = [delegate(1, "Lê An", unit="Phố Dinh Bang"), delegate(2, "Lê Bình", unit="Phố Đình Bảng")]
    assert [match.rank for match in Directory.of(people).find("đình bảng")] == [Rank.SPELLED_ELSEWHERE, Rank.ELSEWHERE]
    assert [match.delegate for match in Directory.of(people).find("đình bảng")] == [1002, 1001]


def test_areas_are_found_by_name_only_if_they_are_given() -> None:
    assert Directory.of(PEOPLE).find("phu khe") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("4", [4, 40, 41, 42, 47, 401]),
        ("47", [47]),
        ("047", [47]),
        ("0047", [47]),
        ("04", [4, 40, 41, 42, 47]),
        ("1", [1, 12, 112]),
        ("00", [1, 2, 3, 4]),
        ("40", [40, 401]),
        (" 401 ", [401]),
        ("４７", [47]),
        ("9", []),
        ("9" * 40, []),
        ("9" * 5000, []),
    ],
)
def test_digits_are_a_number_the_whole_one_first(query: str, found: list[int]) -> None:
    assert numbers(query) == found
    assert [number for number, rank in ranks(query).items() if rank is Rank.NUMBER] == [
        number for number in found if number == int(query[:40])
    ]


def test_long_numbers_are_shown_with_more_zeros() -> None:
    directory = Directory.of(delegate(number, "Lê An") for number in (7, 40, 4000, 10_000))
    assert [match.delegate for match in directory.find("0000")] == [1007]
    assert [match.delegate for match in directory.find("04")] == [5000]


def test_namesakes_stand_side_by_side_in_order_of_number() -> None:
    people = [delegate(number, name) for number, name in enumerate(["Lê Hòa", "Lê Hoan", "Lê Hoà", "LÊ HÒA"], start=1)]
    assert [match.delegate for match in Directory.of(reversed(people)).find("le")] == [1001, 1003, 1004, 1002]


def test_namesakes_are_all_whose_names_look_alike() -> None:
    assert DIRECTORY.namesakes(BY_ID[DelegateId(1003)]) == (1012, 1401, 1004)
    assert DIRECTORY.namesakes(BY_ID[DelegateId(1401)]) == (1003, 1012, 1004)
    assert DIRECTORY.namesakes(BY_ID[DelegateId(1001)]) == ()


def test_somebody_new_is_a_namesake_of_those_on_the_list() -> None:
    assert DIRECTORY.namesakes(delegate(999, "Dam The Su")) == (1001,)


def test_no_more_are_found_than_asked_for_and_the_best_remain() -> None:
    for query in ("hưng", "van", "4"):
        whole = DIRECTORY.find(query)
        assert len({match.rank for match in whole}) > 1
        for limit in range(len(whole) + 1):
            assert DIRECTORY.find(query, limit) == whole[:limit]


def test_nobody_can_be_found_on_an_empty_list() -> None:
    assert Directory.of([]).find("an") == Directory.of([]).find("4") == []
    assert Directory.of([]).namesakes(PEOPLE[0]) == ()


def test_a_changed_list_is_another_directory() -> None:
    renamed = delegate(1, "Lê Mai")
    changed = Directory.of([renamed, *PEOPLE[1:]], AREAS)
    assert changed.find("mai") == [Match(delegate=DelegateId(1001), rank=Rank.GIVEN)]
    assert changed.find("sử") == []
    assert numbers("sử") == [1]


WORDS = ["Vân", "Văn", "Va", "An", "Anh", "Ánh", "Hòa", "Hoà", "Hoa", "Ho", "Đình", "Định", "Sử"]
TYPED = [*WORDS, *{fold(word)[:length] for word in WORDS for length in (1, 2, 3)}]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
lists = st.lists(st.builds(lambda name, unit: (name, unit), texts, texts), max_size=6)


@given(lists, st.lists(st.sampled_from(TYPED), min_size=1, max_size=4).map(" ".join))
def test_exactly_those_are_found_whose_words_can_be_paired_with_the_query(
    people: list[tuple[str, str]], query: str
) -> None:
    directory = Directory.of(delegate(number, name, unit=unit) for number, (name, unit) in enumerate(people))
    found = {match.delegate - 1000: match.rank for match in directory.find(query) if not match.rank.is_near}
    expected = {number for number, (name, unit) in enumerate(people) if is_meant(query, name, unit)}
    assert set(found) == expected
    in_name = {number for number, (name, _) in enumerate(people) if can_be_paired(query, bare_name(name))}
    assert {number for number, rank in found.items() if rank <= Rank.NAME} == in_name
    assert list(found.values()) == sorted(found.values())


def is_meant(query: str, name: str, unit: str) -> bool:
    words = " ".join([*name_parts(name), unit])
    return can_be_paired(query, words) or (" " not in query and initials(name).startswith(fold(query)))


def can_be_paired(query: str, text: str) -> bool:
    asked, known = fold(query).split(), fold(text).split()
    return any(
        all(word.startswith(start) for start, word in zip(asked, chosen, strict=True))
        for chosen in permutations(known, len(asked))
    )
