"""A stylesheet that parses each of its sources once a theme."""

from __future__ import annotations

from textual.css import stylesheet


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
