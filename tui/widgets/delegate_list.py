"""The list of delegates: one row each, of any number; only the rows in view are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import ClassVar, Final

from textual import events
from textual.message import Message

from store import State
from store.records import Delegate, DelegateId
from tui import present
from tui.blank import Blank
from tui.delegates.delegate_words import LEGEND, legend
from tui.delegates.filters import EVERYBODY, is_unnamed
from tui.delegates.listing import Listing
from tui.finding import SHOWN
from tui.i18n import _
from tui.nobody import nobody_found
from tui.widgets import delegate_row
from tui.widgets.blanks import Blanks
from tui.widgets.delegate_row import Colours, Longest, Looks, row
from tui.widgets.lines import Line

_MEASURED: Final = 1000
"""People whose names say how wide the columns are; to look at ten thousand would be seen."""
_WHEEL: Final = 3
"""Rows a notch of the wheel scrolls."""


class DelegateList(Blanks):
    """Follows a `Listing`. A click points at a row; the wheel scrolls and chooses nobody."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*delegate_row.CLASSES}

    class Clicked(Message):
        """Somebody pointed at a row."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, listing: Listing, state: State, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._listing = listing
        self._state = state
        self._top = 0
        self._in_view: tuple[object, ...] = ()
        """What was asked for when the chosen row was last brought into view."""
        self._titles = ("", "")
        self._measured: tuple[object, Longest] = (None, Longest())
        """The people, and how long the longest of their names and places are."""
        self._made: dict[DelegateId, tuple[Looks, Line]] = {}
        """The rows in view as they were last drawn, and from what: an arrow changes two of them."""

    @property
    def page(self) -> int:
        """Rows that Page Down goes on by."""
        return max(self.size.height - 1, 1)

    def show(self, state: State) -> None:
        """Draws who is listed, or what has become of them."""
        if state.conference is not self._state.conference:
            self._made.clear()
        self._state = state
        self._entitle()
        self.redraw()

    def _entitle(self) -> None:
        marked = len(self._listing.marked)
        titles = (self._title(), _("Marked: {n}").format(n=marked) if marked else legend())
        if titles != self._titles:
            # Even the same title set again would paint everything.
            self._titles = titles
            self.border_title, self.border_subtitle = titles

    def _title(self) -> str:
        listing = self._listing
        if not listing.query:
            return listing.roll.label(listing.filter)
        found = len(listing.rows)
        many = f"{found}+" if found >= SHOWN else str(found)
        return _("Found: {n}").format(n=many) if found else _("Search")

    # -- rows ----------------------------------------------------------------------------------------------------------

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows in view."""
        rows = self._listing.rows
        if not rows:
            return list(self.blank(self._instead(), width))
        self._scroll_to_chosen(height)
        before, self._made = self._made, {}
        colours = Colours(partial(self.get_visual_style, partial=True), self.background_colors[1])
        for y, id in enumerate(rows[self._top : self._top + height]):
            looks, known = self._looks(id, width, thumb=self._is_thumb(y, height)), before.get(id)
            if known is None or known[0] != looks:
                known = looks, row(looks, self._state.conference, colours)
            self._made[id] = known
        return [line for _looks, line in self._made.values()]

    def notify_style_update(self) -> None:
        """Other colours: every row is made anew."""
        self._made.clear()
        super().notify_style_update()

    def _looks(self, id: DelegateId, width: int, *, thumb: bool) -> Looks:
        state, listing = self._state, self._listing
        return Looks(
            delegate=state.delegates[id],
            attendance=state.attendance.get(id),
            signs="".join(self._signs_of(state.delegates[id])),
            chosen=id == listing.chosen,
            marked=id in listing.marked,
            thumb=thumb,
            width=width,
            digits=max(present.NUMBER_WIDTH, len(str(state.last_number))),
            longest=self._longest(),
        )

    def _longest(self) -> Longest:
        """Of the first thousand, whoever is in view: no column moves while somebody scrolls."""
        people, conference = self._state.delegates, self._state.conference
        if people is not self._measured[0]:
            known = {area.id: len(area.name) for area in conference.areas}
            some = list(islice(people.values(), _MEASURED))
            places = (known.get(one.area) or len(one.unit) for one in some)
            names = (len(one.name) for one in some)
            self._measured = people, Longest(max(names, default=0), max(places, default=0))
        return self._measured[1]

    def _instead(self) -> Blank:
        listing = self._listing
        if listing.query:
            return nobody_found()
        if listing.filter == EVERYBODY:
            return Blank(_("Nobody is on the list yet"), _("F7 takes in a roster, or adds one delegate"))
        return Blank(_("Nobody fits this filter"), _("Esc shows all"))

    def _scroll_to_chosen(self, height: int) -> None:
        listing = self._listing
        question, chosen = (listing.query, listing.filter), (listing.chosen, listing.place, height)
        if (question, chosen) != self._in_view:
            asked_anew = self._in_view[:1] != (question,)
            self._in_view = (question, chosen)
            if listing.chosen is not None:
                self._top = min(max(self._top, listing.place - height + 1), listing.place)
            elif asked_anew:
                self._top = 0
        self._top = max(min(self._top, len(listing.rows) - height), 0)

    def _is_thumb(self, row: int, height: int) -> bool:
        """Whether this row of the view has the thumb of the scroll bar; nobody has where all are in view."""
        people = len(self._listing.rows)
        if people <= height:
            return False
        size = max(height * height // people, 1)
        start = self._top * (height - size) // (people - height)
        return start <= row < start + size

    def _signs_of(self, delegate: Delegate) -> Iterator[str]:
        state = self._state
        true = (
            delegate.id in state.met and delegate.id not in state.attendance,
            self._listing.roll.is_to_print(delegate.id),
            delegate.unlisted,
            is_unnamed(delegate, state),
        )
        return (sign for (sign, _meaning), there in zip(LEGEND, true, strict=True) if there)

    # -- mouse ---------------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Points at the row under the pointer."""
        place = self._top + event.get_content_offset_capture(self).y
        if place < len(self._listing.rows):
            self.post_message(self.Clicked(place))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Looks further down; whoever is chosen stays chosen."""
        self._scroll(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Looks further up."""
        self._scroll(event, -_WHEEL)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self._top += by
        self.redraw()
