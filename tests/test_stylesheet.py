"""Each source of styles is parsed once a theme, and a change of theme reaches everything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual.css.errors import StylesheetError
from textual.css.parse import parse

from conftest import opener
from tui.app import ToaDamApp
from tui.stylesheet import Stylesheet, parsed_with
from tui.themes import DARK, LIGHT


async def test_each_source_is_parsed_once_a_theme(roll: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[tuple[Any, ...]] = Counter()

    def counted(scope: str, css: str, read_from: Any, **options: Any) -> Any:
        parsed[(*read_from, options["tie_breaker"])] += 1
        return parse(scope, css, read_from, **options)

    monkeypatch.setattr("textual.css.stylesheet.parse", counted)
    parsed_with.cache_clear()
    app = ToaDamApp(opener(roll), silent=True, theme=LIGHT)
    async with app.run_test() as pilot:
        await pilot.pause()
        of_one_theme = max(parsed.values())
        for theme in (DARK, LIGHT, DARK):
            app.theme = theme
            await pilot.pause()
        await pilot.press("f1")
    assert len(parsed) > 10
    assert (of_one_theme, max(parsed.values())) == (1, 2)


async def test_the_next_window_parses_nothing_anew(roll: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with ToaDamApp(opener(roll), silent=True).run_test():
        pass
    monkeypatch.setattr("textual.css.stylesheet.parse", None)
    async with ToaDamApp(opener(roll), silent=True).run_test() as pilot:
        await pilot.pause()


async def test_a_change_of_theme_changes_the_colours(roll: Path) -> None:
    app = ToaDamApp(opener(roll), silent=True, theme=LIGHT)
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.screen.styles.background
        app.theme = DARK
        await pilot.pause()
        assert app.screen.styles.background.brightness < before.brightness


def test_styles_that_cannot_be_parsed_leave_those_there_are() -> None:
    styles = Stylesheet(variables={"calm": "green"})
    styles.add_source("Screen { color: $calm; }", read_from=("good", ""))
    styles.reparse()
    before = styles.rules
    styles.add_source("Screen { colour: $calm; }", read_from=("bad", ""))
    with pytest.raises(StylesheetError):
        styles.reparse()
    assert styles._rules == before
