"""The screens of a window. Each is loaded when somebody goes there, or before, when nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Final

from textual.screen import Screen

from tui.demo import Demo
from tui.window import Window


def load(modes: Iterable[str]) -> None:
    """What the screens of these modes, and the dialogs on them, are made of."""
    for module in (*(f"tui.screens.{mode}" for mode in modes), *_ON_THEM):
        import_module(module)


_ON_THEM: Final = ("tui.dialogs.conference_deeds", "tui.dialogs.guests", "tui.dialogs.handover", "tui.palette")


def _hall(window: Window, _demo: Demo | None) -> Screen[Any]:
    from tui.screens.hall import HallScreen

    return HallScreen(window)


def _reception(window: Window, demo: Demo | None) -> Screen[Any]:
    from tui.screens.reception import ReceptionScreen

    return ReceptionScreen(window, demo)


def _moderator(window: Window, _demo: Demo | None) -> Screen[Any]:
    from tui.screens.moderator import ModeratorScreen

    return ModeratorScreen(window)


def _proposals(window: Window, _demo: Demo | None) -> Screen[Any]:
    from tui.screens.proposals import ProposalsScreen

    return ProposalsScreen(window)


def _overview(window: Window, _demo: Demo | None) -> Screen[Any]:
    from tui.screens.overview import OverviewScreen

    return OverviewScreen(window)


def _delegates(window: Window, _demo: Demo | None) -> Screen[Any]:
    from tui.screens.delegates import DelegatesScreen

    return DelegatesScreen(window)


MODES: Final[dict[str, Callable[[Window, Demo | None], Screen[Any]]]] = {
    "hall": _hall,
    "reception": _reception,
    "moderator": _moderator,
    "proposals": _proposals,
    "overview": _overview,
    "delegates": _delegates,
}
"""How each screen there is would be made."""
