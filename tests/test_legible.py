"""Everything can be read: in each set of colours, in sixteen colours, and without any."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import Theme

import after_the_day
from builders import code
from contrast import Pair, everything, in_sixteen, pair_of, too_faint, without_colour
from office_scenes import usual
from reception_desk import Desk, desk_on
from reception_window import reception
from store.records import Role
from tui.door.cards import Card
from tui.few_colours import nearest
from tui.present import Tone
from tui.roles import SCREENS
from tui.themes import CONTRAST, DARK, LIGHT, THEMES
from tui.widgets.colours import contrast, on_colour, visible
from tui.widgets.scan_card import ScanCard

TEXT = {DARK: 4.5, LIGHT: 4.5, CONTRAST: 7.0}
"""WCAG 2.2, 1.4.3 and 1.4.6."""
MARK = 3.0
"""1.4.11; what is bold or large enough."""
FEWEST = 40
"""Pairs of colours there surely are."""
DIALOGS = ("f8", "ctrl+p", "ctrl+q")
ROOT = Path(__file__).parent.parent
LITERAL = re.compile(r"#[0-9a-fA-F]{6}\b|(?<=: )(?:red|green|blue|yellow|white|black|cyan|magenta)(?=;)")


async def looked_at(desk: Desk) -> AsyncIterator[None]:
    """Each screen, each kind of answer, and what can be opened over them."""
    for mode in SCREENS[Role.OFFICE]:
        await desk.app.switch_mode(mode)
        await desk.settle()
        yield
    await desk.app.switch_mode("reception")
    for tone in Tone:
        desk.screen.query_one(ScanCard).show(Card(tone, "HEADLINE", name="Nguyễn", facts="Số 047", advice="Advice"))
        await desk.settle()
        yield
    for key in DIALOGS:
        await desk.press(key)
        yield
        await desk.press("escape")
    await desk.type("nguyen van")
    await desk.press("down")
    yield


@pytest.mark.parametrize("theme", TEXT)
async def test_every_letter_stands_out_from_what_is_behind_it(theme: str, tmp_path: Path) -> None:
    pairs: dict[Pair, str] = {}
    async with desk_on(after_the_day.on_disk(tmp_path, usual())) as desk:
        desk.app.theme = theme
        async for _look in looked_at(desk):
            pairs |= everything(desk.app)
    assert len(pairs) > FEWEST
    assert too_faint(pairs, TEXT[theme]) == []
    assert too_faint(pairs, MARK, without_colour) == []
    assert too_faint(pairs, TEXT[DARK], in_sixteen) == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_means_something_is_of_its_own_hue_in_sixteen_colours(theme: Theme) -> None:
    """Rich alone makes of the red of a refusal an olive."""
    hues = {"success": (2, 10), "warning": (3, 11), "error": (1, 9)}
    variables = theme.to_color_system().generate()
    for name, numbers in hues.items():
        assert nearest(Color.parse(variables[name])) in numbers, name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@given(colour=st.integers(0, 0xFFFFFF))
@settings(max_examples=60, deadline=None)
def test_whatever_colour_a_plan_gives_a_category_is_seen_and_read(theme: Theme, colour: int) -> None:
    ground = Color.parse(theme.to_color_system().generate()["surface"])
    assert contrast(visible(f"#{colour:06x}", ground), ground) >= MARK
    assert pair_of(on_colour(f"#{colour:06x}")).ratio >= TEXT[CONTRAST]


def test_colours_are_named_by_what_they_mean_wherever_things_are_drawn() -> None:
    """Besides the sets themselves: a QR code is black and white for the camera's sake, and guides are for paper."""
    others = ("themes.py", "qr_code.py", "guides.py")
    sources = [path for path in ROOT.glob("tui/**/*.py") if path.name not in others]
    literal = [
        f"{path.name}: {found}"
        for path in (*sources, *ROOT.glob("assets/styles/*.tcss"))
        for found in LITERAL.findall(path.read_text(encoding="utf-8"))
    ]
    assert [found for found in literal if "1565c0" not in found] == []


def test_in_a_terminal_of_sixteen_colours_no_other_is_asked_for(roll: Path) -> None:
    with reception(roll, env={"TERM": "xterm", "COLORTERM": ""}) as terminal:
        terminal.send(code(9) + "\r")
        terminal.wait_for("Số 009")
        sent = terminal.output.decode(errors="replace")
    assert "\x1b[" in sent
    assert not re.findall(r"[34]8;[25];", sent)
