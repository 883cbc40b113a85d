"""Where disks cannot be mounted a test says why it is left out, and CI does not leave it out silently."""

from __future__ import annotations

import os
import sys

import pytest

import mounts


@pytest.fixture
def mountable(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if root on Linux with loop devices."""
    monkeypatch.setattr(mounts, "_excuse", lambda: "")


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_missing_program_is_named(
    ci: str, outcome: type[BaseException], mountable: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=r"mkfs\.none is not installed"):
        mounts.must_have("mkfs.none")


@pytest.mark.parametrize("ci", ["true", ""])
@pytest.mark.skipif(sys.platform == "win32", reason="there is no root on Windows")
def test_who_is_not_root_is_excused(ci: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(pytest.skip.Exception):
        mounts.must_have("losetup")
