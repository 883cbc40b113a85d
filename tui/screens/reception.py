"""The reception desk (F2): a scan or a few letters in, an answer out.

The field has the focus always. Whoever scans and whoever types can be two people on one laptop: a scan never touches
what is being typed, which row is highlighted, or an open dialog.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.timer import Timer

from store import CheckIn, CheckInTogether, Scan, State
from store.identity_cards import Bearer, people_like
from store.records import DelegateId, Method
from store.search import Directory
from tui import keys, places
from tui.camera.camera import Camera
from tui.demo import Demo
from tui.dialogs.dialog import plain
from tui.door import identity
from tui.door.hints import acts, hint
from tui.drill.part import Part
from tui.finding import Code, Finding, Group, Nothing, Person, Preparing, Proposed, not_listed
from tui.i18n import _
from tui.screens.desk import CARD_S, DeskScreen
from tui.store_thread import News
from tui.type_ahead import asks
from tui.widgets.arrivals import Arrivals
from tui.widgets.camera_view import CameraView
from tui.widgets.demo_panel import DemoPanel
from tui.widgets.drill_panel import DrillPanel
from tui.widgets.head_counts import HeadCounts
from tui.widgets.heading import heading
from tui.widgets.hint_line import HintLine
from tui.widgets.key_hints import KeyHints
from tui.widgets.results import Results
from tui.widgets.scan_card import ScanCard
from tui.widgets.search_field import SearchField
from tui.widgets.text_field import TextField
from tui.window import Window


class ReceptionScreen(DeskScreen):
    """Checks delegates in."""

    AUTO_FOCUS = "#search"
    PLACE = places.RECEPTION

    def __init__(self, window: Window, demo: Demo | None) -> None:
        self._rehearses = window.drill is not None and window.drill.part is Part.DOOR
        super().__init__(window, classes="-demo" if demo or self._rehearses else None)
        self._demo = demo
        self._finding = Finding()
        self._proposal: Timer | None = None
        """Runs while people are proposed."""

    def compose(self) -> ComposeResult:
        """What is where is up to the styles; this is the order in which it is read."""
        state = self.store.state
        yield from heading(self.window)
        with Container(id="desk"):
            with Vertical(id="prompt"):
                yield SearchField(self._enter, self._move, self._mark, id="search")
                yield HintLine(id="hint")
            yield HeadCounts(state, id="counts")
            yield ScanCard(id="card")
            yield Results(self._finding, state, id="results")
            if self._demo:
                yield DemoPanel(state, id="demo")
            elif self._rehearses:
                yield DrillPanel(self.window, id="demo")
            yield Arrivals(state, id="arrivals")
            yield CameraView(self.window.camera, id="camera")
        yield KeyHints(keys.RECEPTION_FOOTER, self.why_not, id="keys")
        yield plain(_("THE WINDOW DOES NOT GET THE KEYS – CLICK HERE"), id="unheard")
        yield plain(_("Window too small: make it larger"), id="too-small")

    def on_mount(self) -> None:
        """The field, and the directory behind it."""
        self.window.directory.made.subscribe(self, self._search_in)
        self.window.camera.changed.subscribe(self, self._make_room)
        field = self.query_one(SearchField)
        field.border_title = field.placeholder = _("Scan a badge, type a number or a name")

    # -- what others, or we, have committed ----------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Everything, after another screen was shown."""
        self.query_one(Arrivals).begin(self.store.state)
        self._show_counts(self.store.state)

    def told(self, news: News) -> None:
        """Counts, arrivals, and who is still missing."""
        self.query_one(Arrivals).show(news.state, news.changes)
        self._show_counts(news.state)

    def _show_counts(self, state: State) -> None:
        self.query_one(HeadCounts).show(state)
        if self._demo:
            self.query_one(DemoPanel).show(state)
        self._finding.refresh(state)
        self._show_finding()

    def _search_in(self, directory: Directory) -> None:
        self._finding.search_in(directory, self.store.state)
        self._show_finding()

    def _make_room(self, camera: Camera | None) -> None:
        self.set_class(camera is not None, "-camera")

    # -- typing --------------------------------------------------------------------------------------------------------

    @on(TextField.Changed, "#search")
    def _typed(self) -> None:
        self.window.directory.hurry()
        self._finding.look_for(self.query_one(SearchField).text, self.store.state)
        self._show_finding()
        self.heed_keyboard(self._finding.layout)

    def _show_finding(self) -> None:
        state, meaning = self.store.state, self._finding.meaning
        self.query("#results, #arrivals, #demo").set_class(not isinstance(meaning, Nothing), "-searching")
        self.query_one(HintLine).show(hint(meaning, state), acts=acts(meaning))
        self.query_one(Results).show(state)
        self.show_keys()

    def _move(self, by: int) -> None:
        self._finding.move(by)
        self._prolong()
        self._show_finding()

    def _mark(self, text: str) -> bool:
        self._finding.look_for(text, self.store.state)
        by_number, marked = self._finding.chosen_by_number, self._finding.mark()
        if by_number:
            # Room for the next number.
            self.query_one(SearchField).clear()
        self._show_finding()
        return marked

    @on(Results.Clicked)
    def _point_at(self, event: Results.Clicked) -> None:
        again = event.place == self._finding.highlighted
        self._finding.choose(event.place)
        self._prolong()
        self._show_finding()
        field = self.query_one(SearchField)
        if again and self._enter(field.text):
            field.clear()

    def _enter(self, text: str) -> bool:
        """Does what the hint says for this text; False if that is nothing."""
        self._finding.look_for(text, self.store.state)
        match self._finding.meaning:
            case Group() as group:
                self._finding.unmark_all()
                self._finding.forget_choice(self.store.state)
                self._finding.propose((), self.store.state)
                self.run_worker(self.do(CheckInTogether(delegates=group.delegates)))
                return True
            case Person() as person:
                method = Method.NUMBER if person.by_number else Method.NAME
                self.ask(CheckIn(delegate=person.delegate, method=method), person.delegate)
                self._finding.propose((), self.store.state)
                return True
            case Code() as code:
                self.scanned(Scan.of(code.raw))
                return True
            case Nothing() | Preparing():
                return False
            case _:
                self._show_finding()
                self.query_one(HintLine).insist()
                return False

    # -- identity cards ------------------------------------------------------------------------------------------------

    def card_scanned(self, bearer: Bearer | None) -> None:
        """Proposes whose card it may be, unless something is being typed or chosen; admits nobody."""
        if not self.store.state.conference.identity_cards:
            super().card_scanned(bearer)
        elif not isinstance(self._finding.meaning, Nothing | Proposed):
            self.show(identity.while_typing())
        elif bearer is None:
            self.show(identity.unreadable())
        else:
            self._look_for(bearer)

    @work(exclusive=True, group="identity card")
    async def _look_for(self, bearer: Bearer) -> None:
        """In a thread: ten thousand names take longer than a key may wait."""
        people = await asyncio.to_thread(people_like, bearer, self.store.state.delegates.values())
        if isinstance(self._finding.meaning, Nothing | Proposed):
            self._propose(people)
        else:
            self.show(identity.while_typing())

    def _propose(self, people: Sequence[DelegateId]) -> None:
        self.show(identity.proposed(len(people)) if people else identity.nobody())
        self._finding.propose(people, self.store.state)
        self._prolong()
        self._show_finding()

    def _prolong(self) -> None:
        """A proposal goes as the card does, unless somebody is choosing."""
        if self._proposal is not None:
            self._proposal.stop()
        self._proposal = self.set_timer(CARD_S, self._withdraw) if self._finding.proposes else None

    def _withdraw(self) -> None:
        self._finding.propose((), self.store.state)
        self._show_finding()

    # -- keys ----------------------------------------------------------------------------------------------------------

    @asks
    async def action_add(self) -> None:
        """Admits somebody who is not on the list; what was typed in vain is taken for the name."""
        field, name = self.query_one(SearchField), not_listed(self._finding.meaning)
        if await self.admit_guest(name) and name and field.text == name:
            field.clear()

    def selected(self) -> DelegateId | None:
        """Whom a search means, or else whoever was answered last."""
        match self._finding.meaning:
            case Person() as person:
                return person.delegate
            case Nothing():
                return super().selected()
        return None

    @property
    def undecided(self) -> bool:
        """Several found, and none of them meant."""
        return bool((self._finding.query.strip() or self._finding.proposes) and self._finding.matches)

    def acted(self) -> None:
        """What was typed has been dealt with."""
        self.query_one(SearchField).clear()

    def action_back(self) -> None:
        """Clears the marks, then the field, or else the card."""
        field = self.query_one(SearchField)
        if self._finding.marked:
            self._finding.unmark_all()
        elif field.value:
            field.clear()
        elif self._finding.proposes:
            self._withdraw()
        elif not isinstance(self._finding.meaning, Nothing):
            self._finding.forget_choice(self.store.state)
        else:
            self.show_ready()
        self._show_finding()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Nothing else on this screen may keep the keyboard."""
        if self.is_current and self.app.app_focus and isinstance(event.widget, SearchField):
            self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.app.app_focus and self.app.screen is self:
            self.query_one(SearchField).focus()
