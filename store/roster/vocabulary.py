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

ROLES = Phrases(
    *listed(
        "phóng viên, nhà báo, báo chí, lái xe, chuyên viên, cán bộ, lãnh đạo, đại diện, nhân viên, thư ký, kỹ thuật",
        "lễ tân, phục vụ, khách mời, đại biểu, thành viên, tổ trưởng, tổ phó, trưởng, phó trưởng, phó, bí thư",
        "chủ tịch, ủy viên, giám đốc, thường trực, bảo vệ, quay phim, ban, hội, ủy ban, văn phòng, khối, người",
        "đoàn viên, hội viên",
        "đồng chí, chưa có, chưa cử, bổ sung sau, cử sau, không, đoàn thanh niên, đoàn tncs, công an, các, tổ, phường",
        "khu phố, mttq, ubnd, hđnd, mặt trận, liên đoàn, thành đoàn, đảng ủy, chi bộ, trường, chánh, phòng, y tế, mời",
        "người dẫn chương trình",
    )
)
"""With these begins who is meant by an office, not by a name."""

SERVICE = Phrases(*listed("phóng viên, nhà báo, lái xe, quay phim, phục vụ, lễ tân, bảo vệ, kỹ thuật viên"))
"""People on a list who are no group of it, even alone in their row."""

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
        "trưởng thôn, trưởng khu, trưởng khu phố, trưởng công an, lãnh đạo, đại diện lãnh đạo",
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
