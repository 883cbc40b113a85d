"""A key that does nothing in a dialog is answered there: why, until the next key."""

from __future__ import annotations

from pathlib import Path

import builders
from after_the_day import on_disk
from reception_desk import Desk, desk_on, people
from tui.widgets.hint_line import KeyLine

SMALL = (80, 24)


def foot(desk: Desk) -> str:
    """The last line of the dialog on top."""
    return desk.app.screen.query_one(KeyLine).text.replace("\n", " ")


CASES = (
    (("f8",), ("1",), "ai cũng đã có tên"),
    (("f7",), ("9",), "chỉ có 4 mục"),
    (("f8", "4", "1"), ("enter",), "Hãy gõ số, ví dụ 104"),
    (("f8", "5"), ("x", "enter"), "“x” không phải số"),
    (("4", "7", "f8", "2", "5"), ("enter",), "Hãy gõ lý do"),
    (("f3", "f7", "1", "1"), ("enter",), "chọn một người trước"),
    (("f3", "f7", "1", "2"), ("enter",), "Hãy gõ họ tên"),
    (("f4", "f8", "1"), ("ctrl+z",), "chưa phân loại"),
)
"""How a dialog is opened, what does nothing in it, and what is said."""


async def test_it_says_why_and_the_next_key_brings_the_keys_back(tmp_path: Path) -> None:
    state = builders.state(*people(), builders.proposal(1, "Nên mời thêm thanh niên"))
    async with desk_on(on_disk(tmp_path, state), size=SMALL) as desk:
        for opened, pressed, why in CASES:
            await desk.press(*opened)
            dialog, keys = desk.app.screen, foot(desk)
            assert dialog.query_one(KeyLine).region.bottom < dialog.size.height, "it fits the smallest window"
            await desk.press(*pressed)
            assert desk.app.screen is dialog
            assert why in foot(desk)
            assert foot(desk).startswith("✘")
            await desk.press("f11")
            assert foot(desk) == keys
            await desk.press(*["escape"] * 4, "f2")
