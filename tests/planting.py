"""Planting a bug: a function of the engine with a piece of its text replaced, wherever the function is used."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from textwrap import dedent
from types import FunctionType
from typing import Any, NamedTuple

import pytest


class Bug(NamedTuple):
    """What is wrong, in which function, and how its text reads instead."""

    name: str
    function: Callable[..., Any]
    text: str
    instead: str

    def plant(self, patch: pytest.MonkeyPatch) -> None:
        """The text must be there exactly once: a bug that cannot be planted is no bug."""
        source = dedent(inspect.getsource(self.function))
        assert source.count(self.text) == 1, f"{self.name}: {self.text!r} in\n{source}"
        wrong = _compiled(self.function, source.replace(self.text, self.instead))
        for owner in _owners(self.function):
            patch.setattr(owner, self.function.__name__, wrong)


def _compiled(function: Callable[..., Any], source: str) -> object:
    assert isinstance(function, FunctionType)
    made: dict[str, object] = {}
    exec(f"from __future__ import annotations\n{source}", function.__globals__, made)
    return made[function.__name__]


def _owners(function: Callable[..., Any]) -> list[object]:
    """The class it is a method of, or every module that has it by its name."""
    *outer, name = function.__qualname__.split(".")
    if outer:
        return [getattr(sys.modules[function.__module__], outer[0])]
    return [module for module in list(sys.modules.values()) if vars(module).get(name) is function]
