"""Words broken into rows as a sign painter would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.hall.balanced import balanced

TITLE = (
    "HỘI NGHỊ TỌA ĐÀM TRAO ĐỔI KINH NGHIỆM CÔNG TÁC GIỮA CÁC TỔ DÂN VẬN Ở KHU DÂN CƯ TRÊN ĐỊA BÀN THÀNH PHỐ NĂM 2023"
)


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 20, [""]),
        ("Tham luận", 20, ["Tham luận"]),
        ("Thảo luận, trao đổi kinh nghiệm", 30, ["Thảo luận,", "trao đổi kinh nghiệm"]),
        ("Phòng họp A - Hội trường thành phố Từ Sơn", 38, ["Phòng họp A", "Hội trường thành phố Từ Sơn"]),
        ("Phát biểu chỉ đạo của Thường trực Thành ủy", 38, ["Phát biểu chỉ đạo", "của Thường trực Thành ủy"]),
        ("Tọa đàm công tác Tổ Dân vận năm 2023", 34, ["Tọa đàm công tác", "Tổ Dân vận năm 2023"]),
        (
            TITLE,
            36,
            [
                "HỘI NGHỊ TỌA ĐÀM TRAO ĐỔI",
                "KINH NGHIỆM CÔNG TÁC GIỮA",
                "CÁC TỔ DÂN VẬN Ở KHU DÂN CƯ",
                "TRÊN ĐỊA BÀN THÀNH PHỐ NĂM 2023",
            ],
        ),
    ],
)
def test_rows_are_even_and_end_with_a_phrase(text: str, width: int, rows: list[str]) -> None:
    assert balanced(text, width) == rows


def test_a_word_longer_than_the_row_is_broken() -> None:
    assert balanced("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


@given(words=st.lists(st.text("aáộđ", min_size=1, max_size=9), min_size=1, max_size=25), width=st.integers(9, 70))
def test_no_word_is_lost_no_row_too_long_and_none_too_many(words: list[str], width: int) -> None:
    rows = balanced(" ".join(words), width)
    assert " ".join(rows).split() == words
    assert max(map(len, rows)) <= width
    assert len(rows) == _fewest(words, width)


def _fewest(words: list[str], width: int) -> int:
    """How many rows it takes to fill each before the next is begun."""
    rows = [words[0]]
    for word in words[1:]:
        if len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return len(rows)
