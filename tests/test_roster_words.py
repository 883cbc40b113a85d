"""Cells of a roster, one by one: names, posts, telephones, identity numbers, areas, categories, headings."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters import CONFERENCE
from store.roster.areas import Areas
from store.roster.categories import Categories, Trust
from store.roster.columns import Field, field_of
from store.roster.headings import Heading, heading_of
from store.roster.numbers import phone_number, phone_numbers, without_identity
from store.roster.people import is_odd, looks_like_name, people, places
from store.roster.posts import split_post, swapped_post
from store.roster.roles import roles_in
from store.roster.service import service_words
from store.roster.unnamed import Places, place_lines, places_of
from store.roster.words import plain

AREAS = Areas(CONFERENCE.areas)
CATEGORIES = Categories(CONFERENCE.categories)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("STT", Field.STT),
        ("Số TT", Field.STT),
        ("HỌ VÀ TÊN", Field.NAME),
        ("Họ tên đại biểu", Field.NAME),
        ("Họ và tên\n(ghi chữ in hoa)", Field.NAME),
        ("Họ đệm", Field.FAMILY),
        ("Chức vụ", Field.TITLE),
        ("Chức vụ Đảng, chính quyền, đoàn thể", Field.TITLE),
        ("Đơn vị công tác", Field.UNIT),
        ("Địa chỉ cơ quan", Field.UNIT),
        ("Phường", Field.UNIT),
        ("Chức vụ, đơn vị công tác", Field.TITLE_UNIT),
        ("Chức danh - Nơi công tác", Field.TITLE_UNIT),
        ("Đơn vị, chức vụ", Field.UNIT_TITLE),
        ("Thành phần", Field.CATEGORY),
        ("Số điện thoại", Field.PHONE),
        ("SĐT", Field.PHONE),
        ("Điện thoại liên hệ (Zalo)", Field.PHONE),
        ("Số ghế", Field.SEAT),
        ("Ghi chú", Field.NOTE),
        ("Vai trò", Field.ROLE),
        ("Nhiệm vụ tại hội nghị", Field.ROLE),
        ("Nhiệm vụ", Field.TITLE),
        ("Ký nhận", Field.SIGNATURE),
        ("Số CCCD/CMND", Field.SENSITIVE),
        ("Số căn cước công dân", Field.SENSITIVE),
        ("Ngày cấp", Field.SENSITIVE),
        ("Ngày, tháng, năm sinh", Field.SENSITIVE),
        ("Năm sinh", Field.SENSITIVE),
        ("Dân tộc", Field.SENSITIVE),
        ("Tôn giáo", Field.SENSITIVE),
        ("Ngày vào Đảng", Field.SENSITIVE),
        ("Số thẻ đảng viên", Field.SENSITIVE),
        ("Địa chỉ", Field.SENSITIVE),
        ("Nơi ở hiện nay", Field.SENSITIVE),
        ("Quê quán", Field.SENSITIVE),
        ("Giới tính", Field.SENSITIVE),
        ("Nam", Field.SENSITIVE),
        ("Số tài khoản", Field.SENSITIVE),
        ("Cỡ áo", None),
        ("DANH SÁCH ĐẠI BIỂU", None),
        ("", None),
    ],
)
def test_a_label_says_what_its_column_holds(label: str, field: Field | None) -> None:
    assert field_of(plain(label)) is field
    assert field_of(plain(unicodedata.normalize("NFD", label))) is field


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Đ/c Nguyễn Văn An", ["Nguyễn Văn An"]),
        ("đ/c: ĐÀM THẾ SỬ", ["Đàm Thế Sử"]),
        ("Đồng chí Lê Đắc Cường", ["Lê Đắc Cường"]),
        ("Ông Nguyễn Văn Hưởng", ["Nguyễn Văn Hưởng"]),
        ("BÀ TRẦN THỊ BƯỞI", ["Trần Thị Bưởi"]),
        ("Ông Ích Khiêm", ["Ông Ích Khiêm"]),
        ("Ðàm Thế Sử", ["Đàm Thế Sử"]),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hằng"), ["Nguyễn Thị Hằng"]),
        ("Nguyễn\u00a0Thị   Hằng ", ["Nguyễn Thị Hằng"]),
        ("Nguyễn Văn Hùng (Đình Bảng)", ["Nguyễn Văn Hùng"]),
        ("Nguyễn Văn An - PCT", ["Nguyễn Văn An"]),
        ("Nguyễn Văn An\nTổ trưởng", ["Nguyễn Văn An"]),
        ("ThS. Lê Thị Hà", ["Lê Thị Hà"]),
        ("Nguyễn Văn An, Trần Thị Bưởi", ["Nguyễn Văn An", "Trần Thị Bưởi"]),
        ("Nguyễn Văn An\nTrần Thị Bưởi", ["Nguyễn Văn An", "Trần Thị Bưởi"]),
        ("1. Nguyễn Văn An\n2. Trần Thị Bưởi", ["Nguyễn Văn An", "Trần Thị Bưởi"]),
        ("Đ/c Nguyễn Văn An và đ/c Lê Thị Hà", ["Nguyễn Văn An", "Lê Thị Hà"]),
        ("Trương Thị Vẻ", ["Trương Thị Vẻ"]),
        ("Tô Thị Duyên", ["Tô Thị Duyên"]),
    ],
)
def test_a_cell_names_people(cell: str, names: list[str]) -> None:
    assert [person.name for person in people(cell)] == names


@pytest.mark.parametrize(
    ("cell", "post", "note"),
    [
        ("Nguyễn Văn An - PCT", "PCT", ""),
        ("Nguyễn Văn An\nTổ trưởng", "Tổ trưởng", ""),
        ("Nguyễn Văn An, Phó Trưởng ban", "Phó Trưởng ban", ""),
        ("Nguyễn Văn An (b/c)", "", "b/c"),
        ("Nguyễn Văn An (Tổ trưởng)", "Tổ trưởng", ""),
        ("Nguyễn Văn An (lái xe)", "lái xe", ""),
        ("Nguyễn Văn An (chủ trì)", "", "chủ trì"),
        ("ThS. Lê Thị Hà", "", "ThS."),
        ("Đại tá Đỗ Văn Cảnh", "", "Đại tá"),
    ],
)
def test_what_stands_around_a_name_is_kept(cell: str, post: str, note: str) -> None:
    (person,) = people(cell)
    assert (person.post, person.note) == (post, note)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("02 phóng viên", 2),
        ("01 đ/c lãnh đạo Hội Nông dân", 1),
        ("Lái xe", 1),
        ("Chuyên viên theo dõi", 1),
        ("Đ/c lãnh đạo UBND thành phố", 1),
        ("………", 1),
        ("Đoàn Thanh niên", 1),
        ("Nguyễn Văn An", 0),
        ("Lại Thị Xe", 0),
        ("Tô Thị Duyên", 0),
        ("To Thi Duyen", 0),
        ("Trương Văn Ban", 0),
        ("1. Nguyễn Văn An", 0),
        ("1 Nguyễn Văn An", 0),
        ("02 công an", 2),
    ],
)
def test_a_place_without_a_name_is_told_from_a_person(cell: str, count: int) -> None:
    assert places(cell) == count


@pytest.mark.parametrize(
    ("text", "count", "title", "unit"),
    [
        ("01 đ/c lãnh đạo Hội Nông dân", 1, "Lãnh đạo", "Hội Nông dân"),
        ("Đ/c lãnh đạo UBND thành phố", 1, "Lãnh đạo", "UBND thành phố"),
        ("Đại diện Công an phường Đình Bảng", 1, "Đại diện", "Công an phường Đình Bảng"),
        ("Phó Chủ tịch UBND phường", 1, "Phó Chủ tịch", "UBND phường"),
        ("Đoàn Thanh niên", 1, "", "Đoàn Thanh niên"),
        ("Chuyên viên theo dõi", 1, "Chuyên viên theo dõi", ""),
        ("01 đồng chí", 1, "", ""),
        ("Bổ sung sau", 1, "", ""),
        ("………", 1, "", ""),
        ("", 1, "", ""),
        ("02 phóng viên", 2, "Phóng viên", ""),
        ("2 phóng viên Báo Bắc Ninh", 2, "Phóng viên", "Báo Bắc Ninh"),
        ("Lái xe: 05 đ/c", 5, "Lái xe", ""),
        ("Quay phim, chụp ảnh Đài PTTH", 1, "Quay phim, chụp ảnh", "Đài PTTH"),
        ("3. Lai xe", 1, "Lai xe", ""),
        ("Bảo vệ an ninh trật tự", 1, "Bảo vệ an ninh trật tự", ""),
    ],
)
def test_a_place_says_who_is_meant(text: str, count: int, title: str, unit: str) -> None:
    assert places_of(text) == Places(count=count, title=title, unit=unit)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Phóng viên Báo Bắc Ninh", 2),
        ("Quay phim, chụp ảnh", 4),
        ("LÁI XE", 2),
        ("Bảo vệ an ninh trật tự", 0),
        ("Bảo vệ", 2),
        ("Tổ trưởng", 0),
        ("Bộ phận phục vụ", 0),
    ],
)
def test_a_title_of_service_is_known(text: str, words: int) -> None:
    assert service_words(text) == words


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("02 phóng viên\n01 lái xe", ["02 phóng viên", "01 lái xe"]),
        ("Phóng viên\nBáo Bắc Ninh", ["Phóng viên Báo Bắc Ninh"]),
        ("Nguyễn Văn An", []),
        ("1 Nguyễn Văn An\n2 Lê Thị Hà", []),
        ("Nguyễn Văn An\n01 lái xe", ["01 lái xe"]),
    ],
)
def test_places_in_a_cell_are_told_apart(cell: str, texts: list[str]) -> None:
    assert place_lines(cell) == texts


@pytest.mark.parametrize(
    ("remark", "roles"),
    [
        ("Chủ trì", ["Chủ trì"]),
        ("CHỦ TRÌ", ["Chủ trì"]),
        ("Chu tri", ["Chủ trì"]),
        ("Đồng chủ trì hội nghị", ["Đồng chủ trì"]),
        ("Chủ toạ", ["Chủ tọa"]),
        ("Chủ tịch đoàn", ["Đoàn Chủ tịch"]),
        ("Thành viên Tổ thư ký", ["Thư ký"]),
        ("Tham luận số 3", ["Tham luận"]),
        ("Trình bày tham luận", ["Tham luận"]),
        ("Đọc báo cáo đề dẫn", ["Báo cáo đề dẫn"]),
        ("Phát biểu chỉ đạo và kết luận hội nghị", ["Phát biểu chỉ đạo", "Phát biểu kết luận"]),
        ("Chủ trì, phát biểu khai mạc", ["Chủ trì", "Phát biểu khai mạc"]),
        ("dự kiến phát biểu", ["Phát biểu"]),
        ("MC", ["Dẫn chương trình"]),
        ("Chủ tịch", []),
        ("Chủ tịch Đoàn Thanh niên", []),
        ("Thư ký Hội Phụ nữ", []),
        ("Không tham luận", []),
        ("b/c", []),
        ("ăn chay; vắng", []),
        ("", []),
    ],
)
def test_a_remark_may_name_a_role(remark: str, roles: list[str]) -> None:
    assert list(roles_in(remark)) == roles


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Nguyễn Văn An", False),
        ("NGUYỄN VĂN ẨN", False),
        ("Nguyễn Văn Hùng B", False),
        ("H'Hen Niê", False),
        ("Trần T. Bình", False),
        ("Hùng", True),
        ("Nguyễn Văn An 2", True),
        ("Nguyễn ThanhTùng", True),
        ("NguyÔn ThÞ Hoa", True),
        ("Nguyễn\ufffd Hà", True),
    ],
)
def test_a_strange_name_is_seen(name: str, odd: bool) -> None:
    assert is_odd(name) is odd


@pytest.mark.parametrize(
    ("text", "ward"),
    [
        ("Tổ Dân vận khu phố Bà La, phường Đình Bảng", ""),
        ("phường Đình Bảng thành phố Từ Sơn", ""),
        ("PHUONG DINH BANG", ""),
        ("Phường Mẫu", "Phường Mẫu"),
        ("UBND xã Tân Chi, huyện Tiên Du", "xã Tân Chi"),
        ("khu phố Phù Khê, phường Mẫu", "phường Mẫu"),
        ("UBND phường", ""),
        ("Khối Dân vận các phường", ""),
        ("thị xã Từ Sơn", ""),
        ("Hợp tác xã Đồng Tâm", ""),
        ("các đoàn thể chính trị - xã hội", ""),
        ("Ban Văn hóa - Xã Hội", ""),
    ],
)
def test_a_ward_the_plan_does_not_have_is_seen(text: str, ward: str) -> None:
    assert AREAS.unknown(text) == ward
    assert Areas(()).unknown(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguyễn Văn An", True),
        ("NGUYỄN VĂN AN", True),
        ("Nguyen Van An", True),
        ("Phó Chủ tịch", False),
        ("Đoàn Thanh Niên", False),
        ("Hội Nông Dân", False),
        ("Châu Khê 2", False),
        ("An", False),
    ],
)
def test_names_look_like_names(text: str, expected: bool) -> None:
    assert looks_like_name(text) is expected


@pytest.mark.parametrize(
    ("cell", "title", "unit"),
    [
        (
            "Tổ trưởng Tổ Dân vận khu phố Trầm, phường Đình Bảng",
            "Tổ trưởng",
            "Tổ Dân vận khu phố Trầm, phường Đình Bảng",
        ),
        ("Phó Trưởng ban, Ban Dân vận Tỉnh ủy", "Phó Trưởng ban", "Ban Dân vận Tỉnh ủy"),
        ("Phó Trưởng ban - Ban Dân vận Tỉnh ủy", "Phó Trưởng ban", "Ban Dân vận Tỉnh ủy"),
        ("Phó Trưởng Ban Dân vận Tỉnh ủy", "Phó Trưởng Ban", "Ban Dân vận Tỉnh ủy"),
        ("Chuyên viên\nBan Dân vận Tỉnh ủy", "Chuyên viên", "Ban Dân vận Tỉnh ủy"),
        ("Chánh Văn phòng Thành ủy", "Chánh Văn phòng", "Văn phòng Thành ủy"),
        ("Trưởng khối Dân vận phường Tam Sơn", "Trưởng khối", "Khối Dân vận phường Tam Sơn"),
        (
            "Uỷ viên Ban Thường vụ, Trưởng Ban Dân vận Thành uỷ",
            "Uỷ viên Ban Thường vụ, Trưởng Ban",
            "Ban Dân vận Thành uỷ",
        ),
        (
            "Phó Chủ tịch Ủy ban MTTQ và các đoàn thể chính trị - xã hội",
            "Phó Chủ tịch",
            "Ủy ban MTTQ và các đoàn thể chính trị - xã hội",
        ),
        (
            "Bí thư Chi bộ, Tổ trưởng Tổ Dân vận khu phố 3, phường Phù Khê",
            "Bí thư Chi bộ, Tổ trưởng",
            "Tổ Dân vận khu phố 3, phường Phù Khê",
        ),
        ("Bí thư Thành đoàn", "Bí thư", "Thành đoàn"),
        ("To truong To Dan van khu pho Tram", "To truong", "To Dan van khu pho Tram"),
        ("Phó Trưởng ban", "Phó Trưởng ban", ""),
        ("Giáo viên", "Giáo viên", ""),
        ("Giáo viên, Trường THCS Đồng Kỵ", "Giáo viên", "Trường THCS Đồng Kỵ"),
        ("Tổ trưởng Tổ Dân vận\nkhu phố Trầm", "Tổ trưởng", "Tổ Dân vận khu phố Trầm"),
        ("", "", ""),
    ],
)
def test_title_and_unit_of_one_cell_are_taken_apart(cell: str, title: str, unit: str) -> None:
    assert split_post(cell) == (title, unit)


def test_a_unit_before_its_title_is_taken_apart_too() -> None:
    assert swapped_post("Ban Dân vận Tỉnh ủy, Phó Trưởng ban") == ("Phó Trưởng ban", "Ban Dân vận Tỉnh ủy")


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "912345678",
        "912345678.0",
        "9.12345678E+08",
        "0912.345.678",
        "0912 345 678",
        "0912-345-678",
        "(0912) 345 678",
        "+84 912 345 678",
        "84912345678",
        "+84 (0)912 345 678",
        "0084912345678",
        "ĐT: 0912345678",
    ],
)
def test_a_telephone_number_is_put_right(text: str) -> None:
    assert phone_number(text) == "0912345678"


@pytest.mark.parametrize("text", ["1e999", "9e+9999", "9" * 400 + ".0", "9" * 5_000])
def test_a_number_beyond_all_numbers_is_no_telephone(text: str) -> None:
    assert phone_number(text) == ""


@pytest.mark.parametrize("text", ["", "không có", "12345", "01234567890", "027075009999", "2023"])
def test_what_is_no_telephone_number_is_none(text: str) -> None:
    assert phone_numbers(text) == []


@pytest.mark.parametrize(
    "text", ["0912345678/0987654321", "0912345678 - 0987654321", "0912.345.678; 0987.654.321", "0912345678\n0987654321"]
)
def test_two_telephone_numbers_in_a_cell_are_two(text: str) -> None:
    assert phone_numbers(text) == ["0912345678", "0987654321"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("027075009999", ""),
        ("CCCD 027075009999", "CCCD"),
        ("027 075 009 999, ăn chay", "ăn chay"),
        ("027.075.009.999", ""),
        ("27075009999", ""),
    ],
)
def test_an_identity_number_is_taken_out(text: str, left: str) -> None:
    assert without_identity(text) == (left, True)


@pytest.mark.parametrize(
    "text",
    ["0912345678", "+84912345678", "84912345678", "02223835123", "599-KL/TU ngày 11/9/2019", "0912345678/0987654321"],
)
def test_other_numbers_are_no_identity_numbers(text: str) -> None:
    assert without_identity(text) == (text, False)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("phường Đồng Kỵ", "dong-ky"),
        ("phường Đông Ngàn", "dong-ngan"),
        ("phường Đồng Nguyên", "dong-nguyen"),
        ("Phù Chẩn", "phu-chan"),
        ("PHÙ KHÊ", "phu-khe"),
        ("dong ngan", "dong-ngan"),
        ("Đồng Ngàn", "dong-ngan"),
        (unicodedata.normalize("NFD", "Ðình Bảng"), "dinh-bang"),
        ("khu phố Phù Khê Thượng, phường Phù Khê", "phu-khe"),
        ("khu phố Tam Sơn, phường Châu Khê", "chau-khe"),
        ("thành phố Từ Sơn", ""),
        ("Đồng", ""),
        ("", ""),
    ],
)
def test_a_text_names_its_area(text: str, area: str) -> None:
    assert AREAS.find(text) == area


@pytest.mark.parametrize(
    ("text", "category", "trust"),
    [
        ("Đại biểu Ban Dân vận Tỉnh ủy", "dan-van-tinh", Trust.SURE),
        ("ĐẠI BIỂU TỈNH", "dan-van-tinh", Trust.SURE),
        ("Ban Dân vận Thành ủy", "dan-van-thanh-uy", Trust.SURE),
        ("Lãnh đạo, cán bộ BDV Thành ủy", "dan-van-thanh-uy", Trust.SURE),
        ("Thường trực Thành ủy - HĐND - UBND", "lanh-dao-thanh-pho", Trust.SURE),
        ("Lãnh đạo các ban xây dựng Đảng và Văn phòng", "ban-dang", Trust.SURE),
        ("Uỷ ban MTTQ và các đoàn thể", "mttq-doan-the", Trust.SURE),
        ("Đại diện lãnh đạo UBMTTQ, các đoàn thể CT-XH TP", "mttq-doan-the", Trust.SURE),
        ("Trường Khối Dân vận các phường", "truong-khoi", Trust.SURE),
        ("Tổ trưởng Tổ Dân vận các phường", "to-truong", Trust.SURE),
        ("to-truong", "to-truong", Trust.SURE),
        ("Các đồng chí Tổ trưởng", "to-truong", Trust.LIKELY),
        ("Khách mời", "", Trust.NONE),
        ("Các phòng, ban chuyên môn", "", Trust.NONE),
    ],
)
def test_a_heading_names_its_category(text: str, category: str, trust: Trust) -> None:
    match = CATEGORIES.match(text)
    assert (match.category, match.trust) == (category, trust)


def test_every_name_and_alias_of_the_plan_is_its_own_category() -> None:
    for category in CONFERENCE.categories:
        for name in (category.name, category.short, *category.aliases):
            assert CATEGORIES.match(name.upper()).category == category.id


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("I. Đại biểu tỉnh (03 đ/c)", Heading(mark="roman", text="Đại biểu tỉnh", stated=3)),
        ("II- Đại biểu tỉnh: 12 đồng chí", Heading(mark="roman", text="Đại biểu tỉnh", stated=12)),
        ("III/ Đại biểu tỉnh", Heading(mark="roman", text="Đại biểu tỉnh")),
        ("IV Đại biểu tỉnh", Heading(mark="roman", text="Đại biểu tỉnh")),
        ("A. Đại biểu tỉnh (5)", Heading(mark="letter", text="Đại biểu tỉnh", stated=5)),
        ("1. Đại biểu tỉnh (12 đồng chí)", Heading(mark="number", text="Đại biểu tỉnh", stated=12)),
        ("1.2. Đại biểu tỉnh", Heading(mark="number2", text="Đại biểu tỉnh")),
        ("a) Phường Phù Khê", Heading(mark="small", text="Phường Phù Khê")),
        ("Đại biểu tỉnh (gồm 03 đ/c)", Heading(mark="", text="Đại biểu tỉnh", stated=3)),
        ("Đại biểu tỉnh (2023)", Heading(mark="", text="Đại biểu tỉnh (2023)")),
        ("Đại biểu tỉnh", Heading(mark="", text="Đại biểu tỉnh")),
    ],
)
def test_a_heading_is_taken_apart(text: str, heading: Heading) -> None:
    assert heading_of(text) == heading


@given(st.text(max_size=60))
def test_no_cell_is_too_strange_to_be_read(cell: str) -> None:
    split_post(cell)
    people(cell)
    places(cell)
    places_of(cell)
    place_lines(cell)
    roles_in(cell)
    is_odd(cell)
    phone_numbers(cell)
    without_identity(cell)
    heading_of(plain(cell))
    field_of(plain(cell))
    AREAS.find(cell)
    AREAS.unknown(cell)
    CATEGORIES.match(cell)
