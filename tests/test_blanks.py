"""Where nothing is there to be shown it is said, everywhere in the same way, and with the key that helps."""

from __future__ import annotations

from pathlib import Path

import builders
from after_the_day import ABOUT, on_disk
from reception_desk import Desk, desk_on
from store.records import Role
from tui.blank import NOTHING, Blank, Lack
from tui.roles import SCREENS
from tui.widgets.blanks import Blanks

LARGE = (200, 50)
FULL = {"areas"}
"""What the plan fills."""


def blanks(desk: Desk) -> list[Blanks]:
    """The regions in sight that have nothing to show."""
    shown = desk.app.screen.query(Blanks)
    return [one for one in shown if one.display and one.size.area and one.id not in FULL]


async def test_every_list_of_a_bare_conference_says_so_and_names_the_next_key(tmp_path: Path) -> None:
    seen: set[str] = set()
    async with desk_on(on_disk(tmp_path, builders.state(**ABOUT)), size=LARGE) as desk:
        for mode in SCREENS[Role.OFFICE]:
            await desk.app.switch_mode(mode)
            await desk.settle()
            for one in blanks(desk):
                assert "blank--next" in [line.style for line in one._shown], (mode, one)
                seen.add(f"{mode} {one.id}")
    assert seen == {
        *("reception results", "reception arrivals", "moderator agenda", "moderator queue", "proposals list"),
        *("overview people", "overview day", "overview speaking", "overview contributions", "delegates list"),
    }


async def test_what_is_missing_for_other_reasons_has_its_sign_and_its_colour(tmp_path: Path) -> None:
    async with desk_on(on_disk(tmp_path, builders.state(**ABOUT)), size=LARGE) as desk:
        (region, *_others) = blanks(desk)
        rows = {lack: list(region.blank(Blank("Chưa có", "F7", lack), 20)) for lack in Lack}
        assert list(region.blank(NOTHING, 20)) == []
    assert [rows[lack][0].content.plain for lack in Lack] == ["Chưa có", "… Chưa có", "⚠ Chưa có", "✘ Chưa có"]
    assert {lack for lack in Lack if rows[lack][0].style == "blank--refused"} == {Lack.REFUSED}
    assert {rows[lack][1].style for lack in Lack} == {"blank--next"}
