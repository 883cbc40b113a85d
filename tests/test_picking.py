"""A numbered list to pick from: what does not fit in it is not there unseen."""

from __future__ import annotations

import pytest

from dialog_bench import talking
from tui.dialogs.pick import Entries, Entry, PickDialog

FITTING = 14


def entries(count: int) -> list[Entry]:
    return [Entry(f"Địa bàn {number}") for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "downs", "above", "below"),
    [
        (FITTING, 3, False, False),
        (FITTING + 1, 0, False, True),
        (FITTING + 3, FITTING + 1, True, True),
        (FITTING + 3, FITTING + 2, True, False),
    ],
)
async def test_arrows_at_its_ends_say_that_there_is_more(count: int, downs: int, above: bool, below: bool) -> None:
    async with talking(lambda app: app.push_screen_wait(PickDialog("Lọc", entries(count)))) as talk:
        dialog = await talk.asked(PickDialog)
        await talk.press(*["down"] * downs)
        if above and below:
            await talk.press("up")
        rows = dialog.query_one(Entries).text.split("\n")
        assert [row[0] for row in rows if row[0] in "↑↓"] == ["↑"] * above + ["↓"] * below
        assert rows[0].startswith("↑") == above
        assert rows[-1].startswith("↓") == below
