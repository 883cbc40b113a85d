"""Where arrivals over time are drawn: the frame is there at once, the curve when what draws it is loaded."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Container

from tui.overview.overview_figures import Figures
from tui.overview.overview_words import curve_title

if TYPE_CHECKING:
    from tui.widgets.arrivals_plot import ArrivalsPlot


class ArrivalsCurve(Container):
    """Loading the plots takes five times as long as anything else on the way to the overview: nobody waits for it."""

    def __init__(self, nobody: str, *, id: str | None = None) -> None:
        """`nobody` is what it is called while nobody has come."""
        super().__init__(id=id)
        self.plot: ArrivalsPlot | None = None
        """None until it is loaded."""
        self._nobody = nobody
        self._figures: Figures | None = None
        self._is_asked = False

    def load(self) -> None:
        """Once it can be seen."""
        if not self._is_asked:
            self._is_asked = True
            self._load()

    def show(self, figures: Figures) -> None:
        """Draws these figures."""
        self._figures = figures
        if (title := curve_title(figures, self._nobody)) != self.border_title:
            self.border_title = title
        if self.plot is not None:
            self.plot.show(figures)

    @work
    async def _load(self) -> None:
        module = await asyncio.to_thread(import_module, "tui.widgets.arrivals_plot")
        plot: ArrivalsPlot = module.ArrivalsPlot()
        await self.mount(plot)
        self.plot = plot
        if self._figures is not None:
            plot.show(self._figures)
