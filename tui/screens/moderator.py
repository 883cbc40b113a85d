"""The moderator's screen (F3): the day, who speaks and for how long, who waits, and what F9 does next.

A scan admits here as everywhere; whoever is in already is put on the list of speakers. The field has the focus always.
Nothing on this screen stops or cuts anybody by itself.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.timer import Timer

from store import Outcome, RecoveryQuestion, Scan, State, Verb
from store.records import DelegateId, Role
from store.search import Directory
from tui import keys, places
from tui.dialogs.day_deeds import ask_day_deed
from tui.dialogs.dialog import plain
from tui.dialogs.podium_additions import ask_podium_addition
from tui.dialogs.recovery import ask_recovery
from tui.dialogs.rundown_deeds import ask_item_deed
from tui.dialogs.speaker_deeds import ask_speech_deed
from tui.dialogs.speakers import AsksForSomebody
from tui.dialogs.speech_corrections import ask_who_speaks
from tui.door.cards import Card
from tui.finding import not_listed
from tui.i18n import _
from tui.podium import day_words
from tui.podium.choosing import Side
from tui.podium.next_step import Going
from tui.podium.podium import Errand, Podium
from tui.podium.podium_cards import changed_card
from tui.screens.desk import DeskScreen
from tui.type_ahead import asks
from tui.widgets import clock_face
from tui.widgets.agenda_list import AgendaList
from tui.widgets.big_clock import BigClock
from tui.widgets.course_list import CourseList
from tui.widgets.floor_panel import FloorFoot, FloorHead
from tui.widgets.heading import heading
from tui.widgets.hint_line import HintLine
from tui.widgets.key_hints import KeyHints
from tui.widgets.next_line import NextLine
from tui.widgets.notice_line import NoticeLine
from tui.widgets.podium_field import PodiumField
from tui.widgets.results import Results
from tui.widgets.scan_card import ScanCard
from tui.widgets.search_field import SearchField
from tui.widgets.speaker_queue import SpeakerQueue
from tui.widgets.text_field import TextField
from tui.window import Window

AFTER_S: Final = 0.005
"""How long after the second has passed the clock is looked at: never just before."""


class ModeratorScreen(DeskScreen):
    """Runs the day."""

    AUTO_FOCUS = "#search"
    BINDINGS: ClassVar[list[BindingType]] = [keys.NEXT.binding(), keys.PAUSE.binding(), keys.SIDE.binding()]
    PLACE = places.MODERATOR
    ADDS = frozenset(Role)
    FINDS_IN = "moderator"

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._podium = Podium(self.store.state, self.store.now(), self.store.mint)
        self._second: Timer | None = None
        """Runs until the clock shows something else, while the screen is shown."""
        self._drawn: tuple[State, RecoveryQuestion | None] | None = None
        """Of what the day stands there."""

    def compose(self) -> ComposeResult:
        """What is where is up to the styles; this is the order in which it is read."""
        state, outlook = self.store.state, self._podium.outlook
        yield from heading(self.window)
        yield NoticeLine(id="notice")
        with Vertical(id="prompt"):
            yield PodiumField(self._enter, self._move, id="search")
            yield HintLine(id="hint")
        with Container(id="desk"):
            with Vertical(id="day"):
                yield AgendaList(outlook, self._podium.choosing, id="agenda")
                yield ScanCard(id="card")
            with Vertical(id="floor"):
                yield FloorHead(outlook, id="head")
                yield BigClock(id="clock")
                yield FloorFoot(outlook, id="foot")
                yield NextLine(id="next")
            with Vertical(id="speakers"):
                yield SpeakerQueue(outlook, self._podium.choosing, id="queue")
                yield Results(self._podium.finding, state, id="results")
        yield KeyHints(keys.MODERATOR_FOOTER, self.why_not, id="keys")
        yield plain(_("THE WINDOW DOES NOT GET THE KEYS – CLICK HERE"), id="unheard")
        yield plain(_("Window too small: make it larger"), id="too-small")

    def on_mount(self) -> None:
        """The field, and the directory behind it."""
        self.window.directory.made.subscribe(self, self._search_in)
        if self.window.directory.latest is not None:
            self._podium.search_in(self.window.directory.latest)
        field = self.query_one(SearchField)
        field.border_title = field.placeholder = _("Who wants to speak: numbers or a name; or scan a badge")

    # -- what has become true, and the time ----------------------------------------------------------------------------

    def catch_up(self) -> None:
        """The day as it is now, and its clock goes on. All of it, unless nothing but a second has passed."""
        state, now, gap = self.store.state, self.store.now(), self.store.recovery
        if (state, gap) != self._drawn or self._podium.outlook.is_outdated(now):
            self._drawn = (state, gap)
            self._podium.renew(state, now, gap)
            self._show_day()
        else:
            self._show_time()
        self._tick_on()

    def rest(self) -> None:
        """The clock stops; how long it is wrong nobody knows."""
        self.behind = True
        self._stop_clock()

    def _stop_clock(self) -> None:
        if self._second is not None:
            self._second.stop()
        self._second = None

    def _tick_on(self) -> None:
        self._stop_clock()
        delay = clock_face.next_second_ms(self._podium.outlook, self.store.now()) / 1000
        self._second = self.set_timer(self.window.lasts_s(delay) + AFTER_S, self.catch_up)

    # -- drawing -------------------------------------------------------------------------------------------------------

    def _show_day(self) -> None:
        podium, outlook = self._podium, self._podium.outlook
        self.query_one(NextLine).show(day_words.step(podium.step, outlook), acts=podium.step.going is not Going.NOWHERE)
        self.query_one(FloorHead).show(outlook)
        self.query_one(BigClock).show(clock_face.face(outlook, self.store.now()))
        self._show_notice()
        self._show_lists()
        # What is worked out from the whole list comes when the rest can be seen.
        self.call_after_refresh(self._show_estimates)

    def _show_estimates(self) -> None:
        self.query_one(SpeakerQueue).suggest(self._podium.outlook.advice)
        self._show_time()

    def _show_time(self) -> None:
        outlook, now = self._podium.outlook, self.store.now()
        self.query_one(BigClock).show(clock_face.face(outlook, now))
        self.query_one(FloorFoot).show(outlook, now)

    def _show_notice(self) -> None:
        found = self._podium.notice
        self.set_class(found is not None, "-notice")
        self.query_one(NoticeLine).show(found.text if found else "", acts=found is not None)

    def _show_lists(self) -> None:
        outlook = self._podium.outlook
        self.query_one(AgendaList).show(outlook)
        self.query_one(SpeakerQueue).show(outlook)
        self._show_typing()

    def _show_typing(self) -> None:
        podium = self._podium
        self.query_one(SpeakerQueue).display = not podium.is_typing
        self.query_one(Results).display = podium.is_typing
        found = podium.hint()
        self.query_one(HintLine).show(found.text, acts=found.acts)
        if podium.is_typing:
            self.query_one(Results).show(podium.state)
        self.show_keys()

    def show(self, card: Card) -> None:
        """An answer takes some of the agenda's room as long as it is news."""
        super().show(card)
        self.query_one(ScanCard).display = True

    def show_ready(self) -> None:
        """The agenda again, unless nothing can be noted: that stays in sight."""
        super().show_ready()
        self.query_one(ScanCard).display = self.store.safety.trouble is not None

    # -- scans ---------------------------------------------------------------------------------------------------------

    def offered(self, delegate: DelegateId, outcome: Outcome, top: Screen[Any]) -> bool:
        """Whoever is in already is who a dialog asks for, or asks for the floor; a badge read twice in one go once.

        What is opened or left before the store has answered does not change what the scan was for.
        """
        if isinstance(top, AsksForSomebody):
            top.take(delegate)
            return True
        waits = any(one.delegate == delegate for one in self._podium.outlook.waiting)
        if top is not self or (outcome is Outcome.REPEAT and not waits):
            return False
        self.run_worker(self.do(self._podium.queue((delegate,)), delegate))
        return True

    # -- typing and choosing -------------------------------------------------------------------------------------------

    def _search_in(self, directory: Directory) -> None:
        self._podium.search_in(directory)
        self._show_typing()

    @on(TextField.Changed, "#search")
    def _typed(self) -> None:
        self.window.directory.hurry()
        self._podium.look_for(self.query_one(SearchField).text)
        self._show_typing()
        self.heed_keyboard(self._podium.finding.layout)

    def _move(self, by: int) -> None:
        self._podium.move(by)
        self._show_lists()

    def action_turn(self) -> None:
        """Tab, ← →: the other list."""
        self._podium.choosing.turn()
        self._move(1)

    @on(CourseList.Clicked)
    def _point_at(self, event: CourseList.Clicked) -> None:
        side = Side.AGENDA if isinstance(event.widget, AgendaList) else Side.SPEAKERS
        again = self._podium.point_at(side, event.place)
        self._show_lists()
        if again:
            self._enter("")

    @on(CourseList.Dragged)
    def _drag(self, event: CourseList.Dragged) -> None:
        side = Side.AGENDA if isinstance(event.widget, AgendaList) else Side.SPEAKERS
        verb = self._podium.drag(side, event.moved, event.over)
        if verb is not None:
            self.run_worker(self.do(verb))

    @on(Results.Clicked)
    def _point_at_found(self, event: Results.Clicked) -> None:
        field = self.query_one(SearchField)
        again = event.place == self._podium.finding.highlighted
        self._podium.finding.choose(event.place)
        self._show_typing()
        if again and self._enter(field.text):
            field.clear()

    def _enter(self, text: str) -> bool:
        """Does what the hint says for this text; True if the field is to be emptied."""
        match self._podium.enter(text, self.store.now()):
            case Verb() as verb:
                self.run_worker(self._carry_out(verb))
                return True
            case Errand.SCAN:
                self.scanned(Scan.of(text))
                return True
            case Errand.NAME:
                self._name_speaker()
            case Errand.GAP:
                self._answer_gap()
            case Errand.REFUSE:
                self._show_typing()
                self.query_one(HintLine).insist()
        return False

    async def _carry_out(self, verb: Verb[Any]) -> None:
        if await self.do(verb) and self._podium.choosing.let_go():
            self._show_lists()

    # -- keys ----------------------------------------------------------------------------------------------------------

    def why_not(self, key: keys.Key) -> str:
        """Nothing to go on to, or nothing to stop."""
        podium = self._podium
        if key.id == keys.NEXT.id and podium.step.verb(podium.outlook) is None:
            return day_words.step(podium.step, podium.outlook)
        if key.id == keys.PAUSE.id and podium.pause() is None:
            return _("Nobody speaks, and no item runs")
        return super().why_not(key)

    async def action_next(self) -> None:
        """F9: what stands beside the key, once for each time somebody has read it."""
        podium = self._podium
        if not podium.next_haste.takes(self.store.now()):
            self.show(changed_card(day_words.step(podium.step, podium.outlook)))
            return
        verb = podium.step.verb(podium.outlook)
        if verb is None:
            self.refuse(self.why_not(keys.NEXT))
        else:
            self.run_worker(self.do(verb))

    @on(NextLine.Pressed)
    async def _next_clicked(self) -> None:
        await self.action_next()

    @on(NoticeLine.Pressed)
    def _notice_clicked(self) -> None:
        self._podium.choosing.let_go()
        self._enter("")

    def action_pause(self) -> None:
        """Space: stands still, or goes on; held down it does so once."""
        verb = self._podium.pause()
        if verb is None:
            self.refuse(self.why_not(keys.PAUSE))
        elif self._podium.pause_haste.takes(self.store.now()):
            self.run_worker(self.do(verb))

    @asks
    async def action_add(self) -> None:
        """F7: what was typed in vain is taken for a name."""
        podium = self._podium
        name, after = not_listed(podium.asked), podium.choosing.item
        verb = await ask_podium_addition(self.app, self.window, podium.outlook, name=name, after=after)
        if verb is not None and await self.do(verb) and name:
            self.query_one(SearchField).clear()

    @asks
    async def action_more(self) -> None:
        """F8: about the speech or the item chosen, else about the day."""
        podium = self._podium
        if podium.choosing.speech is not None:
            verb = await ask_speech_deed(self.app, self.window, podium.outlook, podium.choosing.speech)
        elif podium.choosing.item is not None:
            verb = await ask_item_deed(self.app, self.window, podium.outlook, podium.choosing.item)
        else:
            verb = await ask_day_deed(self.app, self.window, podium.outlook)
        if verb is not None:
            await self.do(verb)

    @asks
    async def _name_speaker(self) -> None:
        speech = self._podium.chosen_speech
        verb = await ask_who_speaks(self.app, self.window, speech) if speech is not None else None
        if verb is not None:
            await self._carry_out(verb)

    @asks
    async def _answer_gap(self) -> None:
        gap = self._podium.gap
        verb = await ask_recovery(self.app, self.store.state, gap) if gap is not None else None
        if verb is not None:
            await self.do(verb)

    def action_back(self) -> None:
        """Clears the field, lets go of what is chosen, and at last the card."""
        field = self.query_one(SearchField)
        if field.value:
            field.clear()
        elif not self._podium.choosing.let_go():
            self.show_ready()
        self._show_lists()

    def action_choose_item(self, item: int) -> None:
        """As if an arrow had chosen this item of the agenda."""
        self._podium.choosing.choose(Side.AGENDA, item)
        self._show_lists()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Nothing else on this screen may keep the keyboard."""
        if self.is_current and self.app.app_focus and isinstance(event.widget, SearchField):
            self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.app.app_focus and self.app.screen is self:
            self.query_one(SearchField).focus()
