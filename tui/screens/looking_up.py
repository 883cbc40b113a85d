"""From one screen to another, where something can be done about somebody or something found."""

from __future__ import annotations

from typing import Any

from textual.app import App

from store.records import Delegate
from tui import present
from tui.screens.desk import DeskScreen
from tui.widgets.search_field import SearchField


async def look_up_delegate(app: App[Any], delegate: Delegate, mode: str = DeskScreen.FINDS_IN) -> None:
    """As if the number had been typed where people are looked for."""
    await app.switch_mode(mode)
    field = app.screen.query_one(SearchField)
    field.value = present.number(delegate.number)
    field.action_end()


async def look_up_item(app: App[Any], item: int) -> None:
    """As if an arrow had chosen it on the moderator's screen."""
    await app.switch_mode("moderator")
    await app.screen.run_action(f"choose_item({item})")
