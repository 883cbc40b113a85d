"""What the door hands over to the hall: as data, as a message, as the list that is read out."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import docx
import pytest
from msgspec.structs import replace

import builders
from printed import letters, squeezed, texts
from store.documents import Handover, handover, handover_text, introductions_docx, introductions_pdf
from store.documents.address import post_read_out
from store.protocol import in_protocol_order
from store.records import (
    AgendaItem,
    AgendaKind,
    AreaId,
    Attendance,
    Category,
    CategoryId,
    CountSource,
    Delegate,
    HandCount,
    Introduced,
    Opening,
    Standing,
    Status,
)
from store.state import State

TINH, PHUONG, TO = map(CategoryId, ("tinh", "phuong", "to"))
CATEGORIES = (
    Category(id=TINH, name="Đại biểu tỉnh", short="Tỉnh", planned=2, colour="#c62828", met=True),
    Category(id=PHUONG, name="Trưởng Khối Dân vận", short="Phường", planned=3, colour="#2e7d32"),
    Category(id=TO, name="Tổ trưởng các Tổ Dân vận", short="Tổ", planned=76, colour="#1565c0"),
)
NOW = builders.stamp("07:58:30")


def person(number: int, category: CategoryId = TINH, **changes: Any) -> Delegate:
    fields = {"title": "Phó Trưởng ban", "unit": "Ban Dân vận Tỉnh ủy", "category": category} | changes
    return builders.delegate(number, **fields)


FIRST = person(1, name="Đặng Văn Ẩn")
SECOND = person(2, name="Lý Thị Mỹ", position=0)
HEAD = person(3, PHUONG, name="Ngô Đức Kỷ", title="Trưởng Khối Dân vận", unit="Phường Châu Khê", area=AreaId("p01"))


def state(*records: Any, opened: str = "") -> State:
    now = builders.state(*records, categories=CATEGORIES)
    return open_at(now, opened) if opened else now


def open_at(now: State, clock: str) -> State:
    here = [now.delegates[one.delegate] for one in now.attendance.values() if one.status is Status.PRESENT]
    present = tuple(one.id for one in in_protocol_order(now.conference, here))
    return now.put(Opening(at=builders.stamp(clock), counts=dict(now.counts.items()), present=present))


def introduced(told: Handover) -> list[tuple[str, list[str], int]]:
    return [(group.category, [one.name for one in group.people], group.others) for group in told.introductions]


def crowd(count: int, *, first: int = 100, **changes: Any) -> list[Any]:
    people = [person(number, TO, **changes) for number in range(first, first + count)]
    return [*people, *map(builders.present, people)]


# -- who is introduced -------------------------------------------------------------------------------------------------


def test_those_present_are_introduced_in_protocol_order() -> None:
    told = handover(state(HEAD, FIRST, SECOND, *map(builders.present, (HEAD, FIRST, SECOND))), NOW)
    assert introduced(told) == [
        ("Đại biểu tỉnh", ["Lý Thị Mỹ", "Đặng Văn Ẩn"], 0),
        ("Trưởng Khối Dân vận", ["Ngô Đức Kỷ"], 0),
    ]


@pytest.mark.parametrize(
    "did", [None, builders.absent(FIRST), builders.absent(FIRST, "Ốm"), builders.gone(FIRST)], ids=str
)
def test_who_is_not_there_is_not_introduced(did: Attendance | None) -> None:
    told = handover(state(FIRST, *([did] if did else [])), NOW)
    assert told.introductions == ()


def test_an_arrival_whose_delegate_a_repair_could_not_bring_back_hinders_nobody() -> None:
    told = handover(state(FIRST, builders.present(FIRST), builders.present(SECOND)), NOW)
    assert introduced(told) == [("Đại biểu tỉnh", ["Đặng Văn Ẩn"], 0)]


def test_service_staff_are_not_introduced_but_guests_and_those_struck_off_are() -> None:
    guest = person(4, name="Phạm Bảo Uyên", standing=Standing.WALK_IN)
    back = person(5, name="Lê Xuân Lộc", standing=Standing.STRUCK_OFF)
    driver = person(6, standing=Standing.SERVICE)
    told = handover(state(guest, back, driver, *map(builders.present, (guest, back, driver))), NOW)
    assert introduced(told) == [("Đại biểu tỉnh", ["Phạm Bảo Uyên", "Lê Xuân Lộc"], 0)]


def test_a_substitute_is_introduced_by_the_own_name_and_title() -> None:
    told = handover(state(FIRST, builders.substituted(FIRST, "Đỗ Mạnh Giỏi", title="Chuyên viên")), NOW)
    (substitute,) = told.introductions[0].people
    assert substitute[:2] == ("Đỗ Mạnh Giỏi", "Chuyên viên Ban Dân vận Tỉnh ủy")


def test_who_has_no_name_yet_is_counted() -> None:
    told = handover(state(FIRST, SECOND, builders.substituted(FIRST, ""), builders.present(SECOND)), NOW)
    assert introduced(told) == [("Đại biểu tỉnh", ["Lý Thị Mỹ"], 1)]
    assert "- Và 01 đồng chí khác" in handover_text(told)


@pytest.mark.parametrize(("count", "named"), [(12, 12), (13, 0)])
def test_a_large_category_is_counted_instead_of_named(count: int, named: int) -> None:
    (group,) = handover(state(*crowd(count)), NOW).introductions
    assert (len(group.people), group.others) == (named, count - named)


def test_of_a_large_category_those_are_named_who_are_met_for_a_role() -> None:
    told = handover(state(*crowd(20), *crowd(1, first=200, name="Vũ Thế Sự", role="Thư ký")), NOW)
    assert introduced(told) == [("Tổ trưởng các Tổ Dân vận", ["Vũ Thế Sự"], 20)]
    text = handover_text(told)
    assert "Đồng chí Vũ Thế Sự, Phó Trưởng ban Ban Dân vận Tỉnh ủy (Thư ký)" in text
    assert "Và 20 đồng chí khác" in text


def test_a_category_that_is_met_is_named_however_large() -> None:
    people = [*(person(number) for number in range(1, 31)), person(31, standing=Standing.WALK_IN)]
    (group,) = handover(state(*people, *map(builders.present, people)), NOW).introductions
    assert (len(group.people), group.others) == (31, 0)


@pytest.mark.parametrize(
    ("how", "count", "named"),
    [
        (Introduced.BY_NAME, 40, 40),
        (Introduced.COLLECTIVELY, 2, 0),
        (None, 12, 12),
        (None, 13, 0),
    ],
)
def test_the_plan_says_who_is_introduced_by_name(how: Introduced | None, count: int, named: int) -> None:
    categories = tuple(replace(one, introduced=how) for one in CATEGORIES)
    told = handover(builders.state(*crowd(count), categories=categories), NOW)
    assert (len(told.introductions[0].people), told.introductions[0].others) == (named, count - named)


def test_leaders_too_are_introduced_together_where_the_plan_wants_it() -> None:
    categories = tuple(replace(one, introduced=Introduced.COLLECTIVELY) for one in CATEGORIES)
    chairing = replace(SECOND, role="Chủ trì")
    there = (FIRST, chairing, HEAD)
    text = handover_text(handover(builders.state(*there, *map(builders.present, there), categories=categories), NOW))
    assert "Đồng chí Lý Thị Mỹ, Phó Trưởng ban Ban Dân vận Tỉnh ủy (Chủ trì)\n- Và 01 đồng chí khác" in text
    assert "Cùng 01 đồng chí Trưởng Khối Dân vận" in text


def test_titles_units_and_groups_are_read_in_full() -> None:
    who = person(4, name="Phạm Bảo Uyên", title="PCT", unit="UBND TP. Từ Sơn")
    categories = (replace(CATEGORIES[0], name="Lãnh đạo HĐND, UBND"), *CATEGORIES[1:])
    text = handover_text(handover(builders.state(who, builders.present(who), categories=categories), NOW))
    assert "I. Lãnh đạo Hội đồng nhân dân, Ủy ban nhân dân (01 đồng chí)" in text
    assert "Đồng chí Phạm Bảo Uyên, Phó Chủ tịch Ủy ban nhân dân thành phố Từ Sơn" in text


@pytest.mark.parametrize(
    ("title", "unit", "said"),
    [
        ("Phó Trưởng ban", "Ban Dân vận Tỉnh ủy", "Phó Trưởng ban Ban Dân vận Tỉnh ủy"),
        ("Trưởng Khối Dân vận", "Phường Châu Khê", "Trưởng Khối Dân vận phường Châu Khê"),
        ("Chủ tịch", "Thành phố Từ Sơn", "Chủ tịch thành phố Từ Sơn"),
        ("Tổ trưởng", "Tổ Dân vận khu phố 3", "Tổ trưởng Tổ Dân vận khu phố 3"),
        ("Chánh Văn phòng Thành ủy", "Văn phòng Thành ủy", "Chánh Văn phòng Thành ủy"),
        ("Chánh Văn phòng", "Văn phòng Thành ủy", "Chánh Văn phòng Thành ủy"),
        ("Chủ tịch Hội", "Hội Liên hiệp Phụ nữ", "Chủ tịch Hội Liên hiệp Phụ nữ"),
        ("Hội", "Hội Nông dân", "Hội Hội Nông dân"),
        ("Bí thư", "", "Bí thư"),
        ("", "Phường Châu Khê", "Phường Châu Khê"),
        ("", "", ""),
    ],
)
def test_title_and_unit_are_one_phrase(title: str, unit: str, said: str) -> None:
    assert post_read_out(title, unit) == said


def test_what_an_office_wrote_around_a_name_is_not_read_out() -> None:
    told = handover(state(*crowd(1, name="Đ/c Nguyễn Văn Hùng (Đình Bảng)")), NOW)
    assert introduced(told)[0][1] == ["Nguyễn Văn Hùng"]


# -- before and after the opening --------------------------------------------------------------------------------------


def test_before_the_opening_it_is_as_of_now() -> None:
    text = handover_text(handover(state(FIRST, SECOND, builders.present(FIRST)), NOW))
    assert "Tính đến 07:58: tổng số đại biểu được triệu tập: 02 đồng chí; có mặt: 01 đồng chí (đạt 50%)" in text


def test_after_the_opening_what_was_announced_stays() -> None:
    opened = state(FIRST, SECOND, builders.present(FIRST), opened="08:02:00")
    later = opened.put(builders.present(SECOND, "08:12:00")).put(builders.gone(FIRST, left="08:30:00"))
    told = handover(later, builders.stamp("08:40:00"))
    assert introduced(told) == [("Đại biểu tỉnh", ["Đặng Văn Ẩn"], 0)]
    assert told.counts.present == 1
    assert "Tính đến lúc khai mạc, 08:02: tổng số" in handover_text(told)


def test_whoever_is_met_and_came_after_the_opening_is_told_with_the_time() -> None:
    opened = state(FIRST, SECOND, HEAD, builders.present(FIRST, "08:02:00"), opened="08:02:00")
    later = opened.put(builders.substituted(SECOND, "Đỗ Mạnh Giỏi", "08:12:00")).put(builders.present(HEAD, "08:13:00"))
    told = handover(later, NOW)
    assert [(one.at, one.who.name) for one in told.late] == [(builders.stamp("08:12:00"), "Đỗ Mạnh Giỏi")]
    assert "- 08:12 – đồng chí Đỗ Mạnh Giỏi, Ban Dân vận Tỉnh ủy" in handover_text(told)


def test_whoever_came_late_is_introduced_in_a_supplement_that_is_read_out() -> None:
    opened = state(FIRST, SECOND, builders.present(FIRST, "08:02:00"), opened="08:02:00")
    told = handover(opened.put(builders.present(SECOND, "08:12:00")), NOW)
    pdf = introductions_pdf(told)
    assert squeezed("Giới thiệu bổ sung – 08:12 – đồng chí Lý Thị Mỹ") in squeezed("".join(texts(pdf)))
    document = docx.Document(io.BytesIO(introductions_docx(told)))
    late = next(one for one in document.paragraphs if "Lý Thị Mỹ" in one.text)
    assert late.style is not None
    assert late.style.name == "List Bullet"


def test_nobody_is_late_before_the_opening() -> None:
    assert handover(state(FIRST, builders.present(FIRST, "09:59:00")), NOW).late == ()


def test_those_met_or_speaking_next_are_missed_until_they_come_or_are_excused() -> None:
    excused = person(4, name="Bùi Kim Quế")
    item = AgendaItem(
        id=1,
        position=1,
        title="Tham luận",
        kind=AgendaKind.PRESENTATIONS,
        start=builders.stamp("08:40:00").wall.time(),
        minutes=50,
        responsible="Đồng chí Ngô Đức Kỷ",
    )
    told = handover(state(FIRST, SECOND, HEAD, excused, builders.present(FIRST), builders.absent(excused), item), NOW)
    assert [one.name for one in told.awaited] == ["Lý Thị Mỹ", "Ngô Đức Kỷ"]
    assert "- Đồng chí Lý Thị Mỹ, Phó Trưởng ban Ban Dân vận Tỉnh ủy" in handover_text(told)


def test_who_is_missing_is_told_by_area() -> None:
    wards = [person(number, TO, area=AreaId(area)) for number, area in enumerate(("p02", "p02", "p11", "p11"), 20)]
    did = (builders.present(wards[2]), builders.absent(wards[0], "Ốm"))
    told = handover(state(FIRST, *wards, *did), NOW)
    assert [tuple(one) for one in told.missing] == [("Đình Bảng", 2), ("Trang Hạ", 1), ("", 1)]
    assert "Vắng, chưa đến lúc 07:58\n- Đình Bảng 2, Trang Hạ 1, khác 1\n" in handover_text(told)


def test_hand_counts_are_told_in_order_of_time() -> None:
    counts = (
        HandCount(id=1, at=builders.stamp("09:50:00"), people=98, source=CountSource.HALL),
        HandCount(id=2, at=builders.stamp("08:05:00"), people=9, source=CountSource.DOOR),
    )
    text = handover_text(handover(state(FIRST, *counts), NOW))
    assert text.endswith("Số đếm\n- Số báo từ cửa lúc 08:05: 09 người\n- Đếm tay lúc 09:50: 98 người\n")


def test_nothing_to_tell_is_not_headed() -> None:
    text = handover_text(handover(state(FIRST, builders.present(FIRST)), NOW))
    assert text.split("\n\n")[1:] == [
        "DANH SÁCH GIỚI THIỆU ĐẠI BIỂU\nI. Đại biểu tỉnh (01 đồng chí)\n"
        "- Đồng chí Đặng Văn Ẩn, Phó Trưởng ban Ban Dân vận Tỉnh ủy\n"
    ]


def test_before_anybody_came_that_is_said() -> None:
    assert "Chưa có đại biểu nào có mặt." in handover_text(handover(state(FIRST), NOW))


def test_no_telephone_number_is_told() -> None:
    told = handover(state(FIRST, SECOND, builders.present(FIRST)), NOW)
    everything = handover_text(told) + "".join(texts(introductions_pdf(told))) + document_text(introductions_docx(told))
    assert FIRST.phone not in everything
    assert SECOND.phone not in everything


def test_the_message_is_plain_text() -> None:
    hostile = person(4, name="Ngô\u202e Đức\x1b[2J Kỷ\n", title="*Tổ* _trưởng_", unit="Pho\u0309 Yên")
    text = handover_text(handover(state(hostile, builders.present(hostile)), NOW))
    assert "- Đồng chí Ngô Đức[2J Kỷ, *Tổ* _trưởng_ Phỏ Yên\n" in text
    assert text == unicodedata.normalize("NFC", text)
    assert not [char for char in text if char != "\n" and not char.isprintable()]


# -- to be read out ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told() -> Handover:
    people = [one for one in builders.delegates(112) if one.number != 2]
    categories = tuple(replace(one, met=place < 2) for place, one in enumerate(builders.conference().categories))
    everybody = builders.state(*people, builders.delegate(2, category=people[0].category), categories=categories)
    for one in people:
        everybody = everybody.put(builders.present(one))
    return handover(open_at(everybody, "08:02:00"), builders.stamp("08:20:00"))


def spoken(told: Handover) -> list[str]:
    """The lines of the message, without their dashes."""
    return [line.removeprefix("- ") for line in handover_text(told).splitlines() if line]


def document_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_the_printed_list_says_what_the_message_says(told: Handover) -> None:
    printed = squeezed("".join(text.rpartition(" ")[0] for text in texts(introductions_pdf(told))))
    for line in spoken(told):
        assert squeezed(line) in printed


def test_the_printed_list_is_large_enough_to_be_read_standing(told: Handover) -> None:
    capitals = [one.bottom - one.top for one in letters(introductions_pdf(told)) if one.char == "Đ"]
    assert sorted(capitals)[len(capitals) // 2] > 3.7  # mm, of 16 points


def test_pages_of_the_printed_list_are_numbered(told: Handover) -> None:
    pages = texts(introductions_pdf(told))
    assert [text.rpartition(" ")[2] for text in pages] == [f"{page}/{len(pages)}" for page in range(1, len(pages) + 1)]


@pytest.mark.parametrize("words", ['#eval("1")', "*bold* _thin_ `raw` $x^2$", "\\ // ~ --", "<label> @ref"])
def test_words_are_never_markup(words: str) -> None:
    who = person(4, name="*Ngô* $x$", title=words, unit="Ban")
    printed = introductions_pdf(handover(state(who, builders.present(who)), NOW))
    assert squeezed(f"Đồng chí *Ngô* $x$, {words} Ban") in squeezed(texts(printed)[0])


def test_the_document_says_what_the_message_says(told: Handover) -> None:
    conference, opening, heading, *rest = spoken(told)
    assert document_text(introductions_docx(told)).splitlines() == [conference, heading, opening, *rest]


def test_the_document_is_set_by_styles(told: Handover) -> None:
    document = docx.Document(io.BytesIO(introductions_docx(told)))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert styles == {"Title", "Subtitle", "Body Text", "Heading 1", "Heading 2", "List Bullet", "List Bullet 2"}
    assert document.styles["Normal"].font.name == "Times New Roman"
    for paragraph in document.paragraphs:
        assert not paragraph.paragraph_format.alignment
        for run in paragraph.runs:
            assert (run.font.name, run.font.size, run.bold) == (None, None, None)
    read_out = ("Body Text", "Heading 1", "List Bullet")
    assert [document.styles[style].font.size.pt for style in read_out] == [16, 16, 16]
    assert b"Theme" not in document.styles["Heading 1"].element.xml.encode()


def test_names_stand_out_in_the_document(told: Handover) -> None:
    document = docx.Document(io.BytesIO(introductions_docx(told)))
    strong = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.style.name == "Strong"]
    named = [one.name for group in told.introductions for one in group.people]
    assert strong == [*named, *(one.name for one in told.awaited)]


def test_the_document_is_a4_and_speaks_vietnamese(told: Handover) -> None:
    document = docx.Document(io.BytesIO(introductions_docx(told)))
    page = document.sections[0]
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert document.core_properties.language == "vi-VN"
    assert "PAGE" in page.footer.paragraphs[0]._p.xml
