"""Who gets in from the network: PINs, guessing, links; as rules, on a clock of our own."""

from __future__ import annotations

from itertools import count

import pytest

from store.records import Role
from tui.web.access import (
    DEVICES,
    IN_BROWSERS,
    TRIES_OF_KNOWN,
    TRIES_OF_UNKNOWN,
    TRY_EVERY_S,
    Door,
    LetIn,
    Wait,
    WrongPin,
    new_pins,
    new_token,
)

PINS = {Role.MODERATOR: "11111111", Role.SECRETARY: "22222222", Role.HALL: "33333333", Role.RECEPTION: "44444444"}
WRONG = "00000000"


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Door:
    tokens = count(1)
    return Door(PINS, clock, token=lambda: f"token-{next(tokens)}")


def entered(door: Door, role: Role = Role.MODERATOR) -> str:
    """A device that is known from now on."""
    answer = door.try_pin(PINS[role])
    assert isinstance(answer, LetIn)
    return answer.device


def exhausted(door: Door, device: str | None = None) -> int:
    """Wrong PINs until one has to wait; how many were looked at."""
    return next(n for n in count() if isinstance(door.try_pin(WRONG, device), Wait))


def test_every_role_that_works_in_a_browser_has_a_pin_of_eight_digits_of_its_own() -> None:
    pins = new_pins()
    assert tuple(pins) == IN_BROWSERS
    assert len(set(pins.values())) == len(pins)
    assert all(len(pin) == 8 and pin.isascii() and pin.isdigit() for pin in pins.values())


def test_a_pin_may_begin_with_zeros_and_is_drawn_again_if_taken() -> None:
    drawn = iter([7, 7, 8, 9, 10])
    assert list(new_pins(lambda _below: next(drawn)).values()) == ["00000007", "00000008", "00000009", "00000010"]


def test_a_token_has_128_bits_and_none_comes_twice() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {22}


@pytest.mark.parametrize("role", IN_BROWSERS)
def test_a_pin_lets_in_as_its_role(door: Door, role: Role) -> None:
    answer = door.try_pin(PINS[role])
    assert isinstance(answer, LetIn)
    assert answer.role is role


@pytest.mark.parametrize("typed", ["1111 1111", " 11111111 ", "1111\t1111"])
def test_blanks_in_a_pin_are_how_it_is_read_out(door: Door, typed: str) -> None:
    assert isinstance(door.try_pin(typed), LetIn)


@pytest.mark.parametrize("typed", ["", "1111111", "111111111", "１１１１１１１１", "11111112", "\ud800"])
def test_anything_else_lets_nobody_in(door: Door, typed: str) -> None:
    assert isinstance(door.try_pin(typed), WrongPin)


def test_unknown_devices_together_have_three_tries_and_then_one_every_ten_seconds(door: Door, clock: Clock) -> None:
    assert exhausted(door) == TRIES_OF_UNKNOWN
    answer = door.try_pin(PINS[Role.MODERATOR])
    assert isinstance(answer, Wait)
    assert 0 < answer.seconds <= TRY_EVERY_S
    clock.seconds += answer.seconds
    assert isinstance(door.try_pin(PINS[Role.MODERATOR]), LetIn)


def test_of_ten_thousand_wrong_pins_in_an_hour_no_more_than_363_are_looked_at(door: Door, clock: Clock) -> None:
    looked_at = 0
    for _ in range(10_000):
        clock.seconds += 0.36
        looked_at += isinstance(door.try_pin(WRONG), WrongPin)
    allowed = TRIES_OF_UNKNOWN + 3600 / TRY_EVERY_S
    assert allowed - 2 < looked_at <= allowed


def test_who_was_in_once_is_not_kept_out_by_somebody_who_guesses(door: Door) -> None:
    device = entered(door)
    exhausted(door)
    answer = door.try_pin(PINS[Role.SECRETARY], device)
    assert answer == LetIn(Role.SECRETARY, device)


def test_a_known_device_guesses_out_of_its_own_bucket(door: Door, clock: Clock) -> None:
    device = entered(door)
    assert exhausted(door, device) == TRIES_OF_KNOWN
    assert isinstance(door.try_pin(PINS[Role.MODERATOR]), LetIn)
    clock.seconds += TRY_EVERY_S
    assert isinstance(door.try_pin(WRONG, device), WrongPin)
    assert isinstance(door.try_pin(WRONG, device), Wait)


def test_right_pins_cost_no_tries(door: Door) -> None:
    for _ in range(50):
        entered(door)
    assert exhausted(door) == TRIES_OF_UNKNOWN


def test_a_cookie_nobody_was_given_is_an_unknown_device(door: Door) -> None:
    exhausted(door)
    assert isinstance(door.try_pin(PINS[Role.MODERATOR], "made up"), Wait)


def test_so_many_devices_are_remembered_the_oldest_is_forgotten_first(door: Door) -> None:
    first, second = entered(door), entered(door)
    for _ in range(DEVICES - 1):
        entered(door)
    exhausted(door)
    assert isinstance(door.try_pin(PINS[Role.HALL], first), Wait)
    assert isinstance(door.try_pin(PINS[Role.HALL], second), LetIn)


def test_a_link_lets_one_device_in_once_and_looking_at_it_uses_nothing_up(door: Door) -> None:
    key = door.new_link(Role.SECRETARY)
    assert [door.role_of_link(key) for _ in range(3)] == [Role.SECRETARY] * 3
    answer = door.use_link(key)
    assert answer is not None
    assert answer.role is Role.SECRETARY
    assert door.use_link(key) is None
    assert door.role_of_link(key) is None


def test_a_new_link_of_a_role_makes_the_one_before_void_and_no_other(door: Door) -> None:
    old, other = door.new_link(Role.MODERATOR), door.new_link(Role.HALL)
    new = door.new_link(Role.MODERATOR)
    assert door.role_of_link(old) is None
    assert (door.role_of_link(new), door.role_of_link(other)) == (Role.MODERATOR, Role.HALL)


def test_who_came_by_a_link_is_a_known_device(door: Door) -> None:
    entered_by = door.use_link(door.new_link(Role.MODERATOR))
    assert entered_by is not None
    exhausted(door)
    assert isinstance(door.try_pin(PINS[Role.MODERATOR], entered_by.device), LetIn)


def test_no_secret_is_in_what_a_log_would_show(door: Door) -> None:
    device, key = entered(door), door.new_link(Role.HALL)
    shown = repr(door)
    assert not any(secret in shown for secret in (*PINS.values(), device, key))
