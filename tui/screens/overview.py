"""The overview (F5): who came when, who is missing, the day against its plan, who was heard, what was raised.

Nothing is typed here: arrows turn the pages and choose, Enter goes to where something can be done about it. A scan
admits here as everywhere. What is shown follows every commit; a clock runs only for what hangs on it.
"""

from __future__ import annotations

import time
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.timer import Timer

from store import State
from store.documents import announced, opening_sentence
from store.records import DelegateId
from tui import keys, places
from tui.blank import Blank
from tui.delegates.filters import Filter, Kind
from tui.dialogs.dialog import plain
from tui.door.cards import Card
from tui.i18n import _
from tui.nobody import nobody_listed
from tui.overview import overview_words
from tui.overview.overview_figures import Figures
from tui.overview.overview_pages import PAGES, Page, Pages
from tui.roles import SCREENS, has_screen
from tui.screens.desk import DeskScreen
from tui.screens.looking_up import look_up_delegate, look_up_item
from tui.store_thread import News
from tui.widgets import overview_bars
from tui.widgets.arrivals_curve import ArrivalsCurve
from tui.widgets.bars import Bars
from tui.widgets.counted_tabs import CountedTabs, Tab
from tui.widgets.course_list import CourseList
from tui.widgets.day_facts import DayFacts
from tui.widgets.head_counts import HeadCounts
from tui.widgets.heading import heading
from tui.widgets.hint_line import HintLine
from tui.widgets.key_hints import KeyHints
from tui.widgets.missing_list import MissingList
from tui.widgets.page_list import PageList
from tui.widgets.scan_card import ScanCard
from tui.window import Window

AFTER_S: Final = 0.005
"""How long after the second or the minute has passed the day is looked at: never just before."""
TOO_LONG_S: Final = 0.03
REST: Final = 4
"""With thousands of delegates a look at everything takes a while: then scans have the time between two of them."""
_PAGE: Final = 10
_ENDS: Final = 1_000_000
"""Further than any list is long."""


class OverviewScreen(DeskScreen):
    """Looks, and does nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        keys.PAGE.binding(),
        Binding("left", "leaf(-1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", f"move({-_PAGE})", show=False),
        Binding("pagedown", f"move({_PAGE})", show=False),
        Binding("home", f"move({-_ENDS})", show=False),
        Binding("end", f"move({_ENDS})", show=False),
        Binding("enter,ctrl+j", "enter", show=False),
    ]
    PLACE = places.OVERVIEW

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._pages = Pages()
        self._figures = Figures(self.store.state, self.store.now())
        self._drawn: State | None = None
        """Of what everything stands there."""
        self._cost_s = 0.0
        """Processor time of the last look at everything."""
        self._clock: Timer | None = None

    def compose(self) -> ComposeResult:
        """What is where is up to the styles; this is the order in which it is read."""
        state, figures, pages = self.store.state, self._figures, self._pages
        role = self.store.session.role
        nobody = nobody_listed(listed_here="delegates" in SCREENS[role])
        yield from heading(self.window)
        yield CountedTabs()
        with Container(id="desk"):
            with Container(id="arrivals"):
                yield ArrivalsCurve(overview_words.nobody_came(role), id="curve")
                yield HeadCounts(state, id="counts")
            with Vertical(id="missing"):
                yield MissingList(figures, pages, nobody, id="people")
                yield Bars(Blank(_("No areas in the plan")), id="areas")
            yield DayFacts(figures, pages, id="day")
            yield Bars(overview_words.nobody_spoke(role), id="speaking", scrolls=True)
            yield Bars(overview_words.nothing_raised(role), id="contributions", scrolls=True)
        yield HintLine(id="sentence")
        yield HintLine(id="hint")
        yield ScanCard(id="card")
        yield KeyHints(keys.OVERVIEW_FOOTER, self.why_not, id="keys")
        yield plain(_("THE WINDOW DOES NOT GET THE KEYS – CLICK HERE"), id="unheard")
        yield plain(_("Window too small: make it larger"), id="too-small")

    # -- what has become true, and the time ----------------------------------------------------------------------------

    def told(self, _news: News) -> None:
        """Everything follows, once for however many commits came together."""
        if not self.behind:
            self.behind = True
            if self._cost_s < TOO_LONG_S:
                self.call_after_refresh(self.follow)
            else:
                self.set_timer(self._cost_s * REST, self.follow)

    def catch_up(self) -> None:
        """Everything as it stands; what hangs on the clock, if nothing else has changed."""
        if self.store.state == self._drawn:
            self._pass()
        else:
            self._look_at_everything()
            self._tick_on()
        if self.is_shown:
            self.call_after_refresh(self.query_one(ArrivalsCurve).load)

    def _look_at_everything(self) -> None:
        begun = time.thread_time()
        self._figures = Figures(self.store.state, self.store.now())
        self._drawn = self._figures.state
        self._pages.follow(self._figures)
        self._show()
        self._cost_s = time.thread_time() - begun

    def _pass(self) -> None:
        """What hangs on the clock is looked at again."""
        self._figures = self._figures.later(self.store.now())
        self._show_time()
        self._tick_on()

    def rest(self) -> None:
        """The clock stops; how long it is wrong nobody knows."""
        self.behind = True
        self._stop_clock()

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.stop()
        self._clock = None

    def _tick_on(self) -> None:
        """A second while somebody speaks, else a minute."""
        self._stop_clock()
        wall = self.store.now().wall
        speaks = self._figures.floor is not None
        whole = 1.0 if speaks else 60.0 - wall.second
        self._clock = self.set_timer(self.window.lasts_s(whole - wall.microsecond / 1e6) + AFTER_S, self._pass)

    # -- drawing -------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        figures, state = self._figures, self._figures.state
        self._show_choice()
        self.query_one(HeadCounts).show(state)
        self.query_one("#areas", Bars).show(_("Areas"), overview_bars.areas(state))
        raised = overview_bars.raised(figures)
        self.query_one("#contributions", Bars).show(overview_words.contributions_title(figures), raised)
        self.query_one("#sentence", HintLine).border_title = overview_words.sentence_title(figures)
        self.query_one("#sentence", HintLine).show(_sentence(state), acts=False)
        self._show_time()

    def _show_time(self) -> None:
        figures = self._figures
        self.query_one(ArrivalsCurve).show(figures)
        self.query_one(DayFacts).show(figures)
        self.query_one("#speaking", Bars).show(overview_words.speaking_title(figures), overview_bars.units(figures))

    def _show_choice(self) -> None:
        pages, figures = self._pages, self._figures
        for page in PAGES:
            self.set_class(page is pages.page, f"-{page}")
        tabs = [Tab(*label) for label in overview_words.labels(figures)]
        self.query_one(CountedTabs).show(tabs, PAGES.index(pages.page))
        self.query_one(MissingList).show(figures)
        self.query_one(DayFacts).show(figures)
        role = self.store.session.role
        acts = overview_words.leads_to(pages, role) != ""
        self.query_one("#hint", HintLine).show(overview_words.hint(pages, figures, role), acts=acts)

    def show(self, card: Card) -> None:
        """An answer, over what is shown below."""
        super().show(card)
        self.add_class("-news")

    def show_ready(self) -> None:
        """Nothing over it, unless nothing can be noted: that stays in sight."""
        super().show_ready()
        self.set_class(self.store.safety.trouble is not None, "-news")

    # -- turning and choosing ------------------------------------------------------------------------------------------

    def action_leaf(self, by: int) -> None:
        """← →"""
        self._pages.turn(by)
        self._show_choice()

    def action_move(self, by: int) -> None:
        """↑ ↓; on a page of bars, to those that are not in view."""
        if self._pages.move(by, self._figures):
            self._show_choice()
        elif self._pages.page in (Page.SPEAKING, Page.CONTRIBUTIONS):
            self.query_one(f"#{self._pages.page}", Bars).scroll(by)

    @on(CountedTabs.Clicked)
    def _tab_clicked(self, event: CountedTabs.Clicked) -> None:
        self._pages.go_to(PAGES[event.place])
        self._show_choice()

    @on(CourseList.Clicked)
    async def _point_at(self, event: CourseList.Clicked) -> None:
        if not isinstance(event.widget, PageList):
            return
        page, id = event.widget.page, event.widget.id_at(event.place)
        again = self._pages.chosen_on(page) == id
        self._pages.choose(page, id)
        self._show_choice()
        if again:
            await self.action_enter()

    @on(Bars.Clicked, "#areas")
    async def _area_clicked(self, event: Bars.Clicked) -> None:
        """The people of that area."""
        if not has_screen(self.app, "delegates"):
            return
        from tui.screens.delegates import DelegatesScreen

        area = self._figures.state.conference.areas[event.place]
        await self.app.switch_mode("delegates")
        if isinstance(self.app.screen, DelegatesScreen):
            self.app.screen.list_only(Filter(Kind.AREA, area.id))

    async def action_enter(self) -> None:
        """Goes to where something can be done: somebody missing to the door, an item to the moderator's screen."""
        state, pages = self._figures.state, self._pages
        if not overview_words.leads_to(pages, self.store.session.role):
            self.query_one("#hint", HintLine).refuse(overview_words.why_nowhere(pages))
        elif pages.delegate is not None:
            await look_up_delegate(self.app, state.delegates[pages.delegate])
        elif pages.item is not None:
            await look_up_item(self.app, pages.item)

    def selected(self) -> DelegateId | None:
        """Whoever is chosen among the missing, or else whoever was answered last."""
        return self._pages.delegate if self._pages.delegate is not None else super().selected()

    def action_back(self) -> None:
        """Lets go of what is chosen, then of the card."""
        if not self._pages.let_go():
            self.show_ready()
        self._show_choice()


def _sentence(state: State) -> str:
    """What a leader reads out: as of the opening once there was one."""
    return opening_sentence(announced(state.opening) if state.opening else state.head_count())
