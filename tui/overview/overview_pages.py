"""Which page of the overview is looked at, and who or what on it an arrow has chosen. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from store.records import DelegateId
from tui.overview.overview_figures import Figures


class Page(StrEnum):
    """What the overview can be asked; where there is room several are in sight, and arrows go through one of them."""

    ARRIVALS = "arrivals"
    MISSING = "missing"
    DAY = "day"
    SPEAKING = "speaking"
    CONTRIBUTIONS = "contributions"


PAGES: Final = tuple(Page)


class Pages:
    """One page, and one row of it. What is chosen is known by its id: a list that changes does not move it."""

    def __init__(self) -> None:
        self.page = Page.ARRIVALS
        self._chosen: int | None = None

    def chosen_on(self, page: Page) -> int | None:
        """The id of the row that is chosen on this page."""
        return self._chosen if self.page is page else None

    @property
    def delegate(self) -> DelegateId | None:
        """Whoever is chosen among the missing."""
        id = self.chosen_on(Page.MISSING)
        return None if id is None else DelegateId(id)

    @property
    def item(self) -> int | None:
        """The item of the agenda that is chosen."""
        return self.chosen_on(Page.DAY)

    def turn(self, by: int) -> None:
        """The next page, or the one before; nothing on it is chosen yet."""
        self.go_to(PAGES[(PAGES.index(self.page) + by) % len(PAGES)])

    def go_to(self, page: Page) -> None:
        """This page."""
        self.page, self._chosen = page, None

    def choose(self, page: Page, id: int | None) -> None:
        """This row of this page."""
        self.page, self._chosen = page, id

    def let_go(self) -> bool:
        """Nothing is chosen; False if nothing was."""
        was, self._chosen = self._chosen, None
        return was is not None

    def follow(self, figures: Figures) -> None:
        """What is no longer there is no longer chosen."""
        if self._chosen is not None and self._chosen not in self.ids(self.page, figures):
            self._chosen = None

    def move(self, by: int, figures: Figures) -> bool:
        """From the chosen row on; from none to the first, or up to the last. False where there are no rows."""
        ids = self.ids(self.page, figures)
        if not ids:
            return False
        start = ids.index(self._chosen) if self._chosen in ids else -1 if by > 0 else len(ids)
        self._chosen = ids[min(max(start + by, 0), len(ids) - 1)]
        return True

    @staticmethod
    def ids(page: Page, figures: Figures) -> Sequence[int]:
        """The rows of a page that can be chosen."""
        match page:
            case Page.MISSING:
                return [one.id for one in figures.missing]
            case Page.DAY:
                return [line.item.id for line in figures.projection.lines]
        return ()
