"""A stylesheet that parses each of its sources once a theme, and is quick to apply."""

from __future__ import annotations

from textual.css import stylesheet
from textual.css.model import RuleSet

# To style one widget, Textual looks each of some 500 rules up in a set, by a hash that is a function of its own: a
# tenth of all the work until a screen or a dialog can be seen. The hash of any object, made in C, says the same.
RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]


class Stylesheet(stylesheet.Stylesheet):
    """Textual parses everything anew whenever it is not sure, which is half of the work until the first frame.

    Its own cache knows what is parsed already; it only must not be emptied, or left aside, where no variable changed.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """What is parsed with the same variables stays."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """What is not in the cache; if that fails, the rules stay as they were. Raises as `parse` does."""
        self.parse()
