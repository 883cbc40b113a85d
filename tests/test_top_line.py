"""The top line says first how safe everything is; the title has what room is left, if that is enough to know it by."""

from __future__ import annotations

import pytest

import builders
from tui.store_thread import Safety
from tui.widgets.top_line import TopLine

TITLE = "Tọa đàm công tác Tổ Dân vận"
OFFLINE = "⚠ đang làm việc ngoại tuyến, 1234 thao tác chờ gửi"


def line(width: int, title: str = TITLE) -> str:
    top = TopLine(builders.state(short_title=title), "Bàn 1", Safety(waiting=1234))
    return "".join(row.content.plain for row in top.lines(width, 1))


@pytest.mark.parametrize(
    ("width", "left"),
    [(120, f" {TITLE}  Bàn 1"), (80, " Tọa đàm công tác T…  Bàn 1"), (69, " Tọa đàm…  Bàn 1"), (66, " Bàn 1")],
)
def test_a_title_of_which_little_would_be_left_gives_way_whole(width: int, left: str) -> None:
    shown = line(width)
    assert len(shown) == width
    assert shown.removesuffix(" ").endswith(OFFLINE)
    assert shown.removesuffix(f"{OFFLINE} ").rstrip() == left


def test_a_short_title_is_never_too_little() -> None:
    assert line(66, "THI").startswith(" THI  Bàn 1")
