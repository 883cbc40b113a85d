"""One meaning a key; none where a scan or a letter can land."""

from __future__ import annotations

import inspect
from collections import Counter

import pytest
from textual.binding import Binding

from store import codes
from tui import keys
from tui.app import ToaDamApp
from tui.i18n import _
from tui.keys import Key
from tui.screens.delegates import DelegatesScreen
from tui.screens.hall import HallScreen
from tui.screens.moderator import ModeratorScreen
from tui.screens.reception import ReceptionScreen

EVERY = [value for value in vars(keys).values() if isinstance(value, Key)]


def test_no_two_keys_share_a_key_an_id_or_a_label() -> None:
    for values in (
        [key.key for key in EVERY],
        [key.id for key in EVERY],
        [key.label for key in EVERY],
    ):
        assert max(Counter(values).values()) == 1


@pytest.mark.parametrize("key", EVERY, ids=lambda key: key.id)
def test_no_letter_digit_or_lead_is_a_shortcut(key: Key) -> None:
    assert len(key.key) > 1
    assert not set(key.key) & set(codes.LEADS)


@pytest.mark.parametrize("key", EVERY, ids=lambda key: key.id)
def test_every_key_has_label_and_help_in_the_language(key: Key) -> None:
    assert _(key.label) != key.label
    assert _(key.help) != key.help


def test_a_footer_shows_seven_keys_at_most() -> None:
    assert len(keys.RECEPTION_FOOTER) <= keys.FOOTER


def test_help_tells_every_key() -> None:
    told = (*keys.AT_A_DESK, *keys.ON_DELEGATES, *keys.ON_MODERATOR, *keys.AT_THE_PROJECTOR, *keys.EVERYWHERE)
    assert set(told) == set(EVERY)


def test_every_key_with_an_action_is_bound_and_its_action_exists() -> None:
    screens = (ReceptionScreen, ModeratorScreen, DelegatesScreen, HallScreen)
    bound = {
        binding.id: binding
        for owner in (ToaDamApp, *screens)
        for binding in owner.BINDINGS
        if isinstance(binding, Binding)
    }
    for key in filter(lambda key: key.action, EVERY):
        binding = bound[key.id]
        assert binding.key == key.key
        name = key.action.partition("(")[0]
        owners = [ToaDamApp] if name.startswith("app.") else screens
        assert any(inspect.isfunction(getattr(one, f"action_{name.removeprefix('app.')}", None)) for one in owners)
