"""Doors whose rooms are entered when something of them is asked for.

A package shows by its door what stands in its modules. Who asks for one thing need not wait until all the others have
been loaded: a check-in from a script knows nothing of the agenda. What type checkers see is in the package's
`__init__.pyi`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType


class Door(ModuleType):
    """A package that shows what stands in its modules."""

    _room_of: Mapping[str, str]

    def __getattr__(self, name: str) -> object:
        if name not in self._room_of:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{self.__name__}.{self._room_of[name]}"), name)
        super().__setattr__(name, found)
        return found

    def __setattr__(self, name: str, value: object) -> None:
        """A module that is called as something in it does not stand before it: `store.advice` is the function."""
        hides = isinstance(value, ModuleType) and self._room_of.get(name) == name
        super().__setattr__(name, getattr(value, name) if hides else value)


def open_door(package: str, rooms: Mapping[str, str]) -> list[str]:
    """Makes a door of this package: by module, the names of what it shows. They are returned, for `__all__`."""
    room_of = {name: room for room, names in rooms.items() for name in names.split()}
    module = sys.modules[package]
    module.__dict__["_room_of"] = room_of
    module.__class__ = Door
    return sorted(room_of)
