"""The QR code of an identity card: whose it is, whatever typed it, and who on the list that may be."""

from __future__ import annotations

import datetime as dt
import io
import traceback
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.pretty import pretty_repr
from rich.traceback import Traceback

from builders import NAMES, delegate, delegates
from cards import ADDRESS, BORN, DAMAGES, FORMATS, NAME, NUMBER, SECRETS, card, typed_on
from store.identity_cards import Bearer, Progress, people_like, progress, read_card, without_cards
from store.records import Delegate

LAYOUTS = ("American", "French", "Belgian", "Vietnamese")


def named(*names: str) -> list[Delegate]:
    return [delegate(number, name=name) for number, name in enumerate(names, 1)]


def proposed(name: str, people: list[Delegate], born: dt.date | None = BORN) -> list[str]:
    by_id = {each.id: each.name for each in people}
    return [by_id[id] for id in people_like(Bearer(name, born), people)]


# -- whose it is --------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", FORMATS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_name_and_date_are_found_in_every_format_and_damage(shape: str, damage: str) -> None:
    bearer = read_card(DAMAGES[damage](card(shape=shape)))
    assert bearer is not None
    assert (bearer.name, bearer.born) == (DAMAGES[damage](NAME), BORN)


@pytest.mark.parametrize("shape", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_a_scanner_types_on_another_layout_is_read(layout: str, shape: str) -> None:
    """One that drops what is not ASCII: the others type the rest by its code, which is the same on every layout."""
    bearer = read_card(typed_on(layout, DAMAGES["non-ASCII dropped"](card(shape=shape))))
    assert bearer is not None
    assert (bearer.name, bearer.born) == ("m Th V D", BORN)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_question_marks_are_read_on_another_layout(layout: str) -> None:
    bearer = read_card(typed_on(layout, DAMAGES["? for each letter"](card())))
    assert bearer is not None
    assert (bearer.name, bearer.born) == ("??m Th? V? D?", BORN)


def test_vietnamese_letters_that_compose_are_two_digits() -> None:
    typed = typed_on("Vietnamese", "015038021347|")
    composed = unicodedata.normalize("NFC", typed)
    assert len(composed) < len(typed)
    assert progress(composed) is progress(typed) is Progress.CERTAIN


@pytest.mark.parametrize(
    "text",
    [
        *("", "|", "||||", "Nguyễn Văn An", "-BCGHKLNPRSTVXBC", "047", NUMBER, f"{NUMBER}|", f"{NUMBER}|||"),
        "DN4010112345678|4e677579e1bb856e|15/08/1975|1|4d|01-234",
        f"{NUMBER[:9]}||{NAME}|15081975|Nam|{ADDRESS}|10052021",
        f"{NUMBER}|15081975|Nam|{ADDRESS}|10052021",
        f"{NUMBER}|{'An' * 60}|15081975|Nam|{ADDRESS}",
    ],
)
def test_what_is_no_card_or_says_no_name_is_nobodys(text: str) -> None:
    assert read_card(text) is None


TEXT = st.text(st.characters(exclude_characters="|\r\n", exclude_categories=["Cs"]), max_size=40)
NAMED = st.tuples(*(st.sampled_from(part.split()) for part in NAMES)).map(" ".join)
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2010, 12, 31))
DIGITS = st.text("0123456789", min_size=12, max_size=12)


@given(number=DIGITS, old=st.sampled_from(["", "123456789"]), name=NAMED, born=DATES, rest=st.lists(TEXT, max_size=6))
def test_name_and_date_survive_whatever_the_rest_is(
    number: str, old: str, name: str, born: dt.date, rest: list[str]
) -> None:
    for before, after in (([old], ["Nam"]), ([], []), ([old], [])):
        fields = [number, *before, name, *([] if before else ["Nữ"]), f"{born:%d%m%Y}", *after, *rest]
        bearer = read_card("|".join(fields))
        assert bearer is not None
        assert (bearer.name, bearer.born) == (name, born)


@given(st.one_of(st.text(), st.lists(TEXT).map(lambda rest: "|".join([NUMBER, *rest]))))
def test_nothing_typed_stops_the_reading(text: str) -> None:
    read_card(text)
    progress(text)
    cards, rest = without_cards(text)
    assert len(rest) + sum(map(len, cards)) == len(text)


# -- nothing shows it ---------------------------------------------------------------------------------


@given(name=st.one_of(NAMED, TEXT), damage=st.sampled_from(sorted(DAMAGES)))
def test_no_way_of_showing_a_bearer_shows_anything(name: str, damage: str) -> None:
    bearer = read_card(DAMAGES[damage](card(name)))
    for shown in (repr(bearer), str(bearer), f"{bearer}", pretty_repr(bearer), pretty_repr([bearer])):
        assert shown.strip("[]") in ("Bearer(…)", "None")


def test_no_traceback_with_variables_shows_anything() -> None:
    def handler(bearer: Bearer | None) -> None:
        raise RuntimeError(str(bearer))

    def take() -> Bearer | None:
        return read_card(card())

    try:
        handler(take())
    except RuntimeError as error:
        told = io.StringIO()
        Console(file=told, width=200).print(
            Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True)
        )
        text = told.getvalue() + "".join(traceback.format_exception(error))
    assert "Bearer(…)" in text
    assert not [secret for secret in (*SECRETS, NAME) if secret in text]


# -- in what is pasted --------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_cards_are_found_in_a_paste(layout: str) -> None:
    scanned = typed_on(layout, DAMAGES["non-ASCII dropped"](card()))
    for text, rest in (
        (scanned, ""),
        (f"{scanned}\r\n", ""),
        (f"An\n{scanned}\nBình", "An\nBình"),
        (f"a {scanned}", "a "),
    ):
        cards, left = without_cards(text)
        assert [read_card(one) is not None for one in cards] == [True]
        assert left == rest


def test_a_paste_without_a_card_is_left_as_it_is() -> None:
    for text in ("", "\n", "Nguyễn Văn An\r\nTrần B", "a|b|c|d", "123456|" * 5, "2023|" * 1000):
        assert without_cards(text) == ([], text)


# -- who it may be ------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_finds_whom_the_card_is_of_and_nobody_else(damage: str) -> None:
    people = [*named(NAME), *(each for each in delegates(112)[1:])]
    assert proposed(DAMAGES[damage](NAME), people) == [NAME]


@given(name=NAMED, damage=st.sampled_from(sorted(DAMAGES)))
def test_whoever_it_is_of_is_among_the_proposed(name: str, damage: str) -> None:
    assert name in proposed(DAMAGES[damage](name), named("Trịnh Công Sơn", name))


def test_what_an_office_writes_around_a_name_is_no_part_of_it() -> None:
    people = named("Đ/c Đàm Thế Ví Dụ (Đình Bảng)", "Đàm Thế Ví Dụ B", "ĐÀM THẾ VÍ DỤ", "Đàm Thế Ví", "")
    assert set(proposed(NAME, people)) == {each.name for each in people[:3]}


def test_those_spelled_so_come_before_those_who_only_look_alike() -> None:
    people = named("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "Nguyễn Văn Hừng", "Nguyễn Văn Hung")
    assert proposed("Nguyễn Văn Hưng", people)[0] == "Nguyễn Văn Hưng"
    assert len(proposed("Nguyễn Văn Hưng", people)) == 4
    assert proposed("Nguyễn Thị Hoà", named("Nguyễn Thị Hóa", "Nguyễn Thị Hòa"))[0] == "Nguyễn Thị Hòa"


def test_a_question_mark_stands_for_a_letter_or_its_bytes_and_none_vanish_beside_it() -> None:
    people = named("Nguyễn Văn Hùng", "Nguyễn Văn Hưởng", "Nguyễn Văn Hng")
    assert proposed("Nguy?n V?n H?ng", people) == ["Nguyễn Văn Hùng"]
    assert proposed("Nguy?n V?n H??ng", people) == ["Nguyễn Văn Hùng", "Nguyễn Văn Hưởng"]
    assert proposed("Nguy???n V??n H?????ng", people) == ["Nguyễn Văn Hưởng"]


def test_a_year_an_office_wrote_beside_the_name_tells_namesakes_apart() -> None:
    people = [
        delegate(1, name="Đàm Thế Ví Dụ (1980)"),
        delegate(2, name="Đàm Thế Ví Dụ"),
        delegate(3, name="Đàm Thế Ví Dụ", note="sinh 1975"),
    ]
    assert people_like(Bearer(NAME, BORN), people) == [3, 1, 2]
    assert people_like(Bearer(NAME, dt.date(1980, 1, 1)), people) == [1, 2, 3]
    assert people_like(Bearer(NAME, None), people) == [1, 2, 3]


@pytest.mark.parametrize("name", ["", "?", "????", "V", "? ? ?", "|"])
def test_too_little_of_a_name_proposes_nobody(name: str) -> None:
    assert proposed(name, [*named("Võ Ý", "Đỗ Ổi"), *delegates(20)]) == []
