"""A stylesheet that parses each of its sources once a theme, and is quick to apply."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from textual.cache import LRUCache
from textual.css import stylesheet
from textual.css.model import RuleSet

# To style one widget, Textual looks each of some 500 rules up in a set, by a hash that is a function of its own: a
# tenth of all the work until a screen or a dialog can be seen. The hash of any object, made in C, says the same.
RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]

_THEMES: Final = 8
_SOURCES: Final = 512


class Stylesheet(stylesheet.Stylesheet):
    """Textual parses everything anew whenever it is not sure, which is half of the work until the first frame.

    Its own cache knows what is parsed already. It only must not be emptied, or left aside, where no variable changed;
    and what one window has parsed the next, or the same in the theme of before, need not parse again.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = parsed_with(frozenset(self._variables.items()))

    def set_variables(self, variables: dict[str, str]) -> None:
        """What is parsed with the same variables stays."""
        if variables != self._variables:
            self._parse_cache = LRUCache(1)
            super().set_variables(variables)
            self._parse_cache = parsed_with(frozenset(variables.items()))

    def reparse(self) -> None:
        """What is not in the cache; if that fails, the rules stay as they were. Raises as `parse` does."""
        self.parse()


@lru_cache(maxsize=_THEMES)
def parsed_with(_variables: frozenset[tuple[str, str]]) -> LRUCache[tuple[Any, ...], list[RuleSet]]:
    """What this program has parsed with these variables."""
    return LRUCache(_SOURCES)
