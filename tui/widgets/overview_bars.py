"""What the overview draws as bars: areas, units heard, what was raised. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from store import State
from store.records import AreaId
from store.text import shown
from tui.i18n import _
from tui.overview.overview_figures import Figures
from tui.proposals.proposal_words import kind_name
from tui.time_words import span
from tui.widgets.bars import Bar


def areas(state: State) -> list[Bar]:
    """How many of each area are here; a tick where nobody is missing."""
    return [_area(shown(area.name), *_of(state, area.id)) for area in state.conference.areas]


def _of(state: State, area: AreaId) -> tuple[int, int]:
    count = state.area_count(area)
    return count.present, count.summoned


def _area(name: str, present: int, summoned: int) -> Bar:
    mark = "✔" if summoned and present == summoned else " "
    return Bar(name, present / summoned if summoned else 0.0, f"{present}/{summoned} {mark}")


def units(figures: Figures) -> list[Bar]:
    """Who was heard how long, against whoever was heard longest."""
    longest = max((unit.ms for unit in figures.units), default=0) or 1
    return [Bar(shown(unit.name), unit.ms / longest, span(unit.ms)) for unit in figures.units]


def raised(figures: Figures) -> list[Bar]:
    """Proposals by theme, then by kind."""
    return list(_raised(figures))


def _raised(figures: Figures) -> Iterator[Bar]:
    found = figures.contributions
    groups = (
        (_("By theme"), [(shown(name) or _("without a theme"), number) for name, number in found.themes]),
        (_("By kind"), [(kind_name(kind), number) for kind, number in found.kinds]),
    )
    most = max((number for _heading, group in groups for _name, number in group), default=1)
    for heading, group in groups:
        if group:
            yield Bar(heading)
            yield from (Bar(name, number / most, str(number)) for name, number in group)
