"""Builds the sample roster: 112 invented delegates, laid out as an office lays out such a list.

`python -m tests.sample_roster` writes it to the assets; a test compares what is shipped with what this builds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from assets import ASSETS

SAMPLE = ASSETS / "sample" / "danh-sach-dai-bieu.xlsx"

WIDTH = 5
HEADER_ROW = 9


class Person(NamedTuple):
    name: str
    post: str
    note: str = ""


class Group(NamedTuple):
    heading: str
    people: list[Person]


def _people(listed: str, post: str = "{}") -> list[Person]:
    """People from lines of `name | post | note`."""
    lines = [[part.strip() for part in line.split("|")] for line in listed.strip().splitlines()]
    return [Person(name, post.format(own), "".join(rest)) for name, own, *rest in lines]


LEADING = [
    Group(
        "I. Đại biểu Ban Dân vận Tỉnh ủy Bắc Ninh",
        _people("""
            Nguyễn Thị Bích Thủy | Phó Trưởng Ban Dân vận Tỉnh ủy | Phát biểu chỉ đạo
            Trịnh Hữu Lộc | Trưởng phòng Đoàn thể và các Hội, Ban Dân vận Tỉnh ủy
            Đỗ Quỳnh Trang | Chuyên viên chính, Ban Dân vận Tỉnh ủy
        """),
    ),
    Group(
        "II. Thường trực Thành ủy, HĐND; Lãnh đạo UBND thành phố",
        _people("""
            Lê Xuân Trường | Bí thư Thành ủy
            Nguyễn Thị Minh Nguyệt | Phó Bí thư Thường trực Thành ủy | Phát biểu chỉ đạo
            Hoàng Đình Khải | Phó Bí thư Thành ủy, Chủ tịch UBND thành phố
            Ngô Thị Thanh Vân | Phó Chủ tịch HĐND thành phố
            Vũ Đức Thịnh | Phó Chủ tịch UBND thành phố
            Chu Thị Hồng Ánh | Phó Chủ tịch UBND thành phố
        """),
    ),
    Group(
        "III. Đại diện lãnh đạo các Ban xây dựng Đảng, Văn phòng Thành ủy",
        _people("""
            Nguyễn Trọng Nghĩa | Phó Trưởng Ban Tổ chức Thành ủy
            Đặng Thị Kim Oanh | Phó Trưởng Ban Tuyên giáo Thành ủy
            Phạm Ngọc Sửu | Phó Chủ nhiệm Ủy ban Kiểm tra Thành ủy
            Trần Thị Lệ Quyên | Phó Chánh Văn phòng Thành ủy
        """),
    ),
    Group(
        "IV. Lãnh đạo, cán bộ Ban Dân vận Thành ủy",
        _people("""
            Đàm Quang Sửu | Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Thành ủy | Chủ trì
            Nguyễn Thị Hương | Phó Trưởng Ban Dân vận Thành ủy | Báo cáo đề dẫn
            Lưu Quang Hưng | Phó Trưởng Ban Dân vận Thành ủy
            Dương Thị Thu Hiền | Chuyên viên Ban Dân vận Thành ủy | Thư ký
            Nghiêm Xuân Quý | Chuyên viên Ban Dân vận Thành ủy | Thư ký
        """),
    ),
    Group(
        "V. Đại diện lãnh đạo Ủy ban MTTQ, các đoàn thể chính trị - xã hội thành phố",
        _people("""
            Nguyễn Công Thắng | Chủ tịch Ủy ban MTTQ thành phố
            Tạ Thị Phương Thảo | Chủ tịch Hội LHPN thành phố
            Ngô Văn Lũy | Chủ tịch Hội Nông dân thành phố
            Đinh Bá Khoát | Chủ tịch Hội Cựu chiến binh thành phố
            Nguyễn Thị Ngọc Minh Châu | Bí thư Thành đoàn
            Lâm Thị Tuyết Nhung | Phó Chủ tịch Liên đoàn Lao động thành phố
        """),
    ),
    Group(
        "VI. Trưởng Khối Dân vận các phường",
        _people(
            """
            Trần Đắc Cường | Châu Khê
            Nguyễn Thị Hạnh | Đình Bảng | Tham luận
            Vũ Quốc Toản | Đồng Kỵ | Tham luận
            Nguyễn Thị Hoàng Yến | Đông Ngàn
            Dương Văn Ước | Đồng Nguyên
            Đàm Thị Nụ | Hương Mạc | Tham luận
            Nguyễn Hữu Phượng | Phù Chẩn
            Quách Thị Lý | Phù Khê
            Ngô Gia Khánh | Tam Sơn | Tham luận
            Nguyễn Văn Hùng | Tân Hồng
            Lê Thị Mỵ | Trang Hạ
            Nguyễn Sỹ Tuấn | Tương Giang | Tham luận
            """,
            "Phó Bí thư Đảng ủy, Trưởng Khối Dân vận phường {}",
        ),
    ),
]

WARDS = {
    "Châu Khê": """
        Trần Văn Quyền | Đa Hội
        Nguyễn Thị Thúy | Trịnh Xá
        Trần Đức Sáng | Đa Vạn
        Nguyễn Văn Bảy | Đồng Phúc
        Phạm Thị Hằng | Song Tháp
        Trần Khắc Ngữ | Trịnh Nguyễn
        Trần Thị Đượm | Đa Hội Ngoài
    """,
    "Đình Bảng": """
        Nguyễn Văn Hưởng | Bà La
        Nguyễn Thị Hương | Chùa Dận
        Lý Quang Vịnh | Thịnh Lang
        Nguyễn Tiến Ấn | Thọ Môn
        Đỗ Thị Mến | Trầm
        Nguyễn Văn Hùng | Xuân Đài
        Lý Thị Ngà | Tỉnh Cầu
        Nguyễn Đình Ẩm | Cao Lâm
    """,
    "Đồng Kỵ": """
        Vũ Văn Được | Đồng Tiến
        Dương Thị Nhàn | Thanh Bình
        Chử Văn Kỷ | Thanh Nhàn
        Nguyễn Ngọc Lẫm | Nghè
        Vũ Thị Xuyến | Đại Đình
        Dương Danh Vũ | Tân Thành
    """,
    "Đông Ngàn": """
        Hoàng Thị Ngọc Lan | Phù Lưu
        Nguyễn Bá Đạt | Xuân Thụ
        Chu Khiêm | Minh Khai
        Phạm Thị Thu | Lê Lợi
        Hồ Quý Dậu | Hoàng Quốc Việt
        Nguyễn Thị Thùy Dương | Trần Phú
        Phùng Văn Lực | Chợ
    """,
    "Đồng Nguyên": """
        Dương Văn Thủy | Vĩnh Kiều Bé
        Nguyễn Thị Út | Vĩnh Kiều Lớn
        Nguyễn Quang Ưng | Tam Lư
        Dương Thị Cẩm Tú | Lễ Xuyên
        Ngô Xuân Hòa | Cẩm Giang
        Nguyễn Thị Hường | Nguyễn Giáo
        Nguyễn Thế Ổn | Vĩnh Kiều
    """,
    "Hương Mạc": """
        Đàm Văn Điệp | Kim Thiều
        Nguyễn Thị Lụa | Đồng Hương
        Đàm Quang Ngọ | Mai Động
        Ngô Thị Nguyên | Kim Bảng
        Đàm Thị Hòa | Vĩnh Thọ
        Nguyễn Văn Khương | Sơn Mạc
        Đỗ Đăng Ninh | Hồi Mạc
    """,
    "Phù Chẩn": """
        Nguyễn Văn Tuyển | Phù Lộc
        Trần Thị Liễu | Doi Sóc
        Nguyễn Như Ý | Rích Gạo
        Nguyễn Thị Thoa | Phù Luận
        Bùi Văn Kiểm | Chẩn Đông
    """,
    "Phù Khê": """
        Nguyễn Kim Đĩnh | Phù Khê Thượng
        Quách Văn Trữ | Phù Khê Đông
        Nguyễn Thị Nga | Tiến Bào
        Dư Thị Mùi | Nghĩa Lập
        Nguyễn Tuấn Vỹ | Thượng
    """,
    "Tam Sơn": """
        Ngô Minh Đăng | Phúc Tinh
        Nguyễn Thị Phượng | Dương Sơn
        Ngô Sách Thực | Thọ Trai
        Nguyễn Văn Hùng | Tam Đảo
        Ngô Thị Bưởi | Núi
        Nguyễn Khắc Ẩn | Xuân Hội
        Trương Thị Vẻ | Đông Đoài
    """,
    "Tân Hồng": """
        Nguyễn Văn Lãng | Nội Trì
        Nguyễn Thị Loan | Đại Đình
        Đặng Đình Quỹ | Yên Lã
        Nguyễn Phúc Thường | Dương Lôi
        Mai Thị Diệu Linh | Trung Hòa
        Lê Văn Ngoạn | Tân Lập
        Nguyễn Thị Én | Nội Trì Đông
    """,
    "Trang Hạ": """
        Nguyễn Văn Sự | Trang Liệt
        Nguyễn Thị Thơm | Bính Hạ
        Lê Huy Tưởng | Trang Đông
        Nguyễn Hữu Mão | Trang Nam
    """,
    "Tương Giang": """
        Nguyễn Văn Kế | Tiêu Long
        Tô Thị Duyên | Tiêu Sơn
        Nguyễn Thạc Bình | Tiêu Thượng
        Phan Thị Huệ | Hồi Quan
        Nguyễn Văn Thụ | Hưng Phúc
        Doãn Thị Bảo Ngọc | Tạ Xá
    """,
}

LEADERS = "VII. Tổ trưởng các Tổ Dân vận ở khu dân cư"


def ward_groups() -> list[Group]:
    """The leaders of residential areas, a heading for each ward."""
    posts = "Tổ trưởng Tổ Dân vận khu phố {}, phường "
    return [
        Group(f"{n}. Phường {ward}", _people(people, posts + ward)) for n, (ward, people) in enumerate(WARDS.items(), 1)
    ]


def build(path: Path) -> None:
    """Writes the roster; the same bytes of text every time."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as workbook:
        _Writer(workbook).write()


class _Writer:
    """Writes the one sheet from top to bottom."""

    def __init__(self, workbook: Any) -> None:
        font = {"font_name": "Times New Roman", "font_size": 13, "valign": "vcenter"}
        cell = {**font, "border": 1, "text_wrap": True}
        self._sheet = workbook.add_worksheet("Danh sách")
        self._centred = workbook.add_format({**font, "align": "center"})
        self._bold = workbook.add_format({**font, "align": "center", "bold": True})
        self._italic = workbook.add_format({**font, "align": "center", "italic": True})
        self._label = workbook.add_format({**cell, "align": "center", "bold": True})
        self._heading = workbook.add_format({**cell, "bold": True})
        self._text = workbook.add_format(cell)
        self._middle = workbook.add_format({**cell, "align": "center"})
        self._row = 0
        self._stt = 0

    def write(self) -> None:
        self._title()
        for group in LEADING:
            self._group(group, len(group.people))
        wards = ward_groups()
        self._group(Group(LEADERS, []), sum(len(group.people) for group in wards))
        for group in wards:
            self._group(group, len(group.people))
        self._end()
        self._print_set_up()

    def _across(self, text: str, form: Any, left: int = 0, right: int = WIDTH - 1) -> None:
        self._sheet.merge_range(self._row, left, self._row, right, text, form)

    def _title(self) -> None:
        self._across("THÀNH ỦY TỪ SƠN", self._centred, 0, 1)
        self._across("ĐẢNG CỘNG SẢN VIỆT NAM", self._bold, 2, 4)
        self._row += 1
        self._across("BAN DÂN VẬN", self._bold, 0, 1)
        self._row += 1
        self._across("*", self._centred, 0, 1)
        self._across("Từ Sơn, ngày 11 tháng 9 năm 2023", self._italic, 2, 4)
        self._row += 2
        for text, form in (
            ("DANH SÁCH ĐẠI BIỂU", self._bold),
            ("Dự Hội nghị tọa đàm trao đổi kinh nghiệm công tác giữa các Tổ Dân vận ở khu dân cư năm 2023", self._bold),
            ("(Kèm theo Giấy mời của Ban Dân vận Thành ủy)", self._italic),
        ):
            self._across(text, form)
            self._row += 1
        self._row = HEADER_ROW - 1
        labels = ("STT", "Họ và tên", "Chức vụ, đơn vị công tác", "Số điện thoại", "Ghi chú")
        self._sheet.write_row(self._row, 0, labels, self._label)
        self._row += 1

    def _group(self, group: Group, count: int) -> None:
        self._across(f"{group.heading} ({count:02} đ/c)", self._heading)
        self._row += 1
        for person in group.people:
            self._person(person)

    def _person(self, person: Person) -> None:
        self._stt += 1
        self._sheet.write_number(self._row, 0, self._stt, self._middle)
        self._sheet.write_string(self._row, 1, person.name, self._text)
        self._sheet.write_string(self._row, 2, person.post, self._text)
        self._phone()
        self._sheet.write_string(self._row, 4, person.note, self._text)
        self._row += 1

    def _phone(self) -> None:
        """Nobody's number; every seventh has lost its zero, as happens when a spreadsheet takes it for a number."""
        if self._stt % 7:
            self._sheet.write_string(self._row, 3, f"0900 000 {self._stt:03}", self._middle)
        else:
            self._sheet.write_number(self._row, 3, 900_000_000 + self._stt, self._middle)

    def _end(self) -> None:
        self._across(f"Tổng số: {self._stt} đại biểu./.", self._heading)
        self._row += 2
        self._across("NGƯỜI LẬP BIỂU", self._bold, 0, 1)
        self._across("TRƯỞNG BAN", self._bold, 2, 4)
        self._row += 5
        self._across("Dương Thị Thu Hiền", self._bold, 0, 1)
        self._across("Đàm Thế Sử", self._bold, 2, 4)

    def _print_set_up(self) -> None:
        for column, width in enumerate((6, 28, 52, 16, 20)):
            self._sheet.set_column(column, column, width)
        self._sheet.set_paper(9)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(HEADER_ROW - 1)


if __name__ == "__main__":
    build(SAMPLE)
