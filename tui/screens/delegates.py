"""The list of delegates (F6): rosters taken in, corrections, who is no longer listed, badges; on the day, looking up.

This is not the door: Enter opens the list of deeds and never admits. A scan admits here as everywhere, and somebody who
is in already is shown in the list while nobody else is looked for. The field has the focus always.
"""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.worker import Worker

from store import Outcome, Scan
from store.records import DelegateId
from store.search import Directory
from tui import keys, places
from tui.delegates.delegate_words import hint
from tui.delegates.filters import EVERYBODY, Filter, Roll, filters
from tui.delegates.listing import Listing
from tui.dialogs.additions import Addition, ask_addition, ask_delegate, make_template
from tui.dialogs.dialog import plain
from tui.dialogs.group_deeds import ask_group_deed
from tui.dialogs.pick import Entry, PickDialog
from tui.door.cards import Card
from tui.door.hints import acts
from tui.finding import Code, Group, Nothing, Person, Preparing, not_listed
from tui.i18n import _
from tui.machine.sound import Sound
from tui.present import Tone
from tui.screens.desk import DeskScreen
from tui.type_ahead import asks
from tui.widgets.area_counts import AreaCounts
from tui.widgets.delegate_details import DelegateDetails
from tui.widgets.delegate_list import DelegateList
from tui.widgets.head_counts import HeadCounts
from tui.widgets.heading import heading
from tui.widgets.hint_line import HintLine
from tui.widgets.key_hints import KeyHints
from tui.widgets.scan_card import ScanCard
from tui.widgets.search_field import SearchField
from tui.widgets.text_field import TextField
from tui.window import Window


class ListField(SearchField):
    """The field above the list: also turns its pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "screen.page(-1)", show=False),
        Binding("pagedown", "screen.page(1)", show=False),
        Binding("ctrl+f", "screen.filter", show=False),
    ]

    async def go_to_end(self, side: int) -> None:
        """Of everybody listed."""
        await self.run_action(f"screen.end({side})")


class DelegatesScreen(DeskScreen):
    """Everybody on the list."""

    AUTO_FOCUS = "#search"
    BINDINGS: ClassVar[list[BindingType]] = [keys.FILTER.binding()]
    PLACE = places.DELEGATES
    OF_THE_OFFICE = True

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._roll = Roll(self.store.state)
        self._listing = Listing(self._roll, self.store.state)
        """Whether something became true while another screen was shown."""

    def compose(self) -> ComposeResult:
        """What is where is up to the styles; this is the order in which it is read."""
        state = self.store.state
        yield from heading(self.window)
        with Container(id="desk"):
            with Vertical(id="listed"):
                yield ListField(self._enter, self._move, self._mark, id="search")
                yield HintLine(id="hint")
                yield DelegateList(self._listing, state, id="list")
            with Vertical(id="aside"):
                yield DelegateDetails(self._roll, state, id="details")
                yield ScanCard(id="card")
                yield HeadCounts(state, id="counts")
                yield AreaCounts(state, id="areas")
        yield KeyHints(keys.DELEGATES_FOOTER, self.why_not, id="keys")
        yield plain(_("THE WINDOW DOES NOT GET THE KEYS – CLICK HERE"), id="unheard")
        yield plain(_("Window too small: make it larger"), id="too-small")

    def on_mount(self) -> None:
        """The field, and the directory behind it."""
        self.window.directory.made.subscribe(self, self._search_in)
        if self.window.directory.latest is not None:
            self._listing.search_in(self.window.directory.latest)
        field = self.query_one(SearchField)
        field.border_title = field.placeholder = _("Scan a badge, type a number or a name")

    # -- what others, or we, have committed ----------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Rows, counts and details."""
        state = self.store.state
        self._listing.follow(state)
        self.query_one(HeadCounts).show(state)
        self._show_listing()

    def _search_in(self, directory: Directory) -> None:
        self._listing.search_in(directory)
        self._show_listing()

    # -- the answer, and the details -----------------------------------------------------------------------------------

    def show(self, card: Card) -> None:
        """An answer takes the place of the details as long as it is news."""
        super().show(card)
        self.add_class("-news")

    def show_ready(self) -> None:
        """The details again, unless nothing can be noted: that stays in sight."""
        super().show_ready()
        self.set_class(self.store.safety.trouble is not None, "-news")

    def offered(self, delegate: DelegateId, _outcome: Outcome, top: Screen[Any]) -> bool:
        """Somebody who is in already was scanned: shows them in the list, unless others are looked for there."""
        if top is self is self.app.screen and not self.query_one(SearchField).value:
            self._listing.follow(self.store.state)
            self._listing.offer(delegate)
            self._show_listing()
        return False

    def _reveal(self, delegate: DelegateId) -> None:
        self._listing.follow(self.store.state)
        hidden = not self._listing.shows(delegate)
        self._listing.reveal(delegate)
        if hidden:
            self.query_one(SearchField).clear()
        self._show_listing()

    # -- typing --------------------------------------------------------------------------------------------------------

    @on(TextField.Changed, "#search")
    def _typed(self) -> None:
        self.window.directory.hurry()
        self._listing.look_for(self.query_one(SearchField).text)
        self._show_listing()
        self.heed_keyboard(self._listing.layout)

    def _show_listing(self) -> None:
        listing, state, meaning = self._listing, self._listing.state, self._listing.meaning
        self.query_one(HintLine).show(hint(meaning, state), acts=acts(meaning))
        self.query_one(DelegateList).show(state)
        self.query_one(DelegateDetails).show(listing.chosen, state)
        self.query_one(AreaCounts).show(state, listing.filter)
        self.show_keys()

    def _move(self, by: int) -> None:
        self._listing.move(by)
        self._show_listing()

    def action_page(self, by: int) -> None:
        """Page Up, Page Down: as many rows as are in view."""
        self._move(by * self.query_one(DelegateList).page)

    def action_end(self, side: int) -> None:
        """Home, End."""
        self._listing.go_to(0 if side < 0 else len(self._listing.rows))
        self._show_listing()

    def _mark(self, text: str) -> bool:
        self._listing.look_for(text)
        by_number, marked = self._listing.chosen_by_number, self._listing.mark()
        if by_number:
            # Room for the next number.
            self.query_one(SearchField).clear()
        self._show_listing()
        return marked

    @on(DelegateList.Clicked)
    def _point_at(self, event: DelegateList.Clicked) -> None:
        again = self._listing.chosen is not None and event.place == self._listing.place
        self._listing.go_to(event.place)
        self._show_listing()
        if again:
            self._enter(self.query_one(SearchField).text)

    def _enter(self, text: str) -> bool:
        """Does what the hint says for this text; True if the field is to be emptied."""
        self._listing.look_for(text)
        match self._listing.meaning:
            case Group() as group:
                self._decide(group.delegates)
            case Person() as person:
                if self._listing.state.delegates[person.delegate].unlisted:
                    self._decide((person.delegate,))
                else:
                    self.action_more()
            case Code() as code:
                self.scanned(Scan.of(code.raw))
                return True
            case Nothing() | Preparing():
                pass
            case _:
                self._show_listing()
                self.query_one(HintLine).insist()
        return False

    # -- keys ----------------------------------------------------------------------------------------------------------

    @asks
    async def action_filter(self) -> None:
        """Which people the list shows; the field is emptied, so that they are seen."""
        offered = filters(self.store.state)
        entries = [Entry(self._roll.label(filter)) for filter in offered]
        chosen = offered.index(self._listing.filter) if self._listing.filter in offered else 0
        place = await self.app.push_screen_wait(PickDialog(_("Whom to list"), entries, chosen=chosen))
        if place is not None:
            self.list_only(offered[place])

    @on(AreaCounts.Picked)
    def _area_clicked(self, event: AreaCounts.Picked) -> None:
        again = event.filter == self._listing.filter
        self.list_only(EVERYBODY if again else event.filter)

    def list_only(self, filter: Filter) -> None:
        """Whoever fits."""
        self.query_one(SearchField).clear()
        self._listing.look_for("")
        self._listing.keep(filter)
        self._show_listing()

    @asks
    async def action_add(self) -> None:
        """A roster, one delegate, or the empty roster; what was typed in vain is taken for the name."""
        name = not_listed(self._listing.meaning)
        match await ask_addition(self.app, likeliest=Addition.DELEGATE if name else Addition.ROSTER):
            case Addition.ROSTER:
                await self._take_in_roster()
            case Addition.DELEGATE:
                verb = await ask_delegate(self.app, self.window, name)
                if verb is not None and await self.do(verb):
                    self._reveal(verb.id)
            case Addition.TEMPLATE:
                await make_template(self.app, self.window)

    async def _take_in_roster(self) -> None:
        from tui.dialogs.importing import import_roster, notice

        taken = await import_roster(self.app, self.store)
        if taken is not None:
            headline = "✔ " + _("ROSTER TAKEN IN")
            self.show(Card(Tone.QUIET, headline, advice=notice(taken), sound=Sound.ADMITTED, undoable=True))

    def action_more(self) -> Worker[None]:
        """With several marked: what is done to all of them; else as at every desk."""
        if self._listing.marked:
            return self._decide(tuple(self._listing.marked))
        return super().action_more()

    @asks
    async def _decide(self, whom: tuple[DelegateId, ...]) -> None:
        verb = await ask_group_deed(self.app, self.window, whom)
        if verb is not None and await self.do(verb):
            self._listing.unmark_all()
            self.acted()
            self._show_listing()

    def selected(self) -> DelegateId | None:
        """Whoever is chosen in the list, or else whoever was answered last."""
        return self._listing.chosen if self._listing.chosen is not None else super().selected()

    @property
    def undecided(self) -> bool:
        """Several found, and none of them meant or marked."""
        return bool(self._listing.query and self._listing.rows) and not self._listing.marked

    def acted(self) -> None:
        """What was typed has been dealt with; whoever was chosen stays so."""
        self.query_one(SearchField).clear()

    def action_back(self) -> None:
        """Clears the field, the marks, the filter, the card, and at last lets go of whoever is chosen."""
        field = self.query_one(SearchField)
        if field.value:
            field.clear()
        elif self._listing.marked:
            self._listing.unmark_all()
        elif self._listing.filter != EVERYBODY:
            self._listing.keep(EVERYBODY)
        elif self.has_class("-news"):
            self.show_ready()
        else:
            self._listing.let_go()
        self._show_listing()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Nothing else on this screen may keep the keyboard."""
        if self.is_current and self.app.app_focus and isinstance(event.widget, SearchField):
            self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.app.app_focus and self.app.screen is self:
            self.query_one(SearchField).focus()
