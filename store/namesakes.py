"""Which delegate a name on somebody's list means."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from store.records import AreaId, Delegate, DelegateId
from store.text import clean
from store.vietnamese import same_spelling

if TYPE_CHECKING:
    from store.state import State


def alike(text: str) -> str:
    """A key equal for texts that differ in case, spaces or where the tone stands only."""
    return same_spelling(clean(text).casefold())


class Namesakes:
    """The delegates of a state by their names."""

    def __init__(self, state: State) -> None:
        self._named: defaultdict[str, list[Delegate]] = defaultdict(list)
        for one in state.delegates.values():
            self._named[alike(one.name)].append(one)

    def count(self, name: str) -> int:
        """How many are called so."""
        return len(self._named.get(alike(name), ())) if name else 0

    def meant(self, name: str, unit: str, area: AreaId) -> DelegateId | None:
        """The delegate of this name; of several the one of the same ward or unit, if there is one alone."""
        named = self._named.get(alike(name), []) if name else []
        near = [one for one in named if (area and one.area == area) or alike(one.unit) == alike(unit)]
        found = named if len(named) == 1 else near
        return found[0].id if len(found) == 1 else None
