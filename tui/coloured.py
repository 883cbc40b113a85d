"""What every application here has of colours: the sets there are, the one chosen, and few where there are few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual.filter import LineFilter

from tui import preferences
from tui.few_colours import FewColours
from tui.machine.crash import CrashesDiscreetly
from tui.themes import DARK, THEMES

R = TypeVar("R")


class Coloured(CrashesDiscreetly[R]):
    """Base of the applications; `put_on` chooses."""

    _few = FewColours()

    def put_on(self, theme: str | None = None) -> None:
        """The set of colours of this name, or the one chosen on this machine."""
        for known in THEMES:
            self.register_theme(known)
        wanted = theme or preferences.load().theme
        self.theme = wanted if wanted in self.available_themes else DARK

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and in a terminal of sixteen colours, those."""
        filters = super().get_line_filters()
        has_few = self.console.color_system == "standard" and not self.is_headless
        return [*filters, self._few] if has_few else filters
