"""The reception desk (F2): a scan or a few letters in, an answer out.

The field has the focus always. Whoever scans and whoever types can be two people on one laptop: a scan never touches
what is being typed, which row is highlighted, or an open dialog.
"""

from __future__ import annotations

import asyncio
import gc
from typing import ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.signal import Signal
from textual.timer import Timer

from store import AdmitSubstitute, Answer, CheckIn, Scan, State, Undo, Verb
from store.errors import StoreError
from store.records import CategoryId, Delegate, DelegateId, Method
from store.search import Directory
from tui import cards, keys
from tui.demo import Demo
from tui.dialogs.dialog import plain
from tui.dialogs.people import ask_deed, ask_walk_in
from tui.dialogs.settings import ask_settings
from tui.finding import Code, Finding, Nobody, Nothing, Person, Preparing
from tui.hints import acts, hint
from tui.i18n import _
from tui.sound import Sounds
from tui.store_thread import News, StoreThread, Waiting
from tui.widgets.arrivals import Arrivals
from tui.widgets.demo_panel import DemoPanel
from tui.widgets.head_counts import HeadCounts
from tui.widgets.hint_line import HintLine
from tui.widgets.key_hints import KeyHints
from tui.widgets.results import Results
from tui.widgets.scan_card import ScanCard
from tui.widgets.search_field import SearchField
from tui.widgets.text_field import TextField
from tui.widgets.top_line import TopLine

QUIET_S: Final = 0.5
"""How long nobody has to have scanned before the directory is made; a letter typed makes it at once."""

CARD_S: Final = 8.0
"""How long an answer stays: a stale one would be taken for that of the next person."""


class ReceptionScreen(Screen[None]):
    """Checks delegates in."""

    AUTO_FOCUS = "#search"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-too-narrow"),
        (72, "-narrow"),
        (110, "-wide"),
        (170, "-very-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-too-short"), (22, "-short"), (32, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in (keys.ADD, keys.MORE, keys.UNDO, keys.BACK)]

    def __init__(self, store: StoreThread, news: Signal[News | Waiting], sounds: Sounds, demo: Demo | None) -> None:
        super().__init__(classes="-demo" if demo else None)
        self._store = store
        self._news = news
        self._sounds = sounds
        self._demo = demo
        self._finding = Finding()
        self._expiry: Timer | None = None
        self._quiet: Timer | None = None
        """Runs while a new directory is needed and not begun."""
        self._idle = True
        """Whether the card shows no answer."""
        self._category: CategoryId | None = None
        """Of the last walk-in: the next one is likely of the same."""

    def compose(self) -> ComposeResult:
        """What is where is up to the styles; this is the order in which it is read."""
        state = self._store.state
        yield TopLine(state.conference.short_title, self._store.session.desk, self._store.safety, id="top")
        with Container(id="desk"):
            with Vertical(id="prompt"):
                yield SearchField(self._enter, self._move, id="search")
                yield HintLine(id="hint")
            yield HeadCounts(state, id="counts")
            yield ScanCard(id="card")
            yield Results(self._finding, state, id="results")
            if self._demo:
                yield DemoPanel(state, id="demo")
            yield Arrivals(state, id="arrivals")
        yield KeyHints(keys.RECEPTION_FOOTER, id="keys")
        yield plain(_("THE WINDOW DOES NOT GET THE KEYS – CLICK HERE"), id="unheard")
        yield plain(_("Window too small: make it larger"), id="too-small")

    def on_mount(self) -> None:
        """From here on everything that is committed anywhere is shown."""
        self._news.subscribe(self, self._tell)
        field = self.query_one(SearchField)
        field.border_title = field.placeholder = _("Scan a badge, type a number or a name")
        self._show_ready()
        self._show_finding()
        self.call_after_refresh(self._index_when_quiet)

    # -- what others, or we, have committed ----------------------------------------------------------------------------

    def _tell(self, news: News | Waiting) -> None:
        if isinstance(news, Waiting):
            if news.holder is not None:
                self._show(cards.waiting_card(news.holder.desk))
            return
        self.query_one(HeadCounts).show(news.state)
        self.query_one(Arrivals).show(news.state, news.changes)
        self.query_one(TopLine).show(news.safety)
        if self._demo:
            self.query_one(DemoPanel).show(news.state)
        if any(touched.table == Delegate.table for change in news.changes for touched in change.entry.touched):
            self._index_when_quiet()
        if self._idle:
            self._show_ready()
        self._show_finding()

    # -- the directory behind the search -------------------------------------------------------------------------------

    def _index_when_quiet(self) -> None:
        """A new directory is needed, but whoever scans goes first: making a large one slows a scan down."""
        self._forget_quiet()
        self._quiet = self.set_timer(QUIET_S, self._index_now)

    def _index_now(self) -> None:
        self._forget_quiet()
        self._index(self._store.state)

    def _forget_quiet(self) -> None:
        if self._quiet is not None:
            self._quiet.stop()
            self._quiet = None

    @work(thread=True, exclusive=True, group="directory")
    def _index(self, state: State) -> None:
        """Making the directory of a large conference takes longer than a person should wait for a letter."""
        # A collection that looks through 10,000 delegates holds everything up for 100 ms: none while the directory is
        # made, and what stays is left out of every later one.
        gc.disable()
        try:
            directory = Directory.of(state.delegates.values(), state.conference.areas)
            gc.freeze()
        finally:
            gc.enable()
        self.app.call_from_thread(self._search_in, directory)

    def _search_in(self, directory: Directory) -> None:
        self._finding.search_in(directory, self._store.state)
        self._show_finding()

    # -- typing --------------------------------------------------------------------------------------------------------

    @on(TextField.Changed, "#search")
    def _typed(self) -> None:
        if self._quiet is not None:
            self._index_now()
        self._finding.look_for(self.query_one(SearchField).text, self._store.state)
        self._show_finding()

    def _show_finding(self) -> None:
        state, meaning = self._store.state, self._finding.meaning
        self.set_class(not isinstance(meaning, Nothing), "-searching")
        self.query_one(HintLine).show(hint(meaning, state), acts=acts(meaning))
        self.query_one(Results).show(state)

    def _move(self, by: int) -> None:
        self._finding.move(by)
        self._show_finding()

    @on(Results.Clicked)
    def _point_at(self, event: Results.Clicked) -> None:
        again = event.place == self._finding.highlighted
        self._finding.choose(event.place)
        self._show_finding()
        field = self.query_one(SearchField)
        if again and self._enter(field.text):
            field.clear()

    def _enter(self, text: str) -> bool:
        """Does what the hint says for this text; False if that is nothing."""
        self._finding.look_for(text, self._store.state)
        match self._finding.meaning:
            case Person() as person:
                method = Method.NUMBER if person.by_number else Method.NAME
                self._ask(CheckIn(delegate=person.delegate, method=method), person.delegate)
                return True
            case Code() as code:
                self.scanned(code.raw)
                return True
            case Nothing() | Preparing():
                return False
            case _:
                self.app.bell()
                self._show_finding()
                return False

    # -- answers -------------------------------------------------------------------------------------------------------

    def scanned(self, payload: str) -> None:
        """A badge was scanned, whatever else was going on."""
        if self._quiet is not None:
            self._index_when_quiet()
        scan = Scan.of(payload)
        self._ask(scan, self._store.state.codes.get(scan.code) if scan.code else None)

    def _ask(self, verb: Verb[Answer], whom: DelegateId | None) -> None:
        """Queues the verb now, so that scans are answered in the order in which they were read."""
        self.run_worker(self._answer(self._store.submit(verb), whom))

    async def _answer(self, coming: asyncio.Future[Answer], whom: DelegateId | None) -> None:
        try:
            answer = await self._store.outcome(coming)
        except StoreError as error:
            self._show_failure(error, whom)
        else:
            self._show(cards.answer_card(answer, self._store.state))

    def _show_failure(self, error: StoreError, whom: DelegateId | None) -> None:
        state = self._store.state
        delegate = state.delegates.get(whom) if whom is not None else None
        self._show(cards.failure_card(error, delegate, state))

    def _show(self, card: cards.Card) -> None:
        self._idle = False
        self.query_one(ScanCard).show(card)
        if card.sound is not None:
            self._sounds.play(card.sound)
        if self._expiry is not None:
            self._expiry.stop()
        self._expiry = None if card.lasting else self.set_timer(CARD_S, self._show_ready)

    def _show_ready(self) -> None:
        self._idle = True
        trouble = self._store.safety.trouble
        self.query_one(ScanCard).show(cards.trouble_card(trouble) if trouble else cards.ready_card())

    # -- keys ----------------------------------------------------------------------------------------------------------

    @work
    async def action_undo(self) -> None:
        """Takes back this window's last action and says which."""
        before = self._store.state
        try:
            undone = await self._store.run(Undo())
        except StoreError as error:
            self._show(cards.failure_card(error, None, self._store.state))
        else:
            self._show(cards.undone_card(undone, before, self._store.state))

    @work
    async def action_add(self) -> None:
        """Admits somebody who is not on the list; what was typed in vain is taken for the name."""
        field, meaning = self.query_one(SearchField), self._finding.meaning
        name = meaning.query if isinstance(meaning, Nobody) else ""
        store = self._store
        verb = await ask_walk_in(
            self.app, store.state, name=name, category=self._category, id=store.mint(), seed=store.mint()
        )
        if verb is not None:
            self._category = verb.category
            self._ask(verb, None)
            if name and field.text == name:
                field.clear()

    @work
    async def action_more(self) -> None:
        """The other things that happen to a delegate; to the window when nobody is chosen."""
        whom = self._selected()
        delegate = self._store.state.delegates.get(whom) if whom is not None else None
        if delegate is not None:
            await self._do_more(delegate)
        elif self._finding.matches:
            self.app.bell()
        else:
            await ask_settings(self.app, self._store, self._sounds)

    def _selected(self) -> DelegateId | None:
        match self._finding.meaning:
            case Person() as person:
                return person.delegate
            case Nothing():
                return self.query_one(ScanCard).card.delegate
        return None

    async def _do_more(self, delegate: Delegate) -> None:
        verb = await ask_deed(self.app, delegate, self._store.state)
        if verb is None:
            return
        self.query_one(SearchField).clear()
        if isinstance(verb, AdmitSubstitute):
            self._ask(verb, delegate.id)
            return
        try:
            await self._store.run(verb)
        except StoreError as error:
            self._show_failure(error, delegate.id)
        else:
            self._show(cards.done_card(verb, self._store.now(), self._store.state))

    def action_back(self) -> None:
        """Clears the field, or else the card."""
        field = self.query_one(SearchField)
        if field.value:
            field.clear()
        else:
            self._show_ready()

    @on(KeyHints.Pressed)
    async def _key_clicked(self, event: KeyHints.Pressed) -> None:
        await self.run_action(event.key.action)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Nothing else on this screen may keep the keyboard."""
        if self.is_current and self.app.app_focus and isinstance(event.widget, SearchField):
            self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.app.app_focus and self.app.screen is self:
            self.query_one(SearchField).focus()
