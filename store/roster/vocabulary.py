"""Words of Vietnamese offices, by which names, titles and places without a name are told apart."""

from __future__ import annotations

from store.roster.words import Phrases, exact
from store.vietnamese import fold


def listed(*lines: str) -> list[str]:
    """The phrases of lines in which commas part them."""
    return [phrase.strip() for line in lines for phrase in line.split(",")]


_FAMILY_NAMES = listed(
    "nguyễn, trần, lê, phạm, hoàng, huỳnh, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, lí, đào, đinh, đoàn, trịnh",
    "trương, lâm, mai, cao, hà, lưu, lương, tạ, thái, phùng, chu, châu, tô, quách, đàm, vương, tống, kiều, lại, triệu",
    "tăng, khổng, bạch, nghiêm, thạch, viên, la, ninh, uông, nông, vi, hứa, doãn, cù, ông, tôn, thân, giang, giáp",
    "khuất, quản, mạc, cung, cấn, kim, âu, đường, thiều, phí, trà, tiêu, lục, mã, đồng, đậu, điền, hoa, nhữ, ngụy",
    "bành, lã, lữ, chử, thẩm, bế, lò, quàng, cầm, hoàn, sầm, ma, chúc, đới, trang, từ, khúc, mẫn, vy, công, quang",
)
FAMILY_NAMES = frozenset(map(exact, _FAMILY_NAMES))
FAMILY_NAMES_FOLDED = frozenset(map(fold, _FAMILY_NAMES))

_UNITS = listed(
    "ban, hội, ủy ban, văn phòng, khối, đoàn thanh niên, đoàn tncs, công an, tổ, phường, khu phố, mttq, ubnd, hđnd",
    "mặt trận, liên đoàn, thành đoàn, đảng ủy, chi bộ, trường, phòng, y tế",
)
UNITS = Phrases(*_UNITS)
"""With these begins an organisation."""

_NOBODY_YET = listed("chưa có, chưa cử, bổ sung sau, cử sau, không")
NOBODY_YET = Phrases(*_NOBODY_YET)
"""What stands where a name will stand one day."""

_SERVICE = listed(
    "phóng viên, nhà báo, báo chí, lái xe, tài xế, quay phim, chụp ảnh, phục vụ, lễ tân, bảo vệ, kỹ thuật viên",
    "nhân viên phục vụ, cán bộ phục vụ, quay phim chụp ảnh, chụp ảnh quay phim, phóng viên báo chí",
)
SERVICE = Phrases(*_SERVICE)
"""People who work while others confer: reporters, drivers, staff."""

NO_SERVICE = Phrases(*listed("bảo vệ an ninh, bảo vệ dân phố, bảo vệ trật tự"))
"""Bodies that confer, though they sound like staff."""

SERVICE_GROUPS = Phrases(
    *listed(
        "bộ phận phục vụ, tổ phục vụ, đội phục vụ, lực lượng phục vụ, khối phục vụ, thành phần phục vụ",
        "bộ phận kỹ thuật, tổ kỹ thuật, bộ phận lễ tân, tổ lễ tân, cơ quan báo chí, các cơ quan báo chí",
        "cơ quan thông tấn, các cơ quan thông tấn, đại biểu báo chí, các đồng chí phục vụ, các đồng chí lái xe",
        "các đồng chí phóng viên",
    )
)
"""Headings of such people."""

ROLES = Phrases(
    *_UNITS,
    *_NOBODY_YET,
    *_SERVICE,
    *listed(
        "chuyên viên, cán bộ, lãnh đạo, đại diện, nhân viên, thư ký, kỹ thuật, khách mời, đại biểu, thành viên",
        "tổ trưởng, tổ phó, trưởng, phó trưởng, phó, bí thư, chủ tịch, ủy viên, giám đốc, thường trực, người, đồng chí",
        "các, chánh, mời, đoàn viên, hội viên, người dẫn chương trình",
    ),
)
"""With these begins who is meant by an office, not by a name."""

GENERAL = Phrases(*listed("đại biểu, người, khách mời, thành viên, vị, nữ, nam, các"))
"""Words for anybody."""

VAGUE_TITLES = Phrases(*listed("lãnh đạo, đại diện, đại diện lãnh đạo, đại biểu, khách mời, cán bộ"))
"""Titles of a place that whoever is named for it will hardly have."""

NO_ROLE = Phrases(*listed("đại biểu, tham dự, dự, khách mời, không, x"))
"""What stands in a column of roles for those who have none."""

TITLES = Phrases(
    *listed(
        "trưởng ban, phó trưởng ban, phó ban, phó trưởng ban thường trực, trưởng ban công tác mặt trận",
        "phó trưởng ban công tác mặt trận, ủy viên, ủy viên thường trực, ủy viên ban thường vụ, ủy viên thường vụ",
        "ủy viên ban chấp hành, ủy viên ban chấp hành đảng bộ, ủy viên ủy ban kiểm tra, bí thư, phó bí thư",
        "phó bí thư thường trực, bí thư chi bộ, phó bí thư chi bộ, bí thư đảng ủy, phó bí thư đảng ủy, chủ tịch",
        "phó chủ tịch, phó chủ tịch thường trực, chánh văn phòng, phó chánh văn phòng, tổ trưởng, tổ phó, tổ viên",
        "trưởng khối, phó trưởng khối, phó khối, trưởng phòng, phó trưởng phòng, phó phòng, giám đốc, phó giám đốc",
        "chuyên viên, chuyên viên chính, cán bộ, công chức, nhân viên, kế toán, thư ký, thành viên, đại biểu",
        "thường trực, chủ nhiệm, phó chủ nhiệm, hiệu trưởng, phó hiệu trưởng, đội trưởng, chỉ huy trưởng, trưởng đoàn",
        "trưởng thôn, trưởng khu, trưởng khu phố, trưởng công an, lãnh đạo, đại diện lãnh đạo, đại diện, khách mời",
        "đoàn viên, hội viên",
        "uvbtv, uvbch, uvtv, uv, pct, ct, pbt, bt, tb, ptb, cvp, pcvp, tp, ptp",
    )
)

SIGNING = Phrases(
    *listed(
        "người lập biểu, người lập danh sách, người lập, cán bộ lập, thủ trưởng đơn vị, thủ trưởng, trưởng ban",
        "phó trưởng ban, bí thư, phó bí thư, chủ tịch, phó chủ tịch, chánh văn phòng, phó chánh văn phòng, trưởng khối",
        "trưởng phòng, giám đốc, người tổng hợp, nơi nhận, ký tên, đã ký",
    )
)
"""What stands, alone in its cell, above a signature."""

ABBREVIATIONS = {
    "ubmttq": "uy ban mttq",
    "tp": "thanh pho",
    "bdv": "ban dan van",
    "tdv": "to dan van",
    "kdv": "khoi dan van",
    "kp": "khu pho",
    "xh": "xa hoi",
    "ct": "chinh tri",
    "vp": "van phong",
    "bch": "ban chap hanh",
    "btv": "ban thuong vu",
}
"""What headings shorten, folded."""
