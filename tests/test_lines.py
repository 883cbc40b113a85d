"""Regions that paint the rows that changed, and no others."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.content import Content

from tui.widgets.lines import Line, Lines


class Word(Lines):
    """Shows what a model says that others change."""

    word = "before"

    def lines(self, _width: int, _height: int) -> Sequence[Line]:
        return [Line(Content(self.word))]


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield Word()


async def test_what_changed_is_painted_although_styles_were_looked_at_in_between() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        region = app.query_one(Word)
        assert "before" in app.export_screenshot()
        region.word = "after"
        app.screen.add_class("-any")
        await pilot.pause()
        region.redraw()
        await pilot.pause()
        assert "after" in app.export_screenshot()
