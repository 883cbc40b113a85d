"""A list on a page of the overview: follows the figures, and what an arrow has chosen on that page."""

from __future__ import annotations

from typing import ClassVar

from tui.overview.overview_figures import Figures
from tui.overview.overview_pages import Page, Pages
from tui.widgets.course_list import CourseList


class PageList(CourseList):
    """Base of the lists; a subclass says which page it is, what it is called, and draws the rows."""

    page: ClassVar[Page]

    def __init__(self, figures: Figures, pages: Pages, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._figures, self._pages = figures, pages
        self._title = ""
        self._places: dict[int, int] = {}
        """Where each id stands."""

    def title(self) -> str:
        """What stands in the border."""
        raise NotImplementedError

    def id_at(self, place: int) -> int:
        """What this row is about."""
        return tuple(self._places)[place]

    def show(self, figures: Figures) -> None:
        """Draws what these figures say."""
        if figures is not self._figures or not self._places:
            self._places = {id: place for place, id in enumerate(self._pages.ids(self.page, figures))}
        self._figures = figures
        if (title := self.title()) != self._title:
            # Even the same title set again would paint everything.
            self.border_title = self._title = title
        self.redraw()

    def count(self) -> int:
        return len(self._places)

    def chosen(self) -> int | None:
        id = self._pages.chosen_on(self.page)
        return None if id is None else self._places.get(id)
