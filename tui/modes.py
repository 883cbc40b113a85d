"""The screens of a window, each loaded when somebody goes there: the desk does not wait for the moderator's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from textual.screen import Screen

from tui.demo import Demo
from tui.window import Window


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
