"""What every screen at which people may be let in has: it answers scans, takes back, and does what F7 and F8 say.

A scan first admits whoever is not yet in; only somebody already present is then offered to the screen itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import Any, ClassVar, Final

from textual import on, work
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer

from store import (
    AdmitWalkIn,
    Answer,
    BindBadge,
    NameSubstitute,
    OpenConference,
    Outcome,
    Scan,
    State,
    Undo,
    Verb,
    last_undoable,
)
from store.errors import Reason, Refused, StoreError
from store.identity_cards import Bearer
from store.records import Delegate, DelegateId, Role, Standing, Status
from tui import keys
from tui.door import cards, deed_cards, identity
from tui.i18n import _
from tui.machine import battery
from tui.machine.keyboard_signs import Sign, advice
from tui.places import Place
from tui.refusals import sentence
from tui.roles import SCREENS
from tui.screens.following import FollowingScreen
from tui.store_thread import Safety, Waiting
from tui.type_ahead import asks
from tui.widgets.answer_line import tell_above
from tui.widgets.awaited import Awaited
from tui.widgets.editing import Editing
from tui.widgets.key_hints import KeyHints
from tui.widgets.scan_card import ScanCard
from tui.widgets.top_line import TopLine
from tui.window import Window

CARD_S: Final = 8.0
"""How long an answer stays: a stale one would be taken for that of the next person."""
TICK_S: Final = 5.0
DRILL_TICK_S: Final = 0.5
"""How often what hangs on the clock is looked at again; a rehearsal's runs faster."""
BATTERY_S: Final = 60.0
HEED_S: Final = 15.0
"""How long the top line says what is wrong with the keyboard."""


class DeskScreen(FollowingScreen):
    """Base of the screens; the subclass composes a `heading`, a `ScanCard` and `KeyHints`."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-too-narrow"),
        (72, "-narrow"),
        (110, "-wide"),
        (170, "-very-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-too-short"), (22, "-short"), (32, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        key.binding() for key in (keys.ADD, keys.MORE, keys.UNDO, keys.BACK, keys.HANDOVER)
    ]

    PLACE: ClassVar[Place] = Place(own=keys.AT_A_DESK)
    """What F1 and the palette say of it."""
    ADDS: ClassVar[frozenset[Role]] = AdmitWalkIn.roles
    """For whom F7 does anything here."""
    OF_THE_OFFICE: ClassVar[bool] = False
    """Whether F8 on a person also has what only an office does."""
    FINDS_IN: ClassVar[str] = "reception"
    """The mode in which somebody found in the palette is looked at."""

    def __init__(self, window: Window, *, classes: str | None = None) -> None:
        super().__init__(window, classes=classes)
        self._expiry: Timer | None = None
        self._heeded: Timer | None = None
        self._idle = True
        """Whether the card shows no answer."""
        self._asked_undo = (-1, False)
        """As of which commit there was something to take back: a letter typed does not change that."""
        self._discussed: DelegateId | None = None
        """Whom an open dialog is about."""

    def on_mount(self) -> None:
        """What hangs on the clock and on the machine is looked at from now on."""
        if self.store.torn:
            self.show(cards.torn_card(self.store.torn))
        self.set_interval(TICK_S if self.window.drill is None else DRILL_TICK_S, self._tick)
        self.call_after_refresh(self._read_battery)
        self.set_interval(BATTERY_S, self._read_battery)

    def show_standing(self, state: State, safety: Safety) -> None:
        """The top line, what is awaited, and the card while it shows no answer."""
        self.query_one(TopLine).show(state, safety)
        self._show_awaited()
        if self._idle:
            self.show_ready()

    def show_waiting(self, waiting: Waiting) -> None:
        """In place of the answer, who has the turn."""
        if waiting.holder is not None and self.store.waiting:
            self.show(cards.waiting_card(waiting.holder.desk))

    def _tick(self) -> None:
        if self.is_shown:
            self.show_keys()
            self._show_awaited()

    def _show_awaited(self) -> None:
        self.query_one(Awaited).show(self.store.state, self.store.now(), opens=self.may(OpenConference))

    @work(thread=True, exclusive=True, group="battery")
    def _read_battery(self) -> None:
        state = battery.read()
        self.app.call_from_thread(self.query_one(TopLine).show_battery, state)

    def may(self, verb: type[Verb[Any]]) -> bool:
        """Whether this window's role may do that; what it may not do it is not shown either."""
        return self.store.session.role in verb.roles

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do nothing for this role are not there."""
        if action == "add" and self.store.session.role not in self.ADDS:
            return False
        return super().check_action(action, parameters)

    # -- the keyboard --------------------------------------------------------------------------------------------------

    def heed_keyboard(self, *signs: Sign | None) -> None:
        """Says for a while what to switch off, in the top line, where no answer stands."""
        sign = self.window.keyboard.news(filter(None, signs), monotonic())
        if sign is None:
            return
        self.query_one(TopLine).show_keyboard(advice(sign))
        if self._heeded is not None:
            self._heeded.stop()
        self._heeded = self.set_timer(HEED_S, partial(self.query_one(TopLine).show_keyboard, ""))

    # -- answers -------------------------------------------------------------------------------------------------------

    def scanned(self, scan: Scan) -> None:
        """A badge was scanned, whatever else was going on."""
        self.window.directory.postpone()
        if not self.may(Scan):
            self._scanned_elsewhere(scan)
            return
        bearer = self._bearer() if scan.code in self.store.state.blank_codes else None
        if bearer is not None and scan.code is not None:
            self.run_worker(self._bind(BindBadge(delegate=bearer, code=scan.code)))
        else:
            self.ask(scan, self.store.state.codes.get(scan.code) if scan.code else None)

    def _scanned_elsewhere(self, scan: Scan) -> None:
        """Where nobody is checked in: whoever is in already is still offered to the screen."""
        state = self.store.state
        whom = state.codes.get(scan.code) if scan.code is not None else None
        attendance = state.attendance.get(whom) if whom is not None else None
        if whom is None or attendance is None or attendance.status is not Status.PRESENT:
            self.show(cards.not_the_door_card())
        elif not self.offered(whom, Outcome.ALREADY_IN, self.app.screen):
            self.show(cards.already_in_card(attendance, state))

    def card_scanned(self, _bearer: Bearer | None) -> None:
        """An identity card was scanned, whatever else was going on; `None` if it was not read."""
        self.show(identity.elsewhere(self.store.state))

    def _bearer(self) -> DelegateId | None:
        """Who gets a blank badge that is scanned now: whom the open dialog is about, else the guest just admitted."""
        if self._discussed is not None:
            return self._discussed
        shown = self.query_one(ScanCard).card.delegate
        delegate = self.store.state.delegates.get(shown) if shown is not None else None
        return delegate.id if delegate is not None and self._wants_badge(delegate) else None

    def _wants_badge(self, delegate: Delegate) -> bool:
        state = self.store.state
        attendance, badge = state.attendance.get(delegate.id), state.badges.get(delegate.id)
        guest = delegate.standing in (Standing.WALK_IN, Standing.SERVICE)
        substituted = attendance is not None and attendance.substitute is not None
        return (guest or substituted or not delegate.name) and (badge is None or badge.code != delegate.code)

    async def _bind(self, verb: BindBadge) -> None:
        from tui.dialogs.deeds import NewBadgeDialog

        await self.do(verb, verb.delegate)
        if isinstance(self.app.screen, NewBadgeDialog):
            self.app.screen.dismiss(None)

    def ask(self, verb: Verb[Answer], whom: DelegateId | None) -> None:
        """Queues the verb now, so that scans are answered in the order in which they were read."""
        self.run_worker(self._answer(self.store.submit(verb), whom, self.app.screen))

    async def _answer(self, coming: asyncio.Future[Answer], whom: DelegateId | None, top: Screen[Any]) -> None:
        try:
            answer = await self.store.outcome(coming)
        except StoreError as error:
            self.show_failure(error, whom)
            return
        in_already = answer.outcome in (Outcome.ALREADY_IN, Outcome.REPEAT)
        if in_already and answer.delegate is not None and self.offered(answer.delegate, answer.outcome, top):
            return
        self.show(cards.answer_card(answer, self.store.state))

    def offered(self, _delegate: DelegateId, _outcome: Outcome, _top: Screen[Any]) -> bool:
        """Somebody who is in already was scanned while `_top` was on top; True if the screen answers that itself."""
        return False

    async def do(self, verb: Verb[Any], whom: DelegateId | None = None) -> bool:
        """Runs anything else and shows what was done, or why not; True if it was."""
        before = self.store.state
        try:
            outcome = await self.store.run(verb)
        except StoreError as error:
            self.show_failure(error, whom)
            return False
        self.show(deed_cards.done_card(verb, outcome, self.store.now(), before, self.store.state))
        return True

    def show_failure(self, error: StoreError, whom: DelegateId | None) -> None:
        """Why the store said no."""
        state = self.store.state
        delegate = state.delegates.get(whom) if whom is not None else None
        self.show(cards.failure_card(error, delegate, state))

    def show(self, card: cards.Card) -> None:
        """An answer, for as long as it is news."""
        self._idle = False
        self.query_one(ScanCard).show(card)
        if card.sound is not None:
            self.window.sounds.play(card.sound)
        if self._expiry is not None:
            self._expiry.stop()
        self._expiry = None if card.lasting else self.set_timer(CARD_S, self.show_ready)
        self.call_after_refresh(self._tell_above)

    def _tell_above(self) -> None:
        """Once it is laid out: a dialog may be where the card is, or the screen too small for one."""
        if self.is_shown and self.app.screen is not self:
            tell_above(self.app.screen, self.query_one(ScanCard), CARD_S)

    def show_ready(self) -> None:
        """Nothing stale."""
        self._idle = True
        listed_here = "delegates" in SCREENS[self.store.session.role]
        card = cards.idle_card(self.store.state, self.store.safety.trouble, listed_here=listed_here)
        self.query_one(ScanCard).show(card)

    # -- keys ----------------------------------------------------------------------------------------------------------

    def why_not(self, key: keys.Key) -> str:
        """Why this key would do nothing now; empty if it would do something."""
        if key.id == keys.UNDO.id and not self._undoes:
            return sentence(Refused(Reason.NOTHING_TO_UNDO))
        if key.id == keys.MORE.id and self.undecided and self.selected() is None:
            return _("Several are found: choose one first, with an arrow or by number")
        return ""

    @property
    def _undoes(self) -> bool:
        """Whether there is anything to take back: of the typing, or of what this window did."""
        if isinstance(self.focused, Editing) and self.focused.typed:
            return True
        state = self.store.state
        if state.seq != self._asked_undo[0]:
            found = last_undoable(state, self.store.session.id, self.store.now())
            self._asked_undo = (state.seq, found is not None)
        return self._asked_undo[1]

    def show_keys(self) -> None:
        """Which of them would do something."""
        self.query_one(KeyHints).redraw()

    async def press(self, key: keys.Key) -> None:
        """As if it had been pressed on the keyboard, chosen by a click or in the palette."""
        if why := self.why_not(key):
            self.refuse(why)
        else:
            await self.run_action(key.action)

    def refuse(self, why: str) -> None:
        """What was pressed does nothing now: heard, and said why."""
        self.app.bell()
        self.show(cards.cannot_card(why))

    @work
    async def action_undo(self) -> None:
        """Takes back this window's last action and says which."""
        await self.do(Undo())

    @asks
    async def action_add(self) -> None:
        """Admits somebody who is not on the list, and asks for the name afterwards."""
        await self.admit_guest("")

    async def admit_guest(self, name: str) -> bool:
        """F7: which kind of guest; admitted at once, named later. False if it was left."""
        from tui.dialogs.guests import ask_guest

        verb = await ask_guest(self.app, self.store, name=name)
        if verb is None or not await self.do(verb, verb.id):
            return False
        await self.complete(verb.id)
        return True

    @asks
    async def action_more(self) -> None:
        """The other things that happen to a delegate; to the conference when nobody is chosen."""
        from tui.dialogs.conference_deeds import ask_conference_deed

        whom = self.selected()
        if whom is not None and whom in self.store.state.delegates:
            await self._do_more(whom)
        elif self.undecided:
            self.refuse(self.why_not(keys.MORE))
        else:
            verb = await ask_conference_deed(self.app, self.window)
            if verb is not None:
                await self.do(verb)

    @property
    def undecided(self) -> bool:
        """Whether several people are in question, so that F8 would not know whom it is about."""
        return False

    def selected(self) -> DelegateId | None:
        """Whom F8 is about."""
        return self.query_one(ScanCard).card.delegate

    @asks
    async def action_handover(self) -> None:
        """Tells the hall."""
        from tui.dialogs.handover import hand_over

        await hand_over(self.app, self.window)

    async def _do_more(self, whom: DelegateId) -> None:
        from tui.dialogs.deeds import ask_deed

        with self._about(whom):
            verb = await ask_deed(self.app, self.window, whom, office=self.OF_THE_OFFICE)
            if verb is not None and await self.do(verb, whom):
                self.acted()
                await self.complete(whom)

    def acted(self) -> None:
        """Something was done to whoever was selected."""

    async def complete(self, whom: DelegateId) -> None:
        """Asks for the name of somebody who was admitted without; Esc leaves it for later."""
        if whom in self.store.state.nameless:
            from tui.dialogs.deeds import ask_name

            with self._about(whom):
                verb = await ask_name(self.app, self.store.state, whom)
                if verb is not None:
                    await self.do(verb, whom)

    @contextmanager
    def _about(self, whom: DelegateId) -> Iterator[None]:
        before, self._discussed = self._discussed, whom
        try:
            yield
        finally:
            self._discussed = before

    @on(KeyHints.Pressed)
    async def _key_clicked(self, event: KeyHints.Pressed) -> None:
        await self.press(event.key)

    @on(TopLine.Pressed)
    @asks
    async def _complete_next(self) -> None:
        """The header was clicked: who is still to be named."""
        if not self.may(NameSubstitute):
            return
        from tui.dialogs.conference_deeds import ask_nameless

        verb = await ask_nameless(self.app, self.store.state)
        if verb is not None:
            await self.do(verb)
