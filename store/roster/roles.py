"""What somebody will do in the hall, read from remarks: `Chủ trì`, `Tham luận`. A post is no role."""

from __future__ import annotations

import re
from functools import lru_cache

from store.roster.vocabulary import listed
from store.roster.words import Phrases

_AT_THE_START = {
    "Chủ trì": "chủ trì",
    "Đồng chủ trì": "đồng chủ trì",
    "Chủ tọa": "chủ tọa, đoàn chủ tọa",
    "Tham luận": "tham luận, báo cáo tham luận, phát biểu tham luận, bài tham luận, đọc tham luận",
    "Báo cáo đề dẫn": "báo cáo đề dẫn, đề dẫn, phát biểu đề dẫn",
    "Báo cáo viên": "báo cáo viên",
    "Phát biểu khai mạc": "phát biểu khai mạc, khai mạc",
    "Phát biểu chỉ đạo": "phát biểu chỉ đạo, chỉ đạo hội nghị",
    "Phát biểu bế mạc": "phát biểu bế mạc, bế mạc",
    "Phát biểu chào mừng": "phát biểu chào mừng",
    "Phát biểu kết luận": "phát biểu kết luận, kết luận hội nghị, tiếp thu kết luận",
    "Phát biểu": "phát biểu",
    "Dẫn chương trình": "mc, dẫn chương trình, người dẫn chương trình",
}
"""Each role, and the words with which a remark about it begins."""
_ALONE = {
    "Đoàn Chủ tịch": "đoàn chủ tịch, chủ tịch đoàn",
    "Thư ký": "thư ký, thư ký hội nghị, thư kí, thư kí hội nghị, tổ thư ký, thư ký tọa đàm, đoàn thư ký",
}
"""Words that begin posts as well, and are a role only with nothing behind them: Chủ tịch Đoàn Thanh niên is none."""

_BEGINNING = [(role, Phrases(*listed(phrases))) for role, phrases in _AT_THE_START.items()]
_STANDING = [(role, Phrases(*listed(phrases))) for role, phrases in _ALONE.items()]

_APART = re.compile(r"[,;.+/\n()]|\s[-–—]\s|\s+(?:và|kiêm)\s+")
_BEFORE = re.compile(r"(?:(?:dự kiến|tham gia|trình bày|đọc|thành viên|là|có)\s+)+", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def roles_in(remark: str) -> tuple[str, ...]:
    """The roles a remark names, each once, in its order."""
    parts = (_BEFORE.sub("", part.strip(), count=1) for part in _APART.split(remark))
    return tuple(dict.fromkeys(role for part in parts if (role := _role(part))))


def _role(part: str) -> str:
    alone = next((role for role, phrases in _STANDING if phrases.are(part)), "")
    lengths = [(phrases.begin(part), role) for role, phrases in _BEGINNING]
    longest, role = max(lengths, key=lambda found: found[0])
    return alone or (role if longest else "")
