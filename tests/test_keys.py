"""One meaning a key; none where a scan or a letter can land."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable

import pytest
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from store import codes
from tui import keys, places
from tui.app import ToaDamApp
from tui.i18n import _
from tui.keys import Key
from tui.places import Place
from tui.screens.delegates import DelegatesScreen
from tui.screens.desk import DeskScreen
from tui.screens.hall import HallScreen
from tui.screens.moderator import ModeratorScreen
from tui.screens.overview import OverviewScreen
from tui.screens.proposals import ProposalsScreen
from tui.screens.reception import ReceptionScreen

SCREENS: tuple[type[DeskScreen], ...] = (
    *(ReceptionScreen, ModeratorScreen, ProposalsScreen, OverviewScreen, DelegatesScreen),
)
KEYED: tuple[type[DeskScreen] | type[HallScreen], ...] = (*SCREENS, HallScreen)
OWNERS: tuple[type[App[None] | Screen[None]], ...] = (ToaDamApp, *SCREENS, HallScreen)
FOOTERS = (
    *(keys.RECEPTION_FOOTER, keys.MODERATOR_FOOTER, keys.PROPOSALS_FOOTER, keys.OVERVIEW_FOOTER),
    keys.DELEGATES_FOOTER,
)
PLACES = [value for value in vars(places).values() if isinstance(value, Place)]
EVERY = [value for value in vars(keys).values() if isinstance(value, Key)]


def ids(listed: Iterable[Key]) -> set[str]:
    return {key.id for key in listed}


def test_no_two_keys_share_an_id_or_a_label() -> None:
    for values in ([key.id for key in EVERY], [key.label for key in EVERY]):
        assert max(Counter(values).values()) == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_no_two_keys_of_a_screen_share_a_key(screen: type[DeskScreen]) -> None:
    assert max(Counter(key.key for key in (*screen.PLACE.keys, *screen.PLACE.everywhere)).values()) == 1


def test_only_a_key_of_the_field_itself_means_something_else_on_another_screen() -> None:
    shared = [key for key, times in Counter(key.key for key in EVERY).items() if times > 1]
    assert shared == [keys.MARK.key] == [keys.PAUSE.key]
    assert not keys.MARK.action


@pytest.mark.parametrize("key", EVERY, ids=lambda key: key.id)
def test_no_letter_digit_or_lead_is_a_shortcut(key: Key) -> None:
    assert len(key.key) > 1
    assert not set(key.key) & set(codes.LEADS)


def test_every_key_has_label_and_help_in_the_language_in_every_place() -> None:
    told = {*EVERY, *places.TYPING, *(key for place in PLACES for key in (*place.keys, *place.everywhere))}
    assert [key for key in told if _(key.label) == key.label or _(key.help) == key.help] == []


def test_a_footer_shows_seven_keys_at_most() -> None:
    assert all(len(footer) <= keys.FOOTER for footer in FOOTERS)


def test_help_tells_every_key() -> None:
    told = {key.id for screen in KEYED for key in (*screen.PLACE.keys, *screen.PLACE.everywhere)}
    assert told == {key.id for key in EVERY}


def test_every_key_with_an_action_is_bound_and_its_action_exists() -> None:
    bound = {binding.id: binding for owner in OWNERS for binding in owner.BINDINGS if isinstance(binding, Binding)}
    for key in filter(lambda key: key.action, EVERY):
        binding = bound[key.id]
        assert binding.key == key.key
        name = key.action.partition("(")[0]
        owners = [ToaDamApp] if name.startswith("app.") else [one for one in KEYED if key.id in ids(one.PLACE.keys)]
        assert owners
        for owner in owners:
            assert inspect.isfunction(getattr(owner, f"action_{name.removeprefix('app.')}"))
