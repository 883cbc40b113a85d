"""Which requests were sent to us, and come from a page of ours."""

from __future__ import annotations

import pytest

from tui.web.addresses import Addresses, addresses, is_this_machine, machine_addresses

HTTP = Addresses("http", ("192.168.1.5", "localhost", "127.0.0.1", "[::1]"), 8000)


@pytest.mark.parametrize("host", ["192.168.1.5:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_our_own_names_are_hosts(host: str) -> None:
    assert HTTP.is_host(host)


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "evil.example:8000", "192.168.1.5", "192.168.1.5:80", "192.168.1.5:8000.evil.example",
     "192.168.1.50:8000", "localhost:8000@evil.example", " localhost:8000", "localhost.:8000"],
)  # fmt: skip
def test_no_other_name_is_even_if_it_leads_here(host: str | None) -> None:
    assert not HTTP.is_host(host)


def test_an_origin_is_own_under_the_very_name_it_was_sent_to() -> None:
    assert HTTP.is_own("http://192.168.1.5:8000", "192.168.1.5:8000")
    assert HTTP.is_own("http://localhost:8000", "localhost:8000")


@pytest.mark.parametrize(
    "origin",
    [None, "null", "", "https://192.168.1.5:8000", "http://192.168.1.5", "http://192.168.1.5:8001",
     "http://localhost:8000", "http://evil.example", "http://192.168.1.5:8000.evil.example"],
)  # fmt: skip
def test_no_other_origin_is(origin: str | None) -> None:
    assert not HTTP.is_own(origin, "192.168.1.5:8000")


@pytest.mark.parametrize(("secure", "port", "shown"), [(False, 80, "http://10.0.0.1"), (True, 443, "https://10.0.0.1")])
def test_a_usual_port_is_not_written(secure: bool, port: int, shown: str) -> None:
    found = addresses("10.0.0.1", port, secure=secure)
    assert found.urls == [shown]
    assert found.is_host("10.0.0.1")


def test_an_address_of_another_family_is_bracketed() -> None:
    assert addresses("fd00::5", 8000, secure=False).urls == ["http://[fd00::5]:8000"]


def test_bound_to_every_address_the_machines_own_are_shown_and_never_the_loopback_alone() -> None:
    found = addresses("0.0.0.0", 8000, secure=False)
    assert [url.removeprefix("http://").removesuffix(":8000") for url in found.urls] == list(
        machine_addresses() or ["localhost"]
    )


@pytest.mark.parametrize(
    ("remote", "here"), [("127.0.0.1", True), ("::1", True), ("192.168.1.5", False), (None, False), ("x", False)]
)
def test_only_this_very_machine_needs_no_pin(remote: str | None, here: bool) -> None:
    assert is_this_machine(remote) is here
