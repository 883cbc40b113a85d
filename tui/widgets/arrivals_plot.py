"""Arrivals over time: a curve that climbs towards everybody summoned, and the opening as a line across it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from textual_plot import HiResMode, PlotWidget
from textual_plot.axis_formatter import AxisFormatter

from store import held, opening_on
from tui.overview.overview_figures import Figures

_MINUTE: Final = 60
_TICKS: Final = (30, 60, 120, 240, 480)
"""Minutes between the times that stand under the curve."""
_MOST_TIMES: Final = 5
_APART: Final = 9
"""Columns from one time to the next at least."""
_PARTS: Final = 4


class _Drawn(NamedTuple):
    """What was drawn last: the same is not drawn again."""

    points: tuple[tuple[float, float], ...]
    start: float
    end: float
    opening: float
    summoned: int
    colours: tuple[str, str]


class ArrivalsPlot(PlotWidget, can_focus=False):
    """Its frame stands still while the curve grows: up to everybody summoned, and whole half hours across."""

    def __init__(self) -> None:
        super().__init__(allow_pan_and_zoom=False)
        self._figures: Figures | None = None
        self._drawn: _Drawn | None = None
        self.set_x_formatter(_Clock(lambda: self.size.width))
        self.set_y_formatter(_People())

    def on_mount(self) -> None:
        """Room for the curve: there are no names of axes."""
        self.margin_top, self.margin_bottom = 0, 1

    def show(self, figures: Figures) -> None:
        """Draws these figures, if they differ."""
        self._figures = figures
        drawn = self._of(figures)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw(drawn)

    def notify_style_update(self) -> None:
        """The colours of another theme."""
        super().notify_style_update()
        if self._figures is not None:
            self.show(self._figures)

    def _of(self, figures: Figures) -> _Drawn:
        start, end = figures.frame
        midnight = dt.datetime.combine(start.date(), dt.time(), start.tzinfo)

        def minutes(moment: dt.datetime) -> float:
            return (moment - midnight).total_seconds() / _MINUTE

        shown = held(figures.arrivals, min(figures.now.wall, end))
        variables = self.app.theme_variables
        return _Drawn(
            tuple((minutes(one.at), float(one.present)) for one in shown),
            minutes(start),
            minutes(end),
            minutes(opening_on(figures.state, start.date())),
            max(figures.head_count.summoned, 1),
            (variables["success"], variables["warning"]),
        )

    def _draw(self, drawn: _Drawn) -> None:
        arrived, opening = drawn.colours
        self.clear()
        self.margin_left = len(str(drawn.summoned)) + 2
        self.set_xlimits(drawn.start, drawn.end)
        self.set_ylimits(0, drawn.summoned)
        self.add_v_line(drawn.opening, line_style=opening)
        if drawn.points:
            x, y = zip(*drawn.points, strict=True)
            self.plot(x, y, line_style=arrived, hires_mode=HiResMode.HALFBLOCK)


class _Clock(AxisFormatter):
    """Minutes of a day as `07:30`, as many as stand apart."""

    def __init__(self, width: Callable[[], int]) -> None:
        super().__init__()
        self._width = width

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 0) -> list[float]:  # noqa: ARG002  the library's
        most = max(min(self._width() // _APART, _MOST_TIMES), 1)
        step = next((step for step in _TICKS if (max_ - min_) / step <= most), _TICKS[-1])
        first = int(-(-min_ // step))
        return [float(place * step) for place in range(first, int(max_ // step) + 1)]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        return [f"{int(tick) // _MINUTE % 24:02}:{int(tick) % _MINUTE:02}" for tick in ticks]


class _People(AxisFormatter):
    """Nobody, everybody, and the quarters between."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 0) -> list[float]:  # noqa: ARG002  the library's
        return sorted({float(round(min_ + (max_ - min_) * part / _PARTS)) for part in range(_PARTS + 1)})

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        return [f"{tick:.0f}" for tick in ticks]
